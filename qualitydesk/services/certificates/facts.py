"""Products and papers as the coverage rules see them, gathered in a few reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts
from qualitydesk.domain.certification.status import CertificateStatus, Validity
from qualitydesk.domain.parties.names import whole_name
from qualitydesk.domain.stored_messages import recalled
from qualitydesk.domain.values import NOTHING, Bilingual
from qualitydesk.records import Certificate, CertificateScope, Party, ProductModel, t
from qualitydesk.store.session import Reader

READ = (
    *("id", "number", "scheme", "market", "status", "holder_id", "body_number", "issued_on"),
    *("valid_from", "valid_to", "doubt", "settled"),
)
DEAD = ("Rejected", "Withdrawn", "Superseded", "Suspended")


def goods_facts(read: Reader, products: Iterable[Any]) -> dict[str, GoodsFacts]:
    """Product rows with all the models they are sold under."""
    rows = list(products)
    models: dict[str, set[str]] = {row.id: {row.model, row.sku} - {""} for row in rows}
    for model in read.among(ProductModel, "product_id", models):
        models[model.product_id].add(model.model)
    return {
        row.id: GoodsFacts(
            row.id, row.sku, row.category, frozenset(models[row.id]), row.maker_id or "", row.model
        )
        for row in rows
    }


def paper_facts(read: Reader, goods: Iterable[GoodsFacts]) -> tuple[PaperFacts, ...]:
    """The living papers that name these goods, and papers that carry the same numbers."""
    listed = list(goods)
    models = sorted({model for one in listed for model in one.models})
    rows = read.all(_naming(), {"products": [one.id for one in listed], "models": models, "dead": list(DEAD)})
    scopes: dict[str, list[Any]] = {row.id: [] for row in rows}
    for scope in read.among(CertificateScope, "certificate_id", scopes):
        scopes[scope.certificate_id].append(scope)
    return tuple(paper_of(row, whole_name(row) if row.name else NOTHING, scopes[row.id]) for row in rows)


@lru_cache(maxsize=1)
def _naming() -> Select[Any]:
    """Papers that name one of the products or models, and every paper with one of their numbers."""
    paper, scope, holder = t(Certificate), t(CertificateScope), t(Party)
    named = or_(
        scope.c.product_id.in_(bindparam("products", expanding=True)),
        scope.c.model.in_(bindparam("models", expanding=True)),
    )
    first = paper.alias("first")
    numbers = select(first.c.number).join(scope, scope.c.certificate_id == first.c.id).where(named)
    return (
        select(*(paper.c[name] for name in READ), holder.c.name, holder.c.name_zh, holder.c.short_name_zh)
        .outerjoin(holder, holder.c.id == paper.c.holder_id)
        .where(paper.c.number.in_(numbers), paper.c.status.not_in(bindparam("dead", expanding=True)))
    )


def paper_of(row: Any, holder: Bilingual, scopes: Sequence[Any]) -> PaperFacts:
    """A certificate row and its scopes as the rules see them."""
    return PaperFacts(
        id=row.id,
        number=row.number,
        scheme=row.scheme,
        market=row.market,
        validity=Validity(CertificateStatus(row.status), row.valid_from, row.valid_to),
        holder_id=row.holder_id or "",
        holder=holder,
        body_number=row.body_number,
        issued_on=row.issued_on,
        product_ids=frozenset([one.product_id for one in scopes if one.product_id and not one.model]),
        models=frozenset([one.model for one in scopes if one.model]),
        filed_for=frozenset([one.product_id for one in scopes if one.product_id and one.model]),
        doubt=row.doubt,
        settled=frozenset(str(recalled(one)) for one in row.settled or ()),
    )
