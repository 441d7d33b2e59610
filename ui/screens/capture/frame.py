"""Head and foot of the warehouse mode: where one is, the carton in hand, saved or not; undo, pause, sign,
next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.flow import give_way
from ui.kit.labels import ElidedLabel, IconLabel, label, repolish
from ui.kit.tips import set_tip
from ui.screens.capture import words
from ui.screens.capture.parts import big_button

if TYPE_CHECKING:
    from qualitydesk.services.inspections import InspectionFile
    from ui.context import Context


REASONS = 180
"""The room that the words beside the signature have at least."""
BRIEF = 1100
"""In a head narrower than this the carton's field and the person stand by their icons."""


class Head(QFrame):
    """64 px: leave, product and lot, carton, what waits to be saved, person."""

    carton_changed = Signal(str)

    def __init__(self, context: Context, leave: Callable[[], None]) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "header")
        theme, tr = context.theme, context.tr
        self.setFixedHeight(theme.px(64))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(16))
        row.addWidget(big_button(theme, tr("Leave"), leave, icon="chevron-left", key="Esc", height=48))
        text = QVBoxLayout()
        text.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        self._product = ElidedLabel(theme, "", "title")
        self._lot = ElidedLabel(theme, "", "party", "text-2")
        for part in (self._product, self._lot):
            part.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            top.addWidget(part)
        top.addStretch()
        self._line = ElidedLabel(theme, "", "small", "text-3")
        text.addStretch()
        text.addLayout(top)
        text.addWidget(self._line)
        text.addStretch()
        row.addLayout(text, 1)
        row.addWidget(IconLabel(theme, "barcode", "text", 18))
        self._carton_word = label(theme, tr("Carton"), "strong")
        row.addWidget(self._carton_word)
        self.carton = QLineEdit()
        self.carton.setFixedWidth(theme.px(128))
        self.carton.setMaxLength(40)
        self.carton.setFont(theme.font("strong"))
        self.carton.setPlaceholderText(tr("type or scan"))
        self.carton.setProperty("takes_scans", True)
        self.carton.setAccessibleName(tr("Carton in hand"))
        self.carton.textEdited.connect(self.carton_changed)
        row.addWidget(self.carton)
        row.addWidget(self._saved_badge())
        person = context.desk.person
        name = " ".join(filter(None, (person.name, person.name_zh)))
        self._person, mark = label(theme, name, "body"), IconLabel(theme, "user-round", "text-2", 16)
        set_tip(mark, name)
        row.addWidget(mark)
        row.addWidget(self._person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow head the product has the room."""
        super().resizeEvent(event)
        for word in (self._carton_word, self._person):
            word.setVisible(self.width() >= self.context.theme.px(BRIEF))

    def _saved_badge(self) -> QFrame:
        theme = self.context.theme
        self._badge = QFrame()
        self._badge.setProperty("kind", "badge")
        self._badge.setFixedHeight(theme.px(32))
        inner = QHBoxLayout(self._badge)
        inner.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        inner.setSpacing(theme.px(6))
        self._badge_icon = IconLabel(theme, "check", "ok", 14)
        self._badge_text = label(theme, "", "strong", "ok")
        inner.addWidget(self._badge_icon)
        inner.addWidget(self._badge_text)
        self.say_saved(self.context.tr("All saved"))
        return self._badge

    def say_saved(self, text: str, tone: str = "ok") -> None:
        """Say whether everything is on disk, and what is not."""
        icon = {"ok": "check", "info": "circle-dashed", "warn": "cloud-off"}[tone]
        self._badge.setProperty("tone", tone)
        repolish(self._badge)
        self._badge_icon.set_icon(icon, tone)
        self._badge_text.setText(text)
        self._badge_text.setProperty("ink", tone)
        repolish(self._badge_text)

    def show_file(self, file: InspectionFile) -> None:
        """Show what is inspected."""
        tr = self.context.tr
        self._product.set_full(tr.name(file.product))
        self._lot.set_full(tr("lot {lot}", lot=file.lot))
        self._line.set_full(words.head_line(tr, file))


@dataclass(frozen=True, slots=True)
class FootDeeds:
    """What the foot asks for."""

    undo: Callable[[], None]
    pause: Callable[[], None]
    sign: Callable[[], None]
    next_unit: Callable[[], None]


class Foot(QFrame):
    """88 px of big buttons; signing says why it is locked."""

    def __init__(self, context: Context, deeds: FootDeeds) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "footer")
        theme, tr = context.theme, context.tr
        self.setFixedHeight(theme.px(88))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        self._quiet = (
            big_button(theme, tr("Pause"), deeds.pause, icon="pause", height=56),
            big_button(theme, tr("Undo"), deeds.undo, icon="undo-2", key="Ctrl+Z", height=56),
        )
        for button in reversed(self._quiet):
            row.addWidget(button)
        row.addWidget(self._reasons(), 1)
        self.sign = big_button(theme, tr("Finish and sign"), deeds.sign, icon="signature", height=56)
        self.next = big_button(
            theme,
            tr("Next unit"),
            deeds.next_unit,
            icon="arrow-right",
            kind="primary",
            key="Space",
            leads_on=True,
            height=56,
        )
        self.next.setMinimumWidth(theme.px(240))
        row.addWidget(self.sign)
        row.addWidget(self.next)

    def _reasons(self) -> QWidget:
        theme, holder = self.context.theme, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch()
        self._reason, self._missing = label(theme, "", "strong"), label(theme, "", "small", "text-3")
        for line in (self._reason, self._missing):
            line.setWordWrap(True)
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            column.addWidget(line)
        column.addStretch()
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, pausing and undoing stand by their icons."""
        super().resizeEvent(event)
        px = self.context.theme.px
        rest = self.sign.sizeHint().width() + max(self.next.sizeHint().width(), px(240))
        give_way(self._quiet, self.width() - rest - px(REASONS + 2 * 16 + 3 * 12), px(12))

    def show_file(self, file: InspectionFile) -> None:
        """Lock or open signing and the next unit."""
        reason, missing = words.missing_line(self.context.tr, file)
        self._reason.setText(reason)
        self._missing.setText(missing)
        complete = file.progress.complete
        self.sign.setEnabled(complete)
        set_tip(self.sign, "" if complete else reason)
        self.sign.setIcon(self.context.theme.icon("signature", "on-accent" if complete else "text-3", 20))
        kind = "primary" if complete else ""
        if self.sign.property("kind") != kind:
            self.sign.setProperty("kind", kind)
            repolish(self.sign)
        self.next.setEnabled(file.units_done < file.sample_size)
