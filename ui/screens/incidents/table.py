"""Columns, views and filters of the list of incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.safety import IncidentKind, IncidentStatus
from qualitydesk.services.safety import INCIDENTS, IncidentRow
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.registers.source import register_source

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context

NOTHING = "—"


def columns(tr: Translator) -> tuple[Column[IncidentRow], ...]:
    """What the list shows."""
    return (
        Column("number", tr("Incident"), lambda row: row.number, width=112, sort="number"),
        Column("kind", tr("What happened"), lambda row: tr(row.kind), width=84, whole=True),
        Column(
            "goods",
            tr("Goods"),
            lambda row: TwoLine(
                tr.name(row.product) or NOTHING, " · ".join(filter(None, (row.sku, row.lot)))
            ),
            Kind.TWO_LINE,
            stretch=True,
        ),
        Column("claim", tr("Claim"), lambda row: row.claim or NOTHING, width=112),
        Column("aware", tr("Known since"), lambda row: tr.instant(row.aware_at), width=150, sort="aware"),
        Column("status", tr("Status"), lambda row: Status(row.status, tr(row.status)), Kind.STATUS, 96),
    )


def listing(context: Context) -> Listing[IncidentRow]:
    """The list of incidents."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="incidents",
        title=tr("Safety incidents"),
        columns=columns(tr),
        source=register_source(desk, INCIDENTS),
        views=(
            View("open", tr("Open"), {"open": ("yes",)}, "aware", True),
            View("all", tr("All"), {}, "aware", True),
        ),
        filters=(
            Filter("status", tr("Status"), tuple((one.value, tr(one.value)) for one in IncidentStatus)),
            Filter("kind", tr("What happened"), tuple((one.value, tr(one.value)) for one in IncidentKind)),
        ),
        groupings=(Grouping(tr("By kind"), "kind", lambda row: tr(row.kind)),),
        count_views=lambda wanted: INCIDENTS.counts(desk, wanted),
        empty=Empty(
            "shield-alert",
            tr("No incident fits this view."),
            tr("A claim that speaks of injury, fire or shock opens one by itself."),
        ),
        ascending=frozenset({"number"}),
    )
