"""The pane beside the results: the chosen record with photo, states, facts and neighbours."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Message
from ui.kit.badges import Badge
from ui.kit.cells import Status
from ui.kit.labels import ElidedLabel, IconLabel, clear, hairline, label
from ui.kit.panel import KeyValues
from ui.palette.results import KIND_ICONS, title_words

if TYPE_CHECKING:
    from qualitydesk.services.finding import Hit, Preview
    from ui.context import Context

WIDTH = 300
LONG, MOST_LINKS = 160, 6


class Picture(QWidget):
    """A photo cut to the pane's width, corners square."""

    def __init__(self, image: QImage, size: QSize) -> None:
        super().__init__()
        self._image = image
        self.setFixedHeight(size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the widget with the middle of the photo."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room, whole = self.size(), self._image.size()
        part = room.scaled(whole, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (whole.width() - part.width()) // 2, (whole.height() - part.height()) // 2
        painter.drawImage(self.rect(), self._image, QRect(left, top, part.width(), part.height()))
        painter.end()


class PreviewPane(QScrollArea):
    """Shows one record; empty while nothing is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        px = context.theme.px
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(px(WIDTH))
        self.setFrameShape(QFrame.Shape.NoFrame)
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(px(16), px(16), px(16), px(16))
        self._column.setSpacing(px(8))
        self.setWidget(holder)
        self.shown: Preview | None = None

    def clear(self) -> None:
        """Show nothing."""
        self.shown = None
        clear(self._column)
        self.setAccessibleName("")

    def show_preview(self, found: Preview) -> None:
        """Show a record."""
        self.clear()
        theme, tr = self._context.theme, self._context.tr
        self.shown = found
        said = title_words(tr, found.hit)
        title = found.hit.number or said
        self._column.addWidget(label(theme, title, "party", wrap=True))
        self._column.addWidget(label(theme, said, "small", "text-2", wrap=True))
        if found.states:
            self._column.addLayout(self._badges(found.states))
        facts = [(tr(name), self.words(value)) for name, value in found.facts]
        self._column.addWidget(KeyValues(theme, facts, label_width=84))
        if found.links:
            self._column.addWidget(hairline())
            self._column.addWidget(label(theme, tr("Linked"), "small-strong", "text-2"))
            for hit in found.links[:MOST_LINKS]:
                self._column.addLayout(self._link(hit))
        self._column.addStretch()
        self.setAccessibleName(title)
        self.setAccessibleDescription("; ".join(f"{name}: {value}" for name, value in facts))
        if found.photo:
            self._ask_photo(found)

    def words(self, value: object) -> str:
        """A fact as it is written in the person's language."""
        tr = self._context.tr
        if isinstance(value, Message):
            return tr(value)
        if isinstance(value, Bilingual):
            return tr.name(value)
        if isinstance(value, datetime):
            return tr.instant(value)
        if isinstance(value, date):
            return tr.date(value)
        if isinstance(value, int):
            return tr.number(value)
        text = str(value)
        return text if isinstance(value, Money) or len(text) <= LONG else f"{text[:LONG]}…"

    def _badges(self, states: tuple[str, ...]) -> QHBoxLayout:
        row, tr = QHBoxLayout(), self._context.tr
        row.setSpacing(self._context.theme.px(6))
        for word in states:
            if word != "None":
                row.addWidget(Badge(self._context.theme, Status(word, tr(word))))
        row.addStretch()
        return row

    def _link(self, hit: Hit) -> QHBoxLayout:
        theme, tr, row = self._context.theme, self._context.tr, QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(IconLabel(theme, KIND_ICONS.get(hit.kind, "search"), "text-3", 13))
        aside = tr(hit.state) if hit.state else title_words(tr, hit)
        row.addWidget(ElidedLabel(theme, " · ".join(filter(None, (hit.number, aside))), "small"), 1)
        return row

    def _ask_photo(self, found: Preview) -> None:
        desk = self._context.desk

        def work() -> QImage:
            from qualitydesk.services.attachments import thumbnail

            return QImage.fromData(thumbnail(desk, found.photo))

        show = partial(self._show_photo, found)
        self._context.jobs.read(self, work, show, lambda _error: None, latest="photo")

    def _show_photo(self, found: Preview, image: QImage) -> None:
        if self.shown is found and not image.isNull():
            px = self._context.theme.px
            self._column.insertWidget(0, Picture(image, QSize(px(WIDTH - 32), px(132))))
