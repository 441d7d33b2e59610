"""The left half of the issue dialog: language, number, blocks, signatures, readiness. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from qualitydesk.domain.values import Tone
from ui.issuing.copies import CopyList
from ui.issuing.picking import PhotoPicker
from ui.kit.actions import Action, ActionButton
from ui.kit.labels import ElidedLabel, IconLabel, clear, hairline, label, repolish
from ui.kit.segments import Segment, Segments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.declaration import BlockChoice, Gathered, PhotoChoice, Readiness, Report
    from ui.context import Context

PHOTOS = "photos"
CHINESE_FIRST = (("zh_CN", "en"), ("en",), ("zh_CN",))
ENGLISH_FIRST = (("en", "zh_CN"), ("en",), ("zh_CN",))
MARKS = {
    Tone.OK: ("circle-check", "ok"),
    Tone.WARN: ("triangle-alert", "warn"),
    Tone.BAD: ("octagon-x", "bad"),
}


class LanguageChoice(Segments):
    """Three segments: both, that of the house first; English; Chinese."""

    def __init__(self, context: Context) -> None:
        chinese = context.desk.house.language.startswith("zh")
        words = ("中文 + English" if chinese else "English + 中文", "English", "中文")
        choices = CHINESE_FIRST if chinese else ENGLISH_FIRST
        segments = [Segment(" ".join(choices[place]), text) for place, text in enumerate(words)]
        super().__init__(context.theme, segments, even=True)

    def languages(self) -> tuple[str, ...]:
        """The languages on paper, first one first."""
        return tuple(self.current().split(" "))


class BlockList(QWidget):
    """A check box per block with how much it shows; blocks that are always there are locked."""

    changed = Signal()
    photos_asked = Signal()
    """Single photos are to be chosen."""

    def __init__(self, context: Context, blocks: Sequence[BlockChoice]) -> None:
        super().__init__()
        theme = context.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        self._boxes: dict[str, QCheckBox] = {}
        self._counts: dict[str, QLabel] = {}
        for block in blocks:
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            box = QCheckBox(context.tr(block.title))
            box.setFont(theme.font("body"))
            box.setChecked(block.always or block.chosen)
            box.setEnabled(not block.always)
            box.toggled.connect(lambda _on: self.changed.emit())
            count = label(theme, context.tr("always") if block.always else "", "body", "text-3")
            row.addWidget(box)
            row.addStretch()
            if block.id == PHOTOS:
                row.addWidget(self._choose_link(context))
            row.addWidget(count)
            column.addLayout(row)
            self._boxes[block.id], self._counts[block.id] = box, count

    def _choose_link(self, context: Context) -> QPushButton:
        choose = Action("photos", context.tr("Choose"), self.photos_asked.emit, kind="link")
        link = ActionButton(choose, context.theme, size="tiny", show_key=False)
        link.setAutoDefault(False)
        link.setAccessibleName(context.tr("Choose photos"))
        return link

    def show_count(self, block: str, words: str) -> None:
        """How much of a block is shown, in other words."""
        if block in self._counts:
            self._counts[block].setText(words)

    def left_out(self) -> frozenset[str]:
        """The blocks that are not wanted."""
        return frozenset(name for name, box in self._boxes.items() if not box.isChecked())

    def show_counts(self, gathered: Gathered[object]) -> None:
        """How much each block would show."""
        for name, count in gathered.counts.items():
            if name in self._counts:
                self._counts[name].setText(count)

    def choose(self, block: str, on: bool) -> None:
        """Tick or untick a block."""
        self._boxes[block].setChecked(on)


class ReadyBox(QFrame):
    """What speaks for and against issuing, in words, with the count of each at the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "card")
        edge = context.theme.px(12)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(edge, context.theme.px(8), edge, context.theme.px(8))
        self._column.setSpacing(context.theme.px(4))

    def show_readiness(self, found: Sequence[Readiness]) -> None:
        """Say it; what is against comes first."""
        clear(self._column)
        theme, tr = self.context.theme, self.context.tr
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        against = any(each.tone is Tone.BAD for each in found)
        words = tr("Not ready to issue") if against else tr("Ready to issue")
        head.addWidget(label(theme, words, "strong"))
        head.addStretch()
        for tone, (icon, ink) in MARKS.items():
            if number := sum(each.tone is tone for each in found):
                head.addWidget(IconLabel(theme, icon, ink, 15))
                head.addWidget(label(theme, str(number), "strong", ink))
        self._column.addLayout(head)
        order = [Tone.BAD, Tone.WARN, Tone.OK]
        for each in sorted(found, key=lambda one: order.index(one.tone)):
            icon, ink = MARKS[each.tone]
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(IconLabel(theme, icon, ink, 15), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label(theme, tr(each.words), "body", "text-2", wrap=True), 1)
            self._column.addLayout(row)


class SignBox(QFrame):
    """Who has signed, and the field in which the issuer signs with the password."""

    typed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "card")
        theme, tr = context.theme, context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._signed = QVBoxLayout()
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Password"))
        self.password.setAccessibleName(tr("Your password, as your signature"))
        self.password.setFixedWidth(theme.px(120))
        self.password.textChanged.connect(lambda _text: self.typed.emit())
        self.password.textEdited.connect(lambda _text: self.say(""))
        self.wrong = label(theme, "", "small", "bad", wrap=True)
        self.wrong.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.wrong.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(8))
        self.wrong.hide()
        column.addLayout(self._signed)
        column.addLayout(self._own_row())
        column.addWidget(self.wrong)

    def say(self, wrong: str) -> None:
        """What is wrong with the password, under its field; "" for nothing."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        self.password.setProperty("state", "error" if wrong else "")
        repolish(self.password)
        self.password.setAccessibleDescription(wrong)

    def show_signed(self, signed: Sequence[tuple[str, str, str]]) -> None:
        """(name, role, when) of each signature so far; the issuer's own row stays below."""
        clear(self._signed)
        for name, role, when in signed:
            row = self._row("circle-check", "ok", name, role)
            row.addWidget(label(self.context.theme, when, "body", "text-2"))
            self._signed.addLayout(row)
            self._signed.addWidget(hairline())

    def _own_row(self) -> QHBoxLayout:
        tr, person = self.context.tr, self.context.desk.person
        own = self._row("signature", "text-2", tr.either(person.name, person.name_zh), tr("issuer, you"))
        own.addWidget(self.password)
        return own

    def _row(self, icon: str, ink: str, name: str, role: str) -> QHBoxLayout:
        theme = self.context.theme
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7))
        row.setSpacing(theme.px(8))
        row.addWidget(IconLabel(theme, icon, ink, 16))
        row.addWidget(ElidedLabel(theme, name, "strong"))
        row.addWidget(ElidedLabel(theme, role, "body", "text-2"), 1)
        return row


class Options(QFrame):
    """The whole left half."""

    changed = Signal()
    """Something that shows on paper was chosen."""
    photos: tuple[str, ...] | None = None
    """The photos chosen, by id; None for the first ones."""

    def __init__(self, context: Context, report: Report[object]) -> None:
        super().__init__()
        theme, tr = context.theme, context.tr
        self.setProperty("kind", "surface")
        self.language, self.blocks = LanguageChoice(context), BlockList(context, report.blocks)
        self.context = context
        self.sign, self.ready, self.copies = SignBox(context), ReadyBox(context), CopyList(context)
        self._offered: tuple[PhotoChoice, ...] = ()
        number = QLineEdit(f"{report.prefix}-…")
        number.setReadOnly(True)
        number.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        number.setAccessibleName(tr("Number"))
        free = label(theme, tr("next free, taken when issued"), "small", "text-3")
        inside = QHBoxLayout(number)
        inside.setContentsMargins(0, 0, theme.px(10), 0)
        inside.addStretch()
        inside.addWidget(free)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(6))
        for words, widget in (
            (tr("Language on paper"), self.language),
            (tr("Number"), number),
            (tr("Blocks"), self.blocks),
            (tr("Signatures"), self.sign),
            (tr("Copies go to"), self.copies),
        ):
            column.addWidget(label(theme, words, "small-strong", "text-2"))
            column.addWidget(widget)
            column.addSpacing(theme.px(8))
        column.addStretch()
        column.addWidget(self.ready)
        self.language.chosen.connect(self.changed)
        self.blocks.changed.connect(self.changed)
        self.blocks.photos_asked.connect(self.ask_photos)

    def show_gathered(self, gathered: Gathered[Any]) -> None:
        """How much there is of each block, what speaks for and against, who may want a copy."""
        self._offered = gathered.photos
        self.blocks.show_counts(gathered)
        self._say_photos()
        self.ready.show_readiness(gathered.readiness)
        self.copies.offer([self.context.tr.name(name) for name in gathered.readers])

    def ask_photos(self) -> PhotoPicker:
        """Choose single photos."""
        every = tuple(photo.id for photo in self._offered)
        ticked = every if self.photos is None else self.photos
        picker = PhotoPicker(self.context, self, self._offered, ticked, self.take_photos)
        picker.open()
        return picker

    def take_photos(self, keys: tuple[str, ...]) -> None:
        """Put these on paper."""
        self.photos = None if len(keys) == len(self._offered) else keys
        self._say_photos()
        self.changed.emit()

    def _say_photos(self) -> None:
        if self.photos is not None:
            said = self.context.tr("{done} of {total}", done=len(self.photos), total=len(self._offered))
            self.blocks.show_count(PHOTOS, said)
