"""The shell: rail, banner, pages, toasts, palette, keys; another language or look; closing without losing a write.

It knows that there are screens, not what they do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from ui.context import Context, ToastAction
from ui.kit import failures
from ui.kit.banner import Banner
from ui.kit.key_sheet import open_key_sheet
from ui.kit.look_dialog import open_look_dialog
from ui.kit.rail import Rail, RailEntry, RailWords
from ui.kit.scan import ScanWatcher, takes_text
from ui.kit.states import StateStack
from ui.kit.toasts import Toasts
from ui.pages import Pages, Place, present
from ui.palette import Palette, Result
from ui.seating import Seating, uncover
from ui.shell_keys import bind, next_pane, window_hints
from ui.user_menu import Entry, open_user_menu, show_messages

if TYPE_CHECKING:
    from qualitydesk.bootstrap import Backend
    from qualitydesk.domain.people import Actor

NARROW_AT = 1366
"""Below this width the rail shows icons alone (the person can widen it)."""


class MainWindow(QMainWindow):
    """The window. ``opened`` gives it a database; until then it shows the shell with grey bars."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.seating = context, Seating(context)
        self.seating.setParent(self)
        self._leaving, self._saved_at = False, ""
        self._rail_wish: bool | None = None
        self.setWindowTitle("QualityDesk")
        self.resize(1440, 900)
        self.pages = Pages(context, present())
        self.scans = ScanWatcher()
        self.scans.setParent(self)
        self._listen()
        bind(self, self._keys())
        self._build()
        self._restore_geometry()

    # -- building

    def _build(self) -> None:
        """Everything whose words or look change; called anew for another language or look."""
        theme, tr = self.context.theme, self.context.tr
        self.setMinimumSize(theme.px(1180), theme.px(720))
        self.rail = self._make_rail()
        self.banner = Banner(theme)
        self.stack = StateStack(theme, self.pages, tr("Opening the database…"))
        self.front = QStackedWidget()
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
        self._fit_rail()
        self._show_server()

    def _make_rail(self) -> Rail:
        tr = self.context.tr
        entries = [
            RailEntry(
                one.id,
                tr(one.title),
                one.icon,
                tr(one.section) if one.section else "",
                f"Ctrl+{one.key}" if one.key else "",
            )
            for one in self.pages.declarations
            if one.in_rail
        ]
        words = RailWords(tr("Search or scan"), tr("Sections"), tr("Person at this desk"))
        rail = Rail(self.context.theme, entries, words)
        rail.chosen.connect(self.navigate)
        rail.search_asked.connect(self.open_palette)
        rail.user_menu_asked.connect(self._user_menu)
        return rail

    def _rebuild(self) -> None:
        """Language or look changed: what is written is built anew, where we are stays."""
        history = self.toasts.history
        self.pages.setParent(None)
        self._build()
        self.toasts.history.extend(history)
        if self.context.signed_in:
            self._show_workspace()
            self.pages.rebuild()
        else:
            self.seating.ask(self.front)

    def _listen(self) -> None:
        signals, jobs = self.context.signals, self.context.jobs
        signals.navigation.connect(self.navigate)
        signals.toast_asked.connect(self._say)
        signals.look_changed.connect(self._rebuild)
        signals.topics_changed.connect(self.pages.take_news)
        jobs.failed.connect(self._tell)
        jobs.written.connect(self._written)
        jobs.activity.connect(self._leave_when_done)
        self.pages.moved.connect(self._moved)
        self.scans.scanned.connect(self._scanned)
        self.seating.seated.connect(self._begin)

    def _keys(self) -> list[tuple[str, Callable[[], object]]]:
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+K", self.open_palette),
            ("Alt+Left", self.pages.back),
            ("Alt+Right", self.pages.forward),
            ("Ctrl+\\", self.toggle_rail),
            ("Ctrl+.", self._toggle_detail),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
            ("F1", self.open_keys),
            ("?", self.open_keys),
        ]
        entries = [one for one in self.pages.declarations if one.key]
        return keys + [(f"Ctrl+{one.key}", lambda id_=one.id: self.navigate(id_)) for one in entries]

    # -- the database and the person

    @property
    def backend(self) -> Backend | None:
        """The open database."""
        return self.seating.backend

    def opened(self, backend: Backend, people: tuple[Actor, ...]) -> None:
        """The database is open; ask who sits here."""
        self.seating.take(backend, people)
        self._show_server()
        self.seating.ask(self.front)

    def not_opened(self, error: Exception, retry: Callable[[], None]) -> None:
        """The database can't be opened: say what and why in the page's place."""
        failures.in_place(self.context, self.stack, error, retry)

    def _begin(self) -> None:
        self._show_workspace()
        if self.pages.place is None and self.pages.declarations:
            self.pages.go(self.pages.declarations[0].id)

    def _show_workspace(self) -> None:
        tr, person = self.context.tr, self.context.desk.person
        self.rail.user.set_user(tr.either(person.name, person.name_zh), tr(str(person.role)))
        self.stack.show_view()
        self.front.setCurrentIndex(0)
        uncover(self.front)
        self._show_server()

    def sign_out(self) -> None:
        """Let somebody else sit down."""
        if self.pages.may_close():
            self.pages.close_all(forget=True)
            self.context.sit_down(None)
            self.stack.show_loading()
            self.seating.ask(self.front)

    # -- moving

    def navigate(self, kind: str, key: str = "") -> None:
        """Go to a record or a screen; say so when there is no screen for it."""
        if self.context.signed_in and self.pages.declared(kind) is None:
            self.context.toast(self.context.tr("There is no page for this record yet."), "info")
        elif self.context.signed_in:
            self.pages.go(kind, key)

    def _moved(self, place: Place) -> None:
        screen = self.pages.current_screen()
        self.rail.set_current(place.screen)
        self.rail.setVisible(not (screen is not None and screen.FULL_WINDOW))

    def _toggle_detail(self) -> None:
        screen = self.pages.current_screen()
        if screen is not None:
            screen.toggle_detail()

    def _next_pane(self, step: int) -> None:
        screen = self.pages.current_screen()
        next_pane([*(screen.panes() if screen is not None else ()), self.rail], step)

    def toggle_rail(self) -> None:
        """Icons alone, or words too."""
        self._rail_wish = not self.rail.collapsed
        self._fit_rail()

    def _fit_rail(self) -> None:
        narrow = self.width() < self.context.theme.px(NARROW_AT)
        self.rail.set_collapsed(narrow if self._rail_wish is None else self._rail_wish)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window collapses the rail."""
        super().resizeEvent(event)
        self._fit_rail()

    # -- palette, keys, user

    def open_palette(self, text: str = "", *, scanned: bool = False) -> None:
        """Find, go, do."""
        if self.context.signed_in:
            Palette(self.context, self, self._commands()).open_with(text or "", scanned=scanned)

    def _scanned(self, text: str) -> None:
        if self.isActiveWindow() and not takes_text(QApplication.focusWidget()):
            self.open_palette(text, scanned=True)

    def _commands(self) -> list[Result]:
        tr, screen = self.context.tr, self.pages.current_screen()
        free = [one for one in (screen.screen_actions() if screen else ()) if not one.locked()]
        found = [Result(one.icon or "arrow-right", one.text, "", one.shortcut, one.run) for one in free]
        for one in self.pages.declarations:
            if one.in_rail:
                keys = f"Ctrl {one.key}" if one.key else ""
                go = Result(one.icon, tr(one.title), "", keys, lambda id_=one.id: self.navigate(id_))
                found.append(go)
        return [*found, Result("settings", tr("Language and look"), "", "", self._open_look)]

    def _open_look(self) -> None:
        open_look_dialog(self.context, self)

    def open_keys(self) -> None:
        """The key sheet of the screen in front."""
        screen = self.pages.current_screen()
        if screen is not None:
            keys = [*screen.hints(), *screen.screen_actions()]
            open_key_sheet(self.context, self, window_hints(self.context.tr), keys)

    def _user_menu(self, at: QPoint) -> None:
        tr, theme = self.context.tr, self.context.theme
        other = "light" if theme.dark else "dark"
        entries: list[Entry] = [
            ("settings", tr("Language and look"), self._open_look),
            ("sun" if theme.dark else "moon", tr("Light or dark"), lambda: self.context.set_theme(other)),
            ("history", tr("Messages"), lambda: show_messages(self.context, self, self.toasts.history)),
            ("keyboard", tr("Keys"), self.open_keys),
            ("log-out", tr("Sign out"), self.sign_out),
        ]
        open_user_menu(self.context, self, at, entries)

    # -- saying, saving, closing

    def _say(self, words: str, tone: str, action: ToastAction | None) -> None:
        self.toasts.say(words, tone, action)

    def _tell(self, error: Exception, _owner: object) -> None:
        failures.tell(self.context, self, error)

    def _written(self) -> None:
        self._saved_at = f"{datetime.now().astimezone():%H:%M}"
        self._show_server()

    def _show_server(self) -> None:
        tr, backend = self.context.tr, self.backend
        if backend is None:
            self.rail.server.show_state(tr("Opening…"), "")
            return
        place = tr("Server") if "://" in backend.location else tr("This computer")
        saved = tr("saved {time}", time=self._saved_at) if self._saved_at else ""
        self.rail.server.show_state(place, saved)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when every write is acknowledged and every screen agrees."""
        if self.context.jobs.writing:
            self._leaving = True
            self.context.toast(
                self.context.tr("Saving. The window closes by itself when all is saved."), "info"
            )
            event.ignore()
        elif self.pages.may_close():
            self.context.settings.setValue("geometry", self.saveGeometry())
            self.seating.close()
            event.accept()
        else:
            event.ignore()

    def _leave_when_done(self, _active: int) -> None:
        if self._leaving and not self.context.jobs.writing:
            self._leaving = False
            self.close()

    def _restore_geometry(self) -> None:
        kept = self.context.settings.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
