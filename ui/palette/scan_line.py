"""What a scan says, taken apart: each GS1 element with its name, whether its check digit fits and whether a
record carries it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from qualitydesk.domain.values import Message, msg
from ui.kit.labels import IconLabel, clear, label

if TYPE_CHECKING:
    from qualitydesk.domain.identifiers import Scan
    from ui.context import Context

ELEMENT_NAMES: dict[str, Message] = {
    "00": msg("SSCC"),
    "01": msg("GTIN"),
    "02": msg("GTIN of the content"),
    "10": msg("lot"),
    "11": msg("made"),
    "15": msg("best before"),
    "17": msg("expires"),
    "21": msg("serial"),
    "30": msg("pieces"),
    "37": msg("pieces"),
}
CHECKED = ("00", "01", "02")
MOST = 5


class ScanLine(QFrame):
    """36 px under the field; hidden while the text is no scan."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        px = context.theme.px
        self.setProperty("kind", "totals")
        self.setFixedHeight(px(36))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 0, px(16), 0)
        self._said: list[str] = []
        self._parts = QHBoxLayout()
        self._parts.setSpacing(px(8))
        row.addLayout(self._parts)
        row.addStretch()
        self.count = label(context.theme, "", "small", "text-3")
        row.addWidget(self.count)
        self.hide()

    def show_scan(self, scan: Scan, known: frozenset[str] = frozenset()) -> None:
        """Take a scan apart; ``known`` are the values that some record carries."""
        clear(self._parts)
        self._said = []
        elements = scan.elements or _plain(scan)
        for code, value in elements[:MOST]:
            self._add_element(code, value, fits=not scan.doubts, known=value in known or scan.gtin in known)
        for doubt in scan.doubts:
            self._add_mark("triangle-alert", self._context.tr(doubt), "warn")
        self.setVisible(bool(elements or scan.doubts))
        self.setAccessibleName(", ".join(self._said))

    def _add_element(self, code: str, value: str, *, fits: bool, known: bool) -> None:
        theme, tr = self._context.theme, self._context.tr
        name = tr(ELEMENT_NAMES[code]) if code in ELEMENT_NAMES else ""
        self._parts.addWidget(label(theme, f"({code}) {name}".strip(), "small", "text-3"))
        self._parts.addWidget(label(theme, value, "small-strong"))
        self._said.append(f"{name} {value}".strip())
        if code in CHECKED and fits:
            self._add_mark("circle-check", tr("check digit fits"), "ok")
        if code in ("10", "21") and known:
            self._add_mark("circle-check", tr("known"), "ok")

    def _add_mark(self, icon: str, words: str, ink: str) -> None:
        self._parts.addWidget(IconLabel(self._context.theme, icon, ink, 13))
        self._parts.addWidget(label(self._context.theme, words, "small", ink))
        self._said.append(words)


def _plain(scan: Scan) -> tuple[tuple[str, str], ...]:
    """A bare article or logistic number as the element it would be."""
    if scan.gtin:
        return (("01", scan.gtin),)
    return (("00", scan.sscc),) if scan.sscc else ()
