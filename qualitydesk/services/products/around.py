"""What hangs on a product: its papers per market, its lots and where they lie, where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.shipments.states import LotStatus
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Lot, Place, t
from qualitydesk.services.certificates import CoverageRow, coverage
from qualitydesk.services.desk import Desk
from qualitydesk.services.products.file import ProductFile
from qualitydesk.services.uses import Use, uses_of_product
from qualitydesk.store.session import Reader

NEWEST_LOTS = 6
GONE = (LotStatus.SCRAPPED.value, LotStatus.RETURN.value)


@dataclass(frozen=True, slots=True)
class LotLine:
    """One lot of the product."""

    id: str
    number: str
    status: str
    quantity: int
    made_on: date | None
    place: Bilingual


@dataclass(frozen=True, slots=True)
class StockLine:
    """How much of the product lies at one place; an empty key is "nowhere on record"."""

    place_id: str
    place: Bilingual
    lots: int
    units: int


@dataclass(frozen=True, slots=True)
class ProductAround:
    """``papers`` are the asked ones only; ``lots`` the newest of ``lot_count``."""

    papers: tuple[CoverageRow, ...]
    lots: tuple[LotLine, ...]
    lot_count: int
    stock: tuple[StockLine, ...]
    uses: tuple[Use, ...]


def around_product(desk: Desk, file: ProductFile) -> ProductAround:
    """All of it; a product that is not sold any more is asked for no papers."""
    papers = coverage(desk, file.fields["sku"]) if file.fields["active"] else ()
    with desk.store.read() as read:
        lots = _lots(read, file.id)
        count = read.count(Lot, product_id=file.id)
        stock = _stock(read, file.id)
    asked = tuple(row for row in papers if row.state is not Coverage.NOT_REQUIRED)
    return ProductAround(asked, lots, count, stock, uses_of_product(desk, file.id))


def _lots(read: Reader, product: str) -> tuple[LotLine, ...]:
    lot, place = t(Lot), t(Place)
    statement = (
        select(lot, place.c.name.label("place"), place.c.name_zh.label("place_zh"))
        .outerjoin(place, place.c.id == lot.c.place_id)
        .where(lot.c.product_id == product)
        .order_by(lot.c.id.desc())
        .limit(NEWEST_LOTS)
    )
    return tuple(
        LotLine(r.id, r.number, r.status, r.quantity, r.made_on, Bilingual(r.place or "", r.place_zh or ""))
        for r in read.all(statement)
    )


def _stock(read: Reader, product: str) -> tuple[StockLine, ...]:
    lot, place = t(Lot), t(Place)
    units = func.sum(lot.c.quantity)
    statement = (
        select(
            lot.c.place_id, place.c.name, place.c.name_zh, func.count().label("lots"), units.label("units")
        )
        .outerjoin(place, place.c.id == lot.c.place_id)
        .where(lot.c.product_id == product, lot.c.status.not_in(GONE))
        .group_by(lot.c.place_id, place.c.name, place.c.name_zh)
        .order_by(units.desc())
    )
    return tuple(
        StockLine(r.place_id or "", Bilingual(r.name or "", r.name_zh or ""), r.lots, int(r.units))
        for r in read.all(statement)
    )
