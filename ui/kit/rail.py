"""The rail at the left: mark, search field, entries with counts in sections, the server line, user and bell.

It shows what it is told and says what was chosen; which screens exist it does not know. How its parts are
drawn is in ``rail_parts.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.kit.labels import hairline, label
from ui.kit.rail_parts import (
    BELL,
    NARROW,
    WIDE,
    BellButton,
    EntryButton,
    MarkButton,
    RailEntry,
    SearchButton,
    ServerLine,
    UserButton,
)
from ui.kit.theme import Theme

__all__ = ["Rail", "RailEntry", "RailWords"]
NARROW_WINDOW = 1366
"""Below this width of the window the rail shows icons alone."""


@dataclass(frozen=True, slots=True)
class RailWords:
    """The words of the rail, translated."""

    search: str
    navigation: str
    user_menu: str
    todo: str


class Entries(QScrollArea):
    """The entries with the titles of their sections; a low window scrolls them, the focus stays in sight."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, entries: Sequence[RailEntry]) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.buttons = {entry.id: EntryButton(theme, entry) for entry in entries}
        self._titles: list[QWidget] = []
        self._lines: list[QWidget] = []
        self._group = QButtonGroup(self)
        inside = QWidget()
        self._lay(QVBoxLayout(inside), entries)
        self.setWidget(inside)

    def _lay(self, column: QVBoxLayout, entries: Sequence[RailEntry]) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        section = ""
        for entry in entries:
            if entry.section != section:
                section = entry.section
                self._begin_section(column, section)
            button = self.buttons[entry.id]
            self._group.addButton(button)
            button.clicked.connect(lambda _on=False, id_=entry.id: self.chosen.emit(id_))
            button.focused.connect(lambda button=button: self.ensureWidgetVisible(button, 0, 0))
            column.addWidget(button)
        column.addStretch()

    def _begin_section(self, column: QVBoxLayout, title: str) -> None:
        """Its title, and the line that stands for it where there is no room for words."""
        px, words = self._theme.px, label(self._theme, title, "micro", "text-3")
        words.setContentsMargins(px(16), px(14), 0, px(4))
        line, inside = QWidget(), QVBoxLayout()
        inside.setContentsMargins(px(16), px(8), px(16), px(8))
        inside.addWidget(hairline())
        line.setLayout(inside)
        self._titles.append(words)
        self._lines.append(line)
        column.addWidget(words)
        column.addWidget(line)

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, or words too."""
        for button in self.buttons.values():
            button.narrow = narrow
        for title in self._titles:
            title.setVisible(not narrow)
        for line in self._lines:
            line.setVisible(narrow)

    def set_current(self, entry_id: str) -> None:
        """Mark one entry, or none."""
        self._group.setExclusive(False)
        for id_, button in self.buttons.items():
            button.setChecked(id_ == entry_id)
        self._group.setExclusive(True)
        if entry_id in self.buttons:
            self.ensureWidgetVisible(self.buttons[entry_id], 0, 0)


class Rail(QFrame):
    """208 px, or 56 with icons alone."""

    chosen = Signal(str)
    search_asked = Signal()
    user_menu_asked = Signal(QPoint)
    todo_asked = Signal(QPoint)
    widened = Signal(bool)
    """The person chose: words too, or icons alone."""

    def __init__(self, theme: Theme, entries: Sequence[RailEntry], words: RailWords) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAccessibleName(words.navigation)
        self._theme, self.collapsed = theme, False
        self._wish: bool | None = None
        self.entries = Entries(theme, entries)
        self._search = SearchButton(theme, words.search)
        self.server, self.user = ServerLine(theme), UserButton(theme, words.user_menu)
        self.bell = BellButton(theme, words.todo)
        self._mark = MarkButton(theme)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay()
        self.entries.chosen.connect(self.chosen)
        self._search.clicked.connect(self.search_asked)
        self.user.clicked.connect(lambda: self.user_menu_asked.emit(self._above(self.user)))
        self.bell.clicked.connect(lambda: self.todo_asked.emit(self._above(self.bell)))
        self.set_collapsed(False)

    def _lay(self) -> None:
        px, column = self._theme.px, QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, px(8))
        column.setSpacing(0)
        column.addWidget(self._mark)
        column.addWidget(self._search)
        column.addSpacing(px(12))
        column.addWidget(self.entries, 1)
        column.addWidget(hairline())
        column.addSpacing(px(4))
        column.addWidget(self.server)
        self._foot.setContentsMargins(0, 0, 0, 0)
        self._foot.setSpacing(0)
        self._foot.addWidget(self.user, 1)
        self._foot.addWidget(self.bell)
        column.addLayout(self._foot)

    def _above(self, button: QWidget) -> QPoint:
        return button.mapToGlobal(QPoint(self._theme.px(8), 0))

    def set_current(self, entry_id: str) -> None:
        """Mark the entry of the page shown; "" marks none."""
        self.entries.set_current(entry_id)

    def set_count(self, entry_id: str, count: str, urgent: str = "") -> None:
        """How many wait behind an entry, and what is urgent about them."""
        if entry_id in self.entries.buttons:
            self.entries.buttons[entry_id].set_count(count, urgent)

    def toggle(self) -> None:
        """The person wants it the other way, whatever the width says."""
        self.wish(not self.collapsed)
        self.widened.emit(not self.collapsed)

    def wish(self, collapsed: bool) -> None:
        """What the person chose before."""
        self._wish = collapsed
        self.set_collapsed(collapsed)

    def fit(self, window_width: int) -> None:
        """Icons alone in a narrow window, unless the person chose."""
        narrow = window_width < self._theme.px(NARROW_WINDOW)
        self.set_collapsed(narrow if self._wish is None else self._wish)

    def set_collapsed(self, collapsed: bool) -> None:
        """Icons alone, or words too; the bell then stands over the person."""
        self.collapsed = collapsed
        self.setFixedWidth(self._theme.px(NARROW if collapsed else WIDE))
        self.entries.set_narrow(collapsed)
        for part in (self._search, self.user, self._mark):
            part.narrow = collapsed
        self.server.narrow = collapsed
        upright, across = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
        self._foot.setDirection(upright if collapsed else across)
        self.bell.setFixedWidth(self._theme.px(NARROW if collapsed else BELL))
        self.update()
