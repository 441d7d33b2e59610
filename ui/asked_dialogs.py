"""Dialogs that screens ask for by name, as they ask for pages: issuing a paper, importing, exporting.

Each is imported when it is asked for; screens know the names and none of the dialogs. What draws papers is
loaded in a job: that takes longer than anybody should wait for a key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.garbage import loading

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.dialogs import Dialog
    from ui.kit.turns import Piece


def open_dialog(context: Context, window: QWidget, name: str, key: str) -> bool:
    """Open "issue:claim-report" (of the record ``key``; in a language, "issue:claim-report:en"),
    "import:orders" or "export:orders"; whether it was such a name.
    """
    way, _, what = name.partition(":")
    if way == "issue":
        what, _, words = what.partition(":")
        build = partial(issue, context, window, what, key, words)
        context.jobs.read(window, lambda: load_paper(what), lambda _loaded: build())
    elif way == "import":
        from ui.importing.dialog import ImportDialog

        context.jobs.in_turns(window, built_then_opened(partial(ImportDialog, context, window, what)))
    elif way == "export":
        from ui.importing.exporting import ask_where

        ask_where(context, window, what)
    return way in ("issue", "import", "export")


def load_paper(document: str) -> None:
    """Load what draws a document. In a job."""
    with loading():
        from reports import issuing  # noqa: F401 - the dialog asks it for a draft at once
        from reports.declaration import report

        report(document)


def issue(context: Context, window: QWidget, document: str, number: str, language: str = "") -> None:
    """Issue a paper of that record, in the languages named ("en zh_CN"), else in both."""
    from ui.issuing.dialog import IssueDialog

    build = partial(IssueDialog, context, window, document, number, language)
    context.jobs.in_turns(window, built_then_opened(build))


def built_then_opened(build: Callable[[], Dialog]) -> tuple[Piece, Piece]:
    """A large dialog in two pieces: the widgets, then their style and their places."""
    built: list[Dialog] = []
    return lambda: built.append(build()), lambda: built.pop().open()
