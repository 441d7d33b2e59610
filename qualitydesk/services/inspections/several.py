"""What is done with several planned inspections at once: who inspects, on which day, calling them off.

All of them or none: a refusal names each one that is begun or over. How one is planned is in ``planning``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.states import INSPECTING_ROLES, InspectionStatus, check_transition
from qualitydesk.domain.values import msg
from qualitydesk.records import Inspection, Person, t
from qualitydesk.services.choices import Choice
from qualitydesk.services.desk import Desk
from qualitydesk.services.several import held
from qualitydesk.store.session import Work


def inspector_choices(desk: Desk) -> tuple[Choice, ...]:
    """The people who can be given an inspection, by name."""
    person = t(Person)
    statement = select(person.c.id, person.c.name, person.c.name_zh, person.c.role)
    may = (person.c.active == 1, person.c.role.in_(INSPECTING_ROLES))
    with desk.store.read() as read:
        rows = read.all(statement.where(*may).order_by(person.c.name))
    return tuple(Choice(row.id, row.name, row.name_zh) for row in rows)


def assign_inspections(desk: Desk, inspectors: Mapping[str, str | None]) -> dict[str, str | None]:
    """Give planned inspections, by their keys, to these people.

    Returns who had those that changed: given back to this use case, it takes the step back. Raises Denied for
    roles that do not plan, RuleBroken for somebody who does not inspect and when one is begun.
    """
    desk.require(*INSPECTING_ROLES)
    with desk.store.write(desk.person, "assign inspections") as work:
        for person in {person for person in inspectors.values() if person}:
            _require_inspector(work, person)
        return _change(work, inspectors, "inspector_id")


def date_inspections(desk: Desk, days: Mapping[str, date | None]) -> dict[str, date | None]:
    """Plan planned inspections, by their keys, for these days; returns the days of those that changed, with
    which the step is taken back. Raises like ``assign_inspections``.
    """
    desk.require(*INSPECTING_ROLES)
    with desk.store.write(desk.person, "plan inspections for a day") as work:
        return _change(work, days, "planned_on")


def cancel_inspections(desk: Desk, keys: Iterable[str], reason: str) -> int:
    """Call planned inspections off for one reason; how many. There is no way back: plan another one."""
    with desk.store.write(desk.person, "cancel inspections", reason) as work:
        status = check_transition("cancel", InspectionStatus.PLANNED, desk.person.role, reason=reason)
        rows = _not_begun(work, keys, "reason")
        for row in rows:
            work.change(Inspection, row.id, status=status.value, reason=reason.strip())
        return len(rows)


def _change(work: Work, wanted: Mapping[str, Any], field: str) -> dict[str, Any]:
    rows = _not_begun(work, wanted, field)
    before = {row.id: getattr(row, field) for row in rows if getattr(row, field) != wanted[row.id]}
    for key in before:
        work.change(Inspection, key, **{field: wanted[key]})
    return before


def _not_begun(work: Work, keys: Iterable[str], field: str) -> list[Any]:
    """The rows, by number, none of them begun; refused at the form's ``field``."""
    rows = held(work, Inspection, keys)
    reasons = tuple(
        msg("{number} is “{status}”.", number=row.number, status=msg(row.status))
        for row in rows
        if row.status != InspectionStatus.PLANNED
    )
    if reasons:
        said = msg(
            "Nothing was changed: it can be done only before the work begins. {reasons}", reasons=reasons
        )
        raise RuleBroken(said, fields={field: said})
    return rows


def _require_inspector(work: Work, key: str) -> None:
    person = work.get(Person, key)
    if not person.active or person.role not in INSPECTING_ROLES:
        said = msg("{name} does not inspect. Choose somebody who does.", name=person.name)
        raise RuleBroken(said, fields={"inspector_id": said})
