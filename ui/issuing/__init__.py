"""Issuing a paper from the window: the dialog with its options, live preview and signature."""
