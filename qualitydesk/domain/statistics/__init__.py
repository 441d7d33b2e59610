"""Figures over many records: what counts, periods, and the series, limits and scales that charts are drawn
from.

Computed once here, painted on screen and drawn on paper elsewhere.
"""
