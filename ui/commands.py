"""What a person can call up from anywhere: the palette, the key sheet, language and look, messages, panes.

Each opens something over the page in front, and is loaded in a quiet moment or when it is called up; what a
screen does stays in its actions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.help.desk import HelpDesk
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.labels import key_text
from ui.kit.scan import ScanWatcher, takes_text
from ui.recent import Recent
from ui.screens import rail_keys
from ui.shell_keys import next_pane, window_hints

if TYPE_CHECKING:
    from ui.context import Context
    from ui.main_window import MainWindow
    from ui.palette import Palette, Result
    from ui.todo_list import TodoList
    from ui.user_menu import Entry


class Commands(QObject):
    """Bound to one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self.context, self._pages = window, window.context, window.pages
        self._recent, self.help = Recent(self.context), HelpDesk(window)
        self._pages.moved.connect(self._recent.note)
        self.scans = ScanWatcher()
        self.scans.setParent(self)
        self.scans.scanned.connect(self._scanned)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def keys(self) -> list[tuple[str, Callable[[], object]]]:
        """The keys of the window and what they do."""
        pages = self._pages
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+K", self.open_palette),
            ("Alt+Left", pages.back),
            ("Alt+Right", pages.forward),
            ("Ctrl+\\", self._toggle_rail),
            ("Ctrl+.", self._toggle_detail),
            ("F6", lambda: self._next_pane(1)),
            ("Shift+F6", lambda: self._next_pane(-1)),
            ("Ctrl+B", self.open_todo),
            ("F1", self.open_keys),
            ("?", self.open_keys),
        ]
        return keys + [(key, self._goes(id_)) for id_, key in rail_keys(pages.declarations).items()]

    def _goes(self, screen_id: str) -> Callable[[], None]:
        return lambda: self._window.navigate(screen_id)

    def open_palette(self, text: str = "", *, scanned: bool = False) -> Palette | None:
        """Find, go, do."""
        if not self.context.signed_in:
            return None
        from ui.palette import Palette

        recent = self._recent.keys()
        found = (self._results(), self._has_page, recent, self.help.lines)
        palette = Palette(self.context, self._window, *found)
        palette.open_with(text or "", scanned=scanned)
        return palette

    def _has_page(self, kind: str) -> bool:
        return self._pages.declared(kind) is not None

    def _scanned(self, text: str) -> None:
        if not self._window.isActiveWindow() or takes_text(QApplication.focusWidget()):
            return
        screen = self._pages.current_screen()
        if screen is None or not screen.take_scan(text):
            self.open_palette(text, scanned=True)

    def _results(self) -> list[Result]:
        from ui.palette import Result

        tr, screen = self.context.tr, self._pages.current_screen()
        free = [one for one in (screen.screen_actions() if screen else ()) if not one.locked()]
        found = [
            Result(one.icon or "arrow-right", one.text, "", key_text(one.shortcut), one.run, tr("Do here"))
            for one in free
        ]
        keys = rail_keys(self._pages.declarations)
        for one in self._pages.declarations:
            if one.in_rail:
                key = key_text(keys[one.id]) if one.id in keys else ""
                found.append(Result(one.icon, tr(one.title), "", key, self._goes(one.id), tr("Go to")))
        found += [Result(*entry[:2], "", "", entry[2], tr("This desk")) for entry in self._entries()]
        return found + exchange_lines(self.context)

    def open_keys(self) -> None:
        """The key sheet of the screen in front."""
        from ui.kit.key_sheet import open_key_sheet

        screen = self._pages.current_screen()
        if screen is not None:
            keys: list[Action | Hint] = [*screen.hints(), *screen.more_keys(), *screen.screen_actions()]
            tr = self.context.tr
            more = Action("help", tr("Help on this screen"), self.help.open, "circle-help")
            open_key_sheet(self.context, self._window, window_hints(tr), keys, more)

    def open_todo(self, at: QPoint | None = None) -> TodoList | None:
        """What waits for the person at the desk, above the bell."""
        if not self.context.signed_in:
            return None
        from ui.todo_list import TodoList

        bell, todos = self._window.rail.bell, self._window.todo.todos
        window = self._window
        opened = TodoList(window, self.context, todos, lambda: window.navigate("settings", "notifications"))
        opened.open_above(at if isinstance(at, QPoint) else bell.mapToGlobal(QPoint(0, 0)))
        return opened

    def open_user_menu(self, at: QPoint) -> None:
        """The menu of the person at the desk."""
        from ui.user_menu import open_user_menu

        open_user_menu(self.context, self._window, at, self._entries())

    def _entries(self) -> list[Entry]:
        """What can be done at this desk whatever page is in front: the user's menu, and in the palette."""
        from qualitydesk.domain.people import AUDITING
        from ui.add_person import may_add_people

        tr, dark = self.context.tr, self.context.theme.dark
        entries: list[Entry] = [
            ("settings", tr("Settings"), self._goes("settings")),
            ("users-round", tr("People and roles"), self._goes("people")),
            ("sun" if dark else "moon", tr("Light or dark"), self._swap_mode),
            ("arrow-up-down", tr("Import and export"), self.open_exchange),
            ("bell", tr("Messages"), self._show_messages),
            ("keyboard", tr("Keys"), self.open_keys),
            ("circle-help", tr("Help"), self.help.open),
            ("key-round", tr("Change my password"), self._change_password),
            ("log-out", tr("Sign out"), self._window.sign_out),
        ]
        if self.context.signed_in and self.context.desk.person.role in AUDITING:
            entries.insert(3, ("history", tr("History"), self._goes("history")))
        if may_add_people(self.context):
            entries.insert(-1, ("user-plus", tr("Add a person"), self.add_person))
        return entries

    def _change_password(self) -> None:
        from ui.own_password import ask_own_password

        ask_own_password(self.context, self._window)

    def open_exchange(self) -> None:
        """Bring files in, take records out."""
        from ui.importing.choice import ExchangeChoice

        ExchangeChoice(self.context, self._window).open()

    def _follow_system(self) -> None:
        if self.context.theme.wish == "system":
            self.context.set_theme()

    def add_person(self) -> None:
        """Give somebody else a login."""
        from ui.add_person import ask_person

        ask_person(self.context, self._window, self._window.seating.know)

    def _swap_mode(self) -> None:
        self.context.set_theme("light" if self.context.theme.dark else "dark")

    def _show_messages(self) -> None:
        from ui.user_menu import show_messages

        show_messages(self.context, self._window, self._window.toasts.history)

    def _toggle_rail(self) -> None:
        self._window.rail.toggle()

    def _toggle_detail(self) -> None:
        screen = self._pages.current_screen()
        if screen is not None:
            screen.toggle_detail()

    def _next_pane(self, step: int) -> None:
        screen = self._pages.current_screen()
        next_pane([*(screen.panes() if screen is not None else ()), self._window.rail], step)


def exchange_lines(context: Context) -> list[Result]:
    """The palette's lines that bring files in and take records out, one a kind and way."""
    from ui.importing.words import KINDS
    from ui.palette import Result

    tr = context.tr
    named = {kind: tr(name).lower() for kind, name in KINDS.items()}
    ways = [("import", "file-down", tr("Import {kind}", kind=name), kind) for kind, name in named.items()]
    ways += [("export", "file-up", tr("Export {kind}", kind=name), kind) for kind, name in named.items()]
    heading = tr("Import and export")
    return [
        Result(icon, title, "", "", partial(context.navigate, f"{way}:{kind}"), heading)
        for way, icon, title, kind in ways
    ]
