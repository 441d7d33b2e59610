"""How a column writes its dates and decimals: told by the evidence in all its cells, or by the person.

13/01/2026 proves day before month for its whole column; 1.234,50 proves the decimal comma.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.table import Cell, Table

EVIDENCE_ROWS = 50_000
FIRST_LOOK = 500
_NUMERIC_DATE = re.compile(r"\s*(\d{1,4})[./\-](\d{1,2})[./\-](\d{1,4})(?!\d)")
_NUMBER = re.compile(r"[\d.,'\s\u00a0\u202f]*\d")


@dataclass(slots=True)
class Convention:
    """What was found for one column: ``date_order`` "dmy", "mdy" or "ymd", ``decimal`` "." or ","."""

    date_order: str = "dmy"
    decimal: str = "."
    note: Message | None = None


@dataclass(slots=True)
class _Evidence:
    heading: str
    dates: bool
    day_first: int = 0
    month_first: int = 0
    unclear: int = 0
    comma: int = 0
    point: int = 0

    def see(self, cell: Cell) -> None:
        if not isinstance(cell, str) or not cell:
            return
        if self.dates:
            self._see_date(cell)
        else:
            self._see_number(cell)

    def _see_date(self, text: str) -> None:
        found = _NUMERIC_DATE.match(text)
        if not found or len(found[1]) > 2:
            return
        first, second = int(found[1]), int(found[2])
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        elif first != second:
            self.unclear += 1

    def _see_number(self, text: str) -> None:
        comma, point = text.rfind(","), text.rfind(".")
        if comma < 0 and point < 0:
            return
        if comma >= 0 and point >= 0:
            self.comma += comma > point
            self.point += point > comma
            return
        mark = "," if comma >= 0 else "."
        after = len(text.rstrip(" %€$£¥")) - max(comma, point) - 1
        if text.count(mark) > 1:
            self.comma += mark == "."
            self.point += mark == ","
        elif after != 3:
            self.comma += mark == ","
            self.point += mark == "."

    @property
    def open(self) -> bool:
        return self.unclear > 0 and not self.day_first and not self.month_first


@dataclass(slots=True)
class Conventions:
    """The conventions of the columns asked for, by their position."""

    columns: dict[int, Convention] = field(default_factory=dict)

    def notes(self) -> list[Message]:
        """What was found and what had to be assumed, to be said in the report."""
        return [convention.note for convention in self.columns.values() if convention.note]


def find_conventions(table: Table, dates: Iterable[int], numbers: Iterable[int]) -> Conventions:
    """Look at the named columns of ``table``: a short look, a long one only where a date stays unclear."""
    evidence = {index: _Evidence(table.columns[index], True) for index in dates}
    evidence |= {index: _Evidence(table.columns[index], False) for index in numbers if index not in evidence}
    if not evidence:
        return Conventions()
    _look(table, evidence, FIRST_LOOK)
    unclear = {index: item for index, item in evidence.items() if item.open}
    if unclear:
        for item in unclear.values():
            item.unclear = 0
        _look(table, unclear, EVIDENCE_ROWS)
    usual = "," if sum(e.comma for e in evidence.values()) > sum(e.point for e in evidence.values()) else "."
    return Conventions({index: _judge(item, table, usual) for index, item in evidence.items()})


def _look(table: Table, evidence: Mapping[int, _Evidence], rows: int) -> None:
    for row in islice(table.rows(), rows):
        for index, item in evidence.items():
            item.see(row.cells[index])


def _judge(item: _Evidence, table: Table, usual: str) -> Convention:
    if item.dates:
        return _judge_dates(item, table.options.date_order)
    if table.options.decimal:
        return Convention(decimal=table.options.decimal)
    if item.comma == item.point:
        return Convention(decimal=usual)
    if item.comma > item.point:
        note = msg("“{column}” is written with a decimal comma.", column=item.heading)
        return Convention(decimal=",", note=note)
    return Convention(decimal=".")


def _judge_dates(item: _Evidence, wished: str) -> Convention:
    if wished:
        return Convention(date_order=wished)
    if item.month_first > item.day_first:
        return Convention("mdy", note=msg("“{column}” is written month, day, year.", column=item.heading))
    if item.day_first:
        return Convention("dmy", note=msg("“{column}” is written day, month, year.", column=item.heading))
    if item.unclear:
        text = msg(
            "Day and month can't be told apart in “{column}”; day, month, year was assumed.",
            column=item.heading,
        )
        return Convention("dmy", note=text)
    return Convention()
