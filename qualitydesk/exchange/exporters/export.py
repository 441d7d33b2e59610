"""What an export is: headings and a stream of rows, read in portions so that memory stays small."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Select, String, func, select, type_coerce

from qualitydesk.domain.money import minor_digits
from qualitydesk.exchange.importers.goods import OF
from qualitydesk.records import Lot, Product, Record, t
from qualitydesk.store.session import Reader

PORTION = 500
Rows = Iterator[Sequence[Any]]


@dataclass(frozen=True)
class Export:
    """One kind of records as a table: the English names of its fields, its number first, and its rows: one
    for each record, or for each of its ``lines`` and one for a record without any.
    """

    kind: str
    headings: tuple[str, ...]
    rows: Callable[[Reader], Rows]
    record: type[Record]
    lines: type[Record] | None = None

    def total(self, read: Reader) -> int:
        """How many rows there are."""
        table = t(self.record)
        ground = table if self.lines is None else table.outerjoin(t(self.lines))
        return int(read.scalar(select(func.count()).select_from(ground)))


def portions(read: Reader, statement: Select[Any]) -> Iterator[Sequence[Any]]:
    """The rows of a select, some hundred at a time."""
    result = read.connection.execute(statement.execution_options(yield_per=PORTION))
    yield from result.partitions(PORTION)


def codes(read: Reader, record: type[Record], column: str) -> dict[str | None, str]:
    """What people call each record of a table, by its key; empty for none."""
    table = t(record)
    named: dict[str | None, str] = {None: ""}
    for portion in portions(read, select(table.c.id, table.c[column])):
        named.update((key, called or "") for key, called in portion)
    return named


def lot_names(read: Reader) -> Callable[[str | None, str | None], str]:
    """What a lot is called beside a product: its number, and its own SKU where that is another product's."""
    lot, product = t(Lot), t(Product)
    statement = select(lot.c.id, lot.c.number, lot.c.product_id, product.c.sku)
    rows = read.all(statement.join(product, product.c.id == lot.c.product_id))
    lots = {str(row.id): row for row in rows}

    def name(lot_id: str | None, product_id: str | None) -> str:
        if lot_id is None:
            return ""
        row = lots[lot_id]
        return str(row.number) if product_id in {row.product_id, None} else f"{row.number}{OF}{row.sku}"

    return name


def children(
    read: Reader, record: type[Record], parent: str, owners: Iterable[str], order: str
) -> dict[str, list[Any]]:
    """The rows that belong to ``owners``, in order."""
    found: dict[str, list[Any]] = {}
    for row in sorted(read.among(record, parent, owners), key=attrgetter(order, "id")):
        found.setdefault(getattr(row, parent), []).append(row)
    return found


def as_text(column: Column[Any]) -> Any:
    """An instant as it is stored: its text is what exports show."""
    return type_coerce(column, String)


def amount(minor: int | None, currency: str) -> Decimal | None:
    """An amount in major units."""
    return None if minor is None else Decimal(minor).scaleb(-minor_digits(currency))


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell, as the importers take them apart."""
    return "; ".join(texts)


def picked(row: Mapping[Any, Any], names: Sequence[str]) -> list[Any]:
    """Some columns of a row, in order."""
    return [row[name] for name in names]
