"""The screen: file or code at the left, the verdict under it, the registered paper at the right to compare
with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.labels import label
from ui.kit.pdf_preview import PdfPreview
from ui.kit.screen import Screen
from ui.screens.verify.checking import Checked, check_file, check_words
from ui.screens.verify.drop import DropArea
from ui.screens.verify.result import ResultCard
from ui.screens.verify.several import Verdicts

if TYPE_CHECKING:
    from ui.context import Context

WIDEST = 880


class VerifyScreen(Screen):
    """Whoever has a paper in hand can ask here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self.drop = DropArea(context)
        self.use_actions()
        self.header.set_title(tr("Verify a paper"))
        self.code = QLineEdit()
        self.code.setPlaceholderText("7F3K-9Q2M-XC48")
        self.code.setAccessibleName(tr("Check code or QR code"))
        self.code.setMaxLength(400)
        self.ask = QPushButton(tr("Verify"))
        self.ask.setProperty("kind", "primary")
        self.several = Verdicts(context)
        self.result = ResultCard(context)
        self.result.hide()
        self._asked: dict[str, str] = {}
        """What was checked last, by hand: a file, of several perhaps, or a code."""
        self.preview = PdfPreview(context)
        self.right = self._right()
        self.right.hide()
        self._lay()
        self.drop.chosen.connect(self.verify_files)
        self.several.chosen.connect(self.verify_file)
        self.code.returnPressed.connect(self.verify_code)
        self.ask.clicked.connect(lambda _on=False: self.verify_code())

    def _lay(self) -> None:
        theme, tr = self.theme, self.context.tr
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(24), theme.px(20), theme.px(24), theme.px(24))
        column.setSpacing(theme.px(12))
        column.addWidget(self.drop)
        title = label(theme, tr("Or type the check code, or scan the QR code on the paper"), "strong")
        column.addWidget(title)
        typed = QHBoxLayout()
        typed.setSpacing(theme.px(8))
        self.code.setFont(theme.font("party"))
        self.ask.setFont(theme.font("strong"))
        typed.addWidget(self.code, 1)
        typed.addWidget(self.ask)
        column.addLayout(typed)
        column.addWidget(self.several)
        column.addWidget(self.result)
        column.addStretch()
        area = QScrollArea()
        area.setAccessibleName(self.context.tr("Verify a paper"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        inside.setMaximumWidth(theme.px(WIDEST))
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(area, 1)
        row.addWidget(self.right, 1)
        self.body.addLayout(row, 1)

    def _right(self) -> QFrame:
        theme, tr = self.theme, self.context.tr
        frame = QFrame()
        frame.setProperty("kind", "surface")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        words = label(
            theme, tr("The paper as registered. Compare it with the one in hand."), "small", "text-2"
        )
        words.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        column.addWidget(words)
        column.addWidget(self.preview, 1)
        return frame

    # -- the shell

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (self.drop.choosing,)

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot; a question mark goes into the field."""
        tr = self.context.tr
        return (
            Hint(("Return",), tr("verify")),
            Hint(("Ctrl+O",), tr("choose files")),
            Hint(("F6",), tr("next pane")),
            Hint(("F1",), tr("all keys")),
        )

    def panes(self) -> Sequence[QWidget]:
        """The field, the files where there are several, the registered paper."""
        return (self.code, self.several.list, self.preview.area)

    def open_record(self, key: str) -> None:
        """``key`` is a code that was scanned elsewhere, or empty."""
        if key:
            self.code.setText(key)
            self.verify_code()

    def state(self) -> dict[str, str]:
        """What is typed, and what was checked."""
        return {"typed": self.code.text(), "files": json.dumps(self.several.paths), **self._asked}

    def restore(self, state: dict[str, str]) -> None:
        """Take it back, and check it again."""
        self.code.setText(state.get("typed", ""))
        if "file" in state:
            self.verify_files(json.loads(state["files"]) or [state["file"]], state["file"])
        elif "code" in state:
            self._verify_words(state["code"])

    def shown(self) -> None:
        """A scan goes into the code field."""
        self.code.setFocus()

    # -- asking

    def verify_files(self, paths: Sequence[str], shown: str = "") -> None:
        """Verify what was dropped or chosen: one file, or several, which are listed; the one ``shown``, else
        the first, is shown with its reasons.
        """
        wanted = shown or paths[0]
        if len(paths) == 1:
            self.several.let_go()
            self.verify_file(wanted)
        else:
            self.several.check(paths, wanted)

    def verify_file(self, path: str) -> None:
        """Verify a file."""
        desk, self._asked = self.context.desk, {"file": path}
        self.record_opened.emit("")
        self.jobs.read(self, lambda: check_file(desk, path), self._show, self._failed, latest="check")

    def verify_code(self) -> None:
        """Verify what was typed or scanned."""
        if text := self.code.text().strip():
            self._verify_words(text)
            self.record_opened.emit(text)

    def _verify_words(self, text: str) -> None:
        self.several.let_go()
        desk, self._asked = self.context.desk, {"code": text}
        self.jobs.read(self, lambda: check_words(desk, text), self._show, self._failed, latest="check")

    def _show(self, checked: Checked) -> None:
        self.result.show_result(checked.found, checked.about)
        self.result.show()
        self.right.setVisible(bool(checked.pdf))
        if checked.pdf:
            self.preview.show_pdf(checked.pdf, checked.found.number)

    def _failed(self, error: Exception) -> None:
        """Nothing is said of it: a verdict on what was checked before would be taken for its own."""
        self.result.hide()
        self.right.hide()
        failures.tell(self.context, self, error)
