"""Imports as Python does them, for the window, and nothing beside them.

PySide puts a look of its own before each import: it reads and keeps the source of every module that is
imported after it, in case that asks for its ``__feature__``. Nothing here does; it takes a fifth of the time
and of the memory of a start. Python looks for garbage meanwhile, though what is imported stays: the window
does that later, in its own time (see ``garbage``).
"""

from __future__ import annotations

import builtins
import gc


def import_plainly() -> None:
    """Take both looks away; to be called before anything else of the window is imported. A PySide that keeps
    the import before it elsewhere keeps its look.
    """
    gc.disable()
    import PySide6.QtCore  # noqa: F401 - it is this that puts its look there

    names = vars(builtins)
    names["__import__"] = names.get("__orig_import__", names["__import__"])
