"""The sentences of the warehouse mode. What is true comes from the opened inspection."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.checklist import unit_name
from qualitydesk.domain.inspection.states import KIND_NAMES, SEVERITY_NAMES, CheckKind, SamplingSeverity
from qualitydesk.domain.inspection.verdict import sign_off_words

if TYPE_CHECKING:
    from qualitydesk.services.inspections import CheckLine, DefectLine, InspectionFile
    from qualitydesk.translation import Translator


def head_line(tr: Translator, file: InspectionFile) -> str:
    """Number, kind, maker and shipment."""
    parts = (file.number, tr(KIND_NAMES[file.kind]), tr.name(file.maker), file.shipment)
    return " · ".join(part for part in parts if part)


def plan_lines(tr: Translator, file: InspectionFile) -> tuple[str, str]:
    """Lot, level and severity; letter and n."""
    severity = tr(SEVERITY_NAMES[SamplingSeverity(file.severity)])
    first = tr(
        "{lot} units · level {level} · {severity}",
        lot=tr.number(file.lot_size),
        level=file.level,
        severity=severity,
    )
    second = tr(
        "letter {letter} · n {n} · limits frozen at start", letter=file.letter or "—", n=file.sample_size
    )
    return first, second


def missing_line(tr: Translator, file: InspectionFile) -> tuple[str, str]:
    """Why it cannot be signed yet, and how much is missing."""
    reason = sign_off_words(file.progress)
    if reason is None:
        return tr("Everything is done"), tr("Sign to hand it in")
    units = file.sample_size - file.units_done
    parts = []
    if units:
        parts.append(tr.plural("1 unit to go", "{n} units to go", units))
    if file.progress.missing_photos:
        parts.append(tr.plural("1 photo missing", "{n} photos missing", file.progress.missing_photos))
    return tr(reason), " · ".join(parts)


def where(tr: Translator, defect: DefectLine) -> str:
    """ "unit 52 · carton 31"."""
    parts = []
    if defect.unit:
        parts.append(tr("unit {unit}", unit=defect.unit))
    if defect.carton:
        parts.append(tr("carton {carton}", carton=defect.carton))
    return " · ".join(parts)


def class_and_photos(tr: Translator, defect: DefectLine) -> str:
    """Its class, and whether it lacks a photo or has more than the one that is shown."""
    said = tr(defect.defect_class.value)
    if defect.photo_missing:
        return tr("{defect_class} · photo required", defect_class=said)
    several = tr("{defect_class} · {n} photos", defect_class=said, n=len(defect.photos))
    return several if len(defect.photos) > 1 else said


def answer(tr: Translator, check: CheckLine, unit: int) -> str:
    """What a check gave on a unit, in words; "" while it is open."""
    reading = check.readings.get(unit)
    if reading is None or reading.outcome.value == "Open":
        return ""
    if check.kind is CheckKind.MEASURE and reading.value is not None:
        return f"{reading.value} {tr(unit_name(check.unit))}"
    if check.kind is CheckKind.CHOICE:
        return next(
            (tr.name(each.name) for each in check.choices if each.name.en == reading.choice), reading.choice
        )
    return tr(reading.outcome.value)


def number_text(value: Decimal | None) -> str:
    """A limit as typed in the checklist."""
    return "" if value is None else f"{value}"
