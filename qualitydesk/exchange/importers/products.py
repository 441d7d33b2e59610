"""Products from a file: one row a product, by its SKU. A maker is named by its party code.

Column words of shop exports (WooCommerce and others) are known; attributes of others' exports are not kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualitydesk.domain.identifiers import check_number
from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import code, country, flag, listed, text
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Ref, Shape
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Party, Product, ProductModel
from qualitydesk.records.schema import INDEXED


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    recorded = saving.recorded(Product, ("sku",), drafts)
    for draft in drafts:
        draft.defaults["name"] = draft.values["sku"]
        old = recorded.get((draft.values["sku"],))
        _category(saving, draft, (old or {}).get("attributes") or {})
        _gtin(saving, draft)


def _category(saving: Saving, draft: Draft, attributes: Mapping[str, Any]) -> None:
    """A category is a code or a name of the rule packs; the shop's own words become an attribute."""
    wanted = draft.values.get("category")
    if wanted is None:
        return
    found = category_code(saving, wanted)
    if found:
        draft.columns["category"] = found
    else:
        draft.columns["attributes"] = {**attributes, "shop_category": wanted}


def category_code(saving: Saving, wanted: str) -> str:
    """The rule packs' code for a category given by code or name; empty when it is none of theirs."""
    if not saving.categories:
        for key, category in saving.rules.categories.items():
            words = (key.casefold(), category.name.en.casefold(), category.name.zh)
            saving.categories |= dict.fromkeys(filter(None, words), key)
    return saving.categories.get(wanted.strip().casefold(), "")


def _gtin(saving: Saving, draft: Draft) -> None:
    """A GTIN with a wrong check digit is kept out and said; the product itself is taken."""
    wanted = draft.values.get("gtin")
    if wanted is None:
        return
    digits = "".join(character for character in wanted if character.isdigit())
    if len(digits) in {8, 12, 13, 14} and not check_number("gtin", digits).doubts:
        draft.columns["gtin"] = digits
        return
    text = msg(
        "The GTIN “{gtin}” of {sku} is not right and was left out.", gtin=wanted, sku=draft.values["sku"]
    )
    saving.collector.warn(draft.entries[0], "gtin", text, wanted)


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    fresh = newly_made(drafts)
    for draft in drafts:
        draft.extra["models"] = [{"model": model[:120].rstrip()} for model in draft.values.get("models", ())]
    models = parts_by_owner(drafts, "models")
    outcomes = saving.replace_links(ProductModel, "product_id", models, ("model",), fresh=fresh)
    for draft in drafts:
        draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))


PRODUCTS = Shape(
    kind="products",
    record=Product,
    key=("sku",),
    fields=(
        code(
            "sku",
            "product code",
            "item code",
            "article",
            "article number",
            "item number",
            "product_id",
            "part number",
            "stockcode",
            "stock code",
            "nsn",
            "货号",
            "商品编码",
            "产品编号",
            "物料号",
            "商品编号",
            required=True,
        ),
        text(
            "name",
            "product name",
            "title",
            "item name",
            "product title",
            "product",
            "description short",
            "名称",
            "品名",
            "商品名称",
            "产品名称",
            limit=INDEXED,
        ),
        text("name_zh", "chinese name", "中文名称", "中文品名"),
        text("brand", "brands", "trademark", "品牌"),
        text("model", "model number", "型号", "规格型号"),
        text("category", "product category", "categories", "product_category_name", "类别", "分类", "品类"),
        code(
            "gtin", "ean", "upc", "barcode", "gtin, upc, ean, or isbn", "条码", "条形码", "商品条码", limit=40
        ),
        code("hs_code", "hs", "hs code", "tariff code", "commodity code", "海关编码", "税号", limit=12),
        country("origin", "country of origin", "made in", "原产国", "原产地"),
        code("maker", "manufacturer", "manufacturer code", "maker code", "制造商", "生产商", limit=80),
        text("description", "long description", "short description", "描述", "商品描述"),
        text("warnings", "warning", "safety warning", "警示", "警告"),
        text("age_grade", "age", "minimum age", "适用年龄"),
        listed("models", "other models", "其他型号"),
        flag("active", "published", "is active", "在售", "有效"),
    ),
    columns=(
        "sku",
        "name",
        "name_zh",
        "brand",
        "model",
        "hs_code",
        "origin",
        "description",
        "warnings",
        "age_grade",
        "active",
    ),
    refs=(Ref("maker", Party, "code", "maker_id", "party"),),
    prepare=_prepare,
    finish=_finish,
)
