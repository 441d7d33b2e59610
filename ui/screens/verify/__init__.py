"""Verify a paper: drop a PDF, type its check code or scan its QR code, and read the verdict with its
reasons."""
