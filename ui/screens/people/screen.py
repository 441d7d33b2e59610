"""The People screen: everybody with a login, the person shown beside the list, and what the role may do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.services import people
from qualitydesk.services.people import PersonFile, PersonRow
from ui.importing.exporting import shown_ticked
from ui.kit.actions import Action
from ui.kit.cells import Status
from ui.kit.hints import Hint
from ui.kit.panel import DetailPanel, FactStrip, KeyValues
from ui.lists.chosen import BulkAction, Keys
from ui.lists.screen import ListScreen, Reading
from ui.lists.together import Together, Verb
from ui.screens.people import table
from ui.screens.people.permissions import PermissionTable
from ui.screens.people.steps import Steps

if TYPE_CHECKING:
    from ui.context import Context


class PeopleScreen(ListScreen[PersonRow, PersonFile]):
    """List and person."""

    TOPICS = frozenset({"person"})

    def __init__(self, context: Context) -> None:
        side = DetailPanel(context.theme, context.tr("Person"))
        reading: Reading[PersonFile] = Reading(
            lambda key: people.open_person(context.desk, key), self._show, lambda file: file.id
        )
        self.together = Together(context, self, lambda: self)
        super().__init__(context, table.listing(context), side, reading, self._bulk(context))
        self.side = side
        self.steps = Steps(context, self, lambda: self.file)
        acts = self.use_actions(self.list.stack)
        self.list.empty_actions = lambda: () if self.steps.manages() else (acts.find("new"),)
        self.header.add_action(acts.button("roles"), acts.button("new"))
        side.add_tool(acts.icon_button("history"))
        on_off = (acts.button("off", show_key=False), acts.button("on", show_key=False))
        side.set_bar(on_off, [acts.button("password", show_key=False), acts.button("edit")])

    def _bulk(self, context: Context) -> tuple[BulkAction, ...]:
        tr, managed = context.tr, self.together.unless

        def manages() -> str:
            return self.steps.manages()

        return (
            BulkAction(tr("Let sign in again"), managed(manages, self.switch_on), "circle-check"),
            shown_ticked(context, self, "people"),
            BulkAction(tr("Switch off"), managed(manages, self.switch_off), "ban", "danger"),
        )

    def switch_on(self, keys: Keys) -> None:
        """Let all of them sign in again."""
        desk, tr = self.context.desk, self.context.tr
        verb = Verb(
            tr("Let sign in again"),
            tr("Let sign in again"),
            lambda _values: people.switch_several(desk, keys, on=True),
            lambda on: tr.plural("1 person may sign in again.", "{n} people may sign in again.", len(on)),
            lambda on: people.switch_several(desk, on, on=False),
        )
        self.together.take(verb)

    def switch_off(self, keys: Keys) -> None:
        """Ask, then let none of them sign in any more."""
        desk, tr = self.context.desk, self.context.tr
        verb = Verb(
            tr.plural("Switch 1 person off", "Switch {n} people off", len(keys)),
            tr("Switch off"),
            lambda _values: people.switch_several(desk, keys, on=False),
            lambda off: tr.plural("1 person is switched off.", "{n} people are switched off.", len(off)),
            lambda off: people.switch_several(desk, off, on=True),
            "ban",
            tr("What was done keeps the name. It can be switched on again."),
        )
        words = tr("They can sign in no more, and leave any desk at once.")
        self.together.confirm(verb, words, danger=True)

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (*self.steps.actions(), *self.list.filter_actions())

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            Hint(("N",), tr("new")),
            Hint(("E",), tr("edit")),
            Hint(("R",), tr("who may do what")),
            Hint(("?",), tr("all keys")),
        )

    def _show(self, file: PersonFile) -> None:
        name = self.context.tr.either(file.fields.name, file.fields.name_zh)
        self.side.set_title(name, file.login)
        self.side.fill(self.jobs, [partial(part, file) for part in (self._facts, self._person, self._rights)])

    def _facts(self, file: PersonFile) -> None:
        tr, fields = self.context.tr, file.fields
        role = Status(fields.role, tr(fields.role.value), table.ICONS[fields.role], "info")
        facts: list[tuple[str, Status | str]] = [
            (tr("Role"), role),
            (tr("Signing in"), table.may_sign_in(tr, active=file.active)),
        ]
        self.side.add_section().addWidget(FactStrip(self.theme, facts))

    def _person(self, file: PersonFile) -> None:
        tr, fields = self.context.tr, file.fields
        pairs = [
            (tr("Full name"), fields.name),
            (tr("In Chinese"), fields.name_zh or "—"),
            (tr("E-mail"), fields.email or "—"),
            (tr("Phone"), fields.phone or "—"),
        ]
        self.side.add_section().addWidget(KeyValues(self.theme, pairs))

    def _rights(self, file: PersonFile) -> None:
        column = self.side.add_section(self.context.tr("What this role may do"))
        column.addWidget(PermissionTable(self.context, [file.fields.role]))
