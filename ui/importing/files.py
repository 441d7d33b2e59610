"""Asking for the files of an import and for the file of rows that go out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

READ = "*.csv *.tsv *.txt *.xlsx *.xls *.json"
WRITTEN = ("CSV (*.csv)", "XLSX (*.xlsx)", "JSON (*.json)")


def ask_files(owner: QWidget, tr: Translator, then: Callable[[Sequence[Path]], None]) -> QFileDialog:
    """Choose one or more tables."""
    dialog = QFileDialog(owner, tr("Choose files"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    tables, everything = tr("Spreadsheets and lists"), tr("All files")
    dialog.setNameFilters([f"{tables} ({READ})", f"{everything} (*)"])
    dialog.filesSelected.connect(lambda names: then([Path(name) for name in names]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def ask_sheet(owner: QWidget, title: str, name: str, then: Callable[[Path], None]) -> QFileDialog:
    """Choose a file for rows; its ending says how they are written."""
    dialog = QFileDialog(owner, title, name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(WRITTEN)
    dialog.setDefaultSuffix("csv")
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
