"""The list of inspections: its columns, where rows come from, its filters and ready views. One line each."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.states import (
    KIND_CODES,
    Decision,
    DefectClass,
    InspectionKind,
    InspectionStatus,
    Result,
)
from qualitydesk.services.doorstep import inspections_at_once
from ui.kit.cells import Column, Kind, Tally, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing, counted
from ui.screens.inspections import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.inspections import InspectionRow
    from qualitydesk.translation import Translator
    from ui.context import Context

PRE_SHIPMENT = (InspectionKind.PSI, InspectionKind.RE_PSI, InspectionKind.CLC, InspectionKind.IPC)


def columns(tr: Translator) -> tuple[Column[InspectionRow], ...]:
    """What stands in a line."""
    return (
        Column("number", tr("No."), _number, Kind.STRONG, 116, sort="number"),
        Column(
            "product", tr("Product and lot"), lambda row: _goods(tr, row), Kind.TWO_LINE, 200, stretch=True
        ),
        Column("plan", tr("Letter · n · Ac/Re"), _plan, Kind.TEXT, 108),
        Column("tally", tr("Cri · Maj · Min"), _tally, Kind.TALLY, 100),
        Column(
            "result", tr("Result"), lambda row: words.result_cell(tr, row), Kind.STATUS, 124, sort="result"
        ),
        Column(
            "decision", tr("Decision"), lambda row: words.decision_cell(tr, row), Kind.TEXT, 96, whole=True
        ),
        Column("inspector", tr("Inspector"), lambda row: tr.name(row.inspector), Kind.TEXT, 132, spare=True),
        Column("place", tr("Place"), lambda row: tr.name(row.place), Kind.TEXT, 180, spare=True),
    )


def _number(row: InspectionRow) -> str:
    return row.number if row.revision == 1 else f"{row.number} r{row.revision}"


def _goods(tr: Translator, row: InspectionRow) -> TwoLine:
    return TwoLine(tr.name(row.product), f"{row.lot} · {words.kind_code(tr, row.kind)}")


def _plan(row: InspectionRow) -> str:
    ac, re = row.limits.get(DefectClass.MAJOR) or next(iter(row.limits.values()), (0, 1))
    return f"{row.letter or words.NOTHING} · {row.sample_size} · {ac}/{re}"


def _tally(row: InspectionRow) -> Tally | str:
    if row.status in (InspectionStatus.PLANNED, InspectionStatus.CANCELLED, InspectionStatus.WAIVED):
        return words.NOTHING
    found = [(row.found[each], row.limits.get(each)) for each in DefectClass]
    return Tally(
        tuple(str(count) for count, _limit in found),
        tuple(limit is not None and count >= limit[1] for count, limit in found),
    )


def listing(context: Context) -> Listing[InspectionRow]:
    """The list: in groups of one status while it is ordered by it."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="inspections",
        title=tr("Inspections"),
        columns=columns(tr),
        source=_source(desk),
        views=views(tr, desk),
        filters=filters(tr, ()),
        groupings=(_by_status(desk, tr), Grouping(tr("By planned day"), "planned", partial(_planned, tr))),
        count_views=partial(_count_views, desk),
        empty=Empty(
            "clipboard-check",
            tr("No inspection fits this view."),
            tr("Plan one for a lot, or choose another view."),
        ),
    )


def _source(desk: Desk) -> Source[InspectionRow]:
    """Where rows come from. The services are loaded when they are asked: the first page is there without."""

    def page(query: Query, after: Cursor | None) -> Page[InspectionRow]:
        from qualitydesk.services import inspections

        return inspections.page(desk, query, after)

    def count(query: Query) -> int:
        from qualitydesk.services import inspections

        return inspections.count(desk, query)

    return Source(page, lambda row: row.id, count, at_once=partial(inspections_at_once, desk))


def _count_views(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    from qualitydesk.services import inspections

    return inspections.view_counts(desk, views)


def _by_status(desk: Desk, tr: Translator) -> Grouping[InspectionRow]:
    title = partial(words.group_title, tr)

    def sizes(query: Query) -> Mapping[str, int]:
        from qualitydesk.services import inspections

        return inspections.status_counts(desk, query)

    return Grouping(tr("By status"), "status", lambda row: title(row.status), counted(sizes, title))


def _planned(tr: Translator, row: InspectionRow) -> str:
    return tr.day_long(row.planned_on) if row.planned_on else tr("No day planned")


def filters(tr: Translator, places: tuple[Bilingual, ...]) -> tuple[Filter, ...]:
    """What the list can be narrowed by."""
    statuses = (("Open", tr("Open")), *((each.value, tr(each.value)) for each in InspectionStatus))
    return (
        Filter("status", tr("Status"), statuses),
        Filter("kind", tr("Kind"), tuple((kind.value, tr(name)) for kind, name in KIND_CODES.items())),
        Filter("place", tr("Place"), tuple((place.en, tr.name(place)) for place in places)),
        Filter("result", tr("Result"), tuple((each.value, tr(each.value)) for each in Result)),
        Filter("decision", tr("Decision"), tuple((each.value, tr(each.value)) for each in Decision)),
    )


def views(tr: Translator, desk: Desk) -> tuple[View, ...]:
    """The views everybody has."""
    today = desk.today()
    month = datetime(today.year, today.month, 1, tzinfo=UTC).isoformat()
    mine = {"status": ("Submitted",), "not_inspector": (desk.person.id,)}
    return (
        View("pre", tr("Pre-shipment, open"), {"status": ("Open",), "kind": PRE_SHIPMENT}, "status"),
        View("approve", tr("Waiting for my approval"), mine, "status"),
        View("failed", tr("Failed this month"), {"result": ("Fail",), "submitted_from": (month,)}, "number"),
        View("hold", tr("On hold"), {"decision": ("Hold",), "status": ("Submitted", "Approved")}, "status"),
        View("all", tr("All"), {}, "number"),
    )
