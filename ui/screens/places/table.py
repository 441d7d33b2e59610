"""Columns, views and filters of the list of places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services.places import PLACE_NAMES, PLACES, PlaceRow
from ui.kit.cells import Column, Kind, TwoLine
from ui.kit.chips import Filter
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.registers.source import register_source

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context

NOTHING = "—"


def columns(tr: Translator) -> tuple[Column[PlaceRow], ...]:
    """What the list shows."""
    return (
        Column(
            "name",
            tr("Place"),
            lambda row: TwoLine(tr.name(row.name), row.code),
            Kind.TWO_LINE,
            stretch=True,
            sort="name",
        ),
        Column("kind", tr("Kind"), lambda row: tr(PLACE_NAMES[row.kind]), width=148, sort="kind", whole=True),
        Column(
            "where",
            tr("Country and city"),
            lambda row: TwoLine(tr.country(row.country) or NOTHING, row.city),
            Kind.TWO_LINE,
            132,
            sort="country",
        ),
        Column("unlocode", "UN/LOCODE", lambda row: row.unlocode or NOTHING, width=104),
        Column("operator", tr("Run by"), lambda row: tr.name(row.operator) or NOTHING, width=160),
    )


def listing(context: Context) -> Listing[PlaceRow]:
    """The list of places."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="places",
        title=tr("Places"),
        columns=columns(tr),
        source=register_source(desk, PLACES),
        views=views(tr),
        filters=filters(tr, ()),
        groupings=(
            Grouping(tr("By kind"), "kind", lambda row: tr(PLACE_NAMES[row.kind])),
            Grouping(tr("By country"), "country", lambda row: tr.country(row.country) or NOTHING),
        ),
        count_views=lambda wanted: PLACES.counts(desk, wanted),
        empty=Empty(
            "map-pin",
            tr("No place fits this view."),
            tr("Record where goods are made, stored and handed over."),
        ),
        ascending=frozenset({"name", "kind", "country"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""

    def of(name: str, title: str, *kinds: str) -> View:
        return View(name, title, {"kind": kinds} if kinds else {}, "name", False)

    return (
        of("all", tr("All")),
        of("overseas", tr("Overseas warehouses"), "Overseas warehouse"),
        of("warehouses", tr("Warehouses"), "Warehouse"),
        of("factories", tr("Factories"), "Factory"),
        of("ports", tr("Ports and airports"), "Port", "Airport"),
    )


def filters(tr: Translator, countries: Sequence[str]) -> tuple[Filter, ...]:
    """The chips that can be added; ``countries`` are those in use."""
    return (
        Filter("kind", tr("Kind"), tuple((word, tr(name)) for word, name in PLACE_NAMES.items())),
        Filter("country", tr("Country"), tuple((code, tr.country(code)) for code in countries)),
    )
