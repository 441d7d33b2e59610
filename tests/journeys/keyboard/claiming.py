"""The claim by keyboard: who answers is named and seen, then from the first word to the report."""

from __future__ import annotations

from PySide6.QtCore import Qt

from qualitydesk.domain.claims.words import ClaimStatus
from tests.journeys.keyboard.beginning import SECRET
from tests.journeys.keyboard.typist import Typist
from ui.screens.claims.screen import ClaimsScreen
from ui.screens.shipments.screen import ShipmentsScreen

IMPORTER = "Brückner Haushaltswaren GmbH"


def name_the_importer(typist: Typist) -> None:
    """In the shipment: to the duties, down to the operator, who it is and by what paper."""
    typist.call("SH-2026-0418", "SH-2026-0418")
    space = typist.screen(ShipmentsScreen).workspace
    typist.wait(lambda: space.shipment is not None)
    typist.quiet()
    for _pane in ("gate", "duties"):
        typist.tap(Qt.Key.Key_F6)
    typist.walk_to("EU operator")
    typist.press(Qt.Key.Key_Return)
    typist.to("Party")
    choose(typist, "Haushaltswaren", IMPORTER)
    typist.answer({"Paper that shows it": "Import agreement of 12 Nov 2026"})
    typist.wait(lambda: space.shipment is not None and space.shipment.answers)


def choose(typist: Typist, words: str, line: str) -> None:
    """Type into a lookup, wait for its offer, Down and Enter."""
    field = typist.focus()
    typist.type(words)
    typist.wait(lambda: typist.focus() is not field)  # the offer has opened
    typist.tap(Qt.Key.Key_Down)
    typist.tap(Qt.Key.Key_Return)
    typist.wait(lambda: line in field.text())  # type: ignore[attr-defined]  # a lookup's line


def open_claim(typist: Typist) -> ClaimsScreen:
    typist.call("> claims", "Claims")
    screen = typist.screen(ClaimsScreen)
    typist.press(Qt.Key.Key_Space)  # the empty list has given the keys to its button
    typist.to("Order, tracking, lot or serial number")
    typist.type("DE-3058871")
    typist.press(Qt.Key.Key_Return)
    said = "After five weeks the kettle leaks at the bottom."
    typist.answer({"What the buyer says": said, "Asked": "Refund", "Amount asked": "39.90"})
    typist.wait(lambda: screen.stepping.file is not None)
    typist.quiet()
    return screen


def status(screen: ClaimsScreen) -> ClaimStatus | None:
    return screen.stepping.file.status if screen.stepping.file is not None else None


def becomes(typist: Typist, screen: ClaimsScreen, wanted: ClaimStatus) -> None:
    typist.wait(lambda: status(screen) is wanted)
    typist.quiet()


def investigate(typist: Typist, screen: ClaimsScreen) -> None:
    """Single letters while the claim has the keys: triage, investigation, reason, shares, cost."""
    typist.letter("t")
    becomes(typist, screen, ClaimStatus.TRIAGED)
    typist.letter("i")
    becomes(typist, screen, ClaimStatus.INVESTIGATION)
    typist.letter("w")
    typist.answer({"In words": "Leak at the base seam"})
    typist.letter("l")
    typist.answer({"Percent of Haoyu": "100"})
    typist.letter("c")
    typist.answer({"Kind": "Refund of price", "Amount": "39.90"})
    typist.wait(lambda: screen.stepping.file is not None and screen.stepping.file.ledger.rows)
    typist.quiet()


def settle(typist: Typist, screen: ClaimsScreen) -> None:
    """Decide, settle, waive what the maker credits otherwise, close."""
    typist.letter("d")
    typist.answer({"Remedy granted": "Refund", "Amount": "39.90", "Goods": "Buyer keeps it"})
    becomes(typist, screen, ClaimStatus.DECIDED)
    typist.letter("s")
    typist.answer({})
    becomes(typist, screen, ClaimStatus.SETTLED)
    typist.call("> waive", "Waive recovery")
    typist.answer({"Reason": "The maker credits it with the next invoice"})
    typist.quiet()
    typist.call("> close claim", "Close claim")
    typist.answer({})
    becomes(typist, screen, ClaimStatus.CLOSED)


def issue_report(typist: Typist) -> None:
    typist.letter("p")
    typist.answer({"Your password, as your signature": SECRET})
