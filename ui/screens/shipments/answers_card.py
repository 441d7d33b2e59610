"""The card "Who answers": the party that answers, the declarant apart, and every duty line with its state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.countries import market_in_sentence
from qualitydesk.domain.markets import Fact, as_known
from qualitydesk.domain.shipments.duties import DutyFacts, role_name
from qualitydesk.domain.shipments.responsibility import OPERATOR, Answer, DutyRow
from qualitydesk.domain.shipments.trace import nobody
from qualitydesk.domain.values import Bilingual
from qualitydesk.services.shipments import ShipmentFile
from qualitydesk.translation import Translator
from ui.kit.badges import look_of
from ui.kit.cells import Status
from ui.kit.dashes import DashedEdge
from ui.kit.labels import ElidedLabel, IconLabel, clear, label
from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.panel import Card
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.kit.writing import RIGHT
from ui.screens.shipments.words import DUTY_ICONS, duty_word

NAME_LEFT, WORD_LEFT = 176, 38


class DutyList(PaintedRows):
    """29 px a duty: icon, duty, party, state; a duty that nobody takes offers to name somebody."""

    ROW = 29

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._tr, self._market = tr, ""
        self._name_left = theme.px(NAME_LEFT)
        self.duties: tuple[DutyRow, ...] = ()

    def show_duties(self, duties: Sequence[DutyRow], market: str) -> None:
        """Show other duties."""
        self.duties, self._market = tuple(duties), market
        metrics = self.theme.metrics("small")
        words = [metrics.horizontalAdvance(duty_word(self._tr, row, market)) for row in duties]
        px = self.theme.px
        self._name_left = max(px(NAME_LEFT), px(WORD_LEFT + 10) + max(words, default=0))
        self.set_count(len(self.duties))

    def _party(self, row: DutyRow) -> str:
        return self._tr.name(row.line.party.name) if row.line and row.line.party else ""

    def _state(self, row: DutyRow) -> Status:
        word = row.line.state.value if row.line else "Nobody"
        return Status(word, self._tr(word))

    def row_words(self, place: int) -> str:
        """Duty, party, state."""
        row = self.duties[place]
        parts = (duty_word(self._tr, row, self._market), self._party(row), self._state(row).text)
        return ", ".join(filter(None, parts))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One duty with a hairline above."""
        tr = self._tr
        px, row = self.theme.px, self.duties[place]
        brush.line(QPointF(rect.left(), rect.top()), QPointF(rect.right(), rect.top()), "border")
        middle = rect.center().y()
        icon = DUTY_ICONS.get(row.duty, "user-round-check")
        brush.icon(icon, "text-3", rect.left() + px(16), middle - px(7), 14)
        left, names = rect.left() + px(WORD_LEFT), min(self._name_left, rect.width() // 2)
        room = QRect(left, rect.top(), names - px(WORD_LEFT + 6), rect.height())
        brush.write(room, duty_word(self._tr, row, self._market), "small", "text-2")
        used = self._draw_state(brush, rect, self._state(row))
        left = rect.left() + names
        name = QRect(left, rect.top(), rect.right() - used - px(8) - left, rect.height())
        if self._party(row):
            brush.write(name, self._party(row), "small-strong", "text")
        else:
            word = tr("Name operator") if row.duty == OPERATOR else tr("Name party")
            brush.write(name, word, "small-strong", "accent")

    def _draw_state(self, brush: Brush, rect: QRect, status: Status) -> int:
        px = self.theme.px
        name, tone = look_of(status)
        width = self.theme.metrics("small-strong", figures=True).horizontalAdvance(status.text) + px(2)
        room = QRect(rect.right() - px(16) - width, rect.top(), width, rect.height())
        brush.write(room, status.text, "small-strong", tone, RIGHT)
        brush.icon(name, tone, room.left() - px(18), rect.center().y() - px(6), 13)
        return width + px(16 + 20)


class AnswersCard(Card):
    """Accent frames for who answers, dashed ones for the declarant, duties below."""

    def __init__(self, theme: Theme, tr: Translator, open_duty: Callable[[DutyRow], None]) -> None:
        super().__init__(theme, tr("Who answers"), padded=False)
        self._tr = tr
        self.body.setSpacing(0)
        self._frames = QVBoxLayout()
        self._frames.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        self._frames.setSpacing(theme.px(8))
        self.body.addLayout(self._frames)
        self.duty_list = DutyList(theme, tr)
        self.duty_list.setAccessibleName(tr("Duties"))
        self.duty_list.opened.connect(lambda place: open_duty(self.duty_list.duties[place]))
        self.body.addWidget(self.duty_list)
        self.body.addStretch()

    def show_shipment(self, shipment: ShipmentFile) -> None:
        """Fill the card."""
        tr = self._tr
        clear(self._frames)
        market = tr.name(shipment.facts.market_name)
        if not shipment.answers:
            self._frames.addWidget(self._nobody(shipment.facts.journey.market))
        for answer in shipment.answers:
            self._frames.addWidget(self._answer(answer, shipment.facts.journey.market, market))
        for line in shipment.declarants:
            self._frames.addWidget(self._declarant(line, shipment))
        self.duty_list.show_duties(shipment.duties, shipment.facts.journey.market)
        self.set_aside(self._declared(shipment))

    def _declared(self, shipment: ShipmentFile) -> str:
        tr = self._tr
        at, number = shipment.fields["declared_at"], shipment.fields["declaration_no"]
        if at is None:
            return tr("not declared yet")
        day = tr.day_month(at.astimezone().date())
        return tr("declaration {n}, signed {day}", n=number, day=day)

    def _frame(self, kind: str) -> tuple[QFrame, QVBoxLayout]:
        frame, px = QFrame(), self.theme.px
        frame.setProperty("kind", kind)
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(12), px(8), px(12), px(9))
        column.setSpacing(px(2))
        return frame, column

    def _answer(self, answer: Answer, market: str, market_name: str) -> QFrame:
        theme, tr = self.theme, self._tr
        frame, column = self._frame("answers")
        head = QHBoxLayout()
        head.setSpacing(theme.px(7))
        head.addWidget(IconLabel(theme, "user-round-check", "accent", 15))
        words = tr("Answers for the goods in {market}", market=market_in_sentence(market))
        head.addWidget(ElidedLabel(theme, words, "small-strong", "accent"), 1)
        role = tr(role_name(answer.line.duty)).lower() if not tr.chinese else tr(role_name(answer.line.duty))
        some = tr("{role}, product {n} of {all}", role=role, n=answer.covered, all=answer.total)
        head.addWidget(label(theme, some if answer.covered < answer.total else role, "small", "accent"))
        column.addLayout(head)
        column.addWidget(ElidedLabel(theme, tr.name(answer.party.full_name), "party"))
        column.addLayout(self._reach(answer))
        frame.setAccessibleName(f"{words}: {tr.name(answer.party.name)}")
        set_tip(frame, market_name)
        return frame

    def _reach(self, answer: Answer) -> QHBoxLayout:
        theme, party, row = self.theme, answer.party, QHBoxLayout()
        row.setSpacing(theme.px(5))
        for icon, text in (("map-pin", party.city), ("phone", party.phone)):
            if text:
                row.addWidget(IconLabel(theme, icon, "text-2", 13))
                row.addWidget(label(theme, text, "small", "text-2"))
                row.addSpacing(theme.px(6))
        paper = answer.line.mandate.reference if answer.line.mandate else answer.line.evidence
        if paper:
            row.addWidget(IconLabel(theme, "file-text", "text-2", 13))
            row.addWidget(ElidedLabel(theme, paper, "small", "text-2"), 1)
        else:
            row.addStretch()
        return row

    def _nobody(self, market: str) -> QFrame:
        theme, tr = self.theme, self._tr
        frame, column = self._frame("notice")
        row = QHBoxLayout()
        row.setSpacing(theme.px(7))
        row.addWidget(IconLabel(theme, "user-round-x", "bad", 15))
        words = tr(nobody(market)) if market else tr("No market chosen")
        row.addWidget(label(theme, words, "strong", "bad", wrap=True), 1)
        column.addLayout(row)
        frame.setAccessibleName(words)
        return frame

    def _declarant(self, line: DutyFacts, shipment: ShipmentFile) -> QWidget:
        theme, tr = self.theme, self._tr
        frame, column = self._frame("declarant")
        DashedEdge(frame, theme, "control", 8)
        head = QHBoxLayout()
        head.setSpacing(theme.px(7))
        head.addWidget(IconLabel(theme, "stamp", "text-3", 14))
        words = tr("Customs declarant, files the papers only")
        head.addWidget(label(theme, words, "small", "text-3"))
        head.addStretch()
        column.addLayout(head)
        party = line.party
        name = ", ".join(filter(None, (tr.name(party.full_name), party.city))) if party else ""
        column.addWidget(ElidedLabel(theme, name, "strong", "text-2"))
        about = " · ".join(filter(None, (tr(line.capacity), tr(shipment.entry), tr("not responsible"))))
        column.addWidget(ElidedLabel(theme, about, "small", "text-3"))
        frame.setAccessibleName(f"{words}: {name}")
        facts = "\n".join(_fact(tr, fact) for fact in shipment.declarant_facts)
        set_tip(frame, facts)
        frame.setAccessibleDescription(facts)
        return frame


def _fact(tr: Translator, fact: Fact) -> str:
    said = as_known(fact.text, fact.confidence)
    return tr.name(said) if isinstance(said, Bilingual) else tr(said)
