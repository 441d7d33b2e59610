"""What the registers share: a record asked for in a form, rows of a panel, the screen around them.

Products, parties, places, defects and checklists each say what is theirs in their own screen.
"""
