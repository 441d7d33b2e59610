"""The shell: rail, banner, pages, toasts, palette, keys; another language or look.

It knows that there are screens, not what they do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.asked_dialogs import open_dialog
from ui.commands import Commands
from ui.context import Context, ToastAction
from ui.hands import Hands
from ui.kit import failures
from ui.kit.banner import Banner
from ui.kit.overlay import once_alone, shut_all
from ui.kit.rail import Rail, RailEntry, RailWords
from ui.kit.states import StateStack
from ui.kit.toasts import Toasts
from ui.kit.work_strip import WorkStrip
from ui.leaving import Leaving
from ui.new_day import NewDay
from ui.one_window import come_to_front
from ui.pages import Pages, Place, present
from ui.quiet import Quiet
from ui.rail_counts import Counts
from ui.reachability import Reach
from ui.remembered import (
    WrittenLater,
    first_page,
    keep_page,
    keep_place,
    keep_rail,
    look_again,
    place_again,
    rail_again,
)
from ui.screens import rail_keys
from ui.seating import Seating, uncover
from ui.shell_keys import Front, bind
from ui.todo import TodoWatch
from ui.tray import Tray

if TYPE_CHECKING:
    from qualitydesk.bootstrap import Backend
    from qualitydesk.domain.people import Actor
    from ui.kit.actions import Action
    from ui.kit.running import Running

REST_MS = 400
"""Whoever types has pressed the next key by then."""


class MainWindow(QMainWindow):
    """The window. ``opened`` gives it a database; until then it shows the shell with grey bars."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.hands = context, Hands(self)
        self.quiet = Quiet(context.jobs, lambda: at_rest(self))
        self.pages = Pages(context, present())
        self.seating = Seating(context, self.pages.declarations)
        self.todo, self.tray = TodoWatch(context, self.quiet), Tray(context, lambda: come_to_front(self))
        self.day = NewDay(context)
        WrittenLater(context.settings, self.quiet, self)
        for part in (self.quiet, self.seating, self.todo, self.tray, self.day):
            part.setParent(self)
        self.leaving, self._saved_at = Leaving(self, context), ""
        self.setWindowTitle("QualityDesk")
        context.theme.dress(self)
        self.resize(1440, 900)
        self.commands = Commands(self)
        self.counts, self.reach = Counts(context, self.quiet, self.pages.declarations), Reach(self)
        self.counts.setParent(self)
        self._listen()
        bind(self, self.commands.keys())
        self._build()
        place_again(self)

    # -- building

    def _build(self) -> None:
        """Everything whose words or look change; called anew for another language or look."""
        theme, tr = self.context.theme, self.context.tr
        self.setMinimumSize(smallest(self))
        self.rail = make_rail(self)
        self.banner = Banner(theme)
        self.stack = StateStack(theme, self.pages, tr("Opening the database…"))
        self.front = Front()
        workspace, column = QWidget(), QVBoxLayout()
        row = QHBoxLayout(workspace)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.stack, 1)
        row.addWidget(self.rail)
        row.addLayout(column, 1)
        self.front.addWidget(workspace)
        self.setCentralWidget(self.front)
        self.toasts = Toasts(self.front, theme, tr("Dismiss"))
        self.stack.show_loading()
        rail_again(self)
        self._show_server()

    def _rebuild(self) -> None:
        """Language or look changed: what is written is built anew, where we are stays. In turns, if pages
        have to go: restyling them first would take longer than all the rest.

        A dialog speaks to the page it was opened from: while one is open, the page stays.
        """
        theme = self.context.theme
        if not once_alone(self, self._rebuild):
            theme.apply()
            return

        def build_again() -> None:
            history, works = self.toasts.history, self.toasts.works
            self.pages.setParent(None)
            self._build()
            self.toasts.history.extend(history)
            for strip in works:
                show_work(self, strip.running)

        def come_back() -> None:
            if self.context.signed_in:
                self._show_workspace()
                self.pages.rebuild()
            else:
                self.seating.ask(self.front)

        pieces = (theme.apply, build_again, come_back)
        going = self.pages.let_go() if self.context.signed_in else []
        if going:
            self.context.jobs.in_turns(self, (*going, *pieces), latest="rebuilding")
        else:
            for piece in pieces:
                piece()

    def _listen(self) -> None:
        signals, jobs = self.context.signals, self.context.jobs
        signals.navigation.connect(self.navigate)
        signals.toast_asked.connect(self._say)
        signals.work_begun.connect(lambda running: show_work(self, running))
        signals.look_changed.connect(self._rebuild)
        signals.topics_changed.connect(self.pages.take_news)
        jobs.written.connect(self._written)
        self.pages.moved.connect(self._moved)
        self.todo.found.connect(self._show_todo)
        self.day.dawned.connect(self._rebuild)
        self.seating.seated.connect(self._begin)
        self.seating.changed.connect(self._rebuild)
        self.seating.dismissed.connect(lambda: dismiss(self))

    # -- the database and the person

    @property
    def backend(self) -> Backend | None:
        """The open database."""
        return self.seating.backend

    def opened(self, backend: Backend, people: tuple[Actor, ...]) -> None:
        """The database is open; ask who sits here, if nobody does."""
        self.context.jobs.hold.end()
        self.seating.take(backend, people)
        self._show_server()
        if not self.context.signed_in:
            self.seating.ask(self.front)

    def not_opened(self, error: Exception, retry: Callable[[], None], way_out: Action | None) -> None:
        """The database can't be opened: say what and why in the page's place, whoever sits there already."""
        self.seating.expect(None)
        if self.context.signed_in:
            leave_desk(self)
        self.context.jobs.hold.end()
        uncover(self.front)
        failures.in_place(self.context, self.stack, error, retry, way_out)

    def _begin(self) -> None:
        look_again(self.context)
        place_again(self)
        rail_again(self)
        desk = self.context.desk
        self.quiet.later(lambda: self.context.jobs.read(self, desk.ready, lambda _desk: None))
        self._show_workspace()
        self.todo.ask()
        self.day.look()
        if self.pages.place is None:
            self.pages.go(first_page(self.context, self.pages.declarations).id)

    def _show_workspace(self) -> None:
        tr, person = self.context.tr, self.context.desk.person
        self.rail.user.set_user(tr.either(person.name, person.name_zh), tr(str(person.role)))
        self.stack.show_view()
        self.front.setCurrentIndex(0)
        uncover(self.front)
        self._show_server()
        self.counts.ask()
        self.reach.show()
        self._show_todo()

    def _show_todo(self) -> None:
        todos = self.todo.todos
        urgent = any(one.tone == "bad" for one in todos)
        self.rail.bell.set_count(self.context.tr.number(len(todos)) if todos else "", urgent=urgent)
        self.tray.show_count(len(todos))

    def sign_out(self) -> None:
        """Let somebody else sit down."""
        if self.pages.may_close():
            leave_desk(self)

    # -- moving

    def navigate(self, kind: str, key: str = "") -> None:
        """Go to a record or a screen; say so when there is no screen for it."""
        if self.context.signed_in and self.backend is None:
            go_when_open(self, kind, key)
            return
        if self.context.signed_in and open_dialog(self.context, self, kind, key):
            return
        if self.context.signed_in and kind.startswith("begin:"):
            self.pages.go(kind.removeprefix("begin:"), begin=key)
        elif self.context.signed_in and kind.startswith("instead:"):
            self.pages.go(kind.removeprefix("instead:"), key, instead=True)
        elif self.context.signed_in and self.pages.declared(kind) is None:
            self.context.toast(self.context.tr("There is no page for this record yet."), "info")
        elif self.context.signed_in:
            self.pages.go(kind, key)

    def _moved(self, place: Place) -> None:
        screen = self.pages.current_screen()
        self.rail.set_current(place.screen)
        self.rail.setVisible(not (screen is not None and screen.FULL_WINDOW))
        declared = self.pages.declared(place.screen)
        if declared is not None:
            keep_page(self.context, declared)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window collapses the rail and lays panels over their lists."""
        super().resizeEvent(event)
        self.rail.fit(event.size().width())
        self.pages.fit(event.size().width())

    # -- saying, saving, closing

    def _say(self, words: str, tone: str, action: ToastAction | None) -> None:
        self.toasts.say(words, tone, action)

    def _written(self) -> None:
        self._saved_at = f"{datetime.now().astimezone():%H:%M}"
        self._show_server()

    def _show_server(self) -> None:
        tr, backend = self.context.tr, self.backend
        if backend is None:
            self.rail.server.show_state(tr("Opening…"), "")
            return
        place = tr("Server") if "://" in backend.location else tr("Local file")
        saved = tr("saved {time}", time=self._saved_at) if self._saved_at else ""
        self.rail.server.show_state(place, saved)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when every write is acknowledged, no work is cut off and every screen agrees."""
        from ui.kit.drafts import keep_at_once
        from ui.kit.outside import forget_copies

        keep_at_once(self)
        if not (self.leaving.may_begin() and self.pages.may_close()):
            event.ignore()
            return
        keep_place(self)
        forget_copies()
        self.tray.close()
        self.seating.close()
        event.accept()


def at_rest(window: MainWindow) -> bool:
    """Whether nobody works at the open database just now; what waits before that is for coming in."""
    return window.backend is None or not window.context.signed_in or window.hands.rest(REST_MS)


def go_when_open(window: MainWindow, kind: str, key: str) -> None:
    """Whoever came in before the database is open sees the page that he left; the others come then."""

    def go(_location: str) -> None:
        window.stack.show_view()
        window.navigate(kind, key)

    window.stack.show_loading()
    window.seating.opened.connect(go, Qt.ConnectionType.SingleShotConnection)


def show_work(window: MainWindow, running: Running) -> None:
    """Long work goes on: it is shown over what is said."""
    window.toasts.show_work(WorkStrip(window.context.theme, window.context.tr, running))


def leave_desk(window: MainWindow) -> None:
    """Nobody sits here any more; who will is asked."""
    shut_all(window)
    keep_place(window)
    window.toasts.forget()
    window.context.jobs.in_turns(window.pages, window.pages.let_go(forget=True))
    window.context.sit_down(None)
    window.todo.forget()
    window.stack.show_loading()
    window.seating.ask(window.front)


def dismiss(window: MainWindow) -> None:
    """The person at the desk was switched off by a manager meanwhile."""
    leave_desk(window)
    words = window.context.tr("Your login was switched off. Ask a manager of this desk.")
    window.context.toast(words, "warn")


def smallest(window: MainWindow) -> QSize:
    """1180 x 720 at 100 %; larger with the zoom, but never larger than the screen."""
    theme, screen = window.context.theme, window.screen().availableSize()
    wanted = QSize(theme.px(1180), theme.px(720))
    return wanted.boundedTo(screen).expandedTo(QSize(1180, 720))


def make_rail(window: MainWindow) -> Rail:
    """The rail of the declared screens."""
    tr, keys = window.context.tr, rail_keys(window.pages.declarations)
    entries = [
        RailEntry(
            one.id,
            tr(one.title),
            one.icon,
            tr(one.section) if one.section else "",
            keys.get(one.id, ""),
        )
        for one in window.pages.declarations
        if one.in_rail
    ]
    words = RailWords(
        tr("Search or scan"), tr("Sections"), tr("Person at this desk"), tr("What waits for you")
    )
    rail = Rail(window.context.theme, entries, words)
    rail.chosen.connect(window.navigate)
    rail.search_asked.connect(window.commands.open_palette)
    rail.user_menu_asked.connect(window.commands.open_user_menu)
    rail.todo_asked.connect(window.commands.open_todo)
    window.counts.counted.connect(rail.set_count)
    rail.widened.connect(lambda wide: keep_rail(window.context, wide=wide))
    return rail
