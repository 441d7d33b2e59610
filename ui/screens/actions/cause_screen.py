"""The list of non-conformities with the panel that leads each one to its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.improvement.states import STEPS, NonConformityStatus
from qualitydesk.domain.improvement.states import Step as StateStep
from qualitydesk.services import improvement
from qualitydesk.services.improvement import NonConformityFile, NonConformityRow
from ui.history import Subject, history_action
from ui.importing.exporting import shown_ticked
from ui.kit.actions import Action
from ui.lists.screen import ListScreen, Reading
from ui.screens.actions import cause_table
from ui.screens.actions.asking import Asking
from ui.screens.actions.cause_panel import CausePanel

if TYPE_CHECKING:
    from ui.context import Context

SIDEWAYS = "not_effective"
"""The one step that leads back; it stands at the left of the foot."""


class CausesScreen(ListScreen[NonConformityRow, NonConformityFile]):
    """List and panel."""

    TOPICS = frozenset({"non_conformity", "non_conformity_step", "action", "attachment_link"})

    def __init__(self, context: Context) -> None:
        shown = CausePanel(context, context.navigate)
        self._shown = shown
        reading = Reading(
            lambda key: improvement.open_non_conformity(context.desk, key),
            self._show,
            lambda file: file.row.id,
        )
        bulk = (shown_ticked(context, self, "non-conformities"),)
        super().__init__(context, cause_table.listing(context), shown, reading, bulk)
        self.asking = Asking(context, self, self._saved)
        acts = self.use_actions(self.list.stack)
        self.list.empty_actions = lambda: (acts.find("new"),)
        self.header.add_action(acts.button("actions", show_key=False), acts.button("new"))
        shown.add_tool(acts.icon_button("report"), acts.icon_button("history"))

    def _show(self, file: NonConformityFile) -> None:
        self._shown.show_file(file)
        acts = self.action_set
        if acts is None:
            return
        wanted = [one.step.verb for one in file.next]
        left: list[QWidget] = [
            acts.button("edit", show_key=False),
            acts.button("plan_action", show_key=False),
        ]
        if not self._goes_on():
            left.append(acts.button("report", show_key=False))
        if SIDEWAYS in wanted:
            left.append(acts.button(SIDEWAYS, show_key=False))
        self._shown.set_bar(left, [acts.button(verb, show_key=False) for verb in wanted if verb != SIDEWAYS])

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here: the verbs of the state table among it."""
        tr = self.context.tr
        return (
            Action(
                "new",
                tr("New non-conformity"),
                self.asking.new_cause,
                "plus",
                "N",
                "primary",
                in_list=True,
            ),
            Action("edit", tr("Edit"), self._edit, "pencil", "E", "", self._standing, True, self._goes_on),
            Action(
                "plan_action",
                tr("Add action"),
                self._plan,
                "list-checks",
                "A",
                "",
                self._standing,
                True,
                self._goes_on,
            ),
            Action("report", tr("8D report"), self._report, "file-text", "P", "", self._chosen, in_list=True),
            *(self._verb(step) for step in STEPS),
            history_action(self.context, self, self._subject, in_list=True),
            Action("actions", tr("All actions"), lambda: self.context.navigate("actions"), "list-checks"),
            *self.list.filter_actions(),
        )

    def _verb(self, step: StateStep) -> Action:
        kind = "danger" if step.verb == SIDEWAYS else "primary"
        tr, verb = self.context.tr, step.verb
        return Action(
            verb, tr(step.title), lambda: self._take(verb), step.icon, "", kind, lambda: self._why(verb)
        )

    def _subject(self) -> Subject | None:
        shown = self.file
        return Subject("non_conformity", shown.row.id, shown.row.number) if shown is not None else None

    # -- locks

    def _goes_on(self) -> bool:
        return self.file is None or self.file.row.status is not NonConformityStatus.CLOSED

    def _chosen(self) -> str:
        return "" if self.file else self.context.tr("Choose a non-conformity first.")

    def _standing(self) -> str:
        if self.file is None:
            return self._chosen()
        return "" if self._goes_on() else self.context.tr("The non-conformity is closed. Open a new one.")

    def _why(self, verb: str) -> str:
        if self.file is None:
            return self.context.tr("Choose a non-conformity first.")
        found = next((one for one in self.file.next if one.step.verb == verb), None)
        if found is None:
            return self.context.tr("Not possible now, or not for your role.")
        return self.context.tr(found.blockers[0]) if found.blockers else ""

    # -- deeds

    def _take(self, verb: str) -> None:
        found = next((one for one in self.file.next if one.step.verb == verb), None) if self.file else None
        if self.file is not None and found is not None:
            self.asking.take_step(self.file, found)

    def _edit(self) -> None:
        if self.file is not None:
            self.asking.edit_cause(self.file)

    def _report(self) -> None:
        if self.file is not None:
            self.context.navigate("issue:non-conformity-8d", self.file.row.number)

    def _plan(self) -> None:
        if self.file is not None:
            self.asking.new_action(self.file)

    def _saved(self, key: str) -> None:
        self.list.table.wanted = key
        self.refresh(frozenset())
