"""Parties recorded, changed, blocked and let trade again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.values import msg
from qualitydesk.records import Party, PartyRole
from qualitydesk.records.parties import PARTY_ROLES
from qualitydesk.services.desk import Desk
from qualitydesk.services.owned_values import make_exactly
from qualitydesk.services.required import (
    require_editor,
    require_filled,
    require_fitting,
    require_free,
    trimmed,
    with_countries,
)
from qualitydesk.store.session import Work

__all__ = [
    "PARTY_ROLES",
    "block_parties",
    "block_party",
    "create_party",
    "edit_party",
    "unblock_party",
]

NAMED = msg("A party needs a code and a name.")


def create_party(
    desk: Desk, *, code: str, name: str, roles: Iterable[str] = (), key: str | None = None, **fields: Any
) -> str:
    """Record a party with its roles; returns its key."""
    given = _checked(desk, {"code": code, "name": name, **fields})
    identity = key or new_key()
    with desk.store.write(desk.person, "create party") as work:
        require_free(work, Party, "code", given["code"])
        work.insert(Party, id=identity, **given)
        _set_roles(work, identity, roles)
    return identity


def edit_party(
    desk: Desk, key: str, version: int, *, roles: Iterable[str] | None = None, **fields: Any
) -> int:
    """Change fields of a party, and its roles if given; returns the new version."""
    given = _checked(desk, fields)
    with desk.store.write(desk.person, "edit party") as work:
        require_free(work, Party, "code", given.get("code"), key)
        fresh = work.update(Party, key, version, **given)
        if roles is not None and _set_roles(work, key, roles) and fresh == version:
            fresh = work.raise_version(Party, key)
    return fresh


def _set_roles(work: Work, key: str, roles: Iterable[str]) -> bool:
    return make_exactly(work, PartyRole, ("party_id", key), "role", roles)


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    if {"blocked", "blocked_reason"} & fields.keys():
        desk.require(*MANAGING)
    given = with_countries(trimmed(fields), "country")
    require_filled(NAMED, given, "code", "name")
    if given.get("confirmed_on") and given["confirmed_on"] > desk.today():
        raise RuleBroken(
            msg("That day has not come yet."), fields={"confirmed_on": msg("Choose today or earlier.")}
        )
    require_fitting(Party, given)
    return given


def block_party(desk: Desk, key: str, version: int, reason: str) -> int:
    """Stop all trade with a party, with the reason; for managers."""
    desk.require(*MANAGING)
    _require_reason(reason)
    with desk.store.write(desk.person, "block party", reason) as work:
        return work.update(Party, key, version, blocked=True, blocked_reason=reason)


def block_parties(desk: Desk, keys: Iterable[str], reason: str) -> tuple[str, ...]:
    """Stop all trade with several parties at once; returns the keys of those that were not blocked yet."""
    desk.require(*MANAGING)
    _require_reason(reason)
    with desk.store.write(desk.person, "block parties", reason) as work:
        free = [row.id for row in work.among(Party, "id", keys) if not row.blocked]
        for key in free:
            work.change(Party, key, blocked=True, blocked_reason=reason)
    return tuple(free)


def unblock_party(desk: Desk, key: str, version: int, reason: str) -> int:
    """Allow trade with a blocked party again; for managers."""
    desk.require(*MANAGING)
    with desk.store.write(desk.person, "unblock party", reason) as work:
        return work.update(Party, key, version, blocked=False, blocked_reason="")


def unblock_parties(desk: Desk, keys: Iterable[str], reason: str) -> tuple[str, ...]:
    """Allow trade with several parties again; the keys of those that were blocked."""
    desk.require(*MANAGING)
    with desk.store.write(desk.person, "unblock parties", reason) as work:
        held = [row.id for row in work.among(Party, "id", keys) if row.blocked]
        for key in held:
            work.change(Party, key, blocked=False, blocked_reason="")
    return tuple(held)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(msg("Say why the party is blocked."), fields={"reason": msg("A reason is needed.")})
