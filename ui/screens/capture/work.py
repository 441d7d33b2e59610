"""What the warehouse mode does: each deed is one job that saves and reads the file again.

Drafts of the number field and the carton in hand are kept here, so that a killed program goes on where it
was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.inspection.states import CheckOutcome, DefectClass, InspectionStatus
from qualitydesk.domain.keys import new_key
from qualitydesk.services import inspections
from ui.kit import failures
from ui.kit.dialogs import confirm
from ui.kit.photo_strip import NewPhoto, PhotoStrip, StripWords
from ui.screens.capture.signing import DefectDialog, SignDialog

if TYPE_CHECKING:
    from qualitydesk.services.inspections import CheckLine, InspectionFile
    from ui.context import Context

FORM = "capture"
CARTON = "capture carton"
Show = Callable[["InspectionFile", bool], None]
Draft = dict[str, Any]


class Work:
    """The deeds of one screen. ``show(file, fresh_unit)`` is called with the file as saved."""

    def __init__(self, context: Context, owner: QWidget, show: Show) -> None:
        self.context, self.owner, self._show = context, owner, show
        self.file: InspectionFile | None = None
        self.carton = ""
        self.busy = 0
        self._typed: Draft = {}

    # -- opening

    def open(self, key: str) -> None:
        """Open, start what is planned or was sent back, and take up what was being typed."""
        desk, tr = self.context.desk, self.context.tr

        def work() -> tuple[InspectionFile, Draft, Draft]:
            file = inspections.open_inspection(desk, key)
            if file.status in (InspectionStatus.PLANNED, InspectionStatus.SENT_BACK):
                inspections.start_inspection(desk, file.id, file.version)
                file = inspections.open_inspection(desk, key)
            typed = inspections.read_draft(desk, FORM, file.id) or {}
            return file, typed, inspections.read_draft(desk, CARTON, file.id) or {}

        def done(answer: tuple[InspectionFile, Draft, Draft]) -> None:
            file, self._typed, carton = answer
            self.carton = str(carton.get("carton", ""))
            self.busy = 0
            self._take(file, True)
            if file.status is not InspectionStatus.IN_PROGRESS:
                self.context.toast(tr("This inspection is “{status}”.", status=tr(file.status.value)), "info")
                self.context.navigate("inspection", file.id)
            elif not file.mine:
                self._offer_take_over(file)

        def failed(error: Exception) -> None:
            failures.tell(self.context, self.owner, error)
            self.context.navigate("inspection", key)

        self.context.jobs.write(self.owner, work, done, failed)

    def _offer_take_over(self, file: InspectionFile) -> None:
        tr, desk = self.context.tr, self.context.desk
        confirm(
            self.context,
            self.owner,
            tr("Take over"),
            tr("{name} works on this inspection.", name=tr.name(file.inspector)),
            tr("Take over"),
            lambda: self._do(lambda: inspections.take_over_inspection(desk, file.id, file.version)),
            consequence=tr("From then on you are its inspector."),
        )

    def reload(self) -> None:
        """Read the file again; nothing moves when it is as shown (our own writes are announced too)."""
        file, desk = self.file, self.context.desk
        if file is None:
            return

        def done(saved: InspectionFile) -> None:
            if not self.busy and self.file is not None and saved != self.file:
                self._take(saved, saved.unit != self.file.unit)

        self.context.jobs.read(
            self.owner,
            lambda: inspections.open_inspection(desk, file.id),
            done,
            self._failed,
            latest="reload",
        )

    def _take(self, file: InspectionFile, fresh_unit: bool) -> None:
        self.file = file
        self._show(file, fresh_unit)

    def _do(self, deed: Callable[[], object], before_showing: Callable[[], None] = lambda: None) -> None:
        """Save, read again, show."""
        file, desk = self.file, self.context.desk
        if file is None:
            return
        self.busy += 1

        def work() -> InspectionFile:
            deed()
            return inspections.open_inspection(desk, file.id)

        def done(saved: InspectionFile) -> None:
            self.busy -= 1
            before_showing()
            moved = self.file is None or saved.unit != self.file.unit
            self._take(saved, moved)

        self.context.jobs.write(self.owner, work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.busy = 0
        failures.tell(self.context, self.owner, error)
        if self.file is not None:
            self._show(self.file, True)

    # -- checks

    def record(self, check: CheckLine, outcome: CheckOutcome) -> None:
        """Pass or fail on the unit in hand."""
        desk, unit = self.context.desk, self._unit()
        self._do(lambda: inspections.record_check(desk, check.id, unit, outcome))

    def record_choice(self, check: CheckLine, choice: str) -> None:
        """One of the answers."""
        desk, unit = self.context.desk, self._unit()
        self._do(lambda: inspections.record_choice(desk, check.id, unit, choice))

    def record_reading(self, check: CheckLine, text: str, moved_on: Callable[[], None]) -> None:
        """A measured value as typed; what is no number is refused and stays in the field."""
        desk, unit = self.context.desk, self._unit()

        def taken() -> None:
            self._typed = {}
            moved_on()

        def refused(error: Exception) -> None:
            self.busy = 0
            failures.tell(self.context, self.owner, error)

        file = self.file
        if file is None:
            return
        self.busy += 1

        def work() -> InspectionFile:
            inspections.record_reading(desk, check.id, unit, text)
            return inspections.open_inspection(desk, file.id)

        def done(saved: InspectionFile) -> None:
            self.busy -= 1
            taken()
            self._take(saved, False)

        self.context.jobs.write(self.owner, work, done, refused)

    def next_unit(self) -> None:
        """Finish this unit."""
        file, desk = self.file, self.context.desk
        if file is not None:
            self._do(lambda: inspections.next_unit(desk, file.id))

    def undo(self) -> None:
        """Take the last answer or defect back."""
        file, desk = self.file, self.context.desk
        if file is not None:
            self._do(lambda: inspections.undo_last(desk, file.id))

    def _unit(self) -> int:
        return self.file.unit if self.file else 1

    # -- typing

    def keep_typed(self, check: CheckLine, text: str) -> None:
        """Keep the number field at every keystroke."""
        self._typed = {"check": check.id, "unit": self._unit(), "typed": text}
        self._save_draft(FORM, self._typed)

    def typed_for(self, check_id: str, unit: int) -> str:
        """What was being typed for a check of a unit."""
        fits = self._typed.get("check") == check_id and self._typed.get("unit", unit) == unit
        return str(self._typed.get("typed", "")) if fits else ""

    def set_carton(self, text: str) -> None:
        """The carton in hand; every defect added from now on names it."""
        self.carton = text.strip()
        self._save_draft(CARTON, {"carton": self.carton})

    def _save_draft(self, form: str, content: Draft) -> None:
        file, desk = self.file, self.context.desk
        if file is not None:
            self.context.jobs.write(
                self.owner, lambda: inspections.save_draft(desk, form, file.id, content), None, self._failed
            )

    # -- defects and photos

    def add_defect(self, code: str) -> None:
        """One defect of the catalogue on the unit and carton in hand."""
        self._add({"code": code, "count": 1, "carton": self.carton})

    def other_defect(self) -> None:
        """Any defect, by dialog."""
        DefectDialog(self.context, self.owner, self.carton, self._add).open()

    def _add(self, values: dict[str, object]) -> None:
        file, desk, unit, key = self.file, self.context.desk, self._unit(), new_key()
        if file is None:
            return
        count, chosen = values.get("count"), str(values.get("defect_class") or "")
        self._do(
            lambda: inspections.add_defect(
                desk,
                file.id,
                str(values["code"]),
                unit=unit,
                count=count if isinstance(count, int) else 1,
                carton=str(values.get("carton") or ""),
                note=str(values.get("note") or ""),
                defect_class=DefectClass(chosen) if chosen else None,
                defect_id=key,
            )
        )

    def remove(self, defect_id: str) -> None:
        """Withdraw a defect."""
        desk = self.context.desk
        self._do(lambda: inspections.remove_defect(desk, defect_id))

    def add_photos(self, defect_id: str, photos: Sequence[NewPhoto]) -> None:
        """Hang photos on a defect."""
        self._hang(photos, defect_id=defect_id)

    def _hang(self, photos: Sequence[NewPhoto], *, defect_id: str = "", check_id: str = "") -> None:
        file, desk = self.file, self.context.desk
        if file is None:
            return

        def deed() -> None:
            for photo in photos:
                inspections.add_photo(
                    desk, file.id, photo.data, photo.name, defect_id=defect_id, check_id=check_id
                )

        self._do(deed)

    def choose_photo(self, *, defect_id: str = "", check_id: str = "") -> None:
        """Ask for photo files for a defect or a check."""
        self._strip(defect_id, check_id).choose()

    def paste_photo(self, *, defect_id: str = "", check_id: str = "") -> None:
        """Take a picture from the clipboard for a defect or a check."""
        if not self._strip(defect_id, check_id).paste():
            self.context.toast(self.context.tr("There is no picture on the clipboard."), "info")

    def _strip(self, defect_id: str, check_id: str) -> PhotoStrip:
        tr = self.context.tr
        words = StripWords(tr("Add a photo"), tr("Choose photos"))
        strip = PhotoStrip(self.context.theme, self.context.jobs, words)
        strip.setParent(self.owner)
        strip.hide()
        strip.added.connect(lambda photos: self._hang(photos, defect_id=defect_id, check_id=check_id))
        strip.refused.connect(self.refused)
        return strip

    def refused(self, name: str) -> None:
        """A file that is no photo."""
        self.context.toast(self.context.tr("“{name}” is no photo, or too large.", name=name), "warn")

    # -- signing

    def sign(self, then: Callable[[], None]) -> None:
        """Sign and submit by dialog; ``then`` leaves the mode."""
        file, tr = self.file, self.context.tr
        if file is None or not file.progress.complete:
            return

        def done() -> None:
            self.context.toast(tr("{number} is signed and waits for approval.", number=file.number))
            then()

        SignDialog(self.context, self.owner, file, done).open()
