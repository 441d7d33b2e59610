"""Dialogs that screens ask for by name, as they ask for pages: issuing a paper, importing, exporting.

Each is imported when it is asked for; screens know the names and none of the dialogs. What draws papers is
loaded in a job: that takes longer than anybody should wait for a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.kit.garbage import loading

if TYPE_CHECKING:
    from ui.context import Context


def open_dialog(context: Context, window: QWidget, name: str, key: str) -> bool:
    """Open "issue:claim-report" (of the record ``key``), "import:orders" or "export:orders"; whether it was
    such a name.
    """
    way, _, what = name.partition(":")
    if way == "issue":
        context.jobs.read(
            window, lambda: load_paper(what), lambda _loaded: open_issue(context, window, what, key)
        )
    elif way == "import":
        from ui.importing.dialog import ImportDialog

        ImportDialog(context, window, what).open()
    elif way == "export":
        from ui.importing.exporting import ask_where

        ask_where(context, window, what)
    return way in ("issue", "import", "export")


def load_paper(document: str) -> None:
    """Load what draws a document. In a job."""
    from reports.declaration import report

    with loading():
        report(document)


def open_issue(context: Context, window: QWidget, document: str, number: str) -> None:
    """Issue a paper of that record."""
    from ui.issuing.dialog import IssueDialog

    IssueDialog(context, window, document, number).open()
