"""Loads the rules and the pages' modules in jobs while the person types the password: neither signing in nor
opening a page waits for the disk then. Nothing is built here; what is wanted sooner loads itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualitydesk.rules import load_rules
from ui.kit.garbage import loaded

if TYPE_CHECKING:
    from ui.context import Context
    from ui.screens import ScreenDeclaration

AFTER_MS = 1500


def load_pages(context: Context, owner: QObject, declarations: Sequence[ScreenDeclaration]) -> None:
    """Load the rules, then the pages one after the other, each in a job of its own, once the first page has
    had its time.
    """
    pages = [one.factory.partition(":")[0] for one in reversed(declarations)]
    waiting: list[Callable[[], object]] = [partial(importlib.import_module, page) for page in pages]
    waiting.append(load_rules)

    def go_on(_answer: object = None) -> None:
        if waiting:  # what cannot be loaded says so when it is wanted
            context.jobs.read(owner, waiting.pop(), go_on, go_on)
        else:
            loaded()

    QTimer.singleShot(AFTER_MS, owner, go_on)
