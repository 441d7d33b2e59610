"""The Recalls screen: views, the list, the recall beside it; begin, change, and each step to its close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.safety import RECALL_MOVES
from qualitydesk.services import safety
from qualitydesk.services.safety import RecallFile, RecallRow
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.registers.steps import RegisterSteps
from ui.safety.moving import VERB, Moving
from ui.screens.recalls import form, table
from ui.screens.recalls.panel import RecallPanel

if TYPE_CHECKING:
    from ui.context import Context


class RecallsScreen(RegisterScreen[RecallRow, RecallFile]):
    """List and recall."""

    KIND = "recall"
    TOPICS = frozenset({"recall", "recall_item", "lot", "shipment_line", "claim"})
    catalogues = True

    def __init__(self, context: Context) -> None:
        self.recall, desk = RecallPanel(context), context.desk
        self.steps = RegisterSteps[RecallFile](context, self, lambda: self.recall.opened, self.saved)
        self.moving = Moving(
            context,
            self,
            RECALL_MOVES,
            lambda: self.recall.opened,
            lambda key, version, status, why: safety.move_recall(desk, key, version, status, why),
            self.saved,
        )
        reading = Reading(lambda key: safety.open_recall(desk, key), self._show, lambda file: file.id)
        super().__init__(context, table.listing(context), self.recall, reading)
        self.furnish(("edit",), tuple(VERB + target for target in RECALL_MOVES))

    def _show(self, file: RecallFile) -> None:
        self.recall.show_recall(file)
        for target in RECALL_MOVES:
            self.bar_buttons[VERB + target].setVisible(target in file.next)

    def number(self) -> str:
        """What people call the record in the panel."""
        return str(self.file.fields["number"]) if self.file else ""

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr, steps = self.context.tr, self.steps
        return (
            Action("new", tr("New recall"), self.new, "plus", "N", "primary", steps.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "", steps.may_change, True),
            *self.moving.actions(),
            *self.usual_actions(),
        )

    def new(self) -> None:
        """Begin another recall."""
        self.steps.ask(form.asked(self.context, None))

    def edit(self) -> None:
        """Change the recall in the panel."""
        if self.recall.opened is not None:
            self.steps.ask(form.asked(self.context, self.recall.opened))
