"""What the gate looks at: the facts of gathered shipments, frozen for the domain. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import compress
from typing import Any

from qualitydesk.domain.certification.coverage import Cell, asked_papers, cell
from qualitydesk.domain.markets import Market
from qualitydesk.domain.parties.vetting import NEEDED, vet
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.shipments.custody import LegFacts
from qualitydesk.domain.shipments.duties import DutyFacts, PartyFacts, ProductFacts
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
from qualitydesk.domain.values import NOTHING, Bilingual
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.gathering import Gathered, PlaceName


def gate_facts(desk: Desk, found: Gathered, shipment: Any) -> GateFacts:
    """The frozen facts of one gathered shipment."""
    pack, today = desk.rules, desk.today()
    market = market_of(pack, shipment.market or shipment.destination_country)
    way = journey(market, shipment, today)
    lines = tuple(_line(found, shipment, row) for row in found.lines.get(shipment.id, []))
    duties = tuple([duty_facts(found, row) for row in found.duties.get(shipment.id, [])])
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
        resolved=resolve(required, duties, way),
        cells=_cells(pack, found, way, goods.values()),
        legs=tuple(leg_facts(found, row) for row in found.legs.get(shipment.id, [])),
        recalls=_recalls(found, lines),
        partners=_partners(found, duties, way.day),
        exceptions=_exception_facts(found, shipment, goods),
        declared_minor=shipment.declared_minor,
        market_known=market is not None,
        house=pack.checks,
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
    return all(one.line is not None for one in resolve(required, duties, way))


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
    elements = frozenset(compress(has, has.values()))
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
        inspector=found.people.get(last.inspector_id, NOTHING),
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
        origin=name_of(place, row.from_place_id),
        destination=name_of(place, row.to_place_id),
        answers=name_of(party, row.answers_id),
        holder=name_of(party, row.holder_id),
        owner=name_of(party, row.owner_id),
        declarant=name_of(party, row.declarant_id),
        planned_from=row.planned_from,
        planned_to=row.planned_to,
        handed_over_at=row.handed_over_at,
        accepted_at=row.accepted_at,
        answers_id=row.answers_id or "",
        holder_id=row.holder_id or "",
        owner_id=row.owner_id or "",
        declarant_id=row.declarant_id or "",
    )


def name_of(known: Mapping[str, PartyFacts] | Mapping[str, PlaceName], key: str | None) -> Bilingual:
    """What a gathered party or place is called; nothing where none is named."""
    one = known.get(key) if key else None
    return one.name if one is not None else NOTHING


def _cells(pack: RulePack, found: Gathered, way: Journey, goods: Iterable[ProductFacts]) -> tuple[Cell, ...]:
    listed = tuple(goods)
    asked_of = {
        category: asked_papers(pack.schemes(way.market, category, way.day))
        for category in {product.category for product in listed}
    }
    return tuple(
        [
            cell(found.goods[product.id], asked, found.papers, way.day)
            for product in listed
            for asked in asked_of[product.category]
        ]
    )


def _recalls(found: Gathered, lines: Sequence[LineFacts]) -> tuple[RecallFacts, ...]:
    keys = {line.product.id for line in lines} | {line.lot.id for line in lines if line.lot}
    recalled = {one.id + one.subject: one for key in sorted(keys) for one in found.recalls.get(key, [])}
    return tuple(recalled.values())


def _partners(found: Gathered, duties: Sequence[DutyFacts], day: date) -> tuple[PartnerFacts, ...]:
    lines = [d for d in duties if d.duty in NEEDED and d.counts and d.party is not None]
    roles: dict[str, list[str]] = {}
    for line in lines:
        if line.party is not None:
            roles.setdefault(line.party.id, []).append(line.duty)
    verdicts = {key: vet(taken, found.checks.get(key, ()), day) for key, taken in roles.items()}
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
            found.people.get(row.granted_by_id, NOTHING),
            row.reason,
        )
        for row in for_this
    )
