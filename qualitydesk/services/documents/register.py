"""The register of issued papers: a number is reserved, the paper is made outside any lock, then registered.

A reservation that a crash left behind is voided with its reason at the next start, so no number is ever
unexplained. What was issued never changes: it is superseded or voided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.people import Role
from qualitydesk.domain.values import Bilingual, msg
from qualitydesk.records import IssuedDocument, Person, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.several import held, take_each
from qualitydesk.store import audit
from qualitydesk.store.session import Work

RESERVED_FOR = timedelta(minutes=15)
"""How long a reserved number waits for its paper."""

NUMBER_WIDTH = 5
MOST_READERS, LONGEST_READER = 12, 120

ISSUERS: dict[str, tuple[str, ...]] = {
    "inspection-certificate": (Role.MANAGER, Role.ADMIN),
    "conformity-declaration": (Role.MANAGER, Role.ADMIN),
    "claim-report": (Role.SERVICE, Role.MANAGER, Role.ADMIN),
    "recovery-notice": (Role.SERVICE, Role.MANAGER, Role.ADMIN),
    "non-conformity-8d": (Role.INSPECTOR, Role.SERVICE, Role.MANAGER, Role.ADMIN),
    "dossier": (Role.MANAGER, Role.ADMIN),
    "scorecard": (Role.MANAGER, Role.ADMIN),
}
"""Who may issue which paper; managers and admins any."""

_ANYBODY = (Role.MANAGER, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be issued. ``key`` is made by the client: asking twice with one key gives one number.

    ``issuer_id`` is who answers for the paper where the program itself acts (a scheduled command);
    ``copies_to`` names who gets a copy, which is recorded and not done.
    """

    key: str
    document: str
    prefix: str
    subject_id: str
    subject_number: str
    revision: int
    language: str
    issuer_id: str = ""
    copies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reservation:
    """A number that waits for its paper, with the head of the audit chain that the paper prints."""

    key: str
    version: int
    number: str
    at: datetime
    issuer: Bilingual
    chain_seq: int
    chain_head: str
    issued: bool


class Finished(Protocol):
    """A made paper: its bytes, the record inside it, the hash of that, and the code for people."""

    @property
    def pdf(self) -> bytes:
        """The whole file."""
        ...

    @property
    def record(self) -> str:
        """The record as canonical JSON."""
        ...

    @property
    def record_hash(self) -> str:
        """SHA-256 of the record."""
        ...

    @property
    def check_code(self) -> str:
        """What people type to verify."""
        ...


def issue_document(desk: Desk, request: Request, make: Callable[[Reservation], Finished]) -> str:
    """Reserve, make and register one paper; the key of its entry.

    ``make`` runs outside any transaction. When it fails the number is voided with that reason.
    """
    reservation = reserve_document(desk, request)
    if reservation.issued:
        return reservation.key
    finished: Finished | None = None
    try:
        finished = make(reservation)
    finally:
        if finished is None:
            _give_up(desk, reservation)
    register_document(desk, reservation, finished)
    return reservation.key


def require_issuer(desk: Desk, document: str) -> None:
    """Denied for whoever may not issue such a paper."""
    desk.require(*ISSUERS.get(document, _ANYBODY))


def reserve_document(desk: Desk, request: Request) -> Reservation:
    """Take the next number for a paper; the same request again gives the same one, if it was not given up."""
    require_issuer(desk, request.document)
    with desk.store.write(desk.person, "reserve document number") as work:
        asked = replace(request, key=_living(work, request.key))
        row = work.find(IssuedDocument, id=asked.key)
        if row is None:
            _reserve(work, asked, _issuer(work, desk, asked))
            row = work.get(IssuedDocument, asked.key)
        return _reservation(work, row)


def _living(work: Work, key: str) -> str:
    """The key itself, or the next one whose number was not given up because its paper could not be made."""
    row = work.find(IssuedDocument, id=key)
    while row is not None and row.state == "Void" and row.issued_at is None:
        key = str(UUID(int=UUID(key).int + 1))
        row = work.find(IssuedDocument, id=key)
    return key


def _reserve(work: Work, request: Request, issuer_id: str) -> None:
    head = audit.head(work)
    work.insert(
        IssuedDocument,
        id=request.key,
        number=work.next_number(request.prefix, width=NUMBER_WIDTH),
        kind=request.document,
        state="Reserved",
        subject_id=request.subject_id,
        subject_number=request.subject_number,
        revision=request.revision,
        language=request.language,
        reserved_at=work.clock.now(),
        issued_by_id=issuer_id,
        copies_to=_readers(request.copies_to),
        chain_seq=head.seq,
        chain_head=head.hash,
    )


def _readers(names: Sequence[str]) -> list[str]:
    """Who gets a copy, as it is recorded: no name twice, none too long, not too many."""
    named = dict.fromkeys(name.strip()[:LONGEST_READER] for name in names if name.strip())
    return list(named)[:MOST_READERS]


def _issuer(work: Work, desk: Desk, request: Request) -> str:
    """Who answers for the paper: the person at the desk, else who is named, else a manager of the house."""
    person = t(Person)
    if desk.person.id or request.issuer_id:
        return desk.person.id or request.issuer_id
    found = work.scalar(
        select(person.c.id)
        .where(person.c.role.in_([Role.MANAGER, Role.ADMIN]), person.c.active == 1)
        .order_by(person.c.role.desc(), person.c.id)
    )
    if found is None:
        raise RuleBroken(
            msg("Nobody is recorded who could issue a paper. Make the first person in the window.")
        )
    return str(found)


def _reservation(work: Work, row: Any) -> Reservation:
    issuer = work.get(Person, row.issued_by_id)
    return Reservation(
        key=row.id,
        version=row.version,
        number=row.number,
        at=row.reserved_at,
        issuer=Bilingual(issuer.name, issuer.name_zh),
        chain_seq=row.chain_seq,
        chain_head=row.chain_head,
        issued=row.state != "Reserved",
    )


def register_document(desk: Desk, reservation: Reservation, finished: Finished) -> None:
    """Enter the made paper; earlier ones about the same record are superseded by it.

    Raises Conflict when the reservation was given up meanwhile.
    """
    from hashlib import sha256

    with desk.store.write(desk.person, "issue document") as work:
        _hold(work, reservation.key)
        attachment = desk.attachments.add(work, finished.pdf, f"{reservation.number}.pdf")
        work.update(
            IssuedDocument,
            reservation.key,
            reservation.version,
            state="Issued",
            issued_at=reservation.at,
            sha256=sha256(finished.pdf).hexdigest(),
            record_hash=finished.record_hash,
            check_code=finished.check_code,
            record=finished.record,
            attachment_id=attachment,
        )
        _supersede(work, reservation.key)


def _hold(work: Work, key: str) -> None:
    """Wait for others who issue the same paper, so that one of the two supersedes the other."""
    table, row = t(IssuedDocument), work.get(IssuedDocument, key)
    same = (table.c.subject_number == row.subject_number, table.c.kind == row.kind)
    work.all(select(table.c.id).where(*same).order_by(table.c.id).with_for_update())


def _supersede(work: Work, key: str) -> None:
    fresh, table = work.get(IssuedDocument, key), t(IssuedDocument)
    older = work.all(
        select(table.c.id).where(
            table.c.subject_id.is_not(None),
            table.c.subject_number == fresh.subject_number,
            table.c.kind == fresh.kind,
            table.c.state == "Issued",
            table.c.id != key,
        )
    )
    for row in older:
        work.change(IssuedDocument, row.id, state="Superseded", superseded_by_id=key)


def void_document(desk: Desk, key: str, version: int, reason: str) -> None:
    """Declare an issued paper void. Raises RuleBroken without a reason or when it is void already."""
    _require_void(desk, reason)
    with desk.store.write(desk.person, "void document", reason.strip()) as work:
        _require_living(work.get(IssuedDocument, key))
        work.update(IssuedDocument, key, version, state="Void", void_reason=reason.strip())


def void_documents(desk: Desk, keys: Iterable[str], reason: str) -> int:
    """Declare several papers void for one reason, all of them or none; how many."""
    _require_void(desk, reason)

    def void(row: Any) -> None:
        _require_living(row)
        work.amend(IssuedDocument, row, state="Void", void_reason=reason.strip())

    with desk.store.write(desk.person, "void documents", reason.strip()) as work:
        rows = held(work, IssuedDocument, keys)
        return take_each(rows, lambda row: str(row.number), void, "reason")


def _require_void(desk: Desk, reason: str) -> None:
    desk.require(Role.MANAGER, Role.ADMIN)
    if not reason.strip():
        raise RuleBroken(
            msg("Say why the paper is void."), fields={"reason": msg("Say why the paper is void.")}
        )


def _require_living(row: Any) -> None:
    if row.state == "Void":
        raise RuleBroken(msg("{number} is void already.", number=row.number))
    if row.state == "Reserved":
        raise RuleBroken(msg("{number} is being made.", number=row.number))


def _give_up(desk: Desk, reservation: Reservation) -> None:
    reason = "The paper could not be made."
    with desk.store.write(desk.person, "void document number", reason) as work:
        work.update(IssuedDocument, reservation.key, reservation.version, state="Void", void_reason=reason)


def recover_reservations(desk: Desk, older_than: timedelta = RESERVED_FOR) -> list[str]:
    """Void the numbers whose paper was never finished, with that reason; returns them. Called at every
    start."""
    table = t(IssuedDocument)
    before = desk.now() - older_than
    left = select(table).where(table.c.state == "Reserved", table.c.reserved_at <= before)
    with desk.store.read() as read:
        if read.first(left.limit(1)) is None:
            return []
    reason = "The program stopped before the paper was finished."
    with desk.store.write(desk.person, "void document number", reason) as work:
        rows = work.all(left.order_by(table.c.id))
        for row in rows:
            work.update(IssuedDocument, row.id, row.version, state="Void", void_reason=reason)
    return [row.number for row in rows]
