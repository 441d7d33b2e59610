"""One record on its way in: the row or rows that make it, and what is asked of several of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qualitydesk.exchange.report import Entry, Outcome


@dataclass(slots=True, eq=False)
class Draft:
    """One record to be saved. ``entries`` are its rows.

    ``columns`` is what will stand in its table; ``defaults`` stands there only when the record is new.
    """

    values: dict[str, Any]
    entries: list[Entry]
    columns: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    lines: list[dict[str, Any]] = field(default_factory=list)
    extra: dict[str, Any] = field(default_factory=dict)
    id: str = ""
    outcome: Outcome = Outcome.UNCHANGED
    refused: bool = False

    @property
    def rejected(self) -> bool:
        """Whether nothing of it is left to be saved."""
        if self.refused or len(self.entries) == 1:
            return self.refused or self.entries[0].rejected
        return all(entry.rejected for entry in self.entries)

    def touch(self, outcome: Outcome) -> None:
        """A part of the record was added or changed, so an unchanged record counts as updated."""
        if outcome > Outcome.UNCHANGED and self.outcome is Outcome.UNCHANGED:
            self.outcome = Outcome.UPDATED


def parts_by_owner(drafts: Sequence[Draft], name: str) -> dict[str, list[dict[str, Any]]]:
    """What drafts bring along under ``name``, by the record it belongs to; two drafts may make one record."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for draft in drafts:
        parts.setdefault(draft.id, []).extend(draft.extra.get(name, ()))
    return parts


def newly_made(drafts: Sequence[Draft]) -> frozenset[str]:
    """The records that these drafts made."""
    return frozenset(draft.id for draft in drafts if draft.outcome is Outcome.CREATED)
