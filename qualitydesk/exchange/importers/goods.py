"""Products and lots that rows of other kinds name: looked up, or made where an export of a shop brings them
along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qualitydesk.domain.values import msg
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.records import Lot, Product

OF = " @ "
"""Between a lot's number and the SKU of its product, where a line names another product than the lot's."""


def find_lots(
    saving: Saving, wanted: Iterable[tuple[str, str | None]]
) -> Mapping[tuple[str, str | None], Any]:
    """Lots by number and SKU; without an SKU the number must be borne by one lot alone."""
    pairs = list(dict.fromkeys(wanted))
    by_number: dict[str, list[Any]] = {}
    named = {pair: _named(pair) for pair in pairs}
    for row in saving.work.among(Lot, "number", dict.fromkeys(number for number, _ in named.values())):
        by_number.setdefault(row.number, []).append(row)
    products = saving.keys(Product, "sku", [sku for _, sku in named.values()])
    found: dict[tuple[str, str | None], Any] = {}
    for pair, (number, sku) in named.items():
        lots = by_number.get(number, [])
        if sku is not None:
            lots = [lot for lot in lots if lot.product_id == products[sku]]
        if len(lots) == 1:
            found[pair] = lots[0]
    return found


def _named(pair: tuple[str, str | None]) -> tuple[str, str | None]:
    number, mark, sku = pair[0].partition(OF)
    return (number, sku) if mark else pair


def resolve_lines(saving: Saving, drafts: Sequence[Draft]) -> None:
    """Give every line of the drafts its ``product_id`` and ``lot_id``; rejects rows that name what is not
    recorded.
    """
    lines = [line for draft in drafts for line in draft.lines]
    products = saving.keys(Product, "sku", [line.get("sku") for line in lines])
    named = [(line["lot"], line.get("sku")) for line in lines if line.get("lot")]
    lots = find_lots(saving, named) if named else {}
    for draft in drafts:
        draft.lines = [line for line in draft.lines if _resolve(saving, line, products, lots)]


def _resolve(
    saving: Saving, line: dict[str, Any], products: Mapping[str, str | None], lots: Mapping[Any, Any]
) -> bool:
    sku, number, entry = line.get("sku"), line.get("lot"), line["entry"]
    line["product_id"] = products[sku] if sku else None
    if sku and line["product_id"] is None:
        saving.collector.refuse(
            entry, "sku", msg("No {kind} is recorded as “{key}”.", kind=msg("product"), key=sku), sku
        )
        return False
    line["lot_id"] = None
    if number:
        lot = lots.get((number, sku))
        if lot is None:
            text = msg("No {kind} is recorded as “{key}”.", kind=msg("lot"), key=number)
            saving.collector.refuse(entry, "lot", text, number)
            return False
        line["lot_id"] = lot.id
        line["product_id"] = line["product_id"] or lot.product_id
    return True


def currency_of(saving: Saving, draft: Draft, old: Mapping[str, Any] | None) -> str:
    """The currency of a draft's amounts: as the file says, else as recorded, else that of the house."""
    draft.defaults.setdefault("currency", saving.house_currency)
    return str(draft.columns.get("currency") or (old or draft.defaults)["currency"])


def market_of(saving: Saving, country: str) -> str:
    """The market a country belongs to, else the country itself; empty when no country is known."""
    if not country:
        return ""
    if country not in saving.markets:
        market = saving.rules.market(country)
        saving.markets[country] = market.code if market else country
    return saving.markets[country]
