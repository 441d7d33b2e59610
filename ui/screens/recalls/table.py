"""Columns, views and filters of the list of recalls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.recalled import OWN, source_name
from qualitydesk.domain.shipments.states import RecallStatus
from qualitydesk.services.safety import RECALLS, RecallRow
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.registers.source import register_source

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context

NOTHING = "—"


def columns(tr: Translator) -> tuple[Column[RecallRow], ...]:
    """What the list shows."""
    return (
        Column(
            "recall",
            tr("Recall"),
            lambda row: TwoLine(row.title, row.number),
            Kind.TWO_LINE,
            stretch=True,
            sort="title",
        ),
        Column("market", tr("Market"), lambda row: row.market or NOTHING, width=80, sort="market"),
        Column("source", tr("Source"), lambda row: tr(source_name(row.source)), width=104),
        Column(
            "published",
            tr("Published"),
            lambda row: tr.date(row.published_on) if row.published_on else NOTHING,
            width=116,
            sort="published",
        ),
        Column("ours", tr("Our goods"), lambda row: tr("Yes") if row.ours else NOTHING, width=84, whole=True),
        Column("status", tr("Status"), lambda row: Status(row.status, tr(row.status)), Kind.STATUS, 120),
    )


def listing(context: Context) -> Listing[RecallRow]:
    """The list of recalls."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="recalls",
        title=tr("Recalls"),
        columns=columns(tr),
        source=register_source(desk, RECALLS),
        views=views(tr),
        filters=filters(context),
        groupings=(
            Grouping(tr("By status"), "status", lambda row: tr(row.status)),
            Grouping(tr("By market"), "market", lambda row: row.market or NOTHING),
        ),
        count_views=lambda wanted: RECALLS.counts(desk, wanted),
        empty=Empty(
            "siren",
            tr("No recall fits this view."),
            tr("Begin one as suspected: it stops nothing yet and shows how far the goods went."),
        ),
        ascending=frozenset({"title", "market", "status", "number"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""

    def of(name: str, title: str, **filters: tuple[str, ...]) -> View:
        return View(name, title, filters, "published", True)

    return (
        of("open", tr("Open"), open=("yes",)),
        of("ours", tr("Of our goods"), ours=("yes",)),
        of("own", tr("Our own"), source=(OWN,)),
        of("all", tr("All")),
    )


def filters(context: Context) -> tuple[Filter, ...]:
    """The chips that can be added."""
    tr, markets = context.tr, context.desk.rules.markets
    return (
        Filter("status", tr("Status"), tuple((one.value, tr(one.value)) for one in RecallStatus)),
        Filter("market", tr("Market"), tuple((code, tr.name(one.short)) for code, one in markets.items())),
        Filter("ours", tr("Our goods"), (("yes", tr("Yes")), ("no", tr("No")))),
    )
