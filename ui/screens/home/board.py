"""The page of Home below its header: counters, then the cards that the person's role has use for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.people import Role
from qualitydesk.services.home import Home
from ui.kit.panel import Card
from ui.lists.asked import asked
from ui.screens.home.cards import BlockedCard, ClaimsCard, EndingCard, RowsCard, WorkCard, number_of, rows_of
from ui.screens.home.counters import Counter, CounterStrip
from ui.screens.home.figures import CostCard, DefectsCard, LiableCard
from ui.screens.home.words import FACES, figure, title, under

if TYPE_CHECKING:
    from ui.context import Context

COLUMNS = (45, 35, 31)
ROWS_TALL, CHARTS_TALL, TALLEST = 316, 300, 1000


class Board(QScrollArea):
    """``show_home`` fills it; ``asked`` of a counter or a link goes to its list."""

    arranged = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        tr, theme = context.tr, context.theme
        self.setWidgetResizable(True)
        self.setAccessibleName(tr("Home"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.strip = CounterStrip(theme, tr("What waits"))
        self.strip.opened.connect(self.open_counted)
        self.blocked, self.ending = BlockedCard(context), EndingCard(context)
        self.due = ClaimsCard(context, tr("Claims near their deadline"), tr("No deadline is near."))
        self.waiting = ClaimsCard(context, tr("Waiting for the buyer"), tr("No buyer is asked for anything."))
        self.fresh = ClaimsCard(context, tr("New claims"), tr("Every claim was looked at."))
        self.mine = WorkCard(context, tr("My inspections"), tr("No inspection waits for you."))
        self.lots = WorkCard(context, tr("Lots waiting to be inspected"), tr("No lot is due."))
        self.photos = WorkCard(context, tr("Photos to add"), tr("No photo is missing."))
        self.defects, self.liable, self.costs = DefectsCard(context), LiableCard(context), CostCard(context)
        self._home: Home | None = None
        page = QWidget()
        page.setProperty("kind", "page")
        whole = QVBoxLayout(page)
        edge = theme.px(24)
        whole.setContentsMargins(edge, theme.px(16), edge, theme.px(16))
        whole.setSpacing(theme.px(16))
        whole.addWidget(self.strip)
        self.grid = QGridLayout()
        self.grid.setSpacing(theme.px(16))
        for place, share in enumerate(COLUMNS):
            self.grid.setColumnStretch(place, share)
        rows = QWidget()
        self.grid.setContentsMargins(0, 0, 0, 0)
        rows.setLayout(self.grid)
        rows.setMaximumHeight(theme.px(TALLEST))
        whole.addWidget(rows, 1)
        whole.addStretch()
        self.setWidget(page)
        self._arrange(Role(context.desk.person.role))
        self._lead()

    def _arrange(self, role: Role) -> None:
        charts: tuple[Card, ...] = (self.defects, self.liable, self.costs)
        rows: dict[Role, tuple[Card, ...]] = {
            Role.INSPECTOR: (self.mine, self.lots, self.photos),
            Role.SERVICE: (self.due, self.waiting, self.fresh),
        }
        first = rows.get(role, (self.blocked, self.due, self.ending))
        second = (self.defects,) if role is Role.INSPECTOR else charts
        self.cards = (*first, *second)
        for row, cards in enumerate((first, second)):
            self._lay_row(row, cards)
        for other in {*self._counted().values(), *charts} - set(self.cards):
            other.setParent(self)  # goes with the board; shown to nobody of this role
            other.hide()

    def _lay_row(self, row: int, cards: tuple[Card, ...]) -> None:
        tall = self.context.theme.px(ROWS_TALL if row == 0 else CHARTS_TALL)
        for place, card in enumerate(cards):
            span = len(COLUMNS) if len(cards) == 1 else 1
            card.setMinimumHeight(tall)
            self.grid.addWidget(card, row, place, 1, span)

    def _lead(self) -> None:
        tr = self.context.tr
        every = tr("Open all")
        for id_, card in self._counted().items():
            card.lead(every, partial(self.open_counted, id_))

    def _counted(self) -> dict[str, RowsCard]:
        """The cards whose rows are the first of a counted list, by the counter's id."""
        return {
            "blocked": self.blocked,
            "due": self.due,
            "ending": self.ending,
            "mine": self.mine,
            "lots": self.lots,
            "photos": self.photos,
            "waiting": self.waiting,
            "new": self.fresh,
        }

    def open_counted(self, id_: str) -> None:
        """Go to the list that a counter counted, with exactly its filters."""
        one = number_of(self._home, id_) if self._home is not None else None
        if one is not None:
            self.context.navigate(one.screen, asked(one.filters))

    def show_home(self, home: Home) -> None:
        """Show what was read."""
        self._home = home
        tr, desk = self.context.tr, self.context.desk
        self.strip.show_counters(
            [
                Counter(
                    one.id,
                    *figure(tr, one),
                    title(tr, one),
                    under(tr, one, desk.now(), desk.house.timezone),
                    FACES[one.id].icon,
                    FACES[one.id].ink if one.number else "text-3",
                )
                for one in home.counts
            ]
        )
        self._show_rows(home)
        if home.figures is not None:
            for card in (self.defects, self.liable, self.costs):
                card.show_figures(home.figures)

    def _show_rows(self, home: Home) -> None:
        numbers = {one.id: one.number for one in home.counts}
        self.blocked.show_home(home)
        self.ending.show_home(home)
        self.due.show_claims(numbers.get("due", 0), home.due)
        self.waiting.show_claims(numbers.get("waiting", 0), home.waiting)
        self.fresh.show_claims(numbers.get("new", 0), home.fresh)
        self.mine.show_inspections(numbers.get("mine", 0), home.mine)
        self.lots.show_inspections(numbers.get("lots", 0), home.lots)
        self.photos.show_gaps(numbers.get("photos", 0), home.photos)

    def panes(self) -> list[QWidget]:
        """The strip, then every list."""
        return [*self.strip.cells[:1], *rows_of(self.cards)]
