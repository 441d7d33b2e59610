"""Coverage: chips, the matrix with its states, how much is in force, and the legend at the foot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualitydesk.domain.certification.coverage import Coverage
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.badges import look_of
from ui.kit.cells import Status
from ui.kit.chips import Filter, FilterBar
from ui.kit.flow import FlowLayout
from ui.kit.focus import has_keys
from ui.kit.keyset import Source
from ui.kit.labels import IconLabel, hairline, label
from ui.kit.states import StateStack
from ui.lists.asked import Filters, asked, filters_of
from ui.screens.certificates.matrix import Matrix
from ui.screens.certificates.words import LEGEND

if TYPE_CHECKING:
    from qualitydesk.services.certificates import MatrixCount, MatrixHead, MatrixRow
    from ui.context import Context

PAGE = 40
FILTERS = ("sale", "category", "market", "state")


class CoveragePane(QWidget):
    """``current`` carries product and market of the cell under the cursor, ``opened`` those of Enter."""

    current = Signal(str, str)
    opened = Signal(str, str)
    begun = Signal(str, str)
    """The matrix was read from its beginning; where its cursor stands."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        theme, tr = context.theme, context.tr
        self.matrix: Matrix | None = None
        self._asked: Filters | None = None
        self._keys_wanted = False
        self._holder = QWidget()
        self._room = QVBoxLayout(self._holder)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.filters = FilterBar(
            theme, self._filters(), add_words=tr("Filter"), remove_words=tr("Remove filter")
        )
        self.filters.changed.connect(lambda _chosen: self._show())
        self.stack = StateStack(theme, self._holder, tr("Loading the matrix"), ground="surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(hairline())
        column.addWidget(self.stack, 1)
        context.jobs.in_turns(self, (lambda: column.addWidget(self._legend()),))

    def _filters(self) -> tuple[Filter, ...]:
        tr, rules = self.context.tr, self.context.desk.rules
        return (
            Filter("sale", tr("Products"), (("on", tr("on sale")), ("off", tr("no longer sold")))),
            Filter(
                "category",
                tr("Category"),
                tuple((c, tr.name(one.name)) for c, one in rules.categories.items()),
            ),
            Filter(
                "market", tr("Markets"), tuple((c, tr.name(one.short)) for c, one in rules.markets.items())
            ),
            Filter("state", tr("Cells"), tuple((one.value, tr(one.value)) for one, _ in LEGEND)),
        )

    def _legend(self) -> QFrame:
        theme, tr = self.context.theme, self.context.tr
        foot = QFrame()
        foot.setProperty("kind", "footer")
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        holder = QWidget()
        rows = FlowLayout(holder, theme.px(14))
        for state, words in LEGEND:
            name, tone = look_of(Status(state.value, ""))
            ink = "text-3" if state is Coverage.NOT_REQUIRED else tone
            rows.addWidget(self._sign(name, tr(words), ink))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        column.addWidget(holder)
        return foot

    def _sign(self, icon: str, words: str, ink: str) -> QWidget:
        """One entry of the legend."""
        theme, made = self.context.theme, QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(IconLabel(theme, icon, ink, 14))
        row.addWidget(label(theme, words, "small", ink))
        return made

    # -- what is shown

    def query(self) -> Query:
        """The chips in force."""
        return Query(self.filters.chosen, "", "", False)

    def load(self) -> None:
        """Read the matrix from its beginning; the first time, what its columns are."""
        if self.matrix is not None:
            self._show()
            return
        desk = self.context.desk
        self.stack.show_loading()
        self.context.jobs.read(
            self, lambda: certificates.matrix_heads(desk), self._take_heads, self._failed, latest="heads"
        )

    def show_filters(self, filters: Filters) -> None:
        """Put filters in force."""
        self._asked = {name: values for name, values in filters.items() if name in FILTERS}
        if self.matrix is not None:
            self.filters.choose(self._asked)
            self._show()

    def _take_heads(self, heads: tuple[MatrixHead, ...]) -> None:
        if self.matrix is not None:
            return
        desk = self.context.desk
        source: Source[MatrixRow] = Source(
            page=lambda query, after: certificates.matrix_page(desk, query, after, PAGE),
            key=lambda row: row.id,
        )
        self.matrix = Matrix(self.context, heads, source)
        self._room.addWidget(self.matrix)
        self._holder.setFocusProxy(self.matrix)
        self.matrix.rested.connect(self.current)
        self.matrix.opened.connect(self.opened)
        self.matrix.rows.page_arrived.connect(self._arrived)
        self.matrix.rows.failed.connect(self._failed)
        used = tuple(head.market for head in heads if head.used)
        self.filters.choose(self._asked if self._asked is not None else {"sale": ("on",), "market": used})
        self._show()

    def _show(self) -> None:
        matrix, query, desk = self.matrix, self.query(), self.context.desk
        if matrix is None:
            return
        codes = query.filters.get("market") or tuple(head.market for head in matrix.rows.heads)
        matrix.show_markets(codes)
        matrix.rows.load(query)
        self.context.jobs.read(
            self,
            lambda: certificates.matrix_count(desk, query),
            self._counted,
            lambda _error: None,
            latest="count",
        )

    def _arrived(self, first: bool) -> None:
        if self.matrix is None or not first:
            return
        keys, tr = self._keys_wanted or has_keys(self.stack), self.context.tr
        if self.matrix.rows.shown_records():
            self.stack.show_view()
            self.matrix.select_first()
            self.begun.emit(*self.matrix.current_cell())
        else:
            there = Action("products", tr("Products"), lambda: self.context.navigate("products"), "package")
            words = tr("Take a filter off, or record products first.")
            self.stack.show_empty("package", tr("No product fits."), words, (there,))
        if keys:
            self.take_keys()

    def take_keys(self) -> None:
        """The keys act on the matrix, or on what stands in its place: now, or as soon as it is here."""
        self._keys_wanted = self.stack.loading
        self.stack.take_keys()

    def _counted(self, found: MatrixCount) -> None:
        tr = self.context.tr
        words = tr(
            "{valid} of {needed} needed papers valid",
            valid=tr.number(found.in_force),
            needed=tr.number(found.needed),
        )
        self.filters.show_words(words)

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.load)

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """The chips."""
        return {"coverage": asked(self.filters.chosen)} if self.matrix is not None else {}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take them back."""
        kept = state.get("coverage", "")
        if kept:
            self._asked = filters_of(kept)
