"""Duties and the data they must carry: what a party, a mandate, a product or a paper has on record.

The codes ("party.postal_address") are the data elements of the rule packs; who must take a duty is decided in
responsibility.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from qualitydesk.domain.shipments.states import DutyState, ShipmentStatus
from qualitydesk.domain.values import NOTHING, Bilingual, Message, listed, msg

ROLE_NAMES = {
    "manufacturer": msg("Maker"),
    "producer": msg("Producer"),
    "brand_owner": msg("Brand owner"),
    "exporter": msg("Exporter"),
    "importer": msg("Importer"),
    "authorised_rep": msg("Authorised representative"),
    "responsible_person": msg("Responsible person"),
    "fulfilment_provider": msg("Fulfilment provider"),
    "distributor": msg("Distributor"),
    "seller": msg("Seller"),
    "platform": msg("Platform"),
    "domestic_agent": msg("Domestic agent"),
    "certifier": msg("Certifier"),
    "importer_of_record": msg("Importer of record"),
    "declarant": msg("Customs declarant"),
    "customs_broker": msg("Customs broker"),
    "carrier": msg("Carrier"),
    "payment_provider": msg("Payment provider"),
    "test_lab": msg("Testing laboratory"),
    "inspection_body": msg("Inspection body"),
    "notified_body": msg("Notified body"),
    "record_keeper": msg("Keeper of test records"),
    "warehouse": msg("Warehouse"),
    "insurer": msg("Insurer"),
}

DECLARANT_ROLES = ("declarant", "customs_broker")
"""They file the papers; by that alone they answer for nothing."""

MANDATED_ROLES = ("authorised_rep", "responsible_person", "domestic_agent")
"""Roles that exist only by a written mandate."""

ELEMENT_NAMES = {
    "party.legal_name": msg("legal name"),
    "party.trade_name_or_mark": msg("trade name or mark"),
    "party.role": msg("role"),
    "party.postal_address": msg("postal address"),
    "party.country": msg("country"),
    "party.email": msg("e-mail"),
    "party.website": msg("website"),
    "party.electronic_address": msg("electronic address"),
    "party.phone": msg("phone number"),
    "party.contact_person": msg("contact person"),
    "party.legal_representative": msg("legal representative"),
    "party.registry_id": msg("registration number"),
    "party.customs_id": msg("customs number"),
    "party.gln": msg("GLN"),
    "party.lei": msg("LEI"),
    "mandate.document": msg("mandate document"),
    "mandate.date_from": msg("start of the mandate"),
    "mandate.scope_products": msg("products of the mandate"),
    "mandate.tasks": msg("tasks of the mandate"),
    "mandate.receives_official_notices": msg("power to receive official notices"),
    "mandate.language_ability": msg("language of the country"),
    "product.name": msg("product name"),
    "product.brand": msg("brand"),
    "product.model_or_type": msg("model or type"),
    "product.batch_or_serial": msg("lot or serial number"),
    "product.gtin": msg("GTIN"),
    "product.sku": msg("SKU"),
    "product.hs_code": msg("HS code"),
    "product.country_of_origin": msg("country of origin"),
    "product.description_for_match": msg("description"),
    "product.warnings": msg("warnings"),
    "product.age_grade": msg("age grade"),
    "product.quantity": msg("quantity"),
    "product.manufacture_date_from": msg("date of manufacture"),
    "product.manufacture_place": msg("place of manufacture"),
    "trade.order_no": msg("order number"),
    "trade.logistics_ref": msg("transport reference"),
    "trade.supervision_code": msg("customs procedure"),
}
"""Elements the records hold; those of the rule packs that are not here can't be judged and aren't asked."""


class PartyFacts(NamedTuple):
    """A party as a duty needs it: ``name`` is the short one, ``elements`` are the codes it has on record."""

    id: str
    name: Bilingual
    country: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    elements: frozenset[str] = frozenset()
    blocked: bool = False
    legal_name: Bilingual = NOTHING

    @property
    def full_name(self) -> Bilingual:
        """The legal name where it is known, for papers and for the party that answers."""
        return self.legal_name or self.name


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """The written order behind a role."""

    id: str
    reference: str
    giver: Bilingual
    valid_from: date | None = None
    valid_to: date | None = None
    scope: str = ""
    elements: frozenset[str] = frozenset()

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


_UNDECLARED, _REPLACED = DutyState.UNDECLARED, DutyState.REPLACED


class DutyFacts(NamedTuple):
    """One duty line; without a product it counts for the whole shipment."""

    id: str
    duty: str
    state: DutyState
    party: PartyFacts | None = None
    product_id: str = ""
    mandate: MandateFacts | None = None
    capacity: str = ""
    evidence: str = ""
    declared_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Declared by somebody and not undone."""
        return self.party is not None and self.state is not _UNDECLARED and self.state is not _REPLACED

    def covers(self, product_id: str) -> bool:
        return not self.product_id or self.product_id == product_id


class ProductFacts(NamedTuple):
    """A product in a shipment; ``elements`` are the codes that product, lot and line have together."""

    id: str
    sku: str
    name: str
    category: str
    gtin: str = ""
    hs_code: str = ""
    maker_id: str = ""
    elements: frozenset[str] = frozenset()
    name_zh: str = ""


def role_name(role: str) -> Message:
    """What a role is called on screen."""
    return ROLE_NAMES.get(role) or msg("{role}", role=role.replace("_", " "))


CAPACITIES = (msg("direct representative"), msg("indirect representative"))
"""In which capacity a declarant files: Reg. (EU) 952/2013 art 18; what else is recorded is said as it is."""
ARRIVED = frozenset({ShipmentStatus.RECEIVED, ShipmentStatus.CLOSED})


def entry_words(mrn: str, status: ShipmentStatus) -> Message:
    """The reference of the customs entry; without one, whether it is still to come."""
    if mrn:
        return msg("MRN {mrn}", mrn=mrn)
    return msg("no MRN on record") if status in ARRIVED else msg("MRN after arrival")


def lacking(duty: DutyFacts, asked: Iterable[str]) -> tuple[str, ...]:
    """The asked elements of party and mandate that the line does not carry, in the asked order."""
    has = {"party.role"}
    if duty.party is not None:
        has |= duty.party.elements
    if duty.mandate is not None:
        has |= duty.mandate.elements
    mandated = duty.duty in MANDATED_ROLES
    return tuple(
        code
        for code in asked
        if code in ELEMENT_NAMES
        and code not in has
        and (code.startswith("party.") or (mandated and code.startswith("mandate.")))
    )


def lacking_of_goods(product: ProductFacts, asked: Iterable[str]) -> tuple[str, ...]:
    """The asked elements of the goods and the trade that are not on record."""
    return tuple(
        code
        for code in asked
        if code in ELEMENT_NAMES and code.startswith(("product.", "trade.")) and code not in product.elements
    )


def element_names(codes: Iterable[str]) -> Message:
    """The elements in words."""
    return listed(ELEMENT_NAMES.get(code) or msg("{text}", text=code.split(".")[-1]) for code in codes)
