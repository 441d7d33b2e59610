"""At the carton: answers per unit, given and taken back, the next unit. Every step is saved before the next.

Only the inspector of the record writes in it, and only while it is open; each step returns how the inspection
stands now.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.checklist import choice_from, judge_choice, judge_measure, parse_measure
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome, DefectClass
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Defect, Inspection, InspectionCheck, Reading, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.drafts import drop_in
from qualitydesk.services.inspections.defects import defect_type, insert_defect
from qualitydesk.services.inspections.shown import ReadingLine
from qualitydesk.services.inspections.standing import Standing, refresh, sum_up
from qualitydesk.services.inspections.writable import require_writable, writable
from qualitydesk.store.asking import Question
from qualitydesk.store.questions import first_of, keyed, one
from qualitydesk.store.session import Reader, Work

FORM = "capture"
"""The form under which unfinished typing of a measure is kept; the record is the inspection."""


def record_check(desk: Desk, check_id: str, unit: int, outcome: CheckOutcome) -> Standing:
    """Answer a pass/fail check of one unit; Open takes the answer back."""
    with desk.store.write(desk.person, "record check") as work:
        asked = _open_check(desk, work, check_id, unit, CheckKind.PASS_FAIL, outcome)
        return _keep(work, asked, outcome, {"value": None, "choice": ""})


def record_choice(desk: Desk, check_id: str, unit: int, choice: str) -> Standing:
    """Answer a choice check of one unit by the English name of the answer."""
    with desk.store.write(desk.person, "record check") as work:
        asked = _open_check(desk, work, check_id, unit, CheckKind.CHOICE)
        outcome = judge_choice(choice, [choice_from(text) for text in asked.check.choices or ()])
        return _keep(work, asked, outcome, {"value": None, "choice": choice})


def record_reading(desk: Desk, check_id: str, unit: int, typed: str) -> Standing:
    """Record a measured value of one unit as typed; the tolerance decides. Its draft is dropped in the
    same step.
    """
    value = parse_measure(typed)
    with desk.store.write(desk.person, "record reading") as work:
        asked = _open_check(desk, work, check_id, unit, CheckKind.MEASURE)
        check = asked.check
        drop_in(work, FORM, check.inspection_id)
        return _keep(work, asked, judge_measure(value, check.lower, check.upper), {"value": value})


def next_unit(desk: Desk, key: str) -> Standing:
    """Finish the present unit and go on; refused while a check of this unit is open."""
    with desk.store.write(desk.person, "finish unit") as work:
        inspection = writable(desk, work, key)
        if inspection.units_done >= inspection.sample_size:
            raise RuleBroken(msg("Every unit of the sample is done."))
        unit = inspection.units_done + 1
        still_open = _open_on(work, key, unit)
        if still_open:
            raise RuleBroken(_open_words(still_open))
        return refresh(work, key, units_done=unit)


def set_cartons(desk: Desk, key: str, cartons: int) -> Standing:
    """Record how many cartons have been opened."""
    with desk.store.write(desk.person, "record cartons") as work:
        writable(desk, work, key)
        if not 0 <= cartons <= 1_000_000:
            raise RuleBroken(msg("Not a number of cartons."), fields={"cartons": msg("0 or more.")})
        return refresh(work, key, cartons_opened=cartons)


def take_answer_back(desk: Desk, check_id: str, unit: int, before: ReadingLine | None = None) -> Standing:
    """Let a check of a unit stand as it did before it was answered; that unit is in hand again."""
    with desk.store.write(desk.person, "undo") as work:
        inspection, *found = work.each(*_asked(check_id, unit))
        require_writable(desk, inspection)
        work.amend(Inspection, inspection, units_done=min(inspection.units_done, unit - 1))
        was = before or ReadingLine(CheckOutcome.OPEN, None, "")
        return _keep(work, _Asked(unit, *found), was.outcome, {"value": was.value, "choice": was.choice})


class _Asked(NamedTuple):
    """A check of one unit, and what is recorded of both: an answer, a defect."""

    unit: int
    check: Any
    reading: Any
    defect: Any


def _asked(check_id: str, unit: int) -> tuple[Question, ...]:
    """The questions for the inspection of a check, kept from others, and then for ``_Asked``."""
    return (
        Question(_inspection_of(), {"check": check_id}, first_of),
        keyed(InspectionCheck, check_id),
        one(Reading, check_id=check_id, unit_no=unit),
        one(Defect, check_id=check_id, unit_no=unit),
    )


@lru_cache(maxsize=1)
def _inspection_of() -> Select[Any]:
    inspection, check = t(Inspection), t(InspectionCheck)
    of_it = select(inspection).join(check, check.c.inspection_id == inspection.c.id)
    return of_it.where(check.c.id == bindparam("check")).with_for_update(of=inspection)


def _open_check(
    desk: Desk,
    work: Work,
    check_id: str,
    unit: int,
    kind: CheckKind,
    outcome: CheckOutcome = CheckOutcome.PASS,
) -> _Asked:
    inspection, *found = work.each(*_asked(check_id, unit))
    asked = _Asked(unit, *found)
    check = asked.check
    require_writable(desk, inspection)
    if check.kind != kind:
        raise RuleBroken(msg("This check is answered in another way."))
    if not 1 <= unit <= min(check.sample_size, inspection.units_done + 1):
        raise RuleBroken(msg("Unit {unit} is not in the sample of this check.", unit=unit))
    if outcome is CheckOutcome.NOT_APPLICABLE and check.photo_required:
        raise RuleBroken(msg("This check cannot be left out."))
    return asked


def _keep(work: Work, asked: _Asked, outcome: CheckOutcome, values: dict[str, Any]) -> Standing:
    """Save one answer, its defect, the outcome of the check and the sums."""
    unit, check, known, _ = asked
    answer = {"outcome": outcome.value, "at": work.clock.now(), **values}
    if known is None:
        key = {"id": new_key(), "check_id": check.id, "inspection_id": check.inspection_id, "unit_no": unit}
        work.insert(Reading, **key, **answer)
    else:
        work.amend(Reading, known, **answer)
    _follow_with_defect(work, asked, outcome)
    sum_up(work, check)
    return refresh(work, check.inspection_id)


def _follow_with_defect(work: Work, asked: _Asked, outcome: CheckOutcome) -> None:
    """A failing check of every unit is a defect of that unit; an answer taken back withdraws it."""
    unit, check, _, known = asked
    if check.sample:
        return
    if outcome is not CheckOutcome.FAIL:
        if known is not None and known.withdrawn_at is None:
            work.amend(Defect, known, withdrawn_at=work.clock.now())
        return
    if known is not None:
        work.amend(Defect, known, withdrawn_at=None)
        return
    kind = defect_type(work, check.defect_code)
    insert_defect(
        work,
        check.inspection_id,
        kind,
        id=new_key(),
        check_id=check.id,
        unit_no=unit,
        defect_class=DefectClass(kind.defect_class),
    )


def _open_on(work: Reader, key: str, unit: int) -> int:
    """How many checks of a unit have no answer yet."""
    check, reading = t(InspectionCheck), t(Reading)
    answered = select(reading.c.check_id).where(
        reading.c.inspection_id == key,
        reading.c.unit_no == unit,
        reading.c.outcome != CheckOutcome.OPEN.value,
    )
    rows: Sequence[Any] = work.all(
        select(check.c.id).where(
            check.c.inspection_id == key, check.c.sample_size >= unit, check.c.id.not_in(answered)
        )
    )
    return len(rows)


def _open_words(count: int) -> Message:
    if count == 1:
        return msg("1 check on this unit is still open. Answer it first.")
    return msg("{count} checks on this unit are still open. Answer them first.", count=count)
