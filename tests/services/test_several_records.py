"""Papers, certificates, actions, parties, people, several at once: all or none, one entry, named refusals."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Query
from qualitydesk.records import (
    Action,
    AuditEvent,
    Certificate,
    CertificateEvent,
    IssuedDocument,
    Party,
    Person,
)
from qualitydesk.services import certificates, documents, improvement, parties, people
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from tests.builders import add_party

EN = Translator("en")


def told(desk: Desk, action: str) -> int:
    with desk.store.read() as read:
        return read.count(AuditEvent, action=action)


def always(_through: int) -> bool:
    return True


# -- papers


def add_paper(desk: Desk, number: str, state: str = "Issued") -> str:
    content = b"%PDF-1.7 " + number.encode()
    with desk.store.write(desk.person, "make a paper") as work:
        made = state != "Reserved"
        facts = {
            "kind": "dossier",
            "subject_id": new_key(),
            "subject_number": "SH-1",
            "language": "en",
            "copies_to": [],
        }
        return work.insert(
            IssuedDocument,
            id=new_key(),
            number=number,
            state=state,
            reserved_at=desk.now(),
            issued_at=desk.now() if made else None,
            issued_by_id=desk.person.id,
            sha256=sha256(content).hexdigest() if made else "",
            attachment_id=desk.attachments.add(work, content, f"{number}.pdf") if made else None,
            **facts,
        )


def test_papers_are_declared_void_for_one_reason(manager: Desk) -> None:
    keys = [add_paper(manager, number) for number in ("D-1", "D-2")]
    assert documents.void_documents(manager, keys, " A wrong stamp ") == 2
    files = [documents.open_document(manager, key).row for key in keys]
    assert {(one.state, one.void_reason) for one in files} == {("Void", "A wrong stamp")}
    assert told(manager, "void documents") == 1


def test_a_paper_that_is_void_or_unmade_is_named_and_none_is_changed(manager: Desk, service: Desk) -> None:
    good, void, made = (
        add_paper(manager, "D-1"),
        add_paper(manager, "D-2", "Void"),
        add_paper(manager, "D-3", "Reserved"),
    )
    with pytest.raises(RuleBroken) as refused:
        documents.void_documents(manager, [good, void, made], "Wrong")
    said = EN(refused.value.fields["reason"])
    assert "D-2: D-2 is void already." in said
    assert "D-3: D-3 is being made." in said
    assert "D-1" not in said
    assert documents.open_document(manager, good).row.state == "Issued"
    with pytest.raises(RuleBroken, match="Say why"):
        documents.void_documents(manager, [good], " ")
    with pytest.raises(Denied):
        documents.void_documents(service, [good], "Wrong")


def test_papers_go_into_one_folder_under_their_numbers(manager: Desk, tmp_path: Path) -> None:
    keys = [add_paper(manager, "D-1"), add_paper(manager, "D-2", "Reserved"), add_paper(manager, "D-3")]
    assert documents.save_papers(manager, keys, tmp_path, always) == ["D-1.pdf", "D-3.pdf"]
    assert (tmp_path / "D-1.pdf").read_bytes() == b"%PDF-1.7 D-1"
    assert documents.save_papers(manager, keys, tmp_path, lambda through: through < 1) == ["D-1.pdf"]


def test_several_papers_are_checked_against_the_register(manager: Desk) -> None:
    keys = [add_paper(manager, "D-1"), add_paper(manager, "D-2", "Void")]
    found = documents.check_documents(manager, keys, always)
    assert {number: one.verdict for number, one in found.items()} == {"D-1": "valid", "D-2": "void"}
    assert documents.view_counts(manager, {"void": Query({"state": ("Void",)}), "all": Query()}) == {
        "void": 1,
        "all": 2,
    }
    if manager.attachments.folder is not None:
        for file in Path(manager.attachments.folder).rglob("*"):
            if file.is_file() and file.read_bytes() == b"%PDF-1.7 D-1":
                file.chmod(0o600)
                file.write_bytes(b"other")
        assert documents.check_documents(manager, keys, always)["D-1"].verdict == "altered"


# -- certificates


def add_certificates(desk: Desk, *statuses: str) -> list[str]:
    with desk.store.write(desk.person, "make papers") as work:
        facts = {"scheme": "CE", "market": "EU", "valid_to": date(2030, 1, 1)}
        return [
            work.insert(Certificate, id=new_key(), number=f"C-{place}", status=status, **facts)
            for place, status in enumerate(statuses, start=1)
        ]


def test_certificates_are_suspended_together_with_one_reason(manager: Desk, service: Desk) -> None:
    keys = add_certificates(manager, "Valid", "Valid")
    with pytest.raises(Denied):
        certificates.move_certificates(service, keys, CertificateStatus.SUSPENDED, "The body lost its name")
    assert certificates.move_certificates(manager, keys, CertificateStatus.SUSPENDED, "The body is gone") == 2
    with manager.store.read() as read:
        assert {read.get(Certificate, key).status for key in keys} == {"Suspended"}
        events = read.among(CertificateEvent, "certificate_id", keys)
    assert {(one.status, one.reason) for one in events} == {("Suspended", "The body is gone")}
    assert told(manager, "certificate suspended") == 1


def test_a_certificate_that_cannot_go_there_is_named(manager: Desk) -> None:
    keys = add_certificates(manager, "Valid", "Draft")
    with pytest.raises(RuleBroken) as refused:
        certificates.move_certificates(manager, keys, CertificateStatus.SUSPENDED, "The body is gone")
    assert "C-2: " in EN(refused.value.fields["reason"])
    assert "C-1" not in EN(refused.value.message)
    with manager.store.read() as read:
        assert read.get(Certificate, keys[0]).status == "Valid"


def test_renewals_asked_for_are_tasks(service: Desk) -> None:
    keys = add_certificates(service, "Valid", "Valid")
    due = service.today() + timedelta(days=14)
    assert certificates.record_requests(service, {key: f"Ask for {key[-3:]}" for key in keys}, due) == 2
    with service.store.read() as read:
        rows = read.rows(Action, "id")
    assert {(row.subject_id, row.due_on, row.owner_id) for row in rows} == {
        (key, due, service.person.id) for key in keys
    }
    assert told(service, "ask for renewals") == 1
    with pytest.raises(RuleBroken, match="today or later"):
        certificates.record_requests(service, {keys[0]: "Ask"}, service.today() - timedelta(days=1))


# -- actions


@pytest.fixture
def todo(service: Desk) -> list[str]:
    return [improvement.create_action(service, improvement.NewAction(title)) for title in ("Call", "Write")]


def test_actions_go_to_somebody_on_a_day_and_back(service: Desk, manager: Desk, todo: list[str]) -> None:
    before = improvement.assign_actions(service, dict.fromkeys(todo, manager.person.id))
    assert before == dict.fromkeys(todo, service.person.id)
    assert told(service, "assign actions") == 1
    day = service.today() + timedelta(days=3)
    improvement.date_actions(service, dict.fromkeys(todo, day))
    rows = [improvement.open_action(service, key).row for key in todo]
    assert {(row.owner_id, row.due_on) for row in rows} == {(manager.person.id, day)}
    improvement.assign_actions(service, before)
    assert {improvement.open_action(service, key).row.owner_id for key in todo} == {service.person.id}


def test_an_action_that_is_done_is_named(service: Desk, todo: list[str]) -> None:
    improvement.finish_actions(service, todo[:1])
    with pytest.raises(RuleBroken) as refused:
        improvement.date_actions(service, dict.fromkeys(todo, service.today()))
    assert EN(refused.value.fields["due_on"]) == "Nothing was changed. “Call” is done already."
    assert improvement.open_action(service, todo[1]).row.due_on is None


def test_nobody_who_is_gone_gets_an_action(service: Desk, manager: Desk, todo: list[str]) -> None:
    with manager.store.write(manager.person, "gone") as work:
        work.change(Person, manager.person.id, active=False)
    with pytest.raises(RuleBroken, match="may not sign in"):
        improvement.assign_actions(service, dict.fromkeys(todo, manager.person.id))


# -- parties and people


def test_parties_trade_again_together(manager: Desk, service: Desk) -> None:
    with manager.store.write(manager.person, "make parties") as work:
        keys = [add_party(work) for _ in range(3)]
    parties.block_parties(manager, keys[:2], "No papers")
    with pytest.raises(Denied):
        parties.unblock_parties(service, keys, "Papers came")
    assert set(parties.unblock_parties(manager, keys, "Papers came")) == set(keys[:2])
    with manager.store.read() as read:
        assert not any(read.get(Party, key).blocked for key in keys)
    assert told(manager, "unblock parties") == 1


def test_people_are_switched_off_and_on_again(manager: Desk, service: Desk, inspector: Desk) -> None:
    keys = [service.person.id, inspector.person.id]
    with pytest.raises(Denied):
        people.switch_several(service, keys, on=False)
    assert set(people.switch_several(manager, keys, on=False)) == set(keys)
    assert told(manager, "switch people off") == 1
    assert people.switch_several(manager, keys[:1], on=False) == ()
    assert set(people.switch_several(manager, keys, on=True)) == set(keys)
    counts = people.view_counts(manager, {"off": Query({"active": ("no",)})})
    assert counts == {"off": 0}


def test_nobody_switches_himself_off_and_the_others_stay(manager: Desk, service: Desk) -> None:
    with pytest.raises(RuleBroken) as refused:
        people.switch_several(manager, [manager.person.id, service.person.id], on=False)
    assert EN(refused.value.message).startswith("Nothing was changed. lin: Nobody switches himself off.")
    assert people.open_person(manager, service.person.id).active
