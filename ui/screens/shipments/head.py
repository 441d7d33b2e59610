"""The head of the workspace: number, verdict, buttons, way and cut-off, and the stepper below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.shipments.states import AT_GATE
from qualitydesk.domain.shipments.states import Step as WayStep
from qualitydesk.domain.steps import StepMark
from qualitydesk.domain.values import Severity
from qualitydesk.services.shipments import ShipmentFile
from qualitydesk.translation import Translator
from ui.kit.actions import ActionButton
from ui.kit.badges import Badge
from ui.kit.cells import Status
from ui.kit.flow import give_way, shown_in
from ui.kit.labels import ElidedLabel, IconLabel, clear, label
from ui.kit.painted.stepper import MARKS, Step, Stepper
from ui.kit.theme import Theme
from ui.screens.shipments.words import summary, time_left


class WorkspaceHead(QFrame):
    """Three rows: 56 title and buttons, 28 way and cut-off, 40 stepper."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__()
        self.setProperty("kind", "header")
        self._theme, self._tr = theme, tr
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(6))
        rows.setSpacing(0)
        self._title = label(theme, "", "title")
        self._badges, self.buttons = QHBoxLayout(), QHBoxLayout()
        self.buttons.setSpacing(theme.px(8))
        rows.addWidget(self._title_row())
        self._way = QHBoxLayout()
        self._way.setSpacing(theme.px(8))
        way = QWidget()
        way.setLayout(self._way)
        way.setFixedHeight(theme.px(26))
        self._way.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(way)
        self.stepper = Stepper(theme)
        rows.addWidget(self.stepper)

    def _title_row(self) -> QWidget:
        theme, holder = self._theme, QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.px(4), 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._title)
        row.addLayout(self._badges)
        row.addStretch()
        row.addLayout(self.buttons)
        holder.setFixedHeight(theme.px(44))
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the row has no room its quiet buttons stand by their icons."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Ask again after other buttons are shown."""
        px, parts = self._theme.px, shown_in(self.buttons)
        quiet = [one for one in parts if isinstance(one, ActionButton) and one.action.kind == "quiet"]
        rest = self._title.sizeHint().width() + px(2 * 24 + 2 * 12)
        rest += sum(one.sizeHint().width() + px(12) for one in shown_in(self._badges))
        rest += sum(one.sizeHint().width() + px(8) for one in parts if one not in quiet)
        give_way(quiet, self.width() - rest, px(8))

    def show_shipment(self, shipment: ShipmentFile, now: datetime) -> None:
        """Fill the head."""
        self._title.setText(shipment.number)
        clear(self._badges)
        self._badges.addWidget(Badge(self._theme, self._verdict(shipment)), 0, Qt.AlignmentFlag.AlignVCenter)
        self._show_way(shipment, now)
        steps = [Step(self._tr(step.name), MARKS[step.mark]) for step in shipment.steps]
        self.stepper.set_steps(steps, self._in_words(shipment.steps))

    def _verdict(self, shipment: ShipmentFile) -> Status:
        tr, stops = self._tr, len(shipment.found(Severity.STOP))
        if shipment.status in AT_GATE and stops:
            words = tr.plural("Blocked, 1 reason", "Blocked, {n} reasons", stops)
            return Status("Blocked", words, "circle-x", "bad")
        if shipment.status in AT_GATE:
            return Status(shipment.status, tr("Ready for release"), "circle-check", "ok")
        return Status(shipment.status, tr(shipment.status.value))

    def _show_way(self, shipment: ShipmentFile, now: datetime) -> None:
        theme = self._theme
        clear(self._way)
        for place, stop in enumerate(shipment.route):
            if place:
                self._way.addWidget(IconLabel(theme, "arrow-right", "text-3", 14))
            self._way.addWidget(label(theme, self._tr.name(stop.name), "body", "text-2"))
            if stop.unlocode:
                self._way.addWidget(label(theme, stop.unlocode, "body", "text-3"))
        words = summary(self._tr, shipment)
        self._way.addWidget(
            ElidedLabel(theme, f"·  {words}" if shipment.route else words, "body", "text-2"), 1
        )
        self._add_cut_off(shipment, now)

    def _add_cut_off(self, shipment: ShipmentFile, now: datetime) -> None:
        until = shipment.fields["cut_off_at"]
        if until is None or shipment.status not in AT_GATE:
            return
        tr, local = self._tr, until.astimezone()
        words, ink = time_left(tr, until, now)
        when = tr("{day}, {time}", day=tr.day_short(local.date()), time=f"{local:%H:%M}")
        self._way.addWidget(IconLabel(self._theme, "hourglass", ink, 15))
        self._way.addWidget(label(self._theme, words, "strong", ink))
        self._way.addWidget(label(self._theme, when, "body", "text-2"))

    def _in_words(self, steps: Sequence[WayStep]) -> str:
        tr = self._tr
        at = next((n for n, step in enumerate(steps) if step.mark in (StepMark.NOW, StepMark.BLOCKED)), None)
        if at is None:
            return tr("all {n} steps done", n=len(steps))
        words = tr("step {n} of {all}, {name}", n=at + 1, all=len(steps), name=tr(steps[at].name))
        return tr("{step}, blocked", step=words) if steps[at].mark is StepMark.BLOCKED else words
