"""The steps of a case as actions: each asks what was found and done; locked ones say why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from ui.kit.actions import Action
from ui.kit.drafts import Slot
from ui.kit.reasons import ask_reason

if TYPE_CHECKING:
    from collections.abc import Mapping as Fields
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from qualitydesk.domain.safety import Move
    from ui.context import Context

VERB = "move "


class Case(Protocol):
    """A recall or an incident as it is opened."""

    @property
    def id(self) -> str:
        """Its key."""

    @property
    def version(self) -> int:
        """Its version."""

    @property
    def fields(self) -> Fields[str, Any]:
        """Its columns."""

    @property
    def next(self) -> tuple[str, ...]:
        """To which statuses it may go."""


Take = Callable[[str, int, str, str], object]


class Moving:
    """``take(key, version, status, reason)`` runs in a job; ``saved`` is told the key."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        moves: Mapping[str, Move],
        case: Callable[[], Case | None],
        take: Take,
        saved: Callable[[str], None],
    ) -> None:
        self.context, self.owner, self.moves = context, owner, moves
        self.case, self.take, self.saved = case, take, saved

    def actions(self) -> tuple[Action, ...]:
        """One for each status of the table."""
        return tuple(self._action(move) for move in self.moves.values())

    def _action(self, move: Move) -> Action:
        tr = self.context.tr
        return Action(
            VERB + move.target,
            tr(move.words),
            lambda: self.ask(move),
            move.icon,
            kind="primary",
            locked=lambda: self.why_not(move),
            offered=lambda: self._follows(move),
        )

    def _follows(self, move: Move) -> bool:
        case = self.case()
        return case is not None and move.target in case.next

    def why_not(self, move: Move) -> str:
        """Why the case can't go there."""
        tr, case = self.context.tr, self.case()
        if case is None:
            return tr("Choose a record first.")
        if move.target not in case.next:
            now = str(case.fields["status"])
            return tr("What is “{old}” can’t become “{new}”.", old=tr(now), new=tr(move.target))
        return "" if self.context.desk.person.role in move.roles else tr("Only a manager may do this.")

    def ask(self, move: Move) -> None:
        """Ask what was found and done, and take the step."""
        case, tr = self.case(), self.context.tr
        if case is None:
            return
        key, version, number = case.id, case.version, case.fields["number"]

        def done(_version: object) -> None:
            self.context.toast(tr("{number} is now “{status}”.", number=number, status=tr(move.target)))
            self.saved(key)

        ask_reason(
            self.context,
            self.owner,
            tr("{act}: {number}", act=tr(move.words), number=number),
            tr(move.words),
            lambda reason: self.take(key, version, move.target, reason),
            done,
            slot=Slot(f"case {move.target}", key),
            consequence=tr(move.follows),
            icon=move.icon,
            question=tr("What was found and done"),
        )
