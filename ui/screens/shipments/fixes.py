"""What mends a finding, and what opening a duty, a leg or a line asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.shipments.responsibility import OPERATOR, DutyRow
from qualitydesk.domain.values import Finding, Severity
from qualitydesk.services.shipments import LineView, ShipmentFile
from ui.context import Context
from ui.screens.shipments.dialogs import Questions
from ui.screens.shipments.duty_dialog import open_duty
from ui.screens.shipments.goods_dialogs import GoodsQuestions, editable
from ui.screens.shipments.leg_dialog import open_leg


class Fixes:
    """Leads from a finding or a row to its question, for the shipment that is ``shown``."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        shown: Callable[[], ShipmentFile | None],
        saved: Callable[[str], None],
    ) -> None:
        self._context, self._owner, self._shown, self._saved = context, owner, shown, saved
        self.questions = Questions(context, owner, saved)
        self.goods = GoodsQuestions(context, owner, saved)

    def fix(self, finding: Finding) -> None:
        """Open the question that mends the finding."""
        shipment = self._shown()
        if shipment is None:
            return
        doing = self._doings(shipment, finding).get(finding.fix)
        if doing is not None:
            doing()
        else:
            self._context.toast(self._context.tr("Open the record under Registers to mend this."), "info")

    def _doings(self, shipment: ShipmentFile, finding: Finding) -> dict[str, Callable[[], object]]:
        ask, goods, target = self.questions, self.goods, finding.fix_target
        go = self._context.navigate
        return {
            "declare_duty": lambda: ask.name_party(shipment, _duty_of(shipment, finding), target),
            "attach_paper": lambda: ask.attach_paper(shipment, _product_of(shipment, finding)),
            "complete_party": lambda: ask.complete_party(target),
            "vet_party": lambda: ask.record_check(target, _roles_of(shipment, target)),
            "complete_product": lambda: goods.complete_product(target),
            "compare_value": lambda: goods.compare_value(shipment),
            "name_lot": lambda: goods.edit_line(shipment, _line_of(shipment, target)),
            "add_leg": lambda: goods.add_leg(shipment),
            "open_inspection": lambda: go("inspection", target),
            "plan_inspection": lambda: go("inspections"),
            "open_recall": lambda: go("recall", target) if target else go("recalls"),
        }

    def grant(self, finding: Finding) -> None:
        """Ask for an exception from the finding."""
        shipment = self._shown()
        if shipment is not None:
            self.questions.grant(shipment, finding)

    def grant_first(self, focused: Finding | None) -> None:
        """Ask for an exception from the focused stop, else from the first one."""
        shipment = self._shown()
        stops = shipment.found(Severity.STOP) if shipment else ()
        if stops:
            self.grant(focused if focused is not None and focused in stops else stops[0])

    def why_no_exception(self) -> str:
        """Why there is nothing to except."""
        shipment = self._shown()
        stops = shipment.found(Severity.STOP) if shipment else ()
        return "" if stops else self._context.tr("Nothing stops this shipment")

    def open_duty(self, row: DutyRow) -> None:
        """Show a duty line; where nobody takes the duty, name somebody."""
        shipment, line = self._shown(), row.line
        if shipment is None:
            return
        if line is None:
            self.questions.name_party(shipment, row.duty, row.product.id if row.product else "")
            return
        replace = partial(self.questions.name_party, shipment, line.duty, line.product_id)
        open_duty(self._context, self._owner, shipment, line, replace, self._saved)

    def add_leg(self) -> None:
        """Plan another stretch of the way."""
        shipment = self._shown()
        if shipment is not None:
            self.goods.add_leg(shipment)

    def open_leg(self, key: str) -> None:
        """What happened on a leg, and its next hand-over."""
        shipment = self._shown()
        if shipment is not None:
            edit = partial(self.goods.edit_leg, shipment)
            open_leg(self._context, self._owner, shipment, key, self._saved, edit)

    def add_line(self) -> None:
        """One line more."""
        shipment = self._shown()
        if shipment is not None:
            self.goods.add_line(shipment)

    def open_line(self, line: LineView) -> None:
        """Change a line while that is allowed, else show the inspection of its lot."""
        shipment, lot = self._shown(), line.facts.lot
        if shipment is not None and editable(shipment):
            self.goods.edit_line(shipment, line)
        elif lot is not None and lot.inspection_id:
            self._context.navigate("inspection", lot.inspection_id)


def _duty_of(shipment: ShipmentFile, finding: Finding) -> str:
    """The duty that a finding asks for."""
    if finding.id == "gate.declarant":
        return "declarant"
    for one in shipment.facts.resolved:
        same = one.required.regime.id == finding.rule and one.required.product.sku == finding.subject
        named = (
            one.required.duty == OPERATOR
            if "operator" in finding.title.text
            else one.required.duty != OPERATOR
        )
        if same and named and one.line is None:
            return one.required.duty
    return OPERATOR


def _product_of(shipment: ShipmentFile, finding: Finding) -> str:
    found = (line.facts.product for line in shipment.lines if line.facts.product.sku == finding.subject)
    return next((product.id for product in found), "")


def _roles_of(shipment: ShipmentFile, party: str) -> tuple[str, ...]:
    return tuple(one.role for one in shipment.facts.partners if one.party.id == party)


def _line_of(shipment: ShipmentFile, key: str) -> LineView:
    return next(line for line in shipment.lines if line.facts.id == key)
