"""The screen: file or code at the left, the verdict under it, the registered paper at the right to compare
with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import msg
from ui.kit import failures
from ui.kit.labels import label
from ui.kit.pdf_preview import PdfPreview
from ui.kit.screen import Screen
from ui.screens.verify.drop import DropArea
from ui.screens.verify.result import ResultCard

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.documents import Verification
    from ui.context import Context

WIDEST = 880


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict, and the registered paper when the register knows one."""

    found: Verification
    pdf: bytes
    about: str


def check_file(desk: Desk, path: str) -> Checked:
    """Verify a file, in a job. Raises Unavailable when it cannot be read or is far too large."""
    from reports.seal import LARGEST_PDF
    from reports.verification import verify

    file = Path(path)
    unreadable = Unavailable(msg("The file {file} cannot be read.", file=file_label(file.name)))
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_PDF:
            raise unreadable
        content = file.read_bytes()
    except OSError as error:
        raise unreadable from error
    return _checked(desk, verify(desk, content), file_label(file.name))


def check_words(desk: Desk, text: str) -> Checked:
    """Verify a typed or scanned code, in a job."""
    from reports.verification import verify_typed

    return _checked(desk, verify_typed(desk, text), text.strip()[:60])


def _checked(desk: Desk, found: Verification, about: str) -> Checked:
    from qualitydesk.services.documents import read_pdf

    return Checked(found, read_pdf(desk, found.key) if found.key else b"", about)


class VerifyScreen(Screen):
    """Whoever has a paper in hand can ask here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr = context.tr
        self.use_actions()
        self.header.set_title(tr("Verify a paper"))
        self.drop = DropArea(context)
        self.code = QLineEdit()
        self.code.setPlaceholderText("7F3K-9Q2M-XC48")
        self.code.setAccessibleName(tr("Check code or QR code"))
        self.code.setMaxLength(400)
        self.ask = QPushButton(tr("Verify"))
        self.ask.setProperty("kind", "primary")
        self.result = ResultCard(context)
        self.result.hide()
        self._asked: dict[str, str] = {}
        """What was checked last, by hand: a file or a code."""
        self.preview = PdfPreview(context)
        self.right = self._right()
        self.right.hide()
        self._lay()
        self.drop.chosen.connect(self.verify_file)
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

    def open_record(self, key: str) -> None:
        """``key`` is a code that was scanned elsewhere, or empty."""
        if key:
            self.code.setText(key)
            self.verify_code()

    def state(self) -> dict[str, str]:
        """What is typed, and what was checked."""
        return {"typed": self.code.text(), **self._asked}

    def restore(self, state: dict[str, str]) -> None:
        """Take it back, and check it again."""
        self.code.setText(state.get("typed", ""))
        if "file" in state:
            self.verify_file(state["file"])
        elif "code" in state:
            self._verify_words(state["code"])

    def shown(self) -> None:
        """A scan goes into the code field."""
        self.code.setFocus()

    # -- asking

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
