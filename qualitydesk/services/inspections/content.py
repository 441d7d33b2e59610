"""Everything an inspection says, and the hash over it that a signature is bound to.

Who may sign is decided in ``signing``; ``revising`` copies the same rows.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import select

from qualitydesk.records import (
    AttachmentLink,
    Defect,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Reading,
    Record,
    Tranche,
    t,
)
from qualitydesk.store.session import Reader


def content_hash(read: Reader, key: str) -> str:
    """SHA-256 over everything an inspection says: the record, limits, checks, readings, defects, photos."""
    parts = {
        table: [_as_text(row) for row in rows_of(read, record, key)]
        for table, record in (
            ("limits", InspectionLimit),
            ("checks", InspectionCheck),
            ("readings", Reading),
            ("defects", Defect),
            ("tranches", Tranche),
        )
    }
    row = read.get(Inspection, key)._mapping
    signed = {name: row[name] for name in _SIGNED}
    parts["record"] = [{name: str(value) for name, value in signed.items()}]
    parts["photos"] = [_as_text(link) for link in photo_links(read, key)]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_SIGNED = (
    *("number", "revision", "kind", "lot_id", "product_id", "lot_size", "level", "severity", "edition"),
    *("letter", "sample_size", "units_done", "cartons_opened", "result", "decision", "reason", "note"),
)
"""What of the record itself is signed."""


def rows_of(read: Reader, record: type[Record], key: str) -> list[Any]:
    """The rows of one kind that belong to an inspection, in the order they were made."""
    table = t(record)
    return list(read.all(select(table).where(table.c.inspection_id == key).order_by(table.c.id)))


def photo_links(read: Reader, key: str) -> list[Any]:
    """The links of all photos of an inspection, its checks and its defects."""
    subjects = [key, *(row.id for record in (InspectionCheck, Defect) for row in rows_of(read, record, key))]
    links = read.among(AttachmentLink, "subject_id", subjects)
    return sorted((link for link in links if link.removed_at is None), key=lambda link: str(link.id))


def _as_text(row: Any) -> dict[str, str]:
    return {name: str(value) for name, value in row._mapping.items() if name != "version"}
