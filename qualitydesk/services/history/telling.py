"""A history in words: of a field, of a value, and of a whole record as lines of text.

The same words stand in the window and in an evidence pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.services.desk import Desk
from qualitydesk.services.history.reading import FieldChange, HistoryEntry, record_history
from qualitydesk.services.history.values import Value
from qualitydesk.translation import Translator

NOTHING = "—"


def field_words(tr: Translator, change: FieldChange) -> str:
    """ "Cost line: Amount", or the field alone."""
    part = tr(change.part)
    return tr("{part}: {field}", part=part, field=change.field) if part else tr(change.field)


def value_words(tr: Translator, value: Value) -> str:
    """A value as people write it."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    if isinstance(value, Money):
        return tr.money(value)
    if isinstance(value, int):
        return tr.number(value)
    if isinstance(value, datetime):
        return tr.instant(value)
    if isinstance(value, date):
        return tr.date(value)
    if isinstance(value, Message):
        return tr(value)
    return tr.name(value) if isinstance(value, Bilingual) else str(value)


def history_lines(desk: Desk, kind: str, key: str, tr: Translator) -> Iterator[str]:
    """The whole history of a record, oldest act first, as lines of text."""
    entries: list[HistoryEntry] = []
    before: int | None = None
    while True:
        page = record_history(desk, kind, key, before, 200)
        entries += page.rows
        last = page.next[0] if page.next else None
        if not isinstance(last, int):
            break
        before = last
    for entry in reversed(entries):
        yield from _told(tr, entry)


def _told(tr: Translator, entry: HistoryEntry) -> Iterator[str]:
    why = f" · “{entry.reason}”" if entry.reason else ""
    yield f"{entry.seq} · {tr.instant(entry.at)} · {tr(entry.act)} · {tr.name(entry.person)}{why}"
    for change in entry.changes:
        old = f"{value_words(tr, change.old)} → " if change.old is not None else ""
        yield f"    {field_words(tr, change)}: {old}{value_words(tr, change.new)}"
