"""Certificates: coverage product by market, register, calendar of ends, and the paper in the panel."""
