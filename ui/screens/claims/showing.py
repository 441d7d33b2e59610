"""What is explained on demand: what a deadline was counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit.dialogs import Dialog
from ui.kit.panel import KeyValues
from ui.screens.claims import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.claims import DeadlineLine
    from ui.context import Context


def explain_deadline(context: Context, parent: QWidget, line: DeadlineLine) -> Dialog:
    """Rule, law, zone, calendar and the day before it was moved."""
    tr = context.tr
    dialog = Dialog(parent, context.theme, tr.name(line.title), icon="scale", close_words=tr("Close"))
    sure = tr("read in its source") if line.confidence == "verified" else tr("from memory, not verified")
    pairs = [
        (tr("Law"), tr.law(line.law)),
        (tr("Certainty"), sure),
        (tr("Due"), tr.date(line.due_on) if line.due_on else words.NOTHING),
        (tr("Before it was moved"), tr.date(line.nominal_on) if line.nominal_on else words.NOTHING),
        (tr("Our aim"), tr.date(line.target_on) if line.target_on else words.NOTHING),
        (tr("Whose act"), _who_acts(context, line)),
        (tr("Time zone"), line.zone or words.NOTHING),
        (tr("Calendar"), line.calendar or tr("not needed")),
        (tr("Rule"), f"{line.rule} · {line.pack_version}"),
        (tr("State"), words.deadline_left(tr, line)),
    ]
    dialog.body.addWidget(KeyValues(context.theme, pairs, label_width=150))
    dialog.add_cancel(tr("Close"))
    dialog.open()
    return dialog


def _who_acts(context: Context, line: DeadlineLine) -> str:
    """The role that the rules ask something of, as they name it; a consumer is none of them."""
    role = context.desk.rules.roles.get(line.actor)
    return context.tr.name(role.name) if role is not None else context.tr(line.actor) or words.NOTHING
