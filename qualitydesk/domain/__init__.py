"""The functional core: frozen facts in, findings out. No database, no clock, no files."""
