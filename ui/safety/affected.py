"""How far goods went, in a panel: counts of everything they touched, then the newest of each by name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.orders import order_status
from qualitydesk.domain.values import msg
from ui.kit.cells import Status
from ui.kit.panel import DetailPanel, KeyValues
from ui.registers.rows import PartRow, Tool, nothing
from ui.words import units

if TYPE_CHECKING:
    from qualitydesk.services.history import HistoryEntry
    from qualitydesk.services.safety import Affected, Touched
    from qualitydesk.translation import Translator
    from ui.context import Context
    from ui.kit.turns import Piece

KINDS = {
    "lot": (msg("Lots"), ""),
    "shipment": (msg("Shipments"), "shipment"),
    "order": (msg("Orders"), ""),
    "claim": (msg("Claims"), "claim"),
}
"""What each kind is called, and the kind of record that opens, if it has a place of its own."""


def word_status(tr: Translator, word: str) -> Status:
    """A stored word as a status."""
    return Status(word, tr(word))


def affected(panel: DetailPanel, context: Context, found: Affected) -> tuple[Piece, ...]:
    """The sections of everything that the goods touched, for ``DetailPanel.fill``."""
    listed = (partial(_listed, panel, context, kind, found) for kind in KINDS if found.listed[kind])
    return partial(_summed, panel, context, found), *listed


def _summed(panel: DetailPanel, context: Context, found: Affected) -> None:
    tr = context.tr
    column = panel.add_section(tr("What is affected"))
    if not found.lots and not found.shipments and not found.claims and not found.orders:
        nothing(context, column, tr("None of our goods: no lot, shipment, order or claim."))
        return
    pieces = tr.number(found.shipped)
    sent = tr.plural(
        "{units} units in 1 shipment", "{units} units in {n} shipments", found.shipments, units=pieces
    )
    pairs = [
        (tr("Lots"), f"{tr.number(found.lots)} · {units(tr, found.units)}"),
        (tr("At known places"), units(tr, found.in_stock)),
        (tr("Shipped"), sent),
        (tr("Orders"), tr.number(found.orders)),
        (tr("Claims"), tr.number(found.claims)),
    ]
    column.addWidget(KeyValues(panel.theme, pairs, label_width=112))


def _listed(panel: DetailPanel, context: Context, kind: str, found: Affected) -> None:
    rows = panel.add_section(context.tr(KINDS[kind][0]), context.tr("the newest"))
    for one in found.listed[kind]:
        rows.addWidget(_row(context, one))


def _row(context: Context, one: Touched) -> PartRow:
    tr, opens = context.tr, KINDS[one.kind][1]
    status = order_status(one.status) if one.kind == "order" else msg(one.status)
    pieces = units(tr, one.pieces) if one.pieces else ""
    under = " · ".join(filter(None, (tr.name(one.about), pieces)))
    go = (Tool("external-link", tr("Open it"), partial(context.navigate, opens, one.id)),) if opens else ()
    return PartRow(context, one.number, under, status=Status(one.status, tr(status)), tools=go)


def add_steps(panel: DetailPanel, context: Context, steps: tuple[HistoryEntry, ...]) -> None:
    """What was found and done, with who and when; the newest first."""
    if not steps:
        return
    tr = context.tr
    column = panel.add_section(tr("What was done"))
    for step in steps:
        when = f"{tr.instant(step.at)} · {tr.name(step.person)}"
        column.addWidget(PartRow(context, step.reason, when))
