"""Widgets drawn by the program: each takes frozen values and says itself in words.

No widget here knows a record; words arrive translated, colours come from tokens.
"""
