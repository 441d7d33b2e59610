"""Import and export: every kind of record with a button for each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from qualitydesk.services import exchange
from ui.help.dialog import help_by_key, open_help
from ui.importing.words import HELP, KINDS
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.labels import label

if TYPE_CHECKING:
    from ui.context import Context


class ExchangeChoice(Dialog):
    """Goes on to the import, or to the file of an export."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        tr = context.tr
        super().__init__(
            parent,
            context.theme,
            tr("Import and export"),
            icon="arrow-up-down",
            width=520,
            close_words=tr("Close"),
        )
        self.context = context
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.px(8))
        grid.setColumnStretch(0, 1)
        for place, (kind, name) in enumerate(KINDS.items()):
            grid.addWidget(label(self.theme, tr(name), "body"), place, 0)
            if kind in exchange.import_kinds():
                grid.addWidget(self._button("import", kind, tr("Import"), "file-down"), place, 1)
            if kind in exchange.export_kinds():
                grid.addWidget(self._button("export", kind, tr("Export"), "file-up"), place, 2)
        self.body.addLayout(grid)
        help_by_key(context, self, HELP)
        self.add_button(Action("help", tr("Help"), self._help, "circle-help"))
        self.add_button(Action("close", tr("Close"), self.accept, kind="primary"))

    def _help(self) -> None:
        open_help(self.context, self, HELP)

    def _button(self, way: str, kind: str, words: str, icon: str) -> ActionButton:
        action = Action(f"{way}:{kind}", words, lambda: self._go(way, kind), icon)
        made = ActionButton(action, self.theme, size="small", show_key=False)
        made.setAccessibleName(f"{words}: {self.context.tr(KINDS[kind])}")
        return made

    def _go(self, way: str, kind: str) -> None:
        self.accept()
        self.context.navigate(f"{way}:{kind}")
