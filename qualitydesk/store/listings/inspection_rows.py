"""One line of a list of inspections, and the groups in which a list shows them.

How they are read is not known here: a list and a look by the driver alone make the same lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qualitydesk.domain.inspection.states import OPEN_STATUSES, DefectClass
from qualitydesk.domain.values import Bilingual, Query

_CLASSES = {each.value: each for each in DefectClass}
_CRITICAL, _MAJOR, _MINOR = DefectClass.CRITICAL, DefectClass.MAJOR, DefectClass.MINOR

# The groups of a list, from what waits for a decision to what is over.
_RANKS = ("Submitted", "Sent back", "In progress", "Planned", "Approved", "Cancelled", "Aborted", "Waived")


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """One line of a list. ``limits`` are (Ac, Re) per class; ``found`` counts per class."""

    id: str
    version: int
    number: str
    revision: int
    kind: str
    status: str
    result: str
    decision: str
    product: Bilingual
    sku: str
    lot: str
    lot_id: str
    place: Bilingual
    inspector: Bilingual
    inspector_id: str | None
    letter: str
    sample_size: int
    units_done: int
    found: Mapping[DefectClass, int]
    limits: Mapping[DefectClass, tuple[int, int]]
    planned_on: date | None
    submitted_at: datetime | None


def statuses_in_turn(query: Query) -> list[str]:
    """The groups that a query lets through, in its order."""
    chosen = set(query.filters.get("status", ()))
    if "Open" in chosen:
        chosen |= {status.value for status in OPEN_STATUSES}
    ranked = [status for status in _RANKS if not chosen or status in chosen]
    return ranked if query.descending else ranked[::-1]


def rows_of(rows: Sequence[Sequence[Any]], limits: Iterable[Sequence[Any]]) -> tuple[InspectionRow, ...]:
    """Lines from what was selected for them, and their limits: inspection, class, Ac, Re."""
    found: dict[str, dict[DefectClass, tuple[int, int]]] = {}
    for key, defect_class, ac, re in map(tuple, limits):
        found.setdefault(key, {})[_CLASSES[defect_class]] = (ac, re)
    return tuple(_row(row, found.get(row[0], {})) for row in rows)


def _row(row: Sequence[Any], limits: Mapping[DefectClass, tuple[int, int]]) -> InspectionRow:
    """A row taken apart by place: by name it takes as long as reading it."""
    (key, version, number, revision, kind, status, result, decision, lot_id, inspector_id, letter) = row[:11]
    (sample_size, units_done, critical, major, minor, planned_on, submitted_at) = row[11:18]
    (product, product_zh, sku, lot, place_name, place_zh, inspector, inspector_zh) = row[18:26]
    return InspectionRow(
        id=key,
        version=version,
        number=number,
        revision=revision,
        kind=kind,
        status=status,
        result=result,
        decision=decision,
        product=Bilingual(product, product_zh),
        sku=sku,
        lot=lot,
        lot_id=lot_id,
        place=Bilingual(place_name or "", place_zh or ""),
        inspector=Bilingual(inspector or "", inspector_zh or ""),
        inspector_id=inspector_id,
        letter=letter,
        sample_size=sample_size,
        units_done=units_done,
        found={_CRITICAL: critical, _MAJOR: major, _MINOR: minor},
        limits=limits,
        planned_on=planned_on,
        submitted_at=submitted_at,
    )
