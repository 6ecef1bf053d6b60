"""Base map."""
