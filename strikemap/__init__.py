"""Strikemap: claims about reported strikes, on a map, with their hedge, their source and their date."""

__version__ = "0.1.0"
