"""After-sales claims as pure decisions: states, deadlines, liability, the cost ledger, advice on the remedy.

Nothing here knows the database or today's date; facts come in as frozen values.
"""
