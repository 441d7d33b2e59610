"""Certificates: their status by date, product x market coverage, and doubts about the papers themselves."""
