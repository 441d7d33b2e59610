"""What the cards ask for: the buttons of the next steps, messages and photos."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualitydesk.services import claims
from qualitydesk.services.claims import NextStep, NextStepKind
from ui.kit.photo_strip import NewPhoto
from ui.screens.claims.asking import Asking

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile, Widened


class Following:
    """``take(verb)`` runs an action of the screen by its name."""

    def __init__(self, asking: Asking, take: Callable[[str], None]) -> None:
        self.asking, self.stepping, self._take = asking, asking.stepping, take
        self.context = asking.context

    @property
    def file(self) -> ClaimFile | None:
        """The claim that is shown."""
        return self.stepping.file

    # -- messages and photos

    def send_message(self, text: str, counterpart: str, answered: Callable[[str, bool], None]) -> None:
        """Log a message; ``answered`` gets the key of its claim and whether it was kept."""
        file, desk, stepping = self.file, self.context.desk, self.stepping
        direction = "Note" if counterpart == "Us" else "Out"
        if file is None:
            return

        def kept(_key: object) -> None:
            answered(file.id, True)
            stepping.changed("message")

        def refused(error: Exception) -> None:
            answered(file.id, False)
            stepping.refused(error)

        self.context.jobs.write(
            stepping.parent,
            lambda: claims.add_message(desk, file.id, text, direction=direction, counterpart=counterpart),
            kept,
            refused,
        )

    def add_photos(self, photos: object) -> None:
        """Hang photos on the claim."""
        for photo in photos if isinstance(photos, tuple) else ():
            if isinstance(photo, NewPhoto):
                self._attach(photo)

    def _attach(self, photo: NewPhoto) -> None:
        file, desk = self.file, self.context.desk
        if file is not None:
            self.stepping.run(lambda: claims.attach_photo(desk, file.id, photo.data, photo.name), "photo")

    # -- next steps

    def run_step(self, step: NextStep) -> None:
        """The button of a next step."""
        doers: dict[NextStepKind, Callable[[], None]] = {
            NextStepKind.SEND_RECOVERY: lambda: self._notify(step.target),
            NextStepKind.OPEN_RECOVERY: lambda: self.stepping.do(
                "recovery", claims.open_recovery, step.target
            ),
            NextStepKind.RECOVERY_AGREED: lambda: self._recovery(step.target, "credit"),
            NextStepKind.RECOVERY_ANSWER: lambda: self.asking.answer(step.target),
            NextStepKind.RELEASE_REFUND: lambda: self._release(step.target),
            NextStepKind.REFUND_ASKED: lambda: self.asking.take_refund_back(step.target),
            NextStepKind.WIDEN_CHECK: self._widen,
            NextStepKind.MOVE: lambda: self._move(step),
        }
        doers[step.kind]()

    def _notify(self, key: str) -> None:
        """Send the notice; asks it for another amount than is borne by now, the person says which."""
        file = self.file
        if file is not None and any(one.strays for one in file.recoveries if one.id == key):
            self.asking.answer(key)
        else:
            self._recovery(key, "send")

    def _recovery(self, key: str, verb: str) -> None:
        file, desk = self.file, self.context.desk
        line = next((one for one in file.recoveries if one.id == key), None) if file else None
        if line is not None:
            self.stepping.run(lambda: claims.move_recovery(desk, line.id, line.version, verb), "recovery")

    def _release(self, key: str) -> None:
        file, desk = self.file, self.context.desk
        line = next((one for one in file.refunds if one.id == key), None) if file else None
        if line is not None:
            self.stepping.run(lambda: claims.release_refund(desk, line.id, line.version), "refund")

    def _widen(self) -> None:
        """Put the claimed defect on the checklist of the category."""
        file, desk, stepping = self.file, self.context.desk, self.stepping
        if file is None:
            return

        def done(made: Widened) -> None:
            tr = self.context.tr
            said = tr(
                "“{check}” is on “{checklist}”, edition {n}.",
                check=made.check,
                checklist=made.checklist,
                n=made.edition,
            )
            self.context.toast(said)
            stepping.changed("widen")

        self.context.jobs.write(
            stepping.parent, lambda: claims.widen_checklist(desk, file.id), done, stepping.refused
        )

    def _move(self, step: NextStep) -> None:
        """Take the move, or go where the first thing that it lacks is entered."""
        if step.move is None or not step.move.blockers:
            self._take(step.target)
            return
        lacks = step.move.lacks[0] if step.move.lacks else ""
        places: dict[str, Callable[[], None]] = {
            "reason": self.asking.set_reason,
            "liability": self.asking.edit_shares,
            "costs": lambda: self.asking.edit_cost(""),
            "recovery": lambda: self._take("waive"),
        }
        if lacks in places:
            places[lacks]()
