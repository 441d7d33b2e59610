"""Next steps: what should be done now, each with its one button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.claims.words import Disposition, remedy_name
from qualitydesk.services.claims import NextStep, NextStepKind
from ui.kit.actions import Action, ActionButton
from ui.kit.labels import IconLabel, TwoLines, clear, hairline, label
from ui.kit.panel import Card
from ui.screens.claims import words

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from qualitydesk.translation import Translator
    from ui.context import Context

MOST = 5


class StepsCard(Card):
    """Icon, what, why or when, and a button; ``run(step)`` does it."""

    def __init__(self, context: Context, run: Callable[[NextStep], None]) -> None:
        super().__init__(context.theme, context.tr("Next steps"), padded=False)
        self.context, self._run = context, run
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(hairline())
        self.body.addLayout(self._rows)
        self.body.setSpacing(0)
        self.body.addStretch()

    def show_file(self, file: ClaimFile) -> None:
        """Show another claim's steps."""
        clear(self._rows)
        for place, step in enumerate(file.next_steps[:MOST]):
            if place:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(file, step))
        if not file.next_steps:
            nothing = label(self.theme, self.context.tr("Nothing to do here."), "body", "text-3")
            nothing.setContentsMargins(self.theme.px(16), self.theme.px(10), 0, self.theme.px(10))
            self._rows.addWidget(nothing)

    def _row(self, file: ClaimFile, step: NextStep) -> QWidget:
        theme, tr = self.theme, self.context.tr
        icon, title, under, button = step_words(tr, file, step)
        row = QWidget()
        row.setMinimumHeight(theme.px(48))
        line = QHBoxLayout(row)
        line.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), theme.px(6))
        line.setSpacing(theme.px(12))
        line.addWidget(IconLabel(theme, icon, "ok" if step.done else "text-2", 16))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch()
        column.addWidget(TwoLines(theme, title, "strong"))
        column.addWidget(TwoLines(theme, under, "small", "text-2"))
        column.addStretch()
        line.addLayout(column, 1)
        if button:
            action = Action(step.kind, button, lambda: self._run(step))
            made = ActionButton(action, theme, size="small", show_key=False)
            made.setAccessibleName(f"{button}: {title}")
            made.once = True
            line.addWidget(made)
        return row


def step_words(tr: Translator, file: ClaimFile, step: NextStep) -> tuple[str, str, str, str]:
    """Icon, title, the line under it, and what the button says ("" for none)."""
    amount = words.money(step.amount)
    icon = words.ROLE_ICONS.get(step.role, "building-2") if step.role else "building-2"
    day = tr.day_month(step.day) if step.day else ""
    if step.kind is NextStepKind.SEND_RECOVERY:
        return icon, tr("Send notice to {party}", party=step.party), _notice(tr, file, step), tr("Send")
    if step.kind is NextStepKind.OPEN_RECOVERY:
        title = tr("Claim on {party}", party=step.party)
        under = tr("{amount} to get back", amount=amount)
        if file.recovery_waived_reason:
            under = tr("waived, {amount} could be got back", amount=amount)
        return icon, title, under, tr("Claim back")
    if step.kind is NextStepKind.RECOVERY_AGREED:
        title = tr("Claim on {party}", party=step.party)
        under = tr("agreed {day}, {amount}", day=day, amount=amount)
        return "circle-check", title, under, tr("Credit")
    if step.kind is NextStepKind.RECOVERY_ANSWER:
        return icon, tr("Answer of {party}", party=step.party), tr("due {day}", day=day), tr("Record")
    if step.kind in (NextStepKind.RELEASE_REFUND, NextStepKind.REFUND_ASKED):
        under = tr("asked for by {name}, a second person releases it", name=step.party)
        if step.kind is NextStepKind.REFUND_ASKED:
            return "hourglass", tr("Refund of {amount} waits", amount=amount), under, tr("Take back")
        return "hand-coins", tr("Release refund of {amount}", amount=amount), under, tr("Release")
    if step.kind is NextStepKind.WIDEN_CHECK:
        return _widen(tr, file)
    return _move(tr, file, step)


def _notice(tr: Translator, file: ClaimFile, step: NextStep) -> str:
    """By when it goes out, unless it asks for what is not borne any more."""
    line = next(one for one in file.recoveries if one.id == step.target)
    if line.strays:
        return tr(
            "asks {asked}, bears {borne} now", asked=words.money(line.asked), borne=words.money(line.borne)
        )
    return tr("due {day}", day=tr.day_month(step.day)) if step.day else ""


def _widen(tr: Translator, file: ClaimFile) -> tuple[str, str, str, str]:
    asked = file.escape
    name = tr.name(asked.check) if asked and asked.check else words.reason(tr, file)
    if asked is not None and asked.planned:
        title = tr("“{check}” is on the checklist now", check=name)
        return "circle-check", title, tr("every unit of the next sample"), ""
    title = tr("Add check “{check}”", check=name)
    if asked is None or asked.check is None:
        return "list-checks", title, tr("it was not on the checklist"), tr("Add")
    under = tr("{size} units instead of {looked}", size=asked.sample_size, looked=asked.looked_at)
    return "list-checks", title, under, tr("Add")


def _move(tr: Translator, file: ClaimFile, step: NextStep) -> tuple[str, str, str, str]:
    assert step.move is not None
    move = step.move
    under = tr(move.blockers[0]) if move.blockers else _advice(tr, file) if move.verb == "decide" else ""
    waits = move.lacks[:1] == ("refund",)  # which has a row of its own, and its button
    return move.icon, tr(move.title), under or tr("can be done now"), "" if waits else tr("Start")


def _advice(tr: Translator, file: ClaimFile) -> str:
    if not file.advice:
        return ""
    best = next((one for one in file.advice if one.is_asked), file.advice[0])
    said = tr(remedy_name(best.remedy)).lower()
    if best.disposition is Disposition.KEEPS:
        return tr("advice: {remedy}, buyer keeps item", remedy=said)
    return tr("advice: {remedy}, goods come back", remedy=said)
