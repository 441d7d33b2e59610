"""The verdict as a card: the word in its colour, one sentence, the reasons, and what was checked against
what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.values import Message, msg
from qualitydesk.domain.vocabulary import look
from ui.kit.labels import IconLabel, clear, hairline, label
from ui.kit.panel import KeyValues

if TYPE_CHECKING:
    from qualitydesk.services.documents import Verification
    from ui.context import Context

TITLES = {
    "valid": msg("Valid"),
    "superseded": msg("Superseded"),
    "void": msg("Void"),
    "altered": msg("Altered"),
    "unknown": msg("Unknown"),
    "not-ours": msg("Not ours"),
}
SENTENCES = {
    "valid": msg("This paper is genuine, unaltered and in force."),
    "superseded": msg("This paper is genuine, but a newer one has replaced it."),
    "void": msg("This paper is genuine, but it was declared void."),
    "altered": msg("This is not the paper as it was issued. Do not rely on it."),
    "unknown": msg("This register does not know the paper. Do not rely on it."),
    "not-ours": msg("This is no paper made by QualityDesk."),
}
CHAIN = {
    "contained": msg("the chain of changes contains what the paper prints"),
    "broken": msg("the chain of changes does not fit the paper"),
    "unknown": msg("not of this database"),
    "not checked": msg("not checked"),
}
REGISTER = {
    "issued": msg("entered as issued"),
    "superseded": msg("entered as superseded"),
    "void": msg("entered as void"),
    "differs": msg("the entry differs from the paper"),
    "not found": msg("no entry"),
}


class ResultCard(QFrame):
    """Filled by ``show_result``."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.setProperty("kind", "card")
        theme = context.theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        self._column.setSpacing(theme.px(10))

    def show_result(self, found: Verification, about: str) -> None:
        """Say the verdict; ``about`` is the file or code that was checked."""
        clear(self._column)
        self._column.addLayout(self._head(found))
        for reason in found.reasons:
            self._column.addLayout(self._reason(reason))
        self._column.addWidget(hairline())
        self._column.addWidget(KeyValues(self.context.theme, self._pairs(found, about), label_width=112))
        words = self.context.tr(TITLES[found.verdict])
        self.setAccessibleName(f"{words}. {self.context.tr(SENTENCES[found.verdict])}")

    def _head(self, found: Verification) -> QHBoxLayout:
        theme, tr, seen = self.context.theme, self.context.tr, look(found.verdict)
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        row.addWidget(IconLabel(theme, seen.icon, seen.tone.value, 32), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(theme, tr(TITLES[found.verdict]), "title", seen.tone.value))
        words.addWidget(label(theme, tr(SENTENCES[found.verdict]), "body", "text-2", wrap=True))
        row.addLayout(words, 1)
        return row

    def _reason(self, reason: Message) -> QHBoxLayout:
        theme = self.context.theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(IconLabel(theme, "info", "text-3", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(theme, self.context.tr(reason), "body", "text", wrap=True), 1)
        return row

    def _pairs(self, found: Verification, about: str) -> list[tuple[str, str | QWidget]]:
        tr = self.context.tr
        pairs: list[tuple[str, str | QWidget]] = [(tr("What was checked"), about)]
        if found.number:
            pairs.append((tr("Paper"), found.number))
        if found.subject_number:
            about_record = tr("{subject}, revision {n}", subject=found.subject_number, n=found.revision)
            pairs.append((tr("About"), about_record))
        if found.signed_at:
            pairs.append((tr("Issued"), f"{tr.instant(found.signed_at)} · {found.signed_by}"))
        if found.verdict != "not-ours":
            pairs.append((tr("Register"), tr(REGISTER[found.register])))
            pairs.append((tr("Audit chain"), tr(CHAIN[found.chain])))
        return pairs
