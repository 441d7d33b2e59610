"""The list of claims: columns, filters, saved views, where rows come from."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import ClaimKind, ClaimStatus, Remedy, SafetyFlag, remedy_name
from qualitydesk.domain.values import Query
from qualitydesk.services import claims
from qualitydesk.services.claims import ClaimRow
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing, counted
from ui.screens.claims import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from qualitydesk.services.choices import Choice
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context

NOBODY = "nobody"
WAITING = ("Waiting for buyer", "Return expected")
MARKETS = ("EU", "GB", "US", "CN", "JP", "KR", "AU", "IN", "CA", "BR", "SA", "EAEU")


def columns(tr: Translator, today: date) -> tuple[Column[ClaimRow], ...]:
    """What stands in a line."""
    return (
        Column("number", tr("No."), lambda row: row.number, Kind.STRONG, 124, sort="number"),
        Column("buyer", tr("Buyer and order"), _buyer, Kind.TWO_LINE, 164),
        Column("goods", tr("Goods and reason"), lambda row: _goods(tr, row), Kind.TWO_LINE, 260, True),
        Column("market", tr("Market"), _market, Kind.TEXT, 76),
        Column("asked", tr("Asked"), lambda row: _asked(tr, row), Kind.TWO_LINE, 112, whole=True),
        Column("status", tr("Status"), lambda row: words.status(tr, row.status), Kind.STATUS, 164),
        Column("due", tr("Days left"), lambda row: _due(tr, row, today), Kind.STATUS, 108, sort="due"),
        Column(
            "received",
            tr("Came in"),
            lambda row: tr.day_month(row.received_at.astimezone().date()),
            Kind.TEXT,
            84,
            sort="received",
        ),
        Column("handler", tr("Handled by"), lambda row: tr.name(row.handler) or words.NOTHING, width=112),
    )


def _buyer(row: ClaimRow) -> TwoLine:
    return TwoLine(row.buyer or words.NOTHING, row.order_number)


def _goods(tr: Translator, row: ClaimRow) -> TwoLine:
    said = tr.name(row.reason)
    reason = " ".join(part for part in (row.reason_code, said) if part)
    same = not reason or reason == str(row.kind)
    return TwoLine(tr.name(row.product) or words.NOTHING, tr(row.kind) if same else reason)


def _market(row: ClaimRow) -> str:
    return row.country or row.market or words.NOTHING


def _asked(tr: Translator, row: ClaimRow) -> TwoLine:
    under = words.money(row.asked_amount) if row.asked_amount is not None else ""
    return TwoLine(words.NOTHING if row.asked == Remedy.NONE else tr(remedy_name(row.asked)), under)


def _due(tr: Translator, row: ClaimRow, today: date) -> Status | str:
    if row.next_due_on is None:
        return words.NOTHING
    left = (row.next_due_on - today).days
    if left < 0:
        return Status("Missed", tr("overdue"), "hourglass", "bad")
    return Status("Open", tr.days_left(left), "hourglass", "warn" if left < words.NEAR_DAYS else "mute")


def listing(context: Context) -> Listing[ClaimRow]:
    """The list of claims."""
    desk, tr = context.desk, context.tr
    source: Source[ClaimRow] = Source(
        page=lambda query, after: claims.page(desk, query, after),
        key=lambda row: row.id,
        count=lambda query: claims.count(desk, query),
        in_words=lambda row: ", ".join((row.number, row.buyer, tr(row.status))),
    )
    return Listing(
        screen="claims",
        title=tr("Claims"),
        columns=columns(tr, desk.today()),
        source=source,
        views=views(tr, desk),
        filters=filters(tr, ()),
        groupings=(
            _by(desk, tr("By status"), "status", lambda row: row.status, tr),
            _by(desk, tr("By market"), "market", lambda row: row.market, lambda code: code or words.NOTHING),
            _by(desk, tr("By kind"), "kind", lambda row: row.kind, tr),
        ),
        count_views=lambda views: view_counts(desk, views),
        empty=Empty(
            "messages-square",
            tr("No claim fits this view."),
            tr("Open one by its order, tracking, lot or serial number, or choose another view."),
        ),
    )


def _by(
    desk: Desk, title: str, order: str, value: Callable[[ClaimRow], str], said: Callable[[str], str]
) -> Grouping[ClaimRow]:
    return Grouping(title, order, lambda row: said(value(row)), counted(partial(claims.sizes, desk), said))


def filters(tr: Translator, people: Sequence[Choice]) -> tuple[Filter, ...]:
    """What the list can be narrowed by; ``people`` are those who handle claims."""
    handlers = tuple((one.id, tr.either(one.label, one.note)) for one in people)
    remedies = tuple((each.value, tr(remedy_name(each))) for each in Remedy)
    return (
        Filter("status", tr("Status"), tuple((each.value, tr(each.value)) for each in ClaimStatus)),
        Filter("kind", tr("Kind"), tuple((each.value, tr(each.value)) for each in ClaimKind)),
        Filter("market", tr("Market"), tuple((code, code) for code in MARKETS)),
        Filter("handler", tr("Handled by"), (*handlers, (NOBODY, tr("Nobody")))),
        Filter("asked", tr("Asked"), remedies),
        Filter("granted", tr("Granted"), remedies),
        Filter("recovery", tr("Recovery"), tuple((each.value, tr(each.value)) for each in RecoveryStatus)),
        Filter("safety", tr("Safety"), tuple((each.value, tr(each.value)) for each in SafetyFlag)),
    )


def views(tr: Translator, desk: Desk) -> tuple[View, ...]:
    """The views everybody has; the first lists open claims by the days left."""
    week = (desk.today() + timedelta(days=7)).isoformat()
    return (
        View("open", tr("Open"), {"view": ("open",)}, "due"),
        View("week", tr("Due within 7 days"), {"view": ("open",), "due_until": (week,)}, "due"),
        View("mine", tr("Mine"), {"view": ("open",), "handler": (desk.person.id,)}, "due"),
        View("nobody", tr("Nobody's"), {"view": ("open",), "handler": (NOBODY,)}, "due"),
        View("waiting", tr("Waiting for somebody"), {"status": WAITING}, "due"),
        View("settled", tr("To be closed"), {"status": ("Settled",)}, "received"),
        View("all", tr("All"), {}, "received"),
    )


def view_counts(desk: Desk, queries: Mapping[str, Query]) -> dict[str, int]:
    """How many claims each view has."""
    return {name: claims.count(desk, query) for name, query in queries.items()}
