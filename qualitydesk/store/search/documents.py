"""Which records are found by search, and by which of their words.

Each select gives id, number, up to three words of the title, then everything else the record is found by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, Select, String, bindparam, func, select

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
    OrderLine,
    Party,
    PartyAddress,
    PartyContact,
    PartyIdentifier,
    Person,
    Place,
    Product,
    ProductModel,
    Recall,
    Record,
    Serial,
    Shipment,
    t,
)

KINDS: Mapping[str, str] = {"sales_order": "order"}
"""What people call a table's records, where it is not the table's name."""

GROWING = ("lot", "serial", "shipment", "inspection", "order", "claim", "issued_document")
"""Kinds whose records come every day; the others are registers of some thousands."""

PARENTS: Mapping[str, tuple[str, type[Record], str]] = {
    "party_identifier": ("party", PartyIdentifier, "party_id"),
    "party_contact": ("party", PartyContact, "party_id"),
    "party_address": ("party", PartyAddress, "party_id"),
    "product_model": ("product", ProductModel, "product_id"),
    "order_line": ("sales_order", OrderLine, "order_id"),
}
"""Tables whose words are those of another record: its table, their record and the column that names it."""


def followers(table: str, changed: Iterable[str]) -> Iterator[tuple[str, Select[Any]]]:
    """Records that are found by words of another one, where those ``changed``: their table, and which (of the
    record with the key ``:named``).
    """
    fields = set(changed)
    return ((to, which) for named, by, to, which in _followers() if named == table and fields & by)


def follower(named: str, to: str) -> Select[Any]:
    """Which records of table ``to`` are found by words of a record of table ``named``."""
    return next(which for one, _, other, which in _followers() if (one, other) == (named, to))


@cache
def _followers() -> tuple[tuple[str, frozenset[str], str, Select[Any]], ...]:
    """Whose words, which of them, in which table they are found, and which records there; made once."""
    lot, serial = t(Lot), t(Serial)
    goods, names = frozenset({"name", "name_zh", "sku"}), frozenset({"name", "name_zh"})
    number, reached = frozenset({"number"}), frozenset({"name", "phone"})
    of_product = select(serial.c.id).join(lot, lot.c.id == serial.c.lot_id).where(lot.c.product_id == _NAMED)
    return (
        ("product", goods, "lot", _naming(Lot, "product_id")),
        ("product", goods, "serial", of_product),
        ("product", goods, "inspection", _naming(Inspection, "product_id")),
        ("lot", number | {"product_id"}, "serial", _naming(Serial, "lot_id")),
        ("lot", number, "inspection", _naming(Inspection, "lot_id")),
        ("party", names, "certificate", _naming(Certificate, "holder_id")),
        ("buyer", reached | {"email"}, "sales_order", _naming(Order, "buyer_id")),
        ("buyer", reached, "claim", _naming(Claim, "buyer_id")),
        ("sales_order", number, "claim", _naming(Claim, "order_id")),
        ("non_conformity", number, "action", _naming(Action, "non_conformity_id")),
    )


_NAMED: BindParameter[str] = bindparam("named", type_=String)


def _naming(record: type[Record], column: str) -> Select[Any]:
    table = t(record)
    return select(table.c.id).where(table.c[column] == _NAMED)


def kind_of(table: str) -> str:
    """The kind of the records of a table."""
    return KINDS.get(table, table)


def _all_of(column: ColumnElement[Any], link: ColumnElement[bool]) -> ScalarSelect[Any]:
    """Every value of a column of the rows that hang on the record, as one text."""
    return select(func.aggregate_strings(column, " ")).where(link).scalar_subquery()


def _columns(record: type[Record], *names: str) -> Select[Any]:
    table = t(record)
    return select(*(table.c[name] for name in names))


def _party() -> Select[Any]:
    party, number, contact, address = t(Party), t(PartyIdentifier), t(PartyContact), t(PartyAddress)
    names = ("short_name", "short_name_zh", "trade_name")
    return _columns(Party, "id", "code", "name", "name_zh", "country", *names, "phone", "email").add_columns(
        _all_of(number.c.value, number.c.party_id == party.c.id),
        _all_of(contact.c.name + " " + contact.c.phone, contact.c.party_id == party.c.id),
        _all_of(address.c.city, address.c.party_id == party.c.id),
    )


def _product() -> Select[Any]:
    product, model = t(Product), t(ProductModel)
    return _columns(Product, "id", "sku", "name", "name_zh", "brand", "model", "gtin", "hs_code").add_columns(
        _all_of(model.c.model, model.c.product_id == product.c.id)
    )


def _lot() -> Select[Any]:
    lot, product = t(Lot), t(Product)
    named = select(lot.c.id, lot.c.number, product.c.name, product.c.name_zh, product.c.sku)
    return named.join(product, product.c.id == lot.c.product_id)


def _serial() -> Select[Any]:
    serial, lot, product = t(Serial), t(Lot), t(Product)
    named = select(serial.c.id, serial.c.number, lot.c.number.label("lot"), product.c.name, product.c.sku)
    return named.join(lot, lot.c.id == serial.c.lot_id).join(product, product.c.id == lot.c.product_id)


def _inspection() -> Select[Any]:
    inspection, lot, product = t(Inspection), t(Lot), t(Product)
    return (
        select(inspection.c.id, inspection.c.number, product.c.name, lot.c.number.label("lot"))
        .add_columns(product.c.name_zh, product.c.sku)
        .join(lot, lot.c.id == inspection.c.lot_id)
        .join(product, product.c.id == inspection.c.product_id)
    )


def _order() -> Select[Any]:
    order, buyer, line = t(Order), t(Buyer), t(OrderLine)
    tracking = _all_of(
        line.c.tracking_number, (line.c.order_id == order.c.id) & (line.c.tracking_number != "")
    )
    return (
        select(order.c.id, order.c.number, buyer.c.name, order.c.channel, order.c.market)
        .add_columns(order.c.payment_reference, buyer.c.phone, buyer.c.email, tracking)
        .outerjoin(buyer, buyer.c.id == order.c.buyer_id)
    )


def _claim() -> Select[Any]:
    claim, buyer, order = t(Claim), t(Buyer), t(Order)
    return (
        select(claim.c.id, claim.c.number, buyer.c.name, claim.c.reason, claim.c.market)
        .add_columns(order.c.number.label("order_number"), buyer.c.phone, claim.c.description)
        .outerjoin(buyer, buyer.c.id == claim.c.buyer_id)
        .outerjoin(order, order.c.id == claim.c.order_id)
    )


def _certificate() -> Select[Any]:
    paper, holder = t(Certificate), t(Party)
    return (
        _columns(Certificate, "id", "number", "scheme", "market")
        .add_columns(holder.c.name, holder.c.name_zh)
        .outerjoin(holder, holder.c.id == paper.c.holder_id)
    )


def _action() -> Select[Any]:
    action, cause = t(Action), t(NonConformity)
    number = func.coalesce(cause.c.number, "").label("number")
    return select(action.c.id, number, action.c.title, action.c.kind).outerjoin(
        cause, cause.c.id == action.c.non_conformity_id
    )


_SHIPMENT = ("id", "number", "market", "tracking_number", "container_number", "mrn")
_PAPER = ("id", "number", "kind", "subject_number", "check_code", "language")
SEARCHED: Mapping[str, Callable[[], Select[Any]]] = {
    "party": _party,
    "product": _product,
    "place": partial(_columns, Place, "id", "code", "name", "name_zh", "country", "unlocode", "city"),
    "person": partial(_columns, Person, "id", "login", "name", "name_zh", "role", "email"),
    "lot": _lot,
    "serial": _serial,
    "shipment": partial(_columns, Shipment, *_SHIPMENT),
    "inspection": _inspection,
    "sales_order": _order,
    "claim": _claim,
    "certificate": _certificate,
    "recall": partial(_columns, Recall, "id", "number", "title", "market", "external_id", "product_text"),
    "incident": partial(_columns, Incident, "id", "number", "kind", "description"),
    "non_conformity": partial(_columns, NonConformity, "id", "number", "title", "status", "description"),
    "action": _action,
    "defect_type": partial(_columns, DefectType, "id", "code", "name", "name_zh", "category"),
    "issued_document": partial(_columns, IssuedDocument, *_PAPER),
}
"""What makes the select of each table whose records are found."""


@cache
def searched(table: str) -> Select[Any]:
    """The select of a table, made once."""
    return SEARCHED[table]()
