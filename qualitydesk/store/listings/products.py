"""The list of products, with those whose numbers look wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, func, literal_column, not_, or_, select

from qualitydesk.domain.parties.names import called
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Certificate, CertificateScope, Party, Product, t
from qualitydesk.store.listings.register import Register

PRODUCT, MAKER = t(Product), t(Party).alias("maker")
ARTICLE_LENGTHS, TARIFF_LENGTHS = (8, 12, 13, 14), (6, 8, 10)


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
        maker=called(row.maker_name, row.maker_zh, row.maker_short, row.maker_short_zh),
        active=row.active,
    )


# -- numbers that look wrong, as domain.identifiers judges them, for a whole table at once


def _only_figures(column: ColumnElement[str]) -> ColumnElement[bool]:
    rest = column
    for figure in "0123456789":
        rest = func.replace(rest, figure, "")
    return rest == ""


def _doubtful() -> ColumnElement[bool]:
    return or_(_wrong_article(PRODUCT.c.gtin) != 0, _wrong_tariff(PRODUCT.c.hs_code) != 0)


def _wrong_article(gtin: ColumnElement[str]) -> ColumnElement[int]:
    """0 for an article number whose check digit fits; what is no number is never read as one."""
    number, total = cast(gtin, BigInteger), _whole(0)
    for place in range(max(ARTICLE_LENGTHS)):
        total = total + number // _whole(10**place) % _whole(10) * _whole(3 if place % 2 else 1)
    wrong_length = func.length(gtin).not_in(ARTICLE_LENGTHS)
    return case((gtin == "", 0), (wrong_length, 1), (not_(_only_figures(gtin)), 1), else_=total % _whole(10))


def _whole(number: int) -> ColumnElement[int]:
    return literal_column(str(number), BigInteger)


def _wrong_tariff(tariff: ColumnElement[str]) -> ColumnElement[int]:
    """0 for a tariff number of the right length in one of its chapters."""
    chapter = func.substr(tariff, 1, 2)
    known = and_(chapter.between("01", "97"), chapter != "77")
    wrong_length = func.length(tariff).not_in(TARIFF_LENGTHS)
    return case((tariff == "", 0), (wrong_length, 1), (not_(_only_figures(tariff)), 1), (known, 0), else_=1)


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
        MAKER.c.short_name_zh.label("maker_short_zh"),
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
