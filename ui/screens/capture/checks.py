"""The middle column: the checks of the unit in hand, the one in hand open with its number pad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.inspection.checklist import judge_measure, parse_measure, unit_name
from qualitydesk.domain.inspection.states import CheckKind, CheckOutcome
from ui.kit.flow import ACROSS, FlowLayout, turn
from ui.kit.labels import ElidedLabel, clear, hairline, label
from ui.kit.painted.limit_bar import MeasureBar, Measured
from ui.kit.tips import set_tip
from ui.screens.capture import words
from ui.screens.capture.parts import EdgeCard, StepNumber, big_button, set_chosen

if TYPE_CHECKING:
    from qualitydesk.services.inspections import CheckLine, InspectionFile
    from ui.context import Context

LEAST_WORDS = 132
"""What the words of a check need beside its answers."""
PAD = ("7", "8", "9", "⌫", "4", "5", "6", ".", "1", "2", "3", "−")


@dataclass(frozen=True, slots=True)
class CheckDeeds:
    """What the rows can ask for, by place of the check on this unit."""

    pass_: Callable[[int], None]
    fail: Callable[[int], None]
    choose: Callable[[int, str], None]
    photo: Callable[[int], None]
    take: Callable[[int], None]


KEY, WIDE_KEY = 48, 80
"""How wide a key of the pad is at least and at most."""


class NumberPad(QWidget):
    """Big keys that type into a field; Enter is the accent key."""

    def __init__(self, context: Context, field: QLineEdit, enter: Callable[[], None]) -> None:
        super().__init__()
        self._field = field
        theme, grid = context.theme, QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for place, key in enumerate(PAD):
            grid.addWidget(self._key(context, key), place // 4, place % 4)
        zero = self._key(context, "0")
        zero.setMinimumWidth(theme.px(2 * KEY + 8))
        confirm = big_button(theme, context.tr("Enter") + " ↵", enter, kind="primary", height=56)
        confirm.setMinimumWidth(theme.px(2 * KEY + 8))
        grid.addWidget(zero, 3, 0, 1, 2)
        grid.addWidget(confirm, 3, 2, 1, 2)
        self.setMaximumWidth(theme.px(4 * WIDE_KEY + 24))

    def _key(self, context: Context, key: str) -> QPushButton:
        button = big_button(context.theme, key, lambda: self._type(key), height=56)
        button.setMinimumWidth(context.theme.px(KEY))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _type(self, key: str) -> None:
        if key == "⌫":
            self._field.backspace()
        else:
            self._field.insert("-" if key == "−" else key)
        self._field.textEdited.emit(self._field.text())
        self._field.setFocus()


INDENT = 40
"""As far as the name of a check stands from the edge of its row."""


class MeasureBody(QWidget):
    """The number field, its unit, the tolerance bar, and the pad: beside it, or where room is short under it
    and from the edge on.
    """

    typed = Signal(str)
    confirmed = Signal(str)

    def __init__(self, context: Context, check: CheckLine, text: str) -> None:
        super().__init__()
        self.context, self.check = context, check
        theme = context.theme
        self.field = QLineEdit(text)
        self.field.setProperty("size", "warehouse")
        self.field.setFont(theme.font("warehouse-number"))
        self.field.setFixedWidth(theme.px(168))
        self.field.setMaxLength(20)
        self.field.setAccessibleName(context.tr.name(check.name))
        self.field.textEdited.connect(self._edited)
        self._bar = MeasureBar(theme, self._measured(text))
        self._bar.setFixedWidth(theme.px(212))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._sides, self._left = QBoxLayout(ACROSS, self), QVBoxLayout()
        entry = QHBoxLayout()
        entry.setSpacing(theme.px(10))
        entry.addWidget(self.field)
        entry.addWidget(label(theme, context.tr(unit_name(check.unit)), "title", "text-2"))
        entry.addStretch()
        self._left.addLayout(entry)
        self._left.addWidget(self._bar)
        self._left.addStretch()
        right = QVBoxLayout()
        self._pad = NumberPad(context, self.field, lambda: self.confirmed.emit(self.field.text()))
        right.addWidget(self._pad)
        right.addStretch()
        self._sides.addLayout(self._left)
        self._sides.addLayout(right)
        self._stand(across=True)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where both have room."""
        super().resizeEvent(event)
        needed = sum(self._widths()) + self._sides.spacing() + self.context.theme.px(INDENT)
        self._stand(across=needed <= self.width())

    def _widths(self) -> tuple[int, int]:
        """What field and pad need."""
        return self._left.minimumSize().width(), self._pad.minimumSizeHint().width()

    def _stand(self, *, across: bool) -> None:
        turn(self._sides, across=across)
        px, shares = self.context.theme.px, (1, 4) if across else (0, 0)
        for place, share in enumerate(shares):
            self._sides.setStretch(place, share)
        self._sides.setContentsMargins(px(INDENT) if across else 0, 0 if across else px(8), 0, 0)

    def _edited(self, text: str) -> None:
        self._bar.set_measured(self._measured(text))
        self.typed.emit(text)

    def _measured(self, text: str) -> Measured:
        tr, check = self.context.tr, self.check
        value, verdict = _value_of(text), ""
        if value is not None:
            fits = judge_measure(value, check.lower, check.upper) is CheckOutcome.PASS
            verdict = tr("inside") if fits else tr("outside")
        low, high = words.number_text(check.lower), words.number_text(check.upper)
        return Measured(value, check.lower, check.upper, low, high, verdict)


def _value_of(text: str) -> Decimal | None:
    try:
        return parse_measure(text) if text.strip() else None
    except RuleBroken:
        return None


class CheckRow(QFrame):
    """One check: number, name, requirement, and how it is answered."""

    def __init__(
        self,
        context: Context,
        place: int,
        check: CheckLine,
        unit: int,
        deeds: CheckDeeds,
        *,
        current: bool,
        typed: str,
    ) -> None:
        super().__init__()
        self.context, self.place, self.check, self.deeds = context, place, check, deeds
        self.body: MeasureBody | None = None
        reading = check.readings.get(unit)
        self.outcome = reading.outcome if reading else CheckOutcome.OPEN
        self._answer = words.answer(context.tr, check, unit)
        theme = context.theme
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._bar = QFrame()
        self._bar.setFixedWidth(theme.px(3))
        whole.addWidget(self._bar)
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.px(10), theme.px(8), theme.px(16), theme.px(8))
        self._split, self._offers = QBoxLayout(ACROSS), FlowLayout(gap=theme.px(8))
        self._split.setSpacing(theme.px(8))
        inner.addLayout(self._line(current))
        if current and check.kind is CheckKind.MEASURE:
            self.body = MeasureBody(context, check, typed)
            inner.addWidget(self.body)
        whole.addLayout(inner, 1)
        self._tint(current)
        self.setAccessibleName(f"{place + 1} {context.tr.name(check.name)} {self._answer}")

    def _tint(self, current: bool) -> None:
        theme = self.context.theme
        self.setAutoFillBackground(True)
        for part, token in ((self, "selected" if current else "surface"), (self._bar, "accent")):
            palette = part.palette()
            palette.setColor(part.backgroundRole(), theme.colour(token))
            part.setPalette(palette)
        self._bar.setAutoFillBackground(current)

    def _line(self, current: bool) -> QHBoxLayout:
        tr, theme = self.context.tr, self.context.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        number = StepNumber(theme, str(self.place + 1), current=current)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(ElidedLabel(theme, tr.name(self.check.name), "warehouse"))
        if not (current and self.check.kind is CheckKind.MEASURE):
            text.addWidget(ElidedLabel(theme, tr.name(self.check.requirement), "small", "text-3"))
        self._split.addLayout(text, 1)
        self._split.addLayout(self._offers)
        for button in self._buttons(current):
            self._offers.addWidget(button)
        row.addLayout(self._split, 1)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words would be squeezed the answers stand below them."""
        super().resizeEvent(event)
        beside = self._offers.sizeHint().width() + self.context.theme.px(LEAST_WORDS + 80)
        turn(self._split, across=beside <= self.width())

    def _buttons(self, current: bool) -> Sequence[QWidget]:
        tr, theme = self.context.tr, self.context.theme
        if self.check.kind is CheckKind.MEASURE:
            return () if current else (self._value(), self._camera())
        if self.check.kind is CheckKind.CHOICE:
            return (*self._choices(), self._camera())
        passed = big_button(theme, tr("Pass"), lambda: self.deeds.pass_(self.place), icon="check", height=48)
        failed = big_button(theme, tr("Fail"), lambda: self.deeds.fail(self.place), icon="x", height=48)
        set_chosen(passed, "ok" if self.outcome is CheckOutcome.PASS else "")
        set_chosen(failed, "bad" if self.outcome is CheckOutcome.FAIL else "")
        for button in (passed, failed):
            button.setMinimumWidth(theme.px(96))
        return (passed, failed, self._camera())

    def _value(self) -> QPushButton:
        theme = self.context.theme
        text = self._answer or self.context.tr("Measure")
        button = big_button(theme, text, lambda: self.deeds.take(self.place), height=48)
        tones = {CheckOutcome.PASS: "ok", CheckOutcome.FAIL: "bad"}
        set_chosen(button, tones.get(self.outcome, ""))
        button.setFixedWidth(theme.px(200))
        return button

    def _choices(self) -> Sequence[QPushButton]:
        theme, tr = self.context.theme, self.context.tr
        made = []
        for choice in self.check.choices[:3]:
            run = partial(self.deeds.choose, self.place, choice.name.en)
            button = big_button(theme, tr.name(choice.name), run, height=48)
            button.setFont(theme.font("strong"))
            chosen = self._answer == tr.name(choice.name)
            set_chosen(button, ("ok" if choice.accepted else "bad") if chosen else "")
            made.append(button)
        return made

    def _camera(self) -> QPushButton:
        theme, tr = self.context.theme, self.context.tr
        button = big_button(theme, "", lambda: self.deeds.photo(self.place), icon="camera", height=48)
        button.setFixedWidth(theme.px(64))
        missing = self.check.photo_required and not self.check.photos
        if missing:
            button.setIcon(theme.icon("camera", "warn", 20))
        name = tr("Photo missing") if missing else tr("Add a photo")
        button.setAccessibleName(name)
        set_tip(button, name)
        return button


class ChecksColumn(EdgeCard):
    """All checks of the unit; ``typed`` and ``confirmed`` come from the number field of the one in hand."""

    typed = Signal(str)
    confirmed = Signal(str)

    def __init__(self, context: Context, deeds: CheckDeeds) -> None:
        super().__init__(context.theme)
        self.context, self.deeds = context, deeds
        self.field: QLineEdit | None = None
        self._in_hand: CheckRow | None = None
        theme, tr = context.theme, context.tr
        self.body.setContentsMargins(1, theme.px(10), 1, 1)
        self.body.setSpacing(0)
        self._count = label(theme, "", "body", "text-3")
        self._head, title = QHBoxLayout(), QHBoxLayout()
        self._head.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        title.setSpacing(theme.px(8))
        title.addWidget(label(theme, tr("Checks on this unit"), "party"))
        title.addWidget(self._count)
        title.addStretch()
        self._hint = label(theme, tr("Enter passes and moves on"), "small", "text-3")
        self._head.addLayout(title)
        self._head.addWidget(self._hint)
        self.body.addLayout(self._head)
        self.body.addWidget(hairline())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._area.setWidget(holder)
        self._area.verticalScrollBar().rangeChanged.connect(self._reveal)
        self.body.addWidget(self._area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint stands beside the title, or under it where both have no room."""
        super().resizeEvent(event)
        titles = self._head.itemAt(0)
        needed = self._hint.sizeHint().width() + (titles.sizeHint().width() if titles is not None else 0)
        turn(self._head, across=needed + self.theme.px(2 * 16 + 8) <= self.width())

    def show_checks(
        self, file: InspectionFile, checks: Sequence[CheckLine], current: int, typed: str
    ) -> None:
        """Show the checks of the unit in hand; ``current`` beyond the last when all are answered."""
        clear(self._rows)
        self.field = self._in_hand = None
        self._count.setText(f"{min(current + 1, len(checks))} / {len(checks)}")
        for place, check in enumerate(checks):
            row = CheckRow(
                self.context, place, check, file.unit, self.deeds, current=place == current, typed=typed
            )
            self._rows.addWidget(row)
            self._rows.addWidget(hairline())
            if row.body is not None:
                row.body.typed.connect(self.typed)
                row.body.confirmed.connect(self.confirmed)
                self.field = row.body.field
            if place == current:
                self._in_hand = row
                QTimer.singleShot(0, row, self._reveal)
        self._rows.addStretch()

    def _reveal(self) -> None:
        """Show the check in hand; of one that is taller than the room, its beginning."""
        row = self._in_hand
        if row is None:
            return
        self._area.ensureWidgetVisible(row, 0, self.theme.px(60))
        if row.height() > self._area.viewport().height():
            self._area.verticalScrollBar().setValue(row.y())
