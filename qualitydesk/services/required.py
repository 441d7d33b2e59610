"""What every record of a register must have: filled fields, a code of its own, a person who may edit it.

What the fields of one register mean belongs to that register.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitydesk.domain.countries import country_code
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.people import WRITING
from qualitydesk.domain.values import Message, msg
from qualitydesk.records import Record, t
from qualitydesk.records.schema import room_of
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

NEEDED = msg("This is needed.")


def require_editor(desk: Desk) -> None:
    """Refuse (Denied) those who only look on."""
    desk.require(*WRITING)


def require_filled(said: Message, fields: Mapping[str, Any], *names: str) -> None:
    """Refuse (RuleBroken, at its field) a given value among ``names`` that is blank."""
    missing = {name: NEEDED for name in names if name in fields and not str(fields[name]).strip()}
    if missing:
        raise RuleBroken(said, fields=missing)


def require_plain(fields: Mapping[str, Any], *names: str) -> None:
    """Refuse (RuleBroken) a field that only its own step may write: a state, who decided and when."""
    kept = sorted(fields.keys() & set(names))
    if kept:
        raise RuleBroken(msg("This is moved by its own step, not edited: {fields}.", fields=", ".join(kept)))


def require_free(read: Reader, record: type[Record], name: str, value: Any, key: str = "") -> None:
    """Refuse (RuleBroken) a code that another record than ``key`` has."""
    known = read.find(record, **{name: value}) if value else None
    if known is not None and known.id != key:
        raise RuleBroken(
            msg("“{value}” is taken by another record.", value=value), fields={name: msg("This is taken.")}
        )


def trimmed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them; everything else as given."""
    return {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}


def require_fitting(record: type[Record], fields: Mapping[str, Any]) -> None:
    """Refuse (RuleBroken, at its field) a text that is longer than its column holds."""
    columns = t(record).c
    long: dict[str, Message] = {}
    for name, value in fields.items():
        room = room_of(columns[name]) if name in columns else None
        if room is not None and isinstance(value, str) and len(value) > room:
            long[name] = msg("At most {n} characters fit here.", n=room)
    if long:
        raise RuleBroken(msg("Some entries are too long."), fields=long)


def with_countries(fields: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """``fields`` with the ISO 3166-1 code in place of a country's code or name (en, zh, de, fr, es).

    Refuses (RuleBroken, at its field) what is no country.
    """
    found = {name: country_code(str(fields[name])) for name in names if fields.get(name)}
    wrong = {name: msg("Type a country or its two letters.") for name, code in found.items() if not code}
    if wrong:
        raise RuleBroken(msg("This is no country."), fields=wrong)
    return {**fields, **found}
