"""Home in the whole window: what each role sees, and that every figure opens the list it counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.claims.words import CostKind, CostState
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Query
from qualitydesk.services import claims, inspections
from qualitydesk.services.figures import Figures
from qualitydesk.services.inspections import NewInspection
from tests.builders import add_traded_goods, desk_of
from tests.claim_story import sell_kettles, under_investigation
from tests.shipment_story import tell
from ui.kit.actions import ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.focus import has_keys
from ui.kit.links import Link
from ui.kit.panel import Card
from ui.kit.states import EmptyState
from ui.kit.theme import Theme
from ui.lists.asked import asked
from ui.lists.pane import ListPane
from ui.main_window import MainWindow
from ui.pages import Place
from ui.screens.home.cards import EDGES, HEAD, BlockedCard, ClaimsCard, WorkCard
from ui.screens.home.counters import Counter, CounterCell
from ui.screens.home.figures import CostCard, DefectsCard, LiableCard
from ui.screens.home.rows import DueRow, DueRows
from ui.screens.home.screen import HomeScreen

Open = Callable[[str], MainWindow]
CardT = TypeVar("CardT", bound=Card)


@pytest.fixture
def told(local_staffed: Backend) -> Backend:
    """A blocked shipment, and a claim under investigation with a booked cost."""
    tell(desk_of(local_staffed, "lin"))
    service = desk_of(local_staffed, "sofia")
    claim = under_investigation(service, sell_kettles(service))
    version = claims.open_claim(service, claim).version
    cost = Money.of("25.50", "EUR")
    claims.add_cost(service, claim, version, CostKind.FREIGHT_BACK, cost, state=CostState.BOOKED)
    return local_staffed


def home_of(qtbot: QtBot, window: MainWindow) -> HomeScreen:
    window.navigate("home")
    screen = window.pages.current_screen()
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: bool(screen.board.strip.cells) and not window.context.jobs.active)
    qtbot.waitUntil(lambda: screen.board.strip.cells[-1].x() > screen.board.strip.cells[0].width() > 100)
    return screen


def card(screen: HomeScreen, kind: type[CardT]) -> CardT:
    """The first card of that kind."""
    return next(one for one in screen.board.cards if isinstance(one, kind))


def cell(screen: HomeScreen, id_: str) -> CounterCell:
    return next(one for one in screen.board.strip.cells if one.counter.id == id_)


def place_of(window: MainWindow) -> Place:
    assert window.pages.place is not None
    return window.pages.place


def empty_of(screen: HomeScreen) -> list[EmptyState]:
    return screen.stack.findChildren(EmptyState)


def shown_list(window: MainWindow) -> ListPane[Any]:
    panes = window.pages.current_screen().findChildren(ListPane)  # type: ignore[union-attr]  # it is there
    return next(pane for pane in panes if pane.isVisible())


def test_after_sign_in_the_keys_are_in_the_page(qtbot: QtBot, told: Backend, open_window: Open) -> None:
    open_window("lin")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), CounterCell))


def test_after_sign_in_at_an_empty_desk_the_keys_are_on_what_can_be_done(
    qtbot: QtBot, open_window: Open
) -> None:
    open_window("lin")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ActionButton))
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Plan an inspection"


def test_the_rail_tells_how_many_shipments_are_blocked(
    qtbot: QtBot, told: Backend, open_window: Open
) -> None:
    window = open_window("lin")
    blocked = cell(home_of(qtbot, window), "blocked").counter.figure
    window.counts.ask()
    entry = window.rail.entries.buttons["shipments"]
    qtbot.waitUntil(lambda: entry.accessibleName() != "Shipments")
    assert entry.accessibleName() == f"Shipments blocked at the gate: {blocked}"
    assert entry.accessibleName() in entry.toolTip()


@pytest.mark.parametrize(("login", "ids"), [
    ("lin", ("blocked", "nobody", "due", "ending", "asked")),
    ("sofia", ("my_claims", "due", "waiting", "new", "asked")),
    ("chen", ("mine", "sent_back", "lots", "photos", "submitted")),
])  # fmt: skip
def test_every_number_opens_the_list_it_counted(
    qtbot: QtBot, told: Backend, open_window: Open, login: str, ids: tuple[str, ...]
) -> None:
    """Every counter of the strip, and the link of every card, which stands beside the same number."""
    window = open_window(login)
    screen = home_of(qtbot, window)
    assert tuple(one.id for one in screen.home.counts) == ids
    by_link = [(id_, True) for id_ in screen.board.rows]
    assert {id_ for id_, _ in by_link} <= set(ids)
    for id_, link in [*((id_, False) for id_ in ids), *by_link]:
        screen = home_of(qtbot, window)
        counted = next(one for one in screen.home.counts if one.id == id_)
        if link:
            QTest.mouseClick(screen.board.rows[id_].link, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(cell(screen, id_), Qt.Key.Key_Return)
        assert place_of(window).screen == counted.screen
        qtbot.waitUntil(lambda: not window.context.jobs.active)
        pane = shown_list(window)
        assert dict(pane.query().filters) == dict(counted.filters), id_
        assert pane.table.rows.shown_records() == counted.number, id_


def test_the_keys_walk_counters_and_cards(qtbot: QtBot, told: Backend, open_window: Open) -> None:
    window = open_window("lin")
    screen = home_of(qtbot, window)
    first, second = screen.board.strip.cells[:2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert window.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place_of(window).screen == "shipments")
    screen = home_of(qtbot, window)
    assert screen.panes()[0] is screen.board.strip.cells[0]
    assert card(screen, BlockedCard).rows in screen.panes()


def test_back_at_home_the_keys_are_where_they_were_left(
    qtbot: QtBot, told: Backend, open_window: Open
) -> None:
    window = open_window("lin")
    screen = home_of(qtbot, window)
    third = screen.board.strip.cells[2]
    third.setFocus()
    QTest.keyClick(third, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.isVisible() and not window.context.jobs.active)
    qtbot.waitUntil(lambda: not has_keys(screen))
    window.pages.back()
    qtbot.waitUntil(third.hasFocus)
    assert screen.isVisible()


def test_a_row_opens_its_record(qtbot: QtBot, told: Backend, open_window: Open) -> None:
    window = open_window("lin")
    screen = home_of(qtbot, window)
    (row, *_) = card(screen, ClaimsCard).list.rows
    assert row.line
    card(screen, ClaimsCard).list.setFocus()
    QTest.keyClick(card(screen, ClaimsCard).list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: place_of(window).key == row.key)
    assert place_of(window).screen == "claims"


def test_of_his_inspections_only_what_is_begun_opens_at_work(
    qtbot: QtBot, local_staffed: Backend, open_window: Open
) -> None:
    chen = desk_of(local_staffed, "chen")
    with chen.store.write(chen.person, "make lots") as work:
        lots = [add_traded_goods(work)["lot"] for _time in range(2)]
    planned, begun = (inspections.plan_inspection(chen, NewInspection(lot)) for lot in lots)
    inspections.start_inspection(chen, begun, 1)
    window = open_window("chen")
    mine = card(home_of(qtbot, window), WorkCard).list
    for place in (Place("inspections", planned), Place("capture", begun)):
        mine.opened.emit([row.key for row in mine.rows].index(place.key))
        assert window.pages.place == place
        qtbot.waitUntil(lambda: not window.context.jobs.active)
    assert inspections.open_inspection(chen, planned).status is InspectionStatus.PLANNED


def test_start_capture_starts_what_is_due_first(
    qtbot: QtBot, local_staffed: Backend, open_window: Open
) -> None:
    chen = desk_of(local_staffed, "chen")
    with chen.store.write(chen.person, "make a lot") as work:
        lot = add_traded_goods(work)["lot"]
    key = inspections.plan_inspection(chen, NewInspection(lot))
    window = open_window("chen")
    home_of(qtbot, window).start_capture()
    qtbot.waitUntil(lambda: window.pages.place == Place("capture", key))
    assert inspections.open_inspection(chen, key).status is InspectionStatus.IN_PROGRESS
    window.pages.back()
    qtbot.waitUntil(lambda: place_of(window).screen == "home")


def test_from_what_is_not_at_work_one_step_leads_back(
    qtbot: QtBot, local_staffed: Backend, open_window: Open
) -> None:
    chen = desk_of(local_staffed, "chen")
    with chen.store.write(chen.person, "make a lot") as work:
        lot = add_traded_goods(work)["lot"]
    key = inspections.plan_inspection(chen, NewInspection(lot))
    window = open_window("chen")
    home_of(qtbot, window)
    window.navigate("capture", key)
    qtbot.waitUntil(lambda: window.pages.place == Place("inspections", key))
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    window.pages.back()
    qtbot.waitUntil(lambda: place_of(window).screen == "home")
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    assert place_of(window).screen == "home"


def test_a_blocked_shipment_shows_its_stops_with_their_law(
    qtbot: QtBot, told: Backend, open_window: Open
) -> None:
    screen = home_of(qtbot, open_window("lin"))
    rows = card(screen, BlockedCard).list.rows
    assert [law for row in rows for _, law in row.stops if not law] == []
    said = card(screen, BlockedCard).list.row_words(0)
    assert rows[0].number in said
    assert all(what in said for what, _ in rows[0].stops)


@pytest.mark.parametrize(("height", "shown"), [(316, 5), (640, 11), (2000, 12)])
def test_a_card_shows_as_many_rows_as_it_has_room_for(
    qtbot: QtBot, theme: Theme, height: int, shown: int
) -> None:
    rows, holder = DueRows(theme), QWidget()
    rows.show_rows([DueRow(str(n), f"Buyer {n}", "", "Refund", f"{n} d", "Sat", "warn") for n in range(12)])
    qtbot.addWidget(holder)
    rows.setParent(holder)
    rows.fit(height - HEAD - EDGES)
    assert len(rows.rows) == shown
    assert rows.sizeHint().height() <= height


def test_what_has_no_room_beside_a_figure_stands_under_it(qtbot: QtBot, theme: Theme) -> None:
    asked = Counter("asked", "€ 99.51", "+ £ 44.41", "Asked back, not answered", "oldest 6 days", "x", "text")
    cell = CounterCell(theme, asked)
    qtbot.addWidget(cell)
    assert cell.tall(140) > cell.tall(320) + theme.px(10)


def test_a_large_window_shares_its_height_among_the_cards(
    qtbot: QtBot, told: Backend, open_window: Open
) -> None:
    window = open_window("lin")
    screen = home_of(qtbot, window)
    window.resize(3840, 2160)
    board = screen.board
    qtbot.waitUntil(lambda: board.height() > 1800)
    qtbot.waitUntil(lambda: max(card.geometry().bottom() for card in board.cards) > board.height() - 40)
    assert len({card.y() for card in board.cards}) == 2


def test_the_charts_say_their_figures_in_words(qtbot: QtBot, told: Backend, open_window: Open) -> None:
    screen = home_of(qtbot, open_window("lin"))
    costs = card(screen, CostCard).chart
    assert "Borne € 25.50" in costs.accessibleName()
    assert "25.50 borne" in costs.marks[-1].words
    last = QPointF(costs.width() - 10, costs.height() / 2)
    assert costs.part_at(last) == len(costs.marks) - 1
    liable = card(screen, LiableCard).chart
    assert ", maker: 1" in liable.accessibleName()


def test_a_bar_and_a_number_of_a_chart_open_what_they_counted(
    qtbot: QtBot, told: Backend, open_window: Open
) -> None:
    window = open_window("lin")
    screen = home_of(qtbot, window)
    chart = card(screen, LiableCard).chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert counted_now(qtbot, window, "claims") == 1
    window.pages.back()
    costs = card(screen, CostCard)
    QTest.mouseClick(
        costs.chart,
        Qt.MouseButton.LeftButton,
        pos=costs.chart.part_box(len(costs.chart.marks) - 1).center().toPoint(),
    )
    assert counted_now(qtbot, window, "claims") == 1
    window.pages.back()
    total = next(one for one in costs.totals.findChildren(Link) if one.accessibleName().startswith("Borne"))
    QTest.mouseClick(total, Qt.MouseButton.LeftButton)
    assert counted_now(qtbot, window, "claims") == 1
    window.pages.back()
    QTest.mouseClick(card(screen, DefectsCard).number, Qt.MouseButton.LeftButton)
    assert counted_now(qtbot, window, "inspections") == home_figures(screen).inspections


def home_figures(screen: HomeScreen) -> Figures:
    assert screen.home.figures is not None
    return screen.home.figures


def counted_now(qtbot: QtBot, window: MainWindow, name: str) -> int:
    """How many records the list has that is opened now."""
    assert place_of(window).screen == name
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    return shown_list(window).table.rows.shown_records()


def test_another_market_is_asked_for_all_figures(
    qtbot: QtBot, told: Backend, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lin")
    screen = home_of(qtbot, window)
    screen.market.pick("JP")
    qtbot.waitUntil(lambda: screen.home.figures is not None and screen.home.figures.market == "JP")
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    assert [one.number for one in screen.home.counts] == [0] * 5
    chart = card(screen, CostCard).chart
    assert chart.accessibleName().startswith("After-sales cost, Borne € 0")
    written: list[str] = []
    monkeypatch.setattr(chart, "_figure", lambda *drawn: written.append(drawn[-1]))
    chart.grab()
    assert written == ["0"], "there is no scale where there is no cost"
    assert not card(screen, ClaimsCard).rows.isVisible()


def test_what_was_written_is_counted_again(qtbot: QtBot, told: Backend, open_window: Open) -> None:
    window = open_window("sofia")
    screen = home_of(qtbot, window)
    number = cell(screen, "my_claims").counter.figure
    desk = desk_of(told, "sofia")
    (row,) = claims.page(desk, Query({"view": ("open",)})).rows
    claims.withdraw(desk, row.id, claims.open_claim(desk, row.id).version, "bought elsewhere")
    qtbot.waitUntil(lambda: cell(screen, "my_claims").counter.figure != number)


def test_an_empty_desk_is_led_to_the_first_useful_act(qtbot: QtBot, open_window: Open) -> None:
    window = open_window("lin")
    window.navigate("home")
    screen = window.pages.current_screen()
    assert isinstance(screen, HomeScreen)
    qtbot.waitUntil(lambda: any("Nothing is recorded" in one.accessibleName() for one in empty_of(screen)))
    buttons = {one.text(): one for one in empty_of(screen)[0].findChildren(ActionButton)}
    assert set(buttons) == {"Plan an inspection", "Enter a shipment", "Look at the example"}
    QTest.mouseClick(buttons["Plan an inspection"], Qt.MouseButton.LeftButton)
    assert place_of(window).screen == "inspections"
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Dialog)))
    qtbot.waitUntil(lambda: not window.context.jobs.active)
    for dialog in window.findChildren(Dialog):
        dialog.reject()


def test_from_a_list_that_shows_its_first_record_one_step_leads_back(
    qtbot: QtBot, told: Backend, open_window: Open
) -> None:
    window = open_window("lin")
    home_of(qtbot, window)
    window.navigate("inspections", asked({"status": ("Planned", "Approved", "Submitted", "In progress")}))
    qtbot.waitUntil(lambda: place_of(window).key[:1] not in ("", "?"))
    window.pages.back()
    assert place_of(window).screen == "home"
