"""Goods and papers as they name each other: what coverage and the doubts look at.

Whether a paper is enough is decided in coverage, what is odd about it in plausibility.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from qualitydesk.domain.certification.status import Validity
from qualitydesk.domain.values import NOTHING, Bilingual


class GoodsFacts(NamedTuple):
    """A product as papers name it; ``models`` are all names under which it is sold."""

    id: str
    sku: str
    category: str
    models: frozenset[str]
    maker_id: str = ""
    model: str = ""


class PaperFacts(NamedTuple):
    """A certificate and what it names: whole products, or models of those it is filed for."""

    id: str
    number: str
    scheme: str
    market: str
    validity: Validity
    holder_id: str = ""
    holder: Bilingual = NOTHING
    body_number: str = ""
    issued_on: date | None = None
    product_ids: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    filed_for: frozenset[str] = frozenset()
    doubt: str = ""
    settled: frozenset[str] = frozenset()
    """Doubts, in English, that a person settled."""

    def names(self, goods: GoodsFacts) -> bool:
        """Whether it covers these goods, as a whole product or by a model."""
        return goods.id in self.product_ids or bool(folded(self.models) & folded(goods.models))

    def nearly_names(self, goods: GoodsFacts) -> bool:
        """Filed for this product, but its list of models leaves the product out."""
        return goods.id in self.filed_for and not self.names(goods)


def folded(models: frozenset[str]) -> frozenset[str]:
    """Names of models as they are compared: without regard to case and outer spaces."""
    return frozenset(model.casefold().strip() for model in models)
