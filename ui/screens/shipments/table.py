"""The list of shipments: its columns, where rows come from, its filters and ready views. One line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qualitydesk.domain.shipments.states import AT_GATE, ShipmentStatus
from qualitydesk.domain.values import WAY, Cursor, Page, Query, joined
from qualitydesk.domain.vocabulary import TRANSPORT_ICONS
from qualitydesk.services import shipments
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments import ShipmentRow
from qualitydesk.translation import Translator
from ui.context import Context
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing, counted
from ui.screens.shipments.words import money


@dataclass(frozen=True, slots=True)
class Listed:
    """A row with what the gate finds about it; ``stops`` is None once it is past the gate."""

    row: ShipmentRow
    stops: int | None = None
    warns: int = 0


def columns(tr: Translator) -> tuple[Column[Listed], ...]:
    """What stands in a line."""
    return (
        Column("number", tr("No."), lambda one: one.row.number, Kind.STRONG, 124, sort="number"),
        Column(
            "goods", tr("Way and goods"), lambda one: _goods(tr, one.row), Kind.TWO_LINE, 260, stretch=True
        ),
        Column("market", tr("Market"), lambda one: one.row.market, Kind.TEXT, 64),
        Column("answers", tr("Who answers"), lambda one: _answers(tr, one.row), Kind.STATUS, 252, most=360),
        Column("units", tr("Units"), lambda one: tr.number(one.row.units), Kind.NUMBER, 76),
        Column("value", tr("Value"), lambda one: _value(tr, one.row), Kind.NUMBER, 104),
        Column("arrives", tr("Arrives"), lambda one: _arrives(tr, one.row), Kind.TEXT, 96, sort="arrives"),
        Column("gate", tr("Gate"), lambda one: _gate(tr, one), Kind.STATUS, 124, sort="cut_off"),
        Column("status", tr("Status"), lambda one: _status(tr, one.row), Kind.BADGE, 148),
    )


def _goods(tr: Translator, row: ShipmentRow) -> TwoLine:
    way = tr.name(joined((row.origin, row.destination), WAY)) or tr("no way yet")
    product = tr.name(row.product)
    more = tr("{product} and {n} more", product=product, n=row.lines - 1)
    return TwoLine(way, more if row.lines > 1 else product)


def _answers(tr: Translator, row: ShipmentRow) -> Status:
    if row.answers:
        return Status("Confirmed", tr.name(row.answers), "user-round-check", "accent")
    return Status("Nobody", tr("Nobody"))


def _value(tr: Translator, row: ShipmentRow) -> str:
    return money(tr, row.value.minor, row.value.currency)


def _arrives(tr: Translator, row: ShipmentRow) -> str:
    return tr.day_month(row.arrives_on) if row.arrives_on else "—"


def _gate(tr: Translator, one: Listed) -> Status:
    if one.stops is None:
        return Status("Pass", tr("passed"))
    if one.stops:
        return Status("Blocked", tr("{n} stop", n=one.stops), "circle-x", "bad")
    return Status("Pass", tr("ready"))


def _status(tr: Translator, row: ShipmentRow) -> Status:
    return Status(row.status, tr(row.status))


def listing(context: Context) -> Listing[Listed]:
    """The list of shipments."""
    desk, tr = context.desk, context.tr
    source: Source[Listed] = Source(
        page=lambda query, after: _page(desk, query, after),
        key=lambda one: one.row.id,
        count=lambda query: shipments.count(desk, query),
    )
    return Listing(
        screen="shipments",
        title=tr("Shipments"),
        columns=columns(tr),
        source=source,
        views=views(tr),
        filters=filters(context),
        groupings=groupings(context),
        count_views=lambda views: {name: shipments.count(desk, query) for name, query in views.items()},
        empty=Empty("ship", tr("No shipments here"), tr("Choose another view or start a new shipment.")),
        ascending=frozenset({"arrives", "cut_off"}),
    )


def groupings(context: Context) -> tuple[Grouping[Listed], ...]:
    """What brings shipments together: how far they are, where they go, in which trade, how, and when."""
    desk, tr = context.desk, context.tr

    def market(code: str) -> str:
        known = desk.rules.markets.get(code)
        return tr.name(known.name) if known else code or tr("No market yet")

    def month(day: str) -> str:
        return tr.month_of_year(day) if day else tr("No day of arrival yet")

    def by(
        title: str, order: str, value: Callable[[ShipmentRow], str], said: Callable[[str], str]
    ) -> Grouping[Listed]:
        return Grouping(
            title, order, lambda one: said(value(one.row)), counted(partial(shipments.sizes, desk), said)
        )

    return (
        by(tr("By status"), "status", lambda row: row.status, tr),
        by(tr("By market"), "market", lambda row: row.market, market),
        by(tr("By trade"), "mode", lambda row: row.mode, str),
        by(tr("By transport"), "transport", lambda row: row.transport, tr),
        by(
            tr("By month of arrival"),
            "month",
            lambda row: (row.arrives_on or "") and f"{row.arrives_on:%Y-%m}",
            month,
        ),
    )


def _page(desk: Desk, query: Query, after: Cursor | None) -> Page[Listed]:
    page = shipments.page(desk, query, after)
    found = shipments.gate_counts(desk, [row.id for row in page.rows if row.status in AT_GATE])
    listed = tuple(Listed(row, *found.get(row.id, (None, 0))) for row in page.rows)
    return Page(listed, page.next)


def filters(context: Context) -> tuple[Filter, ...]:
    """What the list can be narrowed by."""
    tr = context.tr
    markets = tuple((code, tr.name(market.short)) for code, market in context.desk.rules.markets.items())
    return (
        Filter("status", tr("Status"), tuple((word.value, tr(word.value)) for word in ShipmentStatus)),
        Filter("market", tr("Market"), markets),
        Filter("gate", tr("Gate"), (("blocked", tr("Blocked")), ("nobody", tr("Nobody answers")))),
        Filter("mode", tr("Trade"), (("B2B", "B2B"), ("B2C", "B2C"))),
        Filter("transport", tr("Transport"), tuple((word, tr(word)) for word in TRANSPORT_ICONS)),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The ready views."""
    return (
        View("gate", tr("At the gate"), {"view": ("gate",)}, "cut_off", descending=False),
        View("way", tr("On the way"), {"view": ("way",)}, "arrives", descending=False),
        View("open", tr("All open"), {"view": ("open",)}, "number"),
        View("closed", tr("Closed"), {"view": ("closed",)}, "number"),
    )
