"""Saved views of a list as tabs: a name, a count that arrives late, an accent bar under the active one.

A view is a set of filters with a name; where saved ones are kept is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class View:
    """A named set of filters."""

    id: str
    title: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""
    descending: bool = True


class ViewTabs(QTabBar):
    """40 px of tabs; ``chosen`` carries the view."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, views: Sequence[View], name: str = "") -> None:
        super().__init__()
        self._theme, self._views = theme, list(views)
        self._counts: dict[str, str] = {}
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setFont(theme.font("strong"))
        self.setFixedHeight(theme.px(40))
        for view in views:
            self.addTab(view.title)
        self.currentChanged.connect(self._tell)
        self.tabBarClicked.connect(self._again)

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self._views):
            self.chosen.emit(self._views[place])

    def _again(self, place: int) -> None:
        if place == self.currentIndex():  # what was filtered meanwhile goes, the view comes back
            self._tell(place)

    def current_view(self) -> View | None:
        """The active view."""
        place = self.currentIndex()
        return self._views[place] if 0 <= place < len(self._views) else None

    def choose(self, view_id: str, *, tell: bool = True) -> None:
        """Make a view active, without telling anybody where what it shows is known."""
        place = self.place_of(view_id)
        if place >= 0:
            self.blockSignals(not tell)
            self.setCurrentIndex(place)
            self.blockSignals(False)

    def add_view(self, view: View) -> None:
        """One more at the end."""
        self._views.append(view)
        self.addTab(view.title)

    def show_views(self, views: Sequence[View]) -> None:
        """Other views altogether."""
        while self.count():
            self.removeTab(0)
        self._views, self._counts = list(views), {}
        for view in views:
            self.addTab(view.title)

    def replace_view(self, view: View) -> None:
        """Another content under the same id."""
        place = self.place_of(view.id)
        if place >= 0:
            self._views[place] = view

    def remove_view(self, view_id: str) -> None:
        """Take one away; the first view comes to the front when it was shown."""
        place = self.place_of(view_id)
        if place >= 0:
            if place == self.currentIndex():
                self.setCurrentIndex(0)
            del self._views[place]
            self.removeTab(place)

    def place_of(self, view_id: str) -> int:
        """Where a view stands, -1 if there is none of that id."""
        return next((place for place, view in enumerate(self._views) if view.id == view_id), -1)

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """Show how many views hold, by their ids."""
        self._counts.update(counts)
        if self._views:
            self.setTabText(0, self._views[0].title)  # Qt measures every tab anew

    def tabSizeHint(self, index: int) -> QSize:
        """Title, count and the gap to the next."""
        title = self._theme.metrics("card-title").horizontalAdvance(self.tabText(index))
        return QSize(title + self._count_width(index) + self._theme.px(24), self.height())

    def _count_width(self, place: int) -> int:
        count = self._counts.get(self._views[place].id, "") if place < len(self._views) else ""
        return self._theme.metrics("body").horizontalAdvance(count) + self._theme.px(8) if count else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Titles left in their tabs, counts in grey, the bar under the active one."""
        painter, theme = QPainter(self), self._theme
        for place, view in enumerate(self._views):
            area, active = self.tabRect(place), place == self.currentIndex()
            painter.setFont(theme.font("card-title" if active else "strong"))
            painter.setPen(theme.colour("text" if active else "text-2"))
            painter.drawText(area.left(), self._base_line(), view.title)
            after = area.left() + painter.fontMetrics().horizontalAdvance(view.title)
            if count := self._counts.get(view.id, ""):
                painter.setFont(theme.font("body"))
                painter.setPen(theme.colour("text-3"))
                painter.drawText(after + theme.px(8), self._base_line(), count)
                after += theme.px(8) + theme.metrics("body").horizontalAdvance(count)
            if active:
                bar = theme.px(2)
                painter.fillRect(
                    area.left(), self.height() - bar, after - area.left(), bar, theme.colour("accent")
                )
            if active and self.hasFocus():
                painter.setPen(theme.colour("accent"))
                painter.drawRect(area.left() - 4, 4, after - area.left() + 8, self.height() - 10)
        painter.end()

    def _base_line(self) -> int:
        metrics = self._theme.metrics("strong")
        return (self.height() + metrics.ascent() - metrics.descent()) // 2
