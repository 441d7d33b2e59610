"""What an export is: headings and a stream of rows, read in portions so that memory stays small."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
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
Only = Collection[str] | None
"""The numbers of the records that go out; None for all."""


@dataclass(frozen=True)
class Export:
    """One kind of records as a table: the English names of its fields, its number first, and its rows: one
    for each record, or for each of its ``lines`` and one for a record without any. ``number`` is the column
    of the record's table with what people call it.
    """

    kind: str
    headings: tuple[str, ...]
    rows: Callable[[Reader, Only], Rows]
    record: type[Record]
    lines: type[Record] | None = None
    number: str = "number"

    def total(self, read: Reader, only: Only) -> int:
        """How many rows there are."""
        table = t(self.record)
        ground = table if self.lines is None else table.outerjoin(t(self.lines))
        statement = select(func.count()).select_from(ground)
        return sum(int(read.scalar(one)) for one in _narrowed(statement, table.c[self.number], only))


def _narrowed(statement: Select[Any], number: Column[Any], only: Only) -> Iterator[Select[Any]]:
    """The select, or one for each portion of the numbers that are wanted."""
    if only is None:
        yield statement
        return
    wanted = sorted(only)
    for start in range(0, len(wanted), PORTION):
        yield statement.where(number.in_(wanted[start : start + PORTION]))


def portions(
    read: Reader, statement: Select[Any], number: Column[Any], only: Only
) -> Iterator[Sequence[Any]]:
    """The rows of a select, some hundred at a time; with ``only`` those whose ``number`` is among them."""
    for one in _narrowed(statement, number, only):
        result = read.connection.execute(one.execution_options(yield_per=PORTION))
        yield from result.partitions(PORTION)


class Codes(dict[str | None, str]):
    """What people call each record of a table, by its key; empty for none. All are read at once when all
    records go out, else each when it is first met.
    """

    def __init__(self, read: Reader, record: type[Record], column: str, only: Only) -> None:
        super().__init__({None: ""})
        self._read, self._table, self._column = read, t(record), column
        if only is None:
            statement = select(self._table.c.id, self._table.c[column])
            for portion in portions(read, statement, self._table.c.id, None):
                self.update((key, called or "") for key, called in portion)

    def __missing__(self, key: str | None) -> str:
        found = self._read.scalar(select(self._table.c[self._column]).where(self._table.c.id == key))
        self[key] = str(found or "")
        return self[key]


def lot_names(read: Reader, only: Only) -> Callable[[str | None, str | None], str]:
    """What a lot is called beside a product: its number, and its own SKU where that is another product's."""
    lot, product = t(Lot), t(Product)
    statement = select(lot.c.id, lot.c.number, lot.c.product_id, product.c.sku)
    statement = statement.join(product, product.c.id == lot.c.product_id)
    lots = {str(row.id): row for row in read.all(statement)} if only is None else {}

    def name(lot_id: str | None, product_id: str | None) -> str:
        if lot_id is None:
            return ""
        if lot_id not in lots:
            lots[lot_id] = read.first(statement.where(lot.c.id == lot_id))
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


def picked(row: Mapping[Any, Any], names: Sequence[str]) -> list[Any]:
    """Some columns of a row, in order."""
    return [row[name] for name in names]
