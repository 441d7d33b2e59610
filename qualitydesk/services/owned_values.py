"""Small values that belong to a record and have rows of their own: roles of a party, models of a product."""

from __future__ import annotations

from collections.abc import Iterable

from qualitydesk.domain.keys import new_key
from qualitydesk.records import Record
from qualitydesk.store.session import Work


def make_exactly(
    work: Work, record: type[Record], owner: tuple[str, str], column: str, wanted: Iterable[str]
) -> bool:
    """Make the values of an owner (its column and key) exactly these; whether anything changed."""
    named, key = owner
    values = dict.fromkeys(wanted)
    known = {row._mapping[column]: row.id for row in work.among(record, named, [key])}
    for value in known.keys() - values.keys():
        work.delete(record, known[value])
    for value in values:
        if value not in known:
            work.insert(record, id=new_key(), **{named: key, column: value})
    return known.keys() != values.keys()
