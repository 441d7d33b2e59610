"""Orders from a file: a row for each line; rows of one number and channel make one order with its buyer.

Buyers, products and sellers that an export brings along are made when they are not recorded yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import (
    Field,
    Form,
    amount,
    code,
    country,
    currency,
    day,
    instant,
    listed,
    quantity,
    text,
)
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.goods import currency_of, find_lots, market_of
from qualitydesk.exchange.importers.order_exports import PRESETS
from qualitydesk.exchange.importers.order_payments import payment_rows
from qualitydesk.exchange.importers.saving import NEW_ONLY, Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.lines import number_lines
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Buyer, Order, OrderLine, OrderPayment, Party, PartyRole, Product, t
from qualitydesk.records.schema import INDEXED

_BUYER = {
    "buyer_name": "name",
    "buyer_email": "email",
    "buyer_phone": "phone",
    "street": "street",
    "city": "city",
    "region": "region",
    "postcode": "postcode",
}


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        draft.lines = [line for line in draft.lines if _not_negative(saving, line)]
    _save_buyers(saving, drafts)
    _make_goods(saving, drafts)
    for draft in drafts:
        draft.columns.setdefault("channel", "")
    recorded = saving.recorded(Order, ("number", "channel"), drafts)
    for draft in drafts:
        values, columns = draft.values, draft.columns
        old = recorded.get((values["number"], columns["channel"]))
        currency = currency_of(saving, draft, old)
        country = values.get("country")
        if "market" not in columns and country and (old is None or old["country"] != country):
            columns["market"] = market_of(saving, country)
        taken = saving.line_numbers("order", columns["channel"], values["number"])
        lines = number_lines(draft.lines, taken)
        draft.extra["lines"] = [_line(saving, draft, line, currency) for line in lines]
        draft.extra["payments"] = payment_rows(saving, draft, currency)
        _totals(draft)


def _not_negative(saving: Saving, line: dict[str, Any]) -> bool:
    if line.get("quantity", 1) >= 0:
        return True
    saving.collector.refuse(
        line["entry"], "quantity", msg("This may not be less than {n}.", n=0), line["quantity"]
    )
    return False


def _totals(draft: Draft) -> None:
    """What a new order sums up to; an order that exists is summed again when its lines change."""
    lines = [line[NEW_ONLY] | line for line in draft.extra["lines"]]
    draft.defaults["goods_minor"] = sum(line["quantity"] * line["unit_price_minor"] for line in lines)
    draft.defaults["freight_minor"] = sum(line["freight_minor"] for line in lines)


def _save_buyers(saving: Saving, drafts: Sequence[Draft]) -> None:
    rows: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        reference = _reference(draft)
        if reference:
            draft.extra["buyer"] = reference
            if reference in rows:
                continue
            row = rows[reference] = {"reference": reference}
            row |= {column: draft.values[name] for name, column in _BUYER.items() if name in draft.values}
            row |= {"country": draft.values["country"]} if "country" in draft.values else {}
    saved = saving.upsert(Buyer, ("reference",), list(rows.values()), once=True)
    keys = dict(zip(rows, saved, strict=True))
    for draft in drafts:
        if "buyer" in draft.extra:
            buyer = keys[draft.extra["buyer"]]
            draft.columns["buyer_id"] = buyer.id
            draft.extra["buyer_outcome"] = buyer.outcome
    saving.collector.also["buyers_created"] += sum(one.outcome is Outcome.CREATED for one in saved)


def _reference(draft: Draft) -> str:
    """The shop's own number for the buyer; else what is known of the buyer that stays the same."""
    values = draft.values
    if values.get("buyer"):
        return str(values["buyer"])
    for name in ("buyer_email", "buyer_phone"):
        if values.get(name):
            return str(values[name])[:120]
    return f"{values.get('channel', '')}:{values['number']}"[:120] if values.get("buyer_name") else ""


def _make_goods(saving: Saving, drafts: Sequence[Draft]) -> None:
    """Products and sellers that lines name."""
    products: dict[str, dict[str, Any]] = {}
    sellers: dict[str, dict[str, Any]] = {}
    for draft in drafts:
        for line in draft.lines:
            if line.get("sku"):
                products.setdefault(
                    line["sku"], {"sku": line["sku"], "name": (line.get("title") or line["sku"])[:INDEXED]}
                )
            if line.get("seller"):
                sellers.setdefault(line["seller"], {"code": line["seller"], "name": line["seller"]})
    make_products(saving, list(products.values()))
    make_sellers(saving, list(sellers.values()))
    named = [(line["lot"], line.get("sku")) for draft in drafts for line in draft.lines if line.get("lot")]
    lots = find_lots(saving, named) if named else {}
    for draft in drafts:
        for line in draft.lines:
            lot = lots.get((str(line.get("lot")), line.get("sku")))
            line["lot_id"] = lot.id if lot else None


def make_products(saving: Saving, rows: Sequence[dict[str, Any]]) -> None:
    """Products an export brings along; those already recorded stay as they are."""
    known = saving.keys(Product, "sku", [row["sku"] for row in rows])
    missing = sum(known[sku] is None for sku in {row["sku"] for row in rows})
    saving.ensure(Product, "sku", rows)
    saving.collector.also["products_created"] += missing


def make_sellers(saving: Saving, rows: Sequence[dict[str, Any]]) -> None:
    """Sellers an export brings along, with their role."""
    known = saving.keys(Party, "code", [row["code"] for row in rows])
    missing = [code for code in dict.fromkeys(row["code"] for row in rows) if known[code] is None]
    saving.ensure(Party, "code", rows)
    roles = [{"party_id": saving.keys(Party, "code", ())[code], "role": "seller"} for code in missing]
    saving.upsert(PartyRole, ("party_id", "role"), roles, fresh=True)
    saving.collector.also["parties_created"] += len(missing)


_GIVEN = ("title", "quantity", "tracking_number")
_OPEN = {
    "product_id": None,
    "lot_id": None,
    "seller_id": None,
    "title": "",
    "quantity": 1,
    "unit_price_minor": 0,
    "freight_minor": 0,
    "tracking_number": "",
}


def _line(saving: Saving, draft: Draft, line: dict[str, Any], currency: str) -> dict[str, Any]:
    """What the file says of the line; what it leaves open a recorded line keeps."""
    products, sellers = saving.keys(Product, "sku", ()), saving.keys(Party, "code", ())
    found = {
        "product_id": products.get(line.get("sku", "")),
        "seller_id": sellers.get(line.get("seller", "")),
        "lot_id": line.get("lot_id"),
        "unit_price_minor": saving.minor(draft, "unit_price", line.get("unit_price"), currency),
        "freight_minor": saving.minor(draft, "freight", line.get("freight"), currency),
    }
    row = {"line_no": line["line_no"]} | {name: line[name] for name in _GIVEN if name in line}
    row |= {name: value for name, value in found.items() if value is not None}
    times = {name: draft.values.get(name) for name in ("shipped_at", "delivered_at")}
    return row | {NEW_ONLY: _OPEN | times}


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    fresh = newly_made(drafts)
    lines, payments = parts_by_owner(drafts, "lines"), parts_by_owner(drafts, "payments")
    changed = saving.replace_links(OrderLine, "order_id", lines, ("line_no",), fresh=fresh)
    paid = saving.replace_links(OrderPayment, "order_id", payments, ("sequence",), fresh=fresh)
    _sum_again(saving, drafts, changed)
    for draft in drafts:
        draft.touch(draft.extra.get("buyer_outcome", Outcome.UNCHANGED))
        for outcomes in (changed, paid):
            draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))
    saving.collector.also["order_lines"] += sum(map(len, lines.values()))
    saving.collector.also["payments"] += sum(map(len, payments.values()))


def _sum_again(saving: Saving, drafts: Sequence[Draft], changed: Mapping[str, Outcome]) -> None:
    """Orders whose lines came in several parts, or changed, get the sums of all their lines."""
    parts = Counter(draft.id for draft in drafts)
    wanted = [
        d.id for d in drafts if changed.get(d.id) and (d.outcome is not Outcome.CREATED or parts[d.id] > 1)
    ]
    line = t(OrderLine)
    for key in dict.fromkeys(wanted):
        goods = func.sum(line.c.quantity * line.c.unit_price_minor)
        statement = select(goods.label("goods"), func.sum(line.c.freight_minor).label("freight"))
        sums = saving.work.first(statement.where(line.c.order_id == key))
        assert sums is not None
        saving.work.change(Order, key, goods_minor=int(sums.goods or 0), freight_minor=int(sums.freight or 0))


ORDERS = Shape(
    kind="orders",
    record=Order,
    key=("number", "channel"),
    fields=(
        code(
            "number",
            "order",
            "order number",
            "order no",
            "order id",
            "invoice",
            "invoice no",
            "invoice number",
            "invoiceno",
            "订单号",
            "订单编号",
            "订单",
            "发票号",
            required=True,
        ),
        code("channel", "shop", "platform", "marketplace", "store", "渠道", "平台", "店铺", limit=60),
        code(
            "buyer",
            "customer",
            "customer id",
            "customer number",
            "buyer id",
            "customerid",
            "客户编号",
            "买家编号",
            "买家账号",
        ),
        text(
            "buyer_name",
            "customer name",
            "name",
            "ship to name",
            "买家",
            "买家姓名",
            "客户名称",
            "收件人",
            limit=INDEXED,
        ),
        text("buyer_email", "customer email", "email", "e-mail", "邮箱", "买家邮箱"),
        code("buyer_phone", "phone", "telephone", "电话", "手机", "联系电话", limit=60),
        text("street", "address", "shipping address", "地址", "收货地址"),
        text("city", "城市"),
        text("region", "state", "province", "省", "州"),
        code("postcode", "zip", "postal code", "邮编", limit=20),
        country("country", "ship country", "destination", "国家", "收货国家", "目的国"),
        code("status", "order status", "state", "状态", "订单状态", limit=40),
        code("market", "市场", limit=8),
        instant(
            "placed_at",
            "order date",
            "date",
            "purchase date",
            "invoice date",
            "invoicedate",
            "created at",
            "下单时间",
            "订单日期",
            "日期",
            "下单日期",
        ),
        day("promised_on", "promised", "estimated delivery", "delivery promise", "承诺日期", "预计送达"),
        instant("shipped_at", "shipped", "ship date", "dispatch date", "发货时间", "发货日期"),
        instant("delivered_at", "delivered", "delivery date", "送达时间", "签收时间"),
        currency(),
        code("payment_provider", "payment provider", "支付机构", limit=80),
        code("payment_reference", "payment reference", "transaction id", "支付流水号", "交易号"),
        listed("payments", "payment", "支付"),
        quantity("line_no", "line", "item", "item no", "行号", "序号", line=True),
        code(
            "sku",
            "product code",
            "item code",
            "article",
            "product id",
            "stockcode",
            "stock code",
            "货号",
            "商品编码",
            "产品编号",
            "商品编号",
            line=True,
        ),
        text(
            "title",
            "description",
            "product",
            "product name",
            "item name",
            "品名",
            "商品名称",
            "产品名称",
            line=True,
        ),
        # May be negative in exports that book goods coming back; those presets turn it round.
        Field("quantity", Form.WHOLE, ("qty", "pieces", "数量", "件数"), line=True),
        amount("unit_price", "price", "unit price", "unitprice", "单价", "价格", "售价", line=True),
        amount("freight", "shipping", "shipping cost", "freight value", "运费", line=True),
        code("seller", "seller id", "vendor", "卖家", "卖家编号", line=True, limit=80),
        code("lot", "lot number", "batch", "批号", "批次", line=True),
        code("tracking_number", "tracking", "tracking no", "物流单号", "快递单号", line=True, limit=80),
    ),
    columns=(
        "number",
        "channel",
        "status",
        "market",
        "country",
        "placed_at",
        "promised_on",
        "shipped_at",
        "delivered_at",
        "currency",
        "payment_reference",
    ),
    refs=(Ref("payment_provider", Party, "code", "payment_provider_id", "party"),),
    presets=PRESETS,
    prepare=_prepare,
    finish=_finish,
    grouped=True,
)
