"""Buyers' reviews and remarks from a file: one row one remark, by its number within its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from qualitydesk.exchange.fields import code, instant, quantity, text
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.goods import find_lots
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.mapping import Preset
from qualitydesk.exchange.reading.header import heading_key
from qualitydesk.records import DefectType, Feedback, Order, Product

_MOODS = {
    "negative": 1,
    "neg": 1,
    "负面": 1,
    "差评": 1,
    "neutral": 3,
    "中评": 3,
    "positive": 5,
    "pos": 5,
    "正面": 5,
    "好评": 5,
}
OLIST_REVIEWS = {
    "number": "review_id",
    "order_number": "order_id",
    "score": "review_score",
    "title": "review_comment_title",
    "text": "review_comment_message",
    "at": "review_creation_date",
}


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    orders = saving.keys(Order, "number", [draft.values.get("order_number") for draft in drafts])
    named = [(d.values["lot"], d.values.get("sku")) for d in drafts if d.values.get("lot")]
    lots = find_lots(saving, named) if named else {}
    for draft in drafts:
        values, columns = draft.values, draft.columns
        columns["external_id"] = values["number"]
        columns.setdefault("source", "file")
        columns.setdefault("order_number", "")
        order = orders.get(values.get("order_number", ""))
        if order:
            columns["order_id"] = order
        lot = lots.get((str(values.get("lot")), values.get("sku")))
        if lot:
            columns["lot_id"] = lot.id
            draft.defaults["product_id"] = lot.product_id
        mood = _MOODS.get(str(values.get("sentiment", "")).casefold())
        if mood:
            columns.setdefault("score", mood)


def _olist() -> Callable[[dict[str, Any]], None]:
    def complete(values: dict[str, Any]) -> None:
        values["source"] = "olist"

    return complete


FEEDBACK = Shape(
    kind="feedback",
    record=Feedback,
    key=("external_id", "source", "order_number"),
    fields=(
        code(
            "number",
            "external_id",
            "id",
            "review id",
            "review number",
            "feedback id",
            "评价编号",
            "编号",
            "序号",
            required=True,
        ),
        code("source", "channel", "platform", "shop", "来源", "平台", limit=60),
        code("order_number", "order", "order id", "order no", "订单号", "订单编号"),
        code("sku", "product code", "product id", "货号", "商品编码"),
        code("lot", "lot number", "batch", "批号"),
        instant("at", "date", "created", "created at", "time", "日期", "时间", "评价时间"),
        quantity("score", "rating", "stars", "评分", "星级"),
        text("title", "subject", "headline", "标题"),
        text("text", "review", "comment", "message", "content", "body", "评价内容", "内容", "评论", "评价"),
        code("language", "lang", "语言", limit=8),
        code("defect", "defect code", "缺陷代码", limit=20),
        code("sentiment", "label", "mood", "情感", "情感倾向"),
    ),
    columns=("source", "order_number", "at", "score", "title", "text", "language"),
    refs=(
        Ref("sku", Product, "sku", "product_id", "product"),
        Ref("defect", DefectType, "code", "defect_type_id", "defect"),
    ),
    presets=(
        Preset("olist", frozenset(map(heading_key, OLIST_REVIEWS.values())), OLIST_REVIEWS, finish=_olist),
    ),
    prepare=_prepare,
    any_of=("text", "title", "score", "sentiment"),
)
