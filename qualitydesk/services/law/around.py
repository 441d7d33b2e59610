"""What the packs know of a market beside its rules, as parts of a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qualitydesk.domain.markets import COST_BEARERS, Market, ReturnCost, as_known
from qualitydesk.domain.values import Bilingual, Message, msg

Words = Message | Bilingual | str


@dataclass(frozen=True, slots=True)
class Part:
    """One labelled part of a rule's text; several lines stand under each other."""

    label: Message
    lines: tuple[Words, ...]


def market_parts(market: Market, today: date) -> tuple[Part, ...]:
    """Where disputes go, who pays the way back, what is asked of a declarant, what is still coming."""
    bodies = tuple(as_known(each.name, each.confidence) for each in market.disputes)
    facts = tuple(as_known(each.text, each.confidence) for each in market.declarant_facts)
    coming = tuple(
        as_known(_dated(each.day, each.what), each.confidence)
        for each in market.upcoming
        if each.day is None or each.day >= today
    )
    return (
        Part(msg("Disputes"), bodies),
        Part(msg("Way back of the goods"), _way_back(market.return_cost)),
        Part(msg("Customs declarant"), facts),
        Part(msg("Coming changes"), coming),
    )


def _dated(day: date | None, what: Bilingual) -> Message:
    return msg("{day}: {what}", day=day or msg("day not known yet"), what=what)


def _way_back(cost: ReturnCost | None) -> tuple[Words, ...]:
    if cost is None:
        return ()
    regret, fault = COST_BEARERS[cost.change_of_mind], COST_BEARERS[cost.defective]
    said = (
        msg("The buyer changed his mind: {who}", who=regret),
        msg("The goods are defective: {who}", who=fault),
    )
    notes = (note for note in (cost.note, cost.confidence_note) if note)
    return (*(as_known(each, cost.confidence) for each in said), *notes)
