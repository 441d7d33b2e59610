"""Calendar: the next twelve months with how many papers end in each, and those of one month beside them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.values import Query
from qualitydesk.services import certificates
from ui.kit import failures
from ui.kit.keyset import Source
from ui.kit.labels import hairline, label
from ui.kit.painted.canvas import Brush
from ui.kit.painted.rows import PaintedRows
from ui.kit.states import StateStack
from ui.kit.table import TableView
from ui.kit.writing import RIGHT
from ui.screens.certificates import table

if TYPE_CHECKING:
    from qualitydesk.services.certificates import CertificateRow
    from qualitydesk.translation import Translator
    from ui.context import Context
    from ui.kit.theme import Theme

Months = tuple[tuple[date, int], ...]
FULL = 5
"""A bar of so many papers is as long as there is room, unless a month has more."""
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MonthRows(PaintedRows):
    """A month, a bar as long as its count, and the count; the chosen one is tinted."""

    ROW = 40

    def __init__(self, theme: Theme, tr: Translator) -> None:
        super().__init__(theme)
        self._tr = tr
        self.months: Months = ()
        self.chosen = 0

    def set_months(self, months: Months) -> None:
        """Show other months; the cursor stays where it was."""
        self.months = months
        self.set_count(len(months))

    def choose(self, place: int) -> None:
        """Mark a month as the one shown beside."""
        self.chosen = place
        self.update()

    def begin_at(self, place: int) -> None:
        """The keys go on from there."""
        self._cursor = place

    def title(self, place: int) -> str:
        """The month in words."""
        first = self.months[place][0]
        return (
            f"{first.year}年{first.month}月" if self._tr.chinese else f"{NAMES[first.month - 1]} {first.year}"
        )

    def row_words(self, place: int) -> str:
        """Month and count."""
        papers = self._tr.plural("1 paper ends", "{n} papers end", self.months[place][1])
        return f"{self.title(place)}, {papers}"

    def draw_row(self, brush: Brush, rect: QRect, place: int) -> None:
        """One month."""
        px, count = self.theme.px, self.months[place][1]
        if place == self.chosen:
            brush.painter.fillRect(rect, self.theme.colour("selected"))
            brush.painter.fillRect(
                QRect(rect.left(), rect.top(), px(3), rect.height()), self.theme.colour("accent")
            )
        name = QRect(rect.left() + px(16), rect.top(), px(92), rect.height())
        brush.write(name, self.title(place), "body", "text" if count else "text-3")
        room = rect.width() - px(16 + 92 + 8 + 44)
        most = max([number for _, number in self.months] + [FULL])
        if count and room > 0:
            bar = QRectF(
                name.right() + px(8), rect.center().y() - px(4), max(px(4), room * count / most), px(8)
            )
            brush.box(bar, "warn-solid" if place < 3 else "series", radius=2)
        figure = QRect(rect.right() - px(44), rect.top(), px(32), rect.height())
        brush.write(figure, str(count) if count else "–", "strong", "text" if count else "text-3", RIGHT)


class CalendarPane(QWidget):
    """``current`` and ``opened`` carry the key of a certificate."""

    current = Signal(str)
    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.asked = ""
        """The paper to begin with, where the month has it; else its first one."""
        theme, tr, desk = context.theme, context.tr, context.desk
        self.months = MonthRows(theme, tr)
        self.months.setAccessibleName(tr("Months"))
        self.months.opened.connect(self.choose)
        source: Source[CertificateRow] = Source(
            page=lambda query, after: certificates.page(desk, query, after, table.PAGE),
            key=lambda row: row.id,
        )
        self.table: TableView[CertificateRow] = TableView(
            theme, context.jobs, table.few_columns(context), source, name=tr("Papers that end in this month")
        )
        self.stack = StateStack(theme, self.table, tr("Loading the list"), ground="surface")
        self.title = label(theme, "", "card-title")
        self.table.current_changed.connect(self.current)
        self.table.opened.connect(self.opened)
        self.table.rows.page_arrived.connect(self._arrived)
        self.table.rows.failed.connect(self._failed)
        self._lay()

    def _lay(self) -> None:
        theme, row = self.context.theme, QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side, right = QFrame(), QVBoxLayout()
        side.setProperty("kind", "surface")
        side.setFixedWidth(theme.px(248))
        months = QVBoxLayout(side)
        months.setContentsMargins(0, theme.px(8), 0, 0)
        months.addWidget(self.months)
        months.addStretch()
        head = QFrame()
        head.setProperty("kind", "surface")
        head.setFixedHeight(theme.px(44))
        words = QHBoxLayout(head)
        words.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        words.addWidget(self.title)
        right.setSpacing(0)
        right.addWidget(head)
        right.addWidget(hairline())
        right.addWidget(self.stack, 1)
        row.addWidget(side)
        row.addWidget(hairline(upright=True))
        row.addLayout(right, 1)

    def load(self) -> None:
        """Count the months, and read the chosen one again."""
        desk = self.context.desk
        if not self.months.months:
            self.stack.show_loading()
        self.context.jobs.read(
            self, lambda: certificates.ends_by_month(desk), self._take, self._failed, latest="months"
        )

    def _take(self, months: Months) -> None:
        first = not self.months.months
        self.months.set_months(months)
        if first:
            busy = next((place for place, (_, count) in enumerate(months) if count), 0)
            place = min(self.months.chosen or busy, len(months) - 1)
            self.months.begin_at(place)
            self.choose(place)
        else:
            self.choose(self.months.chosen)

    def choose(self, place: int) -> None:
        """Show the papers that end in a month."""
        month = self.months.months[place][0]
        self.months.choose(place)
        self.title.setText(self.months.row_words(place))
        self.table.load(Query({"ends_in": (month.isoformat()[:7],)}, "", table.BY_END, False))

    def _arrived(self, first: bool) -> None:
        if not first:
            return
        asked, self.asked = self.asked, ""
        if self.table.rows.shown_records():
            self.stack.show_view()
            if not self.table.select_key(asked):
                self.table.select_first()
        else:
            tr = self.context.tr
            self.stack.show_empty("calendar", tr("No paper ends in this month."))

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    def state(self) -> dict[str, str]:
        """The month looked at."""
        return {"month": str(self.months.chosen)}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take it back."""
        self.months.chosen = int(state.get("month") or 0)
