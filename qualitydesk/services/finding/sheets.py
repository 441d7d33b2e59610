"""The facts of each kind of record that a preview shows: which columns, under which words.

One statement per kind; what the words mean and how values are written is the window's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, select

from qualitydesk.domain.countries import country, country_name
from qualitydesk.domain.improvement.titles import said_title
from qualitydesk.domain.inspection.defects import category_name
from qualitydesk.domain.money import Money
from qualitydesk.domain.orders import channel_name
from qualitydesk.domain.parties.names import NAMES, called
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import (
    Action,
    Buyer,
    Certificate,
    Claim,
    DefectType,
    Incident,
    Inspection,
    IssuedDocument,
    Lot,
    NonConformity,
    Order,
    Party,
    Person,
    Place,
    Product,
    Recall,
    Record,
    Serial,
    Shipment,
    t,
)

Say = Callable[..., Any]


@dataclass(frozen=True, eq=False)
class Line:
    """One fact: its label, the columns it is made of, and how these are said if not as they are."""

    label: Message
    columns: tuple[ColumnElement[Any], ...]
    say: Say | None = None

    def value(self, values: Sequence[Any]) -> Any:
        """The fact of a row; nothing where its first column holds none."""
        if self.say is None or values[0] in (None, ""):
            return values[0]
        return self.say(*values)


@dataclass(frozen=True, eq=False)
class Sheet:
    """Status columns first, then the lines; ``joins`` are tables reached by a key of the record."""

    record: type[Record]
    status: tuple[ColumnElement[Any], ...]
    lines: tuple[Line, ...]
    joins: tuple[tuple[FromClause, ColumnElement[Any]], ...] = field(default=())

    @property
    def states(self) -> int:
        """How many status columns come first."""
        return len(self.status)

    @lru_cache(maxsize=32)  # noqa: B019  # the sheets are constants of the program
    def statement(self) -> Select[Any]:
        """One row for the record with ``:key``."""
        table = t(self.record)
        columns = [*self.status, *(column for line in self.lines for column in line.columns)]
        ground: FromClause = table
        for other, key in self.joins:
            ground = ground.outerjoin(other, other.c.id == key)
        return select(*columns).select_from(ground).where(table.c.id == bindparam("key"))


def _as(record: type[Record], name: str) -> FromClause:
    return t(record).alias(name)


def _line(label: Message, *columns: ColumnElement[Any], say: Say | None = None) -> Line:
    return Line(label, columns, say)


def _named(label: Message, table: FromClause) -> Line:
    return _line(label, table.c.name, table.c.name_zh, say=lambda name, zh: Bilingual(name, zh or ""))


def _company(label: Message, party: FromClause) -> Line:
    return _line(label, *(party.c[name] for name in NAMES), say=called)


def _lot() -> Sheet:
    lot, product, maker, place = t(Lot), _as(Product, "p"), _as(Party, "m"), _as(Place, "pl")
    lines = (
        _named(msg("Product"), product),
        _line(msg("SKU"), product.c.sku),
        _line(msg("Pieces"), lot.c.quantity),
        _company(msg("Maker"), maker),
        _line(msg("Made"), lot.c.made_on),
        _line(msg("Expires"), lot.c.expires_on),
        _named(msg("Place"), place),
        _line(msg("Note"), lot.c.note),
    )
    joins = ((product, lot.c.product_id), (maker, lot.c.maker_id), (place, lot.c.place_id))
    return Sheet(Lot, (lot.c.status,), lines, joins)


def _product() -> Sheet:
    product, maker = t(Product), _as(Party, "m")
    lines = (
        _named(msg("Name"), product),
        _line(msg("Brand"), product.c.brand),
        _line(msg("Model"), product.c.model),
        _line(msg("GTIN"), product.c.gtin),
        _line(msg("HS code"), product.c.hs_code),
        _line(msg("Origin"), product.c.origin, say=country),
        _company(msg("Maker"), maker),
    )
    return Sheet(Product, (), lines, ((maker, product.c.maker_id),))


def _party() -> Sheet:
    party = t(Party)
    lines = (
        _named(msg("Name"), party),
        _line(msg("Country"), party.c.country, say=country),
        _line(msg("Phone"), party.c.phone),
        _line(msg("E-mail"), party.c.email),
        _line(msg("Website"), party.c.website),
        _line(msg("Blocked because"), party.c.blocked_reason),
        _line(msg("Note"), party.c.note),
    )
    return Sheet(Party, (), lines)


def _shipment() -> Sheet:
    one, start, end = t(Shipment), _as(Place, "f"), _as(Place, "g")
    lines = (
        _line(msg("Market"), one.c.market, say=country_name),
        _named(msg("From"), start),
        _named(msg("To"), end),
        _line(msg("Departs"), one.c.departs_on),
        _line(msg("Arrives"), one.c.arrives_on),
        _line(msg("Tracking number"), one.c.tracking_number),
        _line(msg("Container"), one.c.container_number),
        _line(msg("Customs number"), one.c.mrn),
    )
    return Sheet(Shipment, (one.c.status,), lines, ((start, one.c.from_place_id), (end, one.c.to_place_id)))


def _inspection() -> Sheet:
    one, product, lot, person = t(Inspection), _as(Product, "p"), _as(Lot, "l"), _as(Person, "w")
    lines = (
        _named(msg("Product"), product),
        _line(msg("Lot"), lot.c.number),
        _line(msg("Lot size"), one.c.lot_size),
        _line(msg("Sample"), one.c.sample_size),
        _line(msg("Day"), one.c.planned_on),
        _named(msg("Inspector"), person),
    )
    joins = ((product, one.c.product_id), (lot, one.c.lot_id), (person, one.c.inspector_id))
    return Sheet(Inspection, (one.c.status, one.c.result, one.c.decision), lines, joins)


def _order() -> Sheet:
    order, buyer = t(Order), _as(Buyer, "b")
    lines = (
        _line(msg("Buyer"), buyer.c.name),
        _line(msg("Channel"), order.c.channel, say=channel_name),
        _line(msg("Market"), order.c.market, say=country_name),
        _line(msg("Placed"), order.c.placed_at),
        _line(msg("Delivered"), order.c.delivered_at),
        _line(msg("Goods"), order.c.goods_minor, order.c.currency, say=Money),
    )
    return Sheet(Order, (), lines, ((buyer, order.c.buyer_id),))


def _reason(written: str, kind: str, code: str | None, name: str, name_zh: str) -> Bilingual | Message | str:
    """Why a buyer complains: the defect of the catalogue, the kind of the claim, or somebody's words."""
    if code:
        return Bilingual(f"{code} {name}", f"{code} {name_zh}" if name_zh else "")
    return msg(kind) if written == kind else written


def _claim() -> Sheet:
    claim, buyer, person, defect = t(Claim), _as(Buyer, "b"), _as(Person, "h"), _as(DefectType, "d")
    lines = (
        _line(msg("Kind"), claim.c.kind, say=msg),
        _line(msg("Buyer"), buyer.c.name),
        _line(msg("Market"), claim.c.market, say=country_name),
        _line(msg("Came in"), claim.c.received_at),
        _line(
            msg("Reason"),
            claim.c.reason,
            claim.c.kind,
            defect.c.code,
            defect.c.name,
            defect.c.name_zh,
            say=_reason,
        ),
        _line(msg("Next deadline"), claim.c.next_due_on),
        _line(msg("Asked"), claim.c.asked_minor, claim.c.currency, say=Money),
        _line(msg("Granted"), claim.c.granted_minor, claim.c.currency, say=Money),
        _named(msg("Handled by"), person),
        _line(msg("What the buyer says"), claim.c.description),
    )
    joins = ((buyer, claim.c.buyer_id), (person, claim.c.handler_id), (defect, claim.c.reason_type_id))
    return Sheet(Claim, (claim.c.status,), lines, joins)


def _certificate() -> Sheet:
    paper, holder, issuer = t(Certificate), _as(Party, "h"), _as(Party, "i")
    lines = (
        _line(msg("Scheme"), paper.c.scheme),
        _line(msg("Market"), paper.c.market, say=country_name),
        _company(msg("Holder"), holder),
        _company(msg("Issuer"), issuer),
        _line(msg("Valid from"), paper.c.valid_from),
        _line(msg("Valid to"), paper.c.valid_to),
        _line(msg("Doubt"), paper.c.doubt),
    )
    joins = ((holder, paper.c.holder_id), (issuer, paper.c.issuer_id))
    return Sheet(Certificate, (paper.c.status,), lines, joins)


def _document() -> Sheet:
    paper, person = t(IssuedDocument), _as(Person, "w")
    lines = (
        _line(msg("About"), paper.c.subject_number),
        _line(msg("Revision"), paper.c.revision),
        _line(msg("Issued"), paper.c.issued_at),
        _named(msg("Issued by"), person),
        _line(msg("Check code"), paper.c.check_code),
        _line(msg("Void because"), paper.c.void_reason),
    )
    return Sheet(IssuedDocument, (paper.c.state,), lines, ((person, paper.c.issued_by_id),))


def _recall() -> Sheet:
    recall = t(Recall)
    lines = (
        _line(msg("Title"), recall.c.title),
        _line(msg("Market"), recall.c.market, say=country_name),
        _line(msg("Published"), recall.c.published_on),
        _line(msg("Hazard"), recall.c.hazard),
        _line(msg("Remedy"), recall.c.remedy),
    )
    return Sheet(Recall, (recall.c.status,), lines)


def _title(title: str, name: str | None, name_zh: str | None, lot: str | None) -> Message:
    return said_title(title, Bilingual(name or "", name_zh or ""), lot or "")


def _non_conformity() -> Sheet:
    one, party, product, lot = t(NonConformity), _as(Party, "y"), _as(Product, "p"), _as(Lot, "l")
    lines = (
        _line(msg("Title"), one.c.title, product.c.name, product.c.name_zh, lot.c.number, say=_title),
        _company(msg("Party"), party),
        _named(msg("Product"), product),
        _line(msg("Opened"), one.c.opened_at),
        _line(msg("Due"), one.c.due_on),
        _line(msg("Description"), one.c.description),
    )
    joins = ((party, one.c.party_id), (product, one.c.product_id), (lot, one.c.lot_id))
    return Sheet(NonConformity, (one.c.status,), lines, joins)


def _small() -> Mapping[str, Sheet]:
    """Kinds whose facts all stand in their own row, or in one beside it."""
    incident, place, defect, action = t(Incident), t(Place), t(DefectType), t(Action)
    serial, lot, product = t(Serial), _as(Lot, "l"), _as(Product, "p")
    person, owner = t(Person), _as(Person, "o")
    return {
        "incident": Sheet(
            Incident,
            (incident.c.status,),
            (
                _line(msg("Kind"), incident.c.kind, say=msg),
                _line(msg("Known since"), incident.c.aware_at),
                _line(msg("Description"), incident.c.description),
            ),
        ),
        "serial": Sheet(
            Serial,
            (),
            (_line(msg("Lot"), lot.c.number), _named(msg("Product"), product)),
            ((lot, serial.c.lot_id), (product, lot.c.product_id)),
        ),
        "place": Sheet(
            Place,
            (),
            (
                _named(msg("Name"), place),
                _line(msg("Kind"), place.c.kind, say=msg),
                _line(msg("City"), place.c.city),
                _line(msg("Country"), place.c.country, say=country),
                _line(msg("UN/LOCODE"), place.c.unlocode),
            ),
        ),
        "person": Sheet(
            Person,
            (),
            (
                _named(msg("Name"), person),
                _line(msg("Role"), person.c.role, say=msg),
                _line(msg("Phone"), person.c.phone),
                _line(msg("E-mail"), person.c.email),
            ),
        ),
        "defect_type": Sheet(
            DefectType,
            (defect.c.defect_class,),
            (_named(msg("Name"), defect), _line(msg("Category"), defect.c.category, say=category_name)),
        ),
        "action": Sheet(
            Action,
            (),
            (
                _line(msg("Title"), action.c.title),
                _line(msg("Kind"), action.c.kind, say=msg),
                _named(msg("Owner"), owner),
                _line(msg("Due"), action.c.due_on),
                _line(msg("Done"), action.c.done_at),
            ),
            ((owner, action.c.owner_id),),
        ),
    }


SHEETS: Mapping[str, Sheet] = {
    "lot": _lot(),
    "product": _product(),
    "party": _party(),
    "shipment": _shipment(),
    "inspection": _inspection(),
    "order": _order(),
    "claim": _claim(),
    "certificate": _certificate(),
    "issued_document": _document(),
    "recall": _recall(),
    "non_conformity": _non_conformity(),
    **_small(),
}
