"""Certificates from a file: one row a certificate of one scheme and market, with the products and models it
names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualitydesk.domain.certification.status import MANAGED, CertificateStatus
from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import choice, code, day, listed, text
from qualitydesk.exchange.importers.draft import Draft, newly_made, parts_by_owner
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import FOR_MANAGERS, Ref, Shape, first_changed
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import Certificate, CertificateScope, Party, Product


def _prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
    skus = [sku for draft in drafts for sku in draft.values.get("products", ())]
    known = saving.keys(Product, "sku", skus)
    for draft in drafts:
        scopes: list[dict[str, object]] = []
        for sku in draft.values.get("products", ()):
            if known[sku] is None:
                text = msg("No {kind} is recorded as “{key}”.", kind=msg("product"), key=sku)
                saving.refuse(draft, "products", text, sku)
            scopes.append({"product_id": known[sku], "model": ""})
        scopes += [
            {"product_id": None, "model": model[:120].rstrip()} for model in draft.values.get("models", ())
        ]
        draft.extra["scopes"] = scopes
        _look_at_scheme(saving, draft)
    if not saving.trusted:
        _keep_scope(saving, drafts)


def _look_at_scheme(saving: Saving, draft: Draft) -> None:
    """A paper of a scheme that its market's rules do not know is kept: it may be one of another trade."""
    code, scheme = draft.values["market"], draft.values["scheme"]
    market = saving.rules.market(code)
    if market is not None and market.scheme(scheme) is not None:
        return
    text = msg(
        "{market} knows no scheme called “{scheme}”: the certificate is kept and covers nothing.",
        market=code,
        scheme=scheme,
    )
    field, value = ("market", code) if market is None else ("scheme", scheme)
    for entry in draft.entries:
        saving.collector.warn(entry, field, text, value)


def _keep_scope(saving: Saving, drafts: Sequence[Draft]) -> None:
    """For which goods a paper holds that was brought into force is for managers, as in the program."""
    recorded = saving.recorded(Certificate, _KEY, drafts)
    managed = {row["id"]: key for key, row in recorded.items() if row["status"] in MANAGED}
    known = {
        (managed[row.certificate_id], row.product_id, row.model)
        for row in saving.work.among(CertificateScope, "certificate_id", managed)
    }
    for draft in drafts:
        key = tuple(draft.columns[name] for name in _KEY)
        named = [scope for scope in draft.extra["scopes"] if (key, *scope.values()) not in known]
        if named and key in managed.values():
            field = "products" if named[0]["product_id"] else "models"
            saving.refuse(draft, field, FOR_MANAGERS, ", ".join(draft.values[field]))


def _finish(saving: Saving, drafts: Sequence[Draft]) -> None:
    fresh = newly_made(drafts)
    scopes = parts_by_owner(drafts, "scopes")
    key = ("product_id", "model")
    outcomes = saving.replace_links(CertificateScope, "certificate_id", scopes, key, fresh=fresh)
    for draft in drafts:
        draft.touch(outcomes.get(draft.id, Outcome.UNCHANGED))


_FIRST = ("Draft", "Submitted")
_KEY = ("number", "scheme", "market")


def _managed(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> str:
    """Until when and for whom a paper holds that was brought into force."""
    if old is None or old["status"] not in MANAGED:
        return ""
    return first_changed(("holder_id", "valid_from", "valid_to"), old, new)


CERTIFICATES = Shape(
    kind="certificates",
    record=Certificate,
    key=_KEY,
    fields=(
        code(
            "number",
            "certificate",
            "certificate number",
            "certificate no",
            "cert no",
            "report number",
            "证书编号",
            "证书号",
            "证书号码",
            required=True,
        ),
        code(
            "scheme",
            "certificate type",
            "mark",
            "certification",
            "type",
            "认证类型",
            "认证",
            "证书类型",
            required=True,
            limit=40,
        ),
        code("market", "country market", "target market", "市场", "目标市场", required=True, limit=8),
        choice("status", CertificateStatus, "state", "状态", "证书状态"),
        code("holder", "holder code", "applicant", "持证人", "申请人", limit=80),
        code("issuer", "issuer code", "body", "issued by", "notified body", "发证机构", limit=80),
        code("body_number", "nb number", "notified body number", "机构编号", limit=40),
        day("issued_on", "issue date", "date of issue", "发证日期", "颁发日期"),
        day("valid_from", "valid since", "有效期起", "生效日期"),
        day("valid_to", "expiry date", "expires", "valid until", "有效期至", "到期日"),
        listed("standards", "standard", "标准", "执行标准"),
        listed("citations", "rules", "regulation", "法规"),
        listed("products", "sku", "skus", "product", "货号", "产品"),
        listed("models", "model", "type names", "型号", "认证型号"),
        text("note", "remarks", "备注"),
    ),
    columns=(
        "number",
        "scheme",
        "market",
        "status",
        "body_number",
        "issued_on",
        "valid_from",
        "valid_to",
        "standards",
        "citations",
        "note",
    ),
    refs=(
        Ref("holder", Party, "code", "holder_id", "party"),
        Ref("issuer", Party, "code", "issuer_id", "party"),
    ),
    prepare=_prepare,
    finish=_finish,
    status="status",
    first=_FIRST,
    managed=_managed,
)
