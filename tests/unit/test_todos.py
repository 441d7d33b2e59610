"""To-dos: what waits, how urgent it is, in which order; by dates alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from qualitydesk.domain.money import Money
from qualitydesk.domain.people import Role
from qualitydesk.domain.todos import (
    KINDS_OF,
    DueClaim,
    EndingCertificate,
    MissingPhotos,
    Todo,
    TodoFacts,
    TodoKind,
    UnreleasedShipment,
    WaitingApproval,
    WaitingRefund,
    find_todos,
)
from qualitydesk.domain.values import Bilingual, Tone

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
"""In Shanghai it is the 21st already."""
KETTLE = Bilingual("Glass kettle", "玻璃电热水壶")


def paper(valid_to: date) -> EndingCertificate:
    return EndingCertificate("C1", "DoC 1", "CE", "EU", KETTLE, valid_to)


def found(facts: TodoFacts) -> tuple[Todo, ...]:
    return find_todos(facts, NOW, "Asia/Shanghai")


@pytest.mark.parametrize(
    ("valid_to", "days", "tone"),
    [
        (date(2026, 11, 20), -1, Tone.BAD),
        (date(2026, 11, 21), 0, Tone.BAD),
        (date(2026, 12, 5), 14, Tone.BAD),
        (date(2026, 12, 6), 15, Tone.WARN),
        (date(2027, 1, 20), 60, Tone.WARN),
        (date(2027, 1, 21), 61, Tone.MUTE),
        (date(2027, 2, 19), 90, Tone.MUTE),
    ],
)
def test_a_certificate_is_said_at_each_step_before_its_end(valid_to: date, days: int, tone: Tone) -> None:
    (todo,) = found(TodoFacts(certificates=(paper(valid_to),)))
    assert (todo.days, todo.tone, todo.opens, todo.key) == (days, tone, "certificate", "C1")
    assert ("ended" in str(todo.title)) == (days < 0)


@pytest.mark.parametrize("valid_to", [date(2027, 2, 20), date(2026, 10, 21)])
def test_far_away_and_long_past_is_no_to_do(valid_to: date) -> None:
    assert found(TodoFacts(certificates=(paper(valid_to),))) == ()


def test_a_claim_is_said_from_seven_days_before_and_stays_when_missed() -> None:
    def claim(day: int) -> DueClaim:
        return DueClaim("K", "CL-1", "M. Krüger", Bilingual("Refund"), "BGB § 357", date(2026, 11, day))

    assert found(TodoFacts(claims=(claim(29),))) == ()
    tones = [found(TodoFacts(claims=(claim(day),)))[0].tone for day in (28, 24, 23, 19)]
    assert tones == [Tone.WARN, Tone.WARN, Tone.BAD, Tone.BAD]


def test_a_shipment_near_its_cut_off_says_whether_the_gate_stops_it() -> None:
    def shipment(day: int, stops: int) -> UnreleasedShipment:
        return UnreleasedShipment(
            "S", "SH-1", Bilingual("Rotterdam"), datetime(2026, 11, day, 9, tzinfo=UTC), stops
        )

    (stopped,) = found(TodoFacts(shipments=(shipment(24, 3),)))
    assert (str(stopped.title), stopped.tone) == ("SH-1 is stopped at the gate (3)", Tone.BAD)
    (open_,) = found(TodoFacts(shipments=(shipment(24, 0),)))
    assert (str(open_.title), open_.tone) == ("SH-1 is not released yet", Tone.WARN)
    assert found(TodoFacts(shipments=(shipment(25, 3),))) == ()


def test_the_urgent_comes_first_and_what_has_no_day_after_what_is_amber() -> None:
    facts = TodoFacts(
        certificates=(paper(date(2027, 2, 1)), paper(date(2026, 11, 25))),
        claims=(DueClaim("K", "CL-1", "B", Bilingual("Refund"), "law", date(2026, 11, 22)),),
        approvals=(WaitingApproval("I", "IN-1", "NB-1", KETTLE, Bilingual("Chen Yu")),),
        refunds=(WaitingRefund("K", "CL-1", Money(3990, "EUR"), Bilingual("Sofia")),),
        photos=(MissingPhotos("I", "IN-2", "NB-1", KETTLE, 2),),
    )
    order = [(todo.kind, todo.days) for todo in found(facts)]
    assert order == [
        (TodoKind.CLAIM, 1),
        (TodoKind.CERTIFICATE, 4),
        (TodoKind.PHOTO, None),
        (TodoKind.APPROVAL, None),
        (TodoKind.REFUND, None),
        (TodoKind.CERTIFICATE, 72),
    ]


def test_every_role_has_its_kinds_and_an_auditor_none() -> None:
    assert set(KINDS_OF) == set(Role)
    assert KINDS_OF[Role.AUDITOR] == ()
    assert set(KINDS_OF[Role.MANAGER]) == set(TodoKind)
