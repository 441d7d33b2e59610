"""The newest revision of the schema, where it can be read without loading anything."""

LATEST = "0010"
"""A test holds it against the migrations."""
