"""Groups of a list, one after the other: each is read by its own index, flat however many the others have.

Which groups a list has, and what is selected of a row, is in the list's own module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, union_all

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.store.listings.keyset import in_order, place
from qualitydesk.store.listings.register import Chosen, Register, RowT, chosen_of
from qualitydesk.store.session import Reader

ReadSome = Callable[[str, Cursor | None, int], Sequence[Any]]
"""The next rows of a group: its name, the row they come after, how many at most."""
Groups = Mapping[str, Sequence[str]]
"""The groups in their order, each with the values that belong to it."""


def in_turn(
    names: Sequence[str],
    read_some: ReadSome,
    behind: Callable[[Any], Cursor],
    after: Cursor | None,
    limit: int,
) -> tuple[list[Any], Cursor | None]:
    """The next ``limit`` rows of groups read in turn; ``behind`` is a row's place in its group.

    The cursor is the name of the group and the place in it. A group that is gone meanwhile is passed over.
    """
    begun = str(after[0]) if after else ""
    left = list(names[names.index(begun) :]) if begun in names else [one for one in names if one > begun]
    rows: list[tuple[str, Any]] = []
    for name in left:
        within = after[1:] if after and name == begun else None
        rows += [(name, row) for row in read_some(name, within, limit + 1 - len(rows))]
        if len(rows) > limit:
            break
    following = (rows[limit - 1][0], *behind(rows[limit - 1][1])) if len(rows) > limit else None
    return [row for _name, row in rows[:limit]], following


@lru_cache(maxsize=8)
def _in_use(column: ColumnElement[str]) -> Select[Any]:
    first = select(func.min(column).label("value")).cte("in_use", recursive=True)
    following = select(func.min(column)).where(column > first.c.value).scalar_subquery()
    found = first.union_all(select(following).where(first.c.value.is_not(None)))
    return select(found.c.value).where(found.c.value.is_not(None)).order_by(found.c.value)


def values_in_use(read: Reader, column: ColumnElement[str]) -> tuple[str, ...]:
    """The different values of an indexed column, from one to the next without the rows between."""
    return tuple(row[0] for row in read.all(_in_use(column)))


def page_in_groups(
    read: Reader,
    register: Register[RowT],
    column: ColumnElement[str],
    groups: Groups,
    query: Query,
    after: Cursor | None = None,
    limit: int = 50,
) -> Page[RowT]:
    """The next rows of ``query`` in ``groups`` of values of ``column``, in each group by the register's key.

    The column is indexed together with the key. A query with search words has no groups.
    """

    def read_some(name: str, behind: Cursor | None, rows: int) -> Sequence[Any]:
        values = {f"value_{place}": value for place, value in enumerate(groups[name])}
        asked = (len(values), query.descending, behind is not None, chosen_of(query))
        return read.all(_group(register, column, *asked), place(behind, rows) | values)

    key = register.key.name
    names = tuple(name for name, values in groups.items() if values)
    found, following = in_turn(names, read_some, lambda row: (row._mapping[key],), after, limit)
    return Page(tuple(map(register.row, found)), following)


def group_sizes(
    read: Reader, register: Register[Any], column: ColumnElement[str], groups: Groups, query: Query
) -> dict[str, int]:
    """How many rows of ``query`` each group has."""
    found = register.sizes(read, query, column)
    return {name: sum(found.get(value, 0) for value in values) for name, values in groups.items()}


@lru_cache(maxsize=256)
def _group(
    register: Register[Any],
    column: ColumnElement[str],
    values: int,
    descending: bool,
    begun: bool,
    chosen: Chosen,
) -> Select[Any]:
    """The next rows of each value, which the index gives at once, and of all these the next."""
    key = register.key
    keys = register.select.with_only_columns(key, maintain_column_froms=True)
    of_each = [
        in_order(
            register.filtered(keys.where(column == bindparam(f"value_{place}")), chosen, searched=False),
            (key,),
            descending=descending,
            begun=begun,
        ).subquery()
        for place in range(values)
    ]
    nearest = union_all(*(select(one.c[key.name]) for one in of_each))
    return in_order(register.select.where(key.in_(nearest)), (key,), descending=descending, begun=False)
