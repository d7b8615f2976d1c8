"""The words officials use, as data."""
