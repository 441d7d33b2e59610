"""Keyset paging: a list goes on behind the sort values and the key of a row, never by an offset.

The place is filled in when the statement runs, so one statement serves every page of a list. What a list
shows and how it is filtered is in the other modules of this package.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_

from qualitydesk.domain.values import Cursor


def in_order(
    statement: Select[Any], keys: Sequence[ColumnElement[Any]], *, descending: bool, begun: bool
) -> Select[Any]:
    """``statement`` ordered by ``keys``, the last of them unique; behind a row if the list has ``begun``."""
    if begun:
        statement = statement.where(_beyond(keys, descending))
    ordered = [key.desc() if descending else key.asc() for key in keys]
    return statement.order_by(*ordered).limit(bindparam("rows"))


def place(after: Cursor | None, rows: int) -> dict[str, Any]:
    """What ``in_order`` leaves open: how many rows, and the row they come after."""
    return {"rows": rows} | {f"after_{i}": value for i, value in enumerate(after or ())}


def _beyond(keys: Sequence[ColumnElement[Any]], descending: bool, depth: int = 0) -> ColumnElement[bool]:
    """A later first key, or the same first key and a later rest."""
    first, value = keys[0], bindparam(f"after_{depth}", type_=keys[0].type)
    later = first < value if descending else first > value
    if len(keys) == 1:
        return later
    return or_(later, and_(first == value, _beyond(keys[1:], descending, depth + 1)))
