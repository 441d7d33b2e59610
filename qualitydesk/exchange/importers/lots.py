"""Lots from a file: one row a lot of one product, with its serial numbers. A lot's status is not changed by
a file.
"""

from __future__ import annotations

from collections.abc import Sequence

from qualitydesk.domain.shipments.states import LotStatus
from qualitydesk.exchange.fields import choice, code, day, listed, quantity, text
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Lot, Party, Place, Product, Serial


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    """The product is part of a lot's key, so it is looked up before all else."""
    known = saving.keys(Product, "sku", [draft.values["sku"] for draft in drafts])
    for draft in drafts:
        draft.columns["product_id"] = known[draft.values["sku"]] or ""


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    fresh = newly_made(drafts)
    for draft in drafts:
        draft.extra["serials"] = [{"number": one[:120].rstrip()} for one in draft.values.get("serials", ())]
    serials = parts_by_owner(drafts, "serials")
    outcomes = saving.replace_links(Serial, "lot_id", serials, ("number",), fresh=fresh)
    for draft in drafts:
        draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))


LOTS = Shape(
    kind="lots",
    record=Lot,
    key=("number", "product_id"),
    fields=(
        code(
            "number",
            "lot",
            "lot number",
            "lot no",
            "batch",
            "batch number",
            "batch no",
            "批号",
            "批次",
            "批次号",
            "生产批号",
            required=True,
        ),
        code(
            "sku",
            "product code",
            "item code",
            "article",
            "product",
            "货号",
            "商品编码",
            "产品编号",
            required=True,
        ),
        code(
            "maker", "manufacturer", "maker code", "supplier code", "制造商", "生产商", "供应商编号", limit=80
        ),
        code("place", "warehouse", "location", "place code", "仓库", "地点", limit=80),
        quantity("quantity", "qty", "lot size", "pieces", "数量", "批量", "件数"),
        quantity("cartons", "boxes", "packages", "箱数", "件"),
        day(
            "made_on",
            "production date",
            "date of manufacture",
            "manufactured",
            "mfg date",
            "生产日期",
            "制造日期",
        ),
        day("expires_on", "expiry date", "best before", "use by", "有效期至", "到期日", "保质期至"),
        choice("status", LotStatus, "lot status", "状态", "批次状态"),
        listed("serials", "serial numbers", "serial number", "序列号"),
        text("note", "remarks", "备注"),
    ),
    columns=("number", "quantity", "cartons", "made_on", "expires_on", "status", "note"),
    refs=(
        Ref("sku", Product, "sku", "product_id", "product"),
        Ref("maker", Party, "code", "maker_id", "party"),
        Ref("place", Place, "code", "place_id", "place", made=True),
    ),
    prepare=_prepare,
    finish=_finish,
    status="status",
    first=("Open",),
)
