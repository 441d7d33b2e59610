"""How an inspection stands: read its limits, defects and checks, let the domain judge, keep the sums on the
record.

Shared by capture, signing and the opened file; nothing here is a use case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select

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
    limits: tuple[ClassLimit, ...]
    checks: Sequence[Any]
    defects: Sequence[Any]


def limits_of(read: Reader, key: str) -> tuple[ClassLimit, ...]:
    """The frozen limits, critical first."""
    rows = {row.defect_class: row for row in read.rows(InspectionLimit, inspection_id=key)}
    return tuple(
        ClassLimit(
            each, rows[each].aql, rows[each].letter, rows[each].sample_size, rows[each].ac, rows[each].re, ""
        )
        for each in DefectClass
        if each in rows
    )


def checks_of(read: Reader, key: str) -> Sequence[Any]:
    """The frozen checks in order."""
    return read.rows(InspectionCheck, "position", inspection_id=key)


_DEFECT, _LINK = t(Defect), t(AttachmentLink)
_DEFECTS = (
    select(_DEFECT)
    .where(_DEFECT.c.inspection_id == bindparam("key"), _DEFECT.c.withdrawn_at.is_(None))
    .order_by(_DEFECT.c.found_at.desc(), _DEFECT.c.id.desc())
)
_PHOTOS = (
    select(_LINK.c.subject_id, func.count().label("photos"))
    .where(
        _LINK.c.subject_id.in_(bindparam("subjects", expanding=True)),
        _LINK.c.purpose == "Photo",
        _LINK.c.removed_at.is_(None),
    )
    .group_by(_LINK.c.subject_id)
)


def defects_of(read: Reader, key: str) -> Sequence[Any]:
    """The defects that count, newest first."""
    return read.all(_DEFECTS, {"key": key})


def photo_counts(read: Reader, subjects: Sequence[str]) -> dict[str, int]:
    """How many photos hang on each of the records that have any."""
    if not subjects:
        return {}
    return {row.subject_id: row.photos for row in read.all(_PHOTOS, {"subjects": list(subjects)})}


def standing_of(read: Reader, inspection: Any) -> Standing:
    """Judge the inspection of that row as it is recorded now."""
    defects, checks = defects_of(read, inspection.id), checks_of(read, inspection.id)
    photos = photo_counts(read, [row.id for row in (*defects, *checks)])
    return judged(read, inspection, checks, defects, photos)


def judged(
    read: Reader, inspection: Any, checks: Sequence[Any], defects: Sequence[Any], photos: Mapping[str, int]
) -> Standing:
    """Judge by rows that are read already; ``photos`` says how many hang on each of them."""
    found = [_found(row, photos) for row in defects]
    limits = limits_of(read, inspection.id)
    counts = tally(found, limits)
    progress = Progress(
        units_done=inspection.units_done,
        units=inspection.sample_size,
        open_checks=sum(1 for check in checks if check.outcome == CheckOutcome.OPEN),
        missing_photos=missing_photos(found) + _checks_without_photo(checks, photos),
    )
    verdict = judge(limits, counts, _failures(read, checks), progress)
    return Standing(verdict, counts, progress, limits, checks, defects)


def refresh(work: Work, key: str, **changes: Any) -> Standing:
    """Judge again and keep the sums and the result on the record; ``changes`` are saved along."""
    if changes:
        work.change(Inspection, key, **changes)
    standing = standing_of(work, work.get(Inspection, key))
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
