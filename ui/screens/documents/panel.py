"""The paper under the cursor: preview at once, its facts below, what can be done with it at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.services import documents
from ui.kit.action_bar import ActionBar
from ui.kit.badges import Badge
from ui.kit.cells import Status
from ui.kit.labels import ElidedLabel, label
from ui.kit.panel import KeyValues
from ui.kit.pdf_preview import PdfPreview
from ui.screens.documents import table

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.documents import DocumentFile
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry and its file; a number that never got a paper has none."""

    file: DocumentFile
    pdf: bytes


def read(desk: Desk, key: str) -> Opened:
    """Entry and file together, in a job."""
    file = documents.open_document(desk, key)
    return Opened(file, documents.read_pdf(desk, key) if file.attachment_id else b"")


class DocumentPanel(QFrame):
    """Title, preview, facts, buttons."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.opened: Opened | None = None
        theme = context.theme
        self.setProperty("kind", "surface")
        self.setAccessibleName(context.tr("Paper"))
        self.setMinimumWidth(theme.px(440))
        self.title, self.subtitle = ElidedLabel(theme, "", "title"), ElidedLabel(theme, "", "body", "text-2")
        self.badge = Badge(theme, Status("Issued", ""))
        self.preview = PdfPreview(context)
        self.area = self.preview.area
        self.facts = KeyValues(theme, (), label_width=104)
        self.reason = label(theme, "", "body", "text-2", wrap=True)
        self.bar = ActionBar(theme)
        self._lay()

    def _lay(self) -> None:
        theme = self.context.theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        row.addLayout(words, 1)
        row.addWidget(self.badge)
        below = QFrame()
        below.setProperty("kind", "footer")
        facts = QVBoxLayout(below)
        facts.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12))
        facts.addWidget(self.reason)
        facts.addWidget(self.facts)
        for part, stretch in ((head, 0), (self.preview, 1), (below, 0), (self.bar, 0)):
            whole.addWidget(part, stretch)

    def show_paper(self, opened: Opened) -> None:
        """Show an entry with its file."""
        self.opened = opened
        row, tr = opened.file.row, self.context.tr
        self.title.set_full(row.number)
        about = tr("{subject}, revision {n}", subject=row.subject_number, n=row.revision)
        self.subtitle.set_full(f"{table.kind_name(tr, row.kind)} · {about}")
        self.badge.set_status(Status(row.state, tr(row.state)))
        self.facts.set_pairs(self._pairs(opened.file))
        self.reason.setText(self._reason(opened.file))
        self.reason.setVisible(bool(self.reason.text()))
        if opened.pdf:
            self.preview.show_pdf(opened.pdf)
        else:
            self.preview.clear()
            self.preview.stack.show_empty(
                "file-x", tr("This number has no paper."), self._reason(opened.file)
            )

    def _reason(self, file: DocumentFile) -> str:
        tr = self.context.tr
        if file.row.state == "Void":
            return tr("Void: {reason}", reason=tr(file.row.void_reason))
        if file.superseded_by:
            return tr("Replaced by {number}.", number=file.superseded_by)
        return ""

    def _pairs(self, file: DocumentFile) -> list[tuple[str, str | QWidget]]:
        tr, row = self.context.tr, file.row
        issued = f"{tr.instant(row.at)} · {tr.name(row.issued_by)}"
        pairs: list[tuple[str, str | QWidget]] = [(tr("Issued"), issued)]
        if file.copies_to:
            pairs.append((tr("Copies go to"), ", ".join(file.copies_to)))
        if row.check_code:
            pairs.append((tr("Check code"), row.check_code))
            pairs.append(("SHA-256", f"{file.sha256[:16]} …"))
            pairs.append(
                (tr("Audit chain"), tr("link {n}, {head}", n=file.chain_seq, head=file.chain_head[:16]))
            )
        return pairs
