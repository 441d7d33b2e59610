"""Shares of a whole as one bar and a legend: who bears how many percent.

Shares arrive in basis points; a missing rest is drawn hatched, never spread over the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from ui.kit.painted.canvas import Brush, Painted
from ui.kit.theme import Theme

INKS = ("series", "info-solid", "mute-solid", "warn-solid", "ok-solid", "control")
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Share:
    """One party's share: ``percent`` as shown ("70 %"), who, and why in a few words."""

    basis_points: int
    percent: str
    name: str
    detail: str = ""


class ShareBar(Painted):
    """A bar of 10 px and two lines of legend per share."""

    def __init__(self, theme: Theme, shares: Sequence[Share] = (), undecided: str = "") -> None:
        super().__init__(theme)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_shares(shares, undecided)

    def set_shares(self, shares: Sequence[Share], undecided: str = "") -> None:
        """Show other shares; ``undecided`` names the rest ("10 % not decided yet")."""
        self._shares, self._undecided = tuple(shares), undecided
        said = [f"{share.percent} {share.name} {share.detail}".strip() for share in shares]
        self.say(", ".join(said + ([undecided] if undecided else [])))

    def sizeHint(self) -> QSize:
        """Bar and legend."""
        return QSize(self.theme.px(300), self.theme.px(10 + 8 + 36 if self._shares else 28))

    def minimumSizeHint(self) -> QSize:
        """The legend is cut before the card is."""
        return QSize(self.theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bar, then legend."""
        painter, px = QPainter(self), self.theme.px
        brush, x, tall = self.brush(painter), 0.0, px(10)
        brush.box(QRectF(0, 0, self.width(), tall), "sunken", radius=px(2))
        for place, share in enumerate(self._shares):
            width = self.width() * share.basis_points / WHOLE
            brush.box(QRectF(x, 0, max(0.0, width - px(2)), tall), INKS[place % len(INKS)], radius=px(2))
            x += width
        if self._undecided:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(self.theme.colour("mute-solid"), Qt.BrushStyle.BDiagPattern))
            painter.drawRect(QRectF(x, 0, max(0.0, self.width() - x), tall))
        self._legend(brush, px(18))
        painter.end()

    def _legend(self, brush: Brush, top: int) -> None:
        px = self.theme.px
        if not self._shares:
            brush.write(QRect(0, px(12), self.width(), px(16)), self._undecided, "small", "text-3")
            return
        column = self.width() // len(self._shares)
        for place, share in enumerate(self._shares):
            left, room = place * column, column - px(20)
            brush.box(QRectF(left, top + px(5), px(8), px(8)), INKS[place % len(INKS)], radius=px(2))
            at = QRect(left + px(16), top, room, px(18))
            used = brush.write(at, share.percent, "card-title")
            brush.write(at.adjusted(used + px(5), 0, 0, 0), share.name, "small", "text")
            brush.write(at.translated(0, px(18)), share.detail, "small", "text-2")
