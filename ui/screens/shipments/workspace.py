"""One shipment: head with stepper, gate, who answers, custody, lines and lots; and what each button does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.services import shipments
from qualitydesk.services.shipments import ShipmentFile
from ui.context import Context
from ui.evidence import EvidenceDialog
from ui.files import files_action
from ui.history import Subject, history_action
from ui.kit import failures
from ui.kit.actions import Action, ActionSet
from ui.kit.card_columns import NARROW
from ui.kit.panel import show_in_turns
from ui.kit.scrolling import Scrolled
from ui.kit.states import StateStack
from ui.kit.turns import Piece
from ui.screens.shipments.answers_card import AnswersCard
from ui.screens.shipments.finding_row import GateDoings
from ui.screens.shipments.fixes import Fixes
from ui.screens.shipments.gate_card import GateCard
from ui.screens.shipments.goods_cards import CustodyCard, LinesCard
from ui.screens.shipments.goods_dialogs import editable
from ui.screens.shipments.head import WorkspaceHead
from ui.screens.shipments.moves import NEXT_MOVES, Moves

ANSWERS_WIDTH, ANSWERS_SHARE = 416, 28
"""How wide who answers stands beside the gate at least, and how much of a wide window it has, in per cent."""


class Workspace(QWidget):
    """Shows one shipment; ``left`` asks for the list."""

    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._key, self._shown = context, "", ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.shipment: ShipmentFile | None = None
        tr, theme = context.tr, context.theme
        self.fixes = Fixes(context, self, lambda: self.shipment, self._saved)
        self.moves = Moves(context, self, lambda: self.shipment, self._saved)
        self.head = WorkspaceHead(theme, tr)
        self.gate = GateCard(theme, tr, GateDoings(self.fixes.fix, self.fixes.grant))
        self.answers = AnswersCard(theme, tr, self.fixes.open_duty)
        add_leg = Action("add_leg", tr("Add hand-over"), self.fixes.add_leg, "plus", kind="quiet")
        self.custody = CustodyCard(theme, tr, self.fixes.open_leg, add_leg)
        add_line = Action("add_line", tr("Add line"), self.fixes.add_line, "plus", kind="quiet")
        self.lines = LinesCard(theme, tr, self.fixes.open_line, add_line)
        self.stack = StateStack(theme, self._page(), tr("Reading the shipment…"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.stack, 1)
        self._list = Action("list", tr("Back to the list"), self.left.emit, "arrow-left", kind="primary")
        self.action_set = ActionSet(self, theme, self.doings())
        names = ("more", "dossier", "exception", "release", "next")
        self.buttons = [self.action_set.button(name, show_key=False) for name in names]
        for button in self.buttons:
            button.once = True
            self.head.buttons.addWidget(button)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._cards(), 1)
        return page

    def _cards(self) -> Scrolled:
        px, inside = self._context.theme.px, QWidget()
        inside.setProperty("kind", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(16))
        self._top = QHBoxLayout()
        self._top.setSpacing(px(16))
        self._top.addWidget(self.gate, 1)
        self._top.addWidget(self.answers)
        column.addLayout(self._top)
        column.addWidget(self.custody)
        column.addWidget(self.lines)
        column.addStretch(1)
        area = Scrolled()
        area.show_page(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Who answers stands beside the gate, or below it where there is no room for both."""
        super().resizeEvent(event)
        px, ways = self._context.theme.px, QHBoxLayout.Direction
        narrow = self.width() < px(NARROW)
        self._top.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        beside = 0 if narrow else max(px(ANSWERS_WIDTH), self.width() * ANSWERS_SHARE // 100)
        self.answers.setMinimumWidth(beside)
        self.answers.setMaximumWidth(beside or self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the page into the gate."""
        if event.key() == Qt.Key.Key_Down and self.gate.rows:
            self.gate.rows[0].setFocus()
        else:
            super().keyPressEvent(event)

    # -- loading

    def open_shipment(self, key: str) -> None:
        """Load and show the shipment of that key."""
        if key != self._key:
            self.shipment = None  # until the other one is here, no key acts on the one before
            self.action_set.refresh()
            self.stack.show_loading()
            self.setFocus()
        self._key = key
        desk = self._context.desk

        def work() -> ShipmentFile:
            return shipments.open_shipment(desk, shipments.shipment_at(desk, key))

        self._context.jobs.read(self, work, self._show, self._not_loaded, latest="shipment")

    def reload(self) -> None:
        """Read again what is shown."""
        if self._key:
            self.open_shipment(self._key)

    def _not_loaded(self, error: Exception) -> None:
        failures.in_place(self._context, self.stack, error, self.reload, way_out=self._list)
        if self.shipment is None:
            self.stack.take_keys()

    def _show(self, shipment: ShipmentFile) -> None:
        another = shipment.id != self._shown
        self.shipment, self._shown = shipment, shipment.id
        self.head.show_shipment(shipment, self._context.desk.now())
        self.action_set.refresh()
        self._show_buttons(shipment)
        again = (partial(self.gate.show_again, shipment),)
        gate: tuple[Piece, ...] = self.gate.pieces(shipment) if another else again
        cards: tuple[tuple[QWidget, Piece], ...] = (
            *((self.gate, piece) for piece in gate),
            (self.answers, partial(self.answers.show_shipment, shipment)),
            (self.custody, partial(self.custody.show_shipment, shipment)),
            (self.lines, partial(self.lines.show_shipment, shipment, editable=editable(shipment))),
        )
        show_in_turns(self._context.jobs, self, cards, another=another)
        self.stack.show_view()

    def _show_buttons(self, shipment: ShipmentFile) -> None:
        at_gate = editable(shipment)
        shown = {
            "exception": at_gate,
            "release": at_gate,
            "next": shipment.status in NEXT_MOVES,
        }
        for button in self.buttons:
            button.setVisible(shown.get(button.action.id, True))
        self.buttons[-1].setText(self.moves.next_words(shipment.status))
        draft = shipment.status is ShipmentStatus.DRAFT
        self.buttons[3].setText(self._context.tr("Declare") if draft else self._context.tr("Release"))
        self.head.fit()

    # -- what can be done

    def doings(self) -> Sequence[Action]:
        """The actions of the workspace."""
        tr, moves, fixes = self._context.tr, self.moves, self.fixes
        return (
            Action("more", tr("More"), self._more, "ellipsis", "", "quiet"),
            Action(
                "dossier", tr("Dossier"), moves.dossier, "file-text", "Ctrl+P", "quiet", moves.why_no_dossier
            ),
            Action("exception", tr("Exception"), self._except, "flag", "", "quiet", fixes.why_no_exception),
            Action(
                "release", tr("Release"), moves.release, "arrow-right", "", "primary", moves.why_not_release
            ),
            Action("next", tr("Next"), moves.advance, "arrow-right", "", "primary"),
            Action("next_stop", tr("Next blocking reason"), partial(self.gate.next_stop, 1), "", "F2"),
            Action("last_stop", tr("Last blocking reason"), partial(self.gate.next_stop, -1), "", "Shift+F2"),
            Action("back", tr("Back to the list"), self._back, "", "Esc"),
            Action("evidence", tr("Evidence pack"), self._evidence, "archive", "E"),
            files_action(self._context, self, self._subject),
            history_action(self._context, self, self._subject),
        )

    def _subject(self) -> Subject | None:
        shown = self.shipment
        return Subject("shipment", shown.id, shown.number) if shown is not None else None

    def _more(self) -> None:
        further = [self.action_set.find(name) for name in ("files", "evidence", "history")]
        self.moves.more(self.buttons[0], self.fixes.add_line, further)

    def _evidence(self) -> None:
        subject = self._subject()
        if subject is not None:
            EvidenceDialog(self._context, self, subject).open()

    def _except(self) -> None:
        focused = next((row.finding for row in self.gate.rows if row.hasFocus()), None)
        self.fixes.grant_first(focused)

    def _back(self) -> None:
        opened = [row for row in self.gate.rows if row.opened]
        for row in opened:
            row.toggle()
        if not opened:
            self.left.emit()

    def _saved(self, words: str) -> None:
        if words:
            self._context.toast(words)
        self.reload()
