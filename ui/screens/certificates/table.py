"""Columns, views and filters of the list of certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates
from ui.kit.cells import Column, Kind, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.screens.certificates.words import ends, row_status

if TYPE_CHECKING:
    from qualitydesk.services.certificates import CertificateRow
    from qualitydesk.translation import Translator
    from ui.context import Context

PAGE = 60
BY_END = "ends"


def columns(context: Context) -> tuple[Column[CertificateRow], ...]:
    """What the list shows."""
    tr, today, rules = context.tr, context.desk.today(), context.desk.rules

    def market(code: str) -> str:
        found = rules.market(code)
        return tr.name(found.short) if found else code

    return (
        Column(
            "number",
            tr("Number"),
            lambda row: TwoLine(row.number, row.scheme),
            Kind.TWO_LINE,
            158,
            sort="number",
        ),
        Column(
            "product",
            tr("Product"),
            lambda row: TwoLine(tr.name(row.product) or "—", row.sku),
            Kind.TWO_LINE,
            stretch=True,
        ),
        Column(
            "market",
            tr("Market"),
            lambda row: TwoLine(row.market, market(row.market)),
            Kind.TWO_LINE,
            92,
            sort="market",
        ),
        Column("holder", tr("Holder"), lambda row: tr.name(row.holder), width=112),
        Column(
            "ends",
            tr("Ends"),
            lambda row: TwoLine(
                tr.date(row.valid_to) if row.valid_to else "—",
                ends(tr, row.valid_to, today) if row.valid_to else "",
            ),
            Kind.TWO_LINE,
            118,
            sort=BY_END,
        ),
        Column("status", tr("Status"), lambda row: row_status(tr, row), Kind.STATUS, 114),
    )


def few_columns(context: Context) -> tuple[Column[CertificateRow], ...]:
    """What the calendar shows of each."""
    return tuple(one for one in columns(context) if one.id in ("number", "product", "market", "ends"))


def listing(context: Context) -> Listing[CertificateRow]:
    """The register of certificates."""
    desk, tr = context.desk, context.tr

    def counts(queries: Mapping[str, Query]) -> Mapping[str, int]:
        return {name: certificates.count(desk, query) for name, query in queries.items()}

    return Listing(
        screen="certificates",
        title=tr("Certificates"),
        columns=columns(context),
        source=Source(
            page=lambda query, after: certificates.page(desk, query, after, PAGE),
            key=lambda row: row.id,
            count=lambda query: certificates.count(desk, query),
        ),
        views=views(context),
        filters=filters(context),
        groupings=(
            Grouping(tr("By market"), "market", lambda row: row.market),
            Grouping(tr("By scheme"), "scheme", lambda row: row.scheme),
            Grouping(tr("By month of the end"), "month", lambda row: _end(tr, row)),
        ),
        count_views=counts,
        empty=Empty(
            "badge-check",
            tr("No certificate fits this view."),
            tr("Add a certificate, or look at the coverage to see what is needed."),
        ),
        ascending=frozenset({BY_END, "number", "market", "scheme"}),
    )


def _end(tr: Translator, row: CertificateRow) -> str:
    return tr.month_of_year(f"{row.valid_to:%Y-%m}") if row.valid_to else tr("Without an end")


def views(context: Context) -> tuple[View, ...]:
    """The tabs over the list."""
    tr = context.tr
    return (
        View("all", tr("All"), {}, BY_END, False),
        View("ending", tr("Ending within 90 days"), {"view": ("ending",)}, BY_END, False),
        View("review", tr("In review"), {"view": ("review",)}, BY_END, False),
        View("doubtful", tr("Doubtful"), {"view": ("doubtful",)}, BY_END, False),
        View("ended", tr("Expired"), {"view": ("ended",)}, BY_END, True),
    )


def filters(context: Context) -> tuple[Filter, ...]:
    """The chips that can be added."""
    tr, markets = context.tr, context.desk.rules.markets
    schemes = {one.code for market in markets.values() for one in market.schemes}
    return (
        Filter("market", tr("Market"), tuple((code, tr.name(one.short)) for code, one in markets.items())),
        Filter("scheme", tr("Scheme"), tuple((code, code) for code in sorted(schemes))),
        Filter(
            "view",
            tr("Coverage"),
            (
                ("ending", tr("Expiring")),
                ("review", tr("In review")),
                ("doubtful", tr("Doubtful")),
                ("ended", tr("Expired")),
            ),
        ),
        Filter("status", tr("Status"), tuple((one.value, tr(one.value)) for one in CertificateStatus)),
    )
