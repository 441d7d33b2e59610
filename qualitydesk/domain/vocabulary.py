"""How each status word looks, on screen and on paper: its icon's name and what its colour means.

Icons are Lucide names. A word that is not listed is neutral; which words exist is decided by each area's
states.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualitydesk.domain.shipments.custody import Transport
from qualitydesk.domain.values import Tone


@dataclass(frozen=True, slots=True)
class Look:
    """An icon's name and a tone."""

    icon: str
    tone: Tone


NEUTRAL = Look("circle", Tone.MUTE)

_OK, _WARN, _BAD, _INFO, _MUTE = Tone.OK, Tone.WARN, Tone.BAD, Tone.INFO, Tone.MUTE
_LOOKS = {
    # Inspections
    "Planned": Look("calendar-clock", _MUTE),
    "In progress": Look("circle-dashed", _INFO),
    "Submitted": Look("hourglass", _INFO),
    "Approved": Look("lock", _OK),
    "Sent back": Look("undo-2", _WARN),
    "Cancelled": Look("ban", _MUTE),
    "Aborted": Look("ban", _WARN),
    "Waived": Look("flag", _INFO),
    "Pending": Look("circle-dashed", _MUTE),
    "Pass": Look("circle-check", _OK),
    "Fail": Look("circle-x", _BAD),
    "Conditional": Look("circle-alert", _WARN),
    "Release": Look("arrow-right", _OK),
    "Hold": Look("hand", _WARN),
    "Rework or sort": Look("wrench", _WARN),
    "Return to supplier": Look("corner-up-left", _BAD),
    "Scrap": Look("trash-2", _BAD),
    "Use as is": Look("flag", _INFO),
    "Critical": Look("octagon-alert", _BAD),
    "Major": Look("triangle-alert", _WARN),
    "Minor": Look("info", _MUTE),
    "Open": Look("circle-dashed", _MUTE),
    "Not applicable": Look("minus", _MUTE),
    # Certificates and coverage
    "Draft": Look("circle-dashed", _MUTE),
    "Under review": Look("eye", _INFO),
    "In review": Look("eye", _INFO),
    "Valid": Look("circle-check", _OK),
    "Expiring": Look("hourglass", _WARN),
    "Expired": Look("circle-x", _BAD),
    "Missing": Look("file-x", _BAD),
    "Doubtful": Look("circle-help", _WARN),
    "Exception": Look("flag", _INFO),
    "Not required": Look("minus", _MUTE),
    "Rejected": Look("circle-x", _BAD),
    "Suspended": Look("circle-alert", _WARN),
    "Withdrawn": Look("undo-2", _MUTE),
    "Superseded": Look("file-x", _MUTE),
    # Vetting files
    "Vetted": Look("circle-check", _OK),
    "Passed": Look("circle-check", _OK),
    "Failed": Look("circle-x", _BAD),
    # Rules
    "In force": Look("circle-check", _OK),
    "Not yet in force": Look("calendar-clock", _INFO),
    "Ended": Look("minus", _MUTE),
    "Not dated": Look("circle-help", _MUTE),
    "Switched off": Look("ban", _WARN),
    # Shipments, lots, duties, legs
    "Declared": Look("circle-dashed", _MUTE),
    "Released": Look("circle-check", _OK),
    "In transit": Look("ship", _INFO),
    "Customs hold": Look("hand", _BAD),
    "Customs released": Look("stamp", _OK),
    "Received": Look("warehouse", _OK),
    "Closed": Look("lock", _MUTE),
    "Lost": Look("circle-x", _BAD),
    "Blocked": Look("octagon-x", _BAD),
    "Warned": Look("triangle-alert", _WARN),
    "Undeclared": Look("user-round-x", _BAD),
    "Nobody": Look("user-round-x", _BAD),
    "Evidenced": Look("circle-check", _OK),
    "Confirmed": Look("circle-check", _OK),
    "Disputed": Look("split", _BAD),
    "Replaced": Look("minus", _MUTE),
    "Handed over": Look("truck", _INFO),
    "Accepted": Look("circle-check", _OK),
    "Accepted with remarks": Look("triangle-alert", _WARN),
    "Refused": Look("circle-x", _BAD),
    "Scrapped": Look("trash-2", _BAD),
    "Recalled": Look("siren", _BAD),
    # Recalls and incidents
    "Suspected": Look("circle-help", _WARN),
    "Assessed": Look("search", _WARN),
    "Stop sale": Look("hand", _BAD),
    "Notified": Look("send", _WARN),
    "Recovering": Look("undo-2", _WARN),
    "Reported": Look("send", _INFO),
    # Non-conformities and actions
    "Contained": Look("hand", _WARN),
    "Analysed": Look("search", _INFO),
    "Action planned": Look("list-checks", _INFO),
    "Implemented": Look("wrench", _INFO),
    "Verified": Look("circle-check", _OK),
    "Not effective": Look("undo-2", _BAD),
    "Done": Look("circle-check", _OK),
    "Overdue": Look("hourglass", _BAD),
    # Claims, recoveries, deadlines, costs
    "New": Look("circle-dashed", _INFO),
    "Triaged": Look("circle-check", _INFO),
    "Waiting for buyer": Look("hourglass", _WARN),
    "Under investigation": Look("search", _INFO),
    "Decided": Look("gavel", _INFO),
    "Return expected": Look("undo-2", _INFO),
    "Goods received": Look("warehouse", _INFO),
    "Goods inspected": Look("clipboard-check", _INFO),
    "Settled": Look("circle-check", _OK),
    "Reopened": Look("undo-2", _WARN),
    "Sent": Look("hourglass", _INFO),
    "Acknowledged": Look("eye", _INFO),
    "Agreed": Look("circle-check", _OK),
    "Part agreed": Look("circle-alert", _WARN),
    "Credited": Look("hand-coins", _OK),
    "Written off": Look("minus", _MUTE),
    "Kept": Look("circle-check", _OK),
    "Missed": Look("circle-x", _BAD),
    # Issued documents and their verification
    "Reserved": Look("hourglass", _MUTE),
    "Issued": Look("file-check", _OK),
    "Void": Look("circle-x", _BAD),
    "valid": Look("circle-check", _OK),
    "superseded": Look("circle-alert", _WARN),
    "void": Look("circle-x", _BAD),
    "altered": Look("octagon-x", _BAD),
    "unknown": Look("circle-help", _WARN),
    "not-ours": Look("file-x", _MUTE),
    # Severities of findings
    "stop": Look("octagon-x", _BAD),
    "warn": Look("triangle-alert", _WARN),
    "pass": Look("circle-check", _OK),
}

TRANSPORT_ICONS: Mapping[str, str] = {
    Transport.SEA: "ship",
    Transport.AIR: "plane",
    Transport.RAIL: "train-front",
    Transport.ROAD: "truck",
    Transport.POST: "package",
    Transport.STORAGE: "warehouse",
    Transport.CUSTOMS: "stamp",
}
"""How a leg of the way is travelled."""


def look(word: str) -> Look:
    """The look of a status word; neutral for a word that has none."""
    return _LOOKS.get(str(word), NEUTRAL)


def words() -> tuple[str, ...]:
    """All words that have a look: they are translated too."""
    return tuple(_LOOKS)
