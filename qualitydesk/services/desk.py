"""The desk a person works at: who acts, on which database, by which clock and rules. Every use case takes
one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qualitydesk.domain.errors import Denied
from qualitydesk.domain.values import listed, msg

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from qualitydesk.domain.clock import Clock
    from qualitydesk.domain.people import Actor
    from qualitydesk.domain.rules import RulePack
    from qualitydesk.settings import House
    from qualitydesk.store.attachments import Attachments
    from qualitydesk.store.rulebook import Rulebook, RuleChange
    from qualitydesk.store.session import Store


@dataclass(frozen=True)
class Desk:
    """Everything a use case needs beside its own arguments."""

    store: Store
    person: Actor
    clock: Clock
    attachments: Attachments
    house: House
    rulebook: Rulebook

    @property
    def rules(self) -> RulePack:
        """The rule packs in force, with what the company changed in them."""
        return self.rulebook.pack()

    @property
    def plain_rules(self) -> RulePack:
        """The rule packs as they are without the company's changes."""
        from qualitydesk.rules import load_rules

        return load_rules()

    @property
    def rule_changes(self) -> Mapping[str, RuleChange]:
        """What the company changed, by rule; those that were put back have no fields."""
        return self.rulebook.changes

    def ready(self) -> Desk:
        """The same desk once its rules are read, so that no screen waits for them."""
        self.rulebook.pack()
        return self

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def today(self) -> date:
        """The present day where the house is."""
        return self.now().astimezone(ZoneInfo(self.house.timezone)).date()

    def require(self, *roles: str) -> None:
        """Refuse (Denied) anybody whose role is none of ``roles``."""
        if self.person.role not in roles:
            raise Denied(
                msg(
                    "{name} may not do this: it is for {roles}.",
                    name=self.person.name,
                    roles=listed(map(msg, roles)),
                )
            )

    def of(self, person: Actor) -> Desk:
        """The same desk with another person at it."""
        return replace(self, person=person)
