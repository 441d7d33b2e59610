"""Finding any record by number, name or word, Chinese included, on both databases.

SQLite keeps the search words in FTS5, PostgreSQL in a stored tsvector; answers come newest first, and every
question stays as quick with a million records as with a thousand. What is found by which words is declared in
``documents``, how words are made in ``words``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Text, bindparam, column, select, text

from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.records import SearchDoc, t
from qualitydesk.store.asking import Asking, Question, asking
from qualitydesk.store.search import words as spelling
from qualitydesk.store.search.documents import (
    GROWING,
    PARENTS,
    SEARCHED,
    follower,
    followers,
    kind_of,
    searched,
)
from qualitydesk.store.search.stale import Left, all_left, next_of, taken

if TYPE_CHECKING:
    from qualitydesk.store.session import Reader, Store, Work

CHUNK, ENOUGH, MANY = 400, 60, 600
ALL_KINDS = tuple(kind_of(table) for table in SEARCHED)


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found; ``title`` and ``state`` (a word) are the record's where somebody looked."""

    kind: str
    id: str
    number: str
    title: str | Bilingual | Message
    state: str = ""


def find(reader: Reader, words: str, limit: int = 20, kinds: Sequence[str] = ()) -> list[Hit]:
    """The newest records (of these kinds) that contain all of ``words``; the last word may be unfinished.

    A last word that fills the answer as it stands is not looked for in longer ones: gathering all that begin
    alike takes the longer, the more records there are.
    """
    asked = spelling.wanted(words)
    if not asked.parts:
        return []
    if asked.unfinished:
        plain = _ask(reader, asked.finished(), limit, kinds)
        if len(plain) == limit:
            return _hits(plain)
    return _hits(_ask(reader, asked, limit, kinds))


def find_each(reader: Reader, words: str, each: int = 5) -> list[Hit]:
    """Some of the newest records of every kind that contain all of ``words``.

    Of a common word the newest records are looked through, whatever their kind: asking each kind for it would
    mean to go through a million records to say that one of them never carries it.
    """
    asked = spelling.wanted(words)
    if not asked.parts:
        return []
    found = _gather(reader, asked.in_registers(), MANY)
    plain = _ask(reader, asked.finished(), MANY)
    if asked.unfinished and len(plain) < MANY:
        plain = _ask(reader, asked, MANY)
    return _hits(_some([*found, *plain], each))


def _some(rows: Iterable[Any], each: int) -> list[Any]:
    left = dict.fromkeys(ALL_KINDS, each)
    found: dict[str, Any] = {}
    for row in rows:
        kind, key, _, _ = row
        if left[kind] and key not in found:
            left[kind] -= 1
            found[key] = row
    return list(found.values())


def _ask(reader: Reader, asked: spelling.Wanted, limit: int, kinds: Sequence[str] = ()) -> Sequence[Any]:
    if reader.dialect != "sqlite":
        values = {"wanted": spelling.tsquery(asked, kinds), "limit": limit}
        newest = reader.all(_AMONG_NEWEST, values)
        if len(newest) >= min(limit, ENOUGH):
            return newest
    return _gather(reader, asked, limit, kinds)


def _gather(reader: Reader, asked: spelling.Wanted, limit: int, kinds: Sequence[str] = ()) -> Sequence[Any]:
    if reader.dialect == "sqlite":
        return reader.all(_SQLITE, {"wanted": spelling.fts5(asked, kinds), "limit": limit})
    return reader.all(_POSTGRESQL, {"wanted": spelling.tsquery(asked, kinds), "limit": limit})


def find_number(reader: Reader, start: str, limit: int = 20) -> list[Hit]:
    """The records whose number begins with ``start``, as it is written or in capitals, highest first."""
    begins = dict.fromkeys((start.strip(), start.strip().upper()))
    statement = _NUMBERS[reader.dialect]
    found: list[Hit] = []
    for begin in filter(None, begins):
        values = {"begin": begin, "end": _after(begin), "limit": limit}
        found += _hits(reader.all(statement, values))
    return found[:limit]


def known(reader: Reader, keys: Iterable[str]) -> list[Hit]:
    """The records with those keys, in their order; those that are gone are left out."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    found = {hit.id: hit for hit in _hits(reader.all(_KNOWN, {"keys": wanted}))}
    return [found[key] for key in wanted if key in found]


def _hits(rows: Iterable[Any]) -> list[Hit]:
    return [Hit(*row) for row in rows]


def _after(begin: str) -> str:
    """The first text that no longer begins with ``begin``."""
    return begin[:-1] + chr(min(ord(begin[-1]) + 1, 0x10FFFF))


def index(work: Work) -> None:
    """Bring the search words of all records that ``work`` touched up to date."""
    touched: dict[str, dict[str, None]] = {}
    for change in work.changes:
        if change.key:
            touched.setdefault(change.table, {})[change.key] = None
        if change.table in PARENTS and (parent := change.old.get(PARENTS[change.table][2])):
            touched.setdefault(PARENTS[change.table][0], {})[str(parent)] = None
    for batch in work.batches:
        touched.setdefault(batch.table, {}).update(dict.fromkeys(batch.keys))
    for table, key in _following(work):
        touched.setdefault(table, {})[key] = None
    for table in PARENTS.keys() & touched.keys():
        touched.setdefault(PARENTS[table][0], {}).update(_parents(work, table, list(touched[table])))
    for table in SEARCHED:  # always in the same order, so that two works never wait for each other in a ring
        if table in touched:
            _index(work.asking, table, sorted(touched[table]), _kept_before(work, table))


def _kept_before(work: Work, table: str) -> Callable[[str], bool]:
    """Whether a record may be found already; one that ``work`` made is not."""
    made = {change.key for change in work.changes if change.table == table and not change.old}
    made.update(key for batch in work.batches if batch.table == table for key in batch.keys)
    return lambda key: key not in made


def _following(work: Work) -> Iterator[tuple[str, str]]:
    """Tables and keys of the records that are found by words which ``work`` changed in another one."""
    for change in work.changes:
        if change.old and change.new:
            for table, which in followers(change.table, change.new):
                left = Left(change.table, table, change.key)
                yield from ((table, key) for key in next_of(work, left, which))


def _parents(work: Work, table: str, keys: Sequence[str]) -> dict[str, None]:
    _, record, column = PARENTS[table]
    child, found = t(record), dict[str, None]()
    for start in range(0, len(keys), CHUNK):
        rows = work.all(select(child.c[column]).where(child.c.id.in_(keys[start : start + CHUNK])))
        found.update({str(row[0]): None for row in rows})
    return found


def renew_stale(store: Store) -> int:
    """Renew the words that changes left to be renewed, being too many at once; of how many records."""
    with store.read() as read:
        waiting = all_left(read)
    return sum(_renew(store, left) for left in waiting)


def _renew(store: Store, left: Left) -> int:
    """Some at a time, so that others may write between; each time begins below the last."""
    which, renewed = follower(left.named, left.to), 0
    going: Left | None = left
    while going is not None:
        with store.write(PROGRAM, "renew search words") as work:
            going = taken(work, left)
            keys = sorted(next_of(work, going, which)) if going is not None else []
            _index(work.asking, left.to, keys, lambda _key: True)
            renewed += len(keys)
    return renewed


def rebuild(connection: Connection) -> int:
    """Make all search words anew; returns how many records are found by them."""
    _clear(connection)
    total, ask = 0, asking(connection)
    for table in SEARCHED:
        statement = searched(table)
        key = statement.selected_columns["id"]
        keys = [row.id for row in connection.execute(select(key).order_by(key))]
        _index(ask, table, keys)
        total += len(keys)
    ask.send()
    return total


def _clear(connection: Connection) -> None:
    """Forget all search words at once: SQLite's trigger would take each word out by itself."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("TRUNCATE search_doc"))
        return
    named = "SELECT sql FROM sqlite_master WHERE name = 'search_doc_removed'"
    trigger = connection.exec_driver_sql(named).scalar_one()
    connection.exec_driver_sql("DROP TRIGGER search_doc_removed")
    connection.exec_driver_sql("DELETE FROM search_doc")
    connection.exec_driver_sql("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    connection.exec_driver_sql(trigger)


_HIT = [column(name, Text) for name in ("kind", "record_id", "number", "title")]
_SQLITE = text(
    "SELECT d.kind, d.record_id, d.number, d.title FROM search_words w JOIN search_doc d ON d.id = w.rowid "
    "WHERE search_words MATCH :wanted ORDER BY w.rowid DESC LIMIT :limit"
).columns(*_HIT)
# PostgreSQL's index of words knows no order. A common word is found at once among the newest records; the
# records of a seldom one are few enough to gather and sort. Left to itself the planner walks a million rows.
_AMONG_NEWEST = text(
    "SELECT kind, record_id, number, title FROM "
    "(SELECT * FROM search_doc ORDER BY id DESC LIMIT 10000) newest "
    "WHERE words @@ to_tsquery('simple', :wanted) ORDER BY id DESC LIMIT :limit"
).columns(*_HIT)
_POSTGRESQL = text(
    "WITH hits AS MATERIALIZED (SELECT id, kind, record_id, number, title FROM search_doc "
    "WHERE words @@ to_tsquery('simple', :wanted) LIMIT 20000) "
    "SELECT kind, record_id, number, title FROM hits ORDER BY id DESC LIMIT :limit"
).columns(*_HIT)
_FOUND = "SELECT kind, record_id, number, title FROM search_doc WHERE "
_NUMBERS = {
    "sqlite": text(_FOUND + "number >= :begin AND number < :end ORDER BY number DESC LIMIT :limit").columns(
        *_HIT
    ),
    # Compared character by character, as the index of numbers is kept, whatever the server's language.
    "postgresql": text(
        _FOUND + "number ~>=~ :begin AND number ~<~ :end ORDER BY number USING ~>~ LIMIT :limit"
    ).columns(*_HIT),
}
_KNOWN = text(_FOUND + "record_id IN :keys").bindparams(bindparam("keys", expanding=True)).columns(*_HIT)
_RENEWED = (
    "ON CONFLICT (record_id) DO UPDATE "
    "SET number = excluded.number, title = excluded.title, tokens = excluded.tokens"
)


@lru_cache(maxsize=len(SEARCHED))
def _words_of(table: str) -> Select[Any]:
    statement = searched(table)
    key = statement.selected_columns["id"]
    return statement.where(key.in_(bindparam("keys", expanding=True))).order_by(key)


@lru_cache(maxsize=1)
def _held() -> Select[Any]:
    """Whoever else makes these records' words anew waits: each then sees what the other one changed."""
    record = t(SearchDoc).c.record_id
    among = record.in_(bindparam("keys", expanding=True))
    return select(record).where(among).order_by(record).with_for_update()


def _index(
    ask: Asking, table: str, keys: list[str], known: Callable[[str], bool] = lambda key: False
) -> None:
    """Make the words of these records; ``known``: which of them may have some."""

    def put(rows: Sequence[Any]) -> None:
        documents = [_document(kind_of(table), row) for row in rows]
        if documents:
            ask.put(t(SearchDoc), documents, _RENEWED)

    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        if there := [key for key in part if known(key)]:
            ask.hold(Question(_held(), {"keys": there}))
        ask.later(Question(_words_of(table), {"keys": part}, put))


def _document(kind: str, row: Any) -> dict[str, str]:
    values = [str(value) for value in row[2:] if value]
    title = " · ".join(dict.fromkeys(str(value) for value in row[2:5] if value))
    return {
        "kind": kind,
        "record_id": row.id,
        "number": str(row[1]),
        "title": title[:300],
        "tokens": spelling.stored(kind, str(row[1]), values, register=kind not in GROWING),
    }
