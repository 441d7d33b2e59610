"""Exports of parties, products, lots and certificates."""

from __future__ import annotations

from sqlalchemy import select

from qualitydesk.exchange.exporters.export import (
    Codes,
    Export,
    Only,
    Rows,
    children,
    picked,
    portions,
)
from qualitydesk.exchange.several import joined
from qualitydesk.records import (
    Certificate,
    CertificateScope,
    Lot,
    Party,
    PartyAddress,
    PartyIdentifier,
    PartyRole,
    Place,
    Product,
    ProductModel,
    Serial,
    t,
)
from qualitydesk.store.session import Reader

_PARTY_HEAD = ("code", "name", "name_zh", "short_name", "short_name_zh", "trade_name", "country")
_ADDRESS = ("street", "city", "region", "postcode")
_PARTY_TAIL = (
    *("phone", "email", "website", "legal_representative", "confirmed_on", "confirmed_by"),
    *("blocked", "blocked_reason", "note"),
)


def _parties(read: Reader, only: Only) -> Rows:
    for portion in portions(read, select(t(Party)).order_by(t(Party).c.code), t(Party).c.code, only):
        owners = [row.id for row in portion]
        roles = children(read, PartyRole, "party_id", owners, "role")
        numbers = children(read, PartyIdentifier, "party_id", owners, "scheme")
        addresses = children(read, PartyAddress, "party_id", owners, "kind")
        for row in portion:
            values = row._mapping
            registered = [one for one in addresses.get(row.id, ()) if one.kind == "Registered"]
            address = picked(registered[0]._mapping, _ADDRESS) if registered else ["", "", "", ""]
            yield [
                *picked(values, _PARTY_HEAD),
                joined(one.role for one in roles.get(row.id, ())),
                joined(f"{one.scheme}:{one.value}" for one in numbers.get(row.id, ())),
                *address,
                *picked(values, _PARTY_TAIL),
            ]


_PRODUCT_HEAD = ("sku", "name", "name_zh", "brand", "model", "category", "gtin", "hs_code", "origin")
_PRODUCT_TAIL = ("description", "warnings", "age_grade")


def _products(read: Reader, only: Only) -> Rows:
    product, maker = t(Product), t(Party)
    head, tail = ([product.c[name] for name in names] for names in (_PRODUCT_HEAD, _PRODUCT_TAIL))
    statement = (
        select(*head, maker.c.code.label("maker"), *tail, product.c.active, product.c.id)
        .outerjoin(maker, maker.c.id == product.c.maker_id)
        .order_by(product.c.sku)
    )
    for portion in portions(read, statement, product.c.sku, only):
        models = children(read, ProductModel, "product_id", [row.id for row in portion], "model")
        for row in portion:
            own = joined(one.model for one in models[row.id]) if row.id in models else ""
            yield (*row[:-2], own, row.active)


_LOT = ("quantity", "cartons", "made_on", "expires_on", "status")


def _lots(read: Reader, only: Only) -> Rows:
    skus, makers = Codes(read, Product, "sku", only), Codes(read, Party, "code", only)
    places = Codes(read, Place, "code", only)
    for portion in portions(
        read, select(t(Lot)).order_by(t(Lot).c.number, t(Lot).c.id), t(Lot).c.number, only
    ):
        serials = children(read, Serial, "lot_id", [row.id for row in portion], "number")
        for row in portion:
            numbers = joined(one.number for one in serials.get(row.id, ()))
            head = [row.number, skus[row.product_id], makers[row.maker_id], places[row.place_id]]
            yield [*head, *picked(row._mapping, _LOT), numbers, row.note]


_CERTIFICATE = ("body_number", "issued_on", "valid_from", "valid_to")


def _certificates(read: Reader, only: Only) -> Rows:
    parties, skus = Codes(read, Party, "code", only), Codes(read, Product, "sku", only)
    table = t(Certificate)
    for portion in portions(read, select(table).order_by(table.c.number, table.c.id), table.c.number, only):
        scopes = children(read, CertificateScope, "certificate_id", [row.id for row in portion], "model")
        for row in portion:
            own = scopes.get(row.id, [])
            yield [
                *picked(row._mapping, ("number", "scheme", "market", "status")),
                parties[row.holder_id],
                parties[row.issuer_id],
                *picked(row._mapping, _CERTIFICATE),
                joined(row.standards or ()),
                joined(row.citations or ()),
                joined(skus[one.product_id] for one in own if one.product_id),
                joined(one.model for one in own if one.model),
                row.note,
            ]


PARTIES = Export(
    "parties", (*_PARTY_HEAD, "roles", "identifiers", *_ADDRESS, *_PARTY_TAIL), _parties, Party, number="code"
)
PRODUCTS = Export(
    "products",
    (*_PRODUCT_HEAD, "maker", *_PRODUCT_TAIL, "models", "active"),
    _products,
    Product,
    number="sku",
)
LOTS = Export("lots", ("number", "sku", "maker", "place", *_LOT, "serials", "note"), _lots, Lot)
CERTIFICATES = Export(
    "certificates",
    (
        "number",
        "scheme",
        "market",
        "status",
        "holder",
        "issuer",
        *_CERTIFICATE,
        "standards",
        "citations",
        "products",
        "models",
        "note",
    ),
    _certificates,
    Certificate,
)
