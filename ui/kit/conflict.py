"""Two people changed one record: field by field mine and theirs, one choice each, both stay in the history.

Only fields that both changed are asked about; what one of them changed alone is joined and said in grey.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from qualitydesk.domain.errors import Conflict
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.labels import hairline, label
from ui.kit.one_of import Offered

if TYPE_CHECKING:
    from ui.context import Context


NOTHING: tuple[object, ...] = ("", None, (), [])


def alone(value: object, seen: object) -> bool:
    """Whether a value is still as it was seen when the form was opened: then nobody else changed it."""
    return value == seen or (value in NOTHING and seen in NOTHING)


class ConflictDialog(Dialog):
    """Opened with the ``Conflict`` the service raised. ``choose`` gets name -> chosen value, to be saved
    anew. ``joined`` are the fields that are saved without a question.
    """

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        title: str,
        error: Conflict,
        names: Mapping[str, str],
        choose: Callable[[dict[str, object]], None],
        joined: Sequence[str] = (),
    ) -> None:
        tr = context.tr
        super().__init__(parent, context.theme, title, icon="git-merge", width=820, close_words=tr("Close"))
        self._error, self._choose = error, choose
        self._theirs: dict[str, QRadioButton] = {}
        self._mine: dict[str, QRadioButton] = {}
        self.body.addWidget(label(context.theme, tr(error.message), "body", "text-2", wrap=True))
        self.body.addLayout(self._table(context, names))
        if joined:
            along = tr("Saved along, nobody else changed them: {fields}", fields=tr.between.join(joined))
            self.body.addWidget(label(context.theme, along, "small", "text-3", wrap=True))
        self.body.addStretch()
        self.set_consequence(tr("Both versions stay in the history."))
        self.add_button(Action("mine", tr("All mine"), lambda: self._all(self._mine), kind="quiet"))
        self.add_button(Action("theirs", tr("All theirs"), lambda: self._all(self._theirs), kind="quiet"))
        self.add_button(Action("keep", tr("Keep editing"), self.reject))
        self.add_button(Action("save", tr("Save choice"), self._save, kind="primary"))

    def _table(self, context: Context, names: Mapping[str, str]) -> QGridLayout:
        tr, grid = context.tr, QGridLayout()
        for column, title in enumerate((tr("Field"), tr("Yours, not saved"), tr("Saved by someone else"))):
            grid.addWidget(label(context.theme, title, "small", "text-3"), 0, column)
            grid.setColumnStretch(column, 1 if column == 0 else 2)
        row = 1
        for name in sorted(set(self._error.mine) | set(self._error.theirs)):
            mine, theirs = self._error.mine.get(name), self._error.theirs.get(name)
            if mine == theirs:
                continue
            grid.addWidget(hairline(), row, 0, 1, 3)
            named = label(context.theme, names.get(name, name), "body", "text-2")
            grid.addWidget(named, row + 1, 0)
            offered = Offered(context.theme, _shown(mine)), Offered(context.theme, _shown(theirs))
            self._mine[name], self._theirs[name] = (one.button for one in offered)
            group = QButtonGroup(self)
            for column, one in enumerate(offered, start=1):
                group.addButton(one.button)
                grid.addWidget(one, row + 1, column)
            self._mine[name].setChecked(True)
            row += 2
        return grid

    def _all(self, buttons: Mapping[str, QRadioButton]) -> None:
        for button in buttons.values():
            button.setChecked(True)

    def _save(self) -> None:
        chosen = {
            name: (self._error.mine if button.isChecked() else self._error.theirs).get(name)
            for name, button in self._mine.items()
        }
        self.accept()
        self._choose(chosen)


def _shown(value: object) -> str:
    return "—" if value in (None, "") else str(value)
