"""The audit chain: every change is in it, tampering shows, erasure and outside anchors work."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import PROGRAM, Actor, Role
from qualitydesk.records import AuditEvent, Draft, Party, Person
from qualitydesk.store import audit
from qualitydesk.store.session import Store

LIN = Actor("", "lin", "Lin Mei", Role.MANAGER)


def _three_events(store: Store) -> str:
    key = new_key()
    with store.write(LIN, "create a party") as work:
        work.insert(Party, id=key, code="P1", name="Before")
    with store.write(LIN, "rename", reason="typing error") as work:
        work.update(Party, key, 1, name="After")
    with store.write(LIN, "call") as work:
        work.update(Party, key, 2, phone="123")
    return key


def _disarm(store: Store) -> None:
    """What somebody with the file in his hands can do: take the guards off."""
    with store.write(PROGRAM, "disarm") as work:
        if store.dialect == "sqlite":
            for name in ("update", "delete"):
                work.connection.execute(text(f"DROP TRIGGER audit_event_no_{name}"))
        else:
            work.connection.execute(text("DROP TRIGGER audit_event_stands ON audit_event"))


def _run(store: Store, statement: str) -> None:
    with store.write(PROGRAM, "tamper") as work:
        work.connection.execute(text(statement))


def test_every_action_leaves_one_event_with_old_and_new_values(store: Store) -> None:
    key = _three_events(store)
    with store.read() as read:
        told = audit.history(read, key)
        assert audit.verify(read).ok
        assert read.count(AuditEvent) == 3
    assert [event["action"] for event in told] == ["call", "rename", "create a party"]
    assert told[1]["person"] == "lin"
    assert told[1]["reason"] == "typing error"
    assert told[1]["changes"] == [({"name": "Before"}, {"name": "After"})]


def test_unfinished_typing_leaves_no_event(store: Store) -> None:
    with store.write(PROGRAM, "person") as work:
        person = work.insert(Person, id=new_key(), login="a", name="A", role="Inspector")
    with store.write(PROGRAM, "draft") as work:
        work.insert(
            Draft, id=new_key(), person_id=person, form="f", content={"x": 1}, saved_at=store.clock.now()
        )
    with store.read() as read:
        assert read.count(AuditEvent) == 1


def test_a_password_never_reaches_the_trail(store: Store) -> None:
    with store.write(PROGRAM, "person") as work:
        work.insert(Person, id=new_key(), login="a", name="A", role="Admin", password_hash="scrypt$secret")
    with store.read() as read:
        assert not any(
            "scrypt$secret" in str(row) for row in read.connection.execute(text("SELECT * FROM audit_detail"))
        )


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET person = 'x'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_events(store: Store, statement: str) -> None:
    _three_events(store)
    with pytest.raises(DBAPIError, match="never changed"):
        _run(store, statement)


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE audit_event SET payload = replace(payload, 'lin', 'bob') WHERE seq = 2", 2),
        ("UPDATE audit_detail SET images = replace(images, 'After', 'Before') WHERE event_seq = 2", 2),
        ("DELETE FROM audit_detail WHERE event_seq = 3", 3),
    ],
)
def test_tampering_with_one_event_shows(store: Store, statement: str, seq: int) -> None:
    _three_events(store)
    _disarm(store)
    _run(store, statement)
    with store.read() as read:
        assert [problem.seq for problem in audit.verify(read).problems] == [seq]


def test_a_chain_cut_at_its_end_shows_against_a_printed_head(store: Store) -> None:
    _three_events(store)
    with store.read() as read:
        printed = audit.head(read)
    _disarm(store)
    _run(store, "DELETE FROM audit_subject WHERE event_seq = 3")
    _run(store, "DELETE FROM audit_detail WHERE event_seq = 3")
    _run(store, "DELETE FROM audit_event WHERE seq = 3")
    with store.read() as read:
        assert audit.verify(read).ok, "a chain cut at its end looks whole by itself"
        assert [problem.seq for problem in audit.verify(read, [printed]).problems] == [3]


def test_the_exported_trail_is_verified_by_a_few_lines(store: Store) -> None:
    _three_events(store)
    with store.read() as read:
        lines = [json.loads(line) for line in audit.export(read)]
    previous = audit.GENESIS
    for line in lines:
        assert line["prev"] == previous
        assert audit.link_hash(previous, line["payload"]) == line["hash"]
        previous = line["hash"]
    assert len(lines) == 3
