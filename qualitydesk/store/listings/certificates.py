"""The list of certificates: by end of validity, number, scheme or market, as of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, func, or_, select, type_coerce

from qualitydesk.domain.certification.status import (
    EXPIRY_STEPS,
    CertificateStatus,
    Validity,
    status_on,
)
from qualitydesk.domain.values import Bilingual, Cursor, Page, Query
from qualitydesk.records import Certificate, CertificateScope, Party, Product, t
from qualitydesk.store.listings.register import NONE_KNOWN, Condition, Known, Register
from qualitydesk.store.session import Reader

DOUBTFUL = "doubtful"
"""The view of papers that people or the looks at them find doubtful."""
NO_END = "9999-12-31"
"""Where papers without an end stand; days are stored as ISO text, so text is compared."""
_PAPER, _SCOPE, _PRODUCT = t(Certificate), t(CertificateScope), t(Product)
_HOLDER, _ISSUER = t(Party).alias("holder"), t(Party).alias("issuer")
_VALID = _PAPER.c.status == CertificateStatus.VALID.value
_IN_REVIEW = (CertificateStatus.DRAFT, CertificateStatus.SUBMITTED, CertificateStatus.UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as the list shows it; ``status`` is the one of the day asked for. ``product`` is the
    first one it is filed for.
    """

    id: str
    number: str
    scheme: str
    market: str
    status: CertificateStatus
    holder: Bilingual
    issuer: str
    sku: str
    product: Bilingual
    valid_from: date | None
    valid_to: date | None
    doubt: str


def page(
    read: Reader,
    query: Query,
    today: date,
    after: Cursor | None = None,
    limit: int = 50,
    known: Known = NONE_KNOWN,
) -> Page[CertificateRow]:
    """The next certificates of ``query``.

    Filters: status (of the day), view ("ending": within 90 days, "review", "ended", "doubtful": those whose
    keys are ``known`` under this name), ends_within (days, of papers in force), ends_in (months "2026-11", of
    papers in force), scheme, market, holder, product.
    Orders: "ends" and "month" (papers without an end come last), "number", "scheme", "market".
    """
    return certificates_on(today).page(read, query, after, limit, known)


def count(read: Reader, query: Query, today: date, known: Known = NONE_KNOWN) -> int:
    """How many certificates ``query`` has."""
    return certificates_on(today).count(read, query, known)


def ends_by_month(read: Reader, first: date, last: date) -> Mapping[str, int]:
    """How many papers in force end in each month ("2026-11") between two days."""
    month = func.substr(type_coerce(_PAPER.c.valid_to, String), 1, 7)
    statement = select(month.label("month"), func.count().label("papers")).group_by(month)
    rows = read.all(statement.where(_VALID, _PAPER.c.valid_to.between(first, last)))
    return {row.month: int(row.papers) for row in rows}


@lru_cache(maxsize=2)
def certificates_on(today: date) -> Register[CertificateRow]:
    """The list as of a day: what is Expiring or Expired follows from it."""
    ends = func.coalesce(type_coerce(_PAPER.c.valid_to, String), NO_END)
    product = {name: _first(column) for name, column in _OF_PRODUCT.items()}
    chosen = select(
        _PAPER,
        _HOLDER.c.name.label("holder"),
        _HOLDER.c.name_zh.label("holder_zh"),
        _ISSUER.c.name.label("issuer"),
        *(column.label(name) for name, column in product.items()),
    )
    return Register(
        select=chosen.select_from(
            _PAPER.outerjoin(_HOLDER, _HOLDER.c.id == _PAPER.c.holder_id).outerjoin(
                _ISSUER, _ISSUER.c.id == _PAPER.c.issuer_id
            )
        ),
        key=_PAPER.c.id,
        orders={
            "": ends,
            "ends": ends,
            "month": ends,
            "number": _PAPER.c.number,
            "scheme": _PAPER.c.scheme,
            "market": _PAPER.c.market,
        },
        filters=_filters(today),
        row=lambda row: _row(row, today),
        kind="certificate",
    )


_OF_PRODUCT = {"sku": _PRODUCT.c.sku, "product": _PRODUCT.c.name, "product_zh": _PRODUCT.c.name_zh}


def _first(column: ColumnElement[Any]) -> ColumnElement[Any]:
    scoped = _SCOPE.join(_PRODUCT, _PRODUCT.c.id == _SCOPE.c.product_id)
    named = select(column).select_from(scoped).where(_SCOPE.c.certificate_id == _PAPER.c.id)
    return named.order_by(_SCOPE.c.id).limit(1).scalar_subquery()


def _row(row: Any, today: date) -> CertificateRow:
    validity = Validity(CertificateStatus(row.status), row.valid_from, row.valid_to)
    return CertificateRow(
        id=row.id,
        number=row.number,
        scheme=row.scheme,
        market=row.market,
        status=status_on(validity, today),
        holder=Bilingual(row.holder or "", row.holder_zh or ""),
        issuer=row.issuer or "",
        sku=row.sku or "",
        product=Bilingual(row.product or "", row.product_zh or ""),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        doubt=row.doubt,
    )


def _filters(today: date) -> Mapping[str, Condition]:
    ending = and_(_VALID, _between(today, EXPIRY_STEPS[-1]))
    views: Mapping[str, ColumnElement[bool]] = {
        "ending": ending,
        "review": _PAPER.c.status.in_([status.value for status in _IN_REVIEW]),
        "ended": and_(_VALID, _PAPER.c.valid_to < today),
        DOUBTFUL: _PAPER.c.id.in_(bindparam(DOUBTFUL, expanding=True)),
    }
    statuses: Mapping[str, ColumnElement[bool]] = {
        "Valid": and_(_VALID, or_(_PAPER.c.valid_to.is_(None), _PAPER.c.valid_to > _last_warned(today))),
        "Expiring": ending,
        "Expired": views["ended"],
    }
    return {
        "status": lambda values: or_(*(statuses.get(one, _PAPER.c.status == one) for one in values)),
        "view": lambda values: or_(*(views[one] for one in values)),
        "ends_within": lambda values: and_(_VALID, _between(today, int(values[0]))),
        "ends_in": lambda values: and_(_VALID, or_(*(_in_month(one) for one in values))),
        "scheme": _PAPER.c.scheme.in_,
        "market": _PAPER.c.market.in_,
        "holder": _PAPER.c.holder_id.in_,
        "product": lambda values: _PAPER.c.id.in_(
            select(_SCOPE.c.certificate_id).where(_SCOPE.c.product_id.in_(values))
        ),
    }


def _last_warned(today: date) -> date:
    return today + timedelta(days=EXPIRY_STEPS[-1])


def _between(today: date, days: int) -> ColumnElement[bool]:
    return _PAPER.c.valid_to.between(today, today + timedelta(days=days))


def _in_month(month: str) -> ColumnElement[bool]:
    return func.substr(type_coerce(_PAPER.c.valid_to, String), 1, 7) == month
