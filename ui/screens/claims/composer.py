"""The box in which a message is written: to whom, by hand or from a template; a draft until it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from qualitydesk.domain.claims.words import COUNTERPARTS
from qualitydesk.domain.values import Message, msg
from qualitydesk.services.claims.messages import FORM
from ui.kit.actions import Action, ActionButton
from ui.kit.choice_box import ChoiceBox
from ui.kit.drafts import DraftKeeper, DraftLine, Slot, forget
from ui.kit.menus import Menu
from ui.kit.tips import set_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.context import Context

WRITES_TO = tuple(COUNTERPARTS)
TEMPLATES: tuple[tuple[Message, Message], ...] = (
    (
        msg("Ask for photos"),
        msg("Thank you. Please send us two photos: the whole product, and the place of the fault."),
    ),
    (
        msg("Stop using it"),
        msg("Please stop using the product, unplug it and keep it. We will tell you our decision soon."),
    ),
    (
        msg("We decide soon"),
        msg("Thank you. We have all we need and will tell you our decision within 14 days."),
    ),
)


class Composer(QWidget):
    """``send(text, counterpart)`` logs what was written, ``attach`` asks for a file."""

    def __init__(
        self, context: Context, send: Callable[[str, str], None], attach: Callable[[], None]
    ) -> None:
        super().__init__()
        self.context, self.theme, self._send = context, context.theme, send
        self.keeper: DraftKeeper | None = None
        self._line: DraftLine | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(
            self.theme.px(16), self.theme.px(12), self.theme.px(16), self.theme.px(12)
        )
        self._box.setSpacing(self.theme.px(8))
        self._build_text()
        self._build_row(attach)

    def _build_text(self) -> None:
        tr, theme = self.context.tr, self.theme
        self.text = QPlainTextEdit()
        self.text.setFont(theme.font("body"))
        self.text.setPlaceholderText(tr("Write to buyer, maker or carrier"))
        self.text.setAccessibleName(tr("Message"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(56))
        self.text.textChanged.connect(self._follow)
        self._box.addWidget(self.text)

    def _build_row(self, attach: Callable[[], None]) -> None:
        tr, theme = self.context.tr, self.theme
        template = Action("template", tr("Template"), self._templates, "file-text", kind="quiet")
        clip = Action("attach", "", attach, "paperclip", kind="quiet")
        send = Action("send", tr("Send"), self.send, "send", locked=self._locked)
        self.template, self.clip, self.button = (
            ActionButton(each, theme, size="small", show_key=False) for each in (template, clip, send)
        )
        self.clip.setAccessibleName(tr("Attach a file"))
        self.clip.setFixedWidth(theme.px(30))
        set_tip(self.clip, tr("Attach a file"))
        self.to = ChoiceBox()
        self.to.setFont(theme.font("small"))
        self.to.setAccessibleName(tr("Written to"))
        self.to.setFixedWidth(theme.px(86))
        for value in WRITES_TO:
            self.to.addItem(tr(COUNTERPARTS[value]), value)
        self.to.activated.connect(self._follow)
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        row.addWidget(self.template)
        row.addWidget(self.clip)
        row.addStretch()
        row.addWidget(self.to)
        row.addWidget(self.button)
        self._box.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow card keeps the template's icon and drops its word."""
        super().resizeEvent(event)
        self.template.setText(self.context.tr("Template"))
        set_tip(self.template, self.context.tr("Template"))
        parts = (self.template, self.clip, self.to, self.button)
        needed = sum(part.sizeHint().width() + self.theme.px(4) for part in parts)
        if self.contentsRect().width() - self.theme.px(24) < needed:
            self.template.setText("")

    def _locked(self) -> str:
        tr = self.context.tr
        if self.text.isReadOnly():
            return tr("One moment, please.")
        return "" if self.text.toPlainText().strip() else tr("Write a message first.")

    def _follow(self, _place: int = 0) -> None:
        self.button.refresh()
        if self.keeper is not None:
            self.keeper.touch()

    def _templates(self) -> None:
        tr, menu = self.context.tr, Menu(self.theme, self)
        for name, text in TEMPLATES:
            menu.addAction(tr(name)).triggered.connect(lambda _on=False, text=text: self.add_words(tr(text)))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.template.mapToGlobal(self.template.rect().topLeft()))

    def add_words(self, words: str) -> None:
        """Put ready words behind what is written; undo takes them away again."""
        if self.text.isReadOnly():
            return
        cursor = self.text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n{words}" if self.text.toPlainText().strip() else words)
        self.text.setTextCursor(cursor)
        self.text.setFocus()

    def send(self) -> None:
        """Log what is written, once; until that is answered nothing more can be typed."""
        text = self.text.toPlainText().strip()
        if text and not self.text.isReadOnly():
            self._wait(on=True)
            if self.keeper is not None:
                self.keeper.keep()  # before it is sent: no later draft brings back what is
            self._send(text, str(self.to.currentData()))

    def answered(self, record: str, kept: bool) -> None:
        """The message about that record is kept, or was refused and stays to be sent again.

        Meanwhile another record may be written about: its words stay as they are.
        """
        if self.keeper is not None and self.keeper.slot.record == record:
            self._wait(on=False)
            if kept:
                self.text.clear()
                self.keeper.drop()
        elif kept:
            forget(self.context, self.context.desk, Slot(FORM, record))

    def _wait(self, *, on: bool) -> None:
        self.text.setReadOnly(on)
        self.button.refresh()

    # -- drafts, one for each claim

    def write_about(self, record: str) -> None:
        """Another claim is shown: its own unsent words stand here, those of the one before are kept."""
        if self.keeper is not None and self.keeper.slot.record == record:
            return
        if self.keeper is not None and self._line is not None:
            self.keeper.keep()
            self._line.deleteLater()
            self.keeper.deleteLater()
        self.keeper = None
        self._wait(on=False)
        self.revert()
        self.keeper = DraftKeeper(self.context, self, self, Slot(FORM, record))
        self._line = DraftLine(self.theme, self.context.tr, self.keeper)
        self._box.insertWidget(0, self._line)

    def kept(self) -> dict[str, Any]:
        """The words, and to whom; nothing while there are no words."""
        text = self.text.toPlainText()
        return {"text": text, "to": str(self.to.currentData())} if text.strip() else {}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Put unsent words back."""
        if "text" in kept:
            self.text.setPlainText(str(kept["text"]))
            self.to.setCurrentIndex(max(0, self.to.findData(kept.get("to"))))

    def revert(self) -> None:
        """An empty box."""
        self.text.clear()
        self.to.setCurrentIndex(0)
