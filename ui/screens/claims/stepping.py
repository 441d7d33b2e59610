"""The claim that is shown, and how a step of it is run: in a job, with the version the person saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.claims.states import EDITABLE_STATUSES, NOTHING_HELPS
from qualitydesk.domain.claims.words import RefundState
from ui.kit import failures

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.claims import ClaimFile, RefundLine
    from ui.context import Context

Step = Callable[..., Any]


def may_come(file: ClaimFile, name: str) -> bool:
    """Whether an action can be done with the claim as it was decided; nothing is entered for what cannot."""
    if name == "refund":
        return file.granted_amount is not None and waiting_refund(file) is None
    if name == "take_back":
        return waiting_refund(file) is not None
    if name == "waive":
        return not file.recovery_waived_reason
    move = file.move(name)
    return move is None or NOTHING_HELPS not in move.lacks


def waiting_refund(file: ClaimFile, key: str = "") -> RefundLine | None:
    """The first refund (or that one) which a second person has not released yet."""
    waiting = (line for line in file.refunds if line.state == RefundState.REQUESTED)
    return next((line for line in waiting if key in ("", line.id)), None)


class Stepping:
    """``changed(verb)`` runs after a step was taken, and with "" after it was refused."""

    def __init__(self, context: Context, parent: QWidget, changed: Callable[[str], None]) -> None:
        self.context, self.parent, self.changed = context, parent, changed
        self.file: ClaimFile | None = None

    def do(self, verb: str, step: Step, *args: Any) -> None:
        """Take a step of the claim that is shown."""
        file, desk = self.file, self.context.desk
        if file is not None:
            self.run(lambda: step(desk, file.id, file.version, *args), verb)

    def run(self, work: Callable[[], Any], verb: str) -> None:
        """Run a write that belongs to the claim."""
        self.context.jobs.write(self.parent, work, lambda _result: self.changed(verb), self.refused)

    def refused(self, error: Exception) -> None:
        """Say why a step was not taken, and show the claim as it is."""
        failures.tell(self.context, self.parent, error)
        self.changed("")

    # -- why something can't be done now; "" when it can

    def shown(self) -> str:
        """Needs a claim."""
        return "" if self.file is not None else self.context.tr("Open a claim first.")

    def verb(self, name: str) -> Callable[[], str]:
        """The lock of a move of the state table."""
        return lambda: self._why_not(name)

    def _why_not(self, name: str) -> str:
        tr, file = self.context.tr, self.file
        if file is None:
            return tr("Open a claim first.")
        move = file.move(name)
        if move is None:
            return tr(
                "Not possible while it is “{status}”, or not for your role.", status=tr(file.status.value)
            )
        return tr(move.blockers[0]) if move.blockers else ""

    def editable(self) -> str:
        """The lock of reason, shares and costs."""
        tr, file = self.context.tr, self.file
        if file is None:
            return tr("Open a claim first.")
        if file.status not in EDITABLE_STATUSES:
            return tr("The figures stand still. Reopen the claim first.")
        return ""

    def waivable(self) -> str:
        """The lock of waiving the recovery."""
        tr, file = self.context.tr, self.file
        if file is None:
            return tr("Open a claim first.")
        return tr("It is waived already.") if file.recovery_waived_reason else ""

    def refundable(self) -> str:
        """The lock of asking for a refund."""
        if self.file is None or self.file.granted_amount is None:
            return self.context.tr("No refund was granted on this claim.")
        return ""

    def refund_waits(self) -> str:
        """The lock of taking a refund back."""
        if self.file is None or waiting_refund(self.file) is None:
            return self.context.tr("No refund of this claim waits to be released.")
        return ""
