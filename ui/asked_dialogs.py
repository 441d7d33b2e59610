"""Dialogs that screens ask for by name, as they ask for pages: issuing a paper, importing, exporting.

Each is imported when it is asked for; screens know the names and none of the dialogs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.context import Context


def open_dialog(context: Context, window: QWidget, name: str, key: str) -> bool:
    """Open "issue:claim-report" (of the record ``key``), "import:orders" or "export:orders"; whether it was
    such a name.
    """
    way, _, what = name.partition(":")
    if way == "issue":
        from ui.issuing.dialog import IssueDialog

        IssueDialog(context, window, what, key).open()
    elif way == "import":
        from ui.importing.dialog import ImportDialog

        ImportDialog(context, window, what).open()
    elif way == "export":
        from ui.importing.exporting import ask_where

        ask_where(context, window, what)
    return way in ("issue", "import", "export")
