"""The Claims screen: the list and the workspace of one claim, and which of the two is shown.

Keys as the design prints them: N new, Enter open, F filter; in the workspace D decide, R reject, B ask the
buyer, W reason, L liability, C cost, P report, Esc back to the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from qualitydesk.services import claims
from qualitydesk.services.claims import ClaimRow
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.kit.states import StateStack
from ui.lists.asked import filters_of
from ui.lists.pane import ListPane
from ui.screens.claims import table, words
from ui.screens.claims.actions import claim_actions
from ui.screens.claims.asking import Asking
from ui.screens.claims.following import Following
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.several import Several
from ui.screens.claims.stepping import Stepping
from ui.screens.claims.workspace import Deeds, Workspace

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from ui.context import Context

TOPICS = frozenset(
    (
        "claim", "claim_line", "claim_step", "claim_deadline", "claim_message", "liability_share",
        "cost_line", "recovery", "refund", "attachment_link",
    )
)  # fmt: skip


class ClaimsScreen(Screen):
    """List and workspace."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._key, self._shown, self._loaded = "", "", False
        self.begins = self.new_claim
        self.stepping = Stepping(context, self, self._changed)
        self.asking = Asking(self.stepping)
        self.following = Following(self.asking, self._take)
        self.several = Several(context, self)
        self.list: ListPane[ClaimRow] = ListPane(context, table.listing(context), self.several.bulk())
        self.list.empty_actions = lambda: (self._find("new"),)
        self.list.opened.connect(lambda key: context.navigate("claim", key))
        self.list.outdated.connect(lambda: self.refresh(frozenset()))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self._room = QStackedWidget()
        self.body.addWidget(self.pages, 1)
        self.use_actions(self.list.stack)
        self._build_header()

    @cached_property
    def workspace(self) -> Workspace:
        """Built with the first claim that was read: until then the list alone is there."""
        made = Workspace(self.context, self._deeds())
        self._room.addWidget(made)
        return made

    @cached_property
    def work_stack(self) -> StateStack:
        """The place of the workspace, and what stands there meanwhile."""
        made = StateStack(self.context.theme, self._room, self.context.tr("Opening the claim"))
        self.pages.addWidget(made)
        return made

    def _deeds(self) -> Deeds:
        asking, following = self.asking, self.following
        return Deeds(
            following.add_photos,
            asking.edit_shares,
            asking.edit_cost,
            asking.set_reason,
            following.run_step,
            self._send,
        )

    def _send(self, text: str, counterpart: str) -> None:
        self.following.send_message(text, counterpart, self.workspace.messages.composer.answered)

    def _build_header(self) -> None:
        assert self.action_set is not None
        self.header.add_action(self.action_set.button("new"))
        self.list.stand_under(self.header)

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here: on the list, then the verbs of a claim."""
        tr = self.context.tr
        return (
            Action("new", tr("New claim"), self.new_claim, "plus", "Ctrl+N", "primary"),
            Action("new_here", tr("New claim"), self.new_claim, "plus", "N", in_list=True),
            *self.list.filter_actions(),
            Action(
                "list",
                tr("Back to the list"),
                lambda: self.context.navigate("claims"),
                "arrow-left",
                "Escape",
                "quiet",
                self._at_list,
            ),
            *claim_actions(self.asking),
            self.several.hand_over(self.stepping),
        )

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot of the list."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            *self.list.tick_hints()[:1],
            Hint(("Return",), tr("open")),
            Hint(("N",), tr("new")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )

    def more_keys(self) -> Sequence[Hint]:
        """The keys of the ticks that are not printed at the foot."""
        return self.list.tick_hints()[1:]

    def panes(self) -> Sequence[QWidget]:
        """List, or the cards of the workspace."""
        return self.workspace.panes() if self._key else (self.list.table,)

    def _at_list(self) -> str:
        return "" if self._key else self.context.tr("The list is shown already.")

    def _find(self, name: str) -> Action:
        assert self.action_set is not None
        return self.action_set.find(name)

    def _take(self, verb: str) -> None:
        if self.action_set is not None:
            self.action_set.run(verb)

    # -- list and record

    def open_record(self, key: str) -> None:
        """Show a claim's workspace; the list for "", filtered when the key holds filters."""
        filters = filters_of(key)
        if filters is not None:
            key, self._loaded = "", True
            self.list.show_filters(filters)
        self._key = key
        shown = self.stepping.file
        self.stepping.file = shown if shown is not None and shown.id == key else None
        self.header.setVisible(not key)
        self.hint_bar.setVisible(not key)
        self.pages.setCurrentWidget(self.work_stack if key else self.list)
        if key:
            self._read_file()
        elif not self._loaded:
            self.refresh(frozenset())
        if not key:
            self.list.take_keys()
        if self.action_set is not None:
            self.action_set.refresh()

    def refresh(self, topics: frozenset[str]) -> None:
        """Load what is shown, when it is concerned; the list is read again when it is next shown."""
        if topics and not topics & TOPICS:
            return
        self._loaded = not self._key
        if self._key:
            self._read_file()
        else:
            self.list.load()
            self.list.views.read_own()
            self.several.offer_people()

    def _read_file(self) -> None:
        desk, key = self.context.desk, self._key
        if self._shown != key:
            self.work_stack.show_loading()
        self.jobs.read(
            self,
            lambda: claims.open_claim(desk, claims.claim_at(desk, key)),
            partial(self._show_file, key),
            self._file_failed,
            latest="file",
        )

    def _show_file(self, key: str, file: ClaimFile) -> None:
        if key != self._key or self.action_set is None:
            return
        self._key = file.id
        another = self.stepping.file is None or self.stepping.file.id != file.id
        self.stepping.file, self._shown = file, file.id
        self.workspace.show_file(file, self.action_set, hand=another and self.isVisible())
        self.work_stack.show_view()
        self.record_opened.emit(file.id)

    def _file_failed(self, error: Exception) -> None:
        back = replace(self._find("list"), kind="primary")
        failures.in_place(self.context, self.work_stack, error, self._read_file, back)
        if self.stepping.file is None:
            self.work_stack.take_keys()

    def _changed(self, verb: str) -> None:
        """A step was taken or refused: say so and show the claim as it is now."""
        said = words.DONE_WORDS.get(verb)
        if said is not None:
            self.context.toast(self.context.tr(said))
        if self._key:
            self._loaded = False
            self._read_file()

    def new_claim(self, number: str = "") -> None:
        """Ask for a number (or take the one given), then open the claim."""
        NewClaimDialog(self.context, self, lambda key: self.context.navigate("claim", key), number).open()
