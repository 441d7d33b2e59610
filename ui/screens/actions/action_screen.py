"""The Actions screen: what waits for whom, by the days left; done with one key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.services import improvement
from qualitydesk.services.improvement import ActionFile, ActionRow
from ui.context import ToastAction
from ui.history import Subject, history_action
from ui.kit.actions import Action
from ui.kit.badges import Badge
from ui.kit.hints import Hint
from ui.kit.panel import DetailPanel, KeyValues
from ui.lists.chosen import Keys
from ui.lists.screen import ListScreen, Reading
from ui.screens.actions import action_table, words
from ui.screens.actions.asking import Asking
from ui.screens.actions.several import Several

if TYPE_CHECKING:
    from ui.context import Context


class ActionPanel(DetailPanel):
    """One action: what, for whom, by when, and the non-conformity it belongs to."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Action"))
        self.context = context

    def show_file(self, file: ActionFile) -> None:
        """Show another action."""
        tr, row = self.context.tr, file.row
        self.set_title(row.title, tr(row.kind.value))
        self.fill(self.context.jobs, (partial(self._facts, row), partial(self._cause, row)))

    def _facts(self, row: ActionRow) -> None:
        tr = self.context.tr
        done = tr.instant(row.done_at) if row.done_at else words.NOTHING
        pairs = (
            (tr("State"), Badge(self.theme, action_table.state(tr, row))),
            (tr("Done by"), tr.name(row.owner) or words.NOTHING),
            (tr("Due"), tr.date(row.due_on) if row.due_on else words.NOTHING),
            (tr("Done"), done),
        )
        self.add_section().addWidget(KeyValues(self.theme, pairs))

    def _cause(self, row: ActionRow) -> None:
        if row.number:
            column = self.add_section(self.context.tr("Non-conformity"), row.number)
            column.addWidget(KeyValues(self.theme, ((row.number, self.context.tr(row.said)),)))


class ActionsScreen(ListScreen[ActionRow, ActionFile]):
    """List and panel."""

    TOPICS = frozenset({"action", "non_conformity"})

    def __init__(self, context: Context) -> None:
        shown = ActionPanel(context)
        reading = Reading(
            lambda key: improvement.open_action(context.desk, key), shown.show_file, lambda file: file.row.id
        )
        self.several = Several(context, self)
        super().__init__(context, action_table.listing(context), shown, reading, self.several.bulk())
        self.asking = Asking(context, self, self._saved)
        acts = self.use_actions(self.list.stack)
        self.list.empty_actions = lambda: (acts.find("new"),)
        self.header.add_action(acts.button("causes", show_key=False), acts.button("new"))
        shown.add_tool(acts.icon_button("history"))
        left = [acts.button("edit", show_key=False), acts.button("cause", show_key=False)]
        shown.set_bar(left, [acts.button("again", show_key=False), acts.button("done")])

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr = self.context.tr
        return (
            Action(
                "new",
                tr("New action"),
                self.asking.new_action,
                "plus",
                "N",
                "primary",
                in_list=True,
            ),
            Action("done", tr("Done"), self._done, "check", "D", "primary", self._not_open, True, self._open),
            Action(
                "again",
                tr("Take up again"),
                self._again,
                "undo-2",
                "",
                "",
                self._not_done,
                False,
                self._done_once,
            ),
            Action("edit", tr("Edit"), self._edit, "pencil", "E", "", self._not_open, True, self._changes),
            Action(
                "cause",
                tr("Open its cause"),
                self._cause,
                "external-link",
                "O",
                "",
                self._no_cause,
                True,
                lambda: not self._no_cause(),
            ),
            history_action(self.context, self, self._subject, in_list=True),
            Action(
                "causes", tr("Non-conformities"), lambda: self.context.navigate("causes"), "triangle-alert"
            ),
            *self.list.filter_actions(),
        )

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            *super().hints()[:3],
            Hint(("D",), tr("done")),
            Hint(("E",), tr("edit")),
            *super().hints()[3:],
        )

    def _subject(self) -> Subject | None:
        shown = self.file
        return Subject("action", shown.row.id, shown.row.title) if shown is not None else None

    # -- what the record can come to

    def _open(self) -> bool:
        return self.file is None or self.file.row.done_at is None

    def _changes(self) -> bool:
        return self.file is None or self._open() or not self.file.cause_closed

    def _done_once(self) -> bool:
        return not self._open() and self._changes()

    # -- locks

    def _nothing(self) -> str:
        return "" if self.file is not None else self.context.tr("Choose an action first.")

    def _not_open(self) -> str:
        if self.file is not None and self.file.row.done_at is not None:
            return self.context.tr("It is done already. Take it up again first.")
        return self._nothing()

    def _not_done(self) -> str:
        if self.file is not None and self.file.row.done_at is None:
            return self.context.tr("It is not done yet.")
        return self._nothing()

    def _no_cause(self) -> str:
        if self.file is not None and not self.file.non_conformity_id:
            return self.context.tr("It belongs to no non-conformity.")
        return self._nothing()

    # -- deeds

    def _edit(self) -> None:
        if self.file is not None:
            self.asking.edit_action(self.file)

    def _cause(self) -> None:
        if self.file is not None:
            self.context.navigate("non_conformity", self.file.non_conformity_id)

    def _done(self) -> None:
        if self.file is not None:
            self.finish((self.file.row.id,))

    def finish(self, keys: Keys) -> None:
        """Say that these are done."""
        desk, tr = self.context.desk, self.context.tr

        def done(number: int) -> None:
            self.list.table.rows.tick_all(False)
            undo = ToastAction(tr("Undo"), lambda: self._take_up(keys[0]), undoes=True)
            words_ = tr.plural("1 action is done.", "{n} actions are done.", number)
            self.context.toast(words_, "ok", undo if len(keys) == 1 else None)

        self.jobs.write(self, lambda: improvement.finish_actions(desk, keys), done)

    def _again(self) -> None:
        if self.file is not None:
            self._take_up(self.file.row.id)

    def _take_up(self, key: str) -> None:
        desk = self.context.desk

        def work() -> int:
            version = improvement.open_action(desk, key).row.version
            return improvement.take_up_action(desk, key, version)

        def done(_version: int) -> None:
            self.context.toast(self.context.tr("It is open again."))
            self._saved(key)

        self.jobs.write(self, work, done)

    def _saved(self, key: str) -> None:
        self.list.table.wanted = key
        self.refresh(frozenset())
