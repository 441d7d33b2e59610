"""Claims from a file: a row for each claimed line; rows of one number make one claim.

States are brought in with a new claim only. Deadlines, liability and costs are the program's work afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualitydesk.domain.claims.states import AFTER_SALES
from qualitydesk.domain.claims.words import ClaimKind, ClaimStatus, Disposition, Remedy, SafetyFlag
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.fields import amount, choice, code, country, currency, instant, quantity, text
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.goods import currency_of, market_of, resolve_lines
from qualitydesk.exchange.importers.saving import NEW_ONLY, Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Claim, ClaimLine, DefectType, Order, Person


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    resolve_lines(saving, drafts)
    orders = _orders(saving, drafts)
    recorded = saving.recorded(Claim, ("number",), drafts)
    for draft in drafts:
        values, columns = draft.values, draft.columns
        draft.defaults |= {"received_at": saving.work.clock.now(), "kind": ClaimKind.OTHER.value}
        order = _order(saving, draft, orders)
        old = recorded.get((values["number"],))
        _from_order(saving, draft, order, known=old is not None)
        currency = currency_of(saving, draft, old)
        for name in ("asked", "granted"):
            minor = saving.minor(draft, f"{name}_amount", values.get(f"{name}_amount"), currency)
            if minor is not None:
                columns[f"{name}_minor"] = minor
        draft.extra["lines"] = [_line(saving, draft, line, currency) for line in draft.lines]


def _orders(saving: Saving, drafts: Sequence[Draft]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    numbers = dict.fromkeys(d.values["order"] for d in drafts if d.values.get("order"))
    for row in saving.work.among(Order, "number", numbers):
        found.setdefault(row.number, []).append(row)
    return found


def _order(saving: Saving, draft: Draft, orders: Mapping[str, list[Any]]) -> Any:
    number, channel = draft.values.get("order"), draft.values.get("channel")
    if not number:
        return None
    fitting = [row for row in orders.get(number, ()) if channel is None or row.channel == channel]
    if len(fitting) == 1:
        return fitting[0]
    text = msg("No {kind} is recorded as “{key}”.", kind=msg("order"), key=number)
    saving.refuse(draft, "order", text, number)
    return None


def _from_order(saving: Saving, draft: Draft, order: Any, *, known: bool) -> None:
    """Market, country and currency are those of the order where the file does not say."""
    values, columns = draft.values, draft.columns
    if order is not None:
        columns |= {"order_id": order.id, "buyer_id": order.buyer_id}
        draft.defaults |= {"currency": order.currency, "country": order.country}
    draft.defaults.setdefault("currency", saving.house_currency)
    market = values.get("market") or (order.market if order is not None else "")
    draft.defaults["market"] = market or market_of(saving, columns.get("country", ""))
    if not draft.defaults["market"] and not known:
        saving.refuse(
            draft, "market", msg("The market can't be told: give it, the country or the order."), ""
        )


def _line(saving: Saving, draft: Draft, line: dict[str, Any], currency: str) -> dict[str, Any]:
    """What the file says of the line; what it leaves open a recorded line keeps."""
    row = {"product_id": line["product_id"], "lot_id": line["lot_id"]}
    price = saving.minor(draft, "unit_price", line.get("unit_price"), currency)
    given = {"quantity": line.get("quantity"), "unit_price_minor": price}
    row |= {name: value for name, value in given.items() if value is not None}
    return row | {NEW_ONLY: {"quantity": 1, "unit_price_minor": 0}}


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    lines = parts_by_owner(drafts, "lines")
    outcomes = saving.replace_links(
        ClaimLine, "claim_id", lines, ("product_id", "lot_id"), fresh=newly_made(drafts)
    )
    for draft in drafts:
        draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))
    saving.collector.also["claim_lines"] += sum(map(len, lines.values()))


_STEPS = frozenset(("granted", "granted_minor", "disposition", "decided_at", "settled_at", "closed_at"))
"""What the steps of a claim write."""
_GROUNDS = frozenset(
    ("kind", "market", "country", "currency", "received_at", "safety", "order_id", "buyer_id")
)
"""What its deadlines and costs rest on."""


def _managed(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> str:
    """What was decided on a claim before it came here."""
    return "" if old is not None else next((name for name in sorted(_STEPS) if new.get(name)), "")


def _frozen(old: Mapping[str, Any], changed: frozenset[str]) -> Message | None:
    if changed & (_STEPS | _GROUNDS):
        return msg(
            "What its deadlines rest on and what was decided is changed in the program, not by a file."
        )
    return None


CLAIMS = Shape(
    kind="claims",
    record=Claim,
    key=("number",),
    fields=(
        code(
            "number",
            "claim",
            "claim number",
            "claim no",
            "case number",
            "ticket",
            "rma",
            "索赔编号",
            "投诉编号",
            "售后单号",
            "工单号",
            required=True,
        ),
        choice("status", ClaimStatus, "state", "状态"),
        choice("kind", ClaimKind, "claim kind", "claim type", "类型", "投诉类型"),
        code("market", "市场", limit=8),
        country("country", "buyer country", "国家", "买家国家"),
        code("region", "state/province", "地区", limit=8),
        code("order", "order number", "order no", "order id", "订单号", "订单编号"),
        code("channel", "shop", "platform", "渠道", "平台", limit=60),
        instant("received_at", "received", "date", "opened", "created", "收到时间", "日期", "投诉时间"),
        text("description", "complaint", "text", "message", "描述", "投诉内容", "问题描述"),
        code("defect", "defect code", "reason code", "缺陷代码", limit=20),
        text("reason", "cause", "原因"),
        choice("safety", SafetyFlag, "safety flag", "安全"),
        currency(),
        choice("asked", Remedy, "remedy asked", "requested", "诉求", "要求"),
        amount("asked_amount", "amount asked", "claimed amount", "索赔金额", "要求金额"),
        choice("granted", Remedy, "remedy granted", "处理结果"),
        amount("granted_amount", "amount granted", "赔付金额"),
        choice("disposition", Disposition, "goods", "货物处置"),
        code("handler", "agent", "处理人", limit=80),
        instant("decided_at", "decided", "决定时间"),
        instant("settled_at", "settled", "结案时间"),
        instant("closed_at", "closed", "关闭时间"),
        code("sku", "product code", "item code", "货号", "商品编码", line=True),
        code("lot", "lot number", "batch", "批号", line=True),
        quantity("quantity", "qty", "数量", line=True),
        amount("unit_price", "price", "单价", line=True),
    ),
    columns=(
        "number",
        "status",
        "kind",
        "market",
        "country",
        "region",
        "received_at",
        "description",
        "reason",
        "safety",
        "currency",
        "asked",
        "granted",
        "disposition",
        "decided_at",
        "settled_at",
        "closed_at",
    ),
    refs=(
        Ref("defect", DefectType, "code", "reason_type_id", "defect"),
        Ref("handler", Person, "login", "handler_id", "person"),
    ),
    prepare=_prepare,
    finish=_finish,
    grouped=True,
    status="status",
    first=("New",),
    frozen=_frozen,
    managed=_managed,
    writers=AFTER_SALES,
)
