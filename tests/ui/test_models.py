"""Every model of the window keeps Qt's rules through all that happens to it; Qt's own tester watches."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import ui
from qualitydesk.domain.values import Bilingual, Page, Query
from qualitydesk.services.certificates.matrix import MatrixHead, MatrixRow
from tests.ui.test_kit_table import COLUMNS, SOURCE, Row
from ui.context import Context
from ui.importing.tables import PlainModel, PlainRow
from ui.kit.keyset import KeysetModel, Source
from ui.kit.lines import CHECK_STATE, Line, LineModel
from ui.screens.certificates.matrix import MatrixModel

Watch = Callable[[QAbstractItemModel], None]


class HandLines(LineModel[Row]):
    """Lines put in by hand, as a subclass does."""

    def put(self, *lines: Line) -> None:
        whole = self._with_groups(lines)
        first = self.rowCount()
        self.beginInsertRows(QModelIndex(), first, first + len(whole) - 1)
        self._append(whole)
        self.endInsertRows()


def line(number: int, group: str) -> Line:
    row = Row(f"k{number}", number, group)
    return Line(row.id, tuple(column.show(row) for column in COLUMNS), f"IN-{number}", group, row)


def lines(watch: Watch, qtbot: QtBot, context: Context) -> None:
    model = HandLines(COLUMNS)
    watch(model)
    model.tick_all(True)
    model.put(line(1, "Submitted"), line(2, "Submitted"), line(3, "Planned"))
    model.put(line(3, "Planned"), line(4, "Planned"))
    assert [model.key_at(place) for place in range(model.rowCount())] == ["", "k1", "k2", "", "k3", "k4"]
    assert model.setData(model.index(1, 0), Qt.CheckState.Checked, CHECK_STATE)
    assert not model.setData(model.index(0, 0), Qt.CheckState.Checked, CHECK_STATE)
    assert model.checked == {"k1"}
    model.tick_all(True)
    assert model.headerData(0, Qt.Orientation.Horizontal, CHECK_STATE) == Qt.CheckState.Checked


def pages(watch: Watch, qtbot: QtBot, context: Context) -> None:
    model = KeysetModel(context.jobs, COLUMNS, SOURCE)
    watch(model)
    for query in (Query(), Query(text="99"), Query(text="nothing"), Query()):
        with qtbot.waitSignal(model.page_arrived):
            model.load(query)
    with qtbot.waitSignal(model.page_arrived):
        model.fetchMore(QModelIndex())
    model.tick_all(True)
    model.reload()
    qtbot.waitUntil(lambda: context.jobs.active == 0)
    assert model.shown_records() > 0


def plain(watch: Watch, qtbot: QtBot, context: Context) -> None:
    model = PlainModel(context.theme)
    watch(model)
    model.show(("#", "sku"), [PlainRow(("1", "KT-1")), PlainRow(("2",), {1: "no number"})], ("", "→ sku"))
    model.show(("#",), [])
    assert model.rowCount() == 0


def matrix(watch: Watch, qtbot: QtBot, context: Context) -> None:
    heads = [MatrixHead("EU", Bilingual("European Union"), ("CE",), used=True)]
    rows = [MatrixRow(f"k{n}", f"KT-{n:02}", Bilingual("Kettle"), {}) for n in range(30)]
    model = MatrixModel(
        context, heads, Source(lambda _query, _after: Page(tuple(rows), None), lambda row: row.id)
    )
    watch(model)
    for _time in range(2):
        with qtbot.waitSignal(model.page_arrived):
            model.load(Query())
    assert model.rowCount() == 30


LIVES = {LineModel: lines, KeysetModel: pages, MatrixModel: matrix, PlainModel: plain}
"""What happens to each model of the window."""


@pytest.mark.parametrize("model", LIVES, ids=lambda model: model.__name__)
def test_a_model_keeps_qts_rules(qtbot: QtBot, seated: Context, model: type[QAbstractItemModel]) -> None:
    testers: list[QAbstractItemModelTester] = []

    def watch(made: QAbstractItemModel) -> None:
        assert isinstance(made, model)
        testers.append(QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal))

    LIVES[model](watch, qtbot, seated)
    assert testers


def test_no_model_of_the_window_goes_unwatched() -> None:
    for found in pkgutil.walk_packages(ui.__path__, "ui."):
        importlib.import_module(found.name)
    ours = {one for one in subclasses(QAbstractItemModel) if one.__module__.startswith("ui.")}
    assert ours == set(LIVES)


def subclasses(kind: type[object]) -> Iterator[type[object]]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)
