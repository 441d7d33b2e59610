"""The panel of a non-conformity: how far it is, what was written down at each step, its actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qualitydesk.domain.improvement.states import PATH, STEPS, NonConformityStatus
from ui.kit.badges import Badge
from ui.kit.cells import Status
from ui.kit.labels import IconLabel, label
from ui.kit.links import link
from ui.kit.painted.stepper import Step, Stepper, StepState
from ui.kit.panel import KeyValues
from ui.registers.panel import FilePanel
from ui.screens.actions import words

if TYPE_CHECKING:
    from qualitydesk.services.improvement import ActionRow, NonConformityFile, StepTaken
    from qualitydesk.translation import Translator
    from ui.context import Context


class CausePanel(FilePanel):
    """``go(kind, key)`` opens what it names."""

    def __init__(self, context: Context, go: Callable[[str, str], None]) -> None:
        super().__init__(context, context.tr("Non-conformity"), "non_conformity")
        self._go = go

    def show_file(self, file: NonConformityFile) -> None:
        """Show another one."""
        _tr, row = self.context.tr, file.row
        self.set_title(row.number, self.context.tr(row.said))
        sections = (self._standing, self._facts, self._steps, self._actions)
        files = partial(self.add_files, row.id)
        self.fill(self.context.jobs, [*(partial(section, file) for section in sections), files])

    def _standing(self, file: NonConformityFile) -> None:
        column, status = self.add_section(), file.row.status
        column.addWidget(
            Stepper(self.theme, steps_of(self.context.tr, status), _said(self.context.tr, status))
        )
        for one in file.next:
            for blocker in one.blockers:
                line = QHBoxLayout()
                line.addWidget(IconLabel(self.theme, "info", "text-3", 13))
                line.addWidget(label(self.theme, self.context.tr(blocker), "small", "text-2", wrap=True), 1)
                column.addLayout(line)

    def _facts(self, file: NonConformityFile) -> None:
        tr, row = self.context.tr, file.row
        column = self.add_section()
        if file.description:
            column.addWidget(label(self.theme, file.description, "body", "text-2", wrap=True))
        pairs: list[tuple[str, str | QWidget]] = [
            (tr("Party"), tr.name(row.party) or words.NOTHING),
            (tr("Product"), tr.name(row.product) or words.NOTHING),
            (tr("Lot"), row.lot or words.NOTHING),
            (tr("Opened"), tr.instant(row.opened_at)),
            (tr("Due"), tr.date(row.due_on) if row.due_on else words.NOTHING),
        ]
        for name, kind, (key, number) in (
            (tr("Inspection"), "inspection", file.inspection),
            (tr("Claim"), "claim", file.claim),
        ):
            if key:
                pairs.append((name, self._link(kind, key, number)))
        column.addWidget(KeyValues(self.theme, pairs))

    def _link(self, kind: str, key: str, number: str) -> QPushButton:
        return link(self.theme, number, partial(self._go, kind, key), "body")

    def _steps(self, file: NonConformityFile) -> None:
        tr = self.context.tr
        column = self.add_section(tr("What was written down"), tr("8D"))
        if not file.steps:
            column.addWidget(label(self.theme, tr("No step was taken yet."), "body", "text-3"))
        for step in file.steps:
            lines = QVBoxLayout()
            lines.setSpacing(self.theme.px(2))
            lines.addWidget(label(self.theme, question_of(tr, step), "small-strong", "text-2", wrap=True))
            lines.addWidget(label(self.theme, step.text, "body", wrap=True))
            who = f"{tr.name(step.person)} · {tr.instant(step.at)}"
            lines.addWidget(label(self.theme, who, "small", "text-3"))
            column.addLayout(lines)

    def _actions(self, file: NonConformityFile) -> None:
        tr = self.context.tr
        column = self.add_section(tr("Actions"), tr.number(len(file.actions)))
        if not file.actions:
            column.addWidget(label(self.theme, tr("None is planned yet."), "body", "text-3"))
        for one in file.actions:
            column.addLayout(self._action(one))

    def _action(self, one: ActionRow) -> QHBoxLayout:
        tr, row = self.context.tr, QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        link = self._link("action", one.id, one.title)
        link.setMinimumWidth(self.theme.px(80))
        done = one.done_at is not None
        row.addWidget(
            Badge(self.theme, Status("Done", tr("Done")) if done else Status("Open", tr(one.kind.value)))
        )
        row.addWidget(link, 1)
        row.addWidget(label(self.theme, tr.name(one.owner), "small", "text-3"))
        return row


def steps_of(tr: Translator, status: NonConformityStatus) -> tuple[Step, ...]:
    """The path with what is done, now and later; "Not effective" stands where the proof would."""
    path = list(PATH)
    if status is NonConformityStatus.NOT_EFFECTIVE:
        path[path.index(NonConformityStatus.VERIFIED)] = status
    at = path.index(status)
    whole = status is NonConformityStatus.CLOSED

    def state(place: int) -> StepState:
        if place < at or whole:
            return StepState.DONE
        stuck = status is NonConformityStatus.NOT_EFFECTIVE
        return (StepState.BLOCKED if stuck else StepState.NOW) if place == at else StepState.LATER

    return tuple(Step(tr(each.value), state(place)) for place, each in enumerate(path))


def _said(tr: Translator, status: NonConformityStatus) -> str:
    place = PATH.index(status) + 1 if status in PATH else len(PATH) - 1
    return tr("step {n} of {total}, {status}", n=place, total=len(PATH), status=tr(status.value))


def question_of(tr: Translator, step: StepTaken) -> str:
    """What the step asked."""
    return next(tr(one.question) for one in STEPS if one.verb == step.verb)
