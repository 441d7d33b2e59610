"""What a screen is to the shell: a page with a header, a body, a hint bar, actions, panes and a record to
open.

Screens subclass ``Screen`` in ``ui/screens/<area>``; the shell builds one lazily, shows it and tells it
about changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.kit.actions import Action, ActionSet
from ui.kit.beside import Beside
from ui.kit.header import PageHeader
from ui.kit.hints import Hint, HintBar
from ui.kit.labels import show_when


class Screen(QWidget):
    """One page of the window.

    A subclass builds its widgets in ``__init__`` (after ``super().__init__(context)``) into ``self.body``
    and calls ``self.use_actions(listing=...)`` once its list exists. It loads data in ``refresh`` or
    ``open_record`` by ``self.jobs``; never in ``__init__`` and never on the GUI thread. Words:
    ``self.context.tr("Whole sentence")``.
    """

    FULL_WINDOW = False
    """True hides the rail while the screen is shown (warehouse capture)."""

    beside: Beside | None = None
    """The list and its panel, where there are such."""

    record_opened = Signal(str)
    """Key of the record now shown, "" for the list; the shell keeps it for back, forward and rebuilding."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.theme, self.jobs = context, context.theme, context.jobs
        self.setProperty("kind", "page")
        self.header = PageHeader(context.theme)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.hint_bar = HintBar(context.theme)
        self.action_set: ActionSet | None = None
        self.begins: Callable[[str], None] | None = None
        """Begins a new record with a number (of a lot, an order, a piece), or work at the one with that key;
        None where nothing is begun.
        """
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.header)
        whole.addLayout(self.body, 1)
        whole.addWidget(self.hint_bar)

    def use_actions(self, listing: QWidget | None = None) -> ActionSet:
        """Put ``self.screen_actions()`` in force and print ``self.hints()``; ``listing`` is where
        ``in_list`` keys act.
        """
        self.action_set = ActionSet(self, self.theme, self.screen_actions(), listing)
        hints = self.hints()
        show_when(self.hint_bar, bool(hints))
        self.jobs.in_turns(self, (partial(self.hint_bar.set_hints, hints),))  # the page is there sooner
        return self.action_set

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here (``actions`` is taken by Qt); asked by ``use_actions`` and for the key
        sheet.
        """
        return ()

    def hints(self) -> Sequence[Hint]:
        """The few keys printed at the foot."""
        return ()

    def more_keys(self) -> Sequence[Hint]:
        """Keys that are neither printed at the foot nor those of an action: for the key sheet."""
        return ()

    def open_record(self, key: str) -> None:
        """Show the record of that key; "" shows the list or the empty page. Also called for the first
        showing.
        """

    def refresh(self, topics: frozenset[str]) -> None:
        """Data changed under these topics (record kinds, e.g. "claim"); an empty set means: load what is
        shown.
        """

    def shown(self) -> None:
        """The page came to the front."""

    def take_scan(self, text: str) -> bool:
        """A scan outside a text field; whether this screen took it (else the palette opens with it)."""
        return False

    def may_leave(self) -> bool:
        """Whether the page may be left or the window closed now; a screen with unsaved words asks by
        itself.
        """
        return True

    def panes(self) -> Sequence[QWidget]:
        """The panes that F6 walks through, in reading order."""
        return ()

    def toggle_detail(self) -> None:
        """Ctrl+. : show or hide the detail panel."""
        if self.beside is not None:
            self.beside.toggle()

    def fit(self, window_width: int) -> None:
        """The window is so wide now: in a narrow one the panel lies over its list."""
        if self.beside is not None:
            self.beside.fit(window_width)

    def state(self) -> dict[str, str]:
        """What should survive a rebuilding of the page (language, theme): filters, view, sort."""
        return {}

    def restore(self, state: dict[str, str]) -> None:
        """Take back what ``state`` gave, before ``open_record`` is called."""
