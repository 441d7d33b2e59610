"""What a found record says of itself in one look: facts, states, a photo, and the records that hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.records import Attachment, AttachmentLink, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.finding.links import linked
from qualitydesk.services.finding.sheets import SHEETS, Sheet
from qualitydesk.services.finding.titles import with_words
from qualitydesk.store.search import Hit, known
from qualitydesk.store.session import Reader

Value = str | int | date | datetime | Bilingual | Message | Money


@dataclass(frozen=True, slots=True)
class Preview:
    """One record as the palette shows it beside the results.

    ``states`` are status words; ``photo`` is the key of a picture, empty without one; a ``Message`` among the
    values is a word of the program and is translated.
    """

    hit: Hit
    states: tuple[str, ...]
    facts: tuple[tuple[Message, Value], ...]
    links: tuple[Hit, ...]
    photo: str = ""


def preview(desk: Desk, kind: str, key: str) -> Preview:
    """Look at one record. Raises NotFound for one that is gone."""
    with desk.store.read() as read:
        found = known(read, [key])
        if not found:
            raise NotFound(kind.replace("_", " "), key)
        states, facts = _sheet(read, SHEETS.get(kind), key)
        hit, *links = with_words(read, [found[0], *known(read, linked(read, kind, key))])
        return Preview(hit, states, facts, tuple(links), _photo(read, [key, *(link.id for link in links)]))


def _sheet(
    read: Reader, sheet: Sheet | None, key: str
) -> tuple[tuple[str, ...], tuple[tuple[Message, Value], ...]]:
    row = read.first(sheet.statement(), {"key": key}) if sheet is not None else None
    if sheet is None or row is None:
        return (), ()
    states = tuple(str(value) for value in row[: sheet.states] if value)
    facts, place = [], sheet.states
    for line in sheet.lines:
        value = line.value(row[place : place + len(line.columns)])
        place += len(line.columns)
        if value not in (None, "", Bilingual("")):
            facts.append((line.label, value))
    return states, tuple(facts)


def _photo(read: Reader, keys: Sequence[str]) -> str:
    """The first photo on the record, else on the records it leads to."""
    link, file = t(AttachmentLink), t(Attachment)
    statement = (
        select(link.c.subject_id, link.c.attachment_id)
        .join(file, file.c.id == link.c.attachment_id)
        .where(link.c.subject_id.in_(keys), link.c.removed_at.is_(None), link.c.purpose == "Photo")
        .order_by(link.c.position)
        .limit(len(keys) * 4)
    )
    rows: Sequence[Any] = read.all(statement)
    first = {row.subject_id: row.attachment_id for row in reversed(rows)}
    return next((str(first[key]) for key in keys if key in first), "")
