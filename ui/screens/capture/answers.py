"""Answers to the checks of the unit in hand, and the typing that is kept at every keystroke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.services import drafts, inspections
from ui.kit import failures
from ui.screens.capture.session import CARTON, FORM, Draft, Session, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualitydesk.domain.inspection.states import CheckOutcome
    from qualitydesk.services.inspections import CheckLine


class Answers:
    """Saves answers; keeps the number field and the carton as drafts, so that a killed program goes on
    there.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.carton = ""
        self._typed: Draft = {}
        self._turning = False
        session.drafts = self._take_up

    def _take_up(self, typed: Draft, carton: Draft) -> None:
        self._typed, self.carton = typed, str(carton.get("carton", ""))

    def record(self, check: CheckLine, outcome: CheckOutcome) -> None:
        """Pass or fail on the unit in hand."""
        desk, unit = self._session.context.desk, self._session.unit
        self._answer(check, lambda: inspections.record_check(desk, check.id, unit, outcome))

    def record_choice(self, check: CheckLine, choice: str) -> None:
        """One of the answers."""
        desk, unit = self._session.context.desk, self._session.unit
        self._answer(check, lambda: inspections.record_choice(desk, check.id, unit, choice))

    def record_reading(self, check: CheckLine, text: str, moved_on: Callable[[], None]) -> None:
        """A measured value as typed; what is no number is refused and stays in the field."""
        session = self._session
        desk, unit = session.context.desk, session.unit

        def done() -> None:
            self._typed = {}
            moved_on()

        def refused(error: Exception) -> None:
            failures.tell(session.context, session.owner, error)
            session.reload(refused=True)

        self._answer(check, lambda: inspections.record_reading(desk, check.id, unit, text), done, refused)

    def _answer(
        self,
        check: CheckLine,
        deed: Callable[[], object],
        done: Callable[[], None] = lambda: None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        session, unit = self._session, self._session.unit
        desk, tr, before = session.context.desk, session.context.tr, check.readings.get(unit)
        words = tr("Taken back: unit {unit}, “{name}”", unit=unit, name=tr.name(check.name))
        step = Step(words, lambda: inspections.take_answer_back(desk, check.id, unit, before), deed)
        session.do(deed, done, failed, step)

    def next_unit(self) -> None:
        """Finish this unit, once: a second press before it is saved would finish one nobody saw."""
        session = self._session
        file, desk = session.file, session.context.desk
        if file is None or self._turning:
            return
        self._turning = True

        def turned() -> None:
            self._turning = False

        def refused(error: Exception) -> None:
            self._turning = False
            session.failed(error)

        session.do(lambda: inspections.next_unit(desk, file.id), turned, refused)

    def keep_typed(self, check: CheckLine, text: str) -> None:
        """Keep the number field at every keystroke."""
        self._typed = {"check": check.id, "unit": self._session.unit, "typed": text}
        self._save_draft(FORM, self._typed)

    def typed_for(self, check_id: str) -> str:
        """What was being typed for a check of the unit in hand."""
        unit = self._session.unit
        fits = self._typed.get("check") == check_id and self._typed.get("unit", unit) == unit
        return str(self._typed.get("typed", "")) if fits else ""

    def set_carton(self, text: str) -> None:
        """The carton in hand; every defect added from now on names it."""
        self.carton = text.strip()
        self._save_draft(CARTON, {"carton": self.carton})

    def _save_draft(self, form: str, content: Draft) -> None:
        session, file = self._session, self._session.file
        desk = session.context.desk
        if file is not None:
            session.context.jobs.write(
                session.owner,
                lambda: drafts.save_draft(desk, form, file.id, content),
                None,
                session.failed,
            )
