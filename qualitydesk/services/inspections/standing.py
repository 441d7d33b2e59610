"""How an inspection stands: read its limits, defects and checks, let the domain judge, keep the sums on the
record.

Shared by capture, signing and the opened file; nothing here is a use case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, func, select, union_all

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
from qualitydesk.store.asking import Question
from qualitydesk.store.questions import every, held
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


def rests_on(key: str) -> tuple[Question, ...]:
    """The questions for the limits, checks and counting defects of an inspection, in this order."""
    return (
        every(InspectionLimit, inspection_id=key)._replace(read=_limits),
        every(InspectionCheck, "position", inspection_id=key),
        Question(_DEFECTS, {"key": key}),
    )


def _limits(found: Sequence[Any]) -> tuple[ClassLimit, ...]:
    """The frozen limits, critical first."""
    rows = {row.defect_class: row for row in found}
    return tuple(
        ClassLimit(
            each, rows[each].aql, rows[each].letter, rows[each].sample_size, rows[each].ac, rows[each].re, ""
        )
        for each in DefectClass
        if each in rows
    )


_DEFECT, _CHECK, _LINK = t(Defect), t(InspectionCheck), t(AttachmentLink)
_COUNTS = and_(_DEFECT.c.inspection_id == bindparam("key"), _DEFECT.c.withdrawn_at.is_(None))
_DEFECTS = select(_DEFECT).where(_COUNTS).order_by(_DEFECT.c.found_at.desc(), _DEFECT.c.id.desc())
_PHOTOS = (
    select(_LINK.c.subject_id, func.count().label("photos"))
    .where(
        _LINK.c.subject_id.in_(
            union_all(
                select(_DEFECT.c.id).where(_COUNTS),
                select(_CHECK.c.id).where(_CHECK.c.inspection_id == bindparam("key")),
            )
        ),
        _LINK.c.purpose == "Photo",
        _LINK.c.removed_at.is_(None),
    )
    .group_by(_LINK.c.subject_id)
)


def _photos(key: str) -> Question:
    """The question how many photos hang on each check and defect of an inspection that has any."""
    return Question(_PHOTOS, {"key": key}, lambda rows: {row.subject_id: row.photos for row in rows})


def standing_of(read: Reader, inspection: Any) -> Standing:
    """Judge the inspection of that row as it is recorded now."""
    return judged(read, inspection, *read.each(*rests_on(inspection.id), _photos(inspection.id)))


def judged(
    read: Reader,
    inspection: Any,
    limits: tuple[ClassLimit, ...],
    checks: Sequence[Any],
    defects: Sequence[Any],
    photos: Mapping[str, int],
) -> Standing:
    """Judge by rows that are read already; ``photos`` says how many hang on each of them."""
    found = [_found(row, photos) for row in defects]
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
    inspection, *found = work.each(held(Inspection, key), *rests_on(key), _photos(key))
    standing = judged(work, inspection, *found)
    counts = {f"{each.value.lower()}_found": standing.counts.get(each, 0) for each in DefectClass}
    work.amend(Inspection, inspection, result=standing.verdict.result.value, **counts)
    return standing


def sum_up(work: Work, check: Any) -> None:
    """Bring outcome and finding of a check up to date with its readings; its inspection is locked."""
    readings = [row for row in work.rows(Reading, check_id=check.id) if row.outcome != CheckOutcome.OPEN]
    failed = sum(1 for each in readings if each.outcome == CheckOutcome.FAIL)
    outcome = CheckOutcome.PASS if len(readings) >= check.sample_size else CheckOutcome.OPEN
    if failed:
        outcome = CheckOutcome.FAIL
    found = _span(readings, check.unit) if check.kind == CheckKind.MEASURE else str(failed)
    work.amend(InspectionCheck, check, outcome=outcome.value, found=found if readings else "")


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
