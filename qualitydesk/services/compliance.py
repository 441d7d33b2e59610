"""The facts of the manager's report for a period and a market: figures with those of the period before, the
standing of trading parties, what needs a decision, and the records behind it all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.inspection.states import InspectionStatus, Result
from qualitydesk.domain.parties.credit import PartyFigures, points
from qualitydesk.domain.rules import Market
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.statistics.counting import Figure, parted
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.domain.statistics.series import RateLine
from qualitydesk.domain.values import Bilingual, Query
from qualitydesk.records import (
    Claim,
    DutyLine,
    Inspection,
    Lot,
    Party,
    PartyRole,
    Product,
    Recovery,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.services.certificates.coverage import judge
from qualitydesk.services.desk import Desk
from qualitydesk.services.figures import Figures, figures, party_name, pass_rates
from qualitydesk.services.shipments.at_gate import at_gate
from qualitydesk.services.shipments.facts import every_duty_named, gather_duties
from qualitydesk.store import tallies
from qualitydesk.store.listings import claims, inspections
from qualitydesk.store.session import Reader

CHUNK, MOST_PARTIES = 100, 12
NOT_ON_THE_WAY = (ShipmentStatus.DRAFT.value, ShipmentStatus.CANCELLED.value)
ROLES = ("manufacturer", "producer", "carrier", "warehouse", "customs_broker", "payment_provider", "importer")
VALID = (Coverage.VALID, Coverage.EXPIRING)
_SHIPMENT, _LINE, _PRODUCT, _PARTY = t(Shipment), t(ShipmentLine), t(Product), t(Party)
_LOT, _CLAIM, _INSPECTION, _DUTY = t(Lot), t(Claim), t(Inspection), t(DutyLine)


@dataclass(frozen=True, slots=True)
class PartOf:
    """Some of all."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A trading party with its figures; ``before`` are its points in the period before."""

    name: Bilingual
    role: str
    figures: PartyFigures
    points: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What needs somebody now, not in the period: numbers, and the nearest dates."""

    blocked: int
    first_cut_off: datetime | None
    approvals: int
    overdue: int
    doubtful: int


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """An inspection that counted."""

    number: str
    day: date
    product: Bilingual
    lot: str
    result: str
    decision: str
    found: int


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim that counted."""

    number: str
    day: date
    market: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Compliance:
    """Everything that the report states; ``past`` is the period before, for the trends."""

    now: Figures
    past: Figures
    rates: RateLine
    named: PartOf
    named_before: PartOf
    papers: PartOf
    papers_before: PartOf
    parties: tuple[PartyLine, ...]
    decisions: Decisions
    inspections: tuple[InspectionLine, ...]
    claims: tuple[ClaimLine, ...]


def read_compliance(desk: Desk, period: Period, market: str = "") -> Compliance:
    """Gather the report in one look at the database."""
    with desk.store.read() as read:
        places = _goes_to(read, market)
        look = _Look(read, desk, period, market, places)
        before = _Look(read, desk, period.before(), market, places)
        return Compliance(
            now=figures(read, desk, period, market),
            past=figures(read, desk, before.period, market),
            rates=pass_rates(read, period, market),
            named=_named(look),
            named_before=_named(before),
            papers=_papers(look, period.end),
            papers_before=_papers(look, before.period.end),
            parties=_parties(look, before),
            decisions=_decisions(look),
            inspections=tuple(_inspections(look)),
            claims=tuple(_claims(look)),
        )


@dataclass(frozen=True)
class _Look:
    read: Reader
    desk: Desk
    period: Period
    market: str
    places: Mapping[str, Sequence[str]]
    """The products by the market they are shipped to."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.desk.house.timezone)

    def instants(self) -> tuple[datetime, datetime]:
        """The first instant of the period and the first after it."""
        start, end = self.period.start, self.period.end + timedelta(days=1)
        return (datetime.combine(start, time(), self.zone), datetime.combine(end, time(), self.zone))


# -- shipments


def _departed(look: _Look) -> list[Any]:
    """Shipments that left in the period, or are to."""
    conditions: list[ColumnElement[bool]] = [
        _SHIPMENT.c.departs_on.between(look.period.start, look.period.end),
        _SHIPMENT.c.status.not_in(NOT_ON_THE_WAY),
    ]
    if look.market:
        conditions.append(_SHIPMENT.c.market == look.market)
    return list(look.read.all(select(_SHIPMENT.c.id, _SHIPMENT.c.market).where(*conditions)))


def _named(look: _Look) -> PartOf:
    """Shipments in which every duty that the market asks for has a name."""
    keys, named = [row.id for row in _departed(look)], 0
    for start in range(0, len(keys), CHUNK):
        found = gather_duties(look.read, keys[start : start + CHUNK])
        named += sum(every_duty_named(look.desk, found, row) for row in found.shipments)
    return PartOf(named, len(keys))


# -- papers


def _papers(look: _Look, on: date) -> PartOf:
    """Papers in force of those asked for, for every product in the markets it was shipped to."""
    cells = [row for rows in _judged(look, on).values() for row in rows]
    return PartOf(sum(row.state in VALID for row in cells), len(cells))


def _judged(look: _Look, on: date) -> dict[str, list[Any]]:
    """The asked papers of each product, by its maker's key, in the markets it goes to."""
    wanted = {key for keys in look.places.values() for key in keys}
    products = {row.id: row for row in look.read.among(Product, "id", wanted)}
    found: dict[str, list[Any]] = defaultdict(list)
    for code, keys in look.places.items():
        market: Market | None = look.desk.rules.market(code)
        if market is None:
            continue
        rows = [products[key] for key in keys if key in products]
        for key, cells in judge(look.desk, look.read, rows, [market], on).items():
            asked = [cell for cell in cells[code] if cell.state is not Coverage.NOT_REQUIRED]
            found[products[key].maker_id or ""] += asked
    return found


def _goes_to(read: Reader, market: str) -> dict[str, list[str]]:
    """The products by market."""
    statement = (
        select(_SHIPMENT.c.market, _LINE.c.product_id)
        .join(_SHIPMENT, _SHIPMENT.c.id == _LINE.c.shipment_id)
        .where(_SHIPMENT.c.status != ShipmentStatus.CANCELLED.value)
        .distinct()
    )
    if market:
        statement = statement.where(_SHIPMENT.c.market == market)
    found: dict[str, list[str]] = defaultdict(list)
    for row in read.all(statement.order_by(_SHIPMENT.c.market, _LINE.c.product_id)):
        found[row.market].append(row.product_id)
    return found


# -- parties


def _parties(look: _Look, before: _Look) -> tuple[PartyLine, ...]:
    now, past = _party_figures(look), _party_figures(before)
    ranked = sorted(now, key=lambda key: (-now[key].events, key))
    rows = {row.id: row for row in look.read.among(Party, "id", ranked)}
    shown = [key for key in ranked if key in rows and not rows[key].own][:MOST_PARTIES]
    roles = _roles(look.read, shown)
    lines = [
        PartyLine(
            party_name(rows[key]),
            roles.get(key, ""),
            now[key],
            points(now[key]),
            points(past.get(key, PartyFigures())),
        )
        for key in shown
    ]
    return tuple(sorted(lines, key=lambda one: (_rank(one.role), -one.figures.events)))


def _rank(role: str) -> int:
    return ROLES.index(role) if role in ROLES else len(ROLES)


def _roles(read: Reader, keys: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read.among(PartyRole, "party_id", keys):
        if row.party_id not in found or _rank(row.role) < _rank(found[row.party_id]):
            found[row.party_id] = row.role
    return found


def _party_figures(look: _Look) -> dict[str, PartyFigures]:
    sums = _sums_by_party(look)
    units, papers = _units(look), _judged(look, look.period.end)
    backs = _recoveries(look)
    keys = set(sums) | set(units) | set(backs) | {key for key in papers if key}
    return {
        key: PartyFigures(
            lots_passed=sums[key]["passed"],
            lots=sums[key]["lots"],
            claims=sums[key]["claims"],
            units=units[key],
            papers_valid=sum(row.state in VALID for row in papers.get(key, ())),
            papers=len(papers.get(key, ())),
            paid=sums[key]["paid"],
            asked=sums[key]["asked"],
            recoveries=backs[key],
        )
        for key in keys
    }


def _sums_by_party(look: _Look) -> defaultdict[str, Counter[str]]:
    """What the kept sums say of each party: verdicts, claims, what was asked back in the house's currency."""
    wanted = (Figure.MAKER, Figure.CLAIM, Figure.ASKED, Figure.RECOVERED)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in tallies.by_month(look.read, look.period, look.market, wanted):
        first, second = parted(one.key)
        if one.figure is Figure.MAKER:
            found[first]["lots"] += one.amount
            found[first]["passed"] += one.amount if second == Result.PASS else 0
        elif one.figure is Figure.CLAIM and first:
            found[first]["claims"] += one.amount
        elif first == look.desk.house.currency:
            found[second]["asked" if one.figure is Figure.ASKED else "paid"] += one.amount
    return found


def _recoveries(look: _Look) -> Counter[str]:
    """How many recoveries were sent to each party for claims of the period."""
    back, (start, end) = t(Recovery), look.instants()
    statement = (
        select(back.c.party_id, func.count().label("sent"))
        .join(_CLAIM, _CLAIM.c.id == back.c.claim_id)
        .where(_CLAIM.c.received_at >= start, _CLAIM.c.received_at < end, back.c.status != "Draft")
        .group_by(back.c.party_id)
    )
    if look.market:
        statement = statement.where(_CLAIM.c.market == look.market)
    return Counter({row.party_id: row.sent for row in look.read.all(statement)})


def _units(look: _Look) -> Counter[str]:
    """Units that each maker made, and each carrier or other named partner moved, in shipments of the
    period.
    """
    keys, found = [row.id for row in _departed(look)], Counter[str]()
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        lines = look.read.among(ShipmentLine, "shipment_id", part)
        makers = {
            row.id: row.maker_id for row in look.read.among(Product, "id", {one.product_id for one in lines})
        }
        of_shipment: Counter[str] = Counter()
        for line in lines:
            of_shipment[line.shipment_id] += line.quantity
            if maker := makers.get(line.product_id):
                found[maker] += line.quantity
        moved = {
            (row.shipment_id, row.party_id)
            for row in look.read.among(DutyLine, "shipment_id", part)
            if row.duty in ("carrier", "warehouse") and row.party_id and row.state != "Replaced"
        }
        for shipment, party in moved:
            found[party] += of_shipment[shipment]
    return found


# -- what needs a decision now


def _decisions(look: _Look) -> Decisions:
    standing = [one for one in at_gate(look.read, look.desk, look.market) if one.blocked]
    today = look.desk.today()
    of_market = {"market": (look.market,)} if look.market else {}
    late = {"view": ("open",), "due_until": ((today - timedelta(days=1)).isoformat(),), **of_market}
    cells = [row for rows in _judged(look, today).values() for row in rows]
    return Decisions(
        blocked=len(standing),
        first_cut_off=next((one.cut_off_at for one in standing if one.cut_off_at is not None), None),
        approvals=inspections.count(look.read, Query({"status": (InspectionStatus.SUBMITTED.value,)})),
        overdue=claims.count(look.read, Query(late)),
        doubtful=sum(row.state in (Coverage.DOUBTFUL, Coverage.EXPIRED) for row in cells),
    )


# -- records


def _inspections(look: _Look) -> Iterable[InspectionLine]:
    start, end = look.instants()
    later = _INSPECTION.alias("later")
    statement = (
        select(
            *(_INSPECTION.c[name] for name in ("number", "approved_at", "result", "decision")),
            *(_INSPECTION.c[f"{name}_found"] for name in ("critical", "major", "minor")),
            _PRODUCT.c.name,
            _PRODUCT.c.name_zh,
            _LOT.c.number.label("lot"),
        )
        .join(_PRODUCT, _PRODUCT.c.id == _INSPECTION.c.product_id)
        .join(_LOT, _LOT.c.id == _INSPECTION.c.lot_id)
        .where(
            _INSPECTION.c.status == InspectionStatus.APPROVED.value,
            _INSPECTION.c.approved_at >= start,
            _INSPECTION.c.approved_at < end,
            ~select(later.c.id).where(later.c.revision_of_id == _INSPECTION.c.id).exists(),
        )
        .order_by(_INSPECTION.c.approved_at, _INSPECTION.c.id)
    )
    if look.market:
        joined = statement.join(_SHIPMENT, _SHIPMENT.c.id == _INSPECTION.c.shipment_id)
        statement = joined.where(_SHIPMENT.c.market == look.market)
    for row in look.read.all(statement):
        yield InspectionLine(
            number=row.number,
            day=row.approved_at.astimezone(look.zone).date(),
            product=Bilingual(row.name, row.name_zh),
            lot=row.lot,
            result=row.result,
            decision=row.decision,
            found=row.critical_found + row.major_found + row.minor_found,
        )


def _claims(look: _Look) -> Iterable[ClaimLine]:
    start, end = look.instants()
    names = ("number", "received_at", "market", "country", "kind", "status")
    statement = (
        select(*(_CLAIM.c[name] for name in names))
        .where(_CLAIM.c.received_at >= start, _CLAIM.c.received_at < end, _CLAIM.c.status != "Withdrawn")
        .order_by(_CLAIM.c.received_at, _CLAIM.c.id)
    )
    if look.market:
        statement = statement.where(_CLAIM.c.market == look.market)
    for row in look.read.all(statement):
        day = row.received_at.astimezone(look.zone).date()
        yield ClaimLine(row.number, day, row.country or row.market, row.kind, row.status)
