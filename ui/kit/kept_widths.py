"""Widths of columns and places of splitters, kept per user and screen.

Screens do nothing for it: the shell hands every built page here. Business data is never kept in settings.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QWidget

from ui.kit.beside import BY_HAND
from ui.kit.column_widths import ColumnWidths
from ui.kit.table import TableView


def keep_layout(settings: QSettings, name: str, page: QWidget) -> None:
    """Put columns and splitters of ``page`` back where they were, and keep what the hand changes."""
    for place, splitter in enumerate(page.findChildren(QSplitter)):
        _keep_splitter(settings, f"layout/{name}/splitter{place}", splitter)
    for place, table in enumerate(page.findChildren(QTableView)):
        key = f"layout/{name}/columns{place}"
        if isinstance(table, TableView):
            _keep_chosen(settings, key, table.widths)
        else:
            _keep_columns(settings, key, table)


def _keep_chosen(settings: QSettings, key: str, widths: ColumnWidths) -> None:
    """Of a list only what the hand chose: the others share what room there is."""
    parts = [part.partition("=") for part in str(settings.value(key, "")).split(" ")]
    widths.take({name: int(width) for name, _, width in parts if width.isdigit()})

    def save() -> None:
        settings.setValue(key, " ".join(f"{name}={width}" for name, width in widths.by_hand.items()))

    widths.chosen.connect(save)


def _keep_splitter(settings: QSettings, key: str, splitter: QSplitter) -> None:
    kept = settings.value(key)
    if isinstance(kept, QByteArray):
        splitter.restoreState(kept)
        splitter.setProperty(BY_HAND, True)

    def save(_position: int, _index: int) -> None:
        settings.setValue(key, splitter.saveState())

    splitter.splitterMoved.connect(save)


def _keep_columns(settings: QSettings, key: str, table: QTableView) -> None:
    head, model = table.horizontalHeader(), table.model()
    columns = model.columnCount()
    kept = str(settings.value(key, ""))
    widths = [int(part) for part in kept.split(" ") if part.isdigit()]
    if len(widths) == columns:
        for place, width in enumerate(widths):
            if width and head.sectionResizeMode(place) == QHeaderView.ResizeMode.Interactive:
                head.resizeSection(place, width)
    head.sectionResized.connect(partial(_save_columns, settings, key, head))


def _save_columns(settings: QSettings, key: str, head: QHeaderView, _place: int, _old: int, new: int) -> None:
    if new == 0:  # hidden, not narrowed
        return
    settings.setValue(key, " ".join(str(head.sectionSize(place)) for place in range(head.count())))
