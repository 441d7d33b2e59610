"""Single sampling plans by attributes: code letter, tables, arrows.

Tables: resources/sampling (sources in SOURCE.md there). ISO 2859-1:1999 tables 1 and 2-A to 2-C, ANSI/ASQ
Z1.4 (MIL-STD-105E) tables I and II-A to II-C. Severity is decided by switching.py, limits per class by
limits.py, Pa by characteristic.py.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from pathlib import Path

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.states import SamplingSeverity
from qualitydesk.domain.values import msg

RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "sampling"

LEVELS = ("I", "II", "III", "S-1", "S-2", "S-3", "S-4")
"""General and special inspection levels (ISO 2859-1:1999, 10.1)."""


class Edition(StrEnum):
    """Whose tables: they differ in one tightened cell and in the reduced plans."""

    ISO = "iso2859-1"
    Z14 = "z1.4"


EDITION_NAMES = {
    Edition.ISO: "ISO 2859-1:1999 (GB/T 2828.1-2012)",
    Edition.Z14: "ANSI/ASQ Z1.4 (MIL-STD-105E)",
}

_EDITION_WORDS = {
    "iso2859-1": Edition.ISO,
    "iso 2859-1": Edition.ISO,
    "iso2859-1:1999": Edition.ISO,
    "iso": Edition.ISO,
    "gb/t 2828.1": Edition.ISO,
    "gb/t2828.1": Edition.ISO,
    "z1.4": Edition.Z14,
    "ansi z1.4": Edition.Z14,
    "ansi/asq z1.4": Edition.Z14,
    "mil-std-105e": Edition.Z14,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A single sampling plan for one lot.

    ``letter`` belongs to lot size and level, ``use_letter`` to the plan after arrows; both are empty for a
    lot of one, which is below the table. ``n`` is the plan's sample size; ``inspect_qty`` is n, or the whole
    lot where n reaches it.
    """

    letter: str
    use_letter: str
    n: int
    ac: int
    re: int
    inspect_qty: int
    inspect_all: bool
    edition: Edition
    severity: SamplingSeverity
    aql: str
    source: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The plan that a code letter and an AQL lead to once arrows are followed."""

    letter: str
    n: int
    ac: int
    re: int


_Table = dict[tuple[str, Decimal], Cell]

_TABLE_NAMES = {
    (Edition.ISO, SamplingSeverity.NORMAL): "ISO 2859-1:1999 table 2-A",
    (Edition.ISO, SamplingSeverity.TIGHTENED): "ISO 2859-1:1999 table 2-B",
    (Edition.ISO, SamplingSeverity.REDUCED): "ISO 2859-1:1999 table 2-C (one transcription)",
    (Edition.Z14, SamplingSeverity.NORMAL): "ANSI/ASQ Z1.4 table II-A (MIL-STD-105E II-A)",
    (Edition.Z14, SamplingSeverity.TIGHTENED): "ANSI/ASQ Z1.4 table II-B (MIL-STD-105E II-B)",
    (Edition.Z14, SamplingSeverity.REDUCED): "ANSI/ASQ Z1.4 table II-C (MIL-STD-105E II-C)",
}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (RESOURCES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _cells(name: str) -> _Table:
    return {
        (row["letter"], Decimal(row["aql"])): Cell(
            row["use_letter"], int(row["use_n"]), int(row["use_ac"]), int(row["use_re"])
        )
        for row in _rows(name)
        if row["use_letter"]
    }


@cache
def table(edition: Edition, severity: SamplingSeverity) -> _Table:
    """Every (letter, AQL) of one edition and severity, arrows followed."""
    if severity is SamplingSeverity.NORMAL:
        return _cells("single_normal.csv")
    if severity is SamplingSeverity.REDUCED:
        return _cells("single_reduced.csv" if edition is Edition.Z14 else "single_reduced_iso.csv")
    cells = _cells("single_tightened.csv")
    if edition is Edition.ISO:
        cells.update(_iso_tightened())
    return cells


def _iso_tightened() -> _Table:
    return {
        (row["letter"], Decimal(row["aql"])): Cell(
            row["iso1999_letter"], int(row["iso1999_n"]), int(row["iso1999_ac"]), int(row["iso1999_re"])
        )
        for row in _rows("edition_differences.csv")
        if row["table"] == "tightened"
    }


@cache
def aqls() -> tuple[str, ...]:
    """The AQL values that have a plan, as printed, smallest first."""
    return tuple(dict.fromkeys(row["aql"] for row in _rows("single_normal.csv")))


@cache
def _bands() -> tuple[tuple[int, int | None, dict[str, str]], ...]:
    return tuple(
        (
            int(row["lot_min"]),
            int(row["lot_max"]) if row["lot_max"] else None,
            {level: row[level] for level in LEVELS},
        )
        for row in _rows("code_letters.csv")
    )


def code_letter(lot: int, level: str) -> str:
    """The code letter of a lot size (2 or more) and inspection level (table 1 / table I)."""
    for lowest, highest, letters in _bands():
        if lowest <= lot and (highest is None or lot <= highest):
            return letters[level]
    raise RuleBroken(msg("A lot has at least one unit."), fields={"lot": msg("At least 1.")})


def parse_aql(text: str) -> str:
    """The AQL as printed in the tables; an AQL that they do not list has no plan and is refused, never
    interpolated.
    """
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal("NaN")
    for printed in aqls():
        if value == Decimal(printed):
            return printed
    listed = ", ".join(aqls())
    raise RuleBroken(
        msg("AQL {aql} is not in the tables. Listed values: {listed}.", aql=text, listed=listed),
        fields={"aql": msg("Not a listed AQL.")},
    )


def parse_level(text: str) -> str:
    """One of the seven inspection levels, written in capital letters or not."""
    level = text.strip().upper()
    if level in LEVELS:
        return level
    raise RuleBroken(
        msg("“{level}” is not an inspection level. Levels: {listed}.", level=text, listed=", ".join(LEVELS)),
        fields={"level": msg("Not an inspection level.")},
    )


def parse_severity(text: str) -> SamplingSeverity:
    """normal, tightened or reduced."""
    try:
        return SamplingSeverity(text.strip().lower())
    except ValueError:
        raise RuleBroken(
            msg("“{severity}” is not a severity: normal, tightened or reduced.", severity=text),
            fields={"severity": msg("Not a severity.")},
        ) from None


def parse_edition(text: str) -> Edition:
    """iso2859-1 or z1.4, also by the names under which the same tables are known."""
    edition = _EDITION_WORDS.get(text.strip().lower())
    if edition is None:
        raise RuleBroken(
            msg("“{edition}” is not an edition: iso2859-1 or z1.4.", edition=text),
            fields={"edition": msg("Not an edition.")},
        )
    return edition


def plan(
    lot: int,
    level: str,
    aql: str,
    severity: SamplingSeverity = SamplingSeverity.NORMAL,
    edition: Edition = Edition.ISO,
) -> Plan:
    """The single sampling plan for a lot (ISO 2859-1:1999, 10.1 to 10.3; MIL-STD-105E 4.9).

    An arrow leads to a whole other plan: its letter, sample size, Ac and Re. Where n reaches the lot, every
    unit is inspected and the plan's Ac still decides. A lot of one is below the table: it is inspected, and
    any defect rejects it.
    """
    printed = parse_aql(aql)
    level = parse_level(level)
    source = _TABLE_NAMES[edition, severity]
    if lot == 1:
        return Plan("", "", 1, 0, 1, 1, True, edition, severity, printed, source)
    letter = code_letter(lot, level)
    cell = table(edition, severity)[letter, Decimal(printed)]
    return Plan(
        letter=letter,
        use_letter=cell.letter,
        n=cell.n,
        ac=cell.ac,
        re=cell.re,
        inspect_qty=min(cell.n, lot),
        inspect_all=cell.n >= lot,
        edition=edition,
        severity=severity,
        aql=printed,
        source=source,
    )
