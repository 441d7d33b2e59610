"""The editors of money: a cost line, and the answer of a party to a recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import CostKind, CostState
from qualitydesk.services import claims
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.screens.claims import words
from ui.screens.claims.deciding import (
    Newest,
    Seen,
    Then,
    amount_or_refuse,
    choices,
    read_money,
    seen_claim,
    submit,
)
from ui.screens.claims.ledger_card import row_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.claims import ClaimFile, RecoveryLine
    from qualitydesk.translation import Translator
    from ui.context import Context


def cost_dialog(
    context: Context, parent: QWidget, file: ClaimFile, cost_id: str, then: Then
) -> tuple[Dialog, Form]:
    """Add a cost line, or correct one."""
    tr, row = context.tr, row_of(file, cost_id)
    kinds = tuple((kind.value, words.cost_title(tr, kind, "")) for kind in CostKind)
    fields = [
        Field("kind", tr("Kind"), FieldKind.CHOICE, required=True, choices=kinds),
        Field("amount", tr("Amount"), required=True, unit=file.currency),
        Field("title", tr("In words"), placeholder=tr("as the kind, if empty"), span=2),
        Field("state", tr("State"), FieldKind.CHOICE, choices=choices(tr, tuple(CostState)), span=2),
    ]
    start: dict[str, object] = {"kind": CostKind.PRICE.value, "state": CostState.ESTIMATE.value}
    if row is not None:
        start = {
            "kind": row.cost.kind.value,
            "amount": words.figure(row.borne),
            "title": row.cost.title,
            "state": row.cost.state.value,
        }

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        submit(
            context,
            dialog,
            form,
            lambda version: _save_cost(context, file, version, cost_id, values),
            lambda: then("cost"),
            seen_claim(context, file),
        )

    title = tr("Cost line") if row is not None else tr("New cost line")
    consequence = tr("The parties bear it by their shares.")
    dialog, form = ask_form(
        context, parent, title, fields, tr("Save"), go,
        slot=Slot("cost", cost_id or file.id), values=start, columns=2, consequence=consequence,
        icon="receipt",
    )  # fmt: skip
    if row is not None:
        dialog.add_button(_remove(context, dialog, form, file, cost_id, then))
    return dialog, form


def _save_cost(
    context: Context, file: ClaimFile, version: int, cost_id: str, values: dict[str, object]
) -> int:
    amount = amount_or_refuse(str(values["amount"]), file.currency)
    kind, state = CostKind(str(values["kind"])), CostState(str(values["state"]))
    title, desk = str(values["title"]), context.desk
    if cost_id:
        return claims.alter_cost(
            desk, file.id, version, cost_id, kind=kind, amount=amount, title=title, state=state
        )
    return claims.add_cost(desk, file.id, version, kind, amount, title=title, state=state)


def _remove(
    context: Context, dialog: Dialog, form: Form, file: ClaimFile, cost_id: str, then: Then
) -> Action:
    desk = context.desk

    def go() -> None:
        submit(
            context,
            dialog,
            form,
            lambda version: claims.withdraw_cost(desk, file.id, version, cost_id),
            lambda: then("cost"),
            seen_claim(context, file),
        )

    return Action("remove", context.tr("Take out"), go, "trash-2")


def recovery_dialog(
    context: Context, parent: QWidget, file: ClaimFile, line: RecoveryLine, then: Then
) -> tuple[Dialog, Form]:
    """The next step of a recovery: sent, acknowledged, agreed, refused, credited, written off."""
    tr, desk = context.tr, context.desk
    fields = [
        Field(
            "verb",
            tr("Step"),
            FieldKind.CHOICE,
            required=True,
            choices=tuple((move.verb, tr(move.title)) for move in line.moves),
        ),
        Field(
            "amount",
            tr("Amount"),
            unit=line.asked.currency,
            help=_amount_help(tr, line),
        ),
        Field("note", tr("Note"), FieldKind.LONG, lines=2),
    ]

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work(version: int) -> int:
            amount = read_money(str(values["amount"]), line.asked.currency)
            verb, note = str(values["verb"]), str(values["note"])
            return claims.move_recovery(desk, line.id, version, verb, amount=amount, note=note)

        submit(context, dialog, form, work, lambda: then("recovery"), Seen(line.version, newest))

    def newest() -> Newest:
        lines = claims.open_claim(desk, file.id).recoveries
        now = next(one for one in lines if one.id == line.id)
        return Newest(now.version, f"{now.number} {tr(now.status.value)}")

    start: dict[str, object] = {}
    if line.strays:
        start = {"verb": "send", "amount": f"{line.borne.amount}" if line.borne.minor > 0 else ""}
    dialog, form = ask_form(
        context, parent, tr("Recovery"), fields, tr("Save"), go,
        slot=Slot("recovery", line.id), values=start, consequence=_asked(tr, line), icon="hand-coins",
    )  # fmt: skip

    def notice() -> None:
        dialog.reject()
        context.navigate("issue:recovery-notice", line.number)

    dialog.add_button(Action("notice", tr("Recovery notice"), notice, "file-text"))
    return dialog, form


def _amount_help(tr: Translator, line: RecoveryLine) -> str:
    if line.status is RecoveryStatus.DRAFT:
        return tr("What is asked; empty leaves it as it is.")
    return tr("Only for an agreement in part, or a credit.")


def _asked(tr: Translator, line: RecoveryLine) -> str:
    """What is asked of whom, and what he bears by now if that is not the same."""
    asked = words.money(line.asked)
    if line.strays:
        return tr(
            "{number} asks {asked} of {party}, who bears {borne} now.",
            number=line.number,
            asked=asked,
            party=line.party,
            borne=words.money(line.borne),
        )
    return tr("{number}: {amount} asked of {party}", number=line.number, amount=asked, party=line.party)
