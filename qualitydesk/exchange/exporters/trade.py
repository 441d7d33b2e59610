"""Exports of orders and shipments: a row for each line, what belongs to the whole repeated on each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.money import minor_digits
from qualitydesk.exchange.exporters.export import (
    Codes,
    Export,
    Only,
    Rows,
    amount,
    as_text,
    children,
    lot_names,
    picked,
    portions,
)
from qualitydesk.exchange.importers.order_payments import payment_text
from qualitydesk.exchange.several import joined
from qualitydesk.records import (
    Buyer,
    Order,
    OrderLine,
    OrderPayment,
    Party,
    Place,
    Product,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.store.session import Reader

_BUYER = ("reference", "name", "email", "phone", "street", "city", "region", "postcode")
_BUYER_HEADINGS = (
    "buyer",
    "buyer_name",
    "buyer_email",
    "buyer_phone",
    "street",
    "city",
    "region",
    "postcode",
)
_ORDER_TIMES = ("placed_at", "shipped_at", "delivered_at")
_ORDER_LINE = (
    "line_no",
    "sku",
    "title",
    "quantity",
    "unit_price",
    "freight",
    "seller",
    "lot",
    "tracking_number",
)


def _orders(read: Reader, only: Only) -> Rows:
    skus, parties, lots = (
        Codes(read, Product, "sku", only),
        Codes(read, Party, "code", only),
        lot_names(read, only),
    )
    order = t(Order)
    times = [as_text(order.c[name]).label(f"{name}_text") for name in _ORDER_TIMES]
    for portion in portions(read, select(order, *times).order_by(order.c.id), order.c.number, only):
        owners = [row.id for row in portion]
        lines = children(read, OrderLine, "order_id", owners, "line_no")
        payments = children(read, OrderPayment, "order_id", owners, "sequence")
        buyers = {one.id: one for one in read.among(Buyer, "id", {r.buyer_id for r in portion if r.buyer_id})}
        for row in portion:
            buyer = buyers.get(row.buyer_id)
            head = [
                row.number,
                row.channel,
                *(picked(buyer._mapping, _BUYER) if buyer else [""] * len(_BUYER)),
                row.country,
                row.status,
                row.market,
                row.placed_at_text,
                row.promised_on,
                row.shipped_at_text,
                row.delivered_at_text,
                row.currency,
                parties[row.payment_provider_id],
                row.payment_reference,
                joined(_payment(one, row.currency) for one in payments.get(row.id, ())),
            ]
            for line in lines.get(row.id, ()):
                yield [
                    *head,
                    line.line_no,
                    skus[line.product_id],
                    line.title,
                    line.quantity,
                    amount(line.unit_price_minor, row.currency),
                    amount(line.freight_minor, row.currency),
                    parties[line.seller_id],
                    lots(line.lot_id, line.product_id),
                    line.tracking_number,
                ]
            if row.id not in lines:
                yield [*head, *([None] * len(_ORDER_LINE))]


def _payment(row: Any, currency: str) -> str:
    paid = Decimal(row.amount_minor).scaleb(-minor_digits(currency))
    return payment_text(row.sequence, row.kind, row.instalments, paid)


_SHIPMENT_HEAD = (
    "number",
    "status",
    "mode",
    "market",
    "destination_country",
    "customs_procedure",
    "incoterm",
    "incoterm_place",
    "transport",
)
_PLACES = ("from_place", "entry_place", "to_place")
_SHIPMENT_TAIL = ("tracking_number", "container_number", "mrn")
_SHIPMENT_LINE = (
    "line_no",
    "sku",
    "lot",
    "quantity",
    "cartons",
    "value",
    "hs_code",
    "origin",
    "order_number",
)


def _shipments(read: Reader, only: Only) -> Rows:
    skus, lots, places = (
        Codes(read, Product, "sku", only),
        lot_names(read, only),
        Codes(read, Place, "code", only),
    )
    for portion in portions(read, select(t(Shipment)).order_by(t(Shipment).c.id), t(Shipment).c.number, only):
        lines = children(read, ShipmentLine, "shipment_id", [row.id for row in portion], "line_no")
        for row in portion:
            head = [
                *picked(row._mapping, _SHIPMENT_HEAD),
                *(places[getattr(row, f"{name}_id")] for name in _PLACES),
                *picked(row._mapping, _SHIPMENT_TAIL),
                row.cut_off_at,
                row.departs_on,
                row.arrives_on,
                row.received_at,
                row.currency,
                amount(row.declared_minor, row.currency),
                row.note,
            ]
            for line in lines.get(row.id, ()):
                yield [
                    *head,
                    line.line_no,
                    skus[line.product_id],
                    lots(line.lot_id, line.product_id),
                    line.quantity,
                    line.cartons,
                    amount(line.value_minor, row.currency),
                    line.hs_code,
                    line.origin,
                    line.order_number,
                ]
            if row.id not in lines:
                yield [*head, *([None] * len(_SHIPMENT_LINE))]


ORDERS = Export(
    "orders",
    (
        "number",
        "channel",
        *_BUYER_HEADINGS,
        "country",
        "status",
        "market",
        "placed_at",
        "promised_on",
        "shipped_at",
        "delivered_at",
        "currency",
        "payment_provider",
        "payment_reference",
        "payments",
        *_ORDER_LINE,
    ),
    _orders,
    Order,
    OrderLine,
)
SHIPMENTS = Export(
    "shipments",
    (
        *_SHIPMENT_HEAD,
        *_PLACES,
        *_SHIPMENT_TAIL,
        "cut_off_at",
        "departs_on",
        "arrives_on",
        "received_at",
        "currency",
        "declared_value",
        "note",
        *_SHIPMENT_LINE,
    ),
    _shipments,
    Shipment,
    ShipmentLine,
)
