"""State tables: what may follow what, how the stepper stands, who may hand over when."""

from __future__ import annotations

from datetime import date

import pytest

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.parties.vetting import CheckFacts, Vetting, vet
from qualitydesk.domain.shipments.custody import (
    LegFacts,
    gaps,
    require_acceptance,
    require_hand_over,
)
from qualitydesk.domain.shipments.duties import entry_words
from qualitydesk.domain.shipments.gate_facts import LotFacts
from qualitydesk.domain.shipments.states import (
    DUTY_MOVES,
    LEG_MOVES,
    SHIPMENT_MOVES,
    DutyState,
    LegState,
    ShipmentStatus,
    WayStep,
    may_move,
    require_move,
    steps,
)
from qualitydesk.domain.steps import StepMark
from qualitydesk.domain.values import Bilingual

S = ShipmentStatus


def test_an_entry_without_its_number_comes_after_arrival_or_never_came() -> None:
    assert str(entry_words("26NL0001", S.RECEIVED)) == "MRN 26NL0001"
    assert {str(entry_words("", status)) for status in (S.RECEIVED, S.CLOSED)} == {"no MRN on record"}
    assert {str(entry_words("", status)) for status in (S.DRAFT, S.IN_TRANSIT)} == {"MRN after arrival"}


def test_every_state_has_its_row() -> None:
    assert set(SHIPMENT_MOVES) == set(ShipmentStatus)
    assert set(DUTY_MOVES) == set(DutyState)
    assert set(LEG_MOVES) == set(LegState)


@pytest.mark.parametrize(
    ("old", "new"),
    [(S.DRAFT, S.RELEASED), (S.DRAFT, S.IN_TRANSIT), (S.DECLARED, S.IN_TRANSIT), (S.CLOSED, S.DRAFT)],
)
def test_the_gate_cannot_be_walked_around(old: ShipmentStatus, new: ShipmentStatus) -> None:
    assert not may_move(SHIPMENT_MOVES, old, new)
    with pytest.raises(RuleBroken):
        require_move(SHIPMENT_MOVES, old, new)


def test_customs_may_hold_and_release_again() -> None:
    assert may_move(SHIPMENT_MOVES, S.CUSTOMS_HOLD, S.CUSTOMS_RELEASED)
    assert may_move(SHIPMENT_MOVES, S.CUSTOMS_RELEASED, S.CUSTOMS_HOLD)


def test_a_replaced_duty_stays_replaced() -> None:
    assert DUTY_MOVES[DutyState.REPLACED] == ()


def test_stepper_stands_at_the_gate() -> None:
    closed = {step.name: step.mark for step in steps(S.DECLARED, gate_open=False)}
    assert closed[WayStep.DECLARED] is StepMark.DONE
    assert closed[WayStep.GATE] is StepMark.BLOCKED
    assert closed[WayStep.IN_TRANSIT] is StepMark.LATER
    opened = {step.name: step.mark for step in steps(S.DECLARED, gate_open=True)}
    assert opened[WayStep.GATE] is StepMark.NOW
    assert all(step.mark is StepMark.DONE for step in steps(S.CLOSED, gate_open=True))


ROTTERDAM, ANTWERP = Bilingual("Rotterdam", "鹿特丹"), Bilingual("Antwerp")


def _leg(number: int, state: LegState, **more: object) -> LegFacts:
    return LegFacts(f"leg{number}", number, "Road", state, holder_id="carrier", **more)  # type: ignore[arg-type]  # the facts a test names are right by construction


def test_hand_over_waits_for_the_leg_before() -> None:
    legs = [_leg(1, LegState.HANDED_OVER), _leg(2, LegState.PLANNED)]
    with pytest.raises(RuleBroken):
        require_hand_over(legs, "leg2")
    require_hand_over([_leg(1, LegState.ACCEPTED), _leg(2, LegState.PLANNED)], "leg2")


def test_nobody_can_hold_nothing() -> None:
    leg = LegFacts("leg1", 1, "Road", LegState.PLANNED)
    with pytest.raises(RuleBroken):
        require_hand_over([leg], "leg1")


def test_refusal_needs_words() -> None:
    leg = _leg(1, LegState.HANDED_OVER)
    with pytest.raises(RuleBroken):
        require_acceptance(leg, LegState.REFUSED, " ")
    require_acceptance(leg, LegState.ACCEPTED, "")


def test_a_gap_in_the_way_is_seen_past_customs() -> None:
    legs = [
        _leg(1, LegState.PLANNED, origin=Bilingual("Ningbo"), destination=ROTTERDAM),
        LegFacts("customs", 2, "Customs", LegState.PLANNED),
        _leg(3, LegState.PLANNED, origin=ANTWERP, destination=Bilingual("Venlo")),
    ]
    assert [(one.destination, after.origin) for one, after in gaps(legs)] == [(ROTTERDAM, ANTWERP)]


DAY = date(2026, 11, 20)


def _checks(*kinds: str, outcome: str = "Passed", valid_to: date | None = None) -> list[CheckFacts]:
    return [CheckFacts(kind, outcome, date(2026, 1, 1), valid_to) for kind in kinds]


def test_vetting_by_role() -> None:
    assert vet(["carrier"], _checks("Identity", "Licence"), DAY).verdict is Vetting.VETTED
    missing = vet(["payment_provider"], _checks("Identity", "Credit"), DAY)
    assert (missing.verdict, missing.missing) == (Vetting.MISSING, ("Identity of the leader", "Supervision"))
    assert vet(["importer"], [], DAY).verdict is Vetting.VETTED


def test_vetting_ends_and_fails() -> None:
    lapsed = _checks("Identity", "Licence", valid_to=date(2026, 11, 19))
    assert vet(["carrier"], lapsed, DAY).verdict is Vetting.LAPSED
    soon = _checks("Identity", "Licence", valid_to=date(2026, 12, 1))
    assert vet(["carrier"], soon, DAY).verdict is Vetting.EXPIRING
    failed = [*_checks("Identity", "Licence"), CheckFacts("Licence", "Failed", date(2026, 6, 1))]
    assert vet(["carrier"], failed, DAY).verdict is Vetting.FAILED


def test_a_lot_set_aside_after_its_concession_is_let_go_no_more() -> None:
    decided = LotFacts("1", "L-1", "Released", decision="Use as is", inspection_status="Approved")
    assert decided.concession
    for status in ("Hold", "Rework or sort", "Return to supplier", "Scrapped", "Recalled"):
        assert not decided._replace(status=status).concession
