"""The list of parties, with those whose vetting file does not let us trade with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from qualitydesk.domain.parties.vetting import NEEDED
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Party, PartyCheck, PartyRole, t
from qualitydesk.store.listings.register import Register

PARTY, ROLE, CHECK = t(Party), t(PartyRole), t(PartyCheck)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party; ``verdict`` is that on its vetting file, "" for roles that need none."""

    id: str
    version: int
    code: str
    name: Bilingual
    short_name: str
    country: str
    phone: str
    roles: tuple[str, ...]
    own: bool
    blocked: bool
    verdict: str = ""


def _row(row: Any) -> PartyRow:
    return PartyRow(
        id=row.id,
        version=row.version,
        code=row.code,
        name=Bilingual(row.name, row.name_zh),
        short_name=row.short_name,
        country=row.country,
        phone=row.phone,
        roles=tuple(sorted((row.roles or "").split())),
        own=row.own,
        blocked=row.blocked,
    )


def _newest_check(outcome: str) -> Any:
    """A check of the party with that outcome which no later one of its kind replaces."""
    later = CHECK.alias("later")
    day, later_day = func.coalesce(CHECK.c.checked_on, ""), func.coalesce(later.c.checked_on, "")
    replaced = exists().where(
        later.c.party_id == CHECK.c.party_id,
        later.c.kind == CHECK.c.kind,
        or_(later_day > day, and_(later_day == day, later.c.id > CHECK.c.id)),
    )
    return exists().where(CHECK.c.party_id == PARTY.c.id, CHECK.c.outcome == outcome, ~replaced)


def _not_vetted(values: tuple[str, ...]) -> ColumnElement[bool]:
    """``values`` is the day: a check that the roles ask for is missing, failed or has ended by then."""
    day = date.fromisoformat(values[0])
    holds = or_(CHECK.c.valid_to.is_(None), CHECK.c.valid_to >= day)
    passed = _newest_check("Passed").where(holds)
    lacking = [
        and_(_has_role((role,)), ~passed.where(CHECK.c.kind == kind))
        for role, kinds in NEEDED.items()
        for kind in kinds
    ]
    return or_(*lacking, and_(_has_role(tuple(NEEDED)), _newest_check("Failed")))


def _has_role(values: tuple[str, ...]) -> ColumnElement[bool]:
    return PARTY.c.id.in_(select(ROLE.c.party_id).where(ROLE.c.role.in_(values)))


_ROLES = (
    select(func.aggregate_strings(ROLE.c.role, " ")).where(ROLE.c.party_id == PARTY.c.id).scalar_subquery()
)

PARTIES = Register(
    select=select(PARTY, _ROLES.label("roles")),
    key=PARTY.c.id,
    orders={"": PARTY.c.id, "code": PARTY.c.code, "name": PARTY.c.name, "country": PARTY.c.country},
    filters={
        "role": _has_role,
        "country": PARTY.c.country.in_,
        "blocked": lambda values: PARTY.c.blocked.in_([value == "1" for value in values]),
        "not_vetted": _not_vetted,
    },
    row=_row,
    kind="party",
)
"""The register of parties, newest first."""
