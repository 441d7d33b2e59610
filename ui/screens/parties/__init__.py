"""Parties: who makes, ships, declares, sells, pays and tests; their file, vetting and blocks."""
