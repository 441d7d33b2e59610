"""The screen of a register: list and panel, new and edit, the other registers of the house in a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from qualitydesk.domain.values import msg
from ui.history import Subject, history_action
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.menus import Menu
from ui.kit.panel import DetailPanel
from ui.kit.tool_button import tool_button
from ui.lists.screen import ListScreen

RowT = TypeVar("RowT")
FileT = TypeVar("FileT")
CATALOGUES = (
    ("products", msg("Products"), "package"),
    ("places", msg("Places"), "map-pin"),
    ("defects", msg("Defect catalogue"), "list-checks"),
    ("checklists", msg("Checklists"), "clipboard-check"),
    ("recalls", msg("Recalls"), "siren"),
    ("incidents", msg("Safety incidents"), "shield-alert"),
)
"""Screens and their names: the catalogues stand in no rail, each leads to the others."""


class RegisterScreen(ListScreen[RowT, FileT]):
    """A subclass makes its steps, then calls ``furnish``; its actions hold "new" and what the bar shows."""

    panel: DetailPanel
    KIND = ""
    """What the stored records are called, for their history."""
    catalogues = False
    """Whether the header offers the other catalogues."""

    def furnish(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Put the actions in force, and the buttons of these into the panel's bar."""
        tr, theme = self.context.tr, self.theme
        acts = self.use_actions(self.list.stack)
        self.list.empty_actions = self.first_acts
        again = tool_button(theme, "refresh-cw", tr("Refresh the list"), lambda: self.refresh(frozenset()))
        self.header.add_action(again)
        if self.catalogues:
            self._button = acts.button("catalogues")
            self.header.add_action(self._button)
        self.header.add_action(acts.button("new"))
        self.panel.add_tool(
            acts.icon_button("history"),
            tool_button(theme, "panel-right", tr("Hide the panel"), self.toggle_detail),
        )
        self.bar_buttons = {name: acts.button(name, show_key=name in right) for name in (*left, *right)}
        self.panel.set_bar(
            [self.bar_buttons[name] for name in left], [self.bar_buttons[name] for name in right]
        )

    def first_acts(self) -> tuple[Action, ...]:
        """What an empty list offers."""
        assert self.action_set is not None
        return (self.action_set.find("new"),)

    def number(self) -> str:
        """What people call the record in the panel."""
        raise NotImplementedError

    def subject(self) -> Subject | None:
        """The record in the panel, for its history."""
        return Subject(self.KIND, self.key_of_shown(), self.number()) if self.file is not None else None

    def usual_actions(self) -> tuple[Action, ...]:
        """What every register can do beside its own steps."""
        history = history_action(self.context, self, self.subject, in_list=True)
        offered = (self.catalogue_action(),) if self.catalogues else ()
        return (history, *offered, *self.list.filter_actions())

    def catalogue_action(self) -> Action:
        """The menu of the catalogues, which stand in no rail."""
        return Action("catalogues", self.context.tr("Catalogues"), self.offer_catalogues, "folder-open")

    def offer_catalogues(self) -> None:
        """Open the menu of the catalogues."""
        menu = Menu(self.theme, self)
        for screen, name, icon in CATALOGUES:
            entry = menu.addAction(self.theme.icon(icon), self.context.tr(name))
            entry.triggered.connect(lambda _on=False, to=screen: self.context.navigate(to))
        menu.drop(self._button)

    def saved(self, key: str) -> None:
        """Something was written: show the list anew, with that record if there is one. What was done with
        several records is done: no tick is left for doing it again.
        """
        if key:
            self.list.table.wanted = key
        else:
            self.list.table.rows.tick_all(False)
        self.refresh(frozenset())

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            *self.list.tick_hints()[:1],
            Hint(("N",), tr("new")),
            Hint(("E",), tr("edit")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )
