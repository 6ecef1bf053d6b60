"""Tests that read as a specification."""
