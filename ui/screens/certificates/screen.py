"""The Certificates screen: coverage, list or calendar at the left, the paper or the need at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolButton

from qualitydesk.domain.values import Query
from qualitydesk.services import certificates
from qualitydesk.services.certificates import CertificateRow
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.pdf_print import ask_and_print
from ui.kit.running import run_shown
from ui.kit.segments import Segment, Segments
from ui.kit.tips import set_tip
from ui.lists.asked import filters_of
from ui.lists.screen import ListScreen, Reading
from ui.screens.certificates import table
from ui.screens.certificates.panel import CertificatePanel
from ui.screens.certificates.printing import matrix_pdf
from ui.screens.certificates.reading import CELL, Opened, cell_key, read
from ui.screens.certificates.several import Several
from ui.screens.certificates.steps import Steps
from ui.screens.certificates.ways import MODES, Ways
from ui.screens.certificates.whole_matrix import sheet_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context
    from ui.kit.job import Control

MENU = ("edit", "ask", "settle", "suspend", "withdraw", "supersede", "reject", "history")


class CertificatesScreen(ListScreen[CertificateRow, Opened]):
    """Three ways of looking at the same papers."""

    TOPICS = frozenset(
        {
            "certificate",
            "certificate_scope",
            "certificate_event",
            "gate_exception",
            "product",
            "party",
            "attachment_link",
            "rule_change",
        }
    )

    def __init__(self, context: Context) -> None:
        self.paper = CertificatePanel(context)
        reading = Reading(
            lambda key: read(context.desk, key), self.paper.show_opened, lambda opened: opened.key
        )
        self.several = Several(context, self)
        self._kept_mode = ""
        """The way of looking that comes back with the page; a paper asked for anew is shown in the list."""
        super().__init__(context, table.listing(context), self.paper, reading, self.several.bulk())
        self.steps = Steps(context, self, lambda: self.file, self._changed)
        self.ways = ways = Ways(context, self.list)  # takes the list out of the column
        self.left.insertWidget(0, ways, 1)
        self.coverage, self.calendar = ways.coverage, ways.calendar
        self.segments = self._build_header()
        self._connect()
        self.acts = self.paper.actions_here = self.use_actions(self.list.stack)
        self.header.add_action(self.acts.button("print_matrix", show_key=False), self.acts.button("add"))
        self._build_tools()
        self.show_mode("coverage")

    def _build_header(self) -> Segments:
        tr = self.context.tr
        segments = Segments(
            self.theme,
            (
                Segment("coverage", tr("Coverage"), "layers"),
                Segment("list", tr("List"), "list"),
                Segment("calendar", tr("Calendar"), "calendar-clock"),
            ),
            tr("Ways of looking"),
        )
        self.header.set_badges(segments)
        segments.chosen.connect(self.show_mode)
        return segments

    def _connect(self) -> None:
        self.coverage.current.connect(self._show_cell)
        self.coverage.begun.connect(self._show_first)
        self.coverage.opened.connect(self._open_cell)
        self.calendar.current.connect(self.show_key)
        self.calendar.opened.connect(self.open_key)
        self.list.table.rows.counted.connect(lambda _number: self.header.set_title(self.list.listing.title))
        self.paper.show_paper = self.show_key

    def _build_tools(self) -> None:
        tr, more = self.context.tr, QToolButton()
        more.setIcon(self.theme.icon("ellipsis"))
        more.setAccessibleName(tr("More"))
        set_tip(more, tr("More"))
        more.clicked.connect(lambda _on=False: self._menu(more))
        self.paper.add_tool(more)

    def _menu(self, anchor: QWidget) -> None:
        self.acts.menu(self, MENU).drop(anchor)

    # -- modes

    def show_mode(self, mode: str) -> None:
        """Bring a way of looking to the front, and read it."""
        self.ways.show_mode(mode)
        if self.segments.current() != mode:
            self.segments.choose(mode)
        if mode == "list" and self.list.table.wanted.startswith(CELL):
            self.list.table.wanted = self.file.file.id if self.file is not None and self.file.file else ""
        if self._loaded:
            self.ways.load()
            self.shown()

    # -- what the shell asks

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr = self.context.tr
        return (
            *self.steps.actions(),
            Action("print_matrix", tr("Print matrix"), self.print_matrix, "printer", "P"),
            Action("filter", tr("Add filter"), self.ways.add_filter, "list-filter", "F"),
            Action("clear", tr("Clear filters"), self.ways.clear_filters, "", "Shift+F"),
        )

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            Hint(("Return",), tr("open")),
            Hint(("N",), tr("new")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )

    def panes(self) -> Sequence[QWidget]:
        """Ways of looking, what is looked at, panel."""
        panel = (self.paper.area,) if self.paper.isVisible() else ()
        return (self.segments, self.ways.hand(), *panel)

    def open_record(self, key: str) -> None:
        """A certificate, a cell, or filters of the list or of the coverage (``?mode=coverage&…``)."""
        filters = filters_of(key)
        if filters is None:
            if key and not key.startswith(CELL) and not self._loaded:
                self.calendar.asked = key
                self.show_mode(self._kept_mode or "list")
            super().open_record(key)
            return
        mode = (filters.get("mode") or ("list",))[0]
        asked = {name: values for name, values in filters.items() if name != "mode"}
        self._begin()
        if mode == "coverage":
            self.coverage.show_filters(asked)
        else:
            self.list.table.wanted = ""
            self.list.show_filters(asked)
        self.show_mode(mode if mode in MODES else "list")

    def shown(self) -> None:
        """What is looked at has the keys."""
        self.ways.take_keys()

    def refresh(self, topics: frozenset[str]) -> None:
        """Load what is shown, when it is concerned."""
        if topics and not topics & self.TOPICS:
            return
        self._begin()
        self.ways.load()
        self._count_list()
        shown = self.list.table.wanted or self.key_of_shown()
        if shown:
            self.show_key(shown)

    def _count_list(self) -> None:
        """How many papers there are in all, on the segment of the list."""
        desk, tr = self.context.desk, self.context.tr

        def say(number: int) -> None:
            self.segments.set_text("list", tr("List {count}", count=tr.number(number)))

        self.jobs.read(
            self, lambda: certificates.count(desk, Query()), say, lambda _error: None, latest="number"
        )

    def print_matrix(self) -> None:
        """Put the whole matrix under these chips on paper, then choose a printer."""
        context, query, tr, window = self.context, self.coverage.query(), self.context.tr, self.window()

        def work(control: Control) -> bytes:
            return matrix_pdf(sheet_of(context, query, control))

        def show(pdf: bytes) -> None:
            ask_and_print(context, window, pdf, title)

        title, stopped = tr("Coverage, products by market"), tr("Stopped. Nothing was printed.")
        run_shown(context, window, title, "printer", work, show, stopped)

    # -- cells and steps

    def _show_cell(self, product: str, market: str) -> None:
        self.show_key(cell_key(product, market))

    def _show_first(self, product: str, market: str) -> None:
        """The cell under the cursor, unless something else was asked for or is shown."""
        if self.file is None and not self.list.table.wanted and market:
            self._show_cell(product, market)

    def _open_cell(self, product: str, market: str) -> None:
        if not market:
            self.context.navigate("product", product)
            return
        self.beside.reveal()
        self.show_key(cell_key(product, market))

    def _changed(self, key: str) -> None:
        self.list.table.wanted = key
        self.refresh(frozenset())

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """Way of looking, and what each of them shows."""
        return self.ways.state()

    def restore(self, state: dict[str, str]) -> None:
        """Take them back."""
        self.ways.restore(state)
        self._kept_mode = state.get("mode", "")
        self.show_mode(self._kept_mode or "coverage")
