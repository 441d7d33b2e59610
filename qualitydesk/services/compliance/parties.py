"""The standing of trading parties in a period: what happened with each, and its points."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from qualitydesk.domain.inspection.states import Result
from qualitydesk.domain.parties.credit import PartyFigures, points
from qualitydesk.domain.parties.names import party_name
from qualitydesk.domain.statistics.counting import Figure, parted
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Claim, DutyLine, Party, PartyRole, Product, Recovery, ShipmentLine, t
from qualitydesk.services.compliance.look import CHUNK, Look, departed
from qualitydesk.services.compliance.papers import VALID, judged
from qualitydesk.store import tallies
from qualitydesk.store.session import Reader

MOST_PARTIES = 12
ROLES = ("manufacturer", "producer", "carrier", "warehouse", "customs_broker", "payment_provider", "importer")
_CLAIM = t(Claim)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A trading party with its figures; ``before`` are its points in the period before."""

    name: Bilingual
    role: str
    figures: PartyFigures
    points: int | None
    before: int | None


def standing(look: Look, before: Look) -> tuple[PartyLine, ...]:
    """The parties with most events, by role, beside their points of the period before."""
    now, past = figures_by_party(look), figures_by_party(before)
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


def figures_by_party(look: Look) -> dict[str, PartyFigures]:
    """What happened with each party in the period, by its key."""
    sums = _sums_by_party(look)
    units, papers = _units(look), judged(look, look.period.end)
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


def _sums_by_party(look: Look) -> defaultdict[str, Counter[str]]:
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


def _recoveries(look: Look) -> Counter[str]:
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


def _units(look: Look) -> Counter[str]:
    """Units that each maker made, and each carrier or other named partner moved, in shipments of the
    period.
    """
    keys, found = [row.id for row in departed(look)], Counter[str]()
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
