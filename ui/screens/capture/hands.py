"""Which check is in hand, and what Enter, X, Backspace and the buttons do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.identifiers import parse_scan
from qualitydesk.domain.inspection.states import CheckOutcome

if TYPE_CHECKING:
    from qualitydesk.services.inspections import CheckLine, DefectLine
    from ui.screens.capture.answers import Answers
    from ui.screens.capture.findings import Findings
    from ui.screens.capture.session import Session


GTIN_CHECK = "gtin"
"""The code of the check that a scan answers by itself."""


class Hands:
    """``place`` is the check in hand, beyond the last when all of the unit are answered.

    ``moved`` is called when another check came into hand; ``field_text`` answers what stands in the number
    field, None when the check in hand has none.
    """

    def __init__(
        self,
        session: Session,
        answers: Answers,
        findings: Findings,
        moved: Callable[[], None],
        field_text: Callable[[], str | None],
    ) -> None:
        self._session, self._answers, self._findings = session, answers, findings
        self._moved, self._field_text = moved, field_text
        self.place = 0

    def on_unit(self) -> Sequence[CheckLine]:
        """The checks of the unit in hand."""
        file = self._session.file
        return [] if file is None else [check for check in file.checks if check.sample_size >= file.unit]

    def check(self) -> CheckLine | None:
        """The check in hand."""
        checks = self.on_unit()
        return checks[self.place] if 0 <= self.place < len(checks) else None

    def to_first_open(self) -> None:
        """Take the first check without an answer in hand."""
        answered, count = self._answered(), len(self.on_unit())
        self.place = next((place for place in range(count) if place not in answered), count)

    def take(self, place: int) -> None:
        """Take another check in hand."""
        self.place = place
        self._moved()

    def back(self) -> None:
        """Take the one before in hand."""
        if self.place > 0:
            self.take(self.place - 1)

    def undo(self) -> None:
        """Take the last deed back; a check that loses its answer by it is in hand again, and put back it is
        left behind.
        """
        answered = self._answered()

        def undone() -> None:
            lost = answered - self._answered()
            if lost:
                self.place = min(lost)

        self._session.undo(undone, self.to_first_open)

    def _answered(self) -> frozenset[int]:
        """The places of the checks of this unit that have an answer."""
        unit = self._session.unit
        readings = enumerate(check.readings.get(unit) for check in self.on_unit())
        return frozenset(place for place, one in readings if one and one.outcome is not CheckOutcome.OPEN)

    def pass_(self, place: int) -> None:
        """This check passes; the next one is in hand."""
        self._answer(place, CheckOutcome.PASS)

    def fail(self, place: int) -> None:
        """This check fails; its defect is added by the service."""
        self._answer(place, CheckOutcome.FAIL)

    def _answer(self, place: int, outcome: CheckOutcome) -> None:
        check = self.on_unit()[place]
        self.place = place + 1
        self._answers.record(check, outcome)

    def choose(self, place: int, choice: str) -> None:
        """Answer a choice."""
        check = self.on_unit()[place]
        self.place = place + 1
        self._answers.record_choice(check, choice)

    def confirm(self) -> None:
        """Enter: pass and move on, take the measured value, or go to the next unit."""
        check, text = self.check(), self._field_text()
        if check is None:
            self._answers.next_unit()
        elif text is not None:
            self._answers.record_reading(check, text, partial(self._forward, self.place))
        elif check.choices:
            accepted = next((each for each in check.choices if each.accepted), check.choices[0])
            self.choose(self.place, accepted.name.en)
        else:
            self.pass_(self.place)

    def _forward(self, place: int) -> None:
        """From the check at that place; it may have been confirmed twice, or left meanwhile."""
        if self.place == place:
            self.place += 1

    def fail_here(self) -> None:
        """The check in hand fails; a choice is answered by its buttons."""
        check = self.check()
        if check is not None and not check.choices:
            self.fail(self.place)

    def typed(self, text: str) -> None:
        """Something stands in the number field."""
        check = self.check()
        if check is not None:
            self._answers.keep_typed(check, text)

    def take_scan(self, text: str) -> bool:
        """A scanned GTIN answers the check that asks for it, wherever the hand is; whether it did. Unit and
        box must give the same number: once the check is answered, another scan can only fail it.
        """
        file, scan = self._session.file, parse_scan(text)
        asking = (place for place, check in enumerate(self.on_unit()) if check.code == GTIN_CHECK)
        place = next(asking, None)
        if place is None or file is None or scan.sscc or not (scan.gtin and file.gtin):
            return False
        right = scan.gtin.lstrip("0") == file.gtin.lstrip("0")
        outcome = CheckOutcome.PASS if right else CheckOutcome.FAIL
        if place == self.place:
            self._answer(place, outcome)
        elif not (right and place in self._answered()):
            self._answers.record(self.on_unit()[place], outcome)
        return True

    def photo_of(self, place: int) -> None:
        """Choose a photo for a check."""
        self._findings.choose_photo({"check_id": self.on_unit()[place].id})

    def photo_subject(self, at: DefectLine | None) -> dict[str, str]:
        """What a photo taken now belongs to: the defect ``at`` whose row the keys are, else the newest that
        waits for one, else the one that was worked on last, else the check in hand, and once all checks are
        answered the first of those that wait for one.
        """
        file, check, last = self._session.file, self.check(), self._session.defect_id
        defects = file.defects if file else ()
        wanted = [at.id] if at is not None else []
        wanted += [each.id for each in defects if each.photo_missing]
        wanted += [each.id for each in defects if each.id == last]
        if wanted:
            return {"defect_id": wanted[0]}
        if check is None and file is not None:
            check = next((each for each in file.checks if each.photo_required and not each.photos), None)
        return {"check_id": check.id} if check is not None else {}
