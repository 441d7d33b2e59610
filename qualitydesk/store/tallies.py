"""Kept sums: written in the transaction that changes what they sum up, read flat, compared with a plain scan.

A work's share in the sums is what its inspections and claims count for now, less what they counted for
before it; the state before is the one now with the work's own changes undone. What counts is the domain's,
where it lies is ``countable``'s.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, Table, bindparam, delete, func, insert, select

from qualitydesk.domain.statistics.counting import ALL_MARKETS, Cell, Figure, Sums, added
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.records import Setting, Tally, t
from qualitydesk.settings import House
from qualitydesk.store.asking import Question
from qualitydesk.store.countable import CHUNK, COUNTABLE, Countable, Rows, State, Watch

if TYPE_CHECKING:
    from qualitydesk.store.changes import Change
    from qualitydesk.store.session import Reader, Work

MOST_NAMED = 20
"""How many disagreements are told one by one."""
_TALLY, _SETTING = t(Tally), t(Setting)


# -- keeping


def keep(work: Work) -> None:
    """Add what ``work`` changes in the sums; called once, before it is audited."""
    if any(_moves_days(change) for change in work.changes):
        rebuild(work)
        return
    found: list[Sums] = []
    for kind in COUNTABLE:
        keys = _touched(work, kind)
        if keys:
            found += _moved(work, kind, sorted(keys))
    if whole := added(found):
        _add(work, whole)


def _moves_days(change: Change) -> bool:
    """Whether the house changed its time zone, and with it the day on which things happened."""
    if change.table != _SETTING.name or change.new.get("name") != "house":
        return False
    before, after = (side.get("value", {}).get("timezone", _USUAL) for side in (change.old, change.new))
    return bool(before != after)


_USUAL = House().timezone


def _touched(work: Work, kind: Countable) -> set[str]:
    """The keys of what may count for something else after ``work``."""
    keys: set[str] = set()
    for table, watches in kind.watches.items():
        for watch in watches:
            if rows := _watched(work, table, watch):
                keys.update(watch.parents(work, rows))
    return keys | _parents_gone(work, kind)


def _watched(work: Work, table: str, watch: Watch) -> list[str]:
    rows = {c.key for c in work.changes if c.table == table and c.key and watch.moves(c)}
    if watch.inserts:
        rows.update(key for batch in work.batches if batch.table == table for key in batch.keys)
    return sorted(rows)


def _parents_gone(work: Work, kind: Countable) -> set[str]:
    """What rows belonged to that are no longer there to tell."""
    column = f"{t(kind.record).name}_id"
    gone = (c for c in work.changes if not c.new and c.table in kind.watches)
    return {str(c.old[column]) for c in gone if c.old.get(column)}


def _moved(work: Work, kind: Countable, keys: Sequence[str]) -> Iterator[Sums]:
    zone, undo = _zone_of(work.first(_HOUSE_KEPT)), _Undo.of(work)
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        _hold(work, kind, part)
        now = kind.load(work, part)
        sums = Counter(kind.count(now, part, zone))
        sums.subtract(kind.count(undo.applied(now), part, zone))
        yield sums


_HOUSE_KEPT = select(_SETTING).where(_SETTING.c.name == "house").with_for_update(read=True)
"""The zone stays as it is until the sums are in; a change of it waits, and then sums up anew."""


def _hold(work: Work, kind: Countable, keys: Sequence[str]) -> None:
    """Wait for others who write about the same things: what each sees of the other would be counted twice,
    or not at all.
    """
    work.asking.hold(Question(_held(t(kind.record)), {"keys": keys}))


@lru_cache(maxsize=4)
def _held(table: Table) -> Select[Any]:
    among = table.c.id.in_(bindparam("keys", expanding=True))
    return select(table.c.id).where(among).order_by(table.c.id).with_for_update()


def _zone_of(row: Any) -> ZoneInfo:
    return ZoneInfo(row.value.get("timezone") or _USUAL if row is not None else _USUAL)


@dataclass
class _Undo:
    """The changes of a work, ready to be taken back from a state."""

    changes: dict[tuple[str, str], list[Change]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    made: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, work: Work) -> _Undo:
        found = cls()
        for change in work.changes:
            found.changes[change.table, change.key].append(change)
            if not change.new:
                found.gone[change.table].add(change.key)
        for batch in work.batches:
            found.made[batch.table].update(batch.keys)
        return found

    def applied(self, now: State) -> State:
        """The state before the work."""
        return {table: dict(self._rows(table, rows)) for table, rows in now.items()}

    def _rows(self, table: str, rows: Rows) -> Iterator[tuple[str, dict[str, Any]]]:
        for key in (rows.keys() | self.gone[table]) - self.made[table]:
            before = self._row(rows.get(key), self.changes.get((table, key), ()))
            if before is not None:
                yield key, before

    @staticmethod
    def _row(row: dict[str, Any] | None, changes: Sequence[Change]) -> dict[str, Any] | None:
        for change in reversed(changes):
            row = {**(row or {}), **change.old} if change.old else None
        return row


_ADDED = "ON CONFLICT ({key}) DO UPDATE SET amount = tally.amount + excluded.amount".format(
    key=", ".join(column.name for column in _TALLY.primary_key.columns)
)


def _add(work: Work, sums: Mapping[Cell, int]) -> None:
    """Add to the kept sums, always in the same order, so that two works never wait for each other in a
    ring.
    """
    work.put(_TALLY, *_as_rows(sums), otherwise=_ADDED)


def _as_rows(sums: Mapping[Cell, int]) -> list[dict[str, Any]]:
    return [{**cell._asdict(), "amount": amount} for cell, amount in sorted(sums.items())]


# -- making anew and comparing


def rebuild(read: Reader) -> int:
    """Make all kept sums anew from a scan; how many there are."""
    rows = _as_rows(scan(read))
    read.connection.execute(delete(_TALLY))
    if rows:
        read.connection.execute(insert(_TALLY), rows)
    return len(rows)


def scan(read: Reader) -> Sums:
    """The sums as they come out of every single record."""
    return added(_every(read, _zone_of(read.find(Setting, name="house"))))


def _every(read: Reader, zone: ZoneInfo) -> Iterator[Sums]:
    for kind in COUNTABLE:
        column, last = t(kind.record).c.id, ""
        while keys := _keys_after(read, column, last):
            last = keys[-1]
            yield kind.count(kind.load(read, keys), keys, zone)


def _keys_after(read: Reader, column: Any, last: str) -> list[str]:
    return [row[0] for row in read.all(select(column).where(column > last).order_by(column).limit(CHUNK))]


def differences(read: Reader) -> list[str]:
    """Where the kept sums and a plain scan disagree, in words; the first twenty."""
    wanted = scan(read)
    kept = Counter(
        {Cell(row.figure, row.market, row.period, row.key): row.amount for row in read.all(select(_TALLY))}
    )
    wrong = sorted(cell for cell in wanted.keys() | kept.keys() if wanted[cell] != kept[cell])
    return [
        f"kept sum {'/'.join(cell)} is {kept[cell]}, the records come to {wanted[cell]}"
        for cell in wrong[:MOST_NAMED]
    ]


# -- reading


@dataclass(frozen=True, slots=True)
class Amount:
    """A kept sum of a month, or of a day where days were asked for."""

    figure: Figure
    period: str
    key: str
    amount: int


def by_month(
    read: Reader, period: Period, market: str = "", figures: Iterable[Figure] = tuple(Figure)
) -> list[Amount]:
    """The sums of ``period`` by month ("2026-11"), in one market or, without one, in all."""
    return _read(read, _by_month(), period.parts(), market, figures)


def by_day(read: Reader, period: Period, market: str, figures: Iterable[Figure]) -> list[Amount]:
    """The sums of ``period`` day by day."""
    return _read(read, _by_day(), period.every_day(), market, figures)


def _read(
    read: Reader, statement: Select[Any], periods: Sequence[str], market: str, figures: Iterable[Figure]
) -> list[Amount]:
    wanted = {
        "figures": [figure.value for figure in figures],
        "market": market or ALL_MARKETS,
        "periods": periods,
    }
    return [
        Amount(Figure(row.figure), row.shown, row.key, int(row.summed)) for row in read.all(statement, wanted)
    ]


@lru_cache(maxsize=1)
def _by_month() -> Select[Any]:
    return _summed(func.substr(_TALLY.c.period, 1, 7))


@lru_cache(maxsize=1)
def _by_day() -> Select[Any]:
    return _summed(_TALLY.c.period)


def _summed(shown: Any) -> Select[Any]:
    when = shown.label("shown")
    return (
        select(_TALLY.c.figure, when, _TALLY.c.key, func.sum(_TALLY.c.amount).label("summed"))
        .where(
            _TALLY.c.figure.in_(bindparam("figures", expanding=True)),
            _TALLY.c.market == bindparam("market"),
            _TALLY.c.period.in_(bindparam("periods", expanding=True)),
        )
        .group_by(_TALLY.c.figure, when, _TALLY.c.key)
        .having(func.sum(_TALLY.c.amount) != 0)
    )
