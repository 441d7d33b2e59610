"""What the gate needs before it can judge at all: goods, and a market whose rules are known.

Where nothing is asked nothing is missing; such a shipment is not in order, it is unknown.
"""

from __future__ import annotations

from qualitydesk.domain.shipments.gate_facts import GateFacts, by_house, house_rule
from qualitydesk.domain.values import Finding, Severity, msg


def goods_and_rules_known(facts: GateFacts) -> list[Finding]:
    """There are goods, and rules for where they go; no word is lost on it when there are."""
    rule = house_rule(facts, "goods_and_rules_known", Severity.STOP, "House rule")
    found = []
    if not facts.market_known:
        title = msg("No rules are known for the market “{market}”.", market=facts.journey.market)
        found.append(by_house("gate.market_unknown", title, rule, facts.number, target=facts.shipment_id))
    if not facts.lines:
        title = msg("The shipment has no goods yet")
        found.append(by_house("gate.no_goods", title, rule, facts.number, target=facts.shipment_id))
    return found
