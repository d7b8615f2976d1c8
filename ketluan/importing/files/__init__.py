"""A file as bytes: its kind, what is too large, what it says as a value, and how new files are written."""
