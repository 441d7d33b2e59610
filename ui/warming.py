"""Loads the modules of pages, and the rules, in jobs: that of the first page before a person sits down, the
others in quiet moments, so that neither signing in nor opening a page waits for the disk. Nothing is built
here; what is wanted sooner loads itself.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from qualitydesk.rules import load_rules
from ui.kit.garbage import loading
from ui.remembered import first_page

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from ui.context import Context
    from ui.quiet import Quiet
    from ui.screens import ScreenDeclaration

CALLED_UP = (
    *("ui.palette", "ui.todo_list", "ui.user_menu", "ui.kit.key_sheet", "ui.add_person"),
    *("ui.help.dialog", "ui.importing.choice", "ui.importing.dialog", "ui.issuing.dialog"),
)
"""What a key opens over any page; it is wanted sooner than most pages."""
AFTER_MS = 1500
"""Whoever sits down at once has the machine to himself so long."""


def module_of(declaration: ScreenDeclaration) -> str:
    """The module of a page."""
    return declaration.factory.partition(":")[0]


def load(module: str) -> None:
    """Load a module; what cannot be loaded says so when it is wanted. In a job."""
    with suppress(ImportError), loading():
        importlib.import_module(module)


def make_ready(declaration: ScreenDeclaration, desk: Desk) -> Desk:
    """The desk, with what the first page at it is built from: its module, and the rules if it needs them."""
    load(module_of(declaration))
    if declaration.by_rules:
        desk.ready()
    return desk


def load_pages(
    context: Context, owner: QObject, quiet: Quiet, declarations: Sequence[ScreenDeclaration]
) -> None:
    """Load the page that was left last, then the rules, then the other pages one after the other, each in a
    job of its own when nothing else is under way.
    """

    def ignore(_answer: object) -> None:
        """What cannot be loaded says so when it is wanted."""

    def read(work: Callable[[], object]) -> None:
        context.jobs.read(owner, work, ignore, ignore)

    def begin() -> None:
        modules = (*CALLED_UP, *(module_of(one) for one in declarations))
        quiet.later(partial(read, load_rules))
        quiet.later(*(partial(read, partial(load, one)) for one in modules))

    quiet.later(partial(read, partial(load, module_of(first_page(context, declarations)))))
    QTimer.singleShot(AFTER_MS, owner, begin)
