"""Data that leaves with a reader: exactly the reports of a View, in formats that other programs read; one file per format."""
