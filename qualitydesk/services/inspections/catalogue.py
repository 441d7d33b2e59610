"""The starter checklists and the defect catalogue of resources/checklists, and how they come into the
database.

A checklist in use is a versioned template; a later edition of the file becomes the next version and changes
no inspection.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from qualitydesk.domain.inspection.checklist import Check, Checklist, bilingual, checklist_from
from qualitydesk.domain.inspection.defects import CatalogueDefect
from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.keys import new_key
from qualitydesk.paths import RESOURCES
from qualitydesk.records import DefectType, Template, TemplateCheck, t
from qualitydesk.services.desk import Desk
from qualitydesk.store.asking import Question
from qualitydesk.store.session import Work

if TYPE_CHECKING:
    from qualitydesk.domain.rules import RulePack

FOLDER = RESOURCES / "checklists"
FALLBACK = "general_consumer"
_NOT_CHECKLISTS = ("defects", "shared")


def _read(name: str) -> Mapping[str, Any]:
    import yaml

    content: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return content


@cache
def checklist_categories() -> tuple[str, ...]:
    """The product categories that have a starter checklist of their own."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem not in _NOT_CHECKLISTS))


@cache
def starter_checklist(category: str) -> Checklist:
    """The starter checklist of a product category; the general one where it has none."""
    name = category if category in checklist_categories() else FALLBACK
    return checklist_from(_read(name), _read("shared")["checks"])


@cache
def catalogue() -> Mapping[str, CatalogueDefect]:
    """The defect catalogue by code, in its own order."""
    return {
        code: CatalogueDefect(
            code=code,
            name=bilingual(entry),
            short=bilingual(entry["short"]),
            defect_class=DefectClass(entry["class"]),
            category=str(entry["category"]),
        )
        for code, entry in _read("defects")["defects"].items()
    }


def load_starters(desk: Desk) -> int:
    """Bring every starter checklist and the defect catalogue into the database; how many templates it
    holds then.
    """
    with desk.store.write(desk.person, "load starter checklists") as work:
        load_catalogue(work)
        for category in checklist_categories():
            template_for(work, desk.rules, category)
        return work.count(Template)


def load_catalogue(work: Work) -> None:
    """Add the entries of the catalogue that the database does not know yet; what people changed there
    stays.
    """
    add_missing(work, *work.each(codes()))


def codes() -> Question:
    """The question for the codes of the catalogue that the database knows."""
    return Question(_known(), read=lambda rows: {row.code for row in rows})


def add_missing(work: Work, known: Collection[str]) -> None:
    """Add the entries of the catalogue that are not among the ``known`` codes."""
    rows: list[dict[str, Any]] = [
        {
            "id": new_key(),
            "code": entry.code,
            "name": entry.name.en,
            "name_zh": entry.name.zh,
            "defect_class": entry.defect_class.value,
            "category": entry.category,
        }
        for entry in catalogue().values()
        if entry.code not in known
    ]
    work.insert_many(DefectType, rows)


@cache
def _known() -> Select[Any]:
    return select(t(DefectType).c.code)


def template_for(work: Work, rules: RulePack, category: str) -> str:
    """The key of the current template of a category, made from the starter checklist when there is none.

    What begins as the general checklist is called as its category is: it is changed for that alone.
    """
    row = work.find(Template, category=category, current=True)
    if row is not None:
        return str(row.id)
    starter = starter_checklist(category)
    own = rules.categories.get(category) if starter.category != category else None
    name = own.name if own is not None else starter.name
    key = work.insert(
        Template,
        id=new_key(),
        code=category,
        edition=starter.version,
        category=category,
        name=name.en,
        name_zh=name.zh,
    )
    work.insert_many(
        TemplateCheck, [check_row(key, place, each) for place, each in enumerate(starter.checks, 1)]
    )
    return key


def check_row(template: str, position: int, check: Check) -> dict[str, Any]:
    """A check as the table of templates keeps it, in its place (from 1)."""
    return {
        "id": new_key(),
        "template_id": template,
        "position": position,
        "code": check.code,
        "name": check.name.en,
        "name_zh": check.name.zh,
        "requirement": check.requirement.en,
        "requirement_zh": check.requirement.zh,
        "how_to": check.how_to.en,
        "how_to_zh": check.how_to.zh,
        "kind": check.kind.value,
        "choices": [str(choice) for choice in check.choices] or None,
        "unit": check.unit,
        "lower": check.lower,
        "upper": check.upper,
        "defect_code": check.defect,
        "sample": check.sample,
        "photo_required": check.photo_required,
    }
