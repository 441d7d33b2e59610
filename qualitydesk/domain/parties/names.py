"""What a party is called where there is little room. Whole names are shown as they are recorded."""

from __future__ import annotations

from typing import Any

from qualitydesk.domain.values import Bilingual

NAMES = ("name", "name_zh", "short_name", "short_name_zh")
"""The columns of a party that ``party_name`` reads."""


def party_name(row: Any) -> Bilingual:
    """What the party of a row with ``NAMES`` is called."""
    return called(row.name, row.name_zh, row.short_name, row.short_name_zh)


def whole_name(row: Any) -> Bilingual:
    """The whole name of the party of a row with ``NAMES``; in Chinese the short one if there is no other."""
    return Bilingual(row.name, row.name_zh or row.short_name_zh)


def called(name: str | None, name_zh: str | None, short: str | None, short_zh: str | None) -> Bilingual:
    """A short name in both languages, else the whole one; nothing where there is no party."""
    return Bilingual(short or name or "", short_zh or name_zh or "")
