"""What can be done with all ticked records at once: a bar over the foot of the list while any is ticked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.kit.actions import Action, ActionButton
from ui.kit.cells import Column, Kind
from ui.kit.flow import FlowLayout
from ui.kit.labels import label
from ui.kit.table import AnyTable

if TYPE_CHECKING:
    from ui.context import Context

Keys = tuple[str, ...]
RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class BulkAction:
    """One thing to do with some records; ``run`` gets their keys in the order of the list."""

    text: str
    run: Callable[[Keys], None]
    icon: str = ""
    kind: str = ""


def with_ticks(columns: tuple[Column[RowT], ...]) -> tuple[Column[RowT], ...]:
    """The columns of a list whose lines can be ticked."""
    return (Column("check", "", lambda _row: False, Kind.CHECK, 36), *columns)


class ChosenBar(QFrame):
    """ "3 chosen", the actions, and letting go of all ticks."""

    def __init__(self, context: Context, table: AnyTable, actions: tuple[BulkAction, ...]) -> None:
        super().__init__()
        self._context, self._table = context, table
        theme = context.theme
        self.setProperty("kind", "footer")
        self.setAccessibleName(context.tr("Chosen records"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(self, theme.px(8))  # many actions, a narrow list, long words: goes on below
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self._words = label(theme, "", "strong")
        self._words.setMinimumHeight(theme.px(28))
        self._words.setMinimumWidth(theme.px(96))
        row.addWidget(self._words)
        for one in actions:
            row.addWidget(ActionButton(self._action(one), theme, size="small", show_key=False))
        let_go = Action("let_go", context.tr("Let go"), lambda: table.rows.tick_all(False), "x", "", "quiet")
        row.addWidget(ActionButton(let_go, theme, size="small", show_key=False))
        table.rows.headerDataChanged.connect(lambda *_: self._count())
        table.rows.modelReset.connect(self._count)
        self._count()

    def _action(self, one: BulkAction) -> Action:
        return Action(one.text, one.text, lambda: one.run(self.keys()), one.icon, "", one.kind)

    def keys(self) -> Keys:
        """The ticked records that are loaded, in the order of the list."""
        rows = self._table.rows
        return tuple(sorted((key for key in rows.checked if rows.place_of(key) >= 0), key=rows.place_of))

    def state(self) -> dict[str, str]:
        """What is ticked, and how far down the last of it stands."""
        keys = self.keys()
        down = self._table.rows.place_of(keys[-1]) + 1 if keys else 0
        return {"ticked": json.dumps(keys), "down": str(down)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Tick it again, before the list is loaded."""
        self._table.rows.tick_before(json.loads(state.get("ticked", "[]")), int(state.get("down", "0")))

    def _count(self) -> None:
        number = len(self.keys())
        self._words.setText(self._context.tr.plural("1 chosen", "{n} chosen", number))
        self.setVisible(bool(number))
