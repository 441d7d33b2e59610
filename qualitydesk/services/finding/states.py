"""The state words of found records, read for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select

from qualitydesk.records import (
    Certificate,
    Claim,
    Incident,
    Inspection,
    IssuedDocument,
    Lot,
    NonConformity,
    Recall,
    Record,
    Shipment,
    t,
)
from qualitydesk.store.search import Hit
from qualitydesk.store.session import Reader

_STATES: Mapping[str, tuple[type[Record], str]] = {
    "lot": (Lot, "status"),
    "shipment": (Shipment, "status"),
    "inspection": (Inspection, "status"),
    "claim": (Claim, "status"),
    "certificate": (Certificate, "status"),
    "recall": (Recall, "status"),
    "incident": (Incident, "status"),
    "non_conformity": (NonConformity, "status"),
    "issued_document": (IssuedDocument, "state"),
}


def with_states(read: Reader, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The same records with the word of their state, where their kind has one."""
    known: dict[str, str] = {}
    for kind in dict.fromkeys(hit.kind for hit in hits):
        if kind in _STATES:
            known.update(_words(read, kind, [hit.id for hit in hits if hit.kind == kind]))
    return tuple(replace(hit, state=known.get(hit.id, "")) for hit in hits)


def _words(read: Reader, kind: str, keys: Iterable[str]) -> dict[str, str]:
    record, state = _STATES[kind]
    table = t(record)
    rows = read.all(select(table.c.id, table.c[state]).where(table.c.id.in_(list(keys))))
    return {key: str(word) for key, word in map(tuple, rows)}
