"""The People screen: everybody with a login, the person shown beside the list, and what the role may do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services import people
from qualitydesk.services.people import PersonFile, PersonRow
from ui.kit.actions import Action
from ui.kit.cells import Status
from ui.kit.hints import Hint
from ui.kit.panel import DetailPanel, FactStrip, KeyValues
from ui.lists.screen import ListScreen, Reading
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
        super().__init__(context, table.listing(context), side, reading)
        self.side = side
        self.steps = Steps(context, self, lambda: self.file)
        acts = self.use_actions(self.list.stack)
        self.list.empty_actions = lambda: () if self.steps.manages() else (acts.find("new"),)
        self.header.add_action(acts.button("roles"), acts.button("new"))
        self.on_off = (acts.button("off", show_key=False), acts.button("on", show_key=False))
        side.set_bar(self.on_off, [acts.button("password", show_key=False), acts.button("edit")])

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
        tr, side, fields = self.context.tr, self.side, file.fields
        side.set_title(tr.either(fields.name, fields.name_zh), file.login)
        side.clear_sections()
        role = Status(fields.role, tr(fields.role.value), table.ICONS[fields.role], "info")
        facts: list[tuple[str, Status | str]] = [
            (tr("Role"), role),
            (tr("Login"), table.may_sign_in(tr, active=file.active)),
        ]
        side.add_section().addWidget(FactStrip(self.theme, facts))
        pairs = [
            (tr("Name"), fields.name),
            (tr("In Chinese"), fields.name_zh or "—"),
            (tr("E-mail"), fields.email or "—"),
            (tr("Phone"), fields.phone or "—"),
        ]
        side.add_section().addWidget(KeyValues(self.theme, pairs))
        side.add_section(tr("What this role may do")).addWidget(PermissionTable(self.context, [fields.role]))
        side.end_sections()
        off, on = self.on_off
        off.setVisible(file.active)
        on.setVisible(not file.active)
