"""Olist's public tables as orders: eight files joined by their own keys, any of them but the orders left out.

Sellers, products and reviews come along as parties, products and feedback.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import Field, amount, code, day, instant, quantity, text
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.feedback import OLIST_REVIEWS
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.sources import Source
from qualitydesk.exchange.mapping import Preset
from qualitydesk.exchange.report import Entry, Outcome
from qualitydesk.exchange.rows import read_entries
from qualitydesk.records import Feedback, Order, Party, PartyAddress, PartyRole, Product

CHANNEL = "olist"
_ORDER = code("number", "order_id", required=True)
# The shop's categories that are categories of the rule packs; all others count as any consumer product.
_CATEGORIES = {
    "toys": "toys",
    "baby": "childcare",
    "electronics": "electrical_lv",
    "small_appliances": "electrical_lv",
    "home_appliances": "electrical_lv",
    "telephony": "radio",
    "health_beauty": "cosmetics",
    "perfumery": "cosmetics",
    "watches_gifts": "jewellery",
    "fashion_shoes": "footwear",
    "furniture_decor": "furniture",
    "sports_leisure": "sports_leisure",
    "food": "food",
    "bed_bath_table": "textiles",
    "auto": "vehicles_parts",
    "construction_tools_construction": "machinery",
}
_TABLES: Mapping[str, tuple[Field, ...]] = {
    "categories": (
        code("name", "product_category_name", required=True),
        code("english", "product_category_name_english", required=True),
    ),
    "products": (
        code("sku", "product_id", required=True),
        code("category", "product_category_name"),
        quantity("weight_g", "product_weight_g"),
        quantity("length_cm", "product_length_cm"),
        quantity("height_cm", "product_height_cm"),
        quantity("width_cm", "product_width_cm"),
    ),
    "sellers": (
        code("code", "seller_id", required=True, limit=80),
        code("postcode", "seller_zip_code_prefix"),
        text("city", "seller_city"),
        text("region", "seller_state"),
    ),
    "customers": (
        code("customer", "customer_id", required=True),
        code("buyer", "customer_unique_id", required=True),
        code("postcode", "customer_zip_code_prefix", limit=20),
        text("city", "customer_city"),
        text("region", "customer_state"),
    ),
    "orders": (
        _ORDER,
        code("customer", "customer_id", required=True),
        code("status", "order_status", limit=40),
        instant("placed_at", "order_purchase_timestamp"),
        instant("shipped_at", "order_delivered_carrier_date"),
        instant("delivered_at", "order_delivered_customer_date"),
        day("promised_on", "order_estimated_delivery_date"),
    ),
    "items": (
        _ORDER,
        quantity("line_no", "order_item_id", required=True),
        code("sku", "product_id", required=True),
        code("seller", "seller_id", limit=80),
        amount("unit_price", "price"),
        amount("freight", "freight_value"),
    ),
    "payments": (
        _ORDER,
        quantity("sequence", "payment_sequential", required=True),
        code("kind", "payment_type", limit=40),
        quantity("instalments", "payment_installments"),
        amount("amount_minor", "payment_value"),
    ),
    "reviews": (
        code("external_id", "review_id", required=True),
        code("order_number", "order_id", required=True),
        quantity("score", "review_score"),
        text("title", "review_comment_title"),
        text("text", "review_comment_message"),
        instant("at", "review_creation_date"),
    ),
}


@dataclass
class _Joined:
    """All tables in memory, by the keys they are joined by."""

    categories: dict[str, str] = field(default_factory=dict)
    products: list[Entry] = field(default_factory=list)
    sellers: list[Entry] = field(default_factory=list)
    customers: dict[str, dict[str, Any]] = field(default_factory=dict)
    orders: list[Entry] = field(default_factory=list)
    items: dict[str, list[Entry]] = field(default_factory=dict)
    payments: dict[str, list[Entry]] = field(default_factory=dict)
    reviews: list[Entry] = field(default_factory=list)


class OlistOrders:
    """The joined tables: what comes before the orders is saved at once, the rest by ``save_rest``."""

    def __init__(self, saving: Saving, sources: Sequence[Source]) -> None:
        self._saving = saving
        self._joined = _read(saving, sources)
        _require_whole(self._joined)
        _save_products(saving, self._joined)
        _save_sellers(saving, self._joined)

    def drafts(self) -> Iterator[Draft]:
        """Orders with their lines, payments and buyers."""
        return (_draft(self._joined, entry) for entry in self._joined.orders)

    def save_rest(self) -> None:
        """Reviews, now that their orders are there; and lines that belong to none are rejected."""
        _unclaimed(self._saving, self._joined)
        _save_reviews(self._saving, self._joined)


def _require_whole(joined: _Joined) -> None:
    """Refuse tables that say nothing without another one, before anything is saved."""
    if not joined.orders and (joined.items or joined.payments or joined.customers):
        raise RuleBroken(msg("The table of orders (olist_orders_dataset.csv) is missing among the files."))
    if joined.categories and not joined.products:
        raise RuleBroken(
            msg("The table of products (olist_products_dataset.csv) is missing among the files.")
        )


def _read(saving: Saving, sources: Sequence[Source]) -> _Joined:
    joined = _Joined()
    for source in sources:
        preset = source.preset
        assert preset is not None
        for entry in _entries(saving, source, preset):
            _place(joined, preset.role, entry)
    return joined


def _entries(saving: Saving, source: Source, preset: Preset) -> Iterator[Entry]:
    fields = _TABLES[preset.role]
    places = {name: index for index, name in enumerate(source.table.columns)}
    columns = {item.name: places[item.synonyms[0]] for item in fields if item.synonyms[0] in places}
    entries = read_entries(source.table, fields, columns, preset, saving.collector)
    return (entry for entry in entries if not entry.rejected)


def _place(joined: _Joined, role: str, entry: Entry) -> None:
    values = entry.values
    if role == "categories":
        joined.categories[values["name"]] = values["english"]
    elif role == "customers":
        joined.customers[values.pop("customer")] = values
    elif role in {"items", "payments"}:
        getattr(joined, role).setdefault(values["number"], []).append(entry)
    else:
        getattr(joined, role).append(entry)


def _draft(joined: _Joined, entry: Entry) -> Draft:
    values = entry.values
    number, customer = values["number"], values.pop("customer")
    buyer = joined.customers.get(customer, {"buyer": customer})
    header = values | buyer | {"channel": CHANNEL, "currency": "BRL", "country": "BR"}
    items = joined.items.pop(number, [])
    lines = [one.values | {"quantity": 1, "entry": one} for one in items]
    draft = Draft(header, [entry], lines=lines)
    payments = joined.payments.pop(number, [])
    draft.extra["payment_rows"] = [
        {
            "sequence": one.values["sequence"],
            "kind": one.values.get("kind", ""),
            "instalments": one.values.get("instalments", 1),
            "amount_minor": one.values.get("amount_minor", Decimal(0)),
        }
        for one in payments
    ]
    return draft


def _unclaimed(saving: Saving, joined: _Joined) -> None:
    """Lines and payments whose order is not among the orders."""
    for table in (joined.items, joined.payments):
        for number, entries in table.items():
            for entry in entries:
                message = msg("No {kind} is recorded as “{key}”.", kind=msg("order"), key=number)
                saving.collector.refuse(entry, "number", message, number)


def _save_products(saving: Saving, joined: _Joined) -> None:
    rows = [_product(joined, entry) for entry in joined.products]
    saved = saving.upsert(Product, ("sku",), rows)
    for row, one in zip(rows, saved, strict=True):
        saving.remember(Product, "sku", row["sku"], one.id)
    saving.collector.also["products"] += len(rows)
    saving.collector.also["products_created"] += sum(one.outcome is Outcome.CREATED for one in saved)


def _product(joined: _Joined, entry: Entry) -> dict[str, Any]:
    """The tables name no product, so its category and the head of its number have to serve."""
    values = entry.values
    own = values.get("category", "")
    english = joined.categories.get(own, own)
    name = english.replace("_", " ").capitalize() or "Product"
    measures = {n: values[n] for n in ("weight_g", "length_cm", "height_cm", "width_cm") if n in values}
    return {
        "sku": values["sku"],
        "name": f"{name} {values['sku'][:8]}",
        "category": _CATEGORIES.get(english, "general_consumer"),
        "attributes": measures | ({"shop_category": english} if english else {}),
    }


def _save_sellers(saving: Saving, joined: _Joined) -> None:
    rows = [
        {"code": one.values["code"], "name": f"Seller {one.values['code'][:8]}", "country": "BR"}
        for one in joined.sellers
    ]
    saved = saving.upsert(Party, ("code",), rows)
    fresh = frozenset(one.id for one in saved if one.outcome is Outcome.CREATED)
    roles: dict[str, list[dict[str, Any]]] = {}
    addresses: dict[str, list[dict[str, Any]]] = {}
    for entry, one in zip(joined.sellers, saved, strict=True):
        values = entry.values
        saving.remember(Party, "code", values["code"], one.id)
        roles[one.id] = [{"role": "seller"}]
        place = {name: values.get(name, "") for name in ("city", "region", "postcode")}
        addresses[one.id] = [place | {"kind": "Registered", "country": "BR"}]
    saving.replace_links(PartyRole, "party_id", roles, ("role",), fresh=fresh)
    saving.replace_links(PartyAddress, "party_id", addresses, ("kind",), fresh=fresh)
    saving.collector.also["parties"] += len(rows)
    saving.collector.also["parties_created"] += len(fresh)


def _save_reviews(saving: Saving, joined: _Joined) -> None:
    orders = saving.keys(Order, "number", [entry.values["order_number"] for entry in joined.reviews])
    rows = [
        dict.fromkeys(OLIST_REVIEWS.keys() & {"title", "text"}, "")
        | entry.values
        | {"source": CHANNEL, "order_id": orders[entry.values["order_number"]]}
        for entry in joined.reviews
    ]
    saved = saving.upsert(Feedback, ("external_id", "source", "order_number"), rows)
    saving.collector.also["feedback"] += len(rows)
    saving.collector.also["feedback_created"] += sum(one.outcome is Outcome.CREATED for one in saved)
