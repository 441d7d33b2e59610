"""A screen that is a list with a panel beside it: registers, papers, to-dos. The panel shows the record under
the cursor; a subclass says how the record is read and shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.beside import Beside
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.lists.asked import filters_of
from ui.lists.chosen import BulkAction
from ui.lists.declaration import Listing
from ui.lists.pane import ListPane

if TYPE_CHECKING:
    from ui.context import Context

RowT = TypeVar("RowT")
FileT = TypeVar("FileT")


@dataclass(frozen=True, slots=True)
class Reading(Generic[FileT]):
    """How the panel's record is read (by key or number, in a job), shown, and what its key is."""

    read: Callable[[str], FileT]
    show: Callable[[FileT], None]
    key: Callable[[FileT], str]


class ListScreen(Screen, Generic[RowT, FileT]):
    """List and panel. A subclass sets ``TOPICS``, gives listing, panel and reading to ``__init__`` and calls
    ``use_actions(self.list.stack)``; ``self.file`` is the record in the panel.
    """

    TOPICS: frozenset[str] = frozenset()
    """Tables whose change concerns this screen."""
    beside: Beside

    def __init__(
        self,
        context: Context,
        listing: Listing[RowT],
        panel: QWidget,
        reading: Reading[FileT],
        bulk: tuple[BulkAction, ...] = (),
    ) -> None:
        super().__init__(context)
        self.panel, self._reading, self._loaded = panel, reading, False
        self.list: ListPane[RowT] = ListPane(context, listing, bulk)
        self.file: FileT | None = None
        self.list.stand_under(self.header)
        self._lay()
        self.list.current.connect(self.show_key)
        self.list.opened.connect(self.open_key)
        self.list.asked.connect(self.beside.ask)
        self.list.emptied.connect(self._let_go)
        self.list.outdated.connect(lambda: self.refresh(frozenset()))

    def _lay(self) -> None:
        left = QWidget()
        self.left = QVBoxLayout(left)
        self.left.setContentsMargins(0, 0, 0, 0)
        self.left.setSpacing(0)
        self.left.addWidget(self.list, 1)
        self.left.addWidget(self.hint_bar)
        self.beside = Beside(self.theme, left, self.panel)
        self.beside.closed.connect(self.shown)
        self.body.addWidget(self.beside, 1)

    def open_key(self, key: str) -> None:
        """Enter or double click on a record: by default it is shown in the panel."""
        self.beside.ask()
        self.show_key(key)

    # -- what the shell asks

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            *self.list.tick_hints()[:1],
            Hint(("N",), tr("new")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )

    def more_keys(self) -> Sequence[Hint]:
        """The keys of the ticks that are not printed at the foot."""
        return self.list.tick_hints()[1:]

    def panes(self) -> Sequence[QWidget]:
        """List, then panel."""
        area = getattr(self.panel, "area", self.panel)
        return (self.list.views.tabs, self.list.table, *((area,) if self.panel.isVisible() else ()))

    def open_record(self, key: str) -> None:
        """Show the list, with that record in the panel; a key of filters shows the list they let through."""
        filters = filters_of(key)
        if filters is not None:
            self.list.table.wanted = ""
            self._begin()
            self.list.show_filters(filters)
            return
        self.list.table.wanted = key
        if key:
            self.beside.ask()
            self.show_key(key)
        if not self._loaded:
            self.refresh(frozenset())

    def shown(self) -> None:
        """The list has the keys."""
        self.list.take_keys()

    def refresh(self, topics: frozenset[str]) -> None:
        """Load what is shown, when it is concerned."""
        if topics and not topics & self.TOPICS:
            return
        self._begin()
        self.list.load()
        if self.file is not None or self.list.table.wanted:
            self.show_key(self.list.table.wanted or self.key_of_shown())

    def _begin(self) -> None:
        if not self._loaded:
            self._loaded = True
            self.list.views.read_own()

    def key_of_shown(self) -> str:
        """The key of the record in the panel, "" when there is none."""
        return self._reading.key(self.file) if self.file is not None else ""

    # -- the panel

    def show_key(self, key: str) -> None:
        """Read that record and show it in the panel; the list marks it, or none where it is left out."""
        if key:
            self.list.table.want(key)
            self.jobs.read(
                self, lambda: self._reading.read(key), lambda file: self._take_file(file, key), latest="file"
            )

    def _take_file(self, file: FileT, asked: str) -> None:
        self.file = file
        self._reading.show(file)
        self.beside.show_panel()
        if self.list.table.wanted == asked:  # else the hand is on another record by now
            self.list.table.want(self._reading.key(file))
        if self.action_set is not None:
            self.action_set.refresh()
        self.record_opened.emit(self._reading.key(file))

    def _let_go(self) -> None:
        """No record is in the list: none is shown, and nothing can be done with the last one."""
        self.file = None
        self.beside.clear()
        if self.action_set is not None:
            self.action_set.refresh()

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """The list's view, filters and order."""
        return self.list.state()

    def restore(self, state: dict[str, str]) -> None:
        """Take them back."""
        self.list.restore(state)
