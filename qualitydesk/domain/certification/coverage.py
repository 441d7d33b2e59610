"""Whether a product has the papers that a market asks for on a day: the cells of the coverage matrix.

Pure over frozen facts; the rule pack says what is asked, certificates say what there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from qualitydesk.domain.certification.papers import GoodsFacts, PaperFacts, folded
from qualitydesk.domain.certification.plausibility import paper_doubts
from qualitydesk.domain.certification.status import CertificateStatus, holds_on, status_on
from qualitydesk.domain.markets import Scheme
from qualitydesk.domain.values import Message, listed, msg


class Coverage(StrEnum):
    """The state of one cell."""

    NOT_REQUIRED = "Not required"
    MISSING = "Missing"
    IN_REVIEW = "In review"
    VALID = "Valid"
    EXPIRING = "Expiring"
    EXPIRED = "Expired"
    DOUBTFUL = "Doubtful"
    EXCEPTION = "Exception"


RED = (Coverage.MISSING, Coverage.EXPIRED, Coverage.IN_REVIEW)
"""Cells that stop the gate: no paper is in force."""

_BEST_FIRST = (
    Coverage.NOT_REQUIRED,
    Coverage.VALID,
    Coverage.EXPIRING,
    Coverage.EXCEPTION,
    Coverage.DOUBTFUL,
    Coverage.IN_REVIEW,
    Coverage.EXPIRED,
    Coverage.MISSING,
)

TIERS = (
    frozenset({"CPC", "GCC"}),
    frozenset({"PSE_DIAMOND", "PSE_ROUND"}),
    frozenset({"PSC_DIAMOND", "PSC_ROUND", "PSC_CHILD"}),
    frozenset({"KC_CERT", "KC_CONF", "KC_SDOC"}),
    frozenset({"BIS_CRS", "BIS_ISI"}),
    frozenset({"EAC_DECL", "EAC_CERT"}),
)
"""Schemes of one market of which the exact item decides the tier: one of them is enough."""


class Asked(NamedTuple):
    """One paper that a market asks for; any of ``schemes`` will do."""

    market: str
    scheme: Scheme
    schemes: frozenset[str]


class Cell(NamedTuple):
    """One product, one asked paper: how it stands on the day and which paper says so."""

    goods: GoodsFacts
    asked: Asked
    state: Coverage
    paper: PaperFacts | None = None
    expires: date | None = None
    doubts: tuple[Message, ...] = ()
    near: PaperFacts | None = None

    @property
    def red(self) -> bool:
        return self.state in RED


def asked_papers(schemes: Iterable[Scheme]) -> tuple[Asked, ...]:
    """What a market asks, tiers of one mark joined into one paper."""
    found: dict[frozenset[str], Asked] = {}
    listed = tuple(schemes)
    codes = {scheme.code for scheme in listed}
    for scheme in listed:
        tier = next((tier & codes for tier in TIERS if scheme.code in tier), frozenset({scheme.code}))
        enough = frozenset({*tier, *scheme.accepts})
        found.setdefault(frozenset(tier), Asked(scheme.market, scheme, enough))
    return tuple(found.values())


def cell(goods: GoodsFacts, asked: Asked, papers: Sequence[PaperFacts], day: date) -> Cell:
    """How ``goods`` stand with one asked paper on ``day``: the best of the papers that name them."""
    candidates = [p for p in papers if p.scheme in asked.schemes]
    cells = [_judge(goods, asked, paper, papers, day) for paper in candidates if paper.names(goods)]
    if cells:
        return min(cells, key=lambda one: (_BEST_FIRST.index(one.state), _latest_first(one.expires)))
    near = next((p for p in candidates if p.nearly_names(goods)), None)
    return Cell(goods, asked, Coverage.MISSING, near=near)


def worst(cells: Iterable[Cell]) -> Coverage:
    """The state of a product in a market: its worst cell; nothing asked means not required."""
    return worst_of(one.state for one in cells)


def worst_of(states: Iterable[Coverage]) -> Coverage:
    """The worst of some states; none means not required."""
    return max(states, key=_BEST_FIRST.index, default=Coverage.NOT_REQUIRED)


class PaperIndex:
    """Papers found by what they name, so that a long list of goods is judged in one pass over its papers."""

    def __init__(self, papers: Iterable[PaperFacts]) -> None:
        self._papers = {paper.id: paper for paper in papers}
        self._by_goods: dict[str, list[str]] = {}
        self._by_model: dict[str, list[str]] = {}
        self._by_number: dict[str, list[str]] = {}
        for paper in self._papers.values():
            self._by_number.setdefault(paper.number, []).append(paper.id)
            for goods in (*paper.product_ids, *paper.filed_for):
                self._by_goods.setdefault(goods, []).append(paper.id)
            for model in folded(paper.models):
                self._by_model.setdefault(model, []).append(paper.id)

    def about(self, goods: GoodsFacts) -> tuple[PaperFacts, ...]:
        """The papers that name these goods or are filed for them, and all with one of their numbers."""
        named = list(self._by_goods.get(goods.id, ()))
        named += [key for model in folded(goods.models) for key in self._by_model.get(model, ())]
        numbers = dict.fromkeys(self._papers[key].number for key in named)
        found = dict.fromkeys(key for number in numbers for key in self._by_number[number])
        return tuple(self._papers[key] for key in found)


def _judge(
    goods: GoodsFacts, asked: Asked, paper: PaperFacts, papers: Sequence[PaperFacts], day: date
) -> Cell:
    status = status_on(paper.validity, day)
    state = _STATES.get(status, Coverage.MISSING)
    if state in (Coverage.VALID, Coverage.EXPIRING) and not holds_on(paper.validity, day):
        state = Coverage.IN_REVIEW
    doubts = paper_doubts(goods, paper, asked.scheme, papers)
    if doubts and state in (Coverage.VALID, Coverage.EXPIRING):
        state = Coverage.DOUBTFUL
    return Cell(goods, asked, state, paper, paper.validity.valid_to, doubts)


_STATES = {
    CertificateStatus.DRAFT: Coverage.IN_REVIEW,
    CertificateStatus.SUBMITTED: Coverage.IN_REVIEW,
    CertificateStatus.UNDER_REVIEW: Coverage.IN_REVIEW,
    CertificateStatus.VALID: Coverage.VALID,
    CertificateStatus.EXPIRING: Coverage.EXPIRING,
    CertificateStatus.EXPIRED: Coverage.EXPIRED,
}


def _latest_first(expires: date | None) -> int:
    return -(expires or date.max).toordinal()


def cell_reason(one: Cell) -> Message:
    """One sentence that says why the cell is as it is."""
    scheme = one.asked.scheme.name
    if one.paper is None:
        if one.near is not None:
            models = listed(sorted(one.near.models))
            return msg("{number} lists {models} only", number=one.near.number, models=models)
        return msg("No {scheme} is on file", scheme=scheme)
    if one.doubts:
        return one.doubts[0]
    if one.expires is None:
        return msg("{number} has no end date", number=one.paper.number)
    return msg("{number} ends on {day}", number=one.paper.number, day=one.expires)
