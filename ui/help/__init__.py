"""The help that comes with the program: pages as Markdown files, one per screen, in both languages."""
