"""How a stored value is told in a history: a code by what it is called, a figure as what it is.

What fields are called is in ``words``; names of other records are looked up in ``reading``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column

from qualitydesk.domain.attributes import attribute_name
from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.states import TRANSITIONS
from qualitydesk.domain.claims.words import COUNTERPARTS, ClaimKind, CostKind, cost_name, remedy_name
from qualitydesk.domain.countries import country, country_name
from qualitydesk.domain.documents import paper_name
from qualitydesk.domain.improvement.states import STEPS
from qualitydesk.domain.improvement.titles import said_title
from qualitydesk.domain.inspection.checklist import choice_from, measured, sample_name, unit_name
from qualitydesk.domain.inspection.defects import category_name
from qualitydesk.domain.inspection.sampling import EDITION_NAMES
from qualitydesk.domain.inspection.states import CHECK_KIND_NAMES, SEVERITY_NAMES
from qualitydesk.domain.languages import language_name, languages_name
from qualitydesk.domain.money import Money
from qualitydesk.domain.orders import channel_name, order_status, payment_name
from qualitydesk.domain.photo_marks import MARK_NAMES, read_mark
from qualitydesk.domain.recalled import source_name
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.domain.stored_messages import recalled
from qualitydesk.domain.values import Bilingual, Cited, Message, listed, msg
from qualitydesk.records.schema import Day, Flag, Instant
from qualitydesk.services.parties.parts import ADDRESS_KINDS, PARTY_SCHEMES
from qualitydesk.services.places import PLACE_NAMES

Value = str | int | bool | date | datetime | Decimal | Money | Bilingual | Message | None
"""A Message is a word of the program and is translated, a str is somebody's own and is not."""
Say = Callable[[str, RulePack], Value]


def _of(names: Mapping[Any, Bilingual | Message | str]) -> Say:
    """By a table of names; what is not in it as it is stored."""
    return lambda code, _rules: names.get(code, code)


def _by(name: Callable[[str], Bilingual | Message]) -> Say:
    """By the function that names such codes anywhere."""
    return lambda code, _rules: name(code)


def _market(code: str, rules: RulePack) -> Value:
    return rules.markets[code].short if code in rules.markets else country(code)


def _scheme(code: str, rules: RulePack) -> Value:
    found = next((one for market in rules.markets.values() if (one := market.scheme(code))), None)
    return found.name if found is not None else code


def _category(code: str, rules: RulePack) -> Value:
    return rules.categories[code].name if code in rules.categories else code


_CLAIM_KINDS = frozenset(kind.value for kind in ClaimKind)
_COST_TITLES = {kind.value: cost_name(kind) for kind in CostKind}
"""Titles that are no more than the kind of the cost."""
_ACTORS = {"authority": msg("Authority"), "consumer": msg("Consumer")}
SAID: Mapping[str, Say] = {
    "actor": lambda code, _rules: _ACTORS.get(code) or role_name(code),
    "asked": _by(remedy_name),
    "buyer.kind": _of({"Consumer": msg("consumer"), "Business": msg("business")}),
    "calendar": _by(country_name),
    "certificate.scheme": _scheme,
    "channel": _by(channel_name),
    "claim.reason": lambda reason, _rules: msg(reason) if reason in _CLAIM_KINDS else reason,
    "claim_deadline.confidence": _of(
        {"verified": msg("read in its source"), "recalled": msg("from memory, not verified")}
    ),
    "claim_message.counterpart": _of(COUNTERPARTS),
    "claim_message.direction": _of({"In": msg("to us"), "Out": msg("from us")}),
    "claim_step.verb": _of({one.verb: one.title for one in TRANSITIONS} | {"open": msg("Open the claim")}),
    "cost_line.kind": _by(lambda kind: cost_name(CostKind(kind))),
    "cost_line.title": lambda title, _rules: _COST_TITLES.get(title, title),
    "country": _by(country),
    "defect_type.category": _by(category_name),
    "destination_country": _by(country),
    "duty": _by(role_name),
    "event": lambda code, rules: rules.events.get(code, code),
    "feedback.source": _by(channel_name),
    "granted": _by(remedy_name),
    "inspection.edition": _of(EDITION_NAMES),
    "inspection.severity": _of(SEVERITY_NAMES),
    "inspection_check.found": _by(measured),
    "inspection_check.kind": _of(CHECK_KIND_NAMES),
    "issued_document.kind": _by(paper_name),
    "language": _by(languages_name),
    "law": lambda law, _rules: msg("{text}", text=Cited(law)),
    "liability_share.role": _by(lambda role: msg(LiabilityRole.of(role).value)),
    "market": _market,
    "non_conformity.title": _by(said_title),
    "non_conformity_step.verb": _of({one.verb: one.title for one in STEPS}),
    "order_payment.kind": _by(payment_name),
    "origin": _by(country),
    "party_address.kind": _of(ADDRESS_KINDS),
    "party_identifier.scheme": _of(PARTY_SCHEMES),
    "party_role.role": _by(role_name),
    "place.kind": _of(PLACE_NAMES),
    "product.category": _category,
    "recall.source": _by(source_name),
    "sales_order.status": _by(order_status),
    "sample": _by(sample_name),
    "signature.meaning": _of({"inspected": msg("Inspected"), "approved": msg("Approved")}),
    "template.category": _category,
    "template_check.kind": _of(CHECK_KIND_NAMES),
    "topic": lambda code, rules: rules.topics.get(code, code),
    "unit": _by(unit_name),
}
"""How codes are told, by column, or by table and column where others of that name hold something else."""


def said(column: Column[Any], raw: Any, rules: RulePack) -> Value:
    """What a stored value, as the audit chain keeps it, is to a person."""
    say = SAID.get(f"{column.table.name}.{column.name}") or SAID.get(column.name)
    if say is not None and isinstance(raw, str):
        return say(raw, rules)
    if column.name == "basis_points":
        return f"{Decimal(int(raw)) / 100:f} %"
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(str(raw))
    if isinstance(column.type, Day):
        return date.fromisoformat(str(raw))
    if isinstance(column.type, Flag):
        return bool(raw)
    if column.info.get("words") or column.name == "capacity":
        return Message(str(raw))
    return _some(column.name, raw)


def _some(name: str, raw: Any) -> Value:
    """A figure, a text, or a small list or mapping of them."""
    if isinstance(raw, list):
        return listed(_one(name, each) for each in raw)
    if isinstance(raw, dict):
        named = (msg("{name}: {value}", name=attribute_name(key), value=raw[key]) for key in raw)
        return listed(named)
    return raw if isinstance(raw, int) else str(raw)


def _one(name: str, raw: Any) -> Message | Bilingual | str:
    if isinstance(raw, dict):
        return recalled(raw)
    if name == "choices":
        return choice_from(str(raw)).name
    if name == "marks":
        return MARK_NAMES[read_mark(str(raw)).kind]
    return language_name(str(raw)) if name == "languages" else str(raw)
