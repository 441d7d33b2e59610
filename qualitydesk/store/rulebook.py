"""The rules in force at every desk of this database: the packs with the company's own changes over them.

A change is one setting, ``rule/<id>``. The pack is made anew when one is written here or at another desk.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from qualitydesk.domain.errors import QualityDeskError, RuleBroken
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Setting, t
from qualitydesk.rules import rules_with
from qualitydesk.store.house import write_setting
from qualitydesk.store.session import Reader, Store, Work

if TYPE_CHECKING:
    from qualitydesk.domain.rules import RulePack

log = logging.getLogger(__name__)
PREFIX = "rule/"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """What the company made of one rule, who decided it, when and why. ``fields`` empty: put back."""

    rule: str
    version: int
    fields: Mapping[str, Any]
    reason: str
    by: Bilingual
    at: datetime


def read_changes(read: Reader) -> dict[str, RuleChange]:
    """All changes by rule id, those that were put back included."""
    return _told(read.all(_changes()))


def locked_changes(work: Work) -> dict[str, RuleChange]:
    """The same, kept from others until this work ends."""
    return _told(work.all(_changes().with_for_update()))


def _changes() -> Select[Any]:
    table = t(Setting)
    return select(table).where(table.c.name.like(f"{PREFIX}%")).order_by(table.c.name)


def _told(rows: Iterable[Any]) -> dict[str, RuleChange]:
    return {change.rule: change for change in (_change(row.name, row.value) for row in rows)}


def _change(name: str, value: Mapping[str, Any]) -> RuleChange:
    return RuleChange(
        rule=name.removeprefix(PREFIX),
        version=value["version"],
        fields=value["fields"],
        reason=value["reason"],
        by=Bilingual(value["by"], value["by_zh"]),
        at=datetime.fromisoformat(value["at"]),
    )


def setting_of(rule: str) -> str:
    """The name of the setting that holds the change of a rule."""
    return f"{PREFIX}{rule}"


def write_change(work: Work, change: RuleChange) -> None:
    """Record a change in place of an earlier one."""
    write_setting(
        work,
        setting_of(change.rule),
        {
            "version": change.version,
            "fields": dict(change.fields),
            "reason": change.reason,
            "by": change.by.en,
            "by_zh": change.by.zh,
            "at": change.at.isoformat(),
        },
    )


class Rulebook:
    """One per opened database. ``pack`` never waits for the database: changes are read when they happen."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._built: tuple[Mapping[str, Mapping[str, Any]], RulePack] | None = None
        self.changes: Mapping[str, RuleChange] = {}
        store.listen(self._heard)

    def take(self, read: Reader) -> None:
        """Read the changes."""
        self.changes = read_changes(read)

    def pack(self) -> RulePack:
        """The rules in force; a change that no longer fits the packs is left out and logged."""
        wanted = {name: change.fields for name, change in self.changes.items() if change.fields}
        built = self._built
        if built is None or built[0] != wanted:
            built = self._built = (wanted, _fitting(wanted))
        return built[1]

    def _heard(self, topics: frozenset[str]) -> None:
        if topics and "setting" not in topics:  # none are named after a server was away: anything may be new
            return
        try:
            with self._store.read() as read:
                self.take(read)
        except QualityDeskError as error:
            log.info("changes of rules could not be read: %s", type(error).__name__)
            return
        self.pack()


def _fitting(wanted: Mapping[str, Mapping[str, Any]]) -> RulePack:
    try:
        return rules_with(wanted)
    except RuleBroken:
        kept = {name: fields for name, fields in wanted.items() if _fits(name, fields)}
        log.warning("%d changes of rules do not fit the rule packs and are left out", len(wanted) - len(kept))
        return rules_with(kept)


def _fits(name: str, fields: Mapping[str, Any]) -> bool:
    try:
        rules_with({name: fields})
    except RuleBroken:
        return False
    return True
