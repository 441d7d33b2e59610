"""Gathers what the gate looks at: all facts of some shipments in a few reads, frozen for the domain.

Nothing is decided here; a list of many shipments costs as many reads as one shipment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from qualitydesk.domain.certification.coverage import Cell, asked_papers, cell
from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts
from qualitydesk.domain.rules import Market, RulePack
from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.duties import DutyFacts, MandateFacts, PartyFacts, ProductFacts
from qualitydesk.domain.shipments.gate_facts import (
    ExceptionFacts,
    GateFacts,
    LineFacts,
    LotFacts,
    PartnerFacts,
    RecallFacts,
)
from qualitydesk.domain.shipments.responsibility import Journey, required_duties, resolve
from qualitydesk.domain.shipments.states import DutyState, LegState
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import (
    AttachmentLink,
    CustodyLeg,
    DutyLine,
    GateException,
    Inspection,
    Lot,
    Mandate,
    Person,
    Place,
    Product,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.services.certificates.facts import goods_facts, paper_facts
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties import party_facts, vetting_of
from qualitydesk.services.shipments.recalls import recalls_of
from qualitydesk.store.session import Reader

PRODUCTS = (
    *("id", "sku", "name", "name_zh", "brand", "model", "category", "gtin", "hs_code", "origin"),
    *("maker_id", "description", "warnings", "age_grade"),
)
LOTS = ("id", "number", "product_id", "maker_id", "place_id", "made_on", "status")
DUTIES = (
    *("id", "version", "shipment_id", "product_id", "duty", "party_id", "state", "mandate_id"),
    *("capacity", "evidence", "declared_at"),
)
INSPECTIONS = (
    *("id", "lot_id", "number", "revision", "kind", "status", "decision", "inspector_id"),
    *("units_done", "sample_size"),
)
"""What is read of each: a column that nobody looks at costs as much as one that is looked at."""
PARTNER_ROLES = ("carrier", "payment_provider", "warehouse", "fulfilment_provider", "customs_broker")


@dataclass
class Gathered:
    """The rows behind some shipments, by the keys they are looked up with."""

    shipments: Sequence[Any]
    lines: dict[str, list[Any]] = field(default_factory=dict)
    duties: dict[str, list[Any]] = field(default_factory=dict)
    legs: dict[str, list[Any]] = field(default_factory=dict)
    exceptions: dict[str, list[Any]] = field(default_factory=dict)
    products: dict[str, Any] = field(default_factory=dict)
    lots: dict[str, Any] = field(default_factory=dict)
    inspections: dict[str, Any] = field(default_factory=dict)
    mandates: dict[str, MandateFacts] = field(default_factory=dict)
    parties: dict[str, PartyFacts] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    goods: dict[str, GoodsFacts] = field(default_factory=dict)
    papers: Sequence[PaperFacts] = ()
    recalls: dict[str, list[RecallFacts]] = field(default_factory=dict)


def gather(read: Reader, desk: Desk, keys: Iterable[str]) -> Gathered:
    """All rows behind the shipments with those keys."""
    found = _goods_and_duties(read, keys)
    ids = [row.id for row in found.shipments]
    found.legs = _grouped(read.among(CustodyLeg, "shipment_id", ids), "shipment_id", "leg_no")
    found.inspections = _latest_inspections(read, found.lots)
    found.exceptions = _exceptions(read, found)
    _add_parties(read, found)
    found.goods = goods_facts(read, found.products.values())
    found.papers = paper_facts(read, found.goods.values())
    found.recalls = recalls_of(read, found.products, found.lots)
    return found


def gather_duties(read: Reader, keys: Iterable[str]) -> Gathered:
    """Only what tells whether every duty has a name: for many shipments at once."""
    found = _goods_and_duties(read, keys)
    _add_parties(read, found)
    return found


def _goods_and_duties(read: Reader, keys: Iterable[str]) -> Gathered:
    found = Gathered(read.among(Shipment, "id", keys))
    ids = [row.id for row in found.shipments]
    found.lines = _grouped(read.among(ShipmentLine, "shipment_id", ids), "shipment_id", "line_no")
    found.duties = _grouped(read.among(DutyLine, "shipment_id", ids, DUTIES), "shipment_id", "id")
    lines = [line for group in found.lines.values() for line in group]
    products, lots = {line.product_id for line in lines}, {line.lot_id for line in lines if line.lot_id}
    found.products = {row.id: row for row in read.among(Product, "id", products, PRODUCTS)}
    found.lots = {row.id: row for row in read.among(Lot, "id", lots, LOTS)}
    return found


def _grouped(rows: Iterable[Any], key: str, order: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    group = attrgetter(key)
    for row in sorted(rows, key=attrgetter(order)):
        found.setdefault(group(row), []).append(row)
    return found


def _latest_inspections(read: Reader, lots: Mapping[str, Any]) -> dict[str, Any]:
    """The inspection that counts for each lot: the newest that was not given up; returns don't count."""
    found: dict[str, Any] = {}
    rows = read.among(Inspection, "lot_id", lots, INSPECTIONS)
    for row in sorted(rows, key=lambda one: (len(one.number), one.number, one.revision)):
        if row.kind != "Return" and row.status not in ("Cancelled", "Aborted", "Waived"):
            found[row.lot_id] = row
    return found


def _exceptions(read: Reader, found: Gathered) -> dict[str, list[Any]]:
    wanted = {"shipments": [row.id for row in found.shipments], "products": list(found.products)}
    return _grouped(read.all(_granted(), wanted), "id", "granted_at")


@lru_cache(maxsize=1)
def _granted() -> Select[Any]:
    table = t(GateException)
    of_shipment = table.c.shipment_id.in_(bindparam("shipments", expanding=True))
    return select(table).where(
        or_(of_shipment, table.c.product_id.in_(bindparam("products", expanding=True)))
    )


def _add_parties(read: Reader, found: Gathered) -> None:
    duties = [row for group in found.duties.values() for row in group]
    legs = [row for group in found.legs.values() for row in group]
    mandates = read.among(Mandate, "id", {row.mandate_id for row in duties if row.mandate_id})
    wanted = {row.party_id for row in duties} | {row.giver_id for row in mandates}
    wanted |= {p for leg in legs for p in (leg.answers_id, leg.holder_id, leg.owner_id, leg.declarant_id)}
    wanted |= {row.maker_id for row in (*found.products.values(), *found.lots.values())}
    found.parties = party_facts(read, wanted)
    links = read.among(AttachmentLink, "subject_id", [m.id for m in mandates])
    papers = {link.subject_id for link in links if link.removed_at is None}
    found.mandates = {row.id: _mandate(row, found.parties, row.id in papers) for row in mandates}
    places = {p for leg in legs for p in (leg.from_place_id, leg.to_place_id)}
    places |= {p for s in found.shipments for p in (s.from_place_id, s.entry_place_id, s.to_place_id)}
    named = read.among(Place, "id", places - {None}, ("id", "name", "unlocode"))
    found.places = {row.id: row for row in named}
    people = {row.granted_by_id for group in found.exceptions.values() for row in group}
    people |= {row.inspector_id for row in found.inspections.values()}
    people |= {p for s in found.shipments for p in (s.owner_id, s.released_by_id)}
    found.people = {row.id: row.name for row in read.among(Person, "id", people - {None}, ("id", "name"))}


def _mandate(row: Any, parties: Mapping[str, PartyFacts], paper: bool) -> MandateFacts:
    has = {
        "mandate.document": paper or row.reference,
        "mandate.date_from": row.valid_from,
        "mandate.date_to": True,
        "mandate.scope_products": row.scope,
        "mandate.tasks": row.tasks,
        "mandate.receives_official_notices": row.receives_notices,
        "mandate.language_ability": row.languages,
    }
    elements = frozenset(code for code, there in has.items() if there)
    giver = parties[row.giver_id].name if row.giver_id in parties else ""
    return MandateFacts(row.id, row.reference, giver, row.valid_from, row.valid_to, row.scope, elements)


def gate_facts(read: Reader, desk: Desk, found: Gathered, shipment: Any) -> GateFacts:
    """The frozen facts of one gathered shipment."""
    pack, today = desk.rules, desk.today()
    market = market_of(pack, shipment.market or shipment.destination_country)
    way = journey(market, shipment, today)
    lines = tuple(_line(found, shipment, row) for row in found.lines.get(shipment.id, []))
    duties = tuple(duty_facts(found, row) for row in found.duties.get(shipment.id, []))
    goods = {line.product.id: line.product for line in lines}
    required = [duty for product in goods.values() for duty in required_duties(pack, way, product)]
    return GateFacts(
        shipment_id=shipment.id,
        number=shipment.number,
        journey=way,
        market_name=market.name if market else Bilingual(shipment.market),
        today=today,
        lines=lines,
        duties=duties,
        resolved=tuple(resolve(one, duties, way) for one in required),
        cells=_cells(pack, found, way, goods.values()),
        legs=tuple(leg_facts(found, row) for row in found.legs.get(shipment.id, [])),
        recalls=_recalls(found, lines),
        partners=_partners(read, duties, way.day),
        exceptions=_exception_facts(found, shipment, goods),
        declared_minor=shipment.declared_minor,
        market_known=market is not None,
        house=pack.house,
    )


def every_duty_named(desk: Desk, found: Gathered, shipment: Any) -> bool:
    """Whether each duty that the market asks for has a line in force: the gate's first question alone."""
    pack = desk.rules
    market = market_of(pack, shipment.market or shipment.destination_country)
    way = journey(market, shipment, desk.today())
    duties = tuple(duty_facts(found, row) for row in found.duties.get(shipment.id, []))
    lines = [_line(found, shipment, row) for row in found.lines.get(shipment.id, [])]
    goods = {line.product.id: line.product for line in lines}
    required = (duty for product in goods.values() for duty in required_duties(pack, way, product))
    return all(resolve(one, duties, way).line is not None for one in required)


def market_of(pack: RulePack, code: str) -> Market | None:
    """The market of a code or a country; nothing for an empty or unknown one."""
    return pack.market(code) if code else None


def journey(market: Market | None, shipment: Any, today: date) -> Journey:
    """What decides which law binds; without a known day of arrival today counts."""
    members = {place.split("-")[0] for place in market.capitals} | {market.code} if market else set()
    return Journey(
        market=market.code if market else shipment.market,
        members=frozenset(members),
        day=shipment.arrives_on or today,
        mode=shipment.mode,
        procedure=shipment.customs_procedure,
    )


def _line(found: Gathered, shipment: Any, row: Any) -> LineFacts:
    lot_row = found.lots.get(row.lot_id)
    product = _product(shipment, row, found.products[row.product_id], lot_row)
    return LineFacts(row.id, row.line_no, product, lot_facts(found, lot_row), row.quantity, row.value_minor)


def _product(shipment: Any, line: Any, row: Any, lot: Any) -> ProductFacts:
    has = {
        "product.name": row.name,
        "product.brand": row.brand,
        "product.model_or_type": row.model,
        "product.batch_or_serial": lot is not None,
        "product.gtin": row.gtin,
        "product.sku": row.sku,
        "product.hs_code": line.hs_code or row.hs_code,
        "product.country_of_origin": line.origin or row.origin,
        "product.description_for_match": row.description or row.name,
        "product.warnings": row.warnings,
        "product.age_grade": row.age_grade,
        "product.quantity": line.quantity,
        "product.manufacture_date_from": lot is not None and lot.made_on,
        "product.manufacture_place": row.maker_id or (lot is not None and (lot.place_id or lot.maker_id)),
        "trade.order_no": line.order_number,
        "trade.logistics_ref": shipment.tracking_number or shipment.container_number,
        "trade.supervision_code": shipment.customs_procedure,
    }
    elements = frozenset(code for code, there in has.items() if there)
    hs_code = line.hs_code or row.hs_code
    maker = row.maker_id or ""
    return ProductFacts(
        row.id, row.sku, row.name, row.category, row.gtin, hs_code, maker, elements, row.name_zh
    )


def lot_facts(found: Gathered, row: Any) -> LotFacts | None:
    """A lot with the inspection that counts for it."""
    if row is None:
        return None
    last = found.inspections.get(row.id)
    if last is None:
        return LotFacts(row.id, row.number, row.status)
    return LotFacts(
        id=row.id,
        number=row.number,
        status=row.status,
        decision=last.decision,
        inspection=last.number,
        inspection_id=last.id,
        inspection_status=last.status,
        units_done=last.units_done,
        sample_size=last.sample_size,
        inspector=found.people.get(last.inspector_id, ""),
    )


def duty_facts(found: Gathered, row: Any) -> DutyFacts:
    """A duty line with its party and mandate."""
    return DutyFacts(
        id=row.id,
        duty=row.duty,
        state=DutyState(row.state),
        party=found.parties.get(row.party_id),
        product_id=row.product_id or "",
        mandate=found.mandates.get(row.mandate_id),
        capacity=row.capacity,
        evidence=row.evidence,
        declared_at=row.declared_at,
    )


def leg_facts(found: Gathered, row: Any) -> LegFacts:
    """A leg with the names of its places and parties."""
    place, party = found.places, found.parties
    return LegFacts(
        id=row.id,
        leg_no=row.leg_no,
        transport=row.transport,
        state=LegState(row.state),
        origin=_name(place, row.from_place_id),
        destination=_name(place, row.to_place_id),
        answers=_name(party, row.answers_id),
        holder=_name(party, row.holder_id),
        owner=_name(party, row.owner_id),
        declarant=_name(party, row.declarant_id),
        planned_from=row.planned_from,
        planned_to=row.planned_to,
        handed_over_at=row.handed_over_at,
        accepted_at=row.accepted_at,
        answers_id=row.answers_id or "",
        holder_id=row.holder_id or "",
        owner_id=row.owner_id or "",
        declarant_id=row.declarant_id or "",
    )


def _name(named: Mapping[str, Any], key: str | None) -> str:
    one = named.get(key) if key else None
    return one.name if one is not None else ""


def _cells(pack: RulePack, found: Gathered, way: Journey, goods: Iterable[ProductFacts]) -> tuple[Cell, ...]:
    return tuple(
        cell(found.goods[product.id], asked, found.papers, way.day)
        for product in goods
        for asked in asked_papers(pack.schemes(way.market, product.category, way.day))
    )


def _recalls(found: Gathered, lines: Sequence[LineFacts]) -> tuple[RecallFacts, ...]:
    keys = {line.product.id for line in lines} | {line.lot.id for line in lines if line.lot}
    recalled = {one.id + one.subject: one for key in sorted(keys) for one in found.recalls.get(key, [])}
    return tuple(recalled.values())


def _partners(read: Reader, duties: Sequence[DutyFacts], day: date) -> tuple[PartnerFacts, ...]:
    lines = [d for d in duties if d.counts and d.duty in PARTNER_ROLES and d.party is not None]
    roles: dict[str, list[str]] = {}
    for line in lines:
        if line.party is not None:
            roles.setdefault(line.party.id, []).append(line.duty)
    verdicts = vetting_of(read, roles, day)
    seen = {line.party.id: line for line in lines if line.party is not None}
    return tuple(
        PartnerFacts(line.party, line.duty, verdicts[key])
        for key, line in seen.items()
        if line.party is not None
    )


def _exception_facts(
    found: Gathered, shipment: Any, goods: Mapping[str, ProductFacts]
) -> tuple[ExceptionFacts, ...]:
    rows = [row for group in found.exceptions.values() for row in group]
    for_this = [
        row
        for row in rows
        if row.shipment_id == shipment.id
        or (row.shipment_id is None and row.product_id in goods and row.market in ("", shipment.market))
    ]
    return tuple(
        ExceptionFacts(
            row.finding,
            row.rule,
            row.subject,
            row.valid_to,
            found.people.get(row.granted_by_id, ""),
            row.reason,
        )
        for row in for_this
    )
