"""The Inspections screen: saved views, the list, and the panel of the record under the cursor.

Keys as the design prints them: N new, A approve, B send back, Enter open, P print, F filter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.inspection.states import InspectionStatus
from ui.kit.actions import Action
from ui.kit.beside import Beside
from ui.kit.dialogs import Dialog
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.kit.tool_button import tool_button
from ui.lists.asked import filters_of
from ui.lists.pane import ListPane
from ui.screens.inspections import table
from ui.screens.inspections.panel import InspectionPanel
from ui.screens.inspections.several import Several
from ui.screens.inspections.steps import Steps
from ui.warming import load

if TYPE_CHECKING:
    from qualitydesk.domain.values import Bilingual
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.inspections import InspectionFile, InspectionRow
    from ui.context import Context

PHOTO, PHOTOS_WIDE = (220, 165), 720
"""A photo among all of them, and the dialog where three stand beside each other."""
TOPICS = frozenset({"inspection", "inspection_check", "defect", "reading", "lot", "attachment_link"})


class InspectionsScreen(Screen):
    """List and panel."""

    beside: Beside

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._loaded = False
        self.several = Several(context, self)
        self.list: ListPane[InspectionRow] = ListPane(context, table.listing(context), self.several.bulk())
        self.panel = InspectionPanel(context)
        self.steps = Steps(context, self, lambda: self.panel.file, self._stepped)
        self.begins = self.steps.begin
        self.actions_here = self.use_actions(self.list.stack)
        self.list.empty_actions = lambda: (self.actions_here.find("new"),)
        self.list.current.connect(self._show_key)
        self.list.opened.connect(self._open)
        self._build_header()
        self._build_body()
        self._build_tools()

    # -- building

    def _build_header(self) -> None:
        tr = self.context.tr
        again = tool_button(
            self.theme, "refresh-cw", tr("Refresh the list"), lambda: self.refresh(frozenset())
        )
        export = tool_button(
            self.theme,
            "download",
            tr("Export all inspections"),
            lambda: self.context.navigate("export:inspections"),
        )
        self.header.add_action(again, export, self.actions_here.button("new"))
        self.list.stand_under(self.header)

    def _build_body(self) -> None:
        self.list.column.addWidget(self.hint_bar)
        self.beside = Beside(self.theme, self.list, self.panel)
        self.beside.closed.connect(self.shown)
        self.list.asked.connect(self.beside.ask)
        self.list.emptied.connect(self._let_go)
        self.list.outdated.connect(lambda: self.refresh(frozenset()))
        self.body.addWidget(self.beside, 1)

    def _build_tools(self) -> None:
        tr, panel = self.context.tr, self.panel
        panel.add_tool_button("printer", tr("Print or issue"), self.steps.issue)
        self._more = panel.add_tool_button("ellipsis", tr("More"), self._open_menu)
        panel.add_tool_button("panel-right", tr("Hide the panel"), self.toggle_detail)
        panel.show_photos = self._all_photos

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (*self.steps.actions(), *self.several.actions(), *self.list.filter_actions())

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            *self.list.tick_hints()[:1],
            Hint(("Return",), tr("open")),
            Hint(("A",), tr("approve")),
            Hint(("B",), tr("send back")),
            Hint(("P",), tr("print")),
            Hint(("?",), tr("all keys")),
        )

    def more_keys(self) -> Sequence[Hint]:
        """The keys of the ticks that are not printed at the foot."""
        return self.list.tick_hints()[1:]

    def panes(self) -> Sequence[QWidget]:
        """List, then panel."""
        return (self.list.table, *((self.panel.area,) if self.panel.isVisible() else ()))

    # -- loading

    def open_record(self, key: str) -> None:
        """Show the list, with that record in the panel; a key of filters shows what they let through."""
        filters = filters_of(key)
        self.list.table.wanted = "" if filters is not None else key
        if filters is not None:
            self._loaded = True
            self.list.show_filters(filters)
            return
        if key:
            self.beside.ask()
            self._show_key(key)
        if not self._loaded:
            self.refresh(frozenset())

    def shown(self) -> None:
        """The list has the keys."""
        self.list.take_keys()

    def refresh(self, topics: frozenset[str]) -> None:
        """Load what is shown, when it is concerned."""
        if topics and not topics & TOPICS:
            return
        desk, tr, first = self.context.desk, self.context.tr, not self._loaded
        self._loaded = True
        self.list.load()
        # Not the file in the panel: another one may just have been asked for.
        self._show_key(self.list.table.wanted)
        self.jobs.read(
            self,
            lambda: _place_names(desk),
            lambda places: self.list.offer_filters(table.filters(tr, places)),
            latest="places",
        )
        if first:
            self.list.views.read_own()

    # -- the panel

    def _show_key(self, key: str) -> None:
        if key:
            self.list.table.want(key)
            desk = self.context.desk
            self.jobs.read(
                self,
                lambda: _open_inspection(desk, key),
                lambda file: self._show_file(file, key),
                latest="file",
            )

    def _show_file(self, file: InspectionFile, asked: str) -> None:
        self.panel.show_file(file, self.actions_here)
        self.beside.show_panel()
        if self.list.table.wanted == asked:  # else the hand is on another record by now
            self.list.table.want(file.id)
        self.record_opened.emit(file.id)

    def _let_go(self) -> None:
        self.panel.file = None
        self.beside.clear()
        self.actions_here.refresh()

    def _open_menu(self) -> None:
        wanted = (
            "capture",
            "assign",
            "day",
            "issue",
            "reinspect",
            "revise",
            "cancel",
            "abort",
            "waive",
            "history",
        )
        menu = self.actions_here.menu(self, wanted)
        menu.drop(self._more)

    def _all_photos(self) -> None:
        from ui.screens.inspections.sections import strip

        file, tr = self.panel.file, self.context.tr
        if file is None:
            return
        close = tr("Close")
        dialog = Dialog(
            self,
            self.theme,
            tr("Photos"),
            icon="camera",
            subtitle=file.number,
            width=PHOTOS_WIDE,
            close_words=close,
        )
        dialog.body.addWidget(strip(self.context, file, file.all_photos, PHOTO))
        dialog.add_button(Action("close", tr("Close"), dialog.accept, kind="primary"))
        dialog.open()

    def _open(self, key: str) -> None:
        row = self.list.table.rows.record(key)
        if row is not None and row.status == InspectionStatus.IN_PROGRESS:
            self.context.navigate("capture", key)
        else:
            self._show_key(key)

    def _stepped(self, key: str) -> None:
        self._show_key(key)
        self.refresh(frozenset())

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """View, filters and sort."""
        return self.list.state()

    def restore(self, state: dict[str, str]) -> None:
        """Take them back; without any the first view stays."""
        self.list.restore(state)


# The services are loaded by the first job that needs them: the first page is there without.


def _place_names(desk: Desk) -> tuple[Bilingual, ...]:
    from qualitydesk.services import inspections

    return inspections.place_names(desk)


def _open_inspection(desk: Desk, key: str) -> InspectionFile:
    """With what shows it in the panel."""
    load("ui.screens.inspections.sections")
    from qualitydesk.services import inspections

    return inspections.open_inspection(desk, key)
