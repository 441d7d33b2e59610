"""What a transaction changed, in the form the audit keeps: single changes with both images, batches with a
digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from qualitydesk.records.schema import instant_text

UNAUDITED = frozenset({"draft", "saved_view", "thumbnail", "search_doc"})
SECRET = frozenset({"password_hash"})


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after; an insert has no before, a removal no after."""

    table: str
    key: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Many rows inserted at once: how many, which, and a SHA-256 over their values as JSON."""

    table: str
    count: int
    digest: str
    keys: Sequence[str]

    @classmethod
    def over(cls, table: str, rows: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Batch:
        """Sum up ``rows`` of ``table``."""
        values = [list(row.values()) for row in rows]
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain)
        return cls(table, len(rows), hashlib.sha256(text.encode()).hexdigest(), keys)


def image(values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` as the audit may show them: secrets and file contents left out."""
    return {name: "…" if name in SECRET else _shown(value) for name, value in values.items()}


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same text for the same facts."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _shown(value: Any) -> Any:
    return f"sha256:{hashlib.sha256(value).hexdigest()}" if isinstance(value, bytes) else value


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return f"sha256:{hashlib.sha256(value).hexdigest()}"
    raise TypeError(f"cannot be written down: {type(value).__name__}")
