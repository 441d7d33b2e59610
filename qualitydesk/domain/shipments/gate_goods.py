"""The gate's reasons in the goods themselves: their papers, the decision on each lot, recalls, their numbers
and data.

Who answers for them, and the way they take, is in ``gate``.
"""

from __future__ import annotations

from qualitydesk.domain.certification.coverage import Cell, Coverage, cell_reason
from qualitydesk.domain.identifiers import number_doubts
from qualitydesk.domain.recalled import NAMED_BY
from qualitydesk.domain.rules import HouseRule
from qualitydesk.domain.shipments.duties import (
    element_names,
    lacking_of_goods,
)
from qualitydesk.domain.shipments.gate_facts import (
    GateFacts,
    LineFacts,
    LotFacts,
    RecallFacts,
    by_house,
    by_law,
    house_rule,
    once,
    passed,
)
from qualitydesk.domain.values import Finding, Message, Severity, msg


def certificate_on_arrival(facts: GateFacts) -> list[Finding]:
    """Each paper that the market asks for is on file and in force on the day of arrival."""
    days = house_rule(facts, "certificate_expiring", Severity.WARN, "").days or 30
    return once(_cell_finding(one, facts, days) for one in facts.cells)


def _cell_finding(one: Cell, facts: GateFacts, days: int) -> Finding:
    kind, severity, title = _cell_words(one)
    if one.state is Coverage.EXPIRING and one.expires and (one.expires - facts.journey.day).days > days:
        kind, severity = "gate.certificate", Severity.PASS
        title = msg("{scheme} covers {sku}", scheme=one.asked.scheme.code, sku=one.goods.sku)
    fix = "" if severity is Severity.PASS else "attach_paper"
    scheme, target = one.asked.scheme, one.paper.id if one.paper else one.goods.id
    sure, why = scheme.confidence, cell_reason(one)
    return Finding(kind, severity, title, one.goods.sku, scheme.id, scheme.citation, sure, why, fix, target)


def _cell_words(one: Cell) -> tuple[str, Severity, Message]:
    scheme, sku = one.asked.scheme.code, one.goods.sku
    if one.near is not None:
        title = msg("{scheme} paper does not cover {sku}", scheme=scheme, sku=sku)
        return "gate.certificate_scope", Severity.STOP, title
    match one.state:
        case Coverage.MISSING:
            title = msg("{scheme} paper missing for {sku}", scheme=scheme, sku=sku)
            return "gate.certificate_missing", Severity.STOP, title
        case Coverage.IN_REVIEW:
            title = msg("{scheme} paper of {sku} is not in force yet", scheme=scheme, sku=sku)
            return "gate.certificate_in_review", Severity.STOP, title
        case Coverage.EXPIRED:
            title = msg("{scheme} paper of {sku} has expired", scheme=scheme, sku=sku)
            return "gate.certificate_expired", Severity.STOP, title
        case Coverage.DOUBTFUL:
            title = msg("{scheme} paper of {sku} is doubtful", scheme=scheme, sku=sku)
            return "gate.certificate_doubtful", Severity.WARN, title
        case Coverage.EXPIRING:
            title = msg("{scheme} paper of {sku} ends soon after arrival", scheme=scheme, sku=sku)
            return "gate.certificate_expiring", Severity.WARN, title
    return "gate.certificate", Severity.PASS, msg("{scheme} covers {sku}", scheme=scheme, sku=sku)


def decision_per_lot(facts: GateFacts) -> list[Finding]:
    """The inspection of each lot is approved and its decision is Release."""
    rule = house_rule(facts, "decision_per_lot", Severity.STOP, "House rule")
    return once(_lot_finding(line, rule) for line in facts.lines)


def _lot_finding(line: LineFacts, rule: HouseRule) -> Finding:
    lot, sku = line.lot, line.product.sku
    if lot is None:
        title = msg("No lot named for {sku}", sku=sku)
        return by_house("gate.lot_missing", title, rule, sku, fix="name_lot", target=line.id)
    if lot.released:
        title = msg("Lot {lot} released by {inspection}", lot=lot.number, inspection=lot.inspection)
        return passed("gate.lot_released", title, rule, lot.number)
    fix, target = ("open_inspection", lot.inspection_id) if lot.inspection else ("plan_inspection", lot.id)
    if lot.concession:
        title = msg("Lot {lot} goes out by concession", lot=lot.number)
        finding = by_house("gate.lot_concession", title, rule, lot.number, fix=fix, target=target)
        return finding._replace(severity=Severity.WARN)
    title = msg("No release decision for lot {lot}", lot=lot.number)
    why = _lot_detail(lot)
    return by_house("gate.lot_not_released", title, rule, lot.number, detail=why, fix=fix, target=target)


def _lot_detail(lot: LotFacts) -> Message:
    if not lot.inspection:
        return msg("The lot has not been inspected")
    if lot.inspection_status == "In progress":
        return msg(
            "{inspection} is at unit {done} of {size}, {inspector}",
            inspection=lot.inspection,
            done=lot.units_done,
            size=lot.sample_size,
            inspector=lot.inspector,
        )
    if lot.inspection_status != "Approved":
        return msg("{inspection} is “{status}”", inspection=lot.inspection, status=msg(lot.inspection_status))
    if lot.decision in ("Release", "Use as is"):
        return msg("The lot is on “{status}” since", status=msg(lot.status))
    return msg("{inspection} decided “{decision}”", inspection=lot.inspection, decision=msg(lot.decision))


def _recalled(one: RecallFacts) -> Message:
    if one.by in NAMED_BY:
        return msg(
            "{number} names {subject}: {by}", subject=one.subject, number=one.number, by=NAMED_BY[one.by]
        )
    return msg("{subject} is recalled: {number}", subject=one.subject, number=one.number)


def no_recalled_product(facts: GateFacts) -> list[Finding]:
    """No product and no lot of the shipment is under a recall."""
    rule = house_rule(facts, "no_recalled_product", Severity.STOP, "House rule")
    found = []
    for one in facts.recalls:
        title = _recalled(one)
        known = msg("{title}", title=one.title)
        found.append(
            by_house(
                "gate.recalled", title, rule, one.subject, detail=known, fix="open_recall", target=one.id
            )
        )
    return found or [passed("gate.recalled", msg("No recall touches these goods"), rule, facts.number)]


def numbers_fit(facts: GateFacts) -> list[Finding]:
    """GTIN and HS codes are written as such numbers are; a doubt warns only."""
    rule = house_rule(facts, "numbers_fit", Severity.WARN, "GS1 General Specifications; HS nomenclature")
    found = []
    for product in {line.product.id: line.product for line in facts.lines}.values():
        for scheme, number in (("gtin", product.gtin), ("hs", product.hs_code)):
            for doubt in number_doubts(scheme, number):
                title = msg("{number} of {sku} looks wrong", number=number, sku=product.sku)
                finding = by_house(
                    "gate.number", title, rule, product.sku, fix="complete_product", target=product.id
                )
                found.append(finding._replace(detail=doubt, severity=Severity.WARN))
    return once(found) or [
        passed("gate.number", msg("GTIN and HS codes are well formed"), rule, facts.number)
    ]


def goods_data(facts: GateFacts) -> list[Finding]:
    """The goods carry the data that the law wants declared with them."""
    found = []
    for one in facts.resolved:
        product = one.required.product
        missing = lacking_of_goods(product, one.required.elements)
        if missing:
            title = msg("{sku} lacks {elements}", sku=product.sku, elements=element_names(missing))
            finding = by_law("gate.goods_data", Severity.WARN, title, one, product.sku)
            found.append(finding._replace(fix="complete_product", fix_target=product.id))
    rule = house_rule(facts, "goods_data", Severity.WARN, "House rule")
    return once(found) or [
        passed("gate.goods_data", msg("Data of the goods are complete"), rule, facts.number)
    ]
