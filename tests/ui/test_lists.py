"""What every list can do: own views, columns, ticks, groups, being asked for with filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.saved_views import OwnView, forget_view, save_view, saved_views
from ui.context import Context
from ui.kit.cells import Column, Kind
from ui.kit.chips import Chip, Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.asked import asked, filters_of
from ui.lists.beyond import beyond, said
from ui.lists.chosen import BulkAction
from ui.lists.declaration import Empty, Grouping, Listing
from ui.lists.pane import ListPane
from ui.lists.screen import ListScreen, Reading

GOODS = tuple((f"{place:02}", "odd" if place % 2 else "even") for place in range(1, 8))


def wanted_rows(query: Query) -> tuple[tuple[str, str], ...]:
    rows = [row for row in GOODS if row[1] in query.filters.get("kind", ("odd", "even"))]
    rows = [row for row in rows if row[0] <= query.filters.get("until", ("99",))[0]]
    key = (lambda row: (row[1], row[0])) if query.order == "kind" else (lambda row: (row[0], row[1]))
    return tuple(sorted(rows, key=key, reverse=query.descending))


def declared() -> Listing[tuple[str, str]]:
    return Listing(
        screen="goods",
        title="Goods",
        columns=(
            Column("number", "No.", lambda row: row[0], Kind.STRONG, 90, sort="number"),
            Column("kind", "Kind", lambda row: row[1], stretch=True, sort="kind"),
        ),
        source=Source(
            page=lambda query, _after: Page(wanted_rows(query), None),
            key=lambda row: row[0],
            count=lambda query: len(wanted_rows(query)),
        ),
        views=(
            View("all", "All", {}, "number", False),
            View("few", "Few", {"until": ("03",)}, "number", False),
        ),
        filters=(Filter("kind", "Kind", (("odd", "Odd"), ("even", "Even"))),),
        groupings=(Grouping("By kind", "kind", lambda row: row[1], lambda _query: {"odd": 4, "even": 3}),),
        count_views=lambda views: {name: len(wanted_rows(query)) for name, query in views.items()},
        empty=Empty("package", "Nothing here."),
        ascending=frozenset({"number"}),
    )


@pytest.fixture
def pane(qtbot: QtBot, seated: Context) -> Iterator[ListPane[tuple[str, str]]]:
    made = ListPane(seated, declared(), (BulkAction("Count them", lambda _keys: None),))
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.load()
    quiet(qtbot, seated)
    yield made
    quiet(qtbot, seated)


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def shown(pane: ListPane[tuple[str, str]]) -> list[str]:
    rows = pane.table.rows
    return [rows.key_at(place) for place in range(rows.rowCount()) if rows.key_at(place)]


def test_filters_travel_in_a_key_and_back() -> None:
    filters = {"view": ("open",), "status": ("Sent back", "In progress"), "name": ("钱&=?",)}
    assert filters_of(asked(filters)) == filters
    assert filters_of("0199-a-record") is None


def test_a_list_asked_for_with_filters_shows_them(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.views.tabs.choose("few")
    pane.show_filters({"kind": ("odd",), "until": ("05",)})
    quiet(qtbot, seated)
    assert shown(pane) == ["01", "03", "05"]
    assert dict(pane.filters.chosen) == {"kind": ("odd",)}
    assert pane.views.current().id == "all", "the tab in front says nothing that is not true"
    pane.show_filters({})
    quiet(qtbot, seated)
    assert len(shown(pane)) == 7


def test_what_has_no_filter_of_its_own_is_said_by_a_chip_that_takes_it_off(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.show_filters({"kind": ("odd",), "until": ("05",)})
    quiet(qtbot, seated)
    chips = {one.accessibleName(): one for one in pane.filters.findChildren(Chip)}
    assert set(chips) == {"Only: what was asked for", "Kind: Odd"}
    chips["Only: what was asked for"].removed.emit("")
    quiet(qtbot, seated)
    assert shown(pane) == ["01", "03", "05", "07"]
    assert [one.accessibleName() for one in pane.filters.findChildren(Chip)] == ["Kind: Odd"]
    pane.views.tabs.choose("few")
    quiet(qtbot, seated)
    assert pane.filters.findChildren(Chip) == [], "the tab says it"


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        ({"inspector": ("0199",)}, "one inspector"),
        ({"due_until": ("2026-11-29",)}, "due until Sun 29 Nov"),
        ({"ends_within": ("90",), "product": ("0199",)}, "ending within 90 days, one product"),
        ({"view": ("open",)}, ""),
        (
            {
                "approved": ("2026-08-30T00:00:00+08:00", "2026-11-28T00:00:00+08:00"),
                "defect": ("C-1", "C-2"),
            },
            "approved Sun 30 Aug to Fri 27 Nov, defect C-1, C-2",
        ),
        (
            {"bearer": ("undecided",), "currency": ("EUR",), "market": ("JP",)},
            "liability not decided, in EUR, market JP",
        ),
        ({"bearer": ("0199/Maker",), "cost": ("Booked",)}, "one liable party, with booked cost"),
    ],
)
def test_what_was_asked_for_in_words(
    seated: Context, filters: dict[str, tuple[str, ...]], words: str
) -> None:
    assert said(seated.tr, beyond(filters, View("all", "All"))) == words


def test_a_tab_clicked_again_brings_its_view_back(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.filters.choose({"kind": ("even",)}, tell=True)
    quiet(qtbot, seated)
    assert shown(pane) == ["02", "04", "06"]
    tabs = pane.views.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    quiet(qtbot, seated)
    assert len(shown(pane)) == 7


def test_filters_of_a_ready_view_bring_its_tab_to_the_front(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.show_filters({"until": ("03",)})
    quiet(qtbot, seated)
    assert pane.views.current().id == "few"
    assert shown(pane) == ["01", "02", "03"]


def test_groups_come_with_their_order(qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]) -> None:
    pane.order_by("kind")
    quiet(qtbot, seated)
    rows = pane.table.rows
    titles = [rows.line(place).group for place in range(rows.rowCount()) if not rows.key_at(place)]
    assert titles == ["even", "odd"]
    pane.order_by("number")
    quiet(qtbot, seated)
    assert shown(pane) == [key for key, _kind in GOODS]


def test_a_hidden_column_stays_hidden_for_this_person(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    assert [title for _place, title in pane.columns.choices()] == ["No."]
    pane.columns.show_column(1, False)
    again = ListPane(seated, declared(), (BulkAction("Count them", lambda _keys: None),))
    qtbot.addWidget(again)
    assert again.table.isColumnHidden(1)
    again.columns.show_column(1, True)
    assert not again.table.isColumnHidden(1)


def test_lines_have_ticks_only_where_something_can_be_done_with_several(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    plain = ListPane(seated, declared())
    qtbot.addWidget(plain)
    assert (plain.table.rows.tick_column, plain.tick_hints()) == (-1, ())
    assert pane.table.rows.tick_column == 0


def test_the_keys_choose_no_other_record_than_the_one_asked_for(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    told: list[str] = []
    again = ListPane(seated, declared())
    again.current.connect(told.append)
    again.table.wanted = "far down the list"
    qtbot.addWidget(again)
    again.show()
    again.load()
    quiet(qtbot, seated)
    again.table.setFocus()
    again.table.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    qtbot.wait(120)
    assert (again.table.current_key(), [key for key in told if key]) == ("", [])


def test_a_list_read_again_leaves_the_cursor_where_the_hand_just_put_it(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.table.wanted = "02"
    pane.load()
    quiet(qtbot, seated)
    pane.table.setCurrentIndex(pane.table.rows.index(pane.table.rows.place_of("05"), 0))
    pane.load()
    quiet(qtbot, seated)
    assert pane.table.current_key() == "05"


def test_ticks_go_with_the_records_that_a_filter_takes_away(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.table.rows.tick_all(True)
    pane.load()
    quiet(qtbot, seated)
    assert len(pane.chosen.keys()) == len(GOODS)
    pane.show_filters({"kind": ("odd",)})
    quiet(qtbot, seated)
    pane.show_filters({})
    quiet(qtbot, seated)
    assert pane.chosen.keys() == ()


def test_ticked_records_are_counted_and_let_go(pane: ListPane[tuple[str, str]]) -> None:
    assert pane.chosen.isHidden()
    pane.table.rows.tick_all(True)
    assert pane.chosen.keys() == tuple(key for key, _kind in GOODS)
    assert not pane.chosen.isHidden()
    pane.table.rows.tick_all(False)
    assert pane.chosen.isHidden()


def test_what_a_list_shows_survives_a_rebuilding(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.views.tabs.choose("few")
    pane.filters.choose({"kind": ("even",)}, tell=True)
    quiet(qtbot, seated)
    again = ListPane(seated, declared())
    qtbot.addWidget(again)
    again.restore(pane.state())
    assert (again.views.current().id, again.query()) == ("few", pane.query())


def test_what_is_ticked_is_ticked_again_after_a_rebuilding(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    def two_at_a_time(query: Query, after: Cursor | None) -> Page[tuple[str, str]]:
        rows = wanted_rows(query)
        start = int(str(after[0])) if after is not None else 0
        more = (str(start + 2),) if start + 2 < len(rows) else None
        return Page(rows[start : start + 2], more)

    pane.filters.choose({"kind": ("odd",)}, tell=True)
    quiet(qtbot, seated)
    pane.table.rows.tick_all(True)
    listing = declared()
    paged = replace(listing, source=replace(listing.source, page=two_at_a_time))
    again = ListPane(seated, paged, (BulkAction("Count them", lambda _keys: None),))
    qtbot.addWidget(again)
    again.restore(pane.state())
    again.load()
    quiet(qtbot, seated)
    assert again.chosen.keys() == ("01", "03", "05", "07")
    assert not again.chosen.isHidden()
    assert again.state() == pane.state()
    again.filters.choose({"kind": ("even",)}, tell=True)
    quiet(qtbot, seated)
    assert again.chosen.keys() == ()


def test_an_own_view_is_replaced_and_forgotten(seated: Context) -> None:
    desk = seated.desk
    save_view(desk, "goods", OwnView("Odd", {"kind": ("odd",)}, "number", False))
    save_view(desk, "goods", OwnView("Odd", {"kind": ("even",)}, "kind"))
    (own,) = saved_views(desk, "goods")
    assert own == OwnView("Odd", {"kind": ("even",)}, "kind")
    assert saved_views(desk, "claims") == ()
    forget_view(desk, "goods", "Odd")
    forget_view(desk, "goods", "Odd")
    assert saved_views(desk, "goods") == ()


def test_own_views_stand_after_the_ready_ones_and_can_be_forgotten(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    save_view(seated.desk, "goods", OwnView("Odd", {"kind": ("odd",)}, "number", False))
    pane.views.read_own()
    quiet(qtbot, seated)
    pane.views.tabs.choose("own:Odd")
    quiet(qtbot, seated)
    assert shown(pane) == ["01", "03", "05", "07"]
    pane.views._forget_now(pane.views.current())
    quiet(qtbot, seated)
    assert pane.views.current().id == "all"
    assert saved_views(seated.desk, "goods") == ()


def test_an_own_view_is_in_front_again_after_a_rebuilding(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    save_view(seated.desk, "goods", OwnView("Odd", {"kind": ("odd",)}, "number", False))
    pane.views.read_own()
    quiet(qtbot, seated)
    pane.views.tabs.choose("own:Odd")
    quiet(qtbot, seated)
    again = ListPane(seated, declared())
    qtbot.addWidget(again)
    again.restore(pane.state())
    assert again.state() == pane.state(), "rebuilt again before the own views are read"
    again.views.read_own()
    quiet(qtbot, seated)
    assert (again.views.current().id, again.query()) == ("own:Odd", pane.query())
    assert not again.views._forget.isHidden()
    again.restore(pane.state())
    again.views.tabs.choose("few")
    again.views.read_own()
    quiet(qtbot, seated)
    assert again.views.current().id == "few", "another one was chosen meanwhile"


class GoodsScreen(ListScreen[tuple[str, str], str]):
    """The goods with a panel that shows no more than their number."""

    TOPICS = frozenset({"goods"})

    def __init__(self, context: Context) -> None:
        reading: Reading[str] = Reading(lambda key: key, lambda _number: None, lambda number: number)
        super().__init__(context, declared(), QWidget(), reading)
        self.use_actions(self.list.stack)


@pytest.fixture
def screen(qtbot: QtBot, seated: Context) -> Iterator[GoodsScreen]:
    made = GoodsScreen(seated)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    made.refresh(frozenset())
    quiet(qtbot, seated)
    qtbot.waitUntil(lambda: made.file == "01")
    yield made
    quiet(qtbot, seated)


def test_a_record_opened_from_elsewhere_is_marked_where_it_stands(
    qtbot: QtBot, seated: Context, screen: GoodsScreen
) -> None:
    screen.open_record("05")
    quiet(qtbot, seated)
    assert (screen.file, screen.list.table.current_key()) == ("05", "05")


def test_a_record_that_the_view_leaves_out_has_no_mark_in_the_list(
    qtbot: QtBot, seated: Context, screen: GoodsScreen
) -> None:
    screen.list.show_filters({"kind": ("odd",)})
    quiet(qtbot, seated)
    screen.open_record("02")
    quiet(qtbot, seated)
    table = screen.list.table
    assert (screen.file, table.current_key(), table.selectedIndexes()) == ("02", "", [])
    screen.refresh(frozenset({"goods"}))
    quiet(qtbot, seated)
    table.setFocus()
    qtbot.wait(120)
    assert (screen.file, table.current_key()) == ("02", ""), "read again it shows no other record either"
    QTest.keyClick(table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: screen.file == "01")


def test_a_late_answer_does_not_take_the_cursor_back(
    qtbot: QtBot, seated: Context, screen: GoodsScreen
) -> None:
    table = screen.list.table
    screen.show_key("02")
    table.setCurrentIndex(table.rows.index(table.rows.place_of("06"), 0))
    qtbot.waitUntil(lambda: screen.file == "06")
    assert table.current_key() == "06"


def test_a_list_that_is_emptied_leaves_no_record_beside_it(
    qtbot: QtBot, screen: ListScreen[tuple[str, str], str]
) -> None:
    screen.show_key("02")
    qtbot.waitUntil(lambda: screen.file == "02")
    assert screen.panel.isVisible()
    screen.list.table.wanted = ""
    screen.list.show_filters({"until": ("00",)})
    qtbot.waitUntil(lambda: not screen.panel.isVisible())
    assert screen.file is None
    screen.list.show_filters({})
    qtbot.waitUntil(lambda: screen.file == "01")
    assert screen.panel.isVisible()


def test_a_list_emptied_by_filters_offers_to_clear_them(
    qtbot: QtBot, seated: Context, pane: ListPane[tuple[str, str]]
) -> None:
    pane.show_filters({"kind": ("odd",), "until": ("00",)})
    quiet(qtbot, seated)
    assert shown(pane) == []
    way_out = next(one for one in pane.stack.findChildren(QPushButton) if one.text() == "Clear filters")
    way_out.click()
    quiet(qtbot, seated)
    assert shown(pane) == [key for key, _kind in GOODS]
