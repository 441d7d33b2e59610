"""Words that stand at too many records to be renewed with the change that made them stale: the newest are,
the rest is noted in the same transaction and renewed later, some at a time.

What a record's words are is no business of this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, bindparam, delete, insert, select

from qualitydesk.records import Setting, t

if TYPE_CHECKING:
    from qualitydesk.store.session import Reader, Work

AT_ONCE = 2_000
"""So many records are renewed in one transaction: about a second."""
_NOTE = "words/"
_SETTING = t(Setting)


@dataclass(frozen=True, slots=True)
class Left:
    """Records of table ``to`` that are found by words of the record ``key`` of table ``named``, as far as
    their keys are lower than ``before`` (empty: all of them).
    """

    named: str
    to: str
    key: str
    before: str = ""

    @property
    def note(self) -> str:
        """The name of the setting that remembers it."""
        return f"{_NOTE}{self.named}/{self.to}/{self.key}"


def next_of(work: Work, left: Left, which: Select[Any]) -> Iterator[str]:
    """The newest of those records, ``AT_ONCE`` at most; that more are left is noted, or no longer."""
    values = {"named": left.key, "before": left.before, "most": AT_ONCE + 1}
    keys = [str(row[0]) for row in work.all(_newest(which, begun=bool(left.before)), values)]
    work.connection.execute(delete(_SETTING).where(_SETTING.c.name == left.note))
    if len(keys) > AT_ONCE:
        value = {"before": keys[AT_ONCE - 1]}
        work.connection.execute(insert(_SETTING), [{"name": left.note, "value": value}])
    return iter(keys[:AT_ONCE])


@lru_cache(maxsize=64)
def _newest(which: Select[Any], *, begun: bool) -> Select[Any]:
    key = which.selected_columns["id"]
    later = which.where(key < bindparam("before")) if begun else which
    return later.order_by(key.desc()).limit(bindparam("most"))


def all_left(read: Reader) -> list[Left]:
    """What is still to be renewed."""
    rows = read.all(select(_SETTING).where(_SETTING.c.name.like(f"{_NOTE}%")).order_by(_SETTING.c.name))
    return [_told(row) for row in rows]


def _told(row: Any) -> Left:
    named, to, key = row.name.removeprefix(_NOTE).split("/")
    return Left(named, to, key, row.value["before"])


def taken(work: Work, left: Left) -> Left | None:
    """How far it is by now, kept from others until this work ends; None when nothing is left."""
    row = work.first(select(_SETTING).where(_SETTING.c.name == left.note).with_for_update())
    return replace(left, before=row.value["before"]) if row is not None else None
