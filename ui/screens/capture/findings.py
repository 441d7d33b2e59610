"""Defects on the unit and carton in hand, and the photos that show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.domain.keys import new_key
from qualitydesk.services import inspections
from ui.kit.photo_strip import NewPhoto, PhotoStrip, StripWords
from ui.screens.capture.session import Step
from ui.screens.capture.signing import AddDialog, ChangeDialog

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.inspections import DefectLine
    from ui.kit.photo_telling import Seen
    from ui.screens.capture.session import Session


class Findings:
    """``carton`` answers which carton is in hand."""

    def __init__(self, session: Session, carton: Callable[[], str]) -> None:
        self._session, self._carton = session, carton

    def add(self, code: str) -> None:
        """One defect of the catalogue."""
        self._add({"code": code, "count": 1, "carton": self._carton()}, lambda _saved: None)

    def other(self) -> None:
        """Any defect, by dialog."""
        session, file = self._session, self._session.file
        if file is not None:
            AddDialog(session.context, session.owner, file, self._carton(), self._add).open()

    def change(self, defect: DefectLine) -> None:
        """Count, class, carton and note of a defect, by dialog."""
        ChangeDialog(self._session.context, self._session.owner, defect, partial(self._change, defect)).open()

    def change_newest(self) -> None:
        """The same for the one found last."""
        file = self._session.file
        if file is not None and file.defects:
            self.change(file.defects[0])

    def _change(
        self, defect: DefectLine, values: dict[str, object], answered: Callable[[bool], None]
    ) -> None:
        session, tr, desk = self._session, self._session.context.tr, self._session.context.desk
        count = values["count"]

        def refused(error: Exception) -> None:
            answered(False)
            session.failed(error)

        def deed() -> None:
            inspections.change_defect(
                desk,
                defect.id,
                count=count if isinstance(count, int) else None,
                defect_class=DefectClass(str(values["defect_class"])),
                carton=str(values.get("carton") or ""),
                note=str(values.get("note") or ""),
            )

        def back() -> None:
            inspections.change_defect(
                desk,
                defect.id,
                count=defect.count,
                defect_class=defect.defect_class,
                carton=defect.carton,
                note=defect.note,
            )

        words = tr("Taken back: change of “{name}”", name=tr.name(defect.name))
        session.do(deed, lambda: answered(True), refused, Step(words, back, deed, defect.id))

    def _add(self, values: dict[str, object], answered: Callable[[bool], None]) -> None:
        session, key = self._session, new_key()
        file, desk, unit = session.file, session.context.desk, session.unit
        if file is None:
            return
        count, chosen = values.get("count"), str(values.get("defect_class") or "")
        code, tr = str(values["code"]), session.context.tr

        def refused(error: Exception) -> None:
            answered(False)
            session.failed(error)

        session.do(
            lambda: inspections.add_defect(
                desk,
                file.id,
                code,
                unit=unit,
                count=count if isinstance(count, int) else 1,
                carton=str(values.get("carton") or ""),
                note=str(values.get("note") or ""),
                defect_class=DefectClass(chosen) if chosen else None,
                defect_id=key,
            ),
            lambda: answered(True),
            refused,
            Step(
                tr("Taken back: defect “{name}”", name=tr.name(inspections.catalogue()[code].short)),
                lambda: inspections.remove_defect(desk, key),
                lambda: inspections.restore_defect(desk, key),
                key,
            ),
        )

    def remove(self, defect: DefectLine) -> None:
        """Withdraw a defect."""
        desk, tr = self._session.context.desk, self._session.context.tr

        def deed() -> None:
            inspections.remove_defect(desk, defect.id)

        words = tr("Taken back: withdrawal of “{name}”", name=tr.name(defect.name))
        step = Step(words, lambda: inspections.restore_defect(desk, defect.id), deed)
        self._session.do(deed, step=step)

    def add_photos(self, defect_id: str, photos: Sequence[NewPhoto]) -> None:
        """Hang photos on a defect."""
        self._hang(photos, {"defect_id": defect_id})

    def take_photo_off(self, photo: Seen, taken: Callable[[], None]) -> None:
        """Take a photo off; undo hangs it again."""
        file, desk, tr = self._session.file, self._session.context.desk, self._session.context.tr
        if file is None:
            return

        def deed() -> None:
            inspections.remove_photo(desk, file.id, photo.link_id)

        words = tr("Taken back: removal of “{file}”", file=photo.name)
        step = Step(words, lambda: inspections.restore_photo(desk, file.id, photo.link_id), deed)
        self._session.do(deed, taken, step=step)

    def _hang(self, photos: Sequence[NewPhoto], subject: dict[str, str]) -> None:
        file, desk, tr = self._session.file, self._session.context.desk, self._session.context.tr
        if file is None:
            return
        links: list[str] = []

        def deed() -> None:
            links.extend(
                inspections.add_photo(desk, file.id, photo.data, photo.name, **subject) for photo in photos
            )

        def each(move: Callable[[Desk, str, str], object]) -> None:
            for link in links:
                move(desk, file.id, link)

        words = tr.plural("Taken back: 1 photo", "Taken back: {n} photos", len(photos))
        back, again = (partial(each, move) for move in (inspections.remove_photo, inspections.restore_photo))
        self._session.do(deed, step=Step(words, back, again, subject.get("defect_id", "")))

    def choose_photo(self, subject: dict[str, str]) -> None:
        """Ask for photo files. ``subject`` names defect_id or check_id, or nothing for the inspection
        itself.
        """
        strip = self._strip(subject)
        strip.choose().rejected.connect(strip.deleteLater)

    def paste_photo(self, subject: dict[str, str]) -> None:
        """Take a picture from the clipboard."""
        context, strip = self._session.context, self._strip(subject)
        if not strip.paste():
            strip.deleteLater()
            context.toast(context.tr("There is no picture on the clipboard."), "info")

    def _strip(self, subject: dict[str, str]) -> PhotoStrip:
        context, tr = self._session.context, self._session.context.tr
        strip = PhotoStrip(context.theme, context.jobs, StripWords(tr("Add a photo"), tr("Choose photos")))
        strip.setParent(self._session.owner)
        strip.hide()
        strip.added.connect(lambda photos: self._hang(photos, subject))
        strip.refused.connect(self.refused)
        for answered in (strip.added, strip.refused):
            answered.connect(strip.deleteLater)
        return strip

    def refused(self, name: str) -> None:
        """A file that is no photo."""
        context = self._session.context
        context.toast(context.tr("“{name}” is no photo, or too large.", name=name), "warn")
