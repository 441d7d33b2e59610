"""From any number to who answers: the chain of records and the parties behind it, in order.

Pure: the store gathers the joined rows in one statement, here they become a chain that a person can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from qualitydesk.domain.countries import market_in_sentence
from qualitydesk.domain.values import NOTHING, Bilingual, Message, Tone, msg


class KeyKind(StrEnum):
    """What a traced number may be."""

    CLAIM = "claim"
    ORDER = "order"
    TRACKING = "tracking"
    CONTAINER = "container"
    SHIPMENT = "shipment"
    LOT = "lot"
    SERIAL = "serial"
    GTIN = "gtin"
    SKU = "sku"
    INSPECTION = "inspection"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Match:
    """A record that carries the traced number."""

    kind: KeyKind
    number: str
    id: str


@dataclass(frozen=True, slots=True)
class Node:
    """One record of the chain: what, its number or the party it is about, a line about it, and how it should
    be looked at; of a leg how it is travelled.
    """

    kind: str
    id: str
    number: str
    title: Message
    detail: Message | None = None
    day: date | datetime | None = None
    tone: Tone = Tone.MUTE
    answers: bool = False
    party: Bilingual = NOTHING
    transport: str = ""


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """A duty of the traced goods: who takes it, how to reach them, on what paper, how sure."""

    duty: str
    party: Bilingual
    contact: str
    evidence: str
    state: str
    party_id: str = ""
    answers: bool = False
    product: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """All that is known behind a number."""

    key: str
    matches: tuple[Match, ...] = ()
    chain: tuple[Node, ...] = ()
    answers: tuple[DutyAnswer, ...] = ()
    declarant: DutyAnswer | None = None
    shipment_id: str = ""
    market: str = ""

    @property
    def found(self) -> bool:
        return bool(self.matches)

    @property
    def answering(self) -> DutyAnswer | None:
        """The party that answers for the goods, if one is named."""
        return next((one for one in self.answers if one.answers), None)


CHAIN_ORDER = (
    "claim",
    "order",
    "serial",
    "lot",
    "inspection",
    "certificate",
    "shipment",
    "leg",
    "party",
)


def chain(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Each record once, from the complaint back to the maker; legs in the order they were travelled."""
    found: dict[tuple[str, str], Node] = {}
    for node in nodes:
        found.setdefault((node.kind, node.id), node)
    return tuple(sorted(found.values(), key=_place))


def _place(node: Node) -> int:
    return CHAIN_ORDER.index(node.kind) if node.kind in CHAIN_ORDER else len(CHAIN_ORDER)


def contact_line(parts: Sequence[str]) -> str:
    """City, phone, e-mail: what there is of them, on one line."""
    return " · ".join(part for part in parts if part)


def inspection_tone(status: str, result: str, decision: str) -> Tone:
    """How an inspection in a chain should be looked at: a failed or undecided one calls for a look."""
    if result == "Fail":
        return Tone.BAD
    if status != "Approved" or decision != "Release":
        return Tone.WARN
    return Tone.OK


def nobody(market: str) -> Message:
    """What is said where no party answers."""
    return msg("Nobody answers for these goods in {market} yet", market=market_in_sentence(market))
