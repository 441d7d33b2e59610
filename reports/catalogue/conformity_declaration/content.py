"""What a declaration of conformity states, frozen: what the certificate's record holds, and nothing more."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from qualitydesk.domain.values import Bilingual


@dataclass(frozen=True, slots=True)
class Declarer:
    """On whose sole responsibility it is declared: name, address and contact as recorded."""

    name: Bilingual
    address: str
    contact: str


@dataclass(frozen=True, slots=True)
class DeclaredGoods:
    """A product that is declared."""

    sku: str
    name: Bilingual
    maker: Bilingual


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything on the paper, in the order of the paper.

    The order is that of the model declaration (Decision No 768/2008/EC, Annex III).
    """

    number: str
    status: str
    scheme: Bilingual
    market: Bilingual
    goods: tuple[DeclaredGoods, ...]
    models: tuple[str, ...]
    declarer: Declarer
    citations: tuple[str, ...]
    standards: tuple[str, ...]
    body: Bilingual
    body_number: str
    valid_from: date | None
    valid_to: date | None
    elements: tuple[Bilingual, ...]


def without(content: Declaration, left_out: AbstractSet[str]) -> Declaration:
    """The same declaration less the blocks that were not chosen."""
    return replace(content, elements=()) if "elements" in left_out else content
