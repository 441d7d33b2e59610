"""A whole database into another one, whichever engine either has: every row with its key, its audit chain
and its kept sums; search words are made anew.

What is open stays as it is. Which database is worked on from then on is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, select

from qualitydesk.domain.errors import RuleBroken, Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.records import Attachment, SearchDoc, metadata, t
from qualitydesk.store import audit, search, tallies
from qualitydesk.store.asking import asking
from qualitydesk.store.attachments import Attachments
from qualitydesk.store.engine import WRITE
from qualitydesk.store.failures import explained
from qualitydesk.store.maintenance import Told, in_silence, row_counts
from qualitydesk.store.session import Reader, Store

PORTION = 500
_Row = dict[str, Any]


def move(
    source: tuple[Store, Attachments], target: tuple[Store, Attachments], told: Told = in_silence
) -> dict[str, int]:
    """Copy all rows and files of ``source`` into the empty ``target``; the rows of each table there.

    ``told`` hears how many rows of how many are copied; what it raises stops it. All of it arrives, in one
    transaction and checked (counts, audit chain, sums), or nothing. Raises RuleBroken when the target holds
    anything, Unavailable when a file is lost or what arrived is not what was sent.
    """
    (store, files), (other, kept) = source, target
    with store.read() as read, explained(), other.engine.connect() as plain:
        connection = plain.execution_options(**{WRITE: True})
        with connection.begin():
            counts = row_counts(read)
            _require_empty(connection)
            _copy(read, connection, lambda row: files.carry(read, row, kept), sum(counts.values()), told)
            search.rebuild(connection)
            _require_same(Reader(connection), counts)
            return row_counts(Reader(connection))


def _require_empty(connection: Connection) -> None:
    for table in metadata().tables.values():
        if connection.execute(select(table).limit(1)).first() is not None:
            raise RuleBroken(msg("There is data in the other database already. Choose one that is empty."))


def _copy(
    read: Reader, connection: Connection, with_file: Callable[[_Row], _Row], total: int, told: Told
) -> None:
    ask, done = asking(connection), 0
    for table in metadata().sorted_tables:
        if table is t(SearchDoc):
            continue
        for rows in _referred_first(table, _portions(read, table)):
            ask.put(table, [with_file(row) for row in rows] if table is t(Attachment) else rows)
            done += len(rows)
            told(done, total)
    ask.send()


def _portions(read: Reader, table: Table) -> Iterator[list[_Row]]:
    """The rows of a table, one by one where each may hold a whole file."""
    size = 1 if any(isinstance(column.type, LargeBinary) for column in table.columns) else PORTION
    found = read.connection.execute(select(table).execution_options(yield_per=size))
    for portion in found.mappings().partitions(size):
        yield [dict(row) for row in portion]


def _referred_first(table: Table, portions: Iterable[list[_Row]]) -> Iterator[Sequence[_Row]]:
    """Rows that refer to others of their own table come after those, however they were stored."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    waiting: dict[str, _Row] = {}
    for portion in portions:
        later = [row for row in portion if any(row[name] is not None for name in own)]
        waiting.update((row["id"], row) for row in later)
        if len(later) < len(portion):
            yield [row for row in portion if row["id"] not in waiting] if later else portion
    while waiting:
        ready = [row for row in waiting.values() if not any(row[name] in waiting for name in own)]
        if not ready:
            raise Unavailable(msg("Rows of {table} refer to each other in a circle.", table=table.name))
        for row in ready:
            del waiting[row["id"]]
        yield ready


def _require_same(arrived: Reader, sent: Mapping[str, int]) -> None:
    found = row_counts(arrived)
    told = [name for name in sent if name != t(SearchDoc).name]
    problems = [f"{name}: {found[name]} of {sent[name]}" for name in told if found[name] != sent[name]]
    problems += [f"audit event {one.seq}: {one.what}" for one in audit.verify(arrived).problems]
    problems += tallies.differences(arrived)
    if problems:
        raise Unavailable(msg("The copy is not the same: {problem}. Nothing was kept.", problem=problems[0]))
