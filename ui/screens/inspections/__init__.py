"""The Inspections screen: list with saved views, detail panel, planning, approving. Capture is a screen of
its own.
"""
