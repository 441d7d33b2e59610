"""The list of non-conformities: columns, views, filters, where rows come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from qualitydesk.domain.improvement.states import NonConformityStatus
from qualitydesk.domain.values import Query
from qualitydesk.services import improvement
from qualitydesk.services.improvement import NonConformityRow
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.screens.actions import words

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context


def listing(context: Context) -> Listing[NonConformityRow]:
    """Requirements not met, in groups by how far they are."""
    tr, desk = context.tr, context.desk
    return Listing(
        screen="causes",
        title=tr("Non-conformities"),
        columns=_columns(context),
        source=Source(
            page=lambda query, after: improvement.page_non_conformities(desk, query, after),
            key=_key,
            count=lambda query: improvement.count_non_conformities(desk, query),
        ),
        views=_views(tr, desk),
        filters=(Filter("status", tr("Status"), _statuses(tr)),),
        groupings=(
            Grouping(tr("By status"), "status", lambda row: tr(row.status.value)),
            Grouping(tr("By party"), "party", lambda row: tr.name(row.party) or words.NOTHING),
        ),
        count_views=lambda views: _counts(desk, views),
        empty=Empty(
            "triangle-alert",
            tr("No non-conformity fits this view."),
            tr("A failed inspection opens one when it is approved; record others by hand."),
        ),
        ascending=frozenset({"due"}),
    )


def _key(row: NonConformityRow) -> str:
    return row.id


def _counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    return {name: improvement.count_non_conformities(desk, query) for name, query in views.items()}


def _columns(context: Context) -> tuple[Column[NonConformityRow], ...]:
    tr, today = context.tr, context.desk.today()
    closed = NonConformityStatus.CLOSED
    return (
        Column("number", tr("No."), lambda row: row.number, Kind.STRONG, 128, sort="number"),
        Column(
            "title", tr("What is not as it should be"), lambda row: _title(tr, row), Kind.TWO_LINE, 300, True
        ),
        Column("status", tr("Status"), lambda row: _status(tr, row), Kind.STATUS, 148, sort="status"),
        Column("left", tr("Actions left"), lambda row: str(row.left or words.NOTHING), Kind.NUMBER, 92),
        Column(
            "due",
            tr("Due"),
            lambda row: words.due(tr, row.due_on, today, over=row.status is closed),
            Kind.STATUS,
            108,
            sort="due",
        ),
    )


def _title(tr: Translator, row: NonConformityRow) -> TwoLine:
    about = (tr.name(row.party), tr.name(row.product), row.lot)
    return TwoLine(tr(row.said), " · ".join(part for part in about if part))


def _status(tr: Translator, row: NonConformityRow) -> Status:
    return Status(row.status.value, tr(row.status.value))


def _statuses(tr: Translator) -> tuple[tuple[str, str], ...]:
    return (("Active", tr("All open")), *((each.value, tr(each.value)) for each in NonConformityStatus))


def _views(tr: Translator, desk: Desk) -> tuple[View, ...]:
    active, yesterday = {"status": ("Active",)}, (desk.today() - timedelta(days=1)).isoformat()
    return (
        View("active", tr("All open"), active, "due", False),
        View("late", tr("Overdue"), {**active, "due_until": (yesterday,)}, "due", False),
        View("again", tr("Not effective"), {"status": ("Not effective",)}, "number"),
        View("all", tr("All"), {}, "number"),
    )
