"""The newest revision of the schema, where it can be read without loading anything."""

LATEST = "0011"
"""A test holds it against the migrations."""
