"""The list of products, with those whose numbers look wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, not_, or_, select

from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Certificate, CertificateScope, Party, Product, t
from qualitydesk.store.listings.register import Register

PRODUCT, MAKER = t(Product), t(Party).alias("maker")
ARTICLE_LENGTHS, TARIFF_LENGTHS = (8, 12, 13, 14), (6, 8, 10)
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product; ``category`` is a code of the rule packs."""

    id: str
    version: int
    sku: str
    name: Bilingual
    brand: str
    model: str
    category: str
    gtin: str
    hs_code: str
    origin: str
    maker_id: str
    maker: Bilingual
    active: bool


def _row(row: Any) -> ProductRow:
    return ProductRow(
        id=row.id,
        version=row.version,
        sku=row.sku,
        name=Bilingual(row.name, row.name_zh),
        brand=row.brand,
        model=row.model,
        category=row.category,
        gtin=row.gtin,
        hs_code=row.hs_code,
        origin=row.origin,
        maker_id=row.maker_id or "",
        maker=Bilingual(row.maker_short or row.maker_name or "", row.maker_zh or ""),
        active=row.active,
    )


# -- numbers that look wrong, as domain.identifiers judges them, for a whole table at once


def _weighed(column: ColumnElement[str], weights: Iterable[int]) -> ColumnElement[int]:
    """The last figures of a text, each times its weight, summed; null when one of them is no figure."""
    padded = literal("0" * _LONGEST).op("||")(column)
    total: ColumnElement[int] = literal(0)
    for place, weight in enumerate(weights):
        figure = func.substr(padded, func.length(padded) - place, 1)
        total = total + case({str(n): n * weight for n in range(10)}, value=figure, else_=None)
    return total


def _doubtful() -> ColumnElement[bool]:
    gtin, tariff = PRODUCT.c.gtin, PRODUCT.c.hs_code
    check = _weighed(gtin, [1 if place % 2 == 0 else 3 for place in range(_LONGEST)])
    article = or_(func.length(gtin).not_in(ARTICLE_LENGTHS), func.coalesce(check % 10, 1) != 0)
    chapter = func.substr(tariff, 1, 2)
    heading = or_(
        func.length(tariff).not_in(TARIFF_LENGTHS),
        _weighed(tariff, [1] * max(TARIFF_LENGTHS)).is_(None),
        not_(chapter.between("01", "97")),
        chapter == "77",
    )
    return or_(and_(gtin != "", article), and_(tariff != "", heading))


def _numbers(values: tuple[str, ...]) -> ColumnElement[bool]:
    """ "none": without a GTIN; "doubtful": a GTIN or HS code that looks wrong."""
    wanted = {"none": PRODUCT.c.gtin == "", "doubtful": _doubtful()}
    return or_(*(wanted[value] for value in values))


def _with_paper(values: tuple[str, ...]) -> ColumnElement[bool]:
    """Named by a valid certificate of one of these markets, as a whole product or by its model."""
    paper, scope = t(Certificate), t(CertificateScope)
    return PRODUCT.c.id.in_(
        select(scope.c.product_id)
        .join(paper, paper.c.id == scope.c.certificate_id)
        .where(paper.c.market.in_(values), paper.c.status == "Valid", scope.c.product_id.is_not(None))
    )


PRODUCTS = Register(
    select=select(
        PRODUCT,
        MAKER.c.name.label("maker_name"),
        MAKER.c.short_name.label("maker_short"),
        MAKER.c.name_zh.label("maker_zh"),
    ).outerjoin(MAKER, MAKER.c.id == PRODUCT.c.maker_id),
    key=PRODUCT.c.id,
    orders={
        "": PRODUCT.c.id,
        "sku": PRODUCT.c.sku,
        "name": PRODUCT.c.name,
        "category": PRODUCT.c.category,
        "maker": func.coalesce(MAKER.c.name, ""),
        "origin": PRODUCT.c.origin,
    },
    filters={
        "active": lambda values: PRODUCT.c.active.in_([value == "1" for value in values]),
        "category": PRODUCT.c.category.in_,
        "origin": PRODUCT.c.origin.in_,
        "maker": PRODUCT.c.maker_id.in_,
        "brand": PRODUCT.c.brand.in_,
        "number": _numbers,
        "paper": _with_paper,
    },
    row=_row,
    kind="product",
)
"""The register of products, newest first."""
