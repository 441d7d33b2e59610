"""The advice ranks the lawful ways out by what they cost."""

from __future__ import annotations

from dataclasses import replace

from qualitydesk.domain.claims.remedy import Advice, RemedyFacts, advise
from qualitydesk.domain.claims.words import ClaimKind, Disposition, Remedy, remedy_name
from qualitydesk.domain.money import Money
from qualitydesk.translation import Translator


def euro(text: str) -> Money:
    return Money.of(text, "EUR")


KETTLE = RemedyFacts(
    kind=ClaimKind.DEFECTIVE,
    asked=Remedy.REFUND,
    price=euro("39.90"),
    landed=euro("14.00"),
    freight_out=euro("5.60"),
    freight_back=euro("7.45"),
    handling=euro("3.00"),
)


def ways(facts: RemedyFacts) -> dict[tuple[Remedy, Disposition], Advice]:
    return {(way.remedy, way.disposition): way for way in advise(facts)}


def test_a_cheap_kettle_is_not_sent_back() -> None:
    found = ways(KETTLE)
    kept, returned = (Remedy.REFUND, Disposition.KEEPS), (Remedy.REFUND, Disposition.RETURN)
    assert found[kept].cost == euro("39.90") < found[returned].cost == euro("46.15")
    assert found[kept].is_asked


def test_the_cheapest_way_comes_first() -> None:
    costs = [way.cost.minor for way in advise(replace(KETTLE, repair=euro("9.00")))]
    assert costs == sorted(costs)
    assert advise(KETTLE)[0].remedy is Remedy.REPLACEMENT


def test_unsafe_goods_always_come_back() -> None:
    assert all(way.disposition is Disposition.RETURN for way in advise(replace(KETTLE, unsafe=True)))


def test_a_way_back_that_the_buyer_pays_costs_us_nothing() -> None:
    returned = (Remedy.REFUND, Disposition.RETURN)
    facts = replace(KETTLE, kind=ClaimKind.CHANGE_OF_MIND)
    ours, theirs = ways(facts)[returned], ways(replace(facts, buyer_pays_back=True))[returned]
    assert ours.cost - theirs.cost == facts.freight_back
    assert "the buyer pays the way back" in Translator("en")(theirs.why)


def test_a_withdrawal_is_paid_back_and_nothing_else() -> None:
    assert {way.remedy for way in advise(replace(KETTLE, kind=ClaimKind.CHANGE_OF_MIND))} == {Remedy.REFUND}


def test_without_stock_nothing_is_replaced() -> None:
    assert Remedy.REPLACEMENT not in {way.remedy for way in advise(replace(KETTLE, in_stock=False))}


def test_the_remedy_for_missing_parts_has_another_name_than_the_complaint() -> None:
    chinese = Translator("zh_CN")
    assert chinese(ClaimKind.MISSING_PARTS.value) == "缺件"
    assert chinese(remedy_name(Remedy.PARTS)) == "补发缺件"
    assert {str(remedy_name(each)) for each in Remedy} == {
        "Send the missing parts" if each is Remedy.PARTS else each.value for each in Remedy
    }
