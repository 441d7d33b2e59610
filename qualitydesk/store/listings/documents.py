"""The list of issued papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.values import Bilingual
from qualitydesk.records import IssuedDocument, Person, t
from qualitydesk.store.listings.register import Register

DOCUMENT, PERSON = t(IssuedDocument), t(Person)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the register."""

    id: str
    version: int
    number: str
    kind: str
    state: str
    subject_id: str
    subject_number: str
    revision: int
    language: str
    at: datetime
    issued_by: Bilingual
    check_code: str
    void_reason: str


def _row(row: Any) -> DocumentRow:
    return DocumentRow(
        id=row.id,
        version=row.version,
        number=row.number,
        kind=row.kind,
        state=row.state,
        subject_id=row.subject_id,
        subject_number=row.subject_number,
        revision=row.revision,
        language=row.language,
        at=row.issued_at or row.reserved_at,
        issued_by=Bilingual(row.person_name, row.person_name_zh),
        check_code=row.check_code,
        void_reason=row.void_reason,
    )


DOCUMENTS = Register(
    select=select(
        DOCUMENT, PERSON.c.name.label("person_name"), PERSON.c.name_zh.label("person_name_zh")
    ).join(PERSON, PERSON.c.id == DOCUMENT.c.issued_by_id),
    key=DOCUMENT.c.id,
    orders={
        "": DOCUMENT.c.id,
        "day": DOCUMENT.c.id,
        "number": DOCUMENT.c.number,
        "subject": DOCUMENT.c.subject_number,
        "state": DOCUMENT.c.state,
        "kind": DOCUMENT.c.kind,
    },
    filters={
        "state": DOCUMENT.c.state.in_,
        "kind": DOCUMENT.c.kind.in_,
        "subject": DOCUMENT.c.subject_number.in_,
        "subject_id": DOCUMENT.c.subject_id.in_,
        "language": DOCUMENT.c.language.in_,
        "issued_by": DOCUMENT.c.issued_by_id.in_,
    },
    row=_row,
    kind="issued_document",
)
"""The register of issued papers, newest first; keys are given when papers are issued and follow the day."""
