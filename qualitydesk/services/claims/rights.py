"""What the law of the buyer's market says beside its deadlines, and the remedies that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.claims.remedy import Advice, RemedyFacts, advise
from qualitydesk.domain.claims.words import ClaimKind, CostKind, Remedy, SafetyFlag
from qualitydesk.domain.markets import CONSUMER, COST_BEARERS, Said, as_known
from qualitydesk.domain.money import Money

if TYPE_CHECKING:
    from qualitydesk.services.claims.around import BuyerFile, ClaimedGoods
    from qualitydesk.services.claims.standing import Standing
    from qualitydesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Rights:
    """Where a consumer may take the dispute, and who pays the way back of the goods."""

    disputes: tuple[Said, ...] = ()
    way_back: Said | None = None
    buyer_pays_back: bool = False


def rights_of(desk: Desk, row: Any, buyer: BuyerFile) -> Rights:
    """Those of the buyer of a claim; none where it is a business or the market is not known."""
    market = desk.rules.market(row.market or row.country) if row.market or row.country else None
    if market is None or buyer.kind == "Business":
        return Rights()
    disputes = tuple(as_known(each.name, each.confidence) for each in market.disputes)
    cost = market.return_cost
    if cost is None or row.kind == ClaimKind.NOT_RECEIVED:
        return Rights(disputes)
    bearer = cost.change_of_mind if row.kind == ClaimKind.CHANGE_OF_MIND else cost.defective
    return Rights(disputes, as_known(COST_BEARERS[bearer], cost.confidence), bearer == CONSUMER)


def advice_on(standing: Standing, goods: tuple[ClaimedGoods, ...], rights: Rights) -> tuple[Advice, ...]:
    """Advice while nothing is decided; unknown landed cost counts as the price."""
    row = standing.row
    if not goods or row.granted != Remedy.NONE:
        return ()
    nothing = Money.zero(row.currency)
    price = sum((item.unit_price * item.quantity for item in goods), nothing)
    out = sum((item.freight_out for item in goods), nothing)
    landed = sum(((item.landed or item.unit_price) * item.quantity for item in goods), nothing)
    known = {cost.kind: Money(cost.minor, row.currency) for cost in standing.costs}
    return advise(
        RemedyFacts(
            kind=ClaimKind(row.kind),
            asked=Remedy(row.asked),
            price=price,
            landed=landed if landed < price else price,
            freight_out=out,
            freight_back=known.get(CostKind.FREIGHT_BACK, out),
            handling=known.get(CostKind.HANDLING, nothing),
            unsafe=row.safety != SafetyFlag.NONE,
            buyer_pays_back=rights.buyer_pays_back,
        )
    )
