"""Home's cards of rows: blocked shipments, claims near their deadline, papers that end, inspections to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.services.home import ENDING_DAYS, Counted, DueClaim, Home, PhotoGap
from ui.kit.labels import hairline, label
from ui.kit.laws import short_law
from ui.kit.panel import Card
from ui.screens.home.rows import (
    BlockedRow,
    BlockedRows,
    CardRows,
    DueRow,
    DueRows,
    EndingRow,
    EndingRows,
)
from ui.screens.home.words import cut_off_words, day_of, days_left, initials, nearness

if TYPE_CHECKING:
    from qualitydesk.services.certificates import CertificateRow
    from qualitydesk.services.inspections import InspectionRow
    from qualitydesk.services.shipments import AtGate
    from ui.context import Context

MOST_STOPS = 3
HEAD, EDGES = 40, 3
"""What of a card is not rows: its head, and the hairlines around and under that."""
Go = Callable[[str, str], None]


class RowsCard(Card):
    """Rows under a title with their number; a link opens the whole list, a row its record."""

    def __init__(self, context: Context, title: str, rows: CardRows, nothing: str) -> None:
        super().__init__(context.theme, title, padded=False)
        self.context, self.rows = context, rows
        theme = context.theme
        self.number = label(theme, "", "body", "text-3")
        self.head.insertWidget(1, self.number)
        self.link = QPushButton()
        self.link.setProperty("kind", "link")
        self.link.setFont(theme.font("strong"))
        self.head.addWidget(self.link)
        self.nothing = label(theme, nothing, "body", "text-3")
        self.nothing.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(16))
        self.nothing.hide()  # until it is known that there is none
        self.body.setSpacing(0)
        self.body.addWidget(hairline())
        self.body.addWidget(self.nothing)
        self.body.addWidget(rows, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addStretch(1)
        rows.setAccessibleDescription(title)

    def lead(self, words: str, go: Callable[[], None]) -> None:
        """What the link says and does."""
        self.link.setText(words)
        self.link.setAccessibleName(f"{words}: {self.title.text()}")
        self.link.clicked.connect(lambda _on=False: go())

    def open_by(self, kind: str) -> None:
        """A row opens the record of that kind."""
        self.rows.opened.connect(lambda place: self.context.navigate(kind, self.rows.rows[place].key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many rows as there is room for."""
        super().resizeEvent(event)
        self.rows.fit(self.height() - self.theme.px(HEAD) - EDGES)

    def show_home(self, home: Home) -> None:
        """Show what of it the card is for."""
        raise NotImplementedError

    def say_number(self, number: int, shown: int) -> None:
        """How many there are in all, and whether any is shown."""
        self.number.setText(self.context.tr.number(number) if number else "")
        self.rows.setVisible(bool(shown))
        self.nothing.setVisible(not shown)


def counted(home: Home, id_: str) -> Counted | None:
    """The counter of that id."""
    return next((one for one in home.counts if one.id == id_), None)


def number_of(home: Home, id_: str) -> int:
    """How many it counted; none where it was not asked."""
    found = counted(home, id_)
    return found.number if found is not None else 0


# -- shipments


class BlockedCard(RowsCard):
    """Blocked at the gate, each with what stops it and by which law."""

    def __init__(self, context: Context) -> None:
        self.list = BlockedRows(context.theme)
        tr = context.tr
        super().__init__(context, tr("Blocked at the gate"), self.list, tr("Nothing is blocked at the gate."))
        self.open_by("shipment")

    def show_home(self, home: Home) -> None:
        """Show the nearest to their cut-off."""
        self.list.show_rows([self._row(one) for one in home.blocked])
        self.say_number(number_of(home, "blocked"), len(home.blocked))

    def _row(self, one: AtGate) -> BlockedRow:
        tr = self.context.tr
        stops = [(tr(finding.title), short_law(tr, finding.citation)) for finding in one.stops]
        hidden = len(stops) - MOST_STOPS
        goods = " · ".join(f"{tr.name(product)} {tr.number(units)}" for product, units in one.goods)
        owner = tr.name(one.owner)
        return BlockedRow(
            key=one.id,
            number=one.number,
            way=" → ".join(map(tr.name, one.way)),
            cut_off=cut_off_words(tr, one.cut_off_at),
            owner=owner,
            initials=initials(owner),
            stops=tuple(stops[:MOST_STOPS]),
            more=tr.plural("1 more reason", "{n} more reasons", hidden) if hidden > 0 else "",
            goods=goods,
        )


# -- claims


class ClaimsCard(RowsCard):
    """Claims, the nearest deadline first, with the law that sets it; ``pick`` takes those of a counter."""

    def __init__(
        self, context: Context, id_: str, pick: Callable[[Home], Sequence[DueClaim]], title: str, nothing: str
    ) -> None:
        self.list, self._id, self._pick = DueRows(context.theme), id_, pick
        super().__init__(context, title, self.list, nothing)
        self.open_by("claim")

    def show_home(self, home: Home) -> None:
        """Show the nearest of them."""
        claims = self._pick(home)
        now, zone = self.context.desk.now(), self.context.desk.house.timezone
        self.list.show_rows([self._row(one, now, zone) for one in claims])
        self.say_number(number_of(home, self._id), len(claims))

    def _row(self, one: DueClaim, now: datetime, zone: str) -> DueRow:
        tr, row, due = self.context.tr, one.row, one.row.next_due_on
        left = (due - day_of(now, zone)).days if due is not None else 0
        law = " · ".join(filter(None, (tr.name(one.title), short_law(tr, one.law))))
        return DueRow(
            key=row.id,
            title=row.buyer or row.number,
            detail=f"· {tr.name(row.product)}" if tr.name(row.product) else "",
            line=law or tr(row.status),
            left=days_left(tr, left) if due is not None else "",
            day=tr.day_short(due) if due is not None else "",
            ink=nearness(left),
        )


# -- papers


class EndingCard(RowsCard):
    """Papers that end soon; the bar is what is left of the days looked ahead."""

    def __init__(self, context: Context) -> None:
        self.list = EndingRows(context.theme)
        tr = context.tr
        super().__init__(context, tr("Certificates ending"), self.list, tr("No certificate ends soon."))
        self.open_by("certificate")

    def show_home(self, home: Home) -> None:
        """Show the first to end."""
        self.list.show_rows([self._row(one) for one in home.ending])
        self.say_number(0, len(home.ending))
        self.number.setText(self.context.tr("{n} days", n=ENDING_DAYS))

    def _row(self, one: CertificateRow) -> EndingRow:
        tr, today = self.context.tr, self.context.desk.today()
        assert one.valid_to is not None
        left = (one.valid_to - today).days
        return EndingRow(
            key=one.id,
            title=one.sku or tr.name(one.product) or one.number,
            detail=f"{one.scheme} · {one.market}",
            day=tr.day_month(one.valid_to),
            left=tr.days_left(left),
            share=left / ENDING_DAYS,
            tone="bad" if left <= ENDING_DAYS // 4 else "warn" if left <= ENDING_DAYS * 2 // 3 else "",
        )


# -- inspections


class WorkCard(RowsCard):
    """Inspections by the day they are planned for; ``pick`` takes those of a counter."""

    def __init__(
        self,
        context: Context,
        id_: str,
        pick: Callable[[Home], Sequence[InspectionRow]],
        title: str,
        nothing: str,
    ) -> None:
        self.list, self._id, self._pick = DueRows(context.theme), id_, pick
        self._at_work: frozenset[str] = frozenset()
        super().__init__(context, title, self.list, nothing)
        self.rows.opened.connect(lambda place: self._open(self.rows.rows[place].key))

    def _open(self, key: str) -> None:
        """Go on with what is begun; what is planned or was sent back is looked at first."""
        self.context.navigate("capture" if key in self._at_work else "inspection", key)

    def show_home(self, home: Home) -> None:
        """Show the first of them."""
        rows = self._pick(home)
        self._at_work = frozenset(row.id for row in rows if row.status == InspectionStatus.IN_PROGRESS)
        self.list.show_rows([self._row(one) for one in rows])
        self.say_number(number_of(home, self._id), len(rows))

    def _row(self, one: InspectionRow) -> DueRow:
        tr, today = self.context.tr, self.context.desk.today()
        left = (one.planned_on - today).days if one.planned_on is not None else 0
        done = tr("{done} of {n} units", done=one.units_done, n=one.sample_size)
        return DueRow(
            key=one.id,
            title=one.number,
            detail=f"· {tr.name(one.product)}",
            line=" · ".join((tr("lot {lot}", lot=one.lot), tr(one.status), done)),
            left=days_left(tr, left) if one.planned_on is not None else "",
            day=tr.day_short(one.planned_on) if one.planned_on is not None else "",
            ink=nearness(left),
            icon="boxes",
            line_ink="text-3",
        )


class PhotosCard(RowsCard):
    """Inspections that lack photos."""

    def __init__(self, context: Context) -> None:
        self.list = DueRows(context.theme)
        tr = context.tr
        super().__init__(context, tr("Photos to add"), self.list, tr("No photo is missing."))
        self.open_by("capture")

    def show_home(self, home: Home) -> None:
        """Show the first of them."""
        self.list.show_rows([self._row(one) for one in home.photos])
        self.say_number(number_of(home, "photos"), len(home.photos))

    def _row(self, one: PhotoGap) -> DueRow:
        tr = self.context.tr
        return DueRow(
            key=one.id,
            title=one.number,
            detail=tr.name(one.product),
            line=tr("needs a photo"),
            left=str(one.missing),
            day=tr("missing"),
            ink="warn",
            icon="camera",
            line_ink="text-3",
        )


# -- which there are


def row_cards(context: Context, ids: Sequence[str]) -> dict[str, RowsCard]:
    """The cards whose rows are the first of a counted list, by the counter's id."""
    tr = context.tr
    makers: dict[str, Callable[[], RowsCard]] = {
        "blocked": lambda: BlockedCard(context),
        "ending": lambda: EndingCard(context),
        "photos": lambda: PhotosCard(context),
        "due": lambda: ClaimsCard(
            context,
            "due",
            lambda home: home.due,
            tr("Claims near their deadline"),
            tr("No deadline is near."),
        ),
        "waiting": lambda: ClaimsCard(
            context,
            "waiting",
            lambda home: home.waiting,
            tr("Waiting for the buyer"),
            tr("No buyer is asked for anything."),
        ),
        "new": lambda: ClaimsCard(
            context, "new", lambda home: home.fresh, tr("New claims"), tr("Every claim was looked at.")
        ),
        "mine": lambda: WorkCard(
            context, "mine", lambda home: home.mine, tr("My inspections"), tr("No inspection waits for you.")
        ),
        "lots": lambda: WorkCard(
            context, "lots", lambda home: home.lots, tr("Lots waiting to be inspected"), tr("No lot is due.")
        ),
    }
    return {id_: makers[id_]() for id_ in ids}


def rows_of(cards: Sequence[QWidget]) -> list[QWidget]:
    """The lists in cards, for walking by F6."""
    return [card.rows for card in cards if isinstance(card, RowsCard) and card.isVisible()]
