"""What a shipment dossier states, frozen. The gate has judged and sums are made; the drawing only places
them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime

from qualitydesk.domain.values import Bilingual, Message


@dataclass(frozen=True, slots=True)
class Head:
    """The shipment in a line: where it goes, how much it is, and where it stands; ``value`` may be left
    out."""

    status: str
    market: str
    route: Bilingual
    terms: str
    units: int
    value: str
    status_at: datetime
    cut_off: datetime | None
    released_by: Bilingual
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What the gate found: how hard it bears ("stop", "warn", "pass"), about what, by which law, why."""

    severity: str
    title: Message
    subject: str
    law: Bilingual
    detail: Message | None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number by which an authority knows a party, and what kind of number it is."""

    kind: Bilingual
    value: str


@dataclass(frozen=True, slots=True)
class PartyCard:
    """A party as a stranger reaches it: in which duty, for how many of the products, by which paper; a
    declarant with the customs ``entry``.
    """

    name: Bilingual
    duty: Message
    products: int
    products_of_all: int
    address: str
    contact: str
    numbers: tuple[Identifier, ...]
    paper: str
    entry: Message | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """Which declaration of duties holds: its number and day; no number while nothing is declared."""

    number: int
    on: date | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty and who took it; ``party`` and ``state`` are empty while nobody did."""

    duty: Message
    sku: str
    party: Bilingual
    paper: str
    on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class LegNote:
    """Something that happened on a leg."""

    at: datetime
    kind: str
    remark: str


@dataclass(frozen=True, slots=True)
class Leg:
    """One stretch of the way; at customs there is a declarant and nobody who answers."""

    title: Bilingual
    transport: str
    state: str
    begun: date | None
    ended: date | None
    answers: Bilingual
    holder: Bilingual
    owner: Bilingual
    declarant: Bilingual
    notes: tuple[LegNote, ...]


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One line: product, codes, lot, how much; ``value`` is in the shipment's currency or left out."""

    product: Bilingual
    sku: str
    gtin: str
    hs_code: str
    origin: str
    lot: str
    made_on: date | None
    units: int
    cartons: int
    value: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the market asks for one product: how it stands on the day of arrival, and why."""

    scheme: Bilingual
    sku: str
    number: str
    holder: Bilingual
    until: date | None
    state: str
    why: Message


@dataclass(frozen=True, slots=True)
class Inspected:
    """The inspection that counts for a lot, its decision, and the certificate issued for it."""

    lot: str
    sku: str
    number: str
    status: str
    decision: str
    inspector: Bilingual
    certificate: str


@dataclass(frozen=True, slots=True)
class Departure:
    """A dated permission to pass a finding."""

    subject: str
    reason: str
    granted_by: Bilingual
    until: date


@dataclass(frozen=True, slots=True)
class Act:
    """One link of the audit chain that touched the shipment."""

    seq: int
    at: datetime
    act: Message
    person: Bilingual
    reason: str
    hash: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on the paper, in the order of the paper."""

    head: Head
    findings: tuple[FindingLine, ...]
    answers: tuple[PartyCard, ...]
    declarants: tuple[PartyCard, ...]
    declaration: Declaration
    duties: tuple[Duty, ...]
    custody: tuple[Leg, ...]
    lines: tuple[GoodsLine, ...]
    papers: tuple[Paper, ...]
    inspections: tuple[Inspected, ...]
    exceptions: tuple[Departure, ...]
    history: tuple[Act, ...]
    left_out: tuple[str, ...] = ()
    """The blocks that were not chosen: the dossier says so instead of showing none."""

    @property
    def stops(self) -> tuple[FindingLine, ...]:
        """What keeps the shipment at the gate."""
        return tuple(one for one in self.findings if one.severity == "stop")


PARTS = ("custody", "lines", "papers", "inspections", "exceptions", "history")
"""The blocks that hold the rows of the same name."""


def without(content: Dossier, left_out: AbstractSet[str]) -> Dossier:
    """The same dossier less the blocks that were not chosen."""
    empty: dict[str, object] = {name: () for name in PARTS if name in left_out}
    if "value" in left_out:
        empty["head"] = replace(content.head, value="")
        if "lines" not in left_out:
            empty["lines"] = tuple(replace(line, value="") for line in content.lines)
    return replace(content, left_out=tuple(sorted(left_out)), **empty)  # type: ignore[arg-type]  # names of tuples
