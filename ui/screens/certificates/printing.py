"""The matrix on paper: A4 upright, products down, markets across, readable without colour.

It draws ready words; reading the whole matrix and printing the pages are done elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from ui.kit.theme import SANS, read_tokens

DOTS = 1200
MARGIN_MM = 15.0
HEAD_MM, TOP_MM, ROW_MM, FOOT_MM = 18.0, 9.0, 7.5, 8.0
SHARE_OF_NAMES = 0.3
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A product and the words of its cells; ``stops`` marks those that stop the gate."""

    name: str
    sku: str
    cells: tuple[str, ...]
    stops: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is printed. ``page`` says "page 1 of 3"."""

    title: str
    under: str
    product: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[SheetRow, ...]
    page: Callable[[int, int], str]


class _Pen:
    """A painter that thinks in millimetres from the upper left corner inside the margins."""

    def __init__(self, painter: QPainter) -> None:
        self.painter, self._ink = painter, read_tokens("paper")

    def write(
        self,
        box: QRectF,
        text: str,
        points: float,
        ink: str = "ink",
        *,
        bold: bool = False,
        where: Qt.AlignmentFlag = LEFT,
    ) -> None:
        """One line, cut to its box."""
        font = QFont(list(SANS))
        font.setPointSizeF(points)
        font.setBold(bold)
        area = self.scaled(box)
        metrics = QFontMetricsF(font, self.painter.device())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self.painter.setFont(font)
        self.painter.setPen(QColor(self._ink[ink]))
        self.painter.drawText(area, int(where.value), shown)

    def rule(self, x: float, y: float, width: float, ink: str = "hairline", thick: float = 0.15) -> None:
        """A line across."""
        self.painter.fillRect(self.scaled(QRectF(x, y, width, thick)), QColor(self._ink[ink]))

    def frame(self, box: QRectF) -> None:
        """A frame around what stops the gate: it is seen without colour, too."""
        self.painter.setPen(QPen(QColor(self._ink["bad"]), DOTS / 25.4 * 0.25))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(self.scaled(box))

    def scaled(self, box: QRectF) -> QRectF:
        """Millimetres as dots."""
        by = DOTS / 25.4
        return QRectF(box.x() * by, box.y() * by, box.width() * by, box.height() * by)


def matrix_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF; as many pages as its rows need."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DOTS)
    writer.setTitle(sheet.title)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    upright, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(size, upright, margins, unit))
    painter = QPainter(writer)
    width, tall = 210 - 2 * MARGIN_MM, 297 - 2 * MARGIN_MM
    pages = _paged(sheet.rows, int((tall - HEAD_MM - TOP_MM - FOOT_MM) / ROW_MM))
    for number, rows in enumerate(pages, 1):
        if number > 1:
            writer.newPage()
        _page(_Pen(painter), sheet, rows, width)
        foot = QRectF(0, tall - FOOT_MM, width, FOOT_MM)
        _Pen(painter).write(foot, sheet.page(number, len(pages)), 6.75, "ink-3", where=RIGHT)
    painter.end()
    buffer.close()
    return bytes(content.data())


def _paged(rows: Sequence[SheetRow], most: int) -> list[Sequence[SheetRow]]:
    return [rows[start : start + most] for start in range(0, len(rows), most)] or [()]


def _page(pen: _Pen, sheet: Sheet, rows: Sequence[SheetRow], width: float) -> None:
    pen.write(QRectF(0, 0, width, 7), sheet.title, 13, bold=True)
    pen.write(QRectF(0, 7, width, 6), sheet.under, 8.25, "ink-2")
    names = width * SHARE_OF_NAMES
    cell = (width - names) / max(1, len(sheet.heads))
    y = HEAD_MM
    pen.rule(0, y - 0.5, width, "rule", 0.5)
    pen.write(QRectF(0, y, names, TOP_MM), sheet.product, 6.75, "ink-3")
    for place, (code, marks) in enumerate(sheet.heads):
        x = names + place * cell
        pen.write(QRectF(x, y, cell, TOP_MM / 2), code, 8.25, bold=True, where=CENTRE)
        pen.write(QRectF(x, y + TOP_MM / 2, cell, TOP_MM / 2), marks, 6.75, "ink-3", where=CENTRE)
    y += TOP_MM
    for row in rows:
        pen.rule(0, y, width)
        _row(pen, row, y, names, cell)
        y += ROW_MM
    pen.rule(0, y, width, "rule", 0.3)


def _row(pen: _Pen, row: SheetRow, y: float, names: float, cell: float) -> None:
    pen.write(QRectF(0, y, names - 2, ROW_MM * 0.55), row.name, 8.25)
    pen.write(QRectF(0, y + ROW_MM * 0.5, names - 2, ROW_MM * 0.45), row.sku, 6.75, "ink-3")
    for place, words in enumerate(row.cells):
        box = QRectF(names + place * cell, y, cell, ROW_MM)
        stops = row.stops[place]
        pen.write(box, words or "–", 7.5, "bad" if stops else "ink", bold=stops, where=CENTRE)
        if stops:
            pen.frame(box.adjusted(0.6, 0.9, -0.6, -0.7))
