"""One order of the example company: who bought what out of which voyage, when and for how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from qualitydesk.services.demo.voyages import Cargo, Voyage

MARKUP = {"EU": 229, "GB": 205, "US": 240}
"""The price in the shop in percent of the price declared to customs, in the market's currency."""


@dataclass(frozen=True)
class Sale:
    """One order of one piece out of a voyage."""

    number: str
    voyage: Voyage
    cargo: Cargo
    buyer: Sequence[str]
    placed: datetime

    @property
    def price(self) -> int:
        """What the buyer paid, in minor units."""
        return self.cargo.article.price * MARKUP[self.voyage.market] // 100 // 10 * 10 + 9

    @property
    def delivered(self) -> datetime:
        """When the parcel was handed over."""
        return self.placed + timedelta(days=4, hours=5)
