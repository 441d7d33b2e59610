"""The workspace of one claim: head with stepper, and three columns of cards.

It shows a file and tells what was asked for; which steps there are comes from the state table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualitydesk.domain.claims.states import EDITABLE_STATUSES
from qualitydesk.domain.steps import StepMark
from qualitydesk.services.claims import NextStep
from ui.kit.actions import ActionButton, ActionSet
from ui.kit.badges import Badge
from ui.kit.card_columns import CardColumns
from ui.kit.focus import has_keys
from ui.kit.header import PageHeader
from ui.kit.painted.stepper import MARKS, Step, Stepper, StepState
from ui.kit.panel import show_in_turns
from ui.screens.claims import words
from ui.screens.claims.cards import ComplaintCard, DeadlinesCard, scrolled
from ui.screens.claims.ledger_card import LedgerCard
from ui.screens.claims.messages_card import MessagesCard
from ui.screens.claims.stepping import may_come
from ui.screens.claims.steps_card import StepsCard
from ui.screens.claims.trace_card import TraceCard

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from qualitydesk.translation import Translator
    from ui.context import Context

LEFT, MIDDLE, RIGHT = 324, 496, 332
HEAD_ACTIONS: dict[str, tuple[str, ...]] = {
    "New": ("report", "evidence", "withdraw", "triage"),
    "Triaged": ("report", "evidence", "ask_buyer", "withdraw", "investigate"),
    "Waiting for buyer": ("report", "evidence", "investigate", "reject", "decide"),
    "Under investigation": ("report", "evidence", "ask_buyer", "reject", "decide"),
    "Reopened": ("report", "evidence", "ask_buyer", "triage", "investigate"),
    "Decided": ("report", "evidence", "refund", "take_back", "expect_return", "settle"),
    "Return expected": ("report", "evidence", "withdraw", "receive_goods"),
    "Goods received": ("report", "evidence", "inspect_goods"),
    "Goods inspected": ("report", "evidence", "refund", "take_back", "settle"),
    "Settled": ("report", "evidence", "take_back", "waive", "reopen", "close"),
    "Closed": ("report", "evidence", "reopen"),
    "Withdrawn": ("report", "evidence", "reopen"),
}
"""Which buttons stand in the head for a state, the leading one last."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the workspace asks its owner to do."""

    add_photos: Callable[[object], None]
    edit_shares: Callable[[], None]
    edit_cost: Callable[[str], None]
    set_reason: Callable[[], None]
    run_step: Callable[[NextStep], None]
    send: Callable[[str, str], None]


class Workspace(QWidget):
    """Shows one opened file."""

    def __init__(self, context: Context, deeds: Deeds) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self.file: ClaimFile | None = None
        theme = context.theme
        self.header = PageHeader(theme)
        self.stepper = Stepper(theme)
        self.header.add_stepper(self.stepper)
        self._made: dict[str, ActionButton] = {}
        self.complaint = ComplaintCard(context, deeds.add_photos, deeds.set_reason)
        self.deadlines = DeadlinesCard(context)
        self.trace = TraceCard(context)
        self.ledger = LedgerCard(context, deeds.edit_shares, deeds.edit_cost)
        self.steps = StepsCard(context, deeds.run_step)
        self.messages = MessagesCard(context, deeds.send, self.complaint.files.choose)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        page = CardColumns(
            theme,
            (
                (LEFT, (self.complaint, self.deadlines)),
                (MIDDLE, (self.trace, self.ledger)),
                (RIGHT, (self.steps, self.messages)),
            ),
        )
        whole.addWidget(scrolled(page, context.tr("Claim")), 1)

    def show_file(self, file: ClaimFile, actions: ActionSet, *, hand: bool = False) -> None:
        """Show a claim and the steps open to this person, the cards one after another; with ``hand`` the
        trace takes the keys.
        """
        another = self.file is None or self.file.id != file.id
        self.file = file
        tr = self.context.tr
        self.header.set_title(file.number)
        self.header.set_badges(*self._badges(file))
        self.stepper.set_steps(stepper_steps(tr, file), stepper_words(tr, file))
        self._show_buttons(file, actions)
        cards = (
            (self.trace, partial(self._show_trace, file, hand=hand)),
            (self.complaint, partial(self.complaint.show_file, file)),
            (self.steps, partial(self.steps.show_file, file)),
            (self.deadlines, partial(self.deadlines.show_file, file)),
            (self.ledger, partial(self.ledger.show_file, file, editable=file.status in EDITABLE_STATUSES)),
            (self.messages, partial(self.messages.show_file, file)),
        )
        show_in_turns(self.context.jobs, self, cards, another=another)

    def _show_trace(self, file: ClaimFile, *, hand: bool) -> None:
        self.trace.show_file(file)
        if hand:  # not the message box, so that single keys act at once
            self.trace.show()
            self.trace.list.setFocus()

    def _badges(self, file: ClaimFile) -> Sequence[QWidget]:
        tr = self.context.tr
        badges = [Badge(self.theme, words.status(tr, file.status))]
        near = words.next_deadline(tr, file)
        if near is not None:
            badges.append(Badge(self.theme, near))
        return badges

    def _show_buttons(self, file: ClaimFile, actions: ActionSet) -> None:
        """The head's buttons are made once and stay; which are shown follows the state."""
        names = [name for name in HEAD_ACTIONS[file.status.value] if may_come(file, name)]
        for name in names:
            if name not in self._made:
                leads = actions.find(name).kind == "primary"
                self._made[name] = actions.button(name, show_key=leads)
                self._made[name].once = True
        pressed = has_keys(self.header)
        self.header.show_actions([self._made[name] for name in names])
        actions.refresh()
        if pressed:  # the button that was pressed may be gone: on to the next step, if it can be taken
            leading = self._made[names[-1]]
            (leading if leading.isEnabled() else self.trace.list).setFocus()

    def panes(self) -> Sequence[QWidget]:
        """The panes F6 walks through."""
        return (
            self.complaint.photos,
            self.deadlines.rows,
            self.trace.list,
            self.ledger.rows,
            self.steps,
            self.messages.composer.text,
        )


def stepper_steps(tr: Translator, file: ClaimFile) -> list[Step]:
    """The state table's steps as drawn: a later step that may be left out is dashed."""
    return [
        Step(
            tr(step.name.value),
            StepState.SKIPPABLE if step.mark is StepMark.LATER and step.skippable else MARKS[step.mark],
        )
        for step in file.steps
    ]


def stepper_words(tr: Translator, file: ClaimFile) -> str:
    """The stepper in words."""
    place = next((at for at, step in enumerate(file.steps, 1) if step.mark is StepMark.NOW), len(file.steps))
    return tr(
        "step {place} of {count}, {status}", place=place, count=len(file.steps), status=tr(file.status.value)
    )
