"""The three ways of looking at the left of the screen, one of them in front: coverage, list, calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.screens.certificates.calendar_pane import CalendarPane
from ui.screens.certificates.coverage_pane import CoveragePane

if TYPE_CHECKING:
    from qualitydesk.services.certificates import CertificateRow
    from ui.context import Context
    from ui.lists.pane import ListPane

MODES = ("coverage", "list", "calendar")


class Ways(QStackedWidget):
    """Each way is read when it comes to the front."""

    def __init__(self, context: Context, listing: ListPane[CertificateRow]) -> None:
        super().__init__()
        self.coverage, self.list, self.calendar = CoveragePane(context), listing, CalendarPane(context)
        for pane in (self.coverage, self.list, self.calendar):
            self.addWidget(pane)

    @property
    def mode(self) -> str:
        """The way in front."""
        return MODES[self.currentIndex()]

    def show_mode(self, mode: str) -> None:
        """Bring a way to the front."""
        self.setCurrentIndex(MODES.index(mode))
        self.list.views.setVisible(mode == "list")

    def load(self) -> None:
        """Read what is in front."""
        {"coverage": self.coverage.load, "list": self.list.load, "calendar": self.calendar.load}[self.mode]()

    def hand(self) -> QWidget:
        """What has the keys."""
        matrix: QWidget = self.coverage.matrix or self.coverage
        return {"coverage": matrix, "list": self.list.table, "calendar": self.calendar.months}[self.mode]

    def take_keys(self) -> None:
        """The keys act on what is in front, as soon as it is here."""
        calendar = self.calendar.months.setFocus
        {"coverage": self.coverage.take_keys, "list": self.list.take_keys, "calendar": calendar}[self.mode]()

    def add_filter(self) -> None:
        """Offer the filters not in force yet."""
        (self.coverage.filters if self.mode == "coverage" else self.list.filters).add()

    def clear_filters(self) -> None:
        """Take every filter off."""
        if self.mode == "coverage":
            self.coverage.filters.clear_all()
        else:
            self.list.show_filters({})

    def state(self) -> dict[str, str]:
        """The way in front, and what each of them shows."""
        return {"mode": self.mode, **self.list.state(), **self.coverage.state(), **self.calendar.state()}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take back what each of them showed."""
        self.list.restore(state)
        self.coverage.restore(state)
        self.calendar.restore(state)
