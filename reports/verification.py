"""Verifies a paper from its bytes or its printed code: reads what it says, asks the register and the
chain."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from qualitydesk.domain.values import msg
from qualitydesk.services.documents import Evidence, Verification, check_code, check_paper
from reports.seal import Seal, is_code, read_code, read_qr, read_seal

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk


def verify(desk: Desk, pdf: bytes) -> Verification:
    """Whether these bytes are a paper of this house, unaltered and still valid. Never raises for bad
    bytes."""
    hashed = sha256(pdf).hexdigest()
    seal = read_seal(pdf)
    return check_paper(desk, hashed, _evidence(seal, hashed) if seal else None)


def verify_typed(desk: Desk, text: str) -> Verification:
    """The same from a typed check code or a scanned QR code."""
    scanned = read_qr(text)
    if scanned:
        return check_code(desk, scanned.check_code, scanned.record_hash, scanned.number)
    code = read_code(text)
    if code is None and is_code(text):
        reason = msg("A character of the code is mistyped. Compare it with the paper.")
        return Verification("unknown", reasons=(reason,))
    if code is None:
        reason = msg("This is no check code of ours. It has twelve characters, such as 7F3K-9Q2M-XC48.")
        return Verification("not-ours", reasons=(reason,))
    return check_code(desk, code)


def _evidence(seal: Seal, hashed: str) -> Evidence:
    return Evidence(
        document=seal.document,
        number=seal.number,
        revision=seal.revision,
        record_hash=seal.record_hash,
        check_code=seal.check_code,
        chain_seq=seal.chain_seq,
        chain_head=seal.chain_head,
        intact=seal.intact,
        file_sha256=hashed,
    )
