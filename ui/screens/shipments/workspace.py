"""One shipment: head with stepper, gate, who answers, custody, lines and lots; and what each button does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.shipments.responsibility import OPERATOR, DutyRow
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.values import Finding, Severity
from qualitydesk.services import shipments
from qualitydesk.services.shipments import LineView, ShipmentFile
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action, ActionSet
from ui.kit.dialogs import ask_reason, confirm
from ui.kit.states import StateStack
from ui.screens.shipments.answers_card import AnswersCard
from ui.screens.shipments.dialogs import Questions
from ui.screens.shipments.gate_card import GateCard, GateDoings
from ui.screens.shipments.goods_cards import CustodyCard, LinesCard
from ui.screens.shipments.goods_dialogs import GoodsQuestions, editable
from ui.screens.shipments.head import WorkspaceHead
from ui.screens.shipments.leg_dialog import open_leg

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

NEXT_MOVES = {
    ShipmentStatus.RELEASED: ShipmentStatus.IN_TRANSIT,
    ShipmentStatus.IN_TRANSIT: ShipmentStatus.CUSTOMS_RELEASED,
    ShipmentStatus.CUSTOMS_HOLD: ShipmentStatus.CUSTOMS_RELEASED,
    ShipmentStatus.CUSTOMS_RELEASED: ShipmentStatus.RECEIVED,
    ShipmentStatus.RECEIVED: ShipmentStatus.CLOSED,
}
ANSWERS_WIDTH = 416


class Workspace(QWidget):
    """Shows one shipment; ``left`` asks for the list."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._key = context, ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.shipment: ShipmentFile | None = None
        tr, theme = context.tr, context.theme
        self.questions = Questions(context, self, self._saved)
        self.goods = GoodsQuestions(context, self, self._saved)
        self.head = WorkspaceHead(theme, tr)
        self.gate = GateCard(theme, tr, GateDoings(self._fix, self._grant))
        self.answers = AnswersCard(theme, tr, self._open_duty)
        add_leg = Action("add_leg", tr("Add hand-over"), self._add_leg, "plus", kind="quiet")
        self.custody = CustodyCard(theme, tr, self._open_leg, add_leg)
        add_line = Action("add_line", tr("Add line"), self._add_line, "plus", kind="quiet")
        self.lines = LinesCard(theme, tr, self._open_line, add_line)
        self.stack = StateStack(theme, self._page(), tr("Reading the shipment…"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self.stack, 1)
        self.action_set = ActionSet(self, theme, self.doings())
        names = ("more", "dossier", "exception", "release", "next")
        self.buttons = [self.action_set.button(name, show_key=False) for name in names]
        for button in self.buttons:
            self.head.buttons.addWidget(button)

    def _page(self) -> QScrollArea:
        px, inside = self._context.theme.px, QWidget()
        inside.setProperty("kind", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(16))
        top = QHBoxLayout()
        top.setSpacing(px(16))
        top.addWidget(self.gate, 1)
        self.answers.setFixedWidth(px(ANSWERS_WIDTH))
        top.addWidget(self.answers)
        column.addLayout(top)
        column.addWidget(self.custody)
        column.addWidget(self.lines)
        column.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the page into the gate."""
        if event.key() == Qt.Key.Key_Down and self.gate.rows:
            self.gate.rows[0].setFocus()
        else:
            super().keyPressEvent(event)

    # -- loading

    def open_shipment(self, key: str) -> None:
        """Load and show the shipment of that key."""
        if key != self._key:
            self.stack.show_loading()
            self.setFocus()
        self._key = key
        desk = self._context.desk
        self._context.jobs.read(
            self, lambda: shipments.open_shipment(desk, key), self._show, self._not_loaded, latest="shipment"
        )

    def reload(self) -> None:
        """Read again what is shown."""
        if self._key:
            self.open_shipment(self._key)

    def _not_loaded(self, error: Exception) -> None:
        failures.in_place(self._context, self.stack, error, self.reload)

    def _show(self, shipment: ShipmentFile) -> None:
        self.shipment = shipment
        self.head.show_shipment(shipment, self._context.desk.now())
        self.gate.show_findings(shipment)
        self.answers.show_shipment(shipment)
        self.custody.show_shipment(shipment)
        self.lines.show_shipment(shipment, editable=editable(shipment))
        self.action_set.refresh()
        self._show_buttons(shipment)
        self.stack.show_view()

    def _show_buttons(self, shipment: ShipmentFile) -> None:
        at_gate = editable(shipment)
        shown = {"exception": at_gate, "release": at_gate, "next": shipment.status in NEXT_MOVES}
        for button in self.buttons:
            button.setVisible(shown.get(button.action.id, True))
        self.buttons[-1].setText(self._next_words(shipment.status))
        draft = shipment.status is ShipmentStatus.DRAFT
        self.buttons[3].setText(self._context.tr("Declare") if draft else self._context.tr("Release"))

    def _next_words(self, status: ShipmentStatus) -> str:
        tr = self._context.tr
        following = NEXT_MOVES.get(status)
        return tr("Set “{status}”", status=tr(following.value)) if following else ""

    # -- what can be done

    def doings(self) -> Sequence[Action]:
        """The actions of the workspace."""
        tr = self._context.tr
        return (
            Action("more", tr("More"), self._more, "ellipsis", "", "quiet", self._no_move),
            Action("dossier", tr("Dossier"), self._dossier, "file-text", "Ctrl+P", "quiet"),
            Action("exception", tr("Exception"), self._grant_first, "flag", "", "quiet", self._no_stop),
            Action("release", tr("Release"), self._release, "arrow-right", "", "primary", self._blocked),
            Action("next", tr("Next"), self._advance, "arrow-right", "", "primary"),
            Action("next_stop", tr("Next blocking reason"), partial(self.gate.next_stop, 1), "", "F2"),
            Action("last_stop", tr("Last blocking reason"), partial(self.gate.next_stop, -1), "", "Shift+F2"),
            Action("back", tr("Back to the list"), self._back, "", "Esc"),
        )

    def _back(self) -> None:
        opened = [row for row in self.gate.rows if row.opened]
        for row in opened:
            row.toggle()
        if not opened:
            self.left.emit()

    def _blocked(self) -> str:
        if self.shipment is None:
            return self._context.tr("Still loading")
        if self.shipment.status is ShipmentStatus.DRAFT:
            return "" if self.shipment.lines else self._context.tr("A shipment needs a line first")
        stops = len(self.shipment.found(Severity.STOP))
        if stops:
            return self._context.tr.plural("1 reason, F2 shows it", "{n} reasons, F2 lists them", stops)
        return ""

    def _no_stop(self) -> str:
        stops = self.shipment.found(Severity.STOP) if self.shipment else ()
        return "" if stops else self._context.tr("Nothing stops this shipment")

    def _write(self, work: Callable[[Desk], object], said: str) -> None:
        desk = self._context.desk
        self._context.jobs.write(
            self,
            lambda: work(desk),
            lambda _answer: self._saved(said),
            lambda error: failures.tell(self._context, self, error),
        )

    def _saved(self, words: str) -> None:
        self._context.toast(words)
        self.reload()

    def _no_move(self) -> str:
        return "" if self._asides() else self._context.tr("Nothing else may follow")

    def _asides(self) -> tuple[ShipmentStatus, ...]:
        """The lawful moves that have no button of their own."""
        if self.shipment is None:
            return ()
        own = (ShipmentStatus.DECLARED, ShipmentStatus.RELEASED, NEXT_MOVES.get(self.shipment.status))
        return tuple(status for status in self.shipment.moves if status not in own)

    def _more(self) -> None:
        shipment, tr = self.shipment, self._context.tr
        if shipment is None:
            return
        menu = QMenu(self)
        if editable(shipment):
            menu.addAction(tr("Add line")).triggered.connect(self._add_line)
        for status in self._asides():
            chosen = menu.addAction(tr("Set “{status}”", status=tr(status.value)))
            chosen.triggered.connect(partial(self._ask_move, shipment, status))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.buttons[0].mapToGlobal(self.buttons[0].rect().bottomLeft()))

    def _ask_move(self, shipment: ShipmentFile, status: ShipmentStatus, *_checked: bool) -> None:
        tr = self._context.tr
        title = tr("Set “{status}”", status=tr(status.value))
        ask_reason(self._context, self, title, tr("Save"), partial(self._move, shipment, status))

    def _dossier(self) -> None:
        if self.shipment is not None:
            self._context.navigate("document", f"dossier:{self.shipment.number}")

    def _release(self) -> None:
        shipment, tr = self.shipment, self._context.tr
        if shipment is None:
            return
        if shipment.status is ShipmentStatus.DRAFT:
            self._declare(shipment)
            return
        names = ", ".join(answer.party.name for answer in shipment.answers) or tr("nobody")
        words = tr("{number} leaves with {n} units. {names} answers for the goods.", number=shipment.number,
                   n=tr.number(shipment.units), names=names)  # fmt: skip
        confirm(
            self._context,
            self,
            tr("Release {number}", number=shipment.number),
            words,
            tr("Release"),
            lambda: self._write(
                lambda desk: shipments.release_shipment(desk, shipment.id, shipment.version),
                tr("{number} is released.", number=shipment.number),
            ),
            consequence=tr("The lines and the way can’t be changed any more."),
            icon="arrow-right",
        )

    def _declare(self, shipment: ShipmentFile) -> None:
        tr = self._context.tr
        words = tr("The duties and the value are declared as they stand now.")
        confirm(
            self._context,
            self,
            tr("Declare {number}", number=shipment.number),
            words,
            tr("Declare"),
            lambda: self._write(
                lambda desk: shipments.declare_shipment(desk, shipment.id, shipment.version),
                tr("{number} is declared.", number=shipment.number),
            ),
            icon="stamp",
        )

    def _advance(self) -> None:
        shipment = self.shipment
        following = NEXT_MOVES.get(shipment.status) if shipment else None
        if shipment is not None and following is not None:
            self._move(shipment, following, "")

    def _move(self, shipment: ShipmentFile, status: ShipmentStatus, reason: str) -> None:
        tr = self._context.tr
        self._write(
            lambda desk: shipments.advance_shipment(desk, shipment.id, shipment.version, status, reason),
            tr("{number} is now “{status}”.", number=shipment.number, status=tr(status.value)),
        )

    # -- findings, duties, legs, lines

    def _fix(self, finding: Finding) -> None:
        shipment, ask, goods = self.shipment, self.questions, self.goods
        if shipment is None:
            return
        doings: dict[str, Callable[[], object]] = {
            "declare_duty": lambda: ask.name_party(shipment, _duty_of(shipment, finding), finding.fix_target),
            "attach_paper": lambda: ask.attach_paper(shipment, _product_of(shipment, finding)),
            "complete_party": lambda: ask.complete_party(finding.fix_target),
            "vet_party": lambda: ask.record_check(
                finding.fix_target, _roles_of(shipment, finding.fix_target)
            ),
            "add_leg": lambda: goods.add_leg(shipment),
            "complete_product": lambda: goods.complete_product(finding.fix_target),
            "compare_value": lambda: goods.compare_value(shipment),
            "open_inspection": lambda: self._context.navigate("inspection", finding.fix_target),
            "plan_inspection": lambda: self._context.navigate("inspections"),
            "name_lot": lambda: goods.edit_line(shipment, _line_of(shipment, finding.fix_target)),
        }
        doing = doings.get(finding.fix)
        if doing is not None:
            doing()
        else:
            self._context.toast(self._context.tr("Open the record under Registers to mend this."), "info")

    def _grant(self, finding: Finding) -> None:
        if self.shipment is not None:
            self.questions.grant(self.shipment, finding)

    def _grant_first(self) -> None:
        stops = self.shipment.found(Severity.STOP) if self.shipment else ()
        focused = next((row.finding for row in self.gate.rows if row.hasFocus()), None)
        if stops:
            self._grant(focused if focused in stops and focused is not None else stops[0])

    def _open_duty(self, row: DutyRow) -> None:
        if self.shipment is not None:
            duty = row.line.duty if row.line else row.duty
            self.questions.name_party(self.shipment, duty, row.product.id if row.product else "")

    def _add_leg(self) -> None:
        if self.shipment is not None:
            self.goods.add_leg(self.shipment)

    def _open_leg(self, key: str) -> None:
        if self.shipment is not None:
            open_leg(self._context, self, self.shipment, key, self._saved)

    def _add_line(self) -> None:
        if self.shipment is not None:
            self.goods.add_line(self.shipment)

    def _open_line(self, line: LineView) -> None:
        lot = line.facts.lot
        if self.shipment is not None and editable(self.shipment):
            self.goods.edit_line(self.shipment, line)
        elif lot is not None and lot.inspection_id:
            self._context.navigate("inspection", lot.inspection_id)


def _duty_of(shipment: ShipmentFile, finding: Finding) -> str:
    """The duty that a finding asks for."""
    if finding.id == "gate.declarant":
        return "declarant"
    for one in shipment.facts.resolved:
        if (
            one.required.regime.id == finding.rule
            and one.required.product.sku == finding.subject
            and not one.line
        ):
            return one.required.duty
    return OPERATOR


def _line_of(shipment: ShipmentFile, key: str) -> LineView:
    return next(line for line in shipment.lines if line.facts.id == key)


def _product_of(shipment: ShipmentFile, finding: Finding) -> str:
    found = (line.facts.product for line in shipment.lines if line.facts.product.sku == finding.subject)
    return next((product.id for product in found), "")


def _roles_of(shipment: ShipmentFile, party: str) -> tuple[str, ...]:
    return tuple(one.role for one in shipment.facts.partners if one.party.id == party)
