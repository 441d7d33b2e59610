"""Order exports that are known by their headings: UCI online retail, the 1033 programme's lists, Olist's
tables.

A preset says where the fields stand and completes what an export leaves unsaid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from qualitydesk.exchange.mapping import Preset
from qualitydesk.exchange.reading.header import heading_key
from qualitydesk.records.schema import INDEXED

Values = dict[str, Any]
CANCELLED, CORRECTION = "cancelled", "stock correction"
_GOODS = re.compile(r"\d{5}|DCGS|gift_", re.I)


def _uci() -> Callable[[Values], None]:
    """Invoices that begin with C give goods and money back: pieces stay positive, the price is negative."""
    lines: Counter[str] = Counter()

    def complete(values: Values) -> None:
        number = values["number"]
        lines[number] += 1
        values["line_no"] = lines[number]
        if not _GOODS.match(values.get("sku", "")):
            values["title"] = values.get("title") or values.get("sku", "")
            values.pop("sku", None)
        pieces = values.get("quantity", 1)
        if number.startswith("C"):
            values["status"] = CANCELLED
        elif pieces < 0:
            values["status"] = CORRECTION
        if pieces < 0:
            values["quantity"] = -pieces
            if "unit_price" in values:
                values["unit_price"] = -values["unit_price"]
        buyer = values.pop("buyer", "")
        if buyer:
            values["buyer"] = f"uci-{buyer.removesuffix('.0')}"

    return complete


def _shipped_items() -> Callable[[Values], None]:
    """The lists know no order number: goods of one county on one day count as one order, in the order of
    the list.
    """
    lines: Counter[str] = Counter()

    def complete(values: Values) -> None:
        place = "-".join(str(values.pop(name, "")) for name in ("region", "buyer_name"))
        day = values["shipped_at"].date().isoformat() if "shipped_at" in values else "undated"
        number = values["number"] = f"{place}-{day}"[:120]
        lines[number] += 1
        values |= {"line_no": lines[number], "buyer": place[:120], "buyer_name": place[:INDEXED]}
        values["placed_at"] = values.get("shipped_at")

    return complete


def _headings(*names: str) -> frozenset[str]:
    return frozenset(map(heading_key, names))


def _table(role: str, *headings: str) -> Preset:
    return Preset("olist", _headings(*headings), {}, role=role)


UCI = Preset(
    "uci-online-retail",
    _headings("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "Country"),
    {
        "number": "InvoiceNo",
        "sku": "StockCode",
        "title": "Description",
        "quantity": "Quantity",
        "placed_at": "InvoiceDate",
        "unit_price": "UnitPrice",
        "buyer": "CustomerID",
        "country": "Country",
    },
    {"channel": "uci-online-retail", "currency": "GBP"},
    _uci,
)
SHIPPED_ITEMS = Preset(
    "ks-1033",
    _headings("nsn", "item_name", "quantity", "acquisition_cost", "ship_date", "county"),
    {
        "region": "state",
        "buyer_name": "county",
        "sku": "nsn",
        "title": "item_name",
        "quantity": "quantity",
        "unit_price": "acquisition_cost",
        "shipped_at": "ship_date",
    },
    {"channel": "ks-1033", "currency": "USD", "country": "US"},
    _shipped_items,
)
PRESETS = (
    UCI,
    SHIPPED_ITEMS,
    _table("orders", "order_id", "customer_id", "order_status", "order_purchase_timestamp"),
    _table("items", "order_id", "order_item_id", "product_id", "seller_id", "price", "freight_value"),
    _table("payments", "order_id", "payment_sequential", "payment_type", "payment_value"),
    _table("reviews", "review_id", "order_id", "review_score"),
    _table("customers", "customer_id", "customer_unique_id", "customer_city"),
    _table("products", "product_id", "product_category_name", "product_weight_g"),
    _table("sellers", "seller_id", "seller_zip_code_prefix", "seller_city"),
    _table("categories", "product_category_name", "product_category_name_english"),
)
