"""The readiness gate: its counts, one row per finding, and the checks that passed as one line.

Which findings there are is the gate's business; here they are shown, walked and handed on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualitydesk.domain.values import Finding, Severity
from qualitydesk.services.shipments import ShipmentFile
from qualitydesk.translation import Translator
from ui.kit.badges import StatusLine
from ui.kit.cells import Status
from ui.kit.labels import ElidedLabel, IconLabel, clear, hairline, label
from ui.kit.panel import Card
from ui.kit.theme import Theme
from ui.kit.turns import Piece
from ui.screens.shipments.finding_row import FindingRow, GateDoings
from ui.screens.shipments.words import SEVERITY_ICONS, SEVERITY_INKS


class PassLine(QFrame):
    """The checks that passed, as one line; Enter or a click lists them."""

    def __init__(self, theme: Theme, tr: Translator, passes: Sequence[Finding]) -> None:
        super().__init__()
        self._theme, self._tr, self._passes = theme, tr, passes
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        self._whole.setSpacing(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._arrow = IconLabel(theme, "chevron-right", "text-2", 14)
        row.addWidget(self._arrow)
        row.addWidget(IconLabel(theme, "circle-check", "ok", 16))
        words = tr.plural("1 check passes", "{n} checks pass", len(passes))
        row.addWidget(label(theme, words, "strong"))
        listed = tr.listed(dict.fromkeys(tr(finding.title) for finding in passes), long=True)
        row.addWidget(ElidedLabel(theme, listed, "small", "text-2"), 1)
        self._whole.addLayout(row)
        self._list = QWidget()
        self._list.hide()
        self._whole.addWidget(self._list)
        self.setAccessibleName(f"{words}: {listed}")

    def toggle(self) -> None:
        """List the passes, or hide them."""
        if self._list.layout() is None:
            column = QVBoxLayout(self._list)
            column.setContentsMargins(self._theme.px(22), 0, 0, 0)
            for finding in self._passes:
                text = f"{self._tr(finding.title)}  ·  {self._tr.law(finding.citation)}"
                column.addWidget(ElidedLabel(self._theme, text, "small", "text-2"))
        self._list.setVisible(self._list.isHidden())
        self._arrow.set_icon("chevron-right" if self._list.isHidden() else "chevron-down", "text-2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space list them."""
        if Qt.Key(event.key()) in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click lists them."""
        self.toggle()


class GateCard(Card):
    """The card "Readiness gate" with its three counts, its rows and the line of passes."""

    def __init__(self, theme: Theme, tr: Translator, doings: GateDoings) -> None:
        super().__init__(theme, tr("Readiness gate"), padded=False)
        self._tr, self._doings = tr, doings
        self._counts = QHBoxLayout()
        self._counts.setSpacing(theme.px(20))
        self.head.addLayout(self._counts)
        self.body.setSpacing(0)
        self.rows: list[FindingRow] = []

    def show_again(self, shipment: ShipmentFile) -> None:
        """A new run: the same rows are open, and the hand stays where it was, else on the first row."""
        opened = {row.key for row in self.rows if row.opened}
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        for piece in self.pieces(shipment):
            piece()
        for row in self.rows:
            if row.key in opened:
                row.toggle()
        if focused is not None and self.rows:
            hand = next((row for row in self.rows if row.key == focused), self.rows[0])
            QTimer.singleShot(0, hand, hand.setFocus)

    def pieces(self, shipment: ShipmentFile) -> tuple[Piece, ...]:
        """What shows another shipment: the counts, a row for each finding, the passes."""
        findings = (*shipment.found(Severity.STOP), *shipment.found(Severity.WARN))
        return (
            partial(self._begin, shipment),
            *(partial(self._add_row, shipment, finding) for finding in findings),
            partial(self._finish, shipment),
        )

    def _begin(self, shipment: ShipmentFile) -> None:
        tr, theme = self._tr, self.theme
        self.rows = []
        clear(self._counts)
        clear(self.body)
        words = {
            Severity.STOP: tr("{n} stop", n=len(shipment.found(Severity.STOP))),
            Severity.WARN: tr("{n} warn", n=len(shipment.found(Severity.WARN))),
            Severity.PASS: tr("{n} pass", n=len(shipment.found(Severity.PASS))),
        }
        for severity, text in words.items():
            ink = SEVERITY_INKS[severity] if shipment.found(severity) else "text-3"
            status = Status(severity, text, SEVERITY_ICONS[severity], ink)
            self._counts.addWidget(StatusLine(theme, status))

    def _add_row(self, shipment: ShipmentFile, finding: Finding) -> None:
        row = self._row(shipment, finding)
        self.rows.append(row)
        self.body.addWidget(hairline())
        self.body.addWidget(row)

    def _finish(self, shipment: ShipmentFile) -> None:
        passes = shipment.found(Severity.PASS)
        if passes:
            self.body.addWidget(hairline())
            line = PassLine(self.theme, self._tr, passes)
            self.body.addWidget(line)
            if not self.rows:  # nothing else to read: what was looked at stands there
                line.toggle()
        self.body.addStretch(1)

    def _row(self, shipment: ShipmentFile, finding: Finding) -> FindingRow:
        tr = self._tr
        row = FindingRow(self.theme, tr, finding, self._doings)
        rule = shipment.rules.get(finding.rule)
        since = tr.date(rule.since) if rule and rule.since else ""
        row.explain(tr.name(rule.text) if rule else "", since, self._owner(shipment))
        row.walked.connect(lambda step, row=row: self._walk(row, step))
        return row

    def _owner(self, shipment: ShipmentFile) -> str:
        tr = self._tr
        until = shipment.fields["cut_off_at"]
        if not shipment.owner or until is None:
            return tr.name(shipment.owner)
        return tr("{name}, due {at}", name=shipment.owner, at=tr.instant(until))

    def _walk(self, row: FindingRow, step: int) -> None:
        """From one row to the next; one of the run before, which still has the keys, leads to the first."""
        place = self.rows.index(row) + step if row in self.rows else 0
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus()

    def next_stop(self, step: int) -> None:
        """F2 and Shift F2: the next or previous blocking reason, opened."""
        stops = [row for row in self.rows if row.finding.severity is Severity.STOP]
        if not stops:
            return
        at = next((n for n, row in enumerate(stops) if row.hasFocus()), -1 if step > 0 else 0)
        stops[(at + step) % len(stops)].setFocus()
