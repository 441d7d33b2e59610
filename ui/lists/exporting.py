"""Writing a kind of records, or the chosen ones of them, into a file for spreadsheets and other programs."""

from __future__ import annotations

from collections.abc import Collection
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


def ask_where(
    context: Context, owner: QWidget, kind: str, numbers: Collection[str] | None = None
) -> QFileDialog:
    """Ask for a file; its ending says which kind. It is written in a job once the person chose one.

    ``numbers`` are what people call the records that are wanted; all of the kind without them.
    """
    dialog = QFileDialog(owner, context.tr("Export"), f"{kind}.xlsx")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(ENDINGS)
    dialog.setDefaultSuffix("xlsx")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: write(context, owner, kind, Path(name), numbers))
    dialog.open()
    return dialog


def write(
    context: Context, owner: QWidget, kind: str, path: Path, numbers: Collection[str] | None = None
) -> None:
    """Write the file and say how many rows it has."""
    desk, tr = context.desk, context.tr

    def done(rows: int) -> None:
        said = tr.plural("1 row is in {file}.", "{n} rows are in {file}.", rows, file=path.name)
        context.toast(said)

    context.jobs.read(
        owner,
        lambda: export_records(desk, kind, path, numbers),
        done,
        lambda error: failures.tell(context, owner, error),
    )
