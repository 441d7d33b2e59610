"""What a certificate's status is on a day: set by people, or computed from its dates.

Validity without an end is lawful (many marks have none). What a paper covers is the business of coverage.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.steps import still_ahead
from qualitydesk.domain.values import msg


class CertificateStatus(StrEnum):
    """Where a certificate is; Expiring and Expired are never set by hand."""

    DRAFT = "Draft"
    SUBMITTED = "Submitted"
    UNDER_REVIEW = "Under review"
    VALID = "Valid"
    REJECTED = "Rejected"
    EXPIRING = "Expiring"
    EXPIRED = "Expired"
    SUSPENDED = "Suspended"
    WITHDRAWN = "Withdrawn"
    SUPERSEDED = "Superseded"


MANAGED = (CertificateStatus.VALID, CertificateStatus.REJECTED, CertificateStatus.SUSPENDED)
"""Statuses that only a manager sets: what may be shipped hangs on them."""

_C = CertificateStatus
CERTIFICATE_MOVES: Mapping[CertificateStatus, tuple[CertificateStatus, ...]] = {
    _C.DRAFT: (_C.SUBMITTED, _C.WITHDRAWN),
    _C.SUBMITTED: (_C.UNDER_REVIEW, _C.WITHDRAWN),
    _C.UNDER_REVIEW: (_C.VALID, _C.REJECTED),
    _C.VALID: (_C.SUSPENDED, _C.WITHDRAWN, _C.SUPERSEDED),
    _C.EXPIRING: (_C.SUSPENDED, _C.WITHDRAWN, _C.SUPERSEDED),
    _C.EXPIRED: (_C.SUPERSEDED,),
    _C.REJECTED: (),
    _C.SUSPENDED: (_C.VALID, _C.WITHDRAWN),
    _C.WITHDRAWN: (),
    _C.SUPERSEDED: (),
}


def may_become(status: CertificateStatus, wanted: CertificateStatus) -> bool:
    """Whether it may be moved there now or later on."""
    ahead = still_ahead(status, CERTIFICATE_MOVES.__getitem__)
    return any(wanted in CERTIFICATE_MOVES[each] for each in ahead)


NEEDS_REASON = (_C.REJECTED, _C.SUSPENDED, _C.WITHDRAWN, _C.SUPERSEDED)
"""Statuses that a person may set only with a reason."""

EXPIRY_STEPS = (30, 60, 90)
"""Days before the end at which a reminder is due; the widest one makes a certificate Expiring."""


class Validity(NamedTuple):
    """The stored status and the dates a paper states; no end means it does not expire."""

    status: CertificateStatus
    valid_from: date | None = None
    valid_to: date | None = None


def status_on(validity: Validity, day: date) -> CertificateStatus:
    """The status on ``day``: a Valid paper is Expiring from 90 days before its last day, Expired after it."""
    if validity.status not in (_C.VALID, _C.EXPIRING, _C.EXPIRED):
        return validity.status
    if validity.valid_to is None:
        return _C.VALID
    if day > validity.valid_to:
        return _C.EXPIRED
    return _C.EXPIRING if expiry_step(validity.valid_to, day) else _C.VALID


def expiry_step(valid_to: date | None, day: date) -> int | None:
    """The narrowest reminder step (30, 60, 90 days) reached on ``day``; none before it or after the end."""
    if valid_to is None or day > valid_to:
        return None
    left = (valid_to - day).days
    return next((step for step in EXPIRY_STEPS if left <= step), None)


def holds_on(validity: Validity, day: date) -> bool:
    """Whether the paper is in force on ``day``."""
    begun = validity.valid_from is None or validity.valid_from <= day
    return begun and status_on(validity, day) in (_C.VALID, _C.EXPIRING)


def require_status(old: CertificateStatus, new: CertificateStatus, reason: str) -> None:
    """Refuse a change that the table does not have, or one that lacks its reason."""
    if new not in CERTIFICATE_MOVES[old]:
        raise RuleBroken(
            msg("A certificate that is “{old}” can’t become “{new}”.", old=msg(old), new=msg(new))
        )
    if new in NEEDS_REASON and not reason.strip():
        raise RuleBroken(
            msg("Say why the certificate is “{new}”.", new=msg(new)),
            fields={"reason": msg("A reason is needed.")},
        )
