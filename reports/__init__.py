"""Papers: what is printed, how it looks, and how a stranger can check it.

A report gathers frozen facts, renders them to bytes and is sealed. No window, no SQL, no decision
lives here.
"""
