"""The two faces of the program: the window (kit, screens) and the headless commands (console)."""
