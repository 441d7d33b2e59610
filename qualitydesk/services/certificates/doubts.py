"""Which papers are doubtful, looked at without opening each: for lists and their counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts
from qualitydesk.domain.certification.plausibility import paper_doubts
from qualitydesk.domain.parties.names import whole_name
from qualitydesk.domain.values import NOTHING
from qualitydesk.records import Certificate, CertificateScope, Party, Product, t
from qualitydesk.services.certificates.facts import DEAD, goods_facts, paper_of
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

NO_GOODS = GoodsFacts("", "", "", frozenset())
"""A paper filed for nothing is looked at all the same."""


def all_doubtful(desk: Desk, read: Reader) -> Mapping[str, str]:
    """The doubtful among all living papers that have not ended: key -> the first doubt, in English."""
    paper = t(Certificate)
    rows = read.all(
        select(paper).where(
            paper.c.status.not_in(DEAD),
            or_(paper.c.valid_to.is_(None), paper.c.valid_to >= desk.today()),
        )
    )
    return _doubtful(desk, read, rows, rows)


def doubtful_among(desk: Desk, read: Reader, keys: Collection[str]) -> Mapping[str, str]:
    """The doubtful among these papers: key -> the first doubt, in English."""
    rows = [row for row in read.among(Certificate, "id", keys) if row.status not in DEAD]
    same = read.among(Certificate, "number", {row.number for row in rows})
    return _doubtful(desk, read, rows, [row for row in same if row.status not in DEAD])


def _doubtful(desk: Desk, read: Reader, rows: Sequence[Any], others: Sequence[Any]) -> dict[str, str]:
    scopes: dict[str, list[Any]] = {row.id: [] for row in rows}
    for scope in read.among(CertificateScope, "certificate_id", scopes):
        scopes[scope.certificate_id].append(scope)
    products = {scope.product_id for listed in scopes.values() for scope in listed} - {None}
    goods = goods_facts(read, read.among(Product, "id", products))
    holders = {
        row.id: whole_name(row) for row in read.among(Party, "id", {row.holder_id for row in others} - {None})
    }
    papers = {
        row.id: paper_of(row, holders.get(row.holder_id, NOTHING), scopes.get(row.id, ())) for row in others
    }
    by_number: dict[str, list[PaperFacts]] = {}
    for paper in papers.values():
        by_number.setdefault(paper.number, []).append(paper)
    found = {}
    for row in rows:
        filed = [goods[scope.product_id] for scope in scopes[row.id] if scope.product_id in goods]
        doubt = _first_doubt(desk, papers[row.id], filed or [NO_GOODS], by_number[row.number])
        if doubt:
            found[row.id] = doubt
    return found


def _first_doubt(
    desk: Desk, paper: PaperFacts, goods: Iterable[GoodsFacts], others: Sequence[PaperFacts]
) -> str:
    market = desk.rules.market(paper.market)
    scheme = market.scheme(paper.scheme) if market else None
    if scheme is None:
        return ""
    doubts = (doubt for one in goods for doubt in paper_doubts(one, paper, scheme, others))
    return str(next(doubts, ""))
