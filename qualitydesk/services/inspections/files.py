"""One inspection opened: everything its screens and papers show, in one consistent read.

Frozen values only; what the buttons do is in the other modules of this package.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, select

from qualitydesk.domain.inspection.checklist import choice_from
from qualitydesk.domain.inspection.states import (
    INSPECTING_ROLES,
    LETTING_GO,
    CheckKind,
    CheckOutcome,
    Decision,
    DefectClass,
    InspectionKind,
    InspectionStatus,
    Result,
    allowed,
    possible_decisions,
)
from qualitydesk.domain.inspection.verdict import Verdict
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import (
    AuditEvent,
    AuditSubject,
    Inspection,
    NonConformity,
    Person,
    Reading,
    Signature,
    Tranche,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.around import facts_around
from qualitydesk.services.inspections.shown import (
    CheckLine,
    Consequence,
    DefectLine,
    InspectionFile,
    ReadingLine,
    SignatureLine,
    TrailLine,
    TrancheLine,
)
from qualitydesk.services.inspections.standing import judged, rests_on
from qualitydesk.store.asking import Question
from qualitydesk.store.attachments import Photo
from qualitydesk.store.questions import every, one
from qualitydesk.store.session import Reader


def open_inspection(desk: Desk, key: str) -> InspectionFile:
    """Open by key, or by number (its newest revision). NotFound if there is none."""
    with desk.store.read() as read:
        if key.upper().startswith("IN-"):
            key = _newest(read, key.upper())
        return _file(desk, read, read.get(Inspection, key))


def read_photo(desk: Desk, attachment_id: str) -> bytes:
    """The bytes of a photo, checked against their hash."""
    with desk.store.read() as read:
        return desk.attachments.read(read, attachment_id)


def _newest(read: Reader, number: str) -> str:
    table = t(Inspection)
    found = read.scalar(
        select(table.c.id).where(table.c.number == number).order_by(table.c.revision.desc()).limit(1)
    )
    return str(found) if found else number


def _file(desk: Desk, read: Reader, row: Any) -> InspectionFile:
    limits, checks, defects, readings, tranche, signatures = read.each(
        *rests_on(row.id),
        every(Reading, "unit_no", inspection_id=row.id),
        one(Tranche, inspection_id=row.id)._replace(read=_tranche),
        Question(_signed(), {"key": row.id}, _signatures),
    )
    photos = desk.attachments.photos_of(read, [row.id, *(each.id for each in (*checks, *defects))])
    counts = {key: len(those) for key, those in photos.items()}
    standing = judged(read, row, limits, checks, defects, counts)
    facts = facts_around(read, row)
    result = Result(row.result)
    return InspectionFile(
        **{name: getattr(row, name) for name in _PLAIN},
        **facts,
        revision_of=row.revision_of_id,
        kind=InspectionKind(row.kind),
        status=InspectionStatus(row.status),
        result=result,
        decision=Decision(row.decision),
        limits=standing.limits,
        checks=_checks(checks, readings, photos),
        defects=tuple(_defect(each, photos) for each in defects),
        photos=tuple(photos.get(row.id, ())),
        tranche=tranche,
        signatures=signatures,
        trail=_trail(read, row, facts, standing.verdict),
        outcomes=_outcomes(read, row, facts),
        verdict=standing.verdict,
        progress=standing.progress,
        counts=standing.counts,
        verbs=_verbs(desk, row),
        mine=row.inspector_id == desk.person.id,
    )


_PLAIN = (
    *("id", "version", "number", "revision", "revision_reason", "product_id", "lot_id", "shipment_id"),
    *("inspector_id", "planned_on", "lot_size", "level", "severity", "edition", "letter", "sample_size"),
    *("inspect_all", "units_done", "cartons_opened", "started_at", "submitted_at", "approved_at"),
    *("reason", "note"),
)
"""Columns that the file shows as they are."""


def _checks(
    checks: Sequence[Any], readings: Sequence[Any], photos: Mapping[str, list[Photo]]
) -> tuple[CheckLine, ...]:
    lines: dict[str, dict[int, ReadingLine]] = {}
    for each in readings:
        line = ReadingLine(CheckOutcome(each.outcome), each.value, each.choice)
        lines.setdefault(each.check_id, {})[each.unit_no] = line
    return tuple(_check(each, lines.get(each.id, {}), photos) for each in checks)


def _check(row: Any, readings: Mapping[int, ReadingLine], photos: Mapping[str, list[Photo]]) -> CheckLine:
    return CheckLine(
        id=row.id,
        version=row.version,
        position=row.position,
        code=row.code,
        name=Bilingual(row.name, row.name_zh),
        requirement=Bilingual(row.requirement, row.requirement_zh),
        how_to=Bilingual(row.how_to, row.how_to_zh),
        kind=CheckKind(row.kind),
        choices=tuple(choice_from(text) for text in row.choices or ()),
        unit=row.unit,
        lower=row.lower,
        upper=row.upper,
        sample=row.sample,
        sample_size=row.sample_size,
        defect_code=row.defect_code,
        photo_required=row.photo_required,
        outcome=CheckOutcome(row.outcome),
        found=row.found,
        readings=readings,
        photos=tuple(photos.get(row.id, ())),
    )


def _defect(row: Any, photos: Mapping[str, list[Photo]]) -> DefectLine:
    return DefectLine(
        id=row.id,
        version=row.version,
        code=row.code,
        name=Bilingual(row.name, row.name_zh),
        defect_class=DefectClass(row.defect_class),
        count=row.count,
        unit=row.unit_no,
        carton=row.carton,
        note=row.note,
        photo_required=row.photo_required,
        photos=tuple(photos.get(row.id, ())),
    )


def _tranche(rows: Sequence[Any]) -> TrancheLine | None:
    if not rows:
        return None
    row = rows[0]
    return TrancheLine(row.tranche_no, row.quantity, row.cartons, Decision(row.decision))


@lru_cache(maxsize=1)
def _signed() -> Select[Any]:
    signature, person = t(Signature), t(Person)
    return (
        select(signature, person.c.name, person.c.name_zh)
        .join(person, person.c.id == signature.c.person_id)
        .where(signature.c.subject_id == bindparam("key"))
        .order_by(signature.c.at, signature.c.id)
    )


def _signatures(rows: Sequence[Any]) -> tuple[SignatureLine, ...]:
    return tuple(
        SignatureLine(Bilingual(row.name, row.name_zh), row.person_id, row.meaning, row.at, row.content_hash)
        for row in rows
    )


_TRAIL: Mapping[str, Message] = {
    "plan inspection": msg("Plan and limits frozen"),
    "plan re-inspection": msg("Plan and limits frozen"),
    "start inspection": msg("{name} started"),
    "take over inspection": msg("{name} took over"),
    "sign and submit inspection": msg("{name} signed and submitted"),
    "send back inspection": msg("{name} sent it back"),
    "approve and sign inspection": msg("{name} approved and signed"),
    "assign inspections": msg("{name} chose the inspector"),
    "plan inspections for a day": msg("{name} chose the day"),
    "cancel inspection": msg("{name} cancelled"),
    "cancel inspections": msg("{name} cancelled"),
    "abort inspection": msg("{name} aborted"),
    "waive inspection": msg("{name} waived the inspection"),
    "revise inspection": msg("{name} opened a revision"),
}
"""Audited actions that the trail tells, in words; the single answers are in the history of the record."""


@lru_cache(maxsize=1)
def _told() -> Select[Any]:
    event, subject, person = t(AuditEvent), t(AuditSubject), t(Person)
    return (
        select(event.c.at, event.c.action, event.c.person, person.c.name, person.c.name_zh)
        .join(subject, subject.c.event_seq == event.c.seq)
        .outerjoin(person, person.c.login == event.c.person)
        .where(subject.c.record_id == bindparam("key"), event.c.action.in_(list(_TRAIL)))
        .order_by(event.c.seq.desc())
    )


def _trail(read: Reader, row: Any, facts: Mapping[str, Any], verdict: Verdict) -> tuple[TrailLine, ...]:
    rows = read.all(_told(), {"key": row.id})
    lines: list[TrailLine] = []
    for each in rows:
        name = Bilingual(each.name, each.name_zh) if each.name else Bilingual(each.person)
        lines.append(TrailLine(each.at, Message(_TRAIL[each.action].text, {"name": name})))
        if each.action == "sign and submit inspection":
            lines.append(TrailLine(each.at, _computed(row, verdict)))
    return tuple(lines) or _told_by_record(row, facts, verdict)


def _told_by_record(row: Any, facts: Mapping[str, Any], verdict: Verdict) -> tuple[TrailLine, ...]:
    """The trail of a record that came in by import: what its own dates tell, newest first."""
    inspector, approver = facts["inspector"], facts["approver"]
    told = (
        (row.approved_at, msg("{name} approved and signed", name=approver)),
        (row.submitted_at, msg("{name} signed and submitted", name=inspector)),
        (row.submitted_at, _computed(row, verdict)),
        (row.started_at, msg("{name} started", name=inspector)),
    )
    return tuple(TrailLine(at, words) for at, words in told if at is not None)


def _computed(row: Any, verdict: Verdict) -> Message:
    reasons = verdict.reasons
    if len(reasons) > 1:
        return msg("Result computed: {first}, {second}", first=reasons[0], second=reasons[1])
    return msg("Result computed: {first}", first=reasons[0] if reasons else msg(row.result))


def _outcomes(read: Reader, row: Any, facts: Mapping[str, Any]) -> Mapping[Decision, tuple[Consequence, ...]]:
    """What approving will do, by the decision that is taken; empty unless it waits for approval."""
    if row.status != InspectionStatus.SUBMITTED:
        return {}
    finding = Consequence("list-checks", _non_conformity_words(read, row, facts["maker"]))
    return {each: _outcome(row, facts, each, finding) for each in possible_decisions(Result(row.result))}


def _outcome(
    row: Any, facts: Mapping[str, Any], decision: Decision, finding: Consequence
) -> tuple[Consequence, ...]:
    returned = row.kind == InspectionKind.RETURN
    for_lot = Decision.NONE if returned else decision
    lines = [Consequence("lock", _lot_words(for_lot, facts["lot"], row.lot_size))]
    let_go = decision in LETTING_GO
    if facts["shipment"] and not returned:
        words = (
            msg("let {shipment} pass the gate for this lot", shipment=facts["shipment"])
            if let_go
            else msg("keep {shipment} blocked at the gate", shipment=facts["shipment"])
        )
        lines.append(Consequence("ship", words))
    return (*lines, *(() if let_go else (finding,)))


def _lot_words(decision: Decision, lot: str, quantity: int) -> Message:
    text = {
        Decision.RELEASE: msg("release lot {lot}, {quantity} units"),
        Decision.USE_AS_IS: msg("release lot {lot} as a concession, {quantity} units"),
        Decision.HOLD: msg("put lot {lot} on hold, {quantity} units"),
        Decision.REWORK: msg("send lot {lot} to rework or sorting, {quantity} units"),
        Decision.RETURN: msg("return lot {lot} to the supplier, {quantity} units"),
        Decision.SCRAP: msg("scrap lot {lot}, {quantity} units"),
    }.get(decision, msg("leave lot {lot} as it is, {quantity} units"))
    return Message(text.text, {"lot": lot, "quantity": f"{quantity:,}"})


def _non_conformity_words(read: Reader, row: Any, maker: Bilingual) -> Message:
    known = read.find(NonConformity, inspection_id=row.id)
    if known is not None:
        return msg("keep non-conformity {number} open", number=known.number)
    if maker.en or maker.zh:
        return msg("open a non-conformity for {party}", party=maker)
    return msg("open a non-conformity")


def _verbs(desk: Desk, row: Any) -> tuple[str, ...]:
    verbs = [step.verb for step in allowed(InspectionStatus(row.status), desk.person.role)]
    if row.inspector_id == desk.person.id:
        verbs = [verb for verb in verbs if verb not in ("approve", "send_back")]
    if row.status == InspectionStatus.APPROVED and desk.person.role in INSPECTING_ROLES:
        verbs.append("revise")
    return tuple(verbs)
