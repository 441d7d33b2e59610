"""The rows behind some shipments, gathered in a few reads: many shipments cost as many reads as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, or_, select

from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts
from qualitydesk.domain.parties.vetting import NEEDED, CheckFacts
from qualitydesk.domain.shipments.duties import MandateFacts, PartyFacts
from qualitydesk.domain.shipments.gate_facts import RecallFacts
from qualitydesk.domain.values import NOTHING, Bilingual
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
from qualitydesk.services.parties import checks_of, party_facts
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


class PlaceName(NamedTuple):
    """A place as it is shown: its name and its UN/LOCODE."""

    id: str
    name: Bilingual
    unlocode: str = ""


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
    places: dict[str, PlaceName] = field(default_factory=dict)
    people: dict[str, Bilingual] = field(default_factory=dict)
    goods: dict[str, GoodsFacts] = field(default_factory=dict)
    papers: Sequence[PaperFacts] = ()
    recalls: dict[str, list[RecallFacts]] = field(default_factory=dict)
    checks: dict[str, list[CheckFacts]] = field(default_factory=dict)


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
    found.checks = checks_of(read, _partners(found))
    return found


def _partners(found: Gathered) -> set[str]:
    """The payment and logistics parties that duty lines name."""
    named = (row for group in found.duties.values() for row in group if row.duty in NEEDED)
    return {row.party_id for row in named if row.party_id}


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
    named = read.among(Place, "id", places - {None}, ("id", "name", "name_zh", "unlocode"))
    found.places = {
        row.id: PlaceName(row.id, Bilingual(row.name, row.name_zh), row.unlocode) for row in named
    }
    people = {row.granted_by_id for group in found.exceptions.values() for row in group}
    people |= {row.inspector_id for row in found.inspections.values()}
    people |= {p for s in found.shipments for p in (s.owner_id, s.released_by_id)}
    seen = read.among(Person, "id", people - {None}, ("id", "name", "name_zh"))
    found.people = {row.id: Bilingual(row.name, row.name_zh) for row in seen}


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
    elements = frozenset(compress(has, has.values()))
    giver = parties[row.giver_id].name if row.giver_id in parties else NOTHING
    return MandateFacts(row.id, row.reference, giver, row.valid_from, row.valid_to, row.scope, elements)
