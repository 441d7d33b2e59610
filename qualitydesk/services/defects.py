"""Use cases of the defect catalogue: list, open with where an entry is used, add, change, set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.records import Claim, Defect, DefectType, Template, TemplateCheck, t
from qualitydesk.services.choices import Choice
from qualitydesk.services.desk import Desk
from qualitydesk.services.listed import Listed
from qualitydesk.services.required import (
    require_editor,
    require_filled,
    require_fitting,
    require_free,
    trimmed,
)
from qualitydesk.store.listings.catalogues import DEFECTS as _REGISTER
from qualitydesk.store.listings.catalogues import DefectRow
from qualitydesk.store.session import Reader

__all__ = [
    "DEFECTS",
    "DefectFile",
    "DefectRow",
    "create_defect",
    "defect_categories",
    "defect_choices",
    "edit_defect",
    "open_defect",
    "set_defects_active",
]

DEFECTS: Listed[DefectRow] = Listed(_REGISTER)
NAMED = msg("A defect needs a code and a name.")


@dataclass(frozen=True, slots=True)
class DefectFile:
    """One entry and how often it is used: found in inspections, a reason of claims, asked by checklists."""

    row: DefectRow
    found: int
    claims: int
    checklists: tuple[tuple[str, Bilingual], ...]


def open_defect(desk: Desk, key: str) -> DefectFile:
    """An entry by key or code."""
    claim = t(Claim)
    with desk.store.read() as read:
        row = read.find(DefectType, code=key) or read.get(DefectType, key)
        found = read.count(Defect, defect_type_id=row.id)
        claims = int(
            read.scalar(select(func.count()).select_from(claim).where(claim.c.reason_type_id == row.id))
        )
        checklists = _asked_by(read, row.code)
    return DefectFile(_REGISTER.row(row), found, claims, checklists)


def _asked_by(read: Reader, code: str) -> tuple[tuple[str, Bilingual], ...]:
    template, check = t(Template), t(TemplateCheck)
    asking = select(check.c.template_id).where(check.c.defect_code == code)
    wanted = select(template).where(template.c.current == 1, template.c.id.in_(asking))
    rows = read.all(wanted.order_by(template.c.name))
    return tuple((row.id, Bilingual(row.name, row.name_zh)) for row in rows)


def defect_categories(desk: Desk) -> tuple[str, ...]:
    """The categories that entries are put in."""
    category = t(DefectType).c.category
    with desk.store.read() as read:
        rows = read.all(select(category).where(category != "").distinct().order_by(category))
    return tuple(row.category for row in rows)


def defect_choices(desk: Desk, named: Iterable[str] = ()) -> tuple[Choice, ...]:
    """The entries in use for a field, by code; the key of each is its code. Those with the codes in ``named``
    are offered though they are set aside: a checklist that asks for them goes on to.
    """
    table = t(DefectType)
    offered = (table.c.active == 1) | table.c.code.in_(list(named))
    with desk.store.read() as read:
        rows = read.all(select(table).where(offered).order_by(table.c.code))
    return tuple(Choice(row.code, row.name, row.name_zh) for row in rows)


def create_defect(
    desk: Desk, *, code: str, name: str, defect_class: str, key: str | None = None, **fields: Any
) -> str:
    """Add an entry; returns its key."""
    given = _checked(desk, {"code": code.upper(), "name": name, "defect_class": defect_class, **fields})
    with desk.store.write(desk.person, "add defect to the catalogue") as work:
        require_free(work, DefectType, "code", given["code"])
        return work.insert(DefectType, id=key or new_key(), **given)


def edit_defect(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change an entry; its code stays, since papers and checklists name it."""
    if "code" in fields:
        raise RuleBroken(
            msg("The code of a defect stays: papers name it. Add another entry."),
            fields={"code": msg("It stays.")},
        )
    given = _checked(desk, fields)
    with desk.store.write(desk.person, "edit defect of the catalogue") as work:
        return work.update(DefectType, key, version, **given)


def set_defects_active(desk: Desk, keys: Iterable[str], active: bool) -> tuple[str, ...]:
    """Set entries aside or take them up again; returns the keys of those that were not so already."""
    require_editor(desk)
    action = "take up defects again" if active else "set defects aside"
    with desk.store.write(desk.person, action) as work:
        others = [row.id for row in work.among(DefectType, "id", keys) if row.active != active]
        for key in others:
            work.change(DefectType, key, active=active)
    return tuple(others)


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    given = trimmed(fields)
    require_filled(NAMED, given, "code", "name")
    if "defect_class" in given and given["defect_class"] not in list(DefectClass):
        raise RuleBroken(msg("Choose a class."), fields={"defect_class": msg("Choose a class.")})
    require_fitting(DefectType, given)
    return given
