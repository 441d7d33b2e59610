"""Imports as Python does them, for the window.

PySide puts a look of its own before each import: it reads and keeps the source of every module that is
imported after it, in case that asks for its ``__feature__``. Nothing here does; it takes a fifth of the time
and of the memory of a start.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it is this that puts its look there


def import_plainly() -> None:
    """Take PySide's look away. A PySide that keeps the import before it elsewhere keeps its look, too."""
    names = vars(builtins)
    names["__import__"] = names.get("__orig_import__", names["__import__"])
