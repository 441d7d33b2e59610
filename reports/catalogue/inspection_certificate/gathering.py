"""Gathers the facts of an inspection certificate from the services.

What the paper says about them belongs to ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.inspection.states import KIND_NAMES, CheckOutcome, InspectionStatus
from qualitydesk.domain.shipments.duties import ROLE_NAMES
from qualitydesk.domain.values import NOTHING, Bilingual, Message, Tone, msg
from qualitydesk.services.documents import maker_address
from qualitydesk.services.inspections import open_inspection
from reports.catalogue.inspection_certificate.content import (
    Answers,
    Check,
    DefectLine,
    Departure,
    Goods,
    InspectionCertificate,
    Limit,
    Part,
    Plan,
    Signing,
)
from reports.declaration import Gathered, PhotoChoice, Readiness, Subject
from reports.house_time import house_day, house_time
from reports.photo_choices import photo_choice, printed_photos

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.inspections import InspectionFile
    from qualitydesk.services.shipments import ShipmentFile

EDITIONS = {"iso2859-1": "ISO 2859-1, GB/T 2828.1", "z1.4": "ANSI/ASQ Z1.4"}
MOST_PHOTOS = 24
ROLES = {"inspected": msg("Inspector").text, "approved": msg("Approved by").text}
_ORDER = {meaning: place for place, meaning in enumerate(ROLES)}


def gather(desk: Desk, number: str) -> Gathered[InspectionCertificate]:
    """The newest revision of inspection ``number`` as a certificate states it."""
    file = open_inspection(desk, number)
    shipment = _shipment(desk, file)
    stored = _photos_of(file)
    content = InspectionCertificate(
        kind=KIND_NAMES[file.kind].text,
        result=file.result.value,
        decision=file.decision.value,
        goods=_goods(desk, file, shipment),
        place=file.place,
        started_on=house_day(desk, file.started_at),
        ended_on=house_day(desk, file.submitted_at),
        answers=_answers(file, shipment),
        plan=_plan(file),
        limits=tuple(_limits(file)),
        checks=tuple(_checks(file)),
        defects=tuple(_defects(file)),
        photos=printed_photos(desk, stored, MOST_PHOTOS),
        parts=tuple(_parts(file)),
        departures=tuple(_departures(shipment)),
        reason=file.reason,
        note=file.note,
        revision_reason=file.revision_reason,
        reinspection_of=file.reinspection_of,
        signings=tuple(_signings(desk, file)),
    )
    subject = Subject(file.id, file.number, file.revision, _approver(file))
    counts, ready = _counts(content, len(stored)), tuple(_readiness(file, shipment))
    return Gathered(subject, content, counts, ready, stored, tuple(_readers(content, shipment)))


def with_photos(
    desk: Desk, content: InspectionCertificate, chosen: Sequence[PhotoChoice]
) -> InspectionCertificate:
    """The same certificate with these photos."""
    return replace(content, photos=printed_photos(desk, chosen, MOST_PHOTOS))


def _readers(content: InspectionCertificate, shipment: ShipmentFile | None) -> Iterator[Bilingual]:
    """Who may want a copy: who answers for the goods, the maker, the file of the shipment."""
    if content.answers is not None:
        yield content.answers.name
    yield content.goods.maker
    if shipment is not None:
        yield Bilingual(f"Dossier {shipment.number}", f"{shipment.number} 档案")


def _shipment(desk: Desk, file: InspectionFile) -> ShipmentFile | None:
    from qualitydesk.services.shipments import open_shipment

    try:
        return open_shipment(desk, file.shipment_id) if file.shipment_id else None
    except NotFound:
        return None


def _goods(desk: Desk, file: InspectionFile, shipment: ShipmentFile | None) -> Goods:
    lines = [line.facts for line in shipment.lines] if shipment else []
    own = [line.line_no for line in lines if line.lot and line.lot.id == file.lot_id]
    route = shipment.way if shipment else NOTHING
    return Goods(
        product=file.product,
        sku=file.sku,
        maker=file.maker,
        maker_address=maker_address(desk, file.lot_id),
        lot=file.lot,
        quantity=file.lot_quantity,
        cartons=file.lot_cartons,
        made_on=file.made_on,
        shipment=file.shipment,
        shipment_line=own[0] if own else 0,
        route=route,
    )


def _answers(file: InspectionFile, shipment: ShipmentFile | None) -> Answers | None:
    for answer in shipment.answers if shipment else ():
        if answer.line.covers(file.product_id):
            duty = ROLE_NAMES.get(answer.line.duty)
            return Answers(
                answer.party.name, duty.text if duty else answer.line.duty, answer.line.state.value, None
            )
    return None


def _plan(file: InspectionFile) -> Plan:
    return Plan(
        standard=EDITIONS.get(file.edition, file.edition),
        level=file.level,
        severity=file.severity,
        letter=file.letter,
        sample_size=file.sample_size,
        lot_size=file.lot_size,
        inspect_all=bool(file.inspect_all),
        cartons_opened=file.cartons_opened,
    )


def _limits(file: InspectionFile) -> Iterator[Limit]:
    for limit in file.limits:
        found = file.counts.get(limit.defect_class, 0)
        yield Limit(limit.defect_class.value, limit.aql, limit.ac, limit.re, found)


def _checks(file: InspectionFile) -> Iterator[Check]:
    for check in file.checks:
        yield Check(
            check.name, check.requirement, str(check.sample_size or ""), check.found, check.outcome.value
        )


def _defects(file: InspectionFile) -> Iterator[DefectLine]:
    for defect in file.defects:
        places = (f"#{defect.unit}" if defect.unit else "", defect.carton)
        where = ", ".join(place for place in places if place)
        yield DefectLine(
            defect.code, defect.name, defect.defect_class.value, defect.count, where, defect.note
        )


def _parts(file: InspectionFile) -> Iterator[Part]:
    if file.tranche:
        name = f"{file.tranche.number}" + (f" · {file.tranche.cartons}" if file.tranche.cartons else "")
        yield Part(name, file.tranche.quantity, file.tranche.decision.value)


def _departures(shipment: ShipmentFile | None) -> Iterator[Departure]:
    for each in shipment.facts.exceptions if shipment else ():
        yield Departure(
            each.subject or each.rule or each.finding, each.reason, each.granted_by, each.valid_to
        )


def _photos_of(file: InspectionFile) -> tuple[PhotoChoice, ...]:
    """Every photo with what it shows: its own caption, else the check or defect it hangs on."""
    found = [(photo, Bilingual("")) for photo in file.photos]
    found += [(photo, check.name) for check in file.checks for photo in check.photos]
    found += [(photo, defect.name) for defect in file.defects for photo in defect.photos]
    return tuple(photo_choice(photo, place, about) for place, (photo, about) in enumerate(found, 1))


def _signings(desk: Desk, file: InspectionFile) -> Iterator[Signing]:
    """The newest signature of each kind, the inspector's first."""
    newest = {line.meaning: line for line in file.signatures}
    for meaning, line in sorted(newest.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))):
        role = ROLES.get(meaning, meaning)
        yield Signing(role, line.person, house_time(desk, line.at))


def _approver(file: InspectionFile) -> str:
    return file.signatures[-1].person_id if file.signatures else ""


def _counts(content: InspectionCertificate, photos: int) -> dict[str, str]:
    answers = content.answers.name.in_language("en") if content.answers else ""
    return {
        "checks": str(len(content.checks)),
        "defects": str(sum(line.count for line in content.defects)),
        "photos": str(photos),
        "answers": answers,
    }


def _readiness(file: InspectionFile, shipment: ShipmentFile | None) -> Iterator[Readiness]:
    if file.status is InspectionStatus.APPROVED:
        yield Readiness(Tone.OK, msg("Record approved, limits frozen"))
    else:
        words = msg(
            "{number} is not approved yet. Only an approved inspection gets a certificate.",
            number=file.number,
        )
        yield Readiness(Tone.BAD, words)
    missing = sum(defect.photo_missing for defect in file.defects)
    if missing:
        yield Readiness(Tone.WARN, msg("{n} defects lack their photo", n=missing))
    if any(check.outcome is CheckOutcome.OPEN for check in file.checks):
        yield Readiness(Tone.WARN, msg("Some checks have no result"))
    if shipment and not shipment.open:
        stops = _stopped(shipment)
        yield Readiness(Tone.WARN, stops)


def _stopped(shipment: ShipmentFile) -> Message:
    from qualitydesk.domain.values import Severity

    stops = len(shipment.found(Severity.STOP))
    return msg("{shipment} stays blocked at the gate: {n} reasons", shipment=shipment.number, n=stops)
