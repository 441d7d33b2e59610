"""Writing all inspections into a file for spreadsheets and other programs; its ending says which kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from qualitydesk.services.exchange import export_records
from ui.kit import failures

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

ENDINGS = "*.xlsx *.csv *.json"


def ask_where(context: Context, owner: QWidget) -> QFileDialog:
    """Ask for a file; it is written in a job once the person chose one."""
    dialog = QFileDialog(owner, context.tr("Export all inspections"), "inspections.xlsx")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(ENDINGS)
    dialog.setDefaultSuffix("xlsx")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: write(context, owner, Path(name)))
    dialog.open()
    return dialog


def write(context: Context, owner: QWidget, path: Path) -> None:
    """Write the file and say how many rows it has."""
    desk, tr = context.desk, context.tr

    def done(rows: int) -> None:
        context.toast(tr("{rows} inspections are in {file}.", rows=tr.number(rows), file=path.name))

    context.jobs.read(
        owner,
        lambda: export_records(desk, "inspections", path),
        done,
        lambda error: failures.tell(context, owner, error),
    )
