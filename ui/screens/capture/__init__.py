"""The warehouse mode: one unit after the other, checks with a number pad, defects with photos, the verdict
live.
"""
