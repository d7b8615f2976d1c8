"""Releases: what was built, put in place whole, verified, kept and rolled back."""
