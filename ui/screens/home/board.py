"""The page of Home below its header: counters, then the cards that the person's role has use for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from qualitydesk.domain.people import Role
from qualitydesk.services.home import Home
from ui.kit.panel import Card
from ui.kit.scrolling import Scrolled
from ui.lists.asked import asked
from ui.screens.home.cards import counted, row_cards, rows_of
from ui.screens.home.counters import Counter, CounterStrip
from ui.screens.home.figures import AnyFiguresCard, CostCard, DefectsCard, LiableCard
from ui.screens.home.words import FACES, figure, title, under

if TYPE_CHECKING:
    from ui.context import Context

SHARES = (45, 35, 31)
USUAL_COLUMNS, NARROW = len(SHARES), 1130
"""Three columns; in a narrower window two."""
USUAL = ("blocked", "due", "ending")
ROWS = {Role.INSPECTOR: ("mine", "lots", "photos"), Role.SERVICE: ("due", "waiting", "new")}
"""The counters whose lists begin on Home, by role."""
ROWS_TALL, CHARTS_TALL = 316, 300
"""How tall the cards are at least; what more there is they share."""


class Board(Scrolled):
    """``show_home`` fills it; ``asked`` of a counter or a link goes to its list."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.tr("Home"))
        self.context = context
        tr, theme = context.tr, context.theme
        self.strip = CounterStrip(theme, tr("What waits"))
        self.strip.opened.connect(self.open_counted)
        role = Role(context.desk.person.role)
        self.rows = row_cards(context, ROWS.get(role, USUAL))
        self.charts: tuple[AnyFiguresCard, ...] = (DefectsCard(context),)
        if role is not Role.INSPECTOR:
            self.charts += (LiableCard(context), CostCard(context))
        self._home: Home | None = None
        self._columns = 0
        page = QWidget()
        page.setProperty("kind", "page")
        whole = QVBoxLayout(page)
        edge = theme.px(24)
        whole.setContentsMargins(edge, theme.px(16), edge, theme.px(16))
        whole.setSpacing(theme.px(16))
        whole.addWidget(self.strip)
        self.grid = QGridLayout()
        self.grid.setSpacing(theme.px(16))
        whole.addLayout(self.grid, 1)
        self.show_page(page)
        self.cards: tuple[Card, ...] = (*self.rows.values(), *self.charts)
        for cards, tall in ((self.rows.values(), ROWS_TALL), (self.charts, CHARTS_TALL)):
            for card in cards:
                card.setMinimumHeight(theme.px(tall))
        self._seat(USUAL_COLUMNS)
        self._lead()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        wide, px = self.viewport().width(), self.context.theme.px
        usual = wide >= px(NARROW) and self._asked_for(USUAL_COLUMNS) <= wide
        self._seat(USUAL_COLUMNS if usual else 2)

    def _asked_for(self, columns: int) -> int:
        """How much room so many columns need for their words."""
        edge, gap = self.context.theme.px(24), self.grid.horizontalSpacing()
        least = [card.minimumSizeHint().width() for card in self.cards]
        return sum(max(least[first::columns]) for first in range(columns)) + gap * (columns - 1) + 2 * edge

    def _seat(self, columns: int) -> None:
        """Put the cards into so many columns; the last one takes the rest of its row."""
        if columns == self._columns:
            return
        self._columns, last = columns, len(self.cards) - 1
        for place, card in enumerate(self.cards):
            row, column = divmod(place, columns)
            self.grid.addWidget(card, row, column, 1, columns - column if place == last else 1)
        for column in range(len(self.cards)):
            share = SHARES[column % len(SHARES)] if columns != 2 else 1
            self.grid.setColumnStretch(column, share if column < columns else 0)

    def _lead(self) -> None:
        tr = self.context.tr
        every = tr("Open all")
        for id_, card in self.rows.items():
            card.lead(every, partial(self.open_counted, id_))

    def open_counted(self, id_: str) -> None:
        """Go to the list that a counter counted, with exactly its filters."""
        one = counted(self._home, id_) if self._home is not None else None
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
        figures = home.figures
        drawn = [partial(card.show_figures, figures) for card in self.charts] if figures is not None else []
        filled = [partial(card.show_home, home) for card in self.rows.values()]
        self.context.jobs.in_turns(self, (*filled, *drawn), latest="cards")

    def take_keys(self) -> None:
        """The first counter has the keys."""
        if self.strip.cells:
            self.strip.cells[0].setFocus()

    def panes(self) -> list[QWidget]:
        """The strip, then every list, then every chart that shows something."""
        charts = [card.chart for card in self.charts if card.chart.marks]
        return [*self.strip.cells[:1], *rows_of(self.cards), *charts]
