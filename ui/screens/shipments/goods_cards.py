"""The lower cards of the workspace: custody leg by leg, and the lines with their lots."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.countries import market_before
from qualitydesk.domain.shipments.custody import TAKEN_OVER, LegFacts
from qualitydesk.domain.shipments.responsibility import OPERATOR
from qualitydesk.domain.vocabulary import TRANSPORT_ICONS
from qualitydesk.services.shipments import LineView, ShipmentFile
from qualitydesk.translation import Translator
from ui.kit.actions import Action, ActionButton
from ui.kit.badges import look_of
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.painted.canvas import Brush
from ui.kit.painted.custody_timeline import CustodyTimeline, CustodyWords, Leg
from ui.kit.painted.rows import PaintedRows
from ui.kit.panel import Card
from ui.kit.theme import Theme
from ui.kit.writing import LEFT, RIGHT
from ui.screens.shipments.words import leg_days, money
from ui.words import units

INLAND_AFTER_CUSTOMS = ("Storage", "Road", "Rail", "Post")


class CustodyCard(Card):
    """Who holds, who owns, who answers on each leg; the customs entry stands between."""

    def __init__(self, theme: Theme, tr: Translator, open_leg: Callable[[str], None], add: Action) -> None:
        super().__init__(theme, tr("Custody"))
        self._tr = tr
        self.head.insertWidget(
            1, label(theme, tr("who holds, who owns, who answers on each leg"), "small", "text-3")
        )
        self.head.addWidget(ActionButton(add, theme, size="small", show_key=False))
        words = CustodyWords(tr("answers"), tr("holds"), tr("owns"))
        self.timeline = CustodyTimeline(theme, (), words)
        self.timeline.opened.connect(open_leg)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.timeline)
        area.setFixedHeight(theme.px(CustodyTimeline.TALL))
        self._area = area
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        self.timeline.setAutoFillBackground(False)
        self.body.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(2))
        self.body.addWidget(area)
        self.empty = label(theme, tr("No leg is planned yet."), "body", "text-3")
        self.empty.setContentsMargins(theme.px(4), 0, 0, theme.px(12))
        self.body.addWidget(self.empty)

    def show_shipment(self, shipment: ShipmentFile) -> None:
        """Fill the card."""
        nobody = self._unanswered(shipment)
        entered = False
        legs = []
        for leg in shipment.facts.legs:
            entered = entered or leg.customs
            legs.append(self._leg(leg, nobody if entered and leg.transport in INLAND_AFTER_CUSTOMS else ""))
        self.timeline.set_legs(legs)
        self._area.setVisible(bool(legs))
        self.empty.setVisible(not legs)

    def _unanswered(self, shipment: ShipmentFile) -> str:
        tr = self._tr
        skus = [
            row.product.sku
            for row in shipment.duties
            if row.duty == OPERATOR and not row.line and row.product
        ]
        return tr("{sku}: nobody", sku=", ".join(skus)) if skus else ""

    def _leg(self, leg: LegFacts, alert: str) -> Leg:
        tr = self._tr
        if leg.customs:
            lines = (tr("Declarant"), tr.name(leg.declarant), tr("not responsible"))
            days = leg_days(tr, leg)
            return Leg(tr("Customs entry"), days, "stamp", key=leg.id, customs=True, lines=lines)
        done = leg.state in TAKEN_OVER
        icon = "circle-check" if done else TRANSPORT_ICONS.get(leg.transport, "truck")
        return Leg(
            title=tr.name(leg.way) or tr(leg.transport),
            dates=leg_days(tr, leg),
            icon=icon,
            done=done,
            answers=tr.name(leg.answers),
            holds=tr.name(leg.holder),
            owns=tr.name(leg.owner),
            alert=alert,
            key=leg.id,
        )


COLUMNS = (
    (0.0, "lines"),
    (0.372, "lot"),
    (0.475, "units"),
    (0.566, "hs"),
    (0.688, "check"),
    (0.86, "papers"),
)


class LineRows(PaintedRows):
    """70 px a line: product, lot, units, HS and origin, inspection, papers. Opens the line."""

    ROW = 68

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._tr = tr
        self.lines: tuple[LineView, ...] = ()
        self._currency = ""

    def show_lines(self, lines: Sequence[LineView], currency: str) -> None:
        """Show other lines."""
        self.lines, self._currency = tuple(lines), currency
        self.set_count(len(self.lines))

    def columns(self, width: int) -> list[tuple[int, int]]:
        """Left edge and width of the six columns."""
        px = self.theme.px
        inner = width - px(32)
        lefts = [px(16) + int(inner * share) for share, _name in COLUMNS]
        ends = [*lefts[1:], width - px(16)]
        return [(left, end - left - px(12)) for left, end in zip(lefts, ends, strict=True)]

    def row_words(self, place: int) -> str:
        """The whole line in words."""
        tr = self._tr
        line = self.lines[place]
        lot = line.facts.lot
        parts = [line.facts.product.name, line.facts.product.sku, lot.number if lot else tr("no lot")]
        parts += [units(tr, line.facts.quantity), self._check(line)[0].text]
        return ", ".join([*parts, self._papers(line)[0].text])

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One line with a hairline above."""
        line, tr = self.lines[place], self._tr
        product, lot = line.facts.product, line.facts.lot
        brush.line(QPointF(rect.left(), rect.top()), QPointF(rect.right(), rect.top()), "border")
        cells = self.columns(rect.width())
        under = f"{product.sku} · GTIN {product.gtin}" if product.gtin else product.sku
        name = tr.either(product.name, product.name_zh)
        self._two(brush, rect, cells[0], name, under, "strong")
        made = tr("made {day}", day=tr.day_month(line.made_on)) if line.made_on else ""
        self._two(brush, rect, cells[1], lot.number if lot else tr("no lot"), made)
        cartons = tr("{n} ctn", n=tr.number(line.cartons)) if line.cartons else ""
        self._two(brush, rect, cells[2], tr.number(line.facts.quantity), cartons, "strong", where=RIGHT)
        origin = " · ".join(filter(None, (_hs(line.hs_code), line.origin)))
        self._two(brush, rect, cells[3], origin, money(tr, line.facts.value_minor, self._currency))
        self._status(brush, rect, cells[4], *self._check(line))
        self._status(brush, rect, cells[5], *self._papers(line))

    def _two(
        self,
        brush: Brush,
        rect: QRect,
        cell: tuple[int, int],
        top: str,
        under: str,
        role: str = "body",
        where: Qt.AlignmentFlag = LEFT,
    ) -> None:
        px = self.theme.px
        y = rect.top() + px(16)
        brush.write(QRect(cell[0], y, cell[1], px(20)), top, role, "text", where)
        brush.write(QRect(cell[0], y + px(20), cell[1], px(16)), under, "small", "text-2", where)

    def _status(self, brush: Brush, rect: QRect, cell: tuple[int, int], status: Status, under: str) -> None:
        px, (name, tone) = self.theme.px, look_of(status)
        y = rect.top() + px(16)
        brush.icon(name, tone, cell[0], y + px(3), 14)
        brush.write(QRect(cell[0] + px(19), y, cell[1] - px(19), px(20)), status.text, "body", tone)
        brush.write(QRect(cell[0] + px(19), y + px(20), cell[1] - px(19), px(16)), under, "small", "text-2")

    def _check(self, line: LineView) -> tuple[Status, str]:
        tr, lot = self._tr, line.facts.lot
        if lot is None or not lot.inspection:
            return Status("Missing", tr("not inspected"), "circle-x", "bad"), ""
        if lot.inspection_status == "Approved":
            word = lot.decision if lot.decision != "None" else "Pending"
            return Status(word, tr(word)), tr("{inspection} · signed", inspection=lot.inspection)
        done = f"{lot.units_done} / {lot.sample_size}" if lot.units_done else ""
        under = " · ".join(filter(None, (lot.inspection, done)))
        return Status(lot.inspection_status, tr(lot.inspection_status)), under

    def _papers(self, line: LineView) -> tuple[Status, str]:
        tr, red = self._tr, line.papers_red
        if line.papers is Coverage.NOT_REQUIRED:
            return Status("Not required", tr("Not required")), ""
        if red:
            names = ", ".join(cell.asked.scheme.code for cell in red)
            return Status("Missing", tr("{n} missing", n=len(red)), "circle-x", "bad"), names
        until = line.papers_until
        under = tr("valid to {day}", day=tr.date(until)) if until else tr("without end date")
        if line.papers is Coverage.DOUBTFUL:
            return Status("Doubtful", tr("Doubtful")), under
        return Status("Valid", tr("Complete")), under


class LinesHead(QWidget):
    """The column titles, aligned with the rows."""

    def __init__(self, theme: Theme, rows: LineRows, titles: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._rows, self.titles = theme, rows, list(titles)
        self.setFixedHeight(theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Six titles; the first is the card's."""
        painter = QPainter(self)
        brush = Brush(painter, self._theme)
        for place, (left, width) in enumerate(self._rows.columns(self.width())):
            room = QRect(left, 0, width, self.height())
            role, ink = ("card-title", "text") if place == 0 else ("small", "text-2")
            brush.write(room, self.titles[place], role, ink, RIGHT if place == 2 else LEFT)
        painter.end()


def _hs(code: str) -> str:
    """ "8516 79": figures in the groups people read."""
    return " ".join(filter(None, (code[:4], code[4:6], code[6:8], code[8:])))


class LinesCard(Card):
    """Lines and lots; Enter on a line opens what can be done with it."""

    def __init__(
        self, theme: Theme, tr: Translator, open_line: Callable[[LineView], None], add: Action
    ) -> None:
        super().__init__(theme, padded=False)
        self._tr = tr
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.rows = LineRows(theme, tr)
        self.rows.setAccessibleName(tr("Lines and lots"))
        self.rows.opened.connect(lambda place: open_line(self.rows.lines[place]))
        titles = [tr("Lines and lots"), tr("Lot"), tr("Units"), tr("HS · origin"), tr("Inspection"), ""]
        self.titles = LinesHead(theme, self.rows, titles)
        self.body.addWidget(self.titles)
        self.body.addWidget(self.rows)
        self.add_button = ActionButton(add, theme, size="small", show_key=False)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(tr("Lines and lots"))

    def show_shipment(self, shipment: ShipmentFile, *, editable: bool) -> None:
        """Fill the card."""
        tr = self._tr
        self.titles.titles[5] = tr("Papers for {market}", market=market_before(shipment.facts.journey.market))
        self.titles.update()
        self.rows.show_lines(shipment.lines, shipment.currency)
        self.add_button.setVisible(editable and not shipment.lines)
