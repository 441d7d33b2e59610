"""Bringing files in and taking records out, with what the headless commands do shown beforehand."""
