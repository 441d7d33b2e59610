"""One finding of the readiness gate as a row: what and why, its law and its fix; opened, it says more.

Which findings there are, and in which order, is ``gate_card``'s and the gate's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.values import Confidence, Finding, Severity
from qualitydesk.translation import Translator
from ui.kit.actions import Action, ActionButton
from ui.kit.labels import ElidedLabel, IconLabel, label
from ui.kit.laws import short_law
from ui.kit.painted.canvas import Brush
from ui.kit.panel import KeyValues
from ui.kit.theme import Theme
from ui.kit.tips import set_tip
from ui.screens.shipments.words import SEVERITY_ICONS, SEVERITY_INKS, fix_word

LAW_WIDTH, FIX_WIDTH = 172, 134


@dataclass(frozen=True, slots=True)
class GateDoings:
    """What can be done about a finding; the workspace does it."""

    fix: Callable[[Finding], None]
    grant: Callable[[Finding], None]


class FindingRow(QFrame):
    """52 px and more: severity, title, why, law, fix. Enter or a click opens it to rule, owner, exception."""

    walked = Signal(int)
    """-1 up, +1 down."""

    def __init__(self, theme: Theme, tr: Translator, finding: Finding, doings: GateDoings) -> None:
        super().__init__()
        self._theme, self._tr, self.finding, self._doings = theme, tr, finding, doings
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._in_words())
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._line())
        self._detail: QWidget | None = None
        self._rule_text, self._since, self._owner = "", "", ""

    def explain(self, rule_text: str, since: str, owner: str) -> None:
        """What the opened row says beside the finding itself."""
        self._rule_text, self._since, self._owner = rule_text, since, owner

    def _in_words(self) -> str:
        finding, tr = self.finding, self._tr
        parts = (tr(finding.severity.value), tr(finding.title), self._why(), tr.law(finding.citation))
        return ", ".join(filter(None, parts))

    def _why(self) -> str:
        return self._tr(self.finding.detail) if self.finding.detail is not None else ""

    def _line(self) -> QWidget:
        theme, finding, holder = self._theme, self.finding, QWidget()
        holder.setMinimumHeight(theme.px(52))
        row = QHBoxLayout(holder)
        row.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        row.setSpacing(theme.px(12))
        ink = SEVERITY_INKS[finding.severity]
        row.addWidget(IconLabel(theme, SEVERITY_ICONS[finding.severity], ink, 18))
        row.addSpacing(theme.px(2))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(label(theme, self._tr(finding.title), "strong", wrap=True))
        if self._why():
            words.addWidget(label(theme, self._why(), "small", "text-2", wrap=True))
        words.addStretch()
        row.addLayout(words, 1)
        row.addWidget(self._law())
        row.addWidget(self._fix_button())
        return holder

    def _law(self) -> QWidget:
        theme, holder = self._theme, QWidget()
        holder.setFixedWidth(theme.px(LAW_WIDTH))
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(5))
        row.addWidget(IconLabel(theme, "scale", "info", 12))
        law = ElidedLabel(theme, short_law(self._tr, self.finding.citation), "micro-strong", "info")
        row.addWidget(law, 1)
        set_tip(holder, self._tr.law(self.finding.citation))
        return holder

    def _fix_button(self) -> QWidget:
        word, theme = fix_word(self._tr, self.finding), self._theme
        if not word:
            gap = QWidget()
            gap.setFixedWidth(theme.px(FIX_WIDTH))
            return gap
        button = QPushButton()
        button.setProperty("size", "small")
        button.setAccessibleName(word)
        row = QHBoxLayout(button)
        row.setContentsMargins(theme.px(11), 0, theme.px(9), 0)
        row.addWidget(label(theme, word, "strong"))
        row.addStretch()
        row.addWidget(IconLabel(theme, "arrow-right", "text", 14))
        for part in button.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.setFixedWidth(max(theme.px(FIX_WIDTH), row.sizeHint().width()))
        button.clicked.connect(lambda: self._doings.fix(self.finding))
        return button

    @property
    def opened(self) -> bool:
        """Whether the detail is shown."""
        return self._detail is not None

    def toggle(self) -> None:
        """Open or close the detail."""
        if self._detail is not None:
            self._detail.hide()
            self._detail.deleteLater()
            self._detail = None
        else:
            self._detail = self._make_detail()
            self._whole.addWidget(self._detail)

    def _make_detail(self) -> QWidget:
        theme, holder = self._theme, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.px(16 + 18 + 14), 0, theme.px(16), theme.px(14))
        column.setSpacing(theme.px(10))
        column.addWidget(self._law_box())
        column.addWidget(KeyValues(theme, self._facts(), label_width=84))
        buttons = QHBoxLayout()
        for action in self._offers():
            buttons.addWidget(ActionButton(action, theme, size="small", show_key=False))
        buttons.addStretch()
        column.addLayout(buttons)
        return holder

    def _law_box(self) -> QFrame:
        theme, box = self._theme, QFrame()
        box.setProperty("kind", "law")
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.px(10), theme.px(2), 0, theme.px(2))
        column.setSpacing(theme.px(2))
        head = QHBoxLayout()
        head.setSpacing(theme.px(5))
        head.addWidget(IconLabel(theme, "scale", "info", 12))
        head.addWidget(
            label(theme, self._tr.law(self.finding.citation), "small-strong", "info", wrap=True), 1
        )
        column.addLayout(head)
        if self._rule_text:
            column.addWidget(label(theme, self._rule_text, "small", "text-2", wrap=True))
        return box

    def _facts(self) -> list[tuple[str, str | QWidget]]:
        tr, finding = self._tr, self.finding
        rule = tr("{rule}, from {day}", rule=finding.rule, day=self._since) if self._since else finding.rule
        if finding.confidence is Confidence.RECALLED:
            rule = tr("{rule}, from memory, not checked", rule=rule)
        pairs: list[tuple[str, str | QWidget]] = [(tr("About"), finding.subject), (tr("Rule"), rule)]
        if self._owner:
            pairs.append((tr("Owner"), self._owner))
        return pairs

    def _offers(self) -> list[Action]:
        tr, finding, doings = self._tr, self.finding, self._doings
        offers = []
        if word := fix_word(tr, finding):
            offers.append(Action("fix", word, lambda: doings.fix(finding), kind="primary"))
        if finding.severity is Severity.STOP:
            offers.append(Action("grant", tr("Exception until…"), lambda: doings.grant(finding), "flag"))
        return offers

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open, Up and Down walk."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape and self.opened:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.toggle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ring the row and bring it into sight."""
        super().focusInEvent(event)
        self.update()
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(self)

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when the gate is run again."""
        return self.finding.id, self.finding.subject

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The focus ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            edge = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            Brush(painter, self._theme).box(edge, "", "accent", 4, width=2)
            painter.end()
