"""Numbers people see: a counter row per prefix, locked while the next number is taken, so none is missing or
double.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Connection, column, text

from qualitydesk.records import Setting
from qualitydesk.settings import HOUSE, House
from qualitydesk.store.asking import Question

if TYPE_CHECKING:
    from qualitydesk.store.session import Reader

_TAKE = text(
    "INSERT INTO counter (prefix, last) VALUES (:prefix, 1) "
    "ON CONFLICT (prefix) DO UPDATE SET last = counter.last + 1 RETURNING last"
).columns(column("last", BigInteger))
_RAISE = text(
    "INSERT INTO counter (prefix, last) VALUES (:prefix, :last) "
    "ON CONFLICT (prefix) DO UPDATE SET last = excluded.last WHERE counter.last < excluded.last"
)


_FARTHEST = timedelta(hours=14)
"""No zone's day is farther from that of UTC."""


def year_at(reader: Reader, now: datetime) -> int:
    """The year where the house is, as on its papers. Where that is matters around New Year alone: only then
    is it asked.
    """
    if (now - _FARTHEST).year == (now + _FARTHEST).year:
        return now.year
    house = reader.find(Setting, name=HOUSE)
    zone = house.value.get("timezone") if house is not None else None
    return now.astimezone(ZoneInfo(zone or House().timezone)).year


def taking(prefix: str, width: int) -> Question:
    """The question for the next number under ``prefix``; the counter stays locked until the transaction
    ends.
    """
    return Question(_TAKE, {"prefix": prefix}, lambda rows: f"{prefix}-{rows[0].last:0{width}d}")


def keep_above(connection: Connection, prefix: str, last: int) -> None:
    """Never give out ``last`` or a smaller number under ``prefix`` again (after an import of numbered
    records).
    """
    connection.execute(_RAISE, {"prefix": prefix, "last": last})
