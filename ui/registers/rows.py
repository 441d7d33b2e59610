"""Rows of a register's panel: a thing with its tools, a doubt, a list that shows the record, nothing yet.

Only arrangement; what is said comes from the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.badges import StatusLine
from ui.kit.cells import Status
from ui.kit.labels import ElidedLabel, IconLabel, label
from ui.kit.links import link
from ui.kit.tool_button import tool_button
from ui.lists.asked import asked

if TYPE_CHECKING:
    from qualitydesk.domain.values import Message
    from qualitydesk.services.uses import Use
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Tool:
    """A small button of a row."""

    icon: str
    name: str
    run: Callable[[], object]


class PartRow(QWidget):
    """One line in strong letters, what belongs to it in grey under it, a status and tools at the right."""

    def __init__(
        self,
        context: Context,
        top: str,
        under: str = "",
        *,
        status: Status | None = None,
        tools: Iterable[Tool] = (),
    ) -> None:
        super().__init__()
        theme = context.theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(theme, top, "body"))
        if under:
            words.addWidget(ElidedLabel(theme, under, "small", "text-3"))
        row.addLayout(words, 1)
        if status is not None:
            row.addWidget(StatusLine(theme, status))
        for tool in tools:
            row.addWidget(tool_button(theme, tool.icon, f"{tool.name}: {top}", tool.run))
        said = (top, under, status.text if status is not None else "")
        self.setAccessibleName(", ".join(part for part in said if part))


def doubts(context: Context, column: QVBoxLayout, found: Iterable[Message]) -> None:
    """What is doubtful, one line each."""
    for doubt in found:
        row = QHBoxLayout()
        row.setSpacing(context.theme.px(8))
        row.addWidget(IconLabel(context.theme, "circle-help", "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(context.theme, context.tr(doubt), "body", "warn", wrap=True), 1)
        column.addLayout(row)


def nothing(context: Context, column: QVBoxLayout, words: str) -> None:
    """Say that there is none."""
    column.addWidget(label(context.theme, words, "body", "text-3", wrap=True))


def uses(context: Context, column: QVBoxLayout, found: Iterable[Use]) -> None:
    """The lists that show the record; the number opens the list it counted."""
    for use in found:
        row = QHBoxLayout()
        row.setSpacing(context.theme.px(8))
        row.addWidget(IconLabel(context.theme, use.icon, "text-3", 16))
        words = context.tr(use.words)
        said = label(context.theme, words, "body", "text-2")
        said.setMinimumHeight(context.theme.px(24))
        row.addWidget(said, 1)
        if use.count:
            number = context.tr.number(use.count)
            opened = link(context.theme, number, partial(context.navigate, use.screen, asked(use.filters)))
            opened.setAccessibleName(f"{words}: {number}")
            row.addWidget(opened)
        else:
            row.addWidget(label(context.theme, "0", "body", "text-3"))
        column.addLayout(row)
