"""Planning an inspection of a lot: choose the plan, freeze limits and checks into the record.

From here on neither the tables nor the template can change what was agreed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Join, Select, and_, bindparam, func, literal, select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.limits import DEFAULT_AQLS, FrozenPlan, freeze
from qualitydesk.domain.inspection.sampling import parse_edition, parse_severity
from qualitydesk.domain.inspection.states import (
    INSPECTING_ROLES,
    DefectClass,
    InspectionKind,
    InspectionStatus,
)
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import (
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Lot,
    Product,
    ShipmentLine,
    Template,
    TemplateCheck,
    Tranche,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.drafts import drop_in
from qualitydesk.services.inspections.catalogue import add_missing, codes, template_for
from qualitydesk.services.inspections.freezing import fields_of, frozen_check, frozen_limit
from qualitydesk.store.asking import Question
from qualitydesk.store.questions import first_of, keyed, one
from qualitydesk.store.session import Work

FORM = "new inspection"


@dataclass(frozen=True, slots=True)
class NewInspection:
    """What is asked when an inspection is planned.

    ``quantity`` is the part of the lot that is inspected, 0 for all of it; ``aqls`` are texts as printed, "0"
    for the house rule.
    """

    lot_id: str
    kind: InspectionKind = InspectionKind.PSI
    level: str = "II"
    severity: str = "normal"
    edition: str = "iso2859-1"
    aqls: Mapping[DefectClass, str] = field(default_factory=lambda: dict(DEFAULT_AQLS))
    planned_on: date | None = None
    inspector_id: str | None = None
    place_id: str | None = None
    shipment_id: str | None = None
    quantity: int = 0
    cartons: str = ""
    note: str = ""


def preview_plan(desk: Desk, wanted: NewInspection) -> FrozenPlan:
    """The plan and limits that ``wanted`` would freeze, without saving anything."""
    with desk.store.read() as read:
        return _plan(wanted, _quantity(read.get(Lot, wanted.lot_id), wanted))


def plan_inspection(desk: Desk, wanted: NewInspection, *, key: str = "") -> str:
    """Plan an inspection; its key. ``key`` may be made by the caller, so that a repeat plans nothing twice.

    Raises RuleBroken when the plan cannot be had, Denied for roles that do not inspect.
    """
    desk.require(*INSPECTING_ROLES)
    key = key or new_key()
    with suppress(_PlannedAlready), desk.store.write(desk.person, "plan inspection") as work:
        known, *found = work.each(one(Inspection, id=key), *_around(work, wanted.lot_id))
        if known is not None:
            raise _PlannedAlready
        drop_in(work, FORM, "")
        _insert(desk, work, key, wanted, _Around(*found))
    return key


class _PlannedAlready(Exception):
    """Undoes a repeat, with the number that it took."""


def reinspect(desk: Desk, earlier_id: str, wanted: NewInspection, *, key: str = "") -> str:
    """Plan an inspection of the same lot that follows an approved one; linked to it, numbered by its place
    in the row. ``key`` as for ``plan_inspection``.
    """
    desk.require(*INSPECTING_ROLES)
    key = key or new_key()
    with suppress(_PlannedAlready), desk.store.write(desk.person, "plan re-inspection") as work:
        if work.find(Inspection, id=key) is not None:
            raise _PlannedAlready
        earlier = work.get(Inspection, earlier_id)
        if earlier.lot_id != wanted.lot_id:
            raise RuleBroken(msg("A re-inspection looks at the same lot again."))
        if earlier.status != InspectionStatus.APPROVED:
            raise RuleBroken(msg("The earlier inspection is not finished; finish it first."))
        around = _Around(*work.each(*_around(work, wanted.lot_id)))
        _insert(desk, work, key, wanted, around, earlier_id)
    return key


class _Around(NamedTuple):
    """What a plan is made from, and its number."""

    lot: Any
    goods: Any
    """The category of the product, and its current template if there is one."""
    checks: Sequence[Any]
    """Those of that template, in their order."""
    codes: Collection[str]
    """What the database knows of the defect catalogue."""
    shipment: str | None
    """The newest one that carries the lot."""
    number: str


def _around(work: Work, lot_id: str) -> tuple[Question, ...]:
    """The questions that ``_Around`` answers, in its order."""
    lot = {"lot": lot_id}
    return (
        keyed(Lot, lot_id),
        Question(_goods(), lot, first_of),
        Question(_checks(), lot),
        codes(),
        Question(_carrying(), lot, lambda rows: rows[0].shipment_id if rows else None),
        work.numbering("IN"),
    )


def _insert(
    desk: Desk, work: Work, key: str, wanted: NewInspection, around: _Around, earlier: str | None = None
) -> None:
    frozen = _plan(wanted, _quantity(around.lot, wanted))
    add_missing(work, around.codes)
    template, checks = around.goods.template_id, around.checks
    if template is None:
        template = template_for(work, desk.rules, around.goods.category)
        checks = work.rows(TemplateCheck, "position", template_id=template)
    work.insert(
        Inspection,
        **_row(desk, key, wanted, around, frozen),
        template_id=template,
        reinspection_of_id=earlier,
    )
    limits = [{"id": new_key(), **frozen_limit(key, limit)} for limit in frozen.limits]
    work.insert_many(InspectionLimit, limits)
    kept = [frozen_check(key, fields_of(check), frozen.lot, frozen.n) for check in checks]
    work.insert_many(InspectionCheck, [{"id": new_key(), **check} for check in kept])
    if wanted.quantity:
        _insert_tranche(work, key, around.lot, wanted)


def _row(desk: Desk, key: str, wanted: NewInspection, around: _Around, frozen: FrozenPlan) -> dict[str, Any]:
    lot = around.lot
    return {
        "id": key,
        "number": around.number,
        "kind": wanted.kind.value,
        "lot_id": lot.id,
        "product_id": lot.product_id,
        "shipment_id": wanted.shipment_id or around.shipment,
        "place_id": wanted.place_id or lot.place_id,
        "inspector_id": wanted.inspector_id or desk.person.id or None,
        "planned_on": wanted.planned_on or desk.today(),
        "lot_size": frozen.lot,
        "level": frozen.level,
        "severity": frozen.severity.value,
        "edition": frozen.edition.value,
        "letter": frozen.use_letter,
        "sample_size": frozen.n,
        "inspect_all": frozen.inspect_all,
        "note": wanted.note.strip(),
    }


def _insert_tranche(work: Work, key: str, lot: Any, wanted: NewInspection) -> None:
    tranche, inspection = t(Tranche), t(Inspection)
    earlier = work.scalar(
        select(func.count())
        .select_from(tranche)
        .join(inspection, inspection.c.id == tranche.c.inspection_id)
        .where(inspection.c.lot_id == lot.id)
    )
    work.insert(
        Tranche,
        id=new_key(),
        inspection_id=key,
        tranche_no=int(earlier) + 1,
        quantity=wanted.quantity,
        cartons=wanted.cartons.strip(),
    )


def _plan(wanted: NewInspection, quantity: int) -> FrozenPlan:
    return freeze(
        quantity, wanted.level, wanted.aqls, parse_severity(wanted.severity), parse_edition(wanted.edition)
    )


def _quantity(lot: Any, wanted: NewInspection) -> int:
    if wanted.quantity < 0 or (lot.quantity and wanted.quantity > lot.quantity):
        raise RuleBroken(
            msg("The lot holds {quantity} units; a part of it cannot be larger.", quantity=lot.quantity),
            fields={"quantity": msg("More than the lot holds.")},
        )
    quantity = wanted.quantity or lot.quantity
    if quantity < 1:
        raise RuleBroken(
            msg("The size of this lot is not recorded. Enter how many units are inspected."),
            fields={"quantity": msg("A quantity is needed.")},
        )
    return int(quantity)


@lru_cache(maxsize=1)
def _goods() -> Select[Any]:
    template = t(Template)
    columns = select(t(Product).c.category, template.c.id.label("template_id"))
    return columns.select_from(_of_lot().outerjoin(template, _current())).where(_THIS_LOT)


@lru_cache(maxsize=1)
def _checks() -> Select[Any]:
    check, template = t(TemplateCheck), t(Template)
    of_it = _of_lot().join(template, _current()).join(check, check.c.template_id == template.c.id)
    return select(check).select_from(of_it).where(_THIS_LOT).order_by(check.c.position)


def _of_lot() -> Join:
    lot, product = t(Lot), t(Product)
    return lot.join(product, product.c.id == lot.c.product_id)


def _current() -> ColumnElement[bool]:
    """The template in force for the category of a product."""
    template = t(Template)
    return and_(
        template.c.category == t(Product).c.category,
        template.c.current == literal(True, template.c.current.type),
    )


_THIS_LOT = t(Lot).c.id == bindparam("lot")


@lru_cache(maxsize=1)
def _carrying() -> Select[Any]:
    line = t(ShipmentLine)
    carried = line.c.lot_id == bindparam("lot")
    return select(line.c.shipment_id).where(carried).order_by(line.c.id.desc()).limit(1)
