"""Products and papers as the coverage rules see them, gathered in a few reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qualitydesk.domain.certification.coverage import GoodsFacts, PaperFacts
from qualitydesk.domain.certification.status import CertificateStatus, Validity
from qualitydesk.records import Certificate, CertificateScope, Party, ProductModel
from qualitydesk.store.session import Reader

DEAD = ("Rejected", "Withdrawn", "Superseded", "Suspended")


def goods_facts(read: Reader, products: Iterable[Any]) -> dict[str, GoodsFacts]:
    """Product rows with all the models they are sold under."""
    rows = list(products)
    models: dict[str, set[str]] = {row.id: {row.model, row.sku} - {""} for row in rows}
    for model in read.among(ProductModel, "product_id", models):
        models[model.product_id].add(model.model)
    return {
        row.id: GoodsFacts(row.id, row.sku, row.category, frozenset(models[row.id]), row.maker_id or "")
        for row in rows
    }


def paper_facts(read: Reader, goods: Iterable[GoodsFacts]) -> tuple[PaperFacts, ...]:
    """The living papers that name these goods, and papers that carry the same numbers."""
    listed = list(goods)
    scopes = read.among(CertificateScope, "product_id", [one.id for one in listed])
    scopes += read.among(CertificateScope, "model", {model for one in listed for model in one.models})
    keys = {scope.certificate_id for scope in scopes}
    rows = read.among(Certificate, "id", keys)
    twins = read.among(Certificate, "number", {row.number for row in rows})
    unique = {row.id: row for row in (*rows, *twins) if row.status not in DEAD}
    return _papers(read, list(unique.values()))


def _papers(read: Reader, rows: Sequence[Any]) -> tuple[PaperFacts, ...]:
    scopes: dict[str, list[Any]] = {row.id: [] for row in rows}
    for scope in read.among(CertificateScope, "certificate_id", scopes):
        scopes[scope.certificate_id].append(scope)
    holders = {p.id: p.name for p in read.among(Party, "id", {row.holder_id for row in rows} - {None})}
    return tuple(paper_of(row, holders.get(row.holder_id, ""), scopes[row.id]) for row in rows)


def paper_of(row: Any, holder: str, scopes: Sequence[Any]) -> PaperFacts:
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
        product_ids=frozenset(one.product_id for one in scopes if one.product_id and not one.model),
        models=frozenset(one.model for one in scopes if one.model),
        filed_for=frozenset(one.product_id for one in scopes if one.product_id and one.model),
        doubt=row.doubt,
    )
