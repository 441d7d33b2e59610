"""How an inspection stands: read its limits, defects and checks, let the domain judge, keep the sums on the
record.

Shared by capture, signing and the opened file; nothing here is a use case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.inspection.checklist import tolerance_text
from qualitydesk.domain.inspection.defects import FoundDefect, missing_photos, tally
from qualitydesk.domain.inspection.limits import ClassLimit
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome, DefectClass
from qualitydesk.domain.inspection.verdict import CheckFailure, Progress, Verdict, judge
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import (
    AttachmentLink,
    Defect,
    DefectType,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Reading,
    t,
)
from qualitydesk.store.session import Reader, Work


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict with what it rests on."""

    verdict: Verdict
    counts: Mapping[DefectClass, int]
    progress: Progress


def limits_of(read: Reader, key: str) -> tuple[ClassLimit, ...]:
    """The frozen limits, critical first."""
    table = t(InspectionLimit)
    rows = {row.defect_class: row for row in read.all(select(table).where(table.c.inspection_id == key))}
    return tuple(
        ClassLimit(
            each, rows[each].aql, rows[each].letter, rows[each].sample_size, rows[each].ac, rows[each].re, ""
        )
        for each in DefectClass
        if each in rows
    )


def checks_of(read: Reader, key: str) -> Sequence[Any]:
    """The frozen checks in order."""
    table = t(InspectionCheck)
    return read.all(select(table).where(table.c.inspection_id == key).order_by(table.c.position))


def defects_of(read: Reader, key: str) -> Sequence[Any]:
    """The defects that count, newest first."""
    table = t(Defect)
    return read.all(
        select(table)
        .where(table.c.inspection_id == key, table.c.withdrawn_at.is_(None))
        .order_by(table.c.found_at.desc(), table.c.id.desc())
    )


def photo_counts(read: Reader, subjects: Sequence[str]) -> dict[str, int]:
    """How many photos hang on each of the records that have any."""
    link = t(AttachmentLink)
    if not subjects:
        return {}
    rows = read.all(
        select(link.c.subject_id, func.count().label("photos"))
        .where(link.c.subject_id.in_(list(subjects)), link.c.removed_at.is_(None))
        .group_by(link.c.subject_id)
    )
    return {row.subject_id: row.photos for row in rows}


def standing_of(read: Reader, key: str) -> Standing:
    """Judge the inspection as it is recorded now."""
    inspection = read.get(Inspection, key)
    defects, checks = defects_of(read, key), checks_of(read, key)
    photos = photo_counts(read, [row.id for row in (*defects, *checks)])
    found = [_found(row, photos) for row in defects]
    limits = limits_of(read, key)
    counts = tally(found, limits)
    progress = Progress(
        units_done=inspection.units_done,
        units=inspection.sample_size,
        open_checks=sum(1 for check in checks if check.outcome == CheckOutcome.OPEN),
        missing_photos=missing_photos(found) + _checks_without_photo(checks, photos),
    )
    return Standing(judge(limits, counts, _failures(read, checks), progress), counts, progress)


def refresh(work: Work, key: str, **changes: Any) -> Standing:
    """Judge again and keep the sums and the result on the record; ``changes`` are saved along."""
    if changes:
        work.change(Inspection, key, **changes)
    standing = standing_of(work, key)
    counts = {f"{each.value.lower()}_found": standing.counts.get(each, 0) for each in DefectClass}
    work.change(Inspection, key, result=standing.verdict.result.value, **counts)
    return standing


def sum_up(work: Work, check: Any) -> None:
    """Bring outcome and finding of a check up to date with its readings."""
    table = t(Reading)
    readings = work.all(
        select(table).where(table.c.check_id == check.id, table.c.outcome != CheckOutcome.OPEN)
    )
    failed = sum(1 for each in readings if each.outcome == CheckOutcome.FAIL)
    outcome = CheckOutcome.PASS if len(readings) >= check.sample_size else CheckOutcome.OPEN
    if failed:
        outcome = CheckOutcome.FAIL
    found = _span(readings, check.unit) if check.kind == CheckKind.MEASURE else str(failed)
    work.change(InspectionCheck, check.id, outcome=outcome.value, found=found if readings else "")


def _span(readings: Sequence[Any], unit: str) -> str:
    values = [each.value for each in readings if each.value is not None]
    return tolerance_text(min(values), max(values), unit) if values else ""


def _found(row: Any, photos: Mapping[str, int]) -> FoundDefect:
    return FoundDefect(DefectClass(row.defect_class), row.count, row.unit_no or 0, photos.get(row.id, 0))


def _checks_without_photo(checks: Sequence[Any], photos: Mapping[str, int]) -> int:
    return sum(1 for check in checks if check.photo_required and not photos.get(check.id))


def _failures(read: Reader, checks: Sequence[Any]) -> list[CheckFailure]:
    """Failed checks that are not part of the count: they decide by themselves, in the class of their
    defect.
    """
    failed = [check for check in checks if check.sample and check.outcome == CheckOutcome.FAIL]
    types = {row.code: row for row in read.among(DefectType, "code", [check.defect_code for check in failed])}
    return [
        CheckFailure(
            Bilingual(check.name, check.name_zh),
            DefectClass(types[check.defect_code].defect_class)
            if check.defect_code in types
            else DefectClass.MAJOR,
        )
        for check in failed
    ]
