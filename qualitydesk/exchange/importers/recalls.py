"""Recalls and alerts from a file: those that authorities publish (CPSC as JSON, Safety Gate as CSV), and
any sheet.

One recall may name several products, models and codes; each becomes an item that later imports add to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from qualitydesk.domain.identifiers import number_doubts
from qualitydesk.domain.shipments.states import IN_FORCE, RecallStatus
from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import choice, code, day, text
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.goods import find_lots
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import FOR_MANAGERS, Shape, first_changed
from qualitydesk.exchange.mapping import Preset
from qualitydesk.exchange.reading.header import heading_key
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Product, Recall, RecallItem

_CODES = re.compile(r"\d[\d\s-]{6,24}\d")
_APART = re.compile(r"\s*[,，、;；|\n]\s*")
_LONGEST_MODEL, _LONGEST_NAME, _MOST_WORDS = 200, 40, 6
_ITEM = ("gtin", "brand", "model", "batch", "sku", "lot")
_FIRST_SENTENCE = 300
_COVER = ("product_id", "lot_id", "gtin", "brand", "model", "batch")


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    skus = [line.get("sku") for draft in drafts for line in draft.lines]
    products = saving.keys(Product, "sku", skus)
    named = [(line["lot"], line.get("sku")) for draft in drafts for line in draft.lines if line.get("lot")]
    lots = find_lots(saving, named) if named else {}
    taken = _published(saving, drafts)
    recorded = saving.recorded(Recall, ("number",), drafts)
    for draft in drafts:
        columns, values = draft.columns, draft.values
        old = recorded.get((values["number"],))
        draft.defaults["source"] = "file"
        number = values["number"] if old is None else old["external_id"]
        columns["external_id"] = values.get("external_id", number)
        title = values.get("product_text", values["number"])
        draft.defaults["title"] = title[:_FIRST_SENTENCE].rstrip()
        source = "file" if old is None else old["source"]
        publication = (str(columns.get("source", source)), str(columns["external_id"]))
        if taken.setdefault(publication, values["number"]) != values["number"]:
            text = msg("This publication is recorded as “{number}”.", number=taken[publication])
            saving.refuse(draft, "external_id", text, columns["external_id"])
        draft.extra["items"] = [
            item
            for line in draft.lines
            for item in _items(saving, line, products, lots)
            if not line["entry"].rejected
        ]
    _keep_cover(saving, drafts, recorded)


def _keep_cover(saving: Saving, drafts: Sequence[Draft], recorded: Mapping[Any, Mapping[str, Any]]) -> None:
    """What a recall in force covers opens or closes the gate: it is for those who take its steps."""
    if saving.trusted:
        return
    forced = {row["id"]: row["number"] for row in recorded.values() if row["status"] in IN_FORCE}
    known = {
        (forced[item.recall_id], *(item._mapping[name] for name in _COVER))
        for item in saving.work.among(RecallItem, "recall_id", forced)
    }
    for draft in drafts:
        number = draft.values["number"]
        wanted = {(number, *(item[name] for name in _COVER)) for item in draft.extra["items"]}
        if number in forced.values() and wanted - known:
            saving.refuse(draft, "number", FOR_MANAGERS, number)


def _published(saving: Saving, drafts: Sequence[Draft]) -> dict[tuple[str, str], str]:
    """The number under which each publication is recorded: one publication makes one recall."""
    wanted = dict.fromkeys(draft.values.get("external_id", draft.values["number"]) for draft in drafts)
    rows = saving.work.among(Recall, "external_id", wanted)
    return {(row.source, row.external_id): row.number for row in rows}


def _items(saving: Saving, line: dict[str, Any], products: Any, lots: Any) -> list[dict[str, Any]]:
    codes = gtins(line.get("gtin", ""))
    lot = lots.get((line.get("lot"), line.get("sku")))
    product = products.get(line.get("sku")) or (lot.product_id if lot else None)
    for name, found in (("sku", product), ("lot", lot)):
        if line.get(name) and not found:
            text = msg(
                "No {kind} is recorded as “{key}”.",
                kind=msg("product" if name == "sku" else "lot"),
                key=line[name],
            )
            saving.collector.refuse(line["entry"], name, text, line[name])
    item = {
        "product_id": product,
        "lot_id": lot.id if lot else None,
        "brand": line.get("brand", ""),
        "batch": line.get("batch", ""),
    }
    return [
        item | {"model": model, "gtin": gtin} for model, gtin in _pairs(models(line.get("model", "")), codes)
    ]


def _pairs(named: Sequence[str], codes: Sequence[str]) -> list[tuple[str, str]]:
    """Models with their article numbers: of several models nobody says whose each number is."""
    if len(named) < 2:
        return [(named[0] if named else "", code) for code in codes or ("",)]
    return [*((model, "") for model in named), *(("", code) for code in codes)]


def models(text: str) -> tuple[str, ...]:
    """The models that a cell names: a list of short names is taken apart, a sentence stays as it is."""
    parts = tuple(dict.fromkeys(" ".join(part.split()) for part in _APART.split(text.strip()) if part))
    if any(len(part) > _LONGEST_NAME or part.count(" ") >= _MOST_WORDS for part in parts):
        return (text[:_LONGEST_MODEL].rstrip(),)
    return parts


def gtins(text: str) -> tuple[str, ...]:
    """The GTINs with a right check digit in a text, however they are grouped."""
    found = (re.sub(r"\D", "", match) for match in _CODES.findall(text))
    return tuple(
        dict.fromkeys(c for c in found if len(c) in {8, 12, 13, 14} and not number_doubts("gtin", c))
    )


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    items = parts_by_owner(drafts, "items")
    outcomes = saving.replace_links(RecallItem, "recall_id", items, _COVER, fresh=newly_made(drafts))
    for draft in drafts:
        draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))
    saving.collector.also["recall_items"] += sum(len(listed) for listed in items.values())


def _cpsc() -> Callable[[dict[str, Any]], None]:
    """The former recall search of the CPSC: lists of makers, descriptions, codes."""

    def complete(values: dict[str, Any]) -> None:
        number = values["number"]
        values |= {"number": f"CPSC-{number}", "external_id": number}
        values["title"] = (values.get("product_text") or values.get("title") or number)[
            :_FIRST_SENTENCE
        ].rstrip()

    return complete


def _safer_products() -> Callable[[dict[str, Any]], None]:
    """The present recall service of the CPSC, whose lists hold objects."""

    def complete(values: dict[str, Any]) -> None:
        number = values["number"]
        values |= {"number": f"CPSC-{number}", "external_id": number}

    return complete


def _safety_gate() -> Callable[[dict[str, Any]], None]:
    def complete(values: dict[str, Any]) -> None:
        values["external_id"] = values["number"]
        parts = [values.get("title", ""), values.get("brand", ""), values.get("model", "")]
        values["product_text"] = " · ".join(" ".join(part.split()) for part in parts if part)
        values["title"] = " ".join(values.get("title", values["number"]).split())[:_FIRST_SENTENCE].rstrip()
        extra = values.pop("risk_description", "")
        if extra:
            values["hazard"] = ": ".join(part for part in (values.get("hazard", ""), extra) if part)

    return complete


_CPSC_COLUMNS = {
    "number": "recall_number",
    "published_on": "recall_date",
    "address": "recall_url",
    "brand": "manufacturers",
    "title": "product_types",
    "product_text": "descriptions",
    "gtin": "upcs",
    "hazard": "hazards",
}
_SAFER_PRODUCTS_COLUMNS = {
    "number": "RecallNumber",
    "published_on": "RecallDate",
    "address": "URL",
    "title": "Title",
    "product_text": "Description",
    "brand": "Manufacturers",
    "model": "Products",
    "gtin": "ProductUPCs",
    "hazard": "Hazards",
    "remedy": "Remedies",
}
_GATE_COLUMNS = {
    "number": "alert_number",
    "title": "product_name",
    "brand": "brand",
    "model": "product_description",
    "gtin": "barcode",
    "batch": "batch_number",
    "hazard": "risk_type",
    "risk_description": "risk_description",
    "remedy": "measures_authorities",
}


def _managed(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> str:
    """How far a recall is: an ended one stops no shipment any more."""
    return first_changed(("status",), old, new) if old is not None else ""


RECALLS = Shape(
    kind="recalls",
    record=Recall,
    key=("number",),
    fields=(
        code(
            "number",
            "recall number",
            "alert number",
            "case number",
            "recall no",
            "召回编号",
            "通报编号",
            required=True,
        ),
        code("source", "authority", "来源", limit=40),
        code("external_id", "external id", "reference", "外部编号"),
        choice("status", RecallStatus, "状态"),
        code("market", "国家市场", "市场", limit=8),
        day("published_on", "date", "recall date", "published", "publication date", "发布日期", "日期"),
        text("title", "subject", "product name", "名称", "标题"),
        text("product_text", "product", "product description", "description", "产品描述"),
        text("hazard", "risk", "risk type", "hazards", "危险", "风险"),
        text("risk_description", "risk description", "风险描述"),
        text("remedy", "measures", "措施"),
        text("units", "quantity", "数量"),
        text("address", "url", "link", "网址"),
        text("gtin", "barcode", "upc", "upcs", "ean", "条码", line=True),
        text("brand", "manufacturer", "manufacturers", "品牌", line=True),
        text("model", "models", "type", "型号", line=True),
        text("batch", "batch number", "批次", line=True),
        code("sku", "product code", "货号", line=True),
        code("lot", "lot number", "批号", line=True),
    ),
    columns=(
        "number",
        "source",
        "status",
        "market",
        "published_on",
        "title",
        "product_text",
        "hazard",
        "remedy",
        "units",
        "address",
    ),
    presets=(
        Preset(
            "cpsc",
            frozenset({"recallnumber", "recallurl", "hazards"}),
            _CPSC_COLUMNS,
            {"source": "CPSC", "market": "US"},
            _cpsc,
        ),
        Preset(
            "cpsc-safer-products",
            frozenset({"recallnumber", "recalldate", "hazards", "products"}),
            _SAFER_PRODUCTS_COLUMNS,
            {"source": "CPSC", "market": "US"},
            _safer_products,
        ),
        Preset(
            "safety-gate",
            frozenset(map(heading_key, ("alert_number", "product_name", "risk_type"))),
            _GATE_COLUMNS,
            {"source": "Safety Gate", "market": "EU"},
            _safety_gate,
        ),
    ),
    prepare=_prepare,
    finish=_finish,
    grouped=True,
    managed=_managed,
)
