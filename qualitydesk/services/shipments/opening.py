"""Everything the shipment workspace shows, read in one look at the database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select

from qualitydesk.domain.certification.coverage import Cell, Coverage, worst
from qualitydesk.domain.errors import NotFound, RuleBroken
from qualitydesk.domain.markets import Fact
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.shipments.duties import DutyFacts, entry_words
from qualitydesk.domain.shipments.gate import is_open, run_checks
from qualitydesk.domain.shipments.gate_facts import GateFacts, LineFacts
from qualitydesk.domain.shipments.responsibility import Answer, DutyRow, declarants, duty_rows, who_answers
from qualitydesk.domain.shipments.states import SHIPMENT_MOVES, ShipmentStatus, Step, steps
from qualitydesk.domain.values import NOTHING, WAY, Bilingual, Finding, Message, Severity, joined, msg
from qualitydesk.records import CustodyEvent, Lot, Shipment, ShipmentLine, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.facts import gate_facts
from qualitydesk.services.shipments.gathering import Gathered, PlaceName, gather
from qualitydesk.store.session import Reader


class LineView(NamedTuple):
    """One line with all that its row shows."""

    facts: LineFacts
    version: int
    cartons: int
    hs_code: str
    origin: str
    made_on: date | None
    papers: Coverage
    cells: tuple[Cell, ...]

    @property
    def papers_red(self) -> tuple[Cell, ...]:
        """The papers that are missing or not in force."""
        return tuple(cell for cell in self.cells if cell.red)

    @property
    def papers_until(self) -> date | None:
        """The day on which the first of its papers ends."""
        return min((cell.expires for cell in self.cells if cell.expires), default=None)


@dataclass(frozen=True, slots=True)
class LegEvent:
    """Something that happened on a leg."""

    leg_id: str
    at: datetime
    kind: str
    remark: str


class RuleWords(NamedTuple):
    """What a rule asks, in words, and since when."""

    text: Bilingual
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ShipmentFile:
    """A shipment with its gate, duties, custody and lines."""

    id: str
    version: int
    number: str
    status: ShipmentStatus
    fields: Mapping[str, Any]
    route: tuple[PlaceName, ...]
    facts: GateFacts
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]
    answers: tuple[Answer, ...]
    declarants: tuple[DutyFacts, ...]
    duties: tuple[DutyRow, ...]
    lines: tuple[LineView, ...]
    events: tuple[LegEvent, ...]
    owner: Bilingual
    released_by: Bilingual
    leg_versions: Mapping[str, int]
    duty_versions: Mapping[str, int]
    rules: Mapping[str, RuleWords]
    declarant_facts: tuple[Fact, ...]
    """What the market asks of whoever declares the goods."""

    @property
    def way(self) -> Bilingual:
        """The places of its route, one after the other."""
        return joined((place.name for place in self.route), WAY)

    @property
    def open(self) -> bool:
        """Whether the gate would let it go."""
        return is_open(self.findings)

    @property
    def entry(self) -> Message:
        """What is known of the customs entry."""
        return entry_words(str(self.fields["mrn"]), self.status)

    @property
    def moves(self) -> tuple[ShipmentStatus, ...]:
        return SHIPMENT_MOVES[self.status]

    def found(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def units(self) -> int:
        return sum(line.facts.quantity for line in self.lines)

    @property
    def cartons(self) -> int:
        return sum(line.cartons for line in self.lines)

    @property
    def value_minor(self) -> int:
        return sum(line.facts.value_minor for line in self.lines)

    @property
    def currency(self) -> str:
        return str(self.fields["currency"])


def open_shipment(desk: Desk, key: str) -> ShipmentFile:
    """The whole shipment with that key; NotFound if there is none."""
    with desk.store.read() as read:
        found = gather(read, desk, [key])
        if not found.shipments:
            raise NotFound("shipment", key)
        return _file(read, desk, found, found.shipments[0])


def _file(read: Reader, desk: Desk, found: Gathered, shipment: Any) -> ShipmentFile:
    facts = gate_facts(desk, found, shipment)
    findings = run_checks(facts)
    status = ShipmentStatus(shipment.status)
    legs = found.legs.get(shipment.id, [])
    market = desk.rules.market(facts.journey.market) if facts.journey.market else None
    return ShipmentFile(
        id=shipment.id,
        version=shipment.version,
        number=shipment.number,
        status=status,
        fields=dict(shipment._mapping),
        route=_route(found, shipment),
        facts=facts,
        findings=findings,
        steps=steps(status, gate_open=is_open(findings)),
        answers=who_answers(facts.resolved),
        declarants=declarants(facts.duties),
        duties=duty_rows(facts.resolved, facts.duties),
        lines=_lines(found, shipment, facts),
        events=_events(read, legs),
        owner=found.people.get(shipment.owner_id, NOTHING),
        released_by=found.people.get(shipment.released_by_id, NOTHING),
        leg_versions={leg.id: leg.version for leg in legs},
        duty_versions={row.id: row.version for row in found.duties.get(shipment.id, [])},
        rules=_rules(desk.rules, facts.journey.market, dict.fromkeys(one.rule for one in findings)),
        declarant_facts=market.declarant_facts if market else (),
    )


def _rules(pack: RulePack, market: str, rules: Collection[str]) -> dict[str, RuleWords]:
    """The words of regimes, schemes and rules of the house; empty for a rule nobody wrote down."""
    known = pack.market(market) if market else None
    schemes = {one.id: one for one in known.schemes if one.id in rules} if known else {}
    regimes = {one.id: one for one in known.regimes if one.id in rules} if known else {}
    found = {}
    for rule in rules:
        if (house := pack.house.get(rule)) is not None:
            found[rule] = RuleWords(house.title, house.effective_from)
        elif (regime := regimes.get(rule)) is not None:
            said = joined((regime.applies_to, *(fact.text for fact in regime.facts[:1])))
            found[rule] = RuleWords(said, regime.effective_from)
        elif (scheme := schemes.get(rule)) is not None:
            found[rule] = RuleWords(scheme.validity.note or scheme.bodies, scheme.effective_from)
        else:
            found[rule] = RuleWords(NOTHING)
    return found


def _route(found: Gathered, shipment: Any) -> tuple[PlaceName, ...]:
    keys = (shipment.from_place_id, shipment.entry_place_id, shipment.to_place_id)
    return tuple([found.places[key] for key in dict.fromkeys(keys) if key in found.places])


def _lines(found: Gathered, shipment: Any, facts: GateFacts) -> tuple[LineView, ...]:
    rows = {row.id: row for row in found.lines.get(shipment.id, [])}
    return tuple(_line(found, rows[line.id], line, facts.cells) for line in facts.lines)


def _line(found: Gathered, row: Any, line: LineFacts, cells: Sequence[Cell]) -> LineView:
    own = tuple(cell for cell in cells if cell.goods.id == line.product.id)
    lot = found.lots.get(row.lot_id)
    return LineView(
        facts=line,
        version=row.version,
        cartons=row.cartons,
        hs_code=line.product.hs_code,
        origin=row.origin or found.products[row.product_id].origin,
        made_on=lot.made_on if lot is not None else None,
        papers=worst(own),
        cells=own,
    )


def _events(read: Reader, legs: Iterable[Any]) -> tuple[LegEvent, ...]:
    rows = read.among(CustodyEvent, "leg_id", [leg.id for leg in legs])
    ordered = sorted(rows, key=lambda row: row.at)
    return tuple(LegEvent(row.leg_id, row.at, row.kind, row.remark) for row in ordered)


def run_gate(desk: Desk, key: str) -> tuple[Finding, ...]:
    """What the release gate finds about the shipment now."""
    return open_shipment(desk, key).findings


def gate_counts(desk: Desk, keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Stops and warnings of several shipments at once, by key."""
    with desk.store.read() as read:
        found = gather(read, desk, keys)
        return {row.id: _count(run_checks(gate_facts(desk, found, row))) for row in found.shipments}


def _count(findings: Sequence[Finding]) -> tuple[int, int]:
    stops = sum(one.severity is Severity.STOP for one in findings)
    return stops, sum(one.severity is Severity.WARN for one in findings)


def shipment_at(desk: Desk, key: str) -> str:
    """The shipment that a key leads to: itself, or the newest one with that lot. A lot in none is refused."""
    line = t(ShipmentLine)
    with desk.store.read() as read:
        lot = read.find(Lot, id=key)
        if lot is None:
            return key
        found = read.scalar(select(func.max(line.c.shipment_id)).where(line.c.lot_id == key))
    if found is None:
        raise RuleBroken(msg("Lot {number} is in no shipment yet.", number=lot.number))
    return str(found)


def find_shipment(desk: Desk, number: str) -> str:
    """The key of the shipment with that number; NotFound if there is none."""
    with desk.store.read() as read:
        row = read.find(Shipment, number=number.strip())
    if row is None:
        raise NotFound("shipment", number)
    return str(row.id)
