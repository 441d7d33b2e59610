"""A record as fields offer it; which records are offered is each area's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A record offered in a field: its key, what is shown, and a second line."""

    id: str
    label: str
    note: str = ""
