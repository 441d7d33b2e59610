"""Orders as the shops report them: buyer, lines, payments. Buyers' data stand apart so that they can be
erased.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint

from qualitydesk.records.schema import (
    Entity,
    Mapped,
    Record,
    currency_code,
    mapped_column,
    minor_units,
    ref,
    words,
)


class Buyer(Entity, Record):
    """Who bought. ``reference`` is the shop's own number for the buyer."""

    __tablename__ = "buyer"
    reference: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = words(("Consumer", "Business"), default="Consumer")
    name: Mapped[str] = mapped_column(default="", server_default="", index=True)
    email: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(String(60), default="", server_default="", index=True)
    street: Mapped[str] = mapped_column(default="", server_default="")
    city: Mapped[str] = mapped_column(default="", server_default="")
    region: Mapped[str] = mapped_column(default="", server_default="")
    postcode: Mapped[str] = mapped_column(String(20), default="", server_default="")
    country: Mapped[str] = mapped_column(String(2), default="", server_default="")


class Order(Entity, Record):
    """One order of one buyer. ``placed_at`` is the instant the contract was concluded."""

    __tablename__ = "sales_order"
    __table_args__ = (UniqueConstraint("channel", "number"), Index(None, "placed_at", "id"))
    number: Mapped[str] = mapped_column(String(120), index=True)
    channel: Mapped[str] = mapped_column(String(60), default="", server_default="")
    buyer_id: Mapped[str | None] = ref("buyer")
    status: Mapped[str] = mapped_column(String(40), default="", server_default="")
    market: Mapped[str] = mapped_column(String(8), default="", server_default="")
    country: Mapped[str] = mapped_column(String(2), default="", server_default="")
    placed_at: Mapped[datetime | None]
    promised_on: Mapped[date | None]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    currency: Mapped[str] = currency_code()
    goods_minor: Mapped[int] = minor_units()
    freight_minor: Mapped[int] = mapped_column(default=0, server_default="0")
    payment_provider_id: Mapped[str | None] = ref("party")
    payment_reference: Mapped[str] = mapped_column(String(120), default="", server_default="", index=True)


class OrderLine(Entity, Record):
    """One product of an order; ``shipment_line_id`` and ``lot_id`` say which goods filled it, when known."""

    __tablename__ = "order_line"
    __table_args__ = (UniqueConstraint("order_id", "line_no"),)
    order_id: Mapped[str] = ref("sales_order", index=False)
    line_no: Mapped[int]
    product_id: Mapped[str | None] = ref("product")
    title: Mapped[str] = mapped_column(default="", server_default="")
    quantity: Mapped[int]
    unit_price_minor: Mapped[int] = minor_units()
    freight_minor: Mapped[int] = mapped_column(default=0, server_default="0")
    seller_id: Mapped[str | None] = ref("party")
    shipment_line_id: Mapped[str | None] = ref("shipment_line")
    lot_id: Mapped[str | None] = ref("lot")
    serial_id: Mapped[str | None] = ref("serial")
    tracking_number: Mapped[str] = mapped_column(String(80), default="", server_default="", index=True)
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class OrderPayment(Entity, Record):
    """One payment towards an order, in the order's currency."""

    __tablename__ = "order_payment"
    __table_args__ = (UniqueConstraint("order_id", "sequence"),)
    order_id: Mapped[str] = ref("sales_order", index=False)
    sequence: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40), default="", server_default="")
    instalments: Mapped[int] = mapped_column(default=1, server_default="1")
    amount_minor: Mapped[int] = minor_units()
    reference: Mapped[str] = mapped_column(String(120), default="", server_default="")
