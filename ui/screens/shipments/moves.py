"""The moves of a shipment: declared, released, sent on, held, cancelled; each asks first, then runs a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.values import Severity
from qualitydesk.domain.vocabulary import look
from qualitydesk.services import shipments
from qualitydesk.services.shipments import ShipmentFile
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import confirm
from ui.kit.drafts import Slot
from ui.kit.going_on import GoingOn
from ui.kit.menus import Menu
from ui.kit.reasons import ask_reason
from ui.screens.shipments.goods_dialogs import editable

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

NEXT_MOVES = {
    ShipmentStatus.RELEASED: ShipmentStatus.IN_TRANSIT,
    ShipmentStatus.IN_TRANSIT: ShipmentStatus.CUSTOMS_RELEASED,
    ShipmentStatus.CUSTOMS_HOLD: ShipmentStatus.CUSTOMS_RELEASED,
    ShipmentStatus.CUSTOMS_RELEASED: ShipmentStatus.RECEIVED,
    ShipmentStatus.RECEIVED: ShipmentStatus.CLOSED,
}


class Moves:
    """What the buttons in the head do, for the shipment that is ``shown``."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        shown: Callable[[], ShipmentFile | None],
        saved: Callable[[str], None],
    ) -> None:
        self._context, self._owner, self._shown, self._saved = context, owner, shown, saved

    # -- why not

    def why_not_release(self) -> str:
        """Why the shipment can't be declared or released now."""
        shipment, tr = self._shown(), self._context.tr
        if shipment is None:
            return tr("Still loading")
        if shipment.status is ShipmentStatus.DRAFT:
            return "" if shipment.lines else tr("A shipment needs a line first")
        stops = len(shipment.found(Severity.STOP))
        return tr.plural("1 reason, F2 shows it", "{n} reasons, F2 lists them", stops) if stops else ""

    def why_no_dossier(self) -> str:
        """Why no dossier can be printed."""
        return "" if self._shown() else self._context.tr("Still loading")

    # -- the moves

    def next_words(self, status: ShipmentStatus) -> str:
        """What the button of the next move says."""
        following = NEXT_MOVES.get(status)
        return self._set(following) if following else ""

    def _set(self, status: ShipmentStatus) -> str:
        return self._context.tr("Set “{status}”", status=self._context.tr(status.value))

    def release(self) -> None:
        """Declare a draft, release a declared shipment; both ask first."""
        shipment = self._shown()
        if shipment is None:
            return
        if shipment.status is ShipmentStatus.DRAFT:
            self._ask_declare(shipment)
        else:
            self._ask_release(shipment)

    def _ask_release(self, shipment: ShipmentFile) -> None:
        tr, number = self._context.tr, shipment.number
        names = tr.listed(tr.name(answer.party.name) for answer in shipment.answers) or tr("Nobody")
        units = tr.number(shipment.units)
        words = tr(
            "{number} leaves with {n} units. Answers for the goods: {names}.",
            number=number,
            n=units,
            names=names,
        )
        confirm(
            self._context,
            self._owner,
            tr("Release {number}", number=number),
            words,
            tr("Release"),
            lambda: self._write(
                lambda desk: shipments.release_shipment(desk, shipment.id, shipment.version),
                tr("{number} is released.", number=number),
            ),
            consequence=tr("The lines and the way can’t be changed any more."),
            icon="arrow-right",
        )

    def _ask_declare(self, shipment: ShipmentFile) -> None:
        tr, number = self._context.tr, shipment.number
        confirm(
            self._context,
            self._owner,
            tr("Declare {number}", number=number),
            tr("The duties and the value are declared as they stand now."),
            tr("Declare"),
            lambda: self._write(
                lambda desk: shipments.declare_shipment(desk, shipment.id, shipment.version),
                tr("{number} is declared.", number=number),
            ),
            icon="stamp",
        )

    def advance(self) -> None:
        """The usual next move."""
        shipment = self._shown()
        following = NEXT_MOVES.get(shipment.status) if shipment else None
        if shipment is not None and following is not None:
            self._write(partial(_advance, shipment, following), self._moved(shipment, following))

    def _moved(self, shipment: ShipmentFile, status: ShipmentStatus) -> str:
        tr = self._context.tr
        return tr("{number} is now “{status}”.", number=shipment.number, status=tr(status.value))

    def _asides(self) -> tuple[ShipmentStatus, ...]:
        """The lawful moves that have no button of their own."""
        shipment = self._shown()
        if shipment is None:
            return ()
        own = (ShipmentStatus.DECLARED, ShipmentStatus.RELEASED, NEXT_MOVES.get(shipment.status))
        return tuple(status for status in shipment.moves if status not in own)

    def more(
        self, button: QPushButton, add_line: Callable[[], None], further: Sequence[Action]
    ) -> QMenu | None:
        """The other moves with their reasons, one line more while lines may change, and what else."""
        shipment = self._shown()
        if shipment is None:
            return None
        menu, icon = Menu(self._context.theme, self._owner), self._context.theme.icon
        if editable(shipment):
            line = menu.addAction(icon("plus"), self._context.tr("Add line"))
            line.triggered.connect(lambda _on=False: add_line())
        for status in self._asides():
            chosen = menu.addAction(icon(look(status.value).icon), self._set(status))
            chosen.triggered.connect(partial(self._ask_move, shipment, status))
        menu.addSeparator()
        for action in further:
            shown = menu.addAction(icon(action.icon), action.text)
            shown.triggered.connect(lambda _on=False, action=action: action.run())
        menu.drop(button)
        return menu

    def _ask_move(self, shipment: ShipmentFile, status: ShipmentStatus, *_checked: bool) -> None:
        desk, said, key = self._context.desk, self._moved(shipment, status), shipment.id
        onto = GoingOn(shipment.version, lambda: shipments.open_shipment(desk, key).version)
        ask_reason(
            self._context,
            self._owner,
            self._set(status),
            self._context.tr("Save"),
            lambda reason: onto.take(
                lambda version: shipments.advance_shipment(desk, key, version, status, reason)
            ),
            lambda _answer: self._saved(said),
            slot=Slot(f"shipment {status.value}", shipment.id),
            icon=look(status.value).icon,
        )

    def dossier(self) -> None:
        """The paper of the whole shipment."""
        shipment = self._shown()
        if shipment is not None:
            self._context.navigate("issue:dossier", shipment.number)

    def _write(self, work: Callable[[Desk], object], said: str) -> None:
        desk = self._context.desk
        self._context.jobs.write(
            self._owner,
            lambda: work(desk),
            lambda _answer: self._saved(said),
            lambda error: failures.tell(self._context, self._owner, error),
        )


def _advance(shipment: ShipmentFile, status: ShipmentStatus, desk: Desk) -> object:
    return shipments.advance_shipment(desk, shipment.id, shipment.version, status)
