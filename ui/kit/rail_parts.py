"""The parts of the rail: drawn buttons for entries, search, mark, person and bell, and the server line.

Each shows what it is told; where they stand and what they do is the rail's.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.kit.labels import key_text
from ui.kit.painted.canvas import Brush
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.kit.writing import CENTRE, RIGHT

WIDE, NARROW, BELL = 208, 56, 44


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One entry; entries of one ``section`` stand together ("" = the top group)."""

    id: str
    title: str
    icon: str
    section: str = ""
    shortcut: str = ""


class RailButton(QAbstractButton):
    """A drawn button of the rail. ``narrow`` shows the icon alone."""

    focused = Signal()

    def __init__(self, theme: Theme, tall: int, name: str) -> None:
        super().__init__()
        self.theme, self.narrow = theme, False
        self.setFixedHeight(theme.px(tall))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        set_tip(self, name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(self.theme.px(NARROW), self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, contents, focus ring."""
        painter = QPainter(self)
        brush = Brush(painter, self.theme)
        area = QRectF(self.rect()).adjusted(8.5, 0.5, -8.5, -0.5)
        self.draw(brush, area)
        if self.hasFocus():
            brush.box(area.adjusted(1, 1, -1, -1), "", "accent", 6, width=2)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say so: what stands in a scrolled list is brought into sight."""
        super().focusInEvent(event)
        self.focused.emit()

    def draw(self, brush: Brush, area: QRectF) -> None:
        """Draw into ``area``."""
        raise NotImplementedError


class EntryButton(RailButton):
    """Icon 16, word, count; the chosen one is tinted with a bar at the edge."""

    def __init__(self, theme: Theme, entry: RailEntry) -> None:
        super().__init__(theme, 32, entry.title)
        self.entry = entry
        self.setCheckable(True)
        self.set_count("", "")

    def set_count(self, count: str, urgent: str) -> None:
        """How many wait, "" for none; what is ``urgent`` about them in words, and in red with an icon."""
        self._count, self._urgent = count, bool(urgent)
        entry, words = self.entry, f"{urgent}: {count}"
        self.setAccessibleName(words if urgent else f"{entry.title} {count}".strip())
        way = f"{entry.title} ({key_text(entry.shortcut)})" if entry.shortcut else entry.title
        set_tip(self, f"{way}\n{words}" if urgent else way)
        self.update()

    def draw(self, brush: Brush, area: QRectF) -> None:
        """The entry."""
        px, chosen = self.theme.px, self.isChecked()
        if chosen or self.underMouse():
            brush.box(area, "selected" if chosen else "hover", radius=px(6))
        if chosen:
            brush.box(QRectF(0, px(8), px(3), self.height() - px(16)), "accent", radius=px(1.5))
        middle, left = self.height() // 2, px(16)
        if self.narrow:
            left = (self.width() - px(16)) // 2
        brush.icon(self.entry.icon, "accent" if chosen else "text-2", left, middle - px(8))
        if self.narrow:
            return
        aside = px(50) if self._count else px(16)
        text = QRect(px(42), 0, self.width() - px(42) - aside, self.height())
        brush.write(
            text, self.entry.title, "card-title" if chosen else "body", "text" if chosen else "text-2"
        )
        self._draw_count(brush)

    def _draw_count(self, brush: Brush) -> None:
        if not self._count:
            return
        px, bad = self.theme.px, self._urgent
        at = QRect(self.width() - px(66), 0, px(50), self.height())
        used = brush.write(
            at, self._count, "card-title" if bad else "small", "bad" if bad else "text-3", RIGHT
        )
        if bad:
            brush.icon("circle-x", "bad", at.right() - used - px(18), self.height() // 2 - px(7), 13)


class SearchButton(RailButton):
    """Looks like a field, opens the palette."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, 32, words)
        self._words = words

    def draw(self, brush: Brush, area: QRectF) -> None:
        """Field, icon, words, key."""
        px, middle = self.theme.px, self.height() // 2
        brush.box(area, "surface", "border-strong", px(6))
        left = (self.width() - px(16)) // 2 if self.narrow else px(16)
        brush.icon("scan-line", "text-3", left, middle - px(8))
        if self.narrow:
            return
        brush.write(
            QRect(px(40), 0, self.width() - px(40 + 60), self.height()), self._words, "small", "text-3"
        )
        width = self.theme.metrics("micro").horizontalAdvance("Ctrl K") + px(10)
        cap = QRect(round(area.right()) - width - px(6), middle - px(9), width, px(18))
        brush.box(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), "surface", "border-strong", px(4))
        brush.write(cap, "Ctrl K", "micro", "text-2", CENTRE)


class MarkButton(RailButton):
    """The mark and the name of the program."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, 56, "QualityDesk")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def draw(self, brush: Brush, area: QRectF) -> None:
        """Ring closed by a tick on the accent, then the name."""
        px, middle = self.theme.px, self.height() // 2
        left = px(16)
        brush.box(QRectF(left, middle - px(12), px(24), px(24)), "accent", radius=px(6))
        brush.icon("mark", "on-accent", left + px(4), middle - px(8), 16)
        if not self.narrow:
            text = QRect(px(50), 0, self.width() - px(54), self.height())
            brush.write(text, "QualityDesk", "party", "text")


class UserButton(RailButton):
    """Initials, name and role; opens the user's menu."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, 44, words)
        self._words, self._name, self._role = words, "", ""

    def set_user(self, name: str, role: str) -> None:
        """Who sits here."""
        self._name, self._role = name, role
        self.setAccessibleName(f"{self._words}: {name}, {role}")
        self.update()

    def draw(self, brush: Brush, area: QRectF) -> None:
        """Avatar and two lines."""
        px, middle = self.theme.px, self.height() // 2
        if self.underMouse():
            brush.box(area, "hover", radius=px(6))
        left = (self.width() - px(24)) // 2 if self.narrow else px(16)
        disc = QRectF(left, middle - px(12), px(24), px(24))
        brush.box(disc, "accent-soft", radius=px(12))
        initials = "".join(part[0] for part in self._name.split()[:2]).upper()
        brush.write(disc.toRect(), initials or "?", "avatar", "accent", CENTRE)
        if not self.narrow:
            at = QRect(px(48), middle - px(18), self.width() - px(60), px(18))
            brush.write(at, self._name, "strong")
            brush.write(at.translated(0, px(17)), self._role, "small", "text-3")


class ServerLine(QWidget):
    """Where the data is, and when it was last saved."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.narrow = theme, False
        self._place, self._saved = "", ""
        self.setFixedHeight(theme.px(32))

    def show_state(self, place: str, saved: str) -> None:
        """ "Server", "saved 14:06"."""
        self._place, self._saved = place, saved
        self.setAccessibleName(f"{place}, {saved}")
        set_tip(self, f"{place}, {saved}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon, place, time."""
        painter, px = QPainter(self), self._theme.px
        brush, middle = Brush(painter, self._theme), self.height() // 2
        left = (self.width() - px(16)) // 2 if self.narrow else px(16)
        brush.icon("database", "text-2", left, middle - px(8))
        if not self.narrow:
            at = QRect(px(40), 0, self.width() - px(56), self.height())
            used = self._theme.metrics("small").horizontalAdvance(self._saved) + px(8)
            brush.write(at.adjusted(0, 0, -used, 0), self._place, "small", "text-2")
            brush.write(at, self._saved, "small", "text-3", RIGHT)
        painter.end()


class BellButton(RailButton):
    """A bell with the number of things to do; red when one of them is urgent. Opens the list of them."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, 44, words)
        self._words, self._count, self._urgent = words, "", False
        self.setFixedWidth(theme.px(BELL))

    def set_count(self, count: str, *, urgent: bool) -> None:
        """How many there are, "" for none."""
        self._count, self._urgent = count, urgent
        self.setAccessibleName(f"{self._words}: {count or 0}")
        set_tip(self, self.accessibleName())
        self.update()

    def draw(self, brush: Brush, area: QRectF) -> None:
        """The bell, its number in a small tinted box at the upper right."""
        px = self.theme.px
        if self.underMouse():
            brush.box(area, "hover", radius=px(6))
        ink = "bad" if self._urgent else "accent"
        middle, centre = self.height() // 2, self.width() // 2
        brush.icon("bell", "text-2", centre - px(14 if self._count else 8), middle - px(7))
        if self._count:
            width = max(px(16), self.theme.metrics("micro-strong").horizontalAdvance(self._count) + px(8))
            box = QRect(centre - px(5), middle - px(16), width, px(16))
            brush.box(QRectF(box), f"{ink}-bg" if self._urgent else "accent-soft", radius=px(8))
            brush.write(box, self._count, "micro-strong", ink, CENTRE)
