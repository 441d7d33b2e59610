"""The remedy: what a decision must say, and what each way out would cost us, cheapest first among those the
buyer may be offered.

The person decides; the advice only shows the figures it rests on. Legal order of remedies: Directive (EU)
2019/771 Art. 13 (repair or replacement first, price back where they fail or are refused).
"""

from __future__ import annotations

from dataclasses import dataclass

from qualitydesk.domain.claims.words import ClaimKind, ClaimStatus, Disposition, Remedy
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Message, msg

MONEY_REMEDIES = (Remedy.REFUND, Remedy.PART_REFUND, Remedy.GOODWILL)
"""Remedies that pay something; the others send goods or work."""


def check_remedy(remedy: Remedy, amount_minor: int | None, reason: str) -> None:
    """A decision grants something, or rejects with a reason; a refund says how much."""
    if remedy is Remedy.NONE:
        raise RuleBroken(msg("Choose a remedy."), fields={"granted": msg("A remedy is needed.")})
    if remedy is Remedy.REJECTED and not reason.strip():
        raise RuleBroken(
            msg("A rejection needs its reason; the buyer has a right to it."),
            fields={"reason": msg("A reason is needed.")},
        )
    if remedy in MONEY_REMEDIES and (amount_minor is None or amount_minor <= 0):
        raise RuleBroken(msg("Say how much is paid back."), fields={"amount": msg("An amount is needed.")})


def check_refundable(status: ClaimStatus, granted: Remedy) -> None:
    """Money goes back only after it was granted, and not from a claim that ended."""
    if granted not in MONEY_REMEDIES:
        raise RuleBroken(msg("No refund was granted on this claim. Decide the remedy first."))
    if status in (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN):
        raise RuleBroken(msg("The claim has ended. Reopen it first."))


@dataclass(frozen=True, slots=True)
class RemedyFacts:
    """What the advice rests on, all in the claim's currency. ``resale_points`` is the part of the landed cost
    that the returned goods still bring.
    """

    kind: ClaimKind
    asked: Remedy
    price: Money
    landed: Money
    freight_out: Money
    freight_back: Money
    handling: Money
    repair: Money | None = None
    resale_points: int = 3_000
    in_stock: bool = True
    unsafe: bool = False
    buyer_pays_back: bool = False
    """The law of the market leaves the way back to the buyer, as a rule when he changed his mind."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One way out: what is granted, what becomes of the goods, what it costs, and why."""

    remedy: Remedy
    disposition: Disposition
    cost: Money
    why: Message
    is_asked: bool


def advise(facts: RemedyFacts) -> tuple[Advice, ...]:
    """The lawful ways out, cheapest first; at the same cost what the buyer asked for comes first."""
    ways = [*_refunds(facts), *_replacements(facts), *_repairs(facts)]
    return tuple(sorted(ways, key=lambda way: (way.cost.minor, not way.is_asked, way.remedy)))


def _resale(facts: RemedyFacts) -> Money:
    return Money.zero(facts.price.currency) if facts.unsafe else facts.landed.share(facts.resale_points)


def _refunds(facts: RemedyFacts) -> list[Advice]:
    nothing = Money.zero(facts.price.currency)
    freight = nothing if facts.buyer_pays_back else facts.freight_back
    back = freight + facts.handling - _resale(facts)
    asked = facts.asked is Remedy.REFUND
    if facts.buyer_pays_back:
        why = msg("Price less what the goods still bring; the buyer pays the way back.")
    else:
        why = msg("Price and way back, less what the goods still bring.")
    returned = Advice(
        Remedy.REFUND,
        Disposition.RETURN,
        facts.price + back,
        why,
        asked,
    )
    keep_why = msg("The way back would cost more than the goods still bring.")
    kept = Advice(Remedy.REFUND, Disposition.KEEPS, facts.price, keep_why, asked)
    if facts.unsafe:
        return [returned]
    return [kept, returned] if back.minor > 0 else [returned]


def _replacements(facts: RemedyFacts) -> list[Advice]:
    if not facts.in_stock or facts.kind is ClaimKind.CHANGE_OF_MIND:
        return []
    cost = facts.landed + facts.freight_out
    disposition = Disposition.RETURN if facts.unsafe else Disposition.KEEPS
    cost = cost + facts.freight_back if facts.unsafe else cost
    why = msg("A second piece from stock and its way to the buyer.")
    return [Advice(Remedy.REPLACEMENT, disposition, cost, why, facts.asked is Remedy.REPLACEMENT)]


def _repairs(facts: RemedyFacts) -> list[Advice]:
    if facts.repair is None or facts.unsafe or facts.kind is not ClaimKind.DEFECTIVE:
        return []
    cost = facts.repair + facts.freight_back + facts.freight_out
    why = msg("Work, and the way there and back.")
    return [Advice(Remedy.REPAIR, Disposition.RETURN, cost, why, facts.asked is Remedy.REPAIR)]
