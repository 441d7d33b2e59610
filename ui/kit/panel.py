"""Cards and the detail panel: titled sections with hairlines, key-value blocks, fact strips, a stuck action
bar.

Only arrangement belongs here; what is said comes from the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.action_bar import ActionBar
from ui.kit.badges import StatusLine
from ui.kit.cells import Status
from ui.kit.flow import ACROSS, turn
from ui.kit.jobs import Jobs
from ui.kit.labels import ElidedLabel, IconLabel, TwoLines, clear, hairline, label, repolish
from ui.kit.scrolling import Scrolled, leave_room
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.kit.turns import Piece


class Card(QFrame):
    """White, hairline, radius 8: a head of 40 px with a title, words at its right, and a body."""

    def __init__(self, theme: Theme, title: str = "", aside: str = "", *, padded: bool = True) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.theme = theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self.head.setSpacing(theme.px(8))
        self.title = label(theme, title, "card-title")
        self.aside = ElidedLabel(theme, aside, "small", "text-3")
        self.aside.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self.title)
        self.head.addWidget(self.aside, 1)
        holder = QWidget(self)
        holder.setLayout(self.head)
        holder.setFixedHeight(theme.px(40))
        if title or aside:
            whole.addWidget(holder)
        else:
            holder.hide()
        self.body = QVBoxLayout()
        edge = theme.px(16) if padded else 0
        self.body.setContentsMargins(edge, 0 if title or not padded else edge, edge, edge)
        self.body.setSpacing(theme.px(8))
        whole.addLayout(self.body, 1)
        self.setAccessibleName(title)

    def mark_aside(self, name: str, ink: str, size: int = 15) -> IconLabel:
        """An icon right before the words at the right, which it goes along with."""
        mark, place = IconLabel(self.theme, name, ink, size), self.head.indexOf(self.aside)
        self.head.setStretch(place, 0)
        self.head.insertWidget(place, mark)
        self.head.insertStretch(place, 1)
        return mark

    def set_aside(self, words: str) -> None:
        """The words at the right of the head."""
        self.aside.set_full(words)


def show_in_turns(
    jobs: Jobs, page: QWidget, parts: Sequence[tuple[QWidget, Piece]], *, another: bool
) -> None:
    """Fill the cards of a page, one in each turn of the event loop. Of ``another`` record each is seen once
    it is filled, so that what stands on the page is never of two.
    """
    for part, _fill in parts:
        part.setVisible(not another)
    jobs.in_turns(page, [partial(_fill_and_show, *part) for part in parts], latest="cards")


def _fill_and_show(part: QWidget, fill: Piece) -> None:
    fill()
    part.show()


class FactStrip(QFrame):
    """Facts side by side that never share a badge: (label, Status or text). Those that do not fit beside each
    other stand below each other.
    """

    def __init__(self, theme: Theme, facts: Sequence[tuple[str, Status | str]] = ()) -> None:
        super().__init__()
        self.setProperty("kind", "facts")
        self._theme = theme
        self._row = QBoxLayout(ACROSS, self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self._cells: list[QWidget] = []
        self._lines: list[QFrame] = []
        self.set_facts(facts)

    def set_facts(self, facts: Sequence[tuple[str, Status | str]]) -> None:
        """Show other facts."""
        clear(self._row)
        self._cells = [self._cell(name, value) for name, value in facts]
        self._lines = [hairline(upright=True) for _ in facts[1:]]
        for place, cell in enumerate(self._cells):
            if place:
                self._row.addWidget(self._lines[place - 1])
            self._row.addWidget(cell, 1)
        turn(self._row, across=True)
        self.setAccessibleName(", ".join(f"{name}: {_text(value)}" for name, value in facts))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest fact."""
        widest = max((cell.minimumSizeHint().width() for cell in self._cells), default=0)
        return QSize(widest + 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other or below each other."""
        super().resizeEvent(event)
        needed = sum(cell.minimumSizeHint().width() for cell in self._cells) + len(self._lines) + 2
        across = needed <= self.width()
        if turn(self._row, across=across):
            for line in self._lines:
                line.setProperty("kind", "column-line" if across else "line")
                repolish(line)

    def _cell(self, name: str, value: Status | str) -> QWidget:
        theme, holder = self._theme, QWidget()
        cell = QVBoxLayout(holder)
        cell.setContentsMargins(theme.px(12), theme.px(8), theme.px(8), theme.px(8))
        cell.setSpacing(theme.px(2))
        cell.addWidget(label(theme, name, "micro", "text-3"))
        if isinstance(value, Status):
            cell.addWidget(StatusLine(theme, value), 0, Qt.AlignmentFlag.AlignLeft)
        else:
            words = ElidedLabel(theme, value, "strong")
            words.setMinimumHeight(theme.px(20))
            cell.addWidget(words)
        return holder


def _text(value: Status | str) -> str:
    return value.text if isinstance(value, Status) else value


PITCH = 24
"""From one line of a key-value block to the next, whatever stands in it."""


LONGEST_WORD = 32
"""So many letters without a space fit the narrowest panel."""


class KeyValues(QWidget):
    """Label column in grey, values beside it; a value may be any widget."""

    def __init__(
        self, theme: Theme, pairs: Sequence[tuple[str, str | QWidget]] = (), *, label_width: int = 96
    ) -> None:
        super().__init__()
        self._theme, self._label_width = theme, label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self.set_pairs(pairs)

    def set_pairs(self, pairs: Sequence[tuple[str, str | QWidget]]) -> None:
        """Show other pairs."""
        clear(self._grid)
        for row, (name, value) in enumerate(pairs):
            title = label(self._theme, name, "body", "text-3")
            title.setMinimumWidth(self._theme.px(self._label_width))
            shown = self._value(value)
            title.setMinimumHeight(self._theme.px(PITCH))
            self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            fixed = shown.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Fixed
            beside = Qt.AlignmentFlag.AlignLeft if fixed else Qt.AlignmentFlag(0)
            self._grid.addWidget(shown, row, 1, beside)

    def _value(self, value: str | QWidget) -> QWidget:
        shown = self._words(value) if isinstance(value, str) else value
        if isinstance(shown, QLabel):
            air = max(0, self._theme.px(PITCH) - one_line(self._theme, shown))
            shown.setContentsMargins(0, air // 2, 0, air - air // 2)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if isinstance(shown, QPushButton):
            shown.setFont(self._theme.font("body"))
            shown.setMinimumWidth(self._theme.px(PITCH))
        return shown

    def _words(self, value: str) -> QLabel:
        """A word too long for any line pushes nothing out of sight: it is cut, and whole in its tooltip. It
        is not broken as in other labels, for it can be copied.
        """
        shown = label(self._theme, "", "body", "text", wrap=True)
        shown.setText(value)
        shown.setMinimumWidth(self._theme.px(PITCH))
        if max(map(len, value.split()), default=0) > LONGEST_WORD:
            set_tip(shown, value)
        return shown


def one_line(theme: Theme, shown: QWidget) -> int:
    """How high one line of it is: other scripts and buttons stand higher than Latin words."""
    if isinstance(shown, QPushButton):
        return theme.px(22) + 2  # a link's in the style sheet, which it wears in its place only
    if not isinstance(shown, QLabel):
        return shown.sizeHint().height()
    one = QLabel(shown.text().partition("\n")[0])
    one.setFont(shown.font())
    return one.sizeHint().height()


class DetailPanel(QFrame):
    """The panel beside a list: title, subtitle, scrolled sections, an action bar stuck to the bottom."""

    WIDTH, NARROWEST, WIDEST = 448, 400, 560
    EDGE = 20

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("kind", "surface")
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.px(self.NARROWEST))
        self.setMaximumWidth(theme.px(self.WIDEST))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(theme.px(self.EDGE), theme.px(12), theme.px(self.EDGE), theme.px(14))
        words = QVBoxLayout()
        words.setContentsMargins(0, theme.px(4), 0, 0)  # the title in the middle of the tools beside it
        words.setSpacing(theme.px(4))
        self.title, self.subtitle = TwoLines(theme, "", "title"), ElidedLabel(theme, "", "body", "text-2")
        self._title_row = QHBoxLayout()
        self._title_row.setSpacing(theme.px(8))
        self._title_row.addWidget(self.title)
        words.addLayout(self._title_row)
        words.addWidget(self.subtitle)
        self._head.addLayout(words, 1)
        whole.addLayout(self._head)
        self.area = Scrolled()
        self.area.barred.connect(self._leave_room)
        self._barred = 0
        inside = QWidget()
        self.sections = QVBoxLayout(inside)
        self.sections.setContentsMargins(0, 0, 0, 0)
        self.sections.setSpacing(0)
        self.area.setWidget(inside)
        whole.addWidget(self.area, 1)
        self._foot = QVBoxLayout()
        whole.addLayout(self._foot)
        self.bar = ActionBar(theme)
        self.bar.hide()
        whole.addWidget(self.bar)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """What the panel is about."""
        self.title.set_full(title)
        self.area.setAccessibleName(title or self.subtitle.full())
        self.subtitle.set_full(subtitle)

    def add_badge(self, badge: QWidget) -> None:
        """A badge right behind the title, which then takes no more room than it needs."""
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._title_row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        self._title_row.addStretch()

    def add_tool(self, *buttons: QWidget) -> None:
        """Small buttons at the right of the title; their icons stand over the edge of what is below."""
        edges = self._head.contentsMargins()
        edges.setRight(self.theme.px(12))
        self._head.setContentsMargins(edges)
        for button in buttons:
            self._head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def clear_sections(self) -> None:
        """Empty the panel before another record is shown."""
        clear(self.sections)
        clear(self._foot)

    def add_section(self, title: str = "", aside: str | QWidget = "", *, count: str = "") -> QVBoxLayout:
        """A section with a hairline above (except the first), its number in grey after its title; returns the
        layout to fill.
        """
        column = self._section(self.sections, title, aside, count)
        leave_room(column, self.theme.px(self.EDGE), self._barred)
        return column

    def add_foot(self, title: str) -> QVBoxLayout:
        """A section that stays in sight, right above the buttons."""
        return self._section(self._foot, title)

    def _section(
        self, place: QVBoxLayout, title: str, aside: str | QWidget = "", count: str = ""
    ) -> QVBoxLayout:
        theme, section, first = self.theme, QWidget(), place is self.sections and not place.count()
        if not first:
            place.addWidget(hairline())
        column, edge = QVBoxLayout(section), theme.px(self.EDGE)
        column.setContentsMargins(edge, 0 if first else theme.px(12), edge, theme.px(14))
        column.setSpacing(theme.px(8))
        if title:
            head = QHBoxLayout()
            head.addWidget(label(theme, title, "card-title"))
            if count:
                head.addWidget(label(theme, count, "body", "text-3"))
            if isinstance(aside, str):
                words = ElidedLabel(theme, aside, "small", "text-3")
                words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                head.addWidget(words, 1)
            else:
                head.addStretch()
                head.addWidget(aside)
            column.addLayout(head)
        place.addWidget(section)
        return column

    def fill(self, jobs: Jobs, sections: Iterable[Piece]) -> None:
        """Show another record: the first section at once, each further one in a turn of its own. One that is
        shown meanwhile takes their place.
        """
        self.clear_sections()
        first, *further = sections
        first()
        jobs.in_turns(self, (*further, self.end_sections), latest="sections")

    def _leave_room(self, bar: int) -> None:
        """The scroll bar stands in the margin of the sections, whose right edge is that of the buttons."""
        self._barred = bar
        for place in range(self.sections.count()):
            item = self.sections.itemAt(place)
            section = item.widget() if item is not None else None
            column = section.layout() if section is not None else None
            if column is not None:
                leave_room(column, self.theme.px(self.EDGE), bar)

    def end_sections(self) -> None:
        """Push the sections to the top."""
        self.sections.addStretch()

    def set_bar(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """The action bar: send back at the left, approve at the right."""
        self.bar.set_buttons(left, right)
