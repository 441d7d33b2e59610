"""Loads the pages' modules in jobs while the person looks at the first one: no first opening of a page waits
for the disk then. Nothing is built here; a page opened sooner imports itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.kit.garbage import loaded

if TYPE_CHECKING:
    from ui.context import Context
    from ui.screens import ScreenDeclaration

AFTER_MS = 1500


def load_pages(context: Context, owner: QObject, declarations: Sequence[ScreenDeclaration]) -> None:
    """Import the pages one after the other, each in a job of its own, once the first one has had its time."""
    waiting = [one.factory.partition(":")[0] for one in reversed(declarations)]

    def go_on(_answer: object = None) -> None:
        if waiting:  # a page that cannot be imported says so when it is opened
            context.jobs.read(owner, partial(importlib.import_module, waiting.pop()), go_on, go_on)
        else:
            loaded()

    QTimer.singleShot(AFTER_MS, owner, go_on)
