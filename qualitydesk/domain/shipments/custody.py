"""Who holds, who owns and who answers on each leg, and which hand-overs may happen.

The owner and the holder are two facts; the customs leg names a declarant and nobody who answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.shipments.states import LEG_MOVES, LegState, require_move
from qualitydesk.domain.values import NOTHING, WAY, Bilingual, joined, msg


class Transport(StrEnum):
    """How goods move on a leg, or that they rest."""

    SEA = "Sea"
    AIR = "Air"
    RAIL = "Rail"
    ROAD = "Road"
    POST = "Post"
    STORAGE = "Storage"
    CUSTOMS = "Customs"


TAKEN_OVER = (LegState.ACCEPTED, LegState.ACCEPTED_WITH_REMARKS)


class LegFacts(NamedTuple):
    """One stretch of the way; places and parties by name, empty where none is named."""

    id: str
    leg_no: int
    transport: str
    state: LegState
    origin: Bilingual = NOTHING
    destination: Bilingual = NOTHING
    answers: Bilingual = NOTHING
    holder: Bilingual = NOTHING
    owner: Bilingual = NOTHING
    declarant: Bilingual = NOTHING
    planned_from: date | None = None
    planned_to: date | None = None
    handed_over_at: datetime | None = None
    accepted_at: datetime | None = None
    answers_id: str = ""
    holder_id: str = ""
    owner_id: str = ""
    declarant_id: str = ""

    @property
    def way(self) -> Bilingual:
        """From where to where, or the one place where goods are stored."""
        return joined(dict.fromkeys((self.origin, self.destination)), WAY)

    @property
    def customs(self) -> bool:
        return self.transport == Transport.CUSTOMS


def in_order(legs: Sequence[LegFacts]) -> tuple[LegFacts, ...]:
    """The legs as they are travelled."""
    return tuple(sorted(legs, key=lambda leg: leg.leg_no))


def require_hand_over(legs: Sequence[LegFacts], leg_id: str) -> None:
    """Refuse a hand-over while an earlier leg is not taken over, or when nobody would hold the goods."""
    leg = _leg(legs, leg_id)
    require_move(LEG_MOVES, leg.state, LegState.HANDED_OVER)
    waiting = [one for one in in_order(legs) if one.leg_no < leg.leg_no and one.state not in TAKEN_OVER]
    if waiting:
        raise RuleBroken(msg("Leg {n} has not been accepted yet.", n=waiting[0].leg_no))
    if not leg.customs and not leg.holder_id:
        raise RuleBroken(
            msg("Nobody is named to hold the goods on this leg."),
            fields={"holder": msg("Name who holds them.")},
        )


def require_acceptance(leg: LegFacts, new: LegState, remarks: str) -> None:
    """Refuse an acceptance out of order, and remarks or a refusal without words."""
    require_move(LEG_MOVES, leg.state, new)
    if new in (LegState.ACCEPTED_WITH_REMARKS, LegState.REFUSED) and not remarks.strip():
        raise RuleBroken(
            msg("Say what was remarked or why the goods were refused."),
            fields={"remarks": msg("A remark is needed.")},
        )


def gaps(legs: Sequence[LegFacts]) -> tuple[tuple[LegFacts, LegFacts], ...]:
    """Neighbouring legs where one ends elsewhere than the next begins; customs entries are passed over."""
    way = [leg for leg in in_order(legs) if not leg.customs and leg.origin and leg.destination]
    return tuple((one, after) for one, after in pairwise(way) if one.destination != after.origin)


def _leg(legs: Sequence[LegFacts], leg_id: str) -> LegFacts:
    return next(leg for leg in legs if leg.id == leg_id)
