"""The words of a claim: status, kind, remedy, disposition, safety, costs, deadlines and refunds.

They are stored and shown as written here; which move between them is lawful is decided in ``states``.
"""

from __future__ import annotations

from enum import StrEnum

from qualitydesk.domain.values import Message, msg


class ClaimStatus(StrEnum):
    """Where the work on a claim is."""

    NEW = "New"
    TRIAGED = "Triaged"
    WAITING = "Waiting for buyer"
    INVESTIGATION = "Under investigation"
    DECIDED = "Decided"
    RETURN_EXPECTED = "Return expected"
    GOODS_RECEIVED = "Goods received"
    GOODS_INSPECTED = "Goods inspected"
    SETTLED = "Settled"
    CLOSED = "Closed"
    WITHDRAWN = "Withdrawn"
    REOPENED = "Reopened"


class ClaimKind(StrEnum):
    """What the buyer holds against the goods or the sale; the law of the market asks for it."""

    CHANGE_OF_MIND = "Change of mind"
    DEFECTIVE = "Defective"
    WRONG_ITEM = "Wrong item"
    NOT_AS_DESCRIBED = "Not as described"
    DAMAGED = "Damaged in transit"
    MISSING_PARTS = "Missing parts"
    COUNTERFEIT = "Counterfeit"
    NOT_RECEIVED = "Not received"
    SAFETY = "Safety"
    OTHER = "Other"

    @property
    def code(self) -> str:
        """The word of the rule packs: "damaged_in_transit"."""
        return self.value.lower().replace(" ", "_")


class Remedy(StrEnum):
    """What the buyer asks for, and what we grant: two fields that never overwrite each other."""

    NONE = "None"
    REFUND = "Refund"
    PART_REFUND = "Part refund"
    REPLACEMENT = "Replacement"
    REPAIR = "Repair"
    PARTS = "Missing parts"
    GOODWILL = "Goodwill"
    REJECTED = "Rejected"


HAND_OVER = "hand_over"
"""The step of a claim that changes who handles it, not where it stands."""


def handing(name: str, note: str) -> str:
    """What is kept of a hand-over: to whom ("" for nobody), and on the lines after it what was said."""
    return f"{name}\n{note.strip()}".rstrip()


def handed(kept: str) -> tuple[str, str]:
    """Name and note of ``handing``."""
    name, _, note = kept.partition("\n")
    return name, note


SEND_PARTS = msg("Send the missing parts")


def remedy_name(remedy: str) -> Message:
    """What a remedy is called: "Missing parts" alone is what a buyer complains about."""
    return SEND_PARTS if remedy == Remedy.PARTS else Message(str(remedy))


class Disposition(StrEnum):
    """What we did with the goods, apart from why the buyer complained."""

    NONE = "None"
    KEEPS = "Buyer keeps it"
    BUYER_DISPOSES = "Disposed of by buyer"
    RETURN = "Return to storage centre"
    RESTOCK = "Back to stock"
    SECOND_GRADE = "Sold as second grade"
    REPAIRED = "Repaired"
    SUPPLIER = "Return to supplier"
    SCRAP = "Scrapped"

    @property
    def comes_back(self) -> bool:
        """Whether the goods are on their way back, or are back."""
        return self not in (Disposition.NONE, Disposition.KEEPS, Disposition.BUYER_DISPOSES)


class SafetyFlag(StrEnum):
    """Whether somebody was hurt or nearly was; anything but None opens a safety case."""

    NONE = "None"
    INJURY = "Injury"
    FIRE = "Fire"
    SHOCK = "Electric shock"


COUNTERPARTS: dict[str, Message] = {
    "Buyer": msg("buyer"),
    "Maker": msg("maker"),
    "Carrier": msg("carrier"),
    "Insurer": msg("insurer"),
    "Authority": msg("authority"),
    "Us": msg("note"),
}
"""With whom a message was exchanged; one among ourselves is a note."""


class CostKind(StrEnum):
    """What a claim costs."""

    PRICE = "Refund of price"
    FREIGHT_OUT = "Freight out"
    FREIGHT_BACK = "Return freight"
    DUTY = "Duty and tax"
    CHECK = "Check"
    DISPOSAL = "Disposal"
    HANDLING = "Handling"
    REPAIR = "Repair"
    REPLACEMENT = "Replacement"
    GOODWILL = "Goodwill"
    OTHER = "Other"


_COST_NAMES = {CostKind.CHECK: msg("Check of the goods")}
"""Kinds of cost whose one word means something else elsewhere."""


def cost_name(kind: CostKind) -> Message:
    """What a kind of cost is called."""
    return _COST_NAMES.get(kind, Message(kind.value))


class CostState(StrEnum):
    """How sure a cost line is."""

    ESTIMATE = "Estimate"
    PROPOSED = "Proposed"
    BOOKED = "Booked"


class DeadlineState(StrEnum):
    """What became of a deadline."""

    OPEN = "Open"
    KEPT = "Kept"
    MISSED = "Missed"
    DROPPED = "Dropped"


class RefundState(StrEnum):
    """A refund is asked for by one person and released by another."""

    REQUESTED = "Requested"
    RELEASED = "Released"
    CANCELLED = "Cancelled"
