"""Walks through the whole window: every screen, records worth a look, every dialog that an action opens.

Also what can be asked of anything shown: whose words are cut, which controls no name or key leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QAbstractPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QMenu,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QWidget,
)

from qualitydesk.services.search import find
from qualitydesk.translation import Translator
from ui.app import open_database
from ui.context import Context, TranslatorMaker
from ui.kit.beside import Beside
from ui.kit.cells import Kind, uncut
from ui.kit.jobs import Jobs
from ui.kit.labels import ElidedLabel
from ui.kit.links import Link
from ui.kit.painted.custody_timeline import CustodyTimeline
from ui.kit.table import AnyTable, TableView
from ui.kit.theme import OTHER_SCRIPTS, Theme, load_fonts
from ui.main_window import MainWindow
from ui.screens import SCREENS

QUIET_MS, PATIENCE_MS = 90, 20_000
RECORDS = (
    ("inspection", "IN-2026-0942"),
    ("inspection", "IN-2026-0938"),
    ("shipment", "SH-2026-0418"),
    ("claim", "CL-2026-1175"),
    ("claim", "CL-2026-1150"),
)
Stage = tuple[tuple[str, str], ...]
STOPS: Stage = (*((one.id, "") for one in SCREENS if one.id != "capture"), *RECORDS)
"""What a walk shows: every screen, but for capture, which needs an inspection of its own; then records."""
STAGES = tuple(STOPS[first::4] for first in range(4))
"""The walk in four parts, for tests that open every dialog on the way: each ends soon."""
in_stages = pytest.mark.parametrize("stage", STAGES, ids=("first", "second", "third", "fourth"))
STRETCHED = {letter: letter * 2 for letter in "aeiou"}


class LongWords(Translator):
    """A language that does not exist: English with its vowels doubled, some forty per cent longer."""

    def _fill(self, template: str, values: Mapping[str, object]) -> str:
        parts = template.replace("{", "\0{").replace("}", "}\0").split("\0")
        longer = (part if part.startswith("{") else _stretched(part) for part in parts)
        return super()._fill("".join(longer), values)


def _stretched(text: str) -> str:
    return "".join(STRETCHED.get(letter, letter) for letter in text)


def language_maker(language: str) -> TranslatorMaker:
    """What makes the translator of a window: the invented language for "long"."""

    def make(language: str) -> Translator:
        return LongWords("en")

    return make if language == "long" else Translator


class Walk:
    """One window with the example company, somebody at the desk."""

    def __init__(
        self,
        database: str,
        folder: Path,
        language: str,
        zoom: int,
        *,
        login: str = "wang",
        size: tuple[int, int] | None = None,
    ) -> None:
        settings = QSettings(str(folder / "walk.ini"), QSettings.Format.IniFormat)
        theme = Theme("light", zoom)
        theme.apply()
        for pattern in OTHER_SCRIPTS:  # boxes would measure otherwise
            load_fonts(pattern)
        spoken = "en" if language == "long" else language
        context = Context(language_maker(language), theme, Jobs(), settings, language=spoken)
        self.window = MainWindow(context)
        usual = (1440, 900) if zoom == 100 else (1600, 1000)
        self.window.resize(*(size or usual))
        self.window.show()
        open_database(self.window, database)
        seating = self.window.seating
        self.wait(lambda: bool(seating.people))
        seating.enter(next(one for one in seating.people if one.login == login))
        self.wait()

    def wait(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Until it is ready, no job runs and the window has been quiet for a moment."""
        quiet = waited = 0
        while quiet < QUIET_MS and waited < PATIENCE_MS:
            QTest.qWait(15)
            waited += 15
            quiet = quiet + 15 if ready() and not self.window.context.jobs.active else 0

    def screens(self, stops: Stage = STOPS) -> Iterator[tuple[str, QWidget]]:
        """Every screen, and every record by its number."""
        for kind, number in stops:
            yield f"{kind} {number}".strip(), self.go(kind, self._key(number) if number else "")

    def _key(self, number: str) -> str:
        hits = find(self.window.context.desk, number, 5)
        return next(hit.id for hit in hits if hit.number == number)

    def go(self, kind: str, key: str = "") -> QWidget:
        """Open it and wait, with its panel; the window."""
        self.window.navigate(kind, key)
        self.wait()
        screen = self.window.pages.current_screen()
        for beside in screen.findChildren(Beside) if screen is not None else ():
            beside.ask()
        self.wait()
        return self.window

    def dialogs(self) -> Iterator[tuple[str, QWidget]]:
        """Every dialog that an action of the page in front opens, and the window's own."""
        screen = self.window.pages.current_screen()
        place = self.window.pages.place
        assert screen is not None
        assert place is not None
        for action_id in [action.id for action in screen.screen_actions()]:
            if self.window.pages.place != place:
                self.go(place.screen, place.key)
            screen = self.window.pages.current_screen()
            assert screen is not None
            action = next((one for one in screen.screen_actions() if one.id == action_id), None)
            if action is not None and not action.locked() and action_id not in LEAVING:
                action.run()
                yield from self._opened(action_id)

    def own_dialogs(self) -> Iterator[tuple[str, QWidget]]:
        """What the window itself opens: the palette, the key sheet, the help."""
        commands = self.window.commands
        commands.open_palette("kettle")
        yield from self._opened("palette")
        commands.open_keys()
        yield from self._opened("keys")
        commands.help.open()
        yield from self._opened("help")

    def _opened(self, name: str) -> Iterator[tuple[str, QWidget]]:
        self.wait()
        for dialog in open_dialogs():
            if not isinstance(dialog, QFileDialog | QAbstractPrintDialog):  # Qt's own
                yield name, dialog
        close_dialogs()
        self.wait()

    def close(self) -> None:
        """Leave nothing open."""
        close_dialogs()
        self.window.context.jobs.close()
        self.window.seating.close()
        self.window.hide()
        self.window.deleteLater()
        QTest.qWait(10)


LEAVING = frozenset({"capture", "start"})
"""Actions that go to another page instead of asking something."""


def open_dialogs() -> list[QWidget]:
    """The dialogs and menus in front."""
    kinds = (QDialog, QMenu)
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kinds) and one.isVisible()]


def close_dialogs() -> None:
    """Take every dialog away unanswered."""
    for one in open_dialogs():
        if isinstance(one, QDialog):
            one.reject()
        else:
            one.close()


# -- words that are cut

MOST_LINES = 30


def cut_words(root: QWidget) -> list[str]:
    """Labels, buttons, column titles and states whose words do not fit, and what cannot be scrolled to."""
    parts = [one for one in root.findChildren(QWidget) if one.isVisible() and one.width() > 1]
    found = [f"{type(one).__name__} “{_words(one)}” {_room(one)}" for one in parts if _is_cut(one)]
    for part in parts:
        if isinstance(part, TableView):
            found += _cut_columns(part)
        elif isinstance(part, QScrollArea) and not isinstance(part.widget(), CustodyTimeline):
            found += _too_wide(part)
    return found


def _too_wide(area: QScrollArea) -> list[str]:
    """What has to be scrolled to sideways; of drawn things only the way of the goods is made for it."""
    over = area.horizontalScrollBar().maximum()
    return [f"{_path(area)} is too wide by {over}"] if over else []


def _cut_columns(table: AnyTable) -> list[str]:
    """Titles, numbers and states of a list; words of people end in dots, the panel has them in full."""
    found, head, px = [], table.horizontalHeader(), table.theme.px
    shown = [place for place in range(head.count()) if not table.isColumnHidden(place)]
    lines = [table.rows.line(place) for place in range(min(table.rows.rowCount(), MOST_LINES))]
    for place in shown:
        column, room = table.rows.columns[place], head.sectionSize(place) - px(16 if place else 24)
        if head.fontMetrics().horizontalAdvance(column.title) > room:
            found.append(f"title “{column.title}” has {room}")
        if column.beside is None:
            continue
        room += px(2) - px(column.beside)
        said = {uncut(line.cells[place]) for line in lines if line.key}
        strong = table.theme.metrics("strong", figures=column.kind == Kind.NUMBER)
        found += [f"“{words}” has {room}" for words in said if strong.horizontalAdvance(words) > room]
    return found


def too_large(dialog: QWidget, window: QWidget) -> list[str]:
    """Whether a dialog is larger than the window behind it."""
    inside = dialog.width() <= window.width() and dialog.height() <= window.height()
    return (
        [] if inside else [f"{dialog.width()} x {dialog.height()} over {window.width()} x {window.height()}"]
    )


def _words(widget: QWidget) -> str:
    return str(widget.property("text") or widget.accessibleName())


def _room(widget: QWidget) -> str:
    hint = widget.sizeHint()
    return f"needs {hint.width()} x {hint.height()}, has {widget.width()} x {widget.height()}"


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, ElidedLabel) or not str(widget.property("text") or ""):
        return False
    if isinstance(widget, Link) and widget.cut and widget.toolTip():
        return False  # somebody's own words, shown in full in the tooltip
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.height() + 2 < widget.heightForWidth(widget.width())
        return widget.width() + 1 < widget.sizeHint().width() or widget.height() + 2 < _line(widget)
    if isinstance(widget, QAbstractButton):
        return widget.width() + 1 < widget.sizeHint().width()
    return False


def _line(widget: QWidget) -> int:
    metrics = widget.fontMetrics()
    return metrics.ascent() + metrics.descent() - 2


# -- names and keys

SILENT = (QScrollBar, QSplitterHandle, QHeaderView)


def nameless(root: QWidget) -> list[str]:
    """Controls that take the focus and have neither a name nor words."""
    found = []
    for one in _focusable(root):
        name = one.accessibleName() or one.property("text") or one.property("placeholderText")
        if not name and not one.toolTip():
            found.append(f"{_path(one)}")
    return found


def _focusable(root: QWidget) -> list[QWidget]:
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisibleTo(root)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one, SILENT)
        and not _inside_editor(one)
        and type(one) is not QAbstractScrollArea
    ]


def _inside_editor(widget: QWidget) -> bool:
    """The line of a spin box or combo box speaks with its box."""
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractSpinBox | QComboBox)


def _path(widget: QWidget) -> str:
    names: list[str] = []
    part: QWidget | None = widget
    while part is not None and not isinstance(part, QDialog) and len(names) < 4:
        names.append(type(part).__name__)
        part = part.parentWidget()
    return " < ".join(names)


def unreached(root: QWidget) -> list[str]:
    """Controls that Tab never comes to, beginning anywhere in the window."""
    reached: set[int] = set()
    here: QWidget | None = root
    while here is not None and id(here) not in reached:
        reached.add(id(here))
        here = here.nextInFocusChain()
    return [_path(one) for one in _focusable(root) if id(one) not in reached]
