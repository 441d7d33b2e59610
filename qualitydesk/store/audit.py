"""The audit chain: every transaction on business data leaves one event, linked to the one before by its hash.

hash = SHA-256(prev + payload); payload names time, person, action, what changed, and a salted commitment to
the old
and new values, which stand apart so that they can be erased without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, bindparam, column, select, text

from qualitydesk.domain.errors import Denied
from qualitydesk.domain.values import msg
from qualitydesk.records import AuditDetail, AuditEvent, AuditSubject, Person, t
from qualitydesk.records.schema import instant_text
from qualitydesk.store.asking import Question
from qualitydesk.store.changes import UNAUDITED, canonical, image

if TYPE_CHECKING:
    from qualitydesk.store.session import Reader, Work

GENESIS = "0" * 64
SUBJECTS_KEPT = 200
ERASE = "erase"
_EVENT, _DETAIL, _SUBJECT = t(AuditEvent), t(AuditDetail), t(AuditSubject)
_LOCK = text(
    "INSERT INTO counter (prefix, last) VALUES ('audit', 1) "
    "ON CONFLICT (prefix) DO UPDATE SET last = counter.last + 1 RETURNING last"
).columns(column("last", BigInteger))
_PERSON = t(Person)
_STANDING = select(_PERSON.c.active, _PERSON.c.role).where(_PERSON.c.id == bindparam("id"))
_HEAD = select(_EVENT.c.seq, _EVENT.c.hash).order_by(_EVENT.c.seq.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link: its number and hash. 0 and zeros before the first event."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken link: where, and what does not fit."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the whole chain found."""

    events: int
    head: Head
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def append(work: Work) -> None:
    """Add the event of ``work``; the counter row is the last lock the transaction takes, so it joins no
    deadlock.
    """
    changes = [change for change in work.changes if change.table not in UNAUDITED]
    batches = [batch for batch in work.batches if batch.table not in UNAUDITED]
    if not changes and not batches:
        return
    now = work.clock.now()
    salt = secrets.token_hex(32)
    images = canonical([[c.table, c.key, image(c.old), image(c.new)] for c in changes])
    (counted,), newest, standing = work.each(
        Question(_LOCK), Question(_HEAD), Question(_STANDING, {"id": work.person.id})
    )
    _require_standing(work, standing)
    seq, prev = int(counted.last), _head(newest).hash
    payload = canonical(
        {
            "seq": seq,
            "at": instant_text(now),
            "person": work.person.login,
            "action": work.action,
            "reason": work.reason,
            "changes": [[c.table, c.key, sorted(c.new or c.old)] for c in changes],
            "batches": [[b.table, b.count, b.digest] for b in batches],
            "commitment": commitment(salt, images),
        }
    )
    event = {"seq": seq, "at": now, "person": work.person.login, "action": work.action}
    link = {"payload": payload, "prev": prev, "hash": link_hash(prev, payload)}
    work.put(_EVENT, event | link)
    work.put(_DETAIL, {"event_seq": seq, "salt": salt, "images": images})
    subjects = dict.fromkeys(c.key for c in changes if c.key)
    subjects |= dict.fromkeys(key for b in batches for key in b.keys[:SUBJECTS_KEPT])
    if subjects:
        work.put(_SUBJECT, *({"record_id": key, "event_seq": seq} for key in subjects))


def _require_standing(work: Work, found: Sequence[Any]) -> None:
    """Whose event it is may still sign in, in the role he sat down with. Asked where all is locked, so that
    nobody is switched off between the question and the commit.
    """
    if not found:
        return
    active, role = found[0]
    for change in reversed(work.changes):  # what he makes of himself gives him no right to make it
        if (change.table, change.key) == (_PERSON.name, work.person.id):
            active, role = change.old.get("active", active), change.old.get("role", role)
    if not active:
        raise Denied(msg("{name} may not sign in any more. Nothing was saved.", name=work.person.name))
    if role != work.person.role:
        raise Denied(
            msg("{name} has another role now: sign in anew. Nothing was saved.", name=work.person.name)
        )


def head(reader: Reader) -> Head:
    """The newest link of the chain."""
    return _head(reader.all(_HEAD))


def _head(rows: Sequence[Any]) -> Head:
    return Head(rows[0].seq, rows[0].hash) if rows else Head(0, GENESIS)


def link_hash(prev: str, payload: str) -> str:
    """The hash of a link: SHA-256 over the previous hash and the payload's text."""
    return hashlib.sha256((prev + payload).encode()).hexdigest()


def commitment(salt: str, images: str) -> str:
    """What binds an event to its erasable values: SHA-256 over a random salt and their text."""
    return hashlib.sha256((salt + images).encode()).hexdigest()


def verify(
    reader: Reader, anchors: Iterable[Head] = (), progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Check every link, every commitment, and heads that are printed on papers in circulation.

    ``progress`` is told how many links of how many are checked; what it raises ends the check.
    """
    total = head(reader).seq if progress is not None else 0
    known: dict[int, str] = {}
    problems: list[Problem] = []
    newest = Head(0, GENESIS)
    erased = _erased(reader)
    for row in _links(reader):
        problems += _check(row, newest, erased)
        newest = Head(row.seq, row.hash)
        known[row.seq] = row.hash
        if progress is not None:
            progress(row.seq, total)
    for anchor in anchors:
        if anchor.seq and known.get(anchor.seq) != anchor.hash:
            problems.append(Problem(anchor.seq, msg("a paper in circulation prints another head").text))
    return Verification(len(known), newest, tuple(problems))


def export(reader: Reader) -> Iterator[str]:
    """The whole chain as JSON lines {seq, prev, hash, payload}; a 30-line program can verify them."""
    for row in _links(reader):
        yield _line(row)


def links(reader: Reader, seqs: Collection[int]) -> Iterator[str]:
    """Some links as JSON lines {seq, prev, hash, payload}, then the head of the chain {head: {seq, hash}}."""
    for row in reader.all(select(_EVENT).where(_EVENT.c.seq.in_(seqs)).order_by(_EVENT.c.seq)):
        yield _line(row)
    newest = head(reader)
    yield json.dumps({"head": {"seq": newest.seq, "hash": newest.hash}})


def _line(row: Any) -> str:
    link = {"seq": row.seq, "prev": row.prev, "hash": row.hash, "payload": row.payload}
    return json.dumps(link, ensure_ascii=False)


def history(reader: Reader, record_id: str) -> list[dict[str, Any]]:
    """The events that touched a record, newest first: at, person, action, reason and its own old and new
    values.
    """
    statement = (
        select(
            _EVENT.c.seq, _EVENT.c.at, _EVENT.c.person, _EVENT.c.action, _EVENT.c.payload, _DETAIL.c.images
        )
        .join(_SUBJECT, _SUBJECT.c.event_seq == _EVENT.c.seq)
        .outerjoin(_DETAIL, _DETAIL.c.event_seq == _EVENT.c.seq)
        .where(_SUBJECT.c.record_id == record_id)
        .order_by(_EVENT.c.seq.desc())
    )
    return [_told(row, record_id) for row in reader.all(statement)]


def _told(row: Any, record_id: str) -> dict[str, Any]:
    images = json.loads(row.images) if row.images else []
    own = [(old, new) for _, key, old, new in images if key == record_id]
    told = {"seq": row.seq, "at": row.at, "person": row.person, "action": row.action}
    return told | {"reason": json.loads(row.payload)["reason"], "changes": own}


def _links(reader: Reader) -> Iterator[Any]:
    statement = (
        select(_EVENT, _DETAIL.c.salt, _DETAIL.c.images)
        .outerjoin(_DETAIL, _DETAIL.c.event_seq == _EVENT.c.seq)
        .order_by(_EVENT.c.seq)
    )
    yield from reader.connection.execute(statement.execution_options(yield_per=1000))


def _erased(reader: Reader) -> frozenset[int]:
    rows = reader.all(select(_EVENT.c.payload).where(_EVENT.c.action == ERASE))
    return frozenset(seq for row in rows for seq in json.loads(row.payload).get("erased", ()))


def _check(row: Any, before: Head, erased: frozenset[int]) -> list[Problem]:
    found = []
    if row.seq != before.seq + 1:
        found.append(Problem(row.seq, msg("events before this one are missing").text))
    if row.prev != before.hash:
        found.append(Problem(row.seq, msg("it does not follow the event before it").text))
    if row.hash != link_hash(row.prev, row.payload):
        found.append(Problem(row.seq, msg("its text was changed").text))
    if row.images is None and row.seq not in erased:
        found.append(Problem(row.seq, msg("its values are missing").text))
    if row.images is not None and json.loads(row.payload)["commitment"] != commitment(row.salt, row.images):
        found.append(Problem(row.seq, msg("its values were changed").text))
    return found
