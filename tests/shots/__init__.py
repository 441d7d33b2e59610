"""Pictures of every screen, dialog, state and document page, for people to look at: ``bootstrap.py shots``.

Screens come from their declarations, dialogs from the actions that open them, pages from the papers that can
be issued: what is new is in the pictures without a line here.
"""
