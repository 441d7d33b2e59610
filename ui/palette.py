"""The command palette: one field that finds any record, goes to any screen and runs any action; reads scans.

Results come from the search service in a job. What a result opens is the shell's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.kit.hints import Hint, HintBar
from ui.kit.labels import IconLabel, KeyCap, clear, label
from ui.kit.overlay import float_over, round_off
from ui.kit.painted.canvas import RIGHT, Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from qualitydesk.services.search import Hit

KIND_ICONS = {
    "inspection": "clipboard-check",
    "shipment": "ship",
    "claim": "messages-square",
    "lot": "boxes",
    "product": "package",
    "party": "building-2",
    "order": "shopping-cart",
    "certificate": "badge-check",
    "issued_document": "file-check",
    "document": "file-check",
    "serial": "barcode",
    "recall": "siren",
    "buyer": "user-round",
}
MOST = 20


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the palette."""

    icon: str
    title: str
    under: str
    aside: str
    run: Callable[[], None]
    heading: str = ""
    drill: bool = False
    """There is no page for it: choosing it looks for what belongs to it."""


class ResultRows(PaintedRows):
    """Lines of 40 px; the first line of a group carries its heading above."""

    ROW, HEADING = 40, 28

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.results: tuple[Result, ...] = ()
        self._tops: list[int] = []
        self._bottom = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_results(self, results: Sequence[Result]) -> None:
        """Show other results, the first one chosen."""
        self.results, self._cursor = tuple(results), 0
        self._tops, top = [], 0
        for place in range(len(self.results)):
            top += self.theme.px(self.HEADING) if self._heading(place) else 0
            self._tops.append(top)
            top += self.theme.px(self.ROW)
        self._bottom = top
        self.set_count(len(self.results))

    def _heading(self, place: int) -> str:
        before = self.results[place - 1].heading if place else ""
        here = self.results[place].heading
        return here if here != before else ""

    def row_rect(self, place: int) -> QRect:
        """Where a line is, its heading left out."""
        return QRect(0, self._tops[place], self.width(), self.theme.px(self.ROW))

    def place_at(self, y: float) -> int:
        """The line under a height, -1 on a heading."""
        rects = (self.row_rect(place) for place in range(len(self.results)))
        return next((place for place, rect in enumerate(rects) if rect.top() <= y <= rect.bottom()), -1)

    def sizeHint(self) -> QSize:
        """All lines and headings."""
        return QSize(self.theme.px(280), self._bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The lines, then the headings above them."""
        super().paintEvent(event)
        painter, px = QPainter(self), self.theme.px
        brush = self.brush(painter)
        for place, top in enumerate(self._tops):
            at = QRect(px(16), top - px(self.HEADING), self.width() - px(32), px(self.HEADING))
            brush.write(at, self._heading(place), "micro", "text-3")
        painter.end()

    def step(self, step: int) -> QRect:
        """Move the cursor; where it is now."""
        self._cursor = max(0, min(self._count - 1, self._cursor + step))
        self.update()
        return self.row_rect(self._cursor)

    def chosen(self) -> Result | None:
        """The line under the cursor."""
        return self.results[self._cursor] if self.results else None

    def row_words(self, place: int) -> str:
        """Title, what is under it, its kind."""
        one = self.results[place]
        return ", ".join(filter(None, (one.title, one.under, one.aside)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One line."""
        px, one = self.theme.px, self.results[place]
        if place == self._cursor:
            brush.box(QRectF(rect), "selected", radius=0)
            brush.box(QRectF(rect.left(), rect.top(), px(3), rect.height()), "accent", radius=0)
        middle = rect.center().y()
        brush.icon(one.icon, "accent" if place == self._cursor else "text-2", px(16), middle - px(8))
        aside = self.theme.metrics("small").horizontalAdvance(one.aside) + px(8)
        at = QRect(px(48), rect.top(), rect.width() - px(64) - aside, rect.height())
        used = brush.write(at, one.title, "strong")
        brush.write(at.adjusted(used + px(6), 0, 0, 0), one.under, "body", "text-2")
        brush.write(rect.adjusted(0, 0, -px(16), 0), one.aside, "small", "text-3", RIGHT)


class Palette(QDialog):
    """Frameless, over the window, Esc closes. ``open_with`` may bring a scanned text."""

    WIDTH, HEIGHT = 760, 520

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        commands: Sequence[Result],
        has_page: Callable[[str], bool] = lambda _kind: True,
    ) -> None:
        super().__init__(parent.window(), Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._context, self._commands, self._has_page = context, tuple(commands), has_page
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(context.tr("Search or scan"))
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.installEventFilter(self)
        self._show_commands("")

    def _build(self) -> None:
        theme, tr, px = self._context.theme, self._context.tr, self._context.theme.px
        frame = QFrame()
        frame.setProperty("kind", "popup")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), 0, px(16), 0)
        head.setSpacing(px(12))
        head.addWidget(IconLabel(theme, "scan-line", "accent", 20))
        self.field = QLineEdit()
        self.field.setProperty("density", "bare")
        self.field.setFont(theme.font("search"))
        self.field.setFixedHeight(px(60))
        self.field.setPlaceholderText(tr("Number, product, party, law or command"))
        self.field.setAccessibleName(tr("Search or scan"))
        head.addWidget(self.field, 1)
        self._source = label(theme, "", "small-strong", "accent")
        head.addWidget(self._source)
        head.addWidget(KeyCap("Esc", theme))
        column.addLayout(head)
        self._parsed = QFrame()
        self._parsed.setProperty("kind", "totals")
        self._parsed.setFixedHeight(px(36))
        self._parsed_row = QHBoxLayout(self._parsed)
        self._parsed_row.setContentsMargins(px(16), 0, px(16), 0)
        self._parsed_row.setSpacing(px(8))
        self._parsed.hide()
        column.addWidget(self._parsed)
        self.rows = ResultRows(theme)
        self.rows.opened.connect(lambda _place: self._run())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, px(8), 0, 0)
        self._note = label(theme, "", "small", "text-3")
        self._note.setContentsMargins(px(16), 0, 0, px(4))
        inner.addWidget(self._note)
        inner.addWidget(self.rows)
        inner.addStretch()
        self._area.setWidget(holder)
        column.addWidget(self._area, 1)
        hints = (
            Hint(("↑", "↓"), tr("choose")),
            Hint(("Enter",), tr("open")),
            Hint((">",), tr("commands only")),
        )
        column.addWidget(HintBar(theme, hints))

    def open_with(self, text: str = "", *, scanned: bool = False) -> None:
        """Show it, with a text already in the field."""
        window, px = self.parentWidget(), self._context.theme.px
        if window is not None:
            width = min(px(self.WIDTH), window.width() - px(32))
            corner = window.mapToGlobal(window.rect().topLeft())
            left = corner.x() + (window.width() - width) // 2
            self.setGeometry(
                left, corner.y() + px(88), width, min(px(self.HEIGHT), window.height() - px(120))
            )
        float_over(self, self._context.theme)
        self._source.setText(self._context.tr("Scanned") if scanned else "")
        self.open()
        self.field.setFocus()
        if text:
            self.field.setText(text)
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        round_off(self, self._context.theme)

    # -- finding

    def _ask(self) -> None:
        text = self.field.text().strip()
        self._show_parsed(text)
        if not text or text.startswith(">") or not self._context.signed_in:
            self._show_commands(text.lstrip("> "))
            return
        desk = self._context.desk

        def work() -> Sequence[Hit]:
            from qualitydesk.domain.identifiers import parse_scan
            from qualitydesk.services.search import find

            scan = parse_scan(text)
            found = list(find(desk, scan.key, MOST))
            known = {hit.id for hit in found}
            return found + [hit for hit in _rest(desk, scan.gtin, scan.key) if hit.id not in known]

        self._context.jobs.read(self, work, self._show_hits, self._failed, latest="find")

    def _failed(self, error: Exception) -> None:
        from ui.kit.failures import in_one_line

        self._note.setText(in_one_line(error, self._context.tr))

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        tr = self._context.tr
        lines = [self._line(hit, self._hit_heading(hit)) for hit in hits]
        lines.sort(key=lambda one: one.heading != tr("Best match"))
        self._note.setText(tr.plural("1 record found", "{n} records found", len(lines)))
        self._note.setVisible(True)
        self.rows.set_results(lines + self._matching(self.field.text().strip()))

    def _hit_heading(self, hit: Hit) -> str:
        from qualitydesk.domain.identifiers import parse_scan

        tr, wanted = self._context.tr, parse_scan(self.field.text().strip()).key.casefold()
        return tr("Best match") if hit.number.casefold() == wanted else tr("Records")

    def _line(self, hit: Hit, heading: str) -> Result:
        kind = hit.kind.replace("_", " ").capitalize()
        under = hit.title.removeprefix(hit.number).strip(" ·")
        icon = KIND_ICONS.get(hit.kind, "search")
        kind_words, go = self._context.tr(kind), partial(self._context.navigate, hit.kind, hit.id)
        return Result(icon, hit.number, under, kind_words, go, heading, not self._has_page(hit.kind))

    def _show_commands(self, text: str) -> None:
        self._note.hide()
        self.rows.set_results(self._matching(text) if text else self._commands)

    def _matching(self, text: str) -> list[Result]:
        wanted = text.casefold()
        return [one for one in self._commands if wanted in f"{one.title} {one.under}".casefold()]

    def _show_parsed(self, text: str) -> None:
        from qualitydesk.domain.identifiers import parse_scan

        scan, tr, theme = parse_scan(text), self._context.tr, self._context.theme
        facts = (("GTIN", scan.gtin), (tr("lot"), scan.lot), (tr("serial"), scan.serial), ("SSCC", scan.sscc))
        shown = [(name, value) for name, value in facts if value]
        clear(self._parsed_row)
        for name, value in shown:
            self._parsed_row.addWidget(label(theme, name, "small", "text-3"))
            self._parsed_row.addWidget(label(theme, value, "small-strong"))
        for doubt in scan.doubts:
            self._parsed_row.addWidget(IconLabel(theme, "triangle-alert", "warn", 13))
            self._parsed_row.addWidget(label(theme, tr(doubt), "small", "warn"))
        if scan.gtin and not scan.doubts:
            self._parsed_row.addWidget(IconLabel(theme, "circle-check", "ok", 13))
            self._parsed_row.addWidget(label(theme, tr("check digit fits"), "small", "ok"))
        self._parsed_row.addStretch()
        self._parsed.setVisible(bool(shown or scan.doubts))

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter act on the results while the field has the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        key = Qt.Key(event.key())
        if key in steps:
            rect = self.rows.step(steps[key])
            self._area.ensureVisible(0, self.rows.y() + rect.center().y(), 0, rect.height())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
            return True
        return False

    def _run(self) -> None:
        chosen = self.rows.chosen()
        if chosen is not None and chosen.drill and chosen.title != self.field.text().strip():
            self.field.setText(chosen.title)
            self._ask()
            return
        self.accept()
        if chosen is not None:
            chosen.run()


def _rest(desk: object, gtin: str, key: str) -> Sequence[Hit]:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.search import find

    return find(desk, gtin, MOST) if gtin and gtin != key and isinstance(desk, Desk) else ()
