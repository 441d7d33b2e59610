"""Whether the vetting file of a party lets us trade with it: payment and logistics firms above all.

A check counts until its own end date; what the gate makes of the verdict is a house rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualitydesk.domain.values import Message, msg

EXPIRING_DAYS = 30


class Vetting(StrEnum):
    """The verdict on a vetting file."""

    VETTED = "Vetted"
    EXPIRING = "Expiring"
    LAPSED = "Expired"
    FAILED = "Failed"
    MISSING = "Missing"


class VettingCheck(StrEnum):
    """What a vetting file looks at."""

    IDENTITY = "Identity"
    CREDIT = "Credit"
    LICENCE = "Licence"
    SUPERVISION = "Supervision"
    LEADER = "Identity of the leader"
    INSURANCE = "Insurance"


CHECK_NAMES: Mapping[str, Message] = {
    VettingCheck.IDENTITY: msg("Identity"),
    VettingCheck.CREDIT: msg("Credit standing"),
    VettingCheck.LICENCE: msg("Licence"),
    VettingCheck.SUPERVISION: msg("Supervision"),
    VettingCheck.LEADER: msg("Identity of the leader"),
    VettingCheck.INSURANCE: msg("Insurance"),
}
"""What each check is called on screen."""


class VettingOutcome(StrEnum):
    """What a check found."""

    PASSED = "Passed"
    FAILED = "Failed"
    OPEN = "Open"


_K = VettingCheck
NEEDED: Mapping[str, tuple[VettingCheck, ...]] = {
    "payment_provider": (_K.IDENTITY, _K.LEADER, _K.CREDIT, _K.SUPERVISION),
    "carrier": (_K.IDENTITY, _K.LICENCE),
    "warehouse": (_K.IDENTITY, _K.LICENCE),
    "fulfilment_provider": (_K.IDENTITY, _K.LICENCE),
    "customs_broker": (_K.IDENTITY, _K.LICENCE),
}
"""The checks a role needs; other roles need none."""


class CheckFacts(NamedTuple):
    """One check of the file."""

    kind: str
    outcome: str
    checked_on: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class VettingResult:
    """The verdict and the checks it rests on."""

    verdict: Vetting
    missing: tuple[str, ...] = ()
    until: date | None = None


def needed_checks(roles: Iterable[str]) -> tuple[str, ...]:
    """The kinds of check a party needs for its roles."""
    return tuple(dict.fromkeys(kind for role in roles for kind in NEEDED.get(role, ())))


def vet(roles: Iterable[str], checks: Sequence[CheckFacts], day: date) -> VettingResult:
    """The verdict on ``day``: the newest check of each kind counts."""
    newest = {check.kind: check for check in sorted(checks, key=lambda check: check.checked_on or date.min)}
    if any(check.outcome == "Failed" for check in newest.values()):
        return VettingResult(Vetting.FAILED)
    needed = needed_checks(roles)
    missing = tuple(kind for kind in needed if kind not in newest or newest[kind].outcome != "Passed")
    if missing:
        return VettingResult(Vetting.MISSING, missing)
    ends = [newest[kind].valid_to for kind in needed]
    until = min((end for end in ends if end is not None), default=None)
    return VettingResult(_by_date(until, day), (), until)


def _by_date(until: date | None, day: date) -> Vetting:
    if until is None:
        return Vetting.VETTED
    if until < day:
        return Vetting.LAPSED
    return Vetting.EXPIRING if (until - day).days <= EXPIRING_DAYS else Vetting.VETTED
