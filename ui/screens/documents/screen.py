"""The Documents screen: views, the register's list, the paper beside it; print, save, verify, void."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services.documents import DocumentRow
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.lists.screen import ListScreen, Reading
from ui.screens.documents import table
from ui.screens.documents.panel import DocumentPanel, Opened, read
from ui.screens.documents.several import Several
from ui.screens.documents.steps import Steps

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class DocumentsScreen(ListScreen[DocumentRow, Opened]):
    """List and paper."""

    TOPICS = frozenset({"issued_document"})

    def __init__(self, context: Context) -> None:
        self.paper = DocumentPanel(context)
        reading = Reading(
            lambda key: read(context.desk, key), self.paper.show_paper, lambda opened: opened.file.row.id
        )
        self.several = Several(context, self)
        super().__init__(context, table.listing(context), self.paper, reading, self.several.bulk())
        self.steps = Steps(context, self, lambda: self.paper.opened)
        self.acts = acts = self.use_actions(self.list.stack)
        left: list[QWidget] = [acts.button("void", show_key=False), acts.button("record", show_key=False)]
        self.paper.bar.set_buttons(left, [acts.button("save", show_key=False), acts.button("print")])
        self.beside.set_widths(700, 532)
        self.list.empty_actions = self._first_acts

    def _first_acts(self) -> tuple[Action, ...]:
        """Where papers come from."""
        tr, navigate = self.context.tr, self.context.navigate
        return (
            Action("inspections", tr("Inspections"), lambda: navigate("inspections"), "clipboard-check"),
            Action("claims", tr("Claims"), lambda: navigate("claims"), "messages-square"),
        )

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (*self.steps.actions(), *self.list.filter_actions())

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            *self.list.tick_hints()[:1],
            Hint(("P",), tr("print")),
            Hint(("O",), tr("open record")),
            Hint(("?",), tr("all keys")),
        )

    def open_record(self, key: str) -> None:
        """Show the list with that paper beside it; ``key`` may be a number, or filters of the list."""
        if ":" in key and not key.startswith("?"):
            self.context.toast(self.context.tr("This kind of paper cannot be issued yet."), "info")
            key = ""
        super().open_record(key)
