"""The message log: theirs, ours, notes of the house. The box to write in is in ``composer``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from qualitydesk.domain.claims.words import COUNTERPARTS
from qualitydesk.services.claims import MessageLine
from ui.kit.labels import ElidedLabel, IconLabel, clear, hairline, label
from ui.kit.menus import Menu
from ui.kit.painted.canvas import Brush
from ui.kit.panel import Card
from ui.screens.claims import words
from ui.screens.claims.cards import scrolled
from ui.screens.claims.composer import WRITES_TO, Composer

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from qualitydesk.translation import Translator
    from ui.context import Context
    from ui.kit.theme import Theme


def log_lines(tr: Translator, file: ClaimFile, only: str) -> list[MessageLine]:
    """Messages, of one counterpart if ``only`` names it, with the claim's own steps between them as notes."""
    said = [line for line in file.messages if not only or line.counterpart == only]
    if only not in ("", "Us"):
        return said
    steps = [
        MessageLine("", step.at, "Note", "Us", tr.name(step.person), words.history_line(tr, step))
        for step in file.history
        if step.verb != "open"
    ]
    return sorted([*steps, *said], key=lambda line: line.at)


class Bubble(QFrame):
    """Rounded ground of one message: theirs sunken, ours soft accent."""

    def __init__(self, theme: Theme, fill: str) -> None:
        super().__init__()
        self._theme, self._fill = theme, fill

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        Brush(painter, self._theme).box(QRectF(self.rect()), self._fill, radius=self._theme.px(6))
        painter.end()


class MessagesCard(Card):
    """``send(text, counterpart)`` logs what was written."""

    def __init__(
        self, context: Context, send: Callable[[str, str], None], attach: Callable[[], None]
    ) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(theme, tr("Messages"), " ", padded=False)
        self.context = context
        self._count = label(theme, "", "body", "text-3")
        self.head.insertWidget(1, self._count)
        self._only = ""
        self.only = self._filter()
        self.head.addWidget(self.only)
        self.file: ClaimFile | None = None
        self._log = QVBoxLayout()
        self._log.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._log.setSpacing(theme.px(4))
        inside = QWidget()
        inside.setLayout(self._log)
        self._area = scrolled(inside, self.title.text())
        self.body.setSpacing(0)
        self.body.addWidget(hairline())
        self.body.addWidget(self._area, 1)
        self.body.addWidget(hairline())
        self.composer = Composer(context, send, attach)
        self.body.addWidget(self.composer)

    def _filter(self) -> QToolButton:
        """ "All", or one counterpart; a menu drops from it."""
        tr, button = self.context.tr, QToolButton()
        button.setFont(self.theme.font("small"))
        button.setText(tr("All"))
        button.setIcon(self.theme.icon("chevron-down", "text-2", 13))
        button.setIconSize(QSize(self.theme.px(13), self.theme.px(13)))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setAccessibleName(tr("Messages with"))
        menu = Menu(self.theme, button)
        for value, name in (("", tr("All")), *((one, tr(COUNTERPARTS[one])) for one in WRITES_TO)):
            menu.addAction(name).triggered.connect(partial(self._choose, value, name))
        button.setMenu(menu)
        return button

    def _choose(self, value: str, name: str, _checked: bool = False) -> None:
        self._only = value
        self.only.setText(name)
        self._refill()

    def show_file(self, file: ClaimFile) -> None:
        """Show another claim's messages, the newest in sight."""
        self.file = file
        self.composer.write_about(file.id)
        self._count.setText(str(len(file.messages)) if file.messages else "")
        self._refill()

    def _refill(self) -> None:
        clear(self._log)
        lines = log_lines(self.context.tr, self.file, self._only) if self.file is not None else []
        for line in lines:
            self._log.addWidget(self._bubble(line))
        if not lines:
            self._log.addWidget(label(self.theme, self.context.tr("No messages yet."), "body", "text-3"))
        self._log.addStretch()
        QTimer.singleShot(0, self, self._to_newest)

    def _to_newest(self) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _bubble(self, line: MessageLine) -> QWidget:
        theme = self.theme
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, theme.px(6))
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        column.addLayout(head)
        day = words.moment(self.context.tr, line.at)
        if line.direction == "Note":
            top = Qt.AlignmentFlag.AlignTop
            head.addWidget(IconLabel(theme, "sliders-horizontal", "text-3", 13), 0, top)
            head.addWidget(label(theme, line.text, "small", "text-2", wrap=True), 1)
            head.addWidget(label(theme, day, "small", "text-3"), 0, top)
            return holder
        author = ElidedLabel(theme, line.author, "small-strong")
        author.setMaximumWidth(author.sizeHint().width())
        head.addWidget(author, 1)
        head.addWidget(label(theme, self._side(line), "small", "text-3"))
        head.addStretch()
        head.addWidget(label(theme, day, "small", "text-3"))
        bubble = Bubble(theme, "accent-soft" if line.direction == "Out" else "sunken")
        inner = QVBoxLayout(bubble)
        inner.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        inner.addWidget(label(theme, line.text, "body", "text", wrap=True))
        column.addWidget(bubble)
        return holder

    def _side(self, line: MessageLine) -> str:
        tr = self.context.tr
        party = tr(COUNTERPARTS[line.counterpart])
        return tr("to {party}", party=party) if line.direction == "Out" else party
