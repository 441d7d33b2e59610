"""A checklist in the making: its names, its checks in order, and the check that is open.

What stands in it is kept as a draft; a version is saved by the dialog around it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualitydesk.domain.inspection.checklist import Check
from qualitydesk.domain.values import Bilingual
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.kit.section_list import RingedList
from ui.kit.tool_button import tool_button
from ui.screens.checklists.check_form import NEW, CheckForm

if TYPE_CHECKING:
    from qualitydesk.services.checklists import ChecklistFile
    from qualitydesk.services.choices import Choice
    from ui.context import Context

Raw = dict[str, Any]


class ChecklistEditor(QWidget):
    """Names and list at the left, the open check at the right. ``changed`` tells every change."""

    changed = Signal()

    def __init__(
        self,
        context: Context,
        defects: tuple[Choice, ...],
        categories: Mapping[str, Bilingual],
        file: ChecklistFile | None,
    ) -> None:
        super().__init__()
        self.context = context
        tr, theme = context.tr, context.theme
        names = tuple((code, tr.name(name)) for code, name in categories.items())
        known = file is not None
        self.head = Form(
            theme,
            tr,
            (
                Field("name", tr("Name"), required=True),
                Field("name_zh", tr("Chinese name")),
                Field("category", tr("Product category"), FieldKind.CHOICE, choices=names, locked=known),
            ),
            {"name": file.name.en, "name_zh": file.name.zh, "category": file.category} if file else {},
        )
        self.one = CheckForm(context, defects)
        self.list = RingedList(theme)
        self.list.setAccessibleName(tr("Checks in their order"))
        self.checks: list[Raw] = [self._raw(check) for check in (file.checks if file else (NEW,))]
        self._removed: list[tuple[int, Raw]] = []
        self._at, self._loaded = -1, self._standing()
        self._lay()
        self.head.changed.connect(lambda _name: self.changed.emit())
        self.one.changed.connect(lambda _name: self._typed())
        self.list.currentRowChanged.connect(self.go)
        self._list_anew(0)

    def _raw(self, check: Check) -> Raw:
        self.one.show_check(check)
        return self.one.raw()

    def _lay(self) -> None:
        theme, tr = self.context.theme, self.context.tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(20))
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.setContentsMargins(0, theme.px(2), 0, 0)  # level with the check beside it
        left.addWidget(self.head)
        tools = QHBoxLayout()
        tools.addWidget(label(theme, tr("Checks"), "card-title"))
        tools.addStretch()
        for icon, name, run in (
            ("arrow-up", tr("Move up"), lambda: self.move_check(-1)),
            ("arrow-down", tr("Move down"), lambda: self.move_check(1)),
            ("trash-2", tr("Remove the check"), self.remove),
            ("undo-2", tr("Put the removed check back"), self.put_back),
            ("plus", tr("Add a check"), self.add),
        ):
            tools.addWidget(tool_button(theme, icon, name, run))
        left.addLayout(tools)
        left.addWidget(self.list, 1)
        row.addLayout(left, 2)
        area = QScrollArea()
        area.setAccessibleName(self.context.tr("Check"))
        area.setWidgetResizable(True)
        self.one.setContentsMargins(theme.px(2), theme.px(2), theme.px(8), theme.px(2))
        area.setWidget(self.one)
        row.addWidget(area, 3)

    # -- the list of checks

    def _title(self, place: int) -> str:
        raw = self.checks[place]
        name = self.context.tr.either(raw["name"], raw["name_zh"]) or self.context.tr("New check")
        return f"{place + 1}  {name}"

    def _list_anew(self, place: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for each in range(len(self.checks)):
            item = QListWidgetItem(self._title(each))
            item.setSizeHint(QSize(0, self.context.theme.px(28)))
            self.list.addItem(item)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        self._at = -1
        self.go(place)

    def go(self, place: int) -> None:
        """Open the check at a place; what was typed in the one before is kept."""
        if 0 <= place < len(self.checks) and place != self._at:
            self._at = place
            self.one.show_raw(self.checks[place])
            self.list.setCurrentRow(place)

    def _typed(self) -> None:
        if 0 <= self._at < len(self.checks):
            self.checks[self._at] = self.one.raw()
            self.list.item(self._at).setText(self._title(self._at))
            self.changed.emit()

    def add(self) -> None:
        """A new check after the open one."""
        place = self._at + 1
        self.checks.insert(place, self._raw(NEW))
        self._list_anew(place)
        self.one.boxes["code"].editor.setFocus()
        self.changed.emit()

    def remove(self) -> None:
        """Take the open check out; it can be put back here, where a message behind the dialog can't be
        reached.
        """
        if len(self.checks) < 2:
            return
        place = self._at
        self._removed.append((place, self.checks.pop(place)))
        self._list_anew(min(place, len(self.checks) - 1))
        self.changed.emit()

    def put_back(self) -> None:
        """The check removed last stands in its place again."""
        if self._removed:
            place, taken = self._removed.pop()
            place = min(place, len(self.checks))
            self.checks.insert(place, taken)
            self._list_anew(place)
            self.changed.emit()

    def move_check(self, step: int) -> None:
        """Move the open check up or down."""
        to = self._at + step
        if 0 <= to < len(self.checks):
            self.checks.insert(to, self.checks.pop(self._at))
            self._list_anew(to)
            self.changed.emit()

    # -- what is saved

    def name(self) -> Bilingual:
        """The names typed."""
        return Bilingual(self.head.text("name"), self.head.text("name_zh"))

    def read(self) -> tuple[Check, ...] | None:
        """All checks; None when one cannot be read, which is then open with its fields marked."""
        found: list[Check] = []
        if not self.head.check():
            return None
        for place in range(len(self.checks)):
            self.go(place)
            check = self.one.check_shown()
            if check is None:
                return None
            found.append(check)
        return tuple(found)

    # -- drafts

    def _standing(self) -> Raw:
        head = {name: box.editor.kept() for name, box in self.head.boxes.items()}
        return {"head": head, "checks": [dict(raw) for raw in self.checks]}

    def kept(self) -> Raw:
        """Everything, when anything differs from what was loaded."""
        standing = self._standing()
        return {} if standing == self._loaded else standing

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Put a draft back."""
        if "head" in kept:
            self.head.take_up(kept["head"])
        if kept.get("checks"):
            self.checks = [dict(raw) for raw in kept["checks"]]
            self._list_anew(0)

    def revert(self) -> None:
        """Show what was loaded again."""
        self.take_up(self._loaded)
