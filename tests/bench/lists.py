"""Figures of the lists: one repaint and one jump, beside Qt's own table and model with the same words."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services import inspections
from qualitydesk.translation import Translator
from tests.bench.database import on_ground
from tests.bench.measure import Figure, in_turn

if TYPE_CHECKING:
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QTableView

SHOWN = 5000
SIZE = (1200, 800)


def list_figures(path: Path, size: int, pairs: int) -> Iterator[Figure]:
    """Painting what is visible of a long list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QTableView

    from ui.app import make_application
    from ui.kit.jobs import Jobs
    from ui.kit.keyset import Source
    from ui.kit.table import TableView
    from ui.kit.theme import Theme
    from ui.screens.inspections.table import columns

    application = make_application()
    theme, jobs = Theme("light"), Jobs()
    theme.apply()
    source = Source(_pages(path, size), lambda row: row.id)
    ours = TableView(theme, jobs, columns(Translator("en")), source)
    theme.dress(ours)
    ours.resize(*SIZE)
    ours.show()
    ours.load(Query())
    while ours.rows.rowCount() < SHOWN:
        QTest.qWait(5)
        ours.rows.fetchMore(ours.rootIndex())
    plain = QTableView()
    plain.setModel(_standard_model(ours))
    plain.resize(*SIZE)
    plain.show()
    application.processEvents()
    for name, goal, act in (("G8 repaint of a list", 1.5, _repaint), ("G8 jump in a list", 1.4, _jump)):
        yield in_turn(
            name,
            act(ours),
            act(plain),
            goal=goal,
            limit_is="QTableView on QStandardItemModel",
            rows=SHOWN,
            pairs=pairs,
        )
    jobs.close()
    plain.hide()
    ours.hide()


def _pages(path: Path, size: int) -> Callable[[Query, Cursor | None], Page[inspections.InspectionRow]]:
    """Real rows, as many as wanted."""
    ground = on_ground(path, size)
    rows = inspections.page(ground.desk, Query()).rows
    ground.backend.close()
    fresh = count()

    def page(query: Query, after: Cursor | None) -> Page[inspections.InspectionRow]:
        return Page(tuple(replace(row, id=f"k{next(fresh)}") for row in rows * 10), ("more",))

    return page


def _standard_model(ours: QTableView) -> QStandardItemModel:
    """Qt's own model with the same words in its cells."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = ours.model()
    copy = QStandardItemModel(model.rowCount(), model.columnCount())
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            words = model.index(row, column).data(Qt.ItemDataRole.DisplayRole)
            copy.setItem(row, column, QStandardItem(str(words or "")))
    return copy


def _repaint(view: QTableView) -> Callable[[], object]:
    return lambda: view.viewport().repaint()


def _jump(view: QTableView) -> Callable[[], object]:
    places = count(7, 613)

    def run() -> None:
        bar = view.verticalScrollBar()
        bar.setValue(next(places) * 97 % bar.maximum())
        view.viewport().repaint()

    return run
