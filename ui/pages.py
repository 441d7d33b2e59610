"""The pages of the window: built lazily and in turns, refreshed when data changed, remembered for back and
forward.

It knows declarations, not screens; the shell around it draws rail and banner.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.context import Context
from ui.screens import SCREENS, ScreenDeclaration

if TYPE_CHECKING:
    from ui.kit.screen import Screen
    from ui.kit.turns import Piece

GATHER_MS = 120
"""Topics written within this time refresh a page once."""


def present(declarations: Sequence[ScreenDeclaration] = SCREENS) -> tuple[ScreenDeclaration, ...]:
    """The declared screens whose package is there; looked up without importing it."""
    return tuple(one for one in declarations if _is_there(one.factory.rpartition(".")[0]))


def _is_there(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:
        return False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is: a screen and the record open in it ("" = its list)."""

    screen: str
    key: str = ""


class Pages(QStackedWidget):
    """Shows one screen at a time. ``moved`` carries the place."""

    moved = Signal(object)

    def __init__(self, context: Context, declarations: Sequence[ScreenDeclaration]) -> None:
        super().__init__()
        self._context, self.declarations = context, tuple(declarations)
        self.screens: dict[str, Screen] = {}
        self._stale: dict[str, frozenset[str]] = {}
        self._states: dict[str, dict[str, str]] = {}
        self._gone: list[Screen] = []
        """Let go, and still to be taken out of the window."""
        self._history: list[Place] = []
        self._at = -1
        self._topics: frozenset[str] | None = None
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self._refresh)
        self._blank = QWidget()
        self._blank.setProperty("kind", "page")
        self.addWidget(self._blank)

    # -- where we are

    @property
    def place(self) -> Place | None:
        """The page shown."""
        return self._history[self._at] if 0 <= self._at < len(self._history) else None

    def current_screen(self) -> Screen | None:
        """The screen in front."""
        return self.screens.get(self.place.screen) if self.place else None

    def declared(self, kind: str) -> ScreenDeclaration | None:
        """The declaration that opens a record kind, or that has this id."""
        return next((one for one in self.declarations if kind == one.id or kind in one.kinds), None)

    def go(self, kind: str, key: str = "", begin: str | None = None, *, instead: bool = False) -> bool:
        """Open a record or a screen, and ``begin`` a new record with that number ("": none yet) there;
        whether there is one for it. The screen is ``current_screen`` at once, and in front when it is built.
        It stands ``instead`` of a page that led on by itself: a step back would only lead here again.
        """
        found = self.declared(kind)
        if found is None or not self._may_leave():
            return False
        place = Place(found.id, key)
        if place != self.place:
            kept = self._at if instead else self._at + 1
            self._history = [*self._history[:kept], place][-50:]
            self._at = len(self._history) - 1
        self._show(place, begin)
        return True

    def back(self) -> None:
        """To where we came from."""
        self._step(-1)

    def forward(self) -> None:
        """To where we went back from."""
        self._step(1)

    def _step(self, step: int) -> None:
        if 0 <= self._at + step < len(self._history) and self._may_leave():
            self._at += step
            self._show(self._history[self._at])

    def _may_leave(self) -> bool:
        screen = self.current_screen()
        return screen is None or screen.may_leave()

    def may_close(self) -> bool:
        """Whether every built screen lets the window close."""
        return all(screen.may_leave() for screen in self.screens.values())

    # -- showing

    def _show(self, place: Place, begin: str | None = None) -> None:
        """Bring it to the front: at once if it stands ready, or if it is the first of all and nobody works in
        the window yet.
        """
        if self.screens and place.screen not in self.screens:
            self._open(place, begin)
            return
        self._context.jobs.in_turns(self, (), latest="opening")
        if place.screen not in self.screens:
            self._build(place.screen)
        self._bring(place, begin)
        self.moved.emit(place)

    def _open(self, place: Place, begin: str | None = None) -> None:
        """Build a page, let it take its place, and bring it: in turns, while nothing is in front."""
        screen = self._build(place.screen)
        self.setCurrentWidget(self._blank)
        pieces = partial(self.addWidget, screen), partial(self._bring, place, begin)
        self._context.jobs.in_turns(self, pieces, latest="opening")
        self.moved.emit(place)

    def _build(self, screen_id: str) -> Screen:
        declaration = next(one for one in self.declarations if one.id == screen_id)
        from ui.kit.kept_widths import keep_layout

        module, _, name = declaration.factory.partition(":")
        screen: Screen = getattr(importlib.import_module(module), name)(self._context)
        screen.restore(self._states.get(screen_id, {}))
        screen.record_opened.connect(lambda key, id_=screen_id: self._opened(id_, key))
        # widths are those of one size of everything: at another one they would cut the words
        keep_layout(self._context.settings, f"{self._context.own(screen_id)}/{screen.theme.zoom}", screen)
        screen.fit(self.window().width())
        self.screens[screen_id] = screen
        return screen

    def _bring(self, place: Place, begin: str | None) -> None:
        screen = self.screens[place.screen]
        if self.indexOf(screen) < 0:
            self.addWidget(screen)
        self.setCurrentWidget(screen)
        screen.open_record(place.key)
        stale = self._stale.pop(place.screen, None)
        if stale is not None:
            screen.refresh(stale)
        screen.shown()
        if begin is not None and screen.begins is not None:
            screen.begins(begin)

    def fit(self, window_width: int) -> None:
        """The window is so wide now."""
        for screen in self.screens.values():
            screen.fit(window_width)

    def _opened(self, screen_id: str, key: str) -> None:
        """A page shows another record by itself. The one that a list begins with is no step away from it."""
        from ui.lists.asked import names_a_list

        here = self.place
        if here is None or here.screen != screen_id or here.key == key:
            return
        kept = self._at if names_a_list(here.key) else self._at + 1
        self._history = [*self._history[:kept], Place(screen_id, key)][-50:]
        self._at = len(self._history) - 1
        self.moved.emit(self._history[self._at])

    def rebuild(self) -> None:
        """Language or look changed, and what was built is gone: build the page where we are anew."""
        if self.place is not None and self.place.screen not in self.screens:
            self._open(self.place)

    def let_go(self, *, forget: bool = False) -> list[Piece]:
        """What was built is of no use any more, but for what is shown there; the pieces in which it goes.
        ``forget`` history and what was shown too when somebody else will sit here.
        """
        from ui.kit.drafts import keep_at_once

        self._context.jobs.in_turns(self, (), latest="opening")
        self._states |= {id_: screen.state() for id_, screen in self.screens.items()}
        self.setCurrentWidget(self._blank)
        for screen in self.screens.values():
            keep_at_once(screen)
            self._context.jobs.drop_reads(screen)
        self._gone += self.screens.values()
        self.screens.clear()
        self._stale.clear()
        if forget:
            self._states, self._history, self._at = {}, [], -1
        return [partial(_discard, self, self._gone)] * len(self._gone)

    # -- news

    def take_news(self, topics: frozenset[str]) -> None:
        """Data was written: refresh the page in front soon, the others when they are shown."""
        self._topics = _with(self._topics, topics)
        self._gather.start()

    def _refresh(self) -> None:
        topics, self._topics = self._topics, None
        if topics is None:
            return
        for id_, screen in self.screens.items():
            if self.place is not None and id_ == self.place.screen:
                screen.refresh(topics)
            else:
                self._stale[id_] = _with(self._stale.get(id_), topics)


def _discard(pages: Pages, gone: list[Screen]) -> None:
    if not gone:  # another row of pieces came first
        return
    screen = gone.pop()
    pages.removeWidget(screen)
    screen.hide()
    screen.deleteLater()


def _with(before: frozenset[str] | None, topics: frozenset[str]) -> frozenset[str]:
    """Topics beside those that wait; none at all means everything, whatever else there is."""
    if before is None:
        return topics
    return before | topics if before and topics else frozenset()
