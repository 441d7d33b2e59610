"""The list of certificates: pages by end of validity or by number, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce

from qualitydesk.domain.certification.status import CertificateStatus, Validity, status_on
from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.records import Certificate, CertificateScope, Party, Product, t
from qualitydesk.store.search import find
from qualitydesk.store.session import Reader

FOUND_LIMIT = 500
NO_END = "9999-12-31"
"""Where papers without an end stand; days are stored as ISO text, so text is compared."""
_PAPER, _SCOPE, _PRODUCT = t(Certificate), t(CertificateScope), t(Product)
_HOLDER, _ISSUER = t(Party).alias("holder"), t(Party).alias("issuer")


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as the list shows it; ``status`` is the one of the day asked for."""

    id: str
    number: str
    scheme: str
    market: str
    status: CertificateStatus
    holder: str
    issuer: str
    product: str
    valid_from: date | None
    valid_to: date | None
    doubt: str


def page(
    read: Reader, query: Query, today: date, after: Cursor | None = None, limit: int = 50
) -> Page[CertificateRow]:
    """The next certificates of ``query``.

    Filters: status (as stored), view ("ending": within 90 days, "ended"), scheme, market, holder, product.
    Orders: "ends" (papers without an end come last), "number".
    """
    by_number = query.order == "number"
    column = _PAPER.c.number if by_number else func.coalesce(type_coerce(_PAPER.c.valid_to, String), NO_END)
    statement = _select(column).where(*_where(read, query, today))
    if after is not None:
        statement = statement.where(_beyond(column, after[0], after[1], query.descending))
    order = (column.desc(), _PAPER.c.id.desc()) if query.descending else (column, _PAPER.c.id)
    rows = read.all(statement.order_by(*order).limit(limit + 1))
    following = (rows[limit - 1].sort_value, rows[limit - 1].id) if len(rows) > limit else None
    return Page(tuple(_row(row, today) for row in rows[:limit]), following)


def count(read: Reader, query: Query, today: date) -> int:
    """How many certificates ``query`` has."""
    return int(read.scalar(select(func.count()).select_from(_PAPER).where(*_where(read, query, today))))


def _beyond(column: ColumnElement[Any], value: object, key: object, descending: bool) -> ColumnElement[bool]:
    if descending:
        return or_(column < value, and_(column == value, _PAPER.c.id < key))
    return or_(column > value, and_(column == value, _PAPER.c.id > key))


def _select(sort: ColumnElement[Any]) -> Select[Any]:
    scoped = _SCOPE.join(_PRODUCT, _PRODUCT.c.id == _SCOPE.c.product_id)
    first = select(_PRODUCT.c.name).select_from(scoped).where(_SCOPE.c.certificate_id == _PAPER.c.id)
    return (
        select(
            _PAPER,
            sort.label("sort_value"),
            _HOLDER.c.name.label("holder"),
            _ISSUER.c.name.label("issuer"),
            first.order_by(_SCOPE.c.id).limit(1).scalar_subquery().label("product"),
        )
        .outerjoin(_HOLDER, _HOLDER.c.id == _PAPER.c.holder_id)
        .outerjoin(_ISSUER, _ISSUER.c.id == _PAPER.c.issuer_id)
    )


def _row(row: Any, today: date) -> CertificateRow:
    validity = Validity(CertificateStatus(row.status), row.valid_from, row.valid_to)
    return CertificateRow(
        id=row.id,
        number=row.number,
        scheme=row.scheme,
        market=row.market,
        status=status_on(validity, today),
        holder=row.holder or "",
        issuer=row.issuer or "",
        product=row.product or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        doubt=row.doubt,
    )


_COLUMNS = {
    "status": _PAPER.c.status,
    "scheme": _PAPER.c.scheme,
    "market": _PAPER.c.market,
    "holder": _PAPER.c.holder_id,
}


def _where(read: Reader, query: Query, today: date) -> list[ColumnElement[bool]]:
    conditions = [_condition(name, values, today) for name, values in query.filters.items() if values]
    if query.text.strip():
        hits = [hit.id for hit in find(read, query.text, FOUND_LIMIT) if hit.kind == "certificate"]
        conditions.append(_PAPER.c.id.in_(hits))
    return conditions


def _condition(name: str, values: tuple[str, ...], today: date) -> ColumnElement[bool]:
    if name in _COLUMNS:
        return _COLUMNS[name].in_(values)
    if name == "product":
        return _PAPER.c.id.in_(select(_SCOPE.c.certificate_id).where(_SCOPE.c.product_id.in_(values)))
    if name == "view":
        if "ended" in values:
            return _PAPER.c.valid_to < today
        last = date.fromordinal(today.toordinal() + 90)
        return and_(_PAPER.c.valid_to >= today, _PAPER.c.valid_to <= last)
    raise ValueError(f"certificates have no filter called {name!r}")
