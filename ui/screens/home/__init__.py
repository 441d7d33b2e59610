"""Home: what needs somebody today, by role, and the figures of a period. Every figure opens the list it
counted.
"""
