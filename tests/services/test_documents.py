"""The register: numbers without gaps or doubles, one number per request, what replaces what, what a crash
leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

import pytest

from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Query
from qualitydesk.services import documents
from qualitydesk.services.desk import Desk
from qualitydesk.services.documents import Evidence, Request, Reservation


@dataclass(frozen=True)
class Paper:
    """A made paper that needs no PDF."""

    pdf: bytes
    record: str
    record_hash: str
    check_code: str


def made(reservation: Reservation) -> Paper:
    record = f'{{"number":"{reservation.number}"}}'
    hashed = sha256(record.encode()).hexdigest()
    return Paper(f"%PDF-1.7 {reservation.number}".encode(), record, hashed, hashed[:12].upper())


def wanted(subject: str = "IN-2026-0001", **changes: object) -> Request:
    request = Request(new_key(), "inspection-certificate", "QD-IC", new_key(), subject, 1, "zh_CN / en")
    return replace(request, **changes)  # type: ignore[arg-type]  # names of the fields above


def evidence(paper: Paper, issued_as: str, **changes: object) -> Evidence:
    said = Evidence("inspection-certificate", issued_as, 1, paper.record_hash, paper.check_code, 0, "", True)
    return replace(said, **changes)  # type: ignore[arg-type]  # names of the fields above


def test_the_same_request_twice_gives_one_number_and_one_paper(approver: Desk) -> None:
    request = wanted()
    first = documents.issue_document(approver, request, made)
    again = documents.issue_document(approver, request, made)
    assert first == again
    entry = documents.open_document(approver, first)
    assert entry.row.number == "QD-IC-2026-00001"
    assert entry.row.state == "Issued"
    assert documents.count(approver, Query()) == 1
    assert documents.read_pdf(approver, first) == b"%PDF-1.7 QD-IC-2026-00001"


def test_a_newer_paper_supersedes_the_older_about_the_same_record(approver: Desk) -> None:
    first = documents.issue_document(approver, wanted(), made)
    other = documents.issue_document(approver, wanted("IN-2026-0002"), made)
    second = documents.issue_document(approver, wanted(), made)
    old = documents.open_document(approver, first)
    assert (old.row.state, old.superseded_by) == ("Superseded", "QD-IC-2026-00003")
    assert documents.open_document(approver, second).row.state == "Issued"
    assert documents.open_document(approver, other).row.state == "Issued"


def test_a_paper_that_cannot_be_made_leaves_an_explained_number(approver: Desk) -> None:
    def broken(reservation: Reservation) -> Paper:
        raise ValueError("no paper")

    request = wanted()
    with pytest.raises(ValueError, match="no paper"):
        documents.issue_document(approver, request, broken)
    entry = documents.open_document(approver, request.key)
    assert (entry.row.state, entry.row.void_reason) == ("Void", "The paper could not be made.")
    with pytest.raises(NotFound):
        documents.read_pdf(approver, request.key)


def test_a_reservation_left_by_a_crash_is_voided_at_the_next_start(approver: Desk) -> None:
    left = documents.reserve_document(approver, wanted())
    assert documents.recover_reservations(approver) == []
    assert documents.recover_reservations(approver, timedelta(0)) == [left.number]
    assert documents.open_document(approver, left.key).row.state == "Void"
    with pytest.raises(Conflict):
        documents.register_document(approver, left, made(left))


def test_void_needs_a_reason_and_happens_once(approver: Desk) -> None:
    key = documents.issue_document(approver, wanted(), made)
    version = documents.open_document(approver, key).row.version
    with pytest.raises(RuleBroken):
        documents.void_document(approver, key, version, "  ")
    documents.void_document(approver, key, version, "wrong lot")
    with pytest.raises(RuleBroken):
        documents.void_document(approver, key, version + 1, "again")


def test_inspectors_issue_no_certificates(inspector: Desk) -> None:
    with pytest.raises(Denied):
        documents.reserve_document(inspector, wanted())


def test_the_list_pages_filters_and_searches(approver: Desk) -> None:
    keys = [documents.issue_document(approver, wanted(f"IN-2026-000{n}"), made) for n in range(5)]
    first = documents.page(approver, Query(), limit=2)
    assert [row.id for row in first.rows] == keys[:2:-1]
    rest = documents.page(approver, Query(), first.next, limit=10)
    assert [row.id for row in rest.rows] == keys[2::-1]
    assert rest.next is None
    found = documents.page(approver, Query(text="IN-2026-0003"))
    assert [row.subject_number for row in found.rows] == ["IN-2026-0003"]
    assert documents.count(approver, Query({"state": ("Void",)})) == 0
    assert documents.count(approver, Query(text="100%")) == 0


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "altered"),
        ({"record_hash": "0" * 64}, "altered"),
        ({"intact": False}, "altered"),
        ({"number": "QD-IC-2026-09999"}, "unknown"),
        ({"number": "QD-IC-2026-09999", "intact": False}, "altered"),
    ],
)
def test_a_file_that_is_not_the_issued_one(approver: Desk, changes: dict[str, object], verdict: str) -> None:
    key = documents.issue_document(approver, wanted(), made)
    number = documents.open_document(approver, key).row.number
    reservation = documents.reserve_document(approver, wanted(key=key))
    found = documents.check_paper(approver, "f" * 64, evidence(made(reservation), number, **changes))
    assert found.verdict == verdict
    assert found.reasons


def test_verdicts_follow_the_register(approver: Desk) -> None:
    key = documents.issue_document(approver, wanted(), made)
    entry = documents.open_document(approver, key)
    valid = documents.check_paper(approver, entry.sha256, None)
    assert (valid.verdict, valid.signed_by, valid.chain) == ("valid", "Wang Shu", "contained")
    documents.issue_document(approver, wanted(), made)
    superseded = documents.check_paper(approver, entry.sha256, None)
    assert (superseded.verdict, superseded.superseded_by) == ("superseded", "QD-IC-2026-00002")
    documents.void_document(approver, key, documents.open_document(approver, key).row.version, "wrong lot")
    assert documents.check_paper(approver, entry.sha256, None).verdict == "void"
    assert documents.check_paper(approver, "f" * 64, None).verdict == "not-ours"


def test_a_code_alone_is_checked_against_the_register(approver: Desk) -> None:
    key = documents.issue_document(approver, wanted(), made)
    entry = documents.open_document(approver, key)
    code = entry.row.check_code
    assert documents.check_code(approver, code, entry.record_hash, entry.row.number).verdict == "valid"
    assert documents.check_code(approver, code, "0" * 64).verdict == "altered"
    assert documents.check_code(approver, "AAAA-AAAA-AAAA").verdict == "unknown"


def test_a_wish_whose_paper_failed_gets_a_number_of_its_own_when_it_is_repeated(approver: Desk) -> None:
    """Its dialog keeps one key: the given-up number must not pass for an issued paper."""

    def broken(reservation: Reservation) -> Paper:
        raise ValueError("no paper")

    request = wanted()
    for _ in range(2):
        with pytest.raises(ValueError, match="no paper"):
            documents.issue_document(approver, request, broken)
    issued = documents.open_document(approver, documents.issue_document(approver, request, made))
    assert (issued.row.number, issued.row.state) == ("QD-IC-2026-00003", "Issued")
    assert documents.issue_document(approver, request, made) == issued.row.id
