"""Numbers people see: a counter row per prefix, locked while the next number is taken, so none is missing or
double.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, column, text

from qualitydesk.store.asking import Question

_TAKE = text(
    "INSERT INTO counter (prefix, last) VALUES (:prefix, 1) "
    "ON CONFLICT (prefix) DO UPDATE SET last = counter.last + 1 RETURNING last"
).columns(column("last", BigInteger))
_RAISE = text(
    "INSERT INTO counter (prefix, last) VALUES (:prefix, :last) "
    "ON CONFLICT (prefix) DO UPDATE SET last = excluded.last WHERE counter.last < excluded.last"
)


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
