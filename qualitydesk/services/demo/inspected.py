"""One inspection of the example company, written down as the inspector would have left it.

Plan, limits and verdict come from the domain, checks and defects from the starter checklists, so nothing in
the record contradicts another part of it. Which inspections there are is told by looks.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.inspection.checklist import tolerance_text
from qualitydesk.domain.inspection.defects import PHOTO_CLASSES
from qualitydesk.domain.inspection.limits import DEFAULT_AQLS, FrozenPlan, freeze
from qualitydesk.domain.inspection.states import LOT_STATUS_AFTER, CheckKind, CheckOutcome, Decision, Result
from qualitydesk.records import (
    Defect,
    DefectType,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Lot,
    NonConformity,
    Reading,
    Signature,
    TemplateCheck,
    t,
)
from qualitydesk.services.demo.goods import Article
from qualitydesk.services.demo.lessons import follow_up
from qualitydesk.services.demo.stage import Scene
from qualitydesk.services.demo.voyages import Cargo
from qualitydesk.services.inspections.catalogue import load_catalogue, template_for
from qualitydesk.services.inspections.content import content_hash
from qualitydesk.services.inspections.freezing import fields_of, frozen_check, frozen_limit
from qualitydesk.services.inspections.signing import APPROVED, INSPECTED
from qualitydesk.services.inspections.standing import refresh

MEASURED_UNITS = 8
"""Of a finished sample, so many measured values are kept one by one."""

FINISHED = ("Submitted", "Approved", "Sent back")
UNTOUCHED = ("Planned", "Cancelled", "Waived")
PICTURES = {"B": "cell", "M": "plate", "E": "meter", "L": "leak"}


@dataclass(frozen=True)
class Find:
    """A defect found: code of the catalogue, how often, on which unit, in which carton."""

    code: str
    count: int
    unit: int
    carton: str


@dataclass(frozen=True)
class Look:
    """One inspection of the story."""

    cargo: Cargo
    ship: str
    begins: datetime
    inspector: str
    kind: str
    status: str
    level: str
    decision: str
    defects: tuple[Find, ...] = ()
    reason: str = ""
    done: int | None = None
    again: bool = False
    number: str = ""

    @property
    def article(self) -> Article:
        """What is inspected."""
        return self.cargo.article

    def units_done(self, sample: int) -> int:
        """How many units of the sample were looked at."""
        if self.status in UNTOUCHED:
            return 0
        return sample if self.done is None else min(self.done, sample)


def write_look(scene: Scene, look: Look) -> None:
    """Write the inspection with all that belongs to it."""
    work = scene.work
    load_catalogue(work)
    frozen = freeze(look.cargo.quantity, look.level, DEFAULT_AQLS)
    template = template_for(work, scene.desk.rules, look.article.category)
    key = scene.add(Inspection, look.number, **_record(scene, look, frozen), template_id=template)
    _limits(scene, key, frozen)
    _checks(scene, look, key, template, frozen)
    if look.status not in UNTOUCHED:
        _defects(scene, look, key)
        _pictures(scene, look, key)
        standing = refresh(work, key)
        _sign(scene, look, key, standing.verdict.result)
    scene.stage.names[f"look:{look.cargo.lot}"] = key


def _record(scene: Scene, look: Look, frozen: FrozenPlan) -> dict[str, Any]:
    finished, done = look.status in FINISHED, look.units_done(frozen.n)
    earlier = scene.stage.names.get(f"look:{look.cargo.lot}") if look.again else None
    return {
        "number": look.number,
        "kind": look.kind,
        "status": look.status,
        "decision": look.decision if look.status == "Approved" else "None",
        "lot_id": scene.key(look.cargo.lot),
        "product_id": scene.key(look.article.sku),
        "shipment_id": scene.known(look.ship),
        "place_id": scene.key(f"place:{look.article.plant}"),
        "reinspection_of_id": earlier,
        "inspector_id": scene.key(look.inspector),
        "approver_id": scene.key("wang") if look.status == "Approved" else None,
        "planned_on": look.begins.astimezone(scene.stage.zone).date(),
        "lot_size": frozen.lot,
        "level": frozen.level,
        "severity": frozen.severity.value,
        "edition": frozen.edition.value,
        "letter": frozen.use_letter,
        "sample_size": frozen.n,
        "inspect_all": frozen.inspect_all,
        "units_done": done,
        "cartons_opened": min(look.cargo.cartons, -(-done // 3)),
        "started_at": None if look.status in UNTOUCHED else look.begins,
        "submitted_at": look.begins + timedelta(hours=2, minutes=42) if finished else None,
        "approved_at": _approved_at(scene, look),
        "reason": look.reason,
    }


def _approved_at(scene: Scene, look: Look) -> datetime | None:
    return min(look.begins + timedelta(hours=3), scene.stage.now) if look.status == "Approved" else None


def _limits(scene: Scene, key: str, frozen: FrozenPlan) -> None:
    rows = [frozen_limit(key, limit) for limit in frozen.limits]
    scene.add_all(InspectionLimit, rows)


def _checks(scene: Scene, look: Look, key: str, template: str, frozen: FrozenPlan) -> None:
    table = t(TemplateCheck)
    asked = scene.work.all(select(table).where(table.c.template_id == template).order_by(table.c.position))
    failed = {find.code: find for find in look.defects}
    for check in asked:
        kept = frozen_check(key, fields_of(check), frozen.lot, frozen.n)
        units = kept["sample_size"]
        fault = failed.get(check.defect_code) if not check.sample else None
        done = min(look.units_done(frozen.n), units)
        values = (
            [_measured(scene, check) for _ in range(min(done, MEASURED_UNITS))] if _is_measure(check) else []
        )
        check_key = scene.add(
            InspectionCheck,
            **kept,
            **_answer(check, done >= units, fault, values, untouched=done == 0),
        )
        _readings(scene, look, check, (key, check_key), done, fault, values)
        if check.photo_required and done:
            scene.show("inspection_check", check_key, "plate", "plate.jpg")


def _answer(
    check: Any, complete: bool, fault: Find | None, values: list[Decimal], *, untouched: bool
) -> dict[str, str]:
    if untouched:
        return {"outcome": "Open", "found": ""}
    outcome = CheckOutcome.FAIL if fault else CheckOutcome.PASS if complete else CheckOutcome.OPEN
    found = str(fault.count if fault else 0)
    if values:
        found = tolerance_text(min(values), max(values), check.unit)
    return {"outcome": outcome.value, "found": found}


def _is_measure(check: Any) -> bool:
    return bool(check.kind == CheckKind.MEASURE)


def _measured(scene: Scene, check: Any) -> Decimal:
    """A value well inside the tolerance, with one figure more than the tolerance has."""
    share = Decimal(scene.stage.random.randint(30, 70)) / 100
    lower = check.lower if check.lower is not None else check.upper * Decimal("0.6")
    upper = check.upper if check.upper is not None else check.lower * Decimal("1.4")
    value: Decimal = lower + (upper - lower) * share
    return value.quantize(Decimal(1).scaleb(min(upper.as_tuple().exponent, 0) - 1))


def _readings(
    scene: Scene,
    look: Look,
    check: Any,
    keys: tuple[str, str],
    done: int,
    fault: Find | None,
    values: list[Decimal],
) -> None:
    """Unit by unit for work that goes on; of finished work only what was measured."""
    units = range(1, (done if look.status == "In progress" else len(values)) + 1)
    inspection, check_key = keys
    rows = [
        {
            "check_id": check_key,
            "inspection_id": inspection,
            "unit_no": unit,
            "outcome": CheckOutcome.FAIL.value if fault and unit == fault.unit else CheckOutcome.PASS.value,
            "value": values[unit % len(values)] if values else None,
            "choice": _accepted(check),
            "at": look.begins + timedelta(minutes=unit),
        }
        for unit in units
    ]
    scene.add_all(Reading, rows)


def _accepted(check: Any) -> str:
    accepted = [text for text in check.choices or () if text.startswith("+")]
    return accepted[0][1:].partition("|")[0] if accepted else ""


def _defects(scene: Scene, look: Look, key: str) -> None:
    for place, find in enumerate(look.defects):
        kind = scene.work.find(DefectType, code=find.code)
        assert kind is not None
        required = kind.defect_class in PHOTO_CLASSES
        defect = scene.add(
            Defect,
            inspection_id=key,
            defect_type_id=kind.id,
            code=find.code,
            name=kind.name,
            name_zh=kind.name_zh,
            defect_class=kind.defect_class,
            count=find.count,
            unit_no=find.unit,
            carton=find.carton,
            photo_required=required,
            found_at=look.begins + timedelta(minutes=20 + 11 * place),
        )
        if required:
            picture = PICTURES.get(find.code[0], "scratch")
            scene.show("defect", defect, picture, f"{find.code}.jpg")


def _pictures(scene: Scene, look: Look, key: str) -> None:
    kettle = look.article.sku.startswith("KT-")
    for picture in ("cartons", "kettle" if kettle else "unit", "meter"):
        scene.show("inspection", key, picture, f"{picture}.jpg")


def _sign(scene: Scene, look: Look, key: str, result: Result) -> None:
    if look.status not in FINISHED:
        return
    hashed = content_hash(scene.work, key)
    signed = {"subject_kind": "inspection", "subject_id": key, "content_hash": hashed}
    at = look.begins + timedelta(hours=2, minutes=42)
    scene.add(Signature, person_id=scene.key(look.inspector), meaning=INSPECTED, at=at, **signed)
    if look.status != "Approved":
        return
    scene.add(
        Signature, person_id=scene.key("wang"), meaning=APPROVED, at=_approved_at(scene, look), **signed
    )
    lot = scene.key(look.cargo.lot)
    scene.work.change(Lot, lot, status=LOT_STATUS_AFTER[Decision(look.decision)])
    if result is Result.FAIL:
        _non_conformity(scene, look, key, lot)


def _non_conformity(scene: Scene, look: Look, key: str, lot: str) -> None:
    cause = scene.add(
        NonConformity,
        number=scene.work.next_number("NC"),
        title=f"{look.article.name} · {look.cargo.lot}: Fail, {look.decision}",
        description=look.reason,
        party_id=scene.key(look.article.maker),
        product_id=scene.key(look.article.sku),
        lot_id=lot,
        inspection_id=key,
        opened_at=scene.at,
        due_on=(scene.at + timedelta(days=14)).date(),
    )
    follow_up(scene, cause, scene.at, closed=scene.at < scene.stage.at(-60))
