"""Lists of records, the same on every screen: saved views, filter chips, groups, columns, ticks, late counts.

A screen declares a ``Listing`` and gets the rest. What a record's panel or workspace shows is the screen's.
"""
