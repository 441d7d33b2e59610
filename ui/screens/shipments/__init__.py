"""Shipments on the window: the list, and the workspace with gate, duties, custody, lines and lots."""
