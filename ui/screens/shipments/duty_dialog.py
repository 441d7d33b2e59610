"""One duty line: who takes it and on what paper; confirm it, dispute it, or name another party."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.shipments.duties import DECLARANT_ROLES, DutyFacts, role_name
from qualitydesk.domain.shipments.states import DUTY_MOVES, DutyState
from qualitydesk.services import shipments
from qualitydesk.services.shipments import ShipmentFile
from qualitydesk.translation import Translator
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.panel import KeyValues
from ui.kit.reasons import ask_reason


def open_duty(
    context: Context,
    owner: QWidget,
    shipment: ShipmentFile,
    line: DutyFacts,
    replace: Callable[[], object],
    saved: Callable[[str], None],
) -> Dialog:
    """Show a duty line and offer what may happen to it."""
    tr = context.tr
    title = tr(role_name(line.duty))
    dialog = Dialog(
        owner,
        context.theme,
        title,
        icon="stamp" if line.duty in DECLARANT_ROLES else "user-round-check",
        subtitle=tr(line.state.value),
        close_words=tr("Close"),
        width=600,
    )
    dialog.body.addWidget(KeyValues(context.theme, _facts(tr, shipment, line), label_width=112))
    dialog.set_consequence(tr("A line that is replaced is kept in the history."))
    move = partial(_move, context, owner, dialog, shipment, line, saved)
    if DutyState.DISPUTED in DUTY_MOVES[line.state]:
        dialog.add_button(Action("dispute", tr("Dispute"), lambda: move(DutyState.DISPUTED), kind="danger"))

    def another() -> None:
        dialog.accept()
        replace()

    dialog.add_button(Action("replace", tr("Name another"), another))
    if DutyState.EVIDENCED in DUTY_MOVES[line.state]:
        dialog.add_button(
            Action("evidence", tr("Name paper"), lambda: move(DutyState.EVIDENCED), "paperclip")
        )
    if DutyState.CONFIRMED in DUTY_MOVES[line.state]:
        dialog.add_button(
            Action("confirm", tr("Confirm"), lambda: move(DutyState.CONFIRMED), "check", kind="primary")
        )
    dialog.open()
    return dialog


def _facts(tr: Translator, shipment: ShipmentFile, line: DutyFacts) -> list[tuple[str, str | QWidget]]:
    party, mandate = line.party, line.mandate
    goods = {one.facts.product.id: one.facts.product.sku for one in shipment.lines}
    pairs: list[tuple[str, str | QWidget]] = [
        (tr("Party"), tr.name(party.full_name) if party else tr("Nobody")),
        (tr("Reach"), " · ".join(filter(None, (party.city, party.phone, party.email))) if party else ""),
        (tr("For"), goods.get(line.product_id, tr("All lines"))),
        (tr("Paper"), line.evidence or "—"),
    ]
    if mandate is not None:
        ends = tr("until {day}", day=mandate.valid_to) if mandate.valid_to else tr("without end date")
        pairs.append(
            (tr("Mandate"), " · ".join(filter(None, (mandate.reference, tr.name(mandate.giver), ends))))
        )
    return pairs


def _move(
    context: Context,
    owner: QWidget,
    dialog: Dialog,
    shipment: ShipmentFile,
    line: DutyFacts,
    saved: Callable[[str], None],
    state: DutyState,
) -> None:
    tr, desk, version = context.tr, context.desk, shipment.duty_versions[line.id]

    def move(words: str = "") -> object:
        paper = words if state is DutyState.EVIDENCED else ""
        note = words if state is DutyState.DISPUTED else ""
        return shipments.move_duty(desk, line.id, version, state, evidence=paper, note=note)

    def done(_answer: object = None) -> None:
        saved(tr("The duty line is “{state}”.", state=tr(state.value)))

    dialog.accept()
    if state is DutyState.CONFIRMED:
        context.jobs.write(owner, move, done, lambda error: failures.tell(context, owner, error))
        return
    paper = state is DutyState.EVIDENCED
    title, question = (tr("Name paper"), tr("Paper that shows it")) if paper else (tr("Dispute"), "")
    slot = Slot(f"duty {state.value}", line.id)
    ask_reason(context, owner, title, tr("Save"), move, done, slot=slot, question=question)
