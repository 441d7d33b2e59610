"""The list: pages by cursor, group rows, late counts, ticks, words for screen readers, hand and keys."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.domain.values import Cursor, Page, Query
from tests.ui.painted import Painted
from ui.kit.cells import Column, Kind, Status, Tally, TwoLine
from ui.kit.jobs import Jobs
from ui.kit.kept_widths import keep_layout
from ui.kit.keyset import KeysetModel, Source
from ui.kit.lines import ACCESSIBLE, CHECK_STATE, GROUP_ROLE
from ui.kit.table import TableView
from ui.kit.theme import Theme

PAGE = 40


@dataclass(frozen=True)
class Row:
    id: str
    number: int
    group: str


ROWS = tuple(Row(f"k{n}", n, "Submitted" if n < 60 else "Planned") for n in range(100))


def page(query: Query, after: Cursor | None) -> Page[Row]:
    if query.text == "break":
        raise RuntimeError("no page")
    rows = [row for row in ROWS if query.text in str(row.number)]
    start = 0 if after is None else int(str(after[0])) + 1
    part = tuple(row for row in rows if row.number >= start)[:PAGE]
    full = len(part) == PAGE and part[-1] != rows[-1]
    return Page(part, (part[-1].number,) if full else None)


COLUMNS: tuple[Column[Row], ...] = (
    Column("check", "", lambda row: False, Kind.CHECK, 40),
    Column("no", "No.", lambda row: f"IN-{row.number:04}", Kind.STRONG, 100, sort="number"),
    Column(
        "what", "Product", lambda row: TwoLine("Kettle", f"lot {row.number}"), Kind.TWO_LINE, stretch=True
    ),
    Column("tally", "Cri", lambda row: Tally(("0", "7", "1"), (False, True, False)), Kind.TALLY),
    Column("result", "Result", lambda row: Status("Fail", "Fail"), Kind.STATUS),
)
SOURCE = Source(
    page,
    lambda row: row.id,
    count=lambda query: len(ROWS),
    group=lambda row: row.group,
    group_counts=lambda query: {"Submitted": 60, "Planned": 40},
)


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, jobs: Jobs) -> TableView[Row]:
    made = TableView(theme, jobs, COLUMNS, SOURCE, name="Inspections")
    qtbot.addWidget(made)
    made.resize(800, 400)
    return made


def load(qtbot: QtBot, model: KeysetModel[Row], query: Query | None = None) -> None:
    with qtbot.waitSignal(model.page_arrived):
        model.load(query or Query())


def test_the_model_keeps_qts_rules_while_pages_arrive(qtbot: QtBot, jobs: Jobs) -> None:
    model = KeysetModel(jobs, COLUMNS, SOURCE)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    load(qtbot, model)
    assert model.shown_records() == PAGE
    while model.canFetchMore(QModelIndex()):
        with qtbot.waitSignal(model.page_arrived):
            model.fetchMore(QModelIndex())
    assert model.shown_records() == 100
    assert model.rowCount() == 102
    assert model.complete
    load(qtbot, model, Query(text="99"))
    assert model.shown_records() == 1


def test_group_rows_stand_between_and_get_their_counts_late(qtbot: QtBot, jobs: Jobs) -> None:
    model = KeysetModel(jobs, COLUMNS, SOURCE)
    load(qtbot, model)
    qtbot.waitUntil(lambda: model.index(0, 0).data(GROUP_ROLE) == ("Submitted", 60))
    assert model.key_at(0) == ""
    assert model.key_at(1) == "k0"
    with qtbot.waitSignal(model.page_arrived):
        model.fetchMore(QModelIndex())
    assert model.index(61, 0).data(GROUP_ROLE) == ("Planned", 40)


def test_states_and_figures_get_the_room_of_their_words(qtbot: QtBot, theme: Theme, jobs: Jobs) -> None:
    def said(row: Row) -> Status:
        return Status("Fail", f"a state of very many words, of row {row.number}")

    columns = (*COLUMNS[:2], Column("result", "Result", said, Kind.STATUS, 60), *COLUMNS[2:3])
    table = TableView(theme, jobs, columns, SOURCE, name="Inspections")
    qtbot.addWidget(table)
    table.resize(800, 200)
    load(qtbot, table.rows)
    words = theme.metrics("strong").horizontalAdvance(said(ROWS[PAGE - 1]).text)
    wide = table.horizontalHeader().sectionSize(2)
    assert wide > words
    load(qtbot, table.rows, Query(text="99"))
    assert table.horizontalHeader().sectionSize(2) == wide  # it does not jump with what is shown


def test_the_total_arrives_by_its_own_job(qtbot: QtBot, jobs: Jobs) -> None:
    model = KeysetModel(jobs, COLUMNS, SOURCE)
    with qtbot.waitSignal(model.counted) as counted:
        model.load(Query())
    assert counted.args == [100]


def test_a_page_that_fails_is_told_and_can_be_asked_again(qtbot: QtBot, jobs: Jobs) -> None:
    model = KeysetModel(jobs, COLUMNS, SOURCE)
    with qtbot.waitSignal(model.failed) as failed:
        model.load(Query(text="break"))
    assert isinstance(failed.args[0], RuntimeError)
    assert not model.loading
    load(qtbot, model)
    assert model.shown_records() == PAGE


def test_every_cell_says_the_whole_row(qtbot: QtBot, jobs: Jobs) -> None:
    model = KeysetModel(jobs, COLUMNS, SOURCE)
    load(qtbot, model)
    for column in range(model.columnCount()):
        words = model.index(1, column).data(ACCESSIBLE)
        assert words == "IN-0000, Kettle, lot 0, 0 / 7 / 1, Fail"


def test_ticks_are_kept_by_key(qtbot: QtBot, jobs: Jobs) -> None:
    model = KeysetModel(jobs, COLUMNS, SOURCE)
    load(qtbot, model)
    assert model.setData(model.index(1, 0), Qt.CheckState.Checked, CHECK_STATE)
    assert model.checked == {"k0"}
    assert not model.setData(model.index(0, 0), Qt.CheckState.Checked, CHECK_STATE)
    model.tick_all(True)
    assert len(model.checked) == PAGE
    model.tick_all(False)
    assert not model.checked


def test_the_box_over_the_ticks_tells_none_some_or_all(qtbot: QtBot, table: TableView[Row]) -> None:
    def over(column: int = 0) -> object:
        return table.rows.headerData(column, Qt.Orientation.Horizontal, CHECK_STATE)

    def click() -> None:
        place = QPoint(head.sectionViewportPosition(0) + 5, 10)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)

    head = table.horizontalHeader()
    table.show()
    load(qtbot, table.rows)
    bare = head.grab().toImage()
    assert over() == Qt.CheckState.Unchecked
    assert over(1) is None, "a title has no box"
    table.rows.setData(table.rows.index(1, 0), Qt.CheckState.Checked, CHECK_STATE)
    assert over() == Qt.CheckState.PartiallyChecked
    some = head.grab().toImage()
    assert some != bare
    click()
    assert over() == Qt.CheckState.Unchecked
    click()
    assert over() == Qt.CheckState.Checked
    assert head.grab().toImage() not in (bare, some)
    with qtbot.waitSignal(table.rows.headerDataChanged):
        table.rows.fetchMore(QModelIndex())
    assert over() == Qt.CheckState.PartiallyChecked, "the new lines are not ticked"


def test_enter_opens_space_ticks_and_groups_fold(qtbot: QtBot, table: TableView[Row]) -> None:
    table.show()
    load(qtbot, table.rows)
    table.select_key("k2")
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["k2"]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.rows.checked == {"k2"}
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.rows.checked == set()
    table.setCurrentIndex(table.rows.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.isRowHidden(1)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert not table.isRowHidden(1)


def test_rows_of_a_folded_group_are_not_painted_over_its_title(
    qtbot: QtBot, theme: Theme, table: TableView[Row]
) -> None:
    table.show()
    load(qtbot, table.rows)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert table.isRowHidden(1)
    picture = table.viewport().grab().toImage()
    tall = table.rowHeight(0) - 2
    ground = {picture.pixelColor(x, y).name() for x in range(300, 780) for y in range(2, tall)}
    assert ground == {theme.colour("sunken").name()}


def test_all_that_are_loaded_are_ticked_by_ctrl_a_and_let_go_by_esc(
    qtbot: QtBot, table: TableView[Row]
) -> None:
    table.show()
    load(qtbot, table.rows)
    passed_on: list[bool] = []
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.rows.checked == {row.id for row in ROWS[: table.rows.shown_records()]}
    for ticked in (True, False):
        esc = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        assert bool(table.rows.checked) is ticked
        table.keyPressEvent(esc)
        passed_on.append(not esc.isAccepted())
    assert passed_on == [False, True], "with nothing ticked Esc is the panel's"


def test_the_keys_mark_the_first_row_as_a_whole(qtbot: QtBot, table: TableView[Row]) -> None:
    load(qtbot, table.rows)
    table.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert table.current_key() == "k0"
    assert {index.row() for index in table.selectedIndexes()} == {1}, "chosen, not only under the cursor"


def test_space_previews_where_nothing_can_be_ticked(qtbot: QtBot, theme: Theme, jobs: Jobs) -> None:
    table: TableView[Row] = TableView(theme, jobs, COLUMNS[1:], SOURCE)
    qtbot.addWidget(table)
    load(qtbot, table.rows)
    table.select_first()
    with qtbot.waitSignal(table.previewed):
        QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.rows.checked == set()


def test_moving_tells_the_record_once_the_hand_rests(qtbot: QtBot, table: TableView[Row]) -> None:
    table.show()
    load(qtbot, table.rows)
    told: list[str] = []
    table.current_changed.connect(told.append)
    for key in ("k1", "k2", "k3"):
        table.select_key(key)
    qtbot.waitUntil(lambda: told == ["k3"])
    assert table.current_record() == ROWS[3]


def test_a_click_on_a_check_cell_ticks_without_moving(qtbot: QtBot, table: TableView[Row]) -> None:
    table.show()
    load(qtbot, table.rows)
    place = table.visualRect(table.rows.index(3, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.rows.checked == {"k2"}


def test_a_header_asks_for_its_order(qtbot: QtBot, table: TableView[Row]) -> None:
    table.show()
    load(qtbot, table.rows)
    with qtbot.waitSignal(table.sort_asked) as asked:
        table.horizontalHeader().sectionClicked.emit(1)
    assert asked.args == ["number"]
    table.show_order("number", descending=True)
    assert table.horizontalHeader().sortIndicatorSection() == 1
    table.show_order("unknown", descending=True)
    assert not table.horizontalHeader().isSortIndicatorShown()


def test_column_widths_are_kept_per_user(qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings) -> None:
    def shown() -> TableView[Row]:
        page, table = QWidget(), TableView(theme, jobs, COLUMNS, SOURCE)
        qtbot.addWidget(page)
        table.setParent(page)
        table.resize(900, 300)
        keep_layout(settings, "inspections", page)
        page.show()
        pages.append(page)
        return table

    pages: list[QWidget] = []
    table = shown()
    for width in (173, 171):
        table.horizontalHeader().resizeSection(1, width)
    table.resize(1200, 300)
    again = shown()
    assert again.horizontalHeader().sectionSize(1) == 171
    assert settings.value("layout/inspections/columns0") == "no=171"


def test_columns_share_the_room_and_cut_no_title(qtbot: QtBot, theme: Theme, jobs: Jobs) -> None:
    columns: tuple[Column[Row], ...] = (
        Column("check", "", lambda _row: False, Kind.CHECK, 36),
        Column("no", "A title that is long", lambda _row: "1", Kind.STRONG, 40, sort="number"),
        Column("what", "Product", lambda _row: "Kettle", width=200, stretch=True),
        Column("who", "Maker", lambda _row: "Haoyu", width=100),
        Column("count", "Units", lambda _row: "7", Kind.NUMBER, 80),
        Column("place", "Place", lambda _row: "Ningbo", width=120, spare=True),
        Column("state", "State", lambda _row: "Open", Kind.STATUS, 100),
    )
    table = TableView(theme, jobs, columns, SOURCE)
    qtbot.addWidget(table)
    table.show()
    head = table.horizontalHeader()

    def widths(wide: int) -> list[int]:
        table.resize(wide, 300)
        return [0 if table.isColumnHidden(n) else head.sectionSize(n) for n in range(head.count())]

    titles = [theme.metrics("small").horizontalAdvance(one.title) for one in columns]
    for wide in (590, 640, 784, 1400, 3600):
        found = widths(wide)
        assert sum(found) == table.viewport().width(), wide
        assert all(not width or width >= title for width, title in zip(found, titles, strict=True)), wide
        assert (found[0], found[4]) == (36, 80), wide
    assert widths(640)[5] == 0
    assert widths(1400)[5] >= 120
    assert widths(3600)[2] == 640
    assert min(widths(3600)[3], widths(3600)[6]) > 400


def test_a_column_hidden_when_its_widths_were_kept_can_be_seen_again(
    qtbot: QtBot, theme: Theme, jobs: Jobs, settings: QSettings
) -> None:
    page, table = QWidget(), TableView(theme, jobs, COLUMNS, SOURCE)
    qtbot.addWidget(page)
    table.setParent(page)
    table.setColumnHidden(1, True)
    keep_layout(settings, "inspections", page)
    table.horizontalHeader().resizeSection(2, 133)
    keep_layout(settings, "inspections", page)
    table.setColumnHidden(1, False)
    assert table.columnWidth(1) > 0


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_kind_of_cell_can_be_painted(qtbot: QtBot, jobs: Jobs, mode: str) -> None:
    theme = Theme(mode)
    theme.apply()
    table = TableView(theme, jobs, COLUMNS, SOURCE)
    qtbot.addWidget(table)
    table.resize(700, 500)
    table.show()
    load(qtbot, table.rows)
    table.select_key("k1")
    image = table.grab().toImage()
    bar = theme.colour("accent").name()
    top = table.visualRect(table.rows.index(2, 0)).top() + table.horizontalHeader().height() + 10
    assert image.pixelColor(1, top).name() == bar


def test_scrolling_paints_what_is_new_and_moves_the_rest(
    qtbot: QtBot, theme: Theme, table: TableView[Row]
) -> None:
    theme.dress(table)  # a style sheet is what makes Qt paint all of it
    with qtbot.waitExposed(table):
        table.show()
    load(qtbot, table.rows)
    qtbot.wait(50)
    painted, bar, row = Painted(table.viewport()), table.verticalScrollBar(), table.rowHeight(1)
    bar.setValue(bar.value() + row)
    qtbot.waitUntil(lambda: bool(painted.parts))
    assert all(part.height() <= row for part in painted.parts), "the rows that were there already are moved"


def test_refreshing_keeps_cursor_depth_and_scroll(qtbot: QtBot, table: TableView[Row]) -> None:
    table.show()
    load(qtbot, table.rows)
    with qtbot.waitSignal(table.rows.page_arrived):
        table.rows.fetchMore(QModelIndex())
    table.select_key("k70")
    scroll = table.verticalScrollBar().value()
    assert scroll > 0
    load(qtbot, table.rows)
    assert table.rows.shown_records() >= 80
    assert table.current_key() == "k70"
    assert table.verticalScrollBar().value() == scroll
    table.select_first()
    assert table.current_key() == "k70"
    load(qtbot, table.rows, Query(text="9"))
    assert table.current_key() == ""
    table.select_first()
    assert table.current_key() == "k9"
