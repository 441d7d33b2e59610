"""The screen of recalls or of incidents: the list, the case beside it, each step to its close."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from ui.kit.actions import Action
from ui.lists.chosen import BulkAction
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.registers.steps import RegisterSteps
from ui.safety.moving import VERB, Case, Moving, Take

if TYPE_CHECKING:
    from qualitydesk.domain.safety import Move
    from ui.context import Context
    from ui.kit.panel import DetailPanel
    from ui.lists.declaration import Listing
    from ui.registers.asking import Asked

RowT = TypeVar("RowT")
CaseT = TypeVar("CaseT", bound=Case)


@dataclass(frozen=True, slots=True)
class Cases(Generic[CaseT]):
    """What one kind of case knows: its moves, how it is opened, moved on, shown and asked for in a form."""

    moves: Mapping[str, Move]
    open: Callable[[str], CaseT]
    take: Take
    show: Callable[[CaseT], None]
    asked: Callable[[CaseT | None], Asked]
    new_words: str


class CaseScreen(RegisterScreen[RowT, CaseT]):
    """A subclass says what its cases are."""

    catalogues = True

    def __init__(
        self,
        context: Context,
        listing: Listing[RowT],
        panel: DetailPanel,
        cases: Cases[CaseT],
        bulk: tuple[BulkAction, ...] = (),
    ) -> None:
        self.cases = cases
        self.steps = RegisterSteps[CaseT](context, self, lambda: self.file, self.saved)
        self.moving = Moving(context, self, cases.moves, lambda: self.file, cases.take, self.saved)
        reading = Reading(cases.open, cases.show, lambda file: file.id)
        super().__init__(context, listing, panel, reading, bulk)
        self.furnish(("edit",), tuple(VERB + target for target in cases.moves))

    def number(self) -> str:
        """What people call the record in the panel."""
        return str(self.file.fields["number"]) if self.file else ""

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr, steps = self.context.tr, self.steps
        return (
            Action("new", self.cases.new_words, self.new, "plus", "N", "primary", steps.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "", steps.may_change, True),
            *self.moving.actions(),
            *self.usual_actions(),
        )

    def new(self) -> None:
        """Begin another case."""
        self.steps.ask(self.cases.asked(None))

    def edit(self) -> None:
        """Change the case in the panel."""
        if self.file is not None:
            self.steps.ask(self.cases.asked(self.file))
