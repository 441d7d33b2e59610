"""Says whether a paper is genuine, unaltered and still valid, from what was read in it and what is
registered.

Reading a PDF or a QR code belongs to ``reports.seal``; here its findings meet the register and the audit
chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.values import Message, msg
from qualitydesk.records import AuditEvent, IssuedDocument, Person, t
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

VERDICTS = ("valid", "superseded", "void", "altered", "unknown", "not-ours")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a paper says of itself; ``intact`` that its record fits its own hash and check code."""

    document: str
    number: str
    revision: int
    record_hash: str
    check_code: str
    chain_seq: int
    chain_head: str
    intact: bool
    file_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdict with its reasons; ``chain`` and ``register`` say what was checked and how it came out."""

    verdict: str
    document: str = ""
    number: str = ""
    revision: int = 0
    subject_number: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None
    chain: str = "not checked"
    register: str = "not found"
    check_code: str = ""
    superseded_by: str = ""
    key: str = ""
    reasons: tuple[Message, ...] = ()


def check_paper(desk: Desk, file_sha256: str, evidence: Evidence | None) -> Verification:
    """Check a whole file: its hash against the register, else what was read in it."""
    with desk.store.read() as read:
        row = read.find(IssuedDocument, sha256=file_sha256)
        if row is not None and row.state != "Reserved":
            reason = msg("The file is byte for byte the one that was issued.")
            return _registered(read, row, (reason,))
        if evidence is None:
            return Verification(
                "not-ours", reasons=(msg("The file carries no record of a paper made by QualityDesk."),)
            )
        return _other_file(read, evidence)


def _other_file(read: Reader, evidence: Evidence) -> Verification:
    """A file that is not the issued one, though it carries a record of ours."""
    row = read.find(IssuedDocument, number=evidence.number)
    if row is None or row.state == "Reserved":
        return _unregistered(read, evidence)
    if not evidence.intact:
        reason = msg("The record inside was changed: it no longer fits its own check code.")
    elif evidence.record_hash == row.record_hash:
        reason = msg(
            "The record inside is the registered one, but the file is not: it was saved again or something "
            "was added. Ask for the original file."
        )
    else:
        reason = msg(
            "The record inside differs from the one that was registered under {number}.", number=row.number
        )
    return _told(read, row, "altered", (reason,), register="differs")


def _unregistered(read: Reader, evidence: Evidence) -> Verification:
    if not evidence.intact:
        verdict = "altered"
        reason = msg("The record inside was changed: it no longer fits its own check code.")
    else:
        verdict = "unknown"
        reason = msg(
            "{number} is not in this register. It was issued elsewhere, or it is forged.",
            number=evidence.number,
        )
    return Verification(
        verdict,
        document=evidence.document,
        number=evidence.number,
        revision=evidence.revision,
        chain="contained"
        if _chain(read, evidence.chain_seq, evidence.chain_head) == "contained"
        else "unknown",
        check_code=evidence.check_code,
        reasons=(reason,),
    )


def check_code(desk: Desk, code: str, record_hash: str = "", number: str = "") -> Verification:
    """Check what is printed: a check code, and from a QR code also the hash and number. The file was not
    seen."""
    with desk.store.read() as read:
        row = read.find(IssuedDocument, check_code=code)
        if row is None:
            reason = msg("No paper with the check code {code} is in this register.", code=code)
            return Verification("unknown", number=number, check_code=code, reasons=(reason,))
        if (record_hash and record_hash != row.record_hash) or (number and number != row.number):
            reason = msg("The code belongs to {number}, but the rest of it does not fit.", number=row.number)
            return _told(read, row, "altered", (reason,), register="differs")
        compare = msg("Only the code was checked. Compare the paper with the registered one shown here.")
        return _registered(read, row, (compare,))


def _registered(read: Reader, row: Any, reasons: tuple[Message, ...]) -> Verification:
    """By the state of the entry: valid, superseded or void."""
    if row.state == "Void":
        void = msg("It was declared void: {reason}", reason=row.void_reason)
        return _told(read, row, "void", (void, *reasons), register="void")
    if row.state == "Superseded":
        successor = read.get(IssuedDocument, row.superseded_by_id)
        newer = msg("{number} has replaced it.", number=successor.number)
        return _told(read, row, "superseded", (newer, *reasons), successor.number, register="superseded")
    return _told(read, row, "valid", reasons, register="issued")


def _told(
    read: Reader,
    row: Any,
    verdict: str,
    reasons: tuple[Message, ...],
    superseded_by: str = "",
    *,
    register: str,
) -> Verification:
    chain = _chain(read, row.chain_seq, row.chain_head)
    broken = msg("The chain of changes does not contain what this paper prints: the database was altered.")
    return Verification(
        verdict,
        document=row.kind,
        number=row.number,
        revision=row.revision,
        subject_number=row.subject_number,
        signed_by=read.get(Person, row.issued_by_id).name,
        signed_at=row.issued_at,
        chain=chain,
        register=register,
        check_code=row.check_code,
        superseded_by=superseded_by,
        key=row.id,
        reasons=(*reasons, *((broken,) if chain == "broken" else ())),
    )


def _chain(read: Reader, seq: int, head: str) -> str:
    """Whether the audit chain of this database still has the link that the paper prints."""
    if seq == 0:
        return "contained"
    event = t(AuditEvent)
    found = read.scalar(select(event.c.hash).where(event.c.seq == seq))
    return "contained" if found == head else "broken"
