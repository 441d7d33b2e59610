"""The Home screen: header with market and period, one read, then the board, a skeleton, or the first useful
act.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget

from qualitydesk.domain.people import Role
from qualitydesk.domain.statistics.periods import Period, last_days, last_months
from qualitydesk.services.home import Home, read_home
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.chooser import Chooser
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.kit.states import StateStack
from ui.lists.asked import asked
from ui.screens.home.board import Board

if TYPE_CHECKING:
    from ui.context import Context

TOPICS = frozenset(
    [
        "attachment_link",
        "certificate",
        "claim",
        "claim_deadline",
        "cost_line",
        "custody_leg",
        "defect",
        "duty_line",
        "gate_exception",
        "inspection",
        "liability_share",
        "lot",
        "mandate",
        "party",
        "party_check",
        "recall",
        "recovery",
        "sales_order",
        "setting",
        "shipment",
        "shipment_line",
    ]
)
PERIODS: Mapping[str, Callable[[date], Period]] = {
    "90": lambda today: last_days(today, 90),
    "30": lambda today: last_days(today, 30),
    "year": lambda today: Period(today.replace(month=1, day=1), today),
    "12": lambda today: last_months(today, 12),
}
REPORTERS = (Role.MANAGER, Role.ADMIN, Role.AUDITOR)


class HomeScreen(Screen):
    """What needs somebody today, and how the trade is doing."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, theme = context.tr, context.theme
        markets = [(code, tr.name(one.name)) for code, one in context.desk.rules.markets.items()]
        self.market = Chooser(theme, tr("Market"), [("", tr("All markets")), *markets])
        self.period = Chooser(
            theme,
            tr("Period"),
            [
                ("90", tr("Last 90 days")),
                ("30", tr("Last 30 days")),
                ("year", tr("This year")),
                ("12", tr("Last 12 months")),
            ],
        )
        for chooser in (self.market, self.period):
            chooser.chosen.connect(lambda _value: self._read())
        self.board = Board(context)
        self.stack = StateStack(theme, self.board, tr("Reading what waits…"), 72)
        self.body.addWidget(self.stack, 1)
        self._shown = False
        self._build_header()

    def _build_header(self) -> None:
        tr, today = self.context.tr, self.context.desk.today()
        actions = self.use_actions()
        week = tr("week {n}", n=today.isocalendar().week)
        self.header.set_title(tr("Home"), f"{tr.day_long(today)} · {week}")
        self.header.add_action(self.market, self.period)
        first = {Role.INSPECTOR: "capture"}.get(Role(self.context.desk.person.role), "report")
        if first == "capture" or self.context.desk.person.role in REPORTERS:
            self.header.add_action(actions.button(first, show_key=False))

    # -- what the shell asks

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr, role = self.context.tr, Role(self.context.desk.person.role)
        capture = Action(
            "capture",
            tr("Start capture"),
            self.start_capture,
            "scan-line",
            "S",
            "primary",
            self._why_no_capture,
        )
        report = Action("report", tr("Compliance report"), self.open_report, "printer", "R")
        mine = (capture,) if role is Role.INSPECTOR else (report,) if role in REPORTERS else ()
        return (*mine, Action("market", tr("Choose market"), self._choose_market, "globe", "M"))

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Left", "Right"), tr("walk the counters")),
            Hint(("Return",), tr("open")),
            Hint(("F6",), tr("next card")),
            Hint(("?",), tr("all keys")),
        )

    def panes(self) -> Sequence[QWidget]:
        """The counters, then each list."""
        return self.board.panes()

    def open_record(self, key: str) -> None:
        """Home has no records; the first showing reads it."""
        if not self._shown:
            self._read()

    def refresh(self, topics: frozenset[str]) -> None:
        """Read again when something that is shown may have changed."""
        if not topics or topics & TOPICS:
            self._read()

    def shown(self) -> None:
        """The counters have the keys, or what stands in their place; back here, what had them before."""
        left = self.focusWidget()
        if self.stack.currentWidget() is not self.board:
            self.stack.take_keys()
        elif self.board.isAncestorOf(left):
            left.setFocus()
        else:
            self.board.take_keys()

    def state(self) -> dict[str, str]:
        """Market and period."""
        return {"market": self.market.value, "period": self.period.value}

    def restore(self, state: dict[str, str]) -> None:
        """Take them back."""
        self.market.choose(state.get("market", ""))
        self.period.choose(state.get("period", "90"))

    # -- reading

    def chosen_period(self) -> Period:
        """The period in force."""
        return PERIODS[self.period.value](self.context.desk.today())

    def _read(self) -> None:
        desk, period, market = self.context.desk, self.chosen_period(), self.market.value
        if not self._shown:
            self.stack.show_loading()
        self.jobs.read(self, lambda: read_home(desk, period, market), self._show, self._failed, latest="home")

    def _failed(self, error: Exception) -> None:
        self._shown = False
        failures.in_place(self.context, self.stack, error, self._read)

    def _show(self, home: Home) -> None:
        first, self._shown = not self._shown, True
        self.home = home
        self.board.show_home(home)
        for chooser in (self.market, self.period):
            chooser.setVisible(not home.empty)
        if home.empty:
            self._show_empty()
        else:
            self.stack.show_view()
        if first and self.isVisible():
            (self.stack if home.empty else self.board).take_keys()
        if self.action_set is not None:
            self.action_set.refresh()

    def _show_empty(self) -> None:
        tr, navigate = self.context.tr, self.context.navigate
        self.stack.show_empty(
            "house",
            tr("Nothing is recorded here yet."),
            tr("Plan the first inspection, or enter a shipment. The example company shows how it all fits."),
            (
                Action(
                    "plan",
                    tr("Plan an inspection"),
                    lambda: navigate("begin:inspections"),
                    "plus",
                    "",
                    "primary",
                ),
                Action("ship", tr("Enter a shipment"), lambda: navigate("shipments"), "ship"),
                Action("example", tr("Look at the example"), self.open_example, "eye"),
            ),
        )

    # -- deeds

    def open_report(self) -> None:
        """To the manager's report, with the period and market in force."""
        period = self.chosen_period()
        wanted = {
            "report": ("compliance-report",),
            "from": (period.start.isoformat(),),
            "to": (period.end.isoformat(),),
            "market": (self.market.value,),
        }
        self.context.navigate("reports", asked({name: value for name, value in wanted.items() if value[0]}))

    def _why_no_capture(self) -> str:
        home = getattr(self, "home", None)
        return "" if home is not None and home.mine else self.context.tr("No inspection waits for you.")

    def start_capture(self) -> None:
        """Start the inspection that is due first, or go on with it."""
        if self.home.mine:
            self.context.navigate("begin:capture", self.home.mine[0].id)

    def open_example(self) -> None:
        """The example company in a window and a database of its own, beside this one."""
        QProcess.startDetached(sys.executable, [sys.argv[0], "--demo"])
        self.context.toast(self.context.tr("The example opens in a window of its own."), "info")

    def _choose_market(self) -> None:
        self.market.open_menu()
