"""Defects found at the carton: recorded from the catalogue, changed, withdrawn and restored."""

from __future__ import annotations

from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.defects import PHOTO_CLASSES, check_count
from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import Defect, DefectType
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.standing import Standing, refresh
from qualitydesk.services.inspections.writable import writable
from qualitydesk.store.session import Reader, Work


def add_defect(
    desk: Desk,
    key: str,
    code: str,
    *,
    unit: int | None = None,
    count: int = 1,
    carton: str = "",
    note: str = "",
    defect_class: DefectClass | None = None,
    defect_id: str = "",
) -> str:
    """Record a defect of the catalogue; its key. ``defect_id`` made by the caller keeps a repeat from
    doubling it.
    """
    check_count(count)
    with desk.store.write(desk.person, "record defect") as work:
        writable(desk, work, key)
        if defect_id and work.find(Defect, id=defect_id) is not None:
            return defect_id
        kind = defect_type(work, code)
        added = insert_defect(
            work,
            key,
            kind,
            id=defect_id or new_key(),
            unit_no=unit,
            count=count,
            carton=carton.strip()[:40],
            note=note.strip(),
            defect_class=DefectClass(defect_class or kind.defect_class),
        )
        refresh(work, key)
        return added


def change_defect(
    desk: Desk,
    defect_id: str,
    *,
    count: int | None = None,
    defect_class: DefectClass | None = None,
    carton: str | None = None,
    note: str | None = None,
) -> Standing:
    """Change what was recorded of a defect; None leaves a field as it is."""
    if count is not None:
        check_count(count)
    where, said = (None if text is None else text.strip() for text in (carton, note))
    wanted = {"count": count, "carton": where and where[:40], "note": said}
    values: dict[str, Any] = {name: each for name, each in wanted.items() if each is not None}
    if defect_class is not None:
        values |= {"defect_class": defect_class.value, "photo_required": defect_class in PHOTO_CLASSES}
    with desk.store.write(desk.person, "change defect") as work:
        return _change_defect(desk, work, defect_id, values)


def remove_defect(desk: Desk, defect_id: str) -> Standing:
    """Withdraw a defect; it is kept and no longer counts."""
    with desk.store.write(desk.person, "withdraw defect") as work:
        return _change_defect(desk, work, defect_id, {"withdrawn_at": desk.now()})


def restore_defect(desk: Desk, defect_id: str) -> Standing:
    """Let a withdrawn defect count again."""
    with desk.store.write(desk.person, "restore defect") as work:
        return _change_defect(desk, work, defect_id, {"withdrawn_at": None})


def insert_defect(work: Work, key: str, kind: Any, *, defect_class: DefectClass, **values: Any) -> str:
    """Add a defect of a kind of the catalogue to an inspection; its key."""
    return work.insert(
        Defect,
        inspection_id=key,
        defect_type_id=kind.id,
        code=kind.code,
        name=kind.name,
        name_zh=kind.name_zh,
        defect_class=defect_class.value,
        photo_required=defect_class in PHOTO_CLASSES,
        found_at=work.clock.now(),
        **values,
    )


def defect_type(work: Reader, code: str) -> Any:
    """The kind of a defect by its code; RuleBroken for a code that is not in the catalogue."""
    kind = work.find(DefectType, code=code.strip().upper())
    if kind is None:
        raise RuleBroken(
            msg("“{code}” is not in the defect catalogue.", code=code),
            fields={"code": msg("Choose a defect of the catalogue.")},
        )
    return kind


def _change_defect(desk: Desk, work: Work, defect_id: str, values: dict[str, Any]) -> Standing:
    defect = work.get(Defect, defect_id)
    writable(desk, work, defect.inspection_id)
    work.change(Defect, defect_id, **values)
    return refresh(work, defect.inspection_id)
