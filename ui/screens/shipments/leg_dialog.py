"""One leg of the way: who answers, holds and owns, what happened, and the hand-over that comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.states import LegState
from qualitydesk.domain.vocabulary import TRANSPORT_ICONS
from qualitydesk.services import shipments
from qualitydesk.services.shipments import ShipmentFile
from qualitydesk.translation import Translator
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.going_on import GoingOn
from ui.kit.labels import label
from ui.kit.panel import KeyValues
from ui.kit.reasons import ask_reason


def open_leg(
    context: Context,
    owner: QWidget,
    shipment: ShipmentFile,
    key: str,
    saved: Callable[[str], None],
    edit: Callable[[LegFacts], object],
) -> Dialog:
    """Show the leg with that key and offer what may happen next; a planned one may be changed."""
    tr, theme = context.tr, context.theme
    leg = next(one for one in shipment.facts.legs if one.id == key)
    title = tr("Customs entry") if leg.customs else tr.name(leg.way) or tr(leg.transport)
    icon = TRANSPORT_ICONS.get(leg.transport, "truck")
    dialog = Dialog(owner, theme, title, icon=icon, subtitle=tr(leg.state.value), close_words=tr("Close"))
    dialog.body.addWidget(KeyValues(theme, _facts(tr, leg), label_width=112))
    for event in shipment.events:
        if event.leg_id == key:
            words = " · ".join(filter(None, (tr.instant(event.at), tr(event.kind), event.remark)))
            dialog.body.addWidget(label(theme, words, "small", "text-2", wrap=True))
    dialog.add_cancel(tr("Close"))

    def change() -> None:
        dialog.accept()
        edit(leg)

    if leg.state is LegState.PLANNED:
        dialog.add_button(Action("edit", tr("Change"), change, "pencil"))
    _offer(context, owner, dialog, shipment, leg, saved)
    dialog.open()
    return dialog


def _facts(tr: Translator, leg: LegFacts) -> list[tuple[str, str | QWidget]]:
    if leg.customs:
        return [(tr("Declarant"), tr.name(leg.declarant)), ("", tr("files the papers only, not responsible"))]
    nobody = tr("Nobody")
    return [
        (tr("Who answers"), tr.name(leg.answers) or nobody),
        (tr("Who holds"), tr.name(leg.holder) or nobody),
        (tr("Who owns"), tr.name(leg.owner) or nobody),
    ]


def _offer(
    context: Context,
    owner: QWidget,
    dialog: Dialog,
    shipment: ShipmentFile,
    leg: LegFacts,
    saved: Callable[[str], None],
) -> None:
    tr, desk, version = context.tr, context.desk, shipment.leg_versions[leg.id]
    onto = GoingOn(version, lambda: shipments.open_shipment(desk, shipment.id).leg_versions[leg.id])

    def write(work: Callable[[], object], said: str) -> None:
        def failed(error: Exception) -> None:
            failures.tell(context, owner, error)

        dialog.accept()
        context.jobs.write(owner, work, lambda _answer: saved(said), failed)

    def accept(state: LegState, remarks: str = "") -> object:
        return onto.take(lambda now: shipments.accept_leg(desk, leg.id, now, state, remarks=remarks))

    def said(state: LegState) -> str:
        return tr("The leg is “{state}”.", state=tr(state.value))

    def ask(state: LegState) -> None:
        dialog.accept()
        slot = Slot(f"leg {state.value}", leg.id)
        ask_reason(
            context, owner, tr(state.value), tr("Save"), partial(accept, state),
            lambda _answer: saved(said(state)), slot=slot,
        )  # fmt: skip

    def take_over() -> None:
        write(partial(accept, LegState.ACCEPTED), said(LegState.ACCEPTED))

    if leg.state in (LegState.PLANNED, LegState.REFUSED):
        hand = lambda: write(  # noqa: E731 # handed to the button as it is
            lambda: shipments.hand_over_leg(desk, leg.id, version), tr("The goods are handed over.")
        )
        dialog.add_button(Action("hand", tr("Hand over"), hand, "truck", kind="primary"))
    elif leg.state is LegState.HANDED_OVER:
        dialog.add_button(Action("refuse", tr("Refuse"), lambda: ask(LegState.REFUSED), kind="danger"))
        dialog.add_button(
            Action("remark", tr("Accept with remarks"), lambda: ask(LegState.ACCEPTED_WITH_REMARKS))
        )
        dialog.add_button(Action("accept", tr("Accept"), take_over, "check", kind="primary"))
