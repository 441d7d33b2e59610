"""The verbs of an inspection's state table: start, sign, send back, approve, give up with a reason.

A signature names person, time and meaning and is bound to what was signed by a hash over the whole record. An
approved inspection never changes; what follows for lot and supplier happens in the same transaction.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import exists, func, or_, select

from qualitydesk.domain.errors import Conflict, Denied, RuleBroken
from qualitydesk.domain.improvement.titles import title_of
from qualitydesk.domain.inspection.states import (
    INSPECTING_ROLES,
    LETTING_GO,
    LOT_STATUS_AFTER,
    Decision,
    InspectionKind,
    InspectionStatus,
    Result,
    check_decision,
    check_transition,
    propose,
)
from qualitydesk.domain.inspection.verdict import sign_off_words
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.records import (
    AuditEvent,
    AuditSubject,
    Inspection,
    Lot,
    NonConformity,
    Person,
    Product,
    Signature,
    Tranche,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.content import content_hash
from qualitydesk.services.inspections.standing import refresh
from qualitydesk.services.people import confirm_password
from qualitydesk.store.session import Reader, Work

INSPECTED = "inspected"
APPROVED = "approved"
STARTED, TAKEN_OVER = "start inspection", "take over inspection"
"""What the trail calls the beginning of somebody's work."""
DAYS_FOR_NON_CONFORMITY = 14


def start_inspection(desk: Desk, key: str, version: int) -> int:
    """Begin, or go on after it was sent back; who does becomes the inspector. Returns the new version."""
    with desk.store.write(desk.person, STARTED) as work:
        row = work.get(Inspection, key)
        status = check_transition("start", InspectionStatus(row.status), desk.person.role)
        return work.update(
            Inspection,
            key,
            version,
            status=status.value,
            inspector_id=desk.person.id,
            started_at=row.started_at or desk.now(),
        )


def take_over_inspection(desk: Desk, key: str, version: int) -> int:
    """Become the inspector of work that somebody else began. Returns the new version."""
    desk.require(*INSPECTING_ROLES)
    with desk.store.write(desk.person, TAKEN_OVER) as work:
        row = work.get(Inspection, key)
        if row.status != InspectionStatus.IN_PROGRESS:
            raise RuleBroken(msg("Only work in progress is taken over."))
        return work.update(Inspection, key, version, inspector_id=desk.person.id)


def submit_inspection(
    desk: Desk, key: str, version: int, password: str, *, decision: Decision | None = None, reason: str = ""
) -> int:
    """Sign as the inspector, propose a decision (the usual one when None), and hand it to a second person.

    Raises RuleBroken while units, checks or photos are missing, and Denied for a wrong password or for
    another person's work.
    """
    confirm_password(desk, password)
    with desk.store.write(desk.person, "sign and submit inspection", reason) as work:
        row = work.locked(Inspection, key)
        status = check_transition("submit", InspectionStatus(row.status), desk.person.role)
        if row.inspector_id != desk.person.id:
            raise Denied(msg("The inspector who did the work signs it."))
        standing = refresh(work, key)
        missing = sign_off_words(standing.progress)
        if missing is not None:
            raise RuleBroken(missing)
        chosen = decision or propose(standing.verdict.result)
        check_decision(standing.verdict.result, chosen, reason)
        # The sums may have moved the version by themselves; what the person saw is checked before that.
        _same_version(row, version)
        values = {"status": status.value, "decision": chosen.value, "reason": reason.strip()}
        fresh = work.change(Inspection, key, **values, submitted_at=desk.now())
        _sign(desk, work, key, INSPECTED)
        return fresh


def send_back_inspection(desk: Desk, key: str, version: int, reason: str) -> int:
    """Hand it back to the inspector with the reason; the work is open again, the signature stays."""
    with desk.store.write(desk.person, "send back inspection", reason) as work:
        row = work.get(Inspection, key)
        status = check_transition(
            "send_back",
            InspectionStatus(row.status),
            desk.person.role,
            reason=reason,
            signers=[row.inspector_id],
            person=desk.person.id,
        )
        return work.update(Inspection, key, version, status=status.value, reason=reason.strip())


def approve_inspection(
    desk: Desk, key: str, version: int, password: str, *, decision: Decision | None = None, reason: str = ""
) -> int:
    """Sign as the second person: the record is locked, the decision taken, the lot's status set.

    ``decision`` replaces the proposed one. A lot that is not let go opens a non-conformity. Raises Denied for
    the inspector of the record (four eyes) and for a wrong password.
    """
    confirm_password(desk, password)
    with desk.store.write(desk.person, "approve and sign inspection", reason) as work:
        row = work.locked(Inspection, key)
        status = check_transition(
            "approve",
            InspectionStatus(row.status),
            desk.person.role,
            signers=[row.inspector_id, *_signers(work, row), *_workers(work, key)],
            person=desk.person.id,
        )
        chosen = decision or _proposed(row)
        kept = reason.strip() or row.reason
        check_decision(Result(row.result), chosen, kept)
        fresh = work.update(
            Inspection,
            key,
            version,
            status=status.value,
            decision=chosen.value,
            reason=kept,
            approver_id=desk.person.id,
            approved_at=desk.now(),
        )
        _sign(desk, work, key, APPROVED)
        _decide_lot(work, row, chosen)
        if chosen not in LETTING_GO:
            _open_non_conformity(desk, work, row, chosen)
        return fresh


def cancel_inspection(desk: Desk, key: str, version: int, reason: str) -> int:
    """Call off a planned inspection."""
    return _give_up(desk, key, version, "cancel", "cancel inspection", reason)


def abort_inspection(desk: Desk, key: str, version: int, reason: str) -> int:
    """Break off an inspection that was begun; what was found so far is kept."""
    return _give_up(desk, key, version, "abort", "abort inspection", reason)


def waive_inspection(desk: Desk, key: str, version: int, reason: str) -> int:
    """Do without an inspection, for a reason that a manager answers for."""
    return _give_up(desk, key, version, "waive", "waive inspection", reason)


def _proposed(row: Any) -> Decision:
    """What the inspector proposed, else what usually follows the result."""
    decision = Decision(row.decision)
    return propose(Result(row.result)) if decision is Decision.NONE else decision


def _same_version(row: Any, version: int) -> None:
    if row.version != version:
        raise Conflict(msg("The inspection has changed since you looked at it. Look again before you sign."))


def _sign(desk: Desk, work: Work, key: str, meaning: str) -> None:
    work.insert(
        Signature,
        id=new_key(),
        subject_kind="inspection",
        subject_id=key,
        revision=work.get(Inspection, key).revision,
        person_id=desk.person.id,
        meaning=meaning,
        at=desk.now(),
        content_hash=content_hash(work, key),
    )


def _signers(work: Reader, row: Any) -> list[str]:
    """Everybody who has signed this record as its inspector."""
    table = t(Signature)
    rows = work.all(
        select(table.c.person_id).where(table.c.subject_id == row.id, table.c.meaning == INSPECTED)
    )
    return [each.person_id for each in rows]


def _workers(work: Reader, key: str) -> list[str]:
    """Everybody who began this work or took it over: who did a part of it is no second pair of eyes."""
    event, subject, person = t(AuditEvent), t(AuditSubject), t(Person)
    rows = work.all(
        select(person.c.id)
        .join(event, event.c.person == person.c.login)
        .join(subject, subject.c.event_seq == event.c.seq)
        .where(subject.c.record_id == key, event.c.action.in_((STARTED, TAKEN_OVER)))
    )
    return [each.id for each in rows]


def _decide_lot(work: Work, row: Any, decision: Decision) -> None:
    """What becomes of the lot; goods that came back decide nothing about those that did not."""
    status = LOT_STATUS_AFTER[decision]
    tranche = work.find(Tranche, inspection_id=row.id)
    if tranche is not None:
        work.change(Tranche, tranche.id, decision=decision.value)
        if status == "Released" and not _all_released(work, row.lot_id):
            return
    lot = work.get(Lot, row.lot_id)
    if lot.status != "Recalled" and row.kind != InspectionKind.RETURN:
        work.change(Lot, lot.id, status=status)


def _all_released(work: Reader, lot_id: str) -> bool:
    """Whether the tranches that were let go make up the whole lot; of one looked at again the last counts."""
    tranche, inspection, again = t(Tranche), t(Inspection), t(Inspection).alias("again")
    follows = or_(again.c.revision_of_id == inspection.c.id, again.c.reinspection_of_id == inspection.c.id)
    released = work.scalar(
        select(func.coalesce(func.sum(tranche.c.quantity), 0))
        .join(inspection, inspection.c.id == tranche.c.inspection_id)
        .where(
            inspection.c.lot_id == lot_id,
            inspection.c.status == InspectionStatus.APPROVED,
            tranche.c.decision.in_([decision.value for decision in LETTING_GO]),
            ~exists().where(follows, again.c.status == InspectionStatus.APPROVED),
        )
    )
    return int(released) >= int(work.get(Lot, lot_id).quantity)


def _open_non_conformity(desk: Desk, work: Work, row: Any, decision: Decision) -> None:
    lot, product = work.get(Lot, row.lot_id), work.get(Product, row.product_id)
    work.insert(
        NonConformity,
        id=new_key(),
        number=work.next_number("NC"),
        title=str(title_of(Bilingual(product.name, product.name_zh), lot.number, row.result, decision)),
        description=row.reason,
        party_id=lot.maker_id or product.maker_id,
        product_id=product.id,
        lot_id=lot.id,
        inspection_id=row.id,
        opened_at=desk.now(),
        due_on=desk.today() + timedelta(days=DAYS_FOR_NON_CONFORMITY),
    )


def _give_up(desk: Desk, key: str, version: int, verb: str, action: str, reason: str) -> int:
    with desk.store.write(desk.person, action, reason) as work:
        row = work.get(Inspection, key)
        status = check_transition(verb, InspectionStatus(row.status), desk.person.role, reason=reason)
        return work.update(Inspection, key, version, status=status.value, reason=reason.strip())
