"""What changed in a setting of the desk, field by field: the house, or the house's change of a rule.

A setting is one stored value of many fields; which of them differ is told here, in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from qualitydesk.domain.languages import language_name
from qualitydesk.domain.values import Bilingual, Message, Severity, msg
from qualitydesk.services.history.words import FIELDS

SETTING = "setting"
SILENT = frozenset({"version", "reason", "by", "by_zh", "at", "party_id"})
"""What the entry itself says, or what tells a person nothing."""
WORDS: Mapping[str, Message] = {
    "address_zh": msg("Address in Chinese"),
    "clock.amount": msg("Number"),
    "days": msg("Number"),
    "effective_from": msg("In force from"),
    "effective_to": msg("Until"),
    "logo": msg("Logo"),
    "severity": msg("How hard"),
    "switched_off": msg("Switched off"),
    "timezone": msg("Time zone"),
}
Told = str | int | date | Bilingual | Message | None
HARDNESS = {Severity.STOP.value: msg("stops the gate"), Severity.WARN.value: msg("warns only")}


def setting_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[Message, Told, Told]]:
    """Each field that differs: what it is called, its old and its new value."""
    before, after = dict(_flat(old.get("value"))), dict(_flat(new.get("value")))
    for name in dict.fromkeys((*before, *after)):
        if name not in SILENT and before.get(name) != after.get(name):
            words = WORDS.get(name) or FIELDS.get(name, Message(name))
            yield words, _said(name, before.get(name)), _said(name, after.get(name))


def _flat(value: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Fields of fields as "clock.amount"; empty ones are none."""
    for name, part in (value or {}).items():
        if isinstance(part, Mapping):
            yield from _flat(part, "" if name == "fields" else f"{prefix}{name}.")
        elif part not in ("", None):
            yield f"{prefix}{name}", part


def _said(name: str, value: Any) -> Told:
    if value is None or isinstance(value, int):
        return value
    if name == "logo":
        return msg("a picture")
    if name == "language":
        return language_name(str(value))
    if name.startswith("effective_"):
        return date.fromisoformat(str(value))
    return HARDNESS.get(str(value), str(value)) if name == "severity" else str(value)
