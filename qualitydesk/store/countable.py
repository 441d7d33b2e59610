"""What counts in the figures as it lies in the tables: which changes move it, its rows, and what they come
to.

Two things count: inspections and claims. Keeping the sums is the work of ``tallies``; what counts is
decided in the domain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Select, Table, bindparam, or_, select

from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.statistics.counting import (
    AskedBack,
    Complained,
    Inspected,
    Sums,
    added,
    count_claim,
    count_inspection,
)
from qualitydesk.records import (
    Claim,
    CostLine,
    Defect,
    Inspection,
    LiabilityShare,
    Lot,
    Product,
    Record,
    Recovery,
    Shipment,
    t,
)

if TYPE_CHECKING:
    from qualitydesk.store.changes import Change
    from qualitydesk.store.session import Reader

CHUNK = 400
"""How many inspections or claims are looked at together."""

Rows = dict[str, dict[str, Any]]
"""Rows of one table by key, each as its columns."""
State = dict[str, Rows]
"""Rows of several tables."""
Parents = Callable[["Reader", Sequence[str]], Iterable[str]]
"""From keys of a table to the keys of what counts."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A table whose changes may move figures: which of them do, and of what; ``inserts``: new rows by the
    batch.
    """

    moves: Callable[[Change], bool]
    parents: Parents
    inserts: bool = True


@dataclass(frozen=True, slots=True)
class Countable:
    """One kind of thing that counts."""

    record: type[Record]
    watches: Mapping[str, tuple[Watch, ...]]
    load: Callable[[Reader, Sequence[str]], State]
    count: Callable[[State, Iterable[str], ZoneInfo], Sums]


def rows_of(
    read: Reader, record: type[Record], columns: Sequence[str], keys: Iterable[Any], *by: str
) -> Rows:
    """The rows whose key (or one of the columns ``by``) is among ``keys``, by their own key."""
    wanted = [key for key in dict.fromkeys(keys) if key]
    statement = _among(t(record), tuple(columns), by or ("id",))
    rows: Rows = {}
    for start in range(0, len(wanted), CHUNK):
        found = read.all(statement, {"wanted": wanted[start : start + CHUNK]})
        rows |= {row.id: dict(row._mapping) for row in found}
    return rows


@lru_cache(maxsize=32)
def _among(table: Table, columns: tuple[str, ...], by: tuple[str, ...]) -> Select[Any]:
    wanted: BindParameter[Any] = bindparam("wanted", expanding=True)
    return select(*(table.c[name] for name in columns)).where(or_(*(table.c[one].in_(wanted) for one in by)))


def _themselves(_read: Reader, keys: Sequence[str]) -> Iterable[str]:
    return keys


def _named_in(record: type[Record], column: str) -> Parents:
    """What the rows themselves name in ``column``."""

    def parents(read: Reader, keys: Sequence[str]) -> Iterator[str]:
        named = rows_of(read, record, ("id", column), keys)
        return (row[column] for row in named.values() if row[column])

    return parents


def _inspections_of(column: str) -> Parents:
    """The inspections that name the rows in ``column``."""
    return lambda read, keys: rows_of(read, Inspection, ("id",), keys, column)


def _changes(*columns: str) -> Callable[[Change], bool]:
    """An update of one of ``columns``."""
    return lambda change: bool(change.old) and not change.new.keys().isdisjoint(columns)


def _of(rows: Rows, key: str | None, column: str) -> str:
    return str((rows.get(key) or {}).get(column) or "") if key else ""


def _grouped(rows: Rows, column: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.values():
        found[row[column]].append(row)
    return found


# -- inspections

_MOVING = (
    "result",
    "approved_at",
    "shipment_id",
    "lot_id",
    "product_id",
    "reinspection_of_id",
    "revision_of_id",
)
_DEFECT_COLUMNS = ("id", "inspection_id", "code", "count", "withdrawn_at")


def _inspection_moves(change: Change) -> bool:
    """Nothing that an inspector types before the approval moves a figure."""
    if InspectionStatus.APPROVED in (change.old.get("status"), change.new.get("status")):
        return True
    return bool(change.old) and (not change.new or not change.new.keys().isdisjoint(_MOVING))


def _later_moves(change: Change) -> bool:
    return "revision_of_id" in change.new and bool(change.new["revision_of_id"])


def _load_inspections(read: Reader, keys: Sequence[str]) -> State:
    """The inspections, their later revisions, and all that belongs to them."""
    rows = rows_of(read, Inspection, ("id", "status", *_MOVING), keys, "id", "revision_of_id")

    def named(column: str) -> Iterator[str]:
        return (row[column] for row in rows.values())

    return {
        "inspection": rows,
        "defect": rows_of(read, Defect, _DEFECT_COLUMNS, keys, "inspection_id"),
        "shipment": rows_of(read, Shipment, ("id", "market"), named("shipment_id")),
        "lot": rows_of(read, Lot, ("id", "maker_id"), named("lot_id")),
        "product": rows_of(read, Product, ("id", "maker_id"), named("product_id")),
    }


def _count_inspections(state: State, keys: Iterable[str], zone: ZoneInfo) -> Sums:
    defects = _grouped(state["defect"], "inspection_id")
    superseded = {row["revision_of_id"] for row in state["inspection"].values()}
    known = ((key, state["inspection"].get(key)) for key in keys)
    return added(
        count_inspection(_inspected(state, row, defects[key], key in superseded, zone))
        for key, row in known
        if row is not None
    )


def _inspected(
    state: State, row: dict[str, Any], defects: Iterable[dict[str, Any]], superseded: bool, zone: ZoneInfo
) -> Inspected:
    approved_at = row["approved_at"]
    return Inspected(
        status=row["status"],
        result=row["result"],
        again=row["reinspection_of_id"] is not None,
        superseded=superseded,
        approved_on=approved_at.astimezone(zone).date() if approved_at is not None else None,
        market=_of(state["shipment"], row["shipment_id"], "market"),
        maker=_of(state["lot"], row["lot_id"], "maker_id")
        or _of(state["product"], row["product_id"], "maker_id"),
        defects=[(one["code"], one["count"]) for one in defects if one["withdrawn_at"] is None],
    )


# -- claims

_CLAIM_COLUMNS = ("id", "status", "received_at", "market", "currency")
_OF_CLAIM: Mapping[str, tuple[type[Record], tuple[str, ...]]] = {
    "liability_share": (LiabilityShare, ("id", "claim_id", "party_id", "role", "basis_points")),
    "cost_line": (CostLine, ("id", "claim_id", "amount_minor", "state", "withdrawn_at")),
    "recovery": (
        Recovery,
        ("id", "claim_id", "party_id", "status", "currency", "asked_minor", "credited_minor"),
    ),
}


def _claim_moves(change: Change) -> bool:
    """A new claim, one withdrawn or taken back, another day, market or currency."""
    if not change.old or not change.new:
        return True
    if ClaimStatus.WITHDRAWN in (change.old.get("status"), change.new.get("status")):
        return True
    return not change.new.keys().isdisjoint(("received_at", "market", "currency"))


def _always(_change: Change) -> bool:
    return True


def _load_claims(read: Reader, keys: Sequence[str]) -> State:
    found: State = {"claim": rows_of(read, Claim, _CLAIM_COLUMNS, keys)}
    for table, (record, columns) in _OF_CLAIM.items():
        found[table] = rows_of(read, record, columns, keys, "claim_id")
    return found


def _count_claims(state: State, keys: Iterable[str], zone: ZoneInfo) -> Sums:
    below = {table: _grouped(state[table], "claim_id") for table in _OF_CLAIM}
    known = (state["claim"].get(key) for key in keys)
    return added(count_claim(_complained(row, below, zone)) for row in known if row is not None)


def _complained(
    row: dict[str, Any], below: Mapping[str, Mapping[str, list[dict[str, Any]]]], zone: ZoneInfo
) -> Complained:
    shares, costs, backs = (below[table].get(row["id"], []) for table in _OF_CLAIM)
    return Complained(
        status=row["status"],
        received_on=row["received_at"].astimezone(zone).date(),
        market=row["market"],
        currency=row["currency"],
        shares=[(one["party_id"], one["role"], one["basis_points"]) for one in shares],
        costs=[(one["state"], one["amount_minor"]) for one in costs if one["withdrawn_at"] is None],
        recoveries=[
            AskedBack(one["party_id"], one["status"], one["asked_minor"], one["credited_minor"] or 0)
            for one in backs
        ],
    )


COUNTABLE: tuple[Countable, ...] = (
    Countable(
        Inspection,
        {
            "inspection": (
                Watch(_inspection_moves, _themselves),
                Watch(_later_moves, _named_in(Inspection, "revision_of_id")),
            ),
            "shipment": (Watch(_changes("market"), _inspections_of("shipment_id"), inserts=False),),
            "lot": (Watch(_changes("maker_id"), _inspections_of("lot_id"), inserts=False),),
            "product": (Watch(_changes("maker_id"), _inspections_of("product_id"), inserts=False),),
        },
        _load_inspections,
        _count_inspections,
    ),
    Countable(
        Claim,
        {
            "claim": (Watch(_claim_moves, _themselves),),
            **{
                table: (Watch(_always, _named_in(record, "claim_id")),)
                for table, (record, _) in _OF_CLAIM.items()
            },
        },
        _load_claims,
        _count_claims,
    ),
)
"""Everything that counts."""
