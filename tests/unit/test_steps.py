"""What can still come of a record: read from the state tables."""

from __future__ import annotations

import pytest

from qualitydesk.domain.certification.status import CertificateStatus, may_become
from qualitydesk.domain.inspection.states import InspectionStatus, can_be_approved, still_possible
from qualitydesk.domain.steps import still_ahead

S = InspectionStatus
C = CertificateStatus


def test_what_is_ahead_may_go_in_circles() -> None:
    ways = {"open": ("sent",), "sent": ("back", "done"), "back": ("sent",), "done": ()}
    assert still_ahead("back", ways.__getitem__) == {"back", "sent", "done"}
    assert still_ahead("done", ways.__getitem__) == {"done"}


@pytest.mark.parametrize(
    ("verb", "status", "possible"),
    [
        ("approve", S.PLANNED, True),
        ("submit", S.SUBMITTED, True),  # once it is sent back
        ("cancel", S.IN_PROGRESS, False),
        ("abort", S.APPROVED, False),
        ("send_back", S.WAIVED, False),
    ],
)
def test_a_step_of_an_inspection_can_still_come(verb: str, status: InspectionStatus, possible: bool) -> None:
    assert still_possible(verb, status) is possible


def test_only_what_is_not_given_up_can_be_approved() -> None:
    assert {each for each in S if not can_be_approved(each)} == {S.CANCELLED, S.ABORTED, S.WAIVED}


@pytest.mark.parametrize(
    ("now", "wanted", "possible"),
    [
        (C.DRAFT, C.SUSPENDED, True),
        (C.VALID, C.REJECTED, False),
        (C.SUSPENDED, C.SUPERSEDED, True),
        (C.WITHDRAWN, C.SUSPENDED, False),
    ],
)
def test_a_certificate_may_still_become(
    now: CertificateStatus, wanted: CertificateStatus, possible: bool
) -> None:
    assert may_become(now, wanted) is possible
