"""Use cases of checklists: list, open a version, save the next one. A version in use never changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.errors import Conflict, RuleBroken
from qualitydesk.domain.inspection.checklist import Check, check_definition, choice_from
from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import Inspection, Template, TemplateCheck, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.catalogue import check_row
from qualitydesk.services.listed import Listed
from qualitydesk.services.required import require_editor, require_filled, require_fitting
from qualitydesk.store.listings.catalogues import CHECKLISTS as _REGISTER
from qualitydesk.store.listings.catalogues import ChecklistRow
from qualitydesk.store.session import Reader, Work

__all__ = [
    "CHECKLISTS",
    "ChecklistFile",
    "ChecklistRow",
    "EditionLine",
    "create_checklist",
    "newest_version",
    "open_checklist",
    "save_checklist",
]

CHECKLISTS: Listed[ChecklistRow] = Listed(_REGISTER)
MOST_CHECKS = 60


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One version of a checklist and how many inspections were planned with it."""

    id: str
    edition: int
    current: bool
    inspections: int


@dataclass(frozen=True, slots=True)
class ChecklistFile:
    """One version with what it asks, and all versions of the checklist, newest first."""

    id: str
    version: int
    code: str
    edition: int
    category: str
    category_name: Bilingual
    name: Bilingual
    current: bool
    checks: tuple[Check, ...]
    editions: tuple[EditionLine, ...]


def open_checklist(desk: Desk, key: str) -> ChecklistFile:
    """A version of a checklist by its key."""
    with desk.store.read() as read:
        row = read.get(Template, key)
        checks = read.rows(TemplateCheck, "position", template_id=key)
        editions = _editions(read, row.code)
    known = desk.rules.categories.get(row.category)
    return ChecklistFile(
        id=key,
        version=row.version,
        code=row.code,
        edition=row.edition,
        category=row.category,
        category_name=known.name if known else Bilingual(row.category),
        name=Bilingual(row.name, row.name_zh),
        current=row.current,
        checks=tuple(_check(each) for each in checks),
        editions=editions,
    )


def newest_version(desk: Desk, key: str) -> str:
    """The key of the version in use of the same checklist."""
    with desk.store.read() as read:
        row = read.find(Template, code=read.get(Template, key).code, current=True)
    return str(row.id) if row is not None else key


def _editions(read: Reader, code: str) -> tuple[EditionLine, ...]:
    template, inspection = t(Template), t(Inspection)
    planned = (
        select(func.count()).select_from(inspection).where(inspection.c.template_id == template.c.id)
    ).scalar_subquery()
    rows = read.all(
        select(template.c.id, template.c.edition, template.c.current, planned.label("planned"))
        .where(template.c.code == code)
        .order_by(template.c.edition.desc())
    )
    return tuple(EditionLine(row.id, row.edition, row.current, row.planned) for row in rows)


def _check(row: Any) -> Check:
    return Check(
        code=row.code,
        name=Bilingual(row.name, row.name_zh),
        requirement=Bilingual(row.requirement, row.requirement_zh),
        kind=CheckKind(row.kind),
        defect=row.defect_code,
        how_to=Bilingual(row.how_to, row.how_to_zh),
        sample=row.sample,
        unit=row.unit,
        lower=row.lower,
        upper=row.upper,
        choices=tuple(choice_from(text) for text in row.choices or ()),
        photo_required=row.photo_required,
    )


def create_checklist(
    desk: Desk, category: str, name: Bilingual, checks: Sequence[Check], *, key: str | None = None
) -> str:
    """Record the first version of a category's checklist; returns its key.

    RuleBroken for a category that has one already: its next version is saved instead.
    """
    if category not in desk.rules.categories:
        raise RuleBroken(
            msg("“{category}” is not a product category.", category=category),
            fields={"category": msg("Choose a category of the list.")},
        )
    _require_usable(desk, name, checks)
    with desk.store.write(desk.person, "create checklist") as work:
        if work.find(Template, category=category, current=True) is not None:
            raise RuleBroken(
                msg("This category has a checklist already. Open it and save its next version."),
                fields={"category": msg("This category has a checklist already.")},
            )
        edition = _last_edition(work, category) + 1
        return _insert(work, key or new_key(), category, edition, category, name, checks)


def save_checklist(
    desk: Desk, base: str, name: Bilingual, checks: Sequence[Check], *, key: str | None = None
) -> str:
    """Save the version after ``base``, which goes out of use; returns the new key.

    Conflict when ``base`` is no longer the version in use: somebody else saved one meanwhile.
    """
    _require_usable(desk, name, checks)
    with desk.store.write(desk.person, "save checklist version") as work:
        row = work.get(Template, base)
        newest = _last_edition(work, row.code)
        if not row.current:
            raise Conflict(
                msg("Version {n} was saved meanwhile. What you typed is kept.", n=newest),
                theirs={"edition": newest},
                mine={"edition": row.edition},
            )
        work.update(Template, base, row.version, current=False)
        return _insert(work, key or new_key(), row.code, newest + 1, row.category, name, checks)


def _insert(
    work: Work, key: str, code: str, edition: int, category: str, name: Bilingual, checks: Sequence[Check]
) -> str:
    work.insert(
        Template,
        id=key,
        code=code,
        edition=edition,
        category=category,
        name=name.en.strip(),
        name_zh=name.zh.strip(),
    )
    work.insert_many(TemplateCheck, [check_row(key, place, each) for place, each in enumerate(checks, 1)])
    return key


def _last_edition(work: Work, code: str) -> int:
    template = t(Template)
    return int(work.scalar(select(func.max(template.c.edition)).where(template.c.code == code)) or 0)


def _require_usable(desk: Desk, name: Bilingual, checks: Sequence[Check]) -> None:
    require_editor(desk)
    require_filled(msg("A checklist needs a name."), {"name": name.en}, "name")
    if not 0 < len(checks) <= MOST_CHECKS:
        raise RuleBroken(msg("A checklist asks at least one thing and at most {n}.", n=MOST_CHECKS))
    faults: list[Message] = [fault for check in checks for fault in check_definition(check)]
    if len({check.code for check in checks}) < len(checks):
        faults.append(msg("Two checks have the same code."))
    if faults:
        raise RuleBroken(faults[0])
    for place, check in enumerate(checks, 1):
        require_fitting(TemplateCheck, check_row("", place, check))
