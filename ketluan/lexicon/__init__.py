"""The words officials use, as data with classes."""
