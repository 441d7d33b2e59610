"""The desk a person works at: who acts, on which database, by which clock and rules. Every use case takes
one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qualitydesk.domain.clock import Clock
from qualitydesk.domain.errors import Denied
from qualitydesk.domain.people import Actor
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.values import msg
from qualitydesk.settings import House
from qualitydesk.store.attachments import Attachments
from qualitydesk.store.session import Store


@dataclass(frozen=True)
class Desk:
    """Everything a use case needs beside its own arguments."""

    store: Store
    person: Actor
    clock: Clock
    attachments: Attachments
    house: House

    @property
    def rules(self) -> RulePack:
        """The rule packs in force; read once, at the first question."""
        from qualitydesk.rules import load_rules

        return load_rules()

    def ready(self) -> Desk:
        """The same desk once its rules are read, so that no screen waits for them."""
        from qualitydesk.rules import load_rules

        load_rules()
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
                    roles=", ".join(roles),
                )
            )

    def of(self, person: Actor) -> Desk:
        """The same desk with another person at it."""
        return replace(self, person=person)
