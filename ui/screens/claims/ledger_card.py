"""Liability and cost: the bar of shares with its check, the ledger per payer, recovery, the four totals."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.translation import SYMBOLS
from ui.kit.badges import StatusLine
from ui.kit.cells import Status
from ui.kit.labels import ElidedLabel, clear, hairline, label
from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.painted.share_bar import Share, ShareBar
from ui.kit.panel import Card
from ui.kit.tips import set_tip
from ui.kit.writing import RIGHT
from ui.screens.claims import words
from ui.screens.claims.cards import scrolled

if TYPE_CHECKING:
    from qualitydesk.domain.claims.ledger import Ledger, LedgerRow, Payer
    from qualitydesk.domain.money import Money
    from qualitydesk.services.claims import ClaimFile, RecoveryLine
    from qualitydesk.translation import Translator
    from ui.context import Context
    from ui.kit.theme import Theme

STATE, AMOUNT, COLUMN, GAP = 78, 58, 62, 10
MOST_PAYERS = 4


class ColumnRows(PaintedRows):
    """Rows with a column for each payer, all of one width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.column = theme.px(COLUMN)


class LedgerRows(ColumnRows):
    """One row a cost line: title, borne, a cell per payer, state. Enter or a click opens the line."""

    ROW = 36
    cost_opened = Signal(str)
    """Key of the cost line."""

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._tr = tr
        self._ledger: Ledger | None = None
        self.opened.connect(self._open)

    def set_ledger(self, ledger: Ledger) -> None:
        """Show another ledger."""
        self._ledger = ledger
        self.set_count(len(ledger.rows))

    def _open(self, place: int) -> None:
        if self._ledger is not None:
            self.cost_opened.emit(self._ledger.rows[place].cost.id)

    def row_words(self, place: int) -> str:
        """Title, borne, what each payer bears."""
        assert self._ledger is not None
        row = self._ledger.rows[place]
        payers = self._ledger.payers
        named = zip(map(self._tr.name, (payer.name for payer in payers)), row.cells, strict=True)
        parts = [f"{name} {words.figure(cell)}" for name, cell in named]
        title = words.cost_title(self._tr, row.cost.kind, row.cost.title)
        return ", ".join((title, words.figure(row.borne), *parts, self._tr(row.cost.state.value)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One cost line."""
        assert self._ledger is not None
        row = self._ledger.rows[place]
        title = words.cost_title(self._tr, row.cost.kind, row.cost.title)
        state = self._tr(row.cost.state.value).lower()
        draw_cells(brush, rect, self.column, title, [row.borne, *row.cells], state, strong=False)
        line = rect.bottom() + 0.5
        brush.line(QPointF(rect.left(), line), QPointF(rect.right(), line), "border")


def draw_cells(
    brush: Brush,
    rect: QRect,
    column: int,
    title: str,
    amounts: list[Money | None],
    state: str,
    *,
    strong: bool,
) -> None:
    """Title at the left, amounts right-aligned in their columns, the state at the right."""
    px = brush.theme.px
    right = rect.right() - px(16) - px(STATE)
    lefts = column_lefts(brush.theme, column, right, len(amounts))
    room = (lefts[0] if lefts else right) - rect.left() - px(16) - px(GAP)
    brush.write(
        QRect(rect.left() + px(16), rect.top(), room, rect.height()),
        title,
        "card-title" if strong else "body",
    )
    for place, (left, amount) in enumerate(zip(lefts, amounts, strict=True)):
        width = px(AMOUNT) if place == 0 else column
        if amount is not None:
            bold = strong or place == 0
            ink = "text" if bold else "text-2"
            role = "card-title" if bold else "body"
            brush.write(QRect(left, rect.top(), width, rect.height()), words.figure(amount), role, ink, RIGHT)
    at = QRect(right + px(GAP), rect.top(), px(STATE) - px(GAP), rect.height())
    brush.write(at, state, "small", "text-2")


def column_lefts(theme: Theme, column: int, right: int, count: int) -> list[int]:
    """Where each amount's column begins: borne first, payers after it, ending at ``right``."""
    payers = max(0, count - 1)
    first = right - column * payers - theme.px(AMOUNT)
    return [first, *(right - column * (payers - at) for at in range(payers))][:count]


def column_width(theme: Theme, titles: list[str]) -> int:
    """How wide the column of each payer is: few of them may be as wide as what stands above them."""
    wide = max(map(theme.metrics("small").horizontalAdvance, titles), default=0)
    return max(theme.px(COLUMN), wide + theme.px(GAP) if len(titles) < MOST_PAYERS else 0)


class LedgerHead(ColumnRows):
    """The titles of the columns, or the recovery row: one drawn row that opens nothing."""

    ROW = 30

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._title, self._titles, self._state = "", list[str](), ""

    def set_titles(self, title: str, titles: list[str], state: str) -> None:
        """Show other titles."""
        self._title, self._titles, self._state = title, titles, state
        self.set_count(1)
        self.setFocusPolicy(self.focusPolicy().NoFocus)

    def row_words(self, place: int) -> str:
        """All titles."""
        return ", ".join((self._title, *self._titles, self._state))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """Titles over their columns."""
        px = self.theme.px
        right = rect.right() - px(16) - px(STATE)
        lefts = column_lefts(self.theme, self.column, right, len(self._titles))
        brush.write(
            QRect(rect.left() + px(16), 0, lefts[0] if lefts else 120, rect.height()),
            self._title,
            "small",
            "text-2",
        )
        for at, (left, title) in enumerate(zip(lefts, self._titles, strict=True)):
            width = px(AMOUNT) if at == 0 else self.column
            brush.write(QRect(left, 0, width, rect.height()), title, "small", "text-2", RIGHT)
        brush.write(QRect(right + px(GAP), 0, px(STATE), rect.height()), self._state, "small", "text-2")
        edge = rect.bottom() + 0.5
        brush.line(QPointF(0, edge), QPointF(rect.right(), edge), "border")


class RecoveryRow(LedgerHead):
    """What was asked, or came of it, per payer, under the columns."""

    ROW = 34

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._amounts: list[Money | None] = []

    def set_amounts(self, title: str, amounts: list[Money | None]) -> None:
        """Show other amounts; the first column stays empty."""
        self._title, self._amounts = title, amounts
        self.set_count(1)

    def row_words(self, place: int) -> str:
        """Title and amounts."""
        return ", ".join((self._title, *(words.figure(one) for one in self._amounts if one is not None)))

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """Bold amounts under the payers."""
        brush.line(QPointF(0, 0.5), QPointF(rect.right(), 0.5), "border-strong")
        draw_cells(brush, rect, self.column, self._title, self._amounts, "", strong=True)


class Totals(QFrame):
    """Borne, to get back, agreed, stays with us."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "totals")
        self._theme = theme
        self.setFixedHeight(theme.px(52))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_totals(self, totals: list[tuple[str, Money, str]]) -> None:
        """(label, amount, ink), side by side."""
        clear(self._row)
        for place, (name, amount, ink) in enumerate(totals):
            if place:
                self._row.addWidget(hairline(upright=True))
            cell = QVBoxLayout()
            cell.setContentsMargins(
                self._theme.px(16), self._theme.px(6), self._theme.px(8), self._theme.px(6)
            )
            cell.setSpacing(0)
            cell.addWidget(label(self._theme, name, "micro", "text-2"))
            cell.addWidget(label(self._theme, words.money(amount), "card-title", ink))
            self._row.addLayout(cell, 1)
        self.setAccessibleName(", ".join(f"{name} {words.money(amount)}" for name, amount, _ink in totals))


class LedgerCard(Card):
    """Shares, ledger, totals; ``edit_shares``, ``edit_cost(key or "")`` open the editors."""

    def __init__(
        self, context: Context, edit_shares: Callable[[], None], edit_cost: Callable[[str], None]
    ) -> None:
        tr, theme = context.tr, context.theme
        super().__init__(theme, tr("Liability and cost"), " ", padded=False)
        self.context = context
        self._check = self.mark_aside("circle-check", "ok")
        self.aside.setFont(theme.font("strong"))
        self._edit = [
            self._tool("percent", tr("Share the liability (L)"), edit_shares),
            self._tool("plus", tr("Add a cost line (C)"), lambda: edit_cost("")),
        ]
        self.bar = ShareBar(theme)
        top = QVBoxLayout()
        top.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        top.addWidget(self.bar)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(hairline())
        self.titles, self.rows = LedgerHead(theme), LedgerRows(theme, tr)
        self.rows.cost_opened.connect(edit_cost)
        self.body.addWidget(self.titles)
        self._none = label(theme, tr("No cost lines yet. Press C to add one."), "body", "text-3")
        self._none.setContentsMargins(theme.px(16), theme.px(8), 0, theme.px(8))
        self.body.addWidget(self._none)
        self.body.addWidget(scrolled(self.rows, self.title.text()), 1)
        self.recovery = RecoveryRow(theme)
        self.body.addWidget(self.recovery)
        self._lines = QHBoxLayout()
        self._lines.setSpacing(theme.px(16))
        self._lines.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        self.body.addLayout(self._lines)
        self.totals = Totals(theme)
        self.body.addWidget(self.totals)

    def _tool(self, icon: str, name: str, run: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self.theme.icon(icon))
        button.setIconSize(QSize(self.theme.px(15), self.theme.px(15)))
        button.setFixedSize(self.theme.px(28), self.theme.px(28))
        button.setAccessibleName(name)
        set_tip(button, name)
        button.clicked.connect(lambda _on=False: run())
        self.head.addWidget(button)
        return button

    def show_file(self, file: ClaimFile, *, editable: bool) -> None:
        """Show another claim's shares and costs."""
        tr, ledger = self.context.tr, file.ledger
        for button in self._edit:
            button.setVisible(editable)
        self._show_check(file)
        self.bar.set_shares(*self._shares(file))
        payers = [self._payer(payer) for payer in ledger.payers]
        for part in (self.titles, self.rows, self.recovery):
            part.column = column_width(self.theme, payers)
        self.titles.set_titles(
            tr("Cost line {currency}", currency=SYMBOLS.get(file.currency, file.currency)),
            [tr("Borne"), *payers],
            tr("State"),
        )
        self.rows.set_ledger(ledger)
        self._none.setVisible(not ledger.rows)
        self.recovery.set_amounts(tr("Recovery"), [None, *(_hoped(file, payer) for payer in ledger.payers)])
        self.recovery.setVisible(bool(file.recoveries))
        self._show_recoveries(file)
        self.totals.show_totals(
            [
                (tr("Borne"), ledger.borne, "text"),
                (tr("To get back"), ledger.to_get_back, "text"),
                (tr("Agreed"), ledger.agreed, "ok" if ledger.agreed else "text"),
                (tr("Stays with us"), ledger.stays_with_us, "text"),
            ]
        )

    def _show_check(self, file: ClaimFile) -> None:
        whole = file.liability.whole
        self._check.set_icon("circle-check" if whole else "circle-alert", "ok" if whole else "warn")
        self.set_aside(self.context.tr(file.liability.sentence))
        self.aside.setProperty("ink", "ok" if whole else "warn")
        self.aside.style().polish(self.aside)

    def _shares(self, file: ClaimFile) -> tuple[list[Share], str]:
        tr, undecided = self.context.tr, file.liability.undecided
        shares = [
            Share(one.points, f"{one.percent} %", tr.name(one.name), self._why(one.role, one.reason))
            for one in file.liability.shares
        ]
        left = tr("{percent} % not decided yet", percent=f"{undecided / 100:g}") if undecided else ""
        return shares, left

    def _why(self, role: LiabilityRole, reason: str) -> str:
        name = self.context.tr(words.ROLE_NAMES[role]).lower()
        return ", ".join(part for part in ("" if role is LiabilityRole.US else name, reason) if part)

    def _payer(self, payer: Payer) -> str:
        return self.context.tr(words.ROLE_NAMES[payer.role]) if payer.role else self.context.tr("Not decided")

    def _show_recoveries(self, file: ClaimFile) -> None:
        tr = self.context.tr
        clear(self._lines)
        if file.recovery_waived_reason:
            said = tr("Recovery waived: {reason}", reason=file.recovery_waived_reason)
            self._lines.addWidget(ElidedLabel(self.theme, said, "small", "text-2"), 1)
        for line in file.recoveries[:MOST_PAYERS]:
            self._lines.addWidget(StatusLine(self.theme, recovery_status(tr, line)))
        if not file.recovery_waived_reason:
            self._lines.addStretch()


def recovery_status(tr: Translator, line: RecoveryLine) -> Status:
    """ "Haoyu: notice due 24 Nov", "Rhein-Trans: agreed 19 Nov"."""
    answered = line.answered_at.astimezone().date() if line.answered_at else None
    if line.status is RecoveryStatus.DRAFT and line.due_on:
        said = tr("{party}: notice due {day}", party=line.party, day=tr.day_month(line.due_on))
        return Status(line.status, said, "hourglass", "warn")
    if answered is not None and line.status in (RecoveryStatus.AGREED, RecoveryStatus.PART_AGREED):
        said = tr("{party}: agreed {day}", party=line.party, day=tr.day_month(answered))
        return Status(line.status, said, "circle-check", "ok")
    said = tr("{party}: {status}", party=line.party, status=tr(line.status.value).lower())
    return Status(line.status, said)


def _hoped(file: ClaimFile, payer: Payer) -> Money | None:
    line = next((one for one in file.recoveries if one.party_id == payer.party_id), None)
    return line.hoped if line else None


def row_of(file: ClaimFile, cost_id: str) -> LedgerRow | None:
    """The ledger's row of a cost line."""
    return next((row for row in file.ledger.rows if row.cost.id == cost_id), None)
