"""Records that a service offers for a field, as a lookup shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualitydesk.services.choices import Choice


def pairs(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Key and text of each."""
    return [(one.id, f"{one.label} · {one.note}" if one.note else one.label) for one in choices]
