"""Columns, views and filters of the list of products."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.services import products
from qualitydesk.services.products import PRODUCTS, Known, ProductRow, product_doubts
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context

NOTHING = "—"


def state(tr: Translator, row: ProductRow) -> Status:
    """Whether it is sold, and whether its numbers look right."""
    if not row.active:
        return Status("Not sold", tr("Not sold"), "ban", "text-3")
    if product_doubts(row.gtin, row.hs_code):
        return Status("Doubtful", tr("Doubtful"))
    return Status("On sale", tr("On sale"), "circle-check", "ok")


def category(desk: Desk, tr: Translator, code: str) -> str:
    """What a category is called, without the examples in brackets."""
    known = desk.rules.categories.get(code)
    return tr.name(known.name if known else Bilingual(code)).split(" (", 1)[0].split("（", 1)[0]


def columns(desk: Desk, tr: Translator) -> tuple[Column[ProductRow], ...]:
    """What the list shows."""
    return (
        Column("sku", tr("SKU"), lambda row: row.sku, Kind.STRONG, 116, sort="sku"),
        Column(
            "name",
            tr("Product"),
            lambda row: TwoLine(tr.name(row.name), category(desk, tr, row.category)),
            Kind.TWO_LINE,
            stretch=True,
            sort="name",
        ),
        Column(
            "numbers",
            tr("GTIN and HS code"),
            lambda row: TwoLine(row.gtin or NOTHING, row.hs_code),
            Kind.TWO_LINE,
            132,
        ),
        Column(
            "maker",
            tr("Maker"),
            lambda row: TwoLine(tr.name(row.maker) or NOTHING, tr.country(row.origin)),
            Kind.TWO_LINE,
            136,
            sort="maker",
        ),
        Column("state", tr("State"), lambda row: state(tr, row), Kind.STATUS, 104),
    )


def listing(context: Context) -> Listing[ProductRow]:
    """The list of products, in groups of one category while it is ordered by it."""
    desk, tr = context.desk, context.tr

    def page(query: Query, after: Cursor | None) -> Page[ProductRow]:
        products.category_names(desk)
        return PRODUCTS.page(desk, query, after)

    return Listing(
        screen="products",
        title=tr("Products"),
        columns=columns(desk, tr),
        source=Source(page, lambda row: row.id, lambda query: PRODUCTS.count(desk, query)),
        views=views(tr),
        filters=filters(tr, Known({}, (), {}, ())),
        groupings=(
            Grouping(tr("By category"), "category", lambda row: category(desk, tr, row.category)),
            Grouping(tr("By maker"), "maker", lambda row: tr.name(row.maker) or tr("Without a maker")),
        ),
        count_views=lambda wanted: products.view_counts(desk, wanted),
        empty=Empty(
            "package",
            tr("No product fits this view."),
            tr("Record one, or bring your list in from a file."),
        ),
        ascending=frozenset({"sku", "name", "category", "maker"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""
    sold = {"active": ("1",)}
    return (
        View("sold", tr("On sale"), sold, "sku", False),
        View("no_gtin", tr("Without GTIN"), {**sold, "number": ("none",)}, "sku", False),
        View("doubtful", tr("Doubtful numbers"), {"number": ("doubtful",)}, "sku", False),
        View("gone", tr("Not sold any more"), {"active": ("0",)}, "sku", False),
        View("all", tr("All"), {}, "sku", False),
    )


def filters(tr: Translator, known: Known) -> tuple[Filter, ...]:
    """The chips that can be added; ``known`` are the values in use."""
    return (
        Filter("active", tr("State"), (("1", tr("On sale")), ("0", tr("Not sold any more")))),
        Filter("category", tr("Category"), tuple((c, tr.name(n)) for c, n in known.categories.items())),
        Filter("origin", tr("Origin"), tuple((code, tr.country(code)) for code in known.origins)),
        Filter("maker", tr("Maker"), tuple((key, tr.name(name)) for key, name in known.makers.items())),
        Filter("paper", tr("Valid paper for"), tuple((code, code) for code in known.markets)),
        Filter("number", tr("Numbers"), (("none", tr("Without GTIN")), ("doubtful", tr("Doubtful")))),
    )
