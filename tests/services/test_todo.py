"""To-dos read from both databases: what waits for whom, and nothing that is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import Actor, Role
from qualitydesk.domain.todos import Todo, TodoKind
from qualitydesk.records import (
    Certificate,
    CertificateScope,
    ClaimDeadline,
    Defect,
    Inspection,
    Refund,
)
from qualitydesk.services import todo
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Work
from tests.builders import add_claim, add_lot, add_product, add_shipment


def add_certificate(work: Work, number: str, valid_to: date, status: str = "Valid") -> str:
    facts = {"number": number, "scheme": "CE", "market": "EU", "status": status, "valid_to": valid_to}
    return work.insert(Certificate, id=new_key(), **facts)


def add_inspection(work: Work, status: str, inspector: Actor) -> str:
    product = add_product(work)
    lot = add_lot(work, product)
    key = new_key()
    facts = {
        "kind": "PSI",
        "lot_size": 2400,
        "level": "II",
        "severity": "Normal",
        "edition": "ISO",
    }
    who = {"lot_id": lot, "product_id": product, "inspector_id": inspector.id, "status": status}
    return work.insert(Inspection, id=key, number=f"IN-{key[-6:]}", sample_size=125, **facts, **who)


def add_defect(work: Work, inspection: str, *, photo: bool) -> str:
    facts = {"code": "L-04", "name": "base leak", "defect_class": "Major", "photo_required": photo}
    return work.insert(Defect, id=new_key(), inspection_id=inspection, found_at=work.clock.now(), **facts)


def kinds(found: tuple[Todo, ...]) -> list[TodoKind]:
    return [one.kind for one in found]


def test_an_empty_desk_has_nothing_to_do(manager: Desk) -> None:
    assert todo.todos(manager) == ()


def test_certificates_that_end_are_said_and_superseded_ones_are_not(manager: Desk) -> None:
    with manager.store.write(manager.person, "test") as work:
        ending = add_certificate(work, "DoC 1", date(2026, 12, 1))
        product = add_product(work)
        work.insert(CertificateScope, id=new_key(), certificate_id=ending, product_id=product)
        add_certificate(work, "DoC 2", date(2026, 12, 1), "Superseded")
        add_certificate(work, "DoC 3", date(2027, 6, 1))
        add_certificate(work, "DoC 4", date(2026, 8, 1))
    (one,) = todo.todos(manager)
    assert (one.opens, one.key, one.days, str(one.title)) == (
        "certificate",
        ending,
        11,
        "CE DoC 1 ends on 2026-12-01",
    )
    assert "Glass kettle" in repr(one.detail.values["product"])


def test_a_claims_nearest_deadline_is_named_by_its_law(manager: Desk, service: Desk, inspector: Desk) -> None:
    with manager.store.write(manager.person, "test") as work:
        due = {"next_due_on": date(2026, 11, 22), "next_due_rule": "EU.refund"}
        claim = add_claim(work, number="CL-1", **due)
        add_claim(work, number="CL-2", status="Closed", **due)
        add_claim(work, number="CL-3", next_due_on=date(2027, 1, 1))
        law = {"title": "Pay back", "title_zh": "退款", "law": "Dir. 2011/83/EU Art. 13"}
        facts = {"topic": "refund", "confidence": "verified", "due_on": date(2026, 11, 22)}
        work.insert(ClaimDeadline, id=new_key(), claim_id=claim, rule="EU.refund", **law, **facts)
    (one,) = todo.todos(service)
    assert (one.kind, one.key, one.days) == (TodoKind.CLAIM, claim, 2)
    assert str(one.detail.values["law"]) == "Dir. 2011/83/EU Art. 13"
    assert todo.todos(manager) == (one,)
    assert todo.todos(inspector) == ()


def test_nobody_is_told_to_approve_what_he_signed_himself(
    manager: Desk, approver: Desk, inspector: Desk
) -> None:
    with manager.store.write(manager.person, "test") as work:
        key = add_inspection(work, "Submitted", manager.person)
        add_inspection(work, "Approved", manager.person)
    assert todo.todos(manager) == ()
    assert [(one.kind, one.key) for one in todo.todos(approver)] == [(TodoKind.APPROVAL, key)]
    assert todo.todos(inspector) == ()


def test_a_refund_waits_for_another_person(manager: Desk, service: Desk) -> None:
    with manager.store.write(manager.person, "test") as work:
        claim = add_claim(work)
        facts = {"currency": "EUR", "amount_minor": 3990, "requested_by_id": service.person.id}
        work.insert(Refund, id=new_key(), claim_id=claim, state="Requested", **facts)
        work.insert(Refund, id=new_key(), claim_id=claim, state="Cancelled", **facts)
    assert todo.todos(service) == ()
    (one,) = todo.todos(manager)
    assert (one.kind, one.opens, one.key) == (TodoKind.REFUND, "claim", claim)


def test_missing_photos_are_the_inspectors_own_and_go_with_the_photo(
    manager: Desk, inspector: Desk, approver: Desk
) -> None:
    with manager.store.write(manager.person, "test") as work:
        mine = add_inspection(work, "In progress", inspector.person)
        theirs = add_inspection(work, "In progress", approver.person)
        wanting = add_defect(work, mine, photo=True)
        add_defect(work, mine, photo=False)
        add_defect(work, theirs, photo=True)
    (one,) = todo.todos(inspector)
    assert (one.kind, one.key, one.title.values["count"]) == (TodoKind.PHOTO, mine, 1)
    assert {one.key for one in todo.todos(manager)} == {mine, theirs}
    with inspector.store.write(inspector.person, "test") as work:
        photo = inspector.attachments.add(work, b"%PDF-1.4 paper", "paper.pdf")
        inspector.attachments.link(work, photo, "defect", wanting)
    assert todo.todos(inspector) == ()


def test_shipments_near_their_cut_off_say_what_stops_them(manager: Desk) -> None:
    with manager.store.write(manager.person, "test") as work:
        near = datetime(2026, 11, 22, 9, tzinfo=UTC)
        key = add_shipment(work, number="SH-1", cut_off_at=near)
        add_shipment(work, number="SH-2", cut_off_at=near, status="Released")
        add_shipment(work, number="SH-3", cut_off_at=datetime(2026, 12, 22, 9, tzinfo=UTC))
        add_shipment(work, number="SH-4")
    (one,) = todo.todos(manager)
    assert (one.kind, one.opens, one.key, one.days) == (TodoKind.SHIPMENT, "shipment", key, 2)


def test_only_the_kinds_a_person_wants_are_read(manager: Desk) -> None:
    with manager.store.write(manager.person, "test") as work:
        add_certificate(work, "DoC 1", date(2026, 12, 1))
        add_claim(work, next_due_on=date(2026, 11, 22))
    assert kinds(todo.todos(manager, [TodoKind.CLAIM])) == [TodoKind.CLAIM]
    assert todo.todos(manager, []) == ()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_ask(manager: Desk, role: Role) -> None:
    assert todo.todos(manager.of(replace(manager.person, role=role))) == ()
