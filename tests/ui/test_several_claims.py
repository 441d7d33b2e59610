"""Ticked claims on the real screen: handed over with a word and back, closed together, refused by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.records import Claim
from qualitydesk.services import claims
from tests.builders import add_claim
from tests.ui.ticked import Seat
from ui.context import Context
from ui.issuing.several import IssueSeveralDialog
from ui.screens.claims.screen import ClaimsScreen


class Claims(Seat):
    """The screen with two new claims of the person at the desk."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        desk = context.desk
        with desk.store.write(desk.person, "make claims") as work:
            handled = {"handler_id": desk.person.id}
            self.keys = tuple(add_claim(work, number=f"CL-{n}", **handled) for n in (1, 2))
        screen = ClaimsScreen(context)
        context.theme.dress(screen)
        super().__init__(qtbot, context, screen)

    def tick_all(self) -> None:
        self.tick(*self.keys)

    def handlers(self) -> set[str]:
        return {str(claims.open_claim(self.context.desk, key).handler) for key in self.keys}


@pytest.fixture
def seat(qtbot: QtBot, seated: Context) -> Iterator[Claims]:
    made = Claims(qtbot, seated)
    yield made
    made.screen.close()
    made.screen.deleteLater()


def test_claims_are_handed_over_and_taken_back(seat: Claims) -> None:
    seat.tick_all()
    seat.press("Reassign")
    sofia = next(one.id for one in claims.handler_choices(seat.context.desk) if one.label == "Sofia Brandt")
    seat.confirm(handler_id=sofia, note="She speaks German")
    assert seat.said[-1] == "2 claims are Sofia Brandt's now."
    assert seat.handlers() == {"Sofia Brandt"}
    assert not seat.screen.list.table.rows.checked
    seat.undo()
    assert seat.handlers() == {"Lin Tao"}


def test_claims_that_lack_something_are_named_and_none_is_closed(seat: Claims) -> None:
    seat.tick_all()
    seat.press("Close claims")
    seat.confirm()
    assert "CL-1: " in seat.said[-1]
    assert "CL-2: " in seat.said[-1]
    assert {claims.open_claim(seat.context.desk, key).status for key in seat.keys} == {ClaimStatus.NEW}
    assert seat.screen.list.table.rows.checked == set(seat.keys)


def test_their_reports_are_issued_with_one_signature(seat: Claims) -> None:
    seat.tick_all()
    seat.press("Issue reports")
    dialog = seat.dialog()
    assert isinstance(dialog, IssueSeveralDialog)
    assert dialog.windowTitle() == "Issue 2 papers"
    dialog.reject()
    seat.settle()


def test_the_claim_that_is_open_is_handed_over_by_key(seat: Claims) -> None:
    seat.screen.open_record(seat.keys[0])
    seat.qtbot.waitUntil(lambda: seat.screen.stepping.file is not None)
    seat.settle()
    assert seat.screen.action_set is not None
    seat.screen.action_set.run("hand_over")
    seat.settle()
    seat.confirm(handler_id="")
    assert seat.said[-1] == "1 claim is nobody's now."
    seat.qtbot.waitUntil(lambda: "Handed over to nobody" in all_words(seat))
    with seat.context.desk.store.write(seat.context.desk.person, "end") as work:
        work.change(Claim, seat.keys[0], status=ClaimStatus.CLOSED)
    seat.screen.refresh(frozenset())
    seat.settle()
    assert "ended" in seat.screen.action_set.find("hand_over").locked()


def all_words(seat: Claims) -> str:
    log = seat.screen.workspace.messages
    return " ".join(part.text() for part in log.findChildren(QLabel))


def test_handlers_are_a_filter_and_nobodys_claims_a_view(seat: Claims) -> None:
    claims.hand_over_claims(seat.context.desk, {seat.keys[0]: None})
    seat.screen.list.views.tabs.choose("nobody")
    seat.settle()
    seat.qtbot.waitUntil(lambda: seat.screen.list.table.rows.shown_records() == 1)
    assert seat.screen.list.filters.chosen["handler"] == ("nobody",)
    seat.screen.list.views.tabs.choose("mine")
    seat.settle()
    seat.qtbot.waitUntil(lambda: seat.screen.list.table.rows.shown_records() == 1)
    assert seat.screen.list.filters.chosen["handler"] == (seat.context.desk.person.id,)
