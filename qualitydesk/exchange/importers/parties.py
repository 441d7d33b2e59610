"""Parties from a file: one row a party, by its code, with roles, typed identifiers and one address.

Roles and identifiers that a file does not name are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import code, country, day, flag, listed, text
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Shape, first_changed
from qualitydesk.exchange.reading.header import heading_key
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Party, PartyAddress, PartyIdentifier, PartyRole
from qualitydesk.records.parties import PARTY_ROLES
from qualitydesk.records.schema import INDEXED

_ADDRESS = ("street", "city", "region", "postcode")
_ROLES = {heading_key(role): role for role in PARTY_ROLES} | {
    "maker": "manufacturer",
    "制造商": "manufacturer",
    "生产商": "producer",
    "品牌方": "brand_owner",
    "出口商": "exporter",
    "进口商": "importer",
    "授权代表": "authorised_rep",
    "authorisedrepresentative": "authorised_rep",
    "authorizedrepresentative": "authorised_rep",
    "经销商": "distributor",
    "卖家": "seller",
    "平台": "platform",
    "境内代理": "domestic_agent",
    "申报人": "declarant",
    "报关行": "customs_broker",
    "承运人": "carrier",
    "支付机构": "payment_provider",
    "实验室": "test_lab",
    "仓库": "warehouse",
    "保险公司": "insurer",
}


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        values = draft.values
        draft.defaults["name"] = values["code"]
        draft.extra["roles"] = [_role(saving, draft, word) for word in values.get("roles", ())]
        draft.extra["identifiers"] = [
            _identifier(saving, draft, word) for word in values.get("identifiers", ())
        ]


def _role(saving: Saving, draft: Draft, word: str) -> dict[str, object]:
    role = _ROLES.get(heading_key(word), "")
    if not role:
        text = msg(
            "“{role}” is no role of a party; write one of: {words}.", role=word, words=", ".join(PARTY_ROLES)
        )
        saving.refuse(draft, "roles", text, word)
    return {"role": role}


def _identifier(saving: Saving, draft: Draft, word: str) -> dict[str, object]:
    scheme, mark, value = word.partition(":")
    if not mark or not scheme.strip() or not value.strip() or len(scheme) > 40 or len(value) > 80:
        text = msg("Write identifiers as SCHEME:NUMBER, for example EORI:DE1234567.")
        saving.refuse(draft, "identifiers", text, word)
    return {"scheme": scheme.strip(), "value": value.strip()}


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    fresh = newly_made(drafts)
    roles = parts_by_owner(drafts, "roles")
    numbers = parts_by_owner(drafts, "identifiers")
    addresses: dict[str, list[dict[str, object]]] = {}
    for draft in drafts:
        address = {name: draft.values[name] for name in (*_ADDRESS, "country") if name in draft.values}
        if address.keys() & set(_ADDRESS):
            first = addresses.setdefault(draft.id, [{"kind": "Registered"}])[0]
            addresses[draft.id] = [address | first]
    parts = (
        saving.replace_links(PartyRole, "party_id", roles, ("role",), fresh=fresh),
        saving.replace_links(PartyIdentifier, "party_id", numbers, ("scheme", "value"), fresh=fresh),
        saving.replace_links(PartyAddress, "party_id", addresses, ("kind",), fresh=fresh),
    )
    for draft in drafts:
        for outcomes in parts:
            draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))


_FREE = {"blocked": False, "blocked_reason": ""}


def _managed(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> str:
    """Blocking a party, and letting it trade again."""
    return first_changed(tuple(_FREE), old or _FREE, new)


PARTIES = Shape(
    kind="parties",
    record=Party,
    key=("code",),
    fields=(
        code(
            "code",
            "party code",
            "party number",
            "supplier code",
            "vendor code",
            "customer code",
            "seller_id",
            "id",
            "编号",
            "代码",
            "企业编号",
            "供应商编号",
            "客户编号",
            required=True,
            limit=80,
        ),
        text(
            "name",
            "company",
            "company name",
            "legal name",
            "party name",
            "supplier",
            "vendor",
            "supplier name",
            "名称",
            "公司名称",
            "企业名称",
            "供应商",
            "供应商名称",
            limit=INDEXED,
        ),
        text("name_zh", "chinese name", "name (chinese)", "中文名称", "中文名"),
        text("short_name", "short name", "简称"),
        text("short_name_zh", "chinese short name", "short name (chinese)", "中文简称"),
        text("trade_name", "trading name", "brand name", "商号", "字号"),
        country("country", "country code", "国家", "国家/地区", "国别", "所在国"),
        listed("roles", "role", "party role", "角色", "企业角色"),
        listed("identifiers", "registration numbers", "registry ids", "识别号", "证照号码"),
        text("street", "address", "street address", "address line 1", "地址", "详细地址", "街道"),
        text("city", "town", "seller_city", "城市", "市"),
        text("region", "state", "province", "seller_state", "省", "省份", "州"),
        code("postcode", "zip", "zip code", "postal code", "seller_zip_code_prefix", "邮编", "邮政编码"),
        text("phone", "telephone", "tel", "mobile", "电话", "联系电话", "手机"),
        text("email", "e-mail", "mail", "邮箱", "电子邮箱"),
        text("website", "url", "web", "网址", "网站"),
        text("legal_representative", "legal representative", "法定代表人", "法人"),
        day("confirmed_on", "data confirmed on", "资料确认日期"),
        text("confirmed_by", "data confirmed by", "资料确认人"),
        flag("blocked", "is blocked", "冻结", "禁止交易"),
        text("blocked_reason", "冻结原因"),
        text("note", "remarks", "remark", "comment", "备注", "说明"),
    ),
    columns=(
        "code",
        "name",
        "name_zh",
        "short_name",
        "short_name_zh",
        "trade_name",
        "country",
        "phone",
        "email",
        "website",
        "legal_representative",
        "confirmed_on",
        "confirmed_by",
        "blocked",
        "blocked_reason",
        "note",
    ),
    prepare=_prepare,
    finish=_finish,
    managed=_managed,
)
