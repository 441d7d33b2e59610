"""Forms in which somebody writes in the real window: how each is opened, and the words typed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.kit.screen import Screen
from ui.lists.screen import ListScreen
from ui.main_window import MainWindow
from ui.screens.capture.screen import CaptureScreen
from ui.screens.shipments.screen import ShipmentsScreen


class TypedForm(NamedTuple):
    """The page to go to, what opens the form there, and what is typed in which field."""

    page: str
    begin: Callable[[Screen], None]
    typed: dict[str, str]


def _action(name: str) -> Callable[[Screen], None]:
    def begin(screen: Screen) -> None:
        assert screen.action_set is not None
        screen.action_set.run(name)

    return begin


def _add_line(screen: Screen) -> None:
    assert isinstance(screen, ShipmentsScreen)
    screen.workspace.fixes.add_line()


def _add_defect(screen: Screen) -> None:
    assert isinstance(screen, CaptureScreen)
    screen.findings.other()


FORMS = {
    "product": TypedForm("product", _action("edit"), {"model": "KT-1704S", "warnings": "Hot surface"}),
    "address": TypedForm("party", _action("address"), {"street": "Hafenstr. 12", "city": "Hamburg"}),
    "goods": TypedForm("shipment", _add_line, {"lot": "NB-2611-B", "quantity": "240"}),
    "plan": TypedForm("inspections", _action("new"), {"note": "Bring the 12 V tester."}),
    "defect": TypedForm("capture", _add_defect, {"carton": "C-31", "note": "Scratch beside the spout"}),
}


def open_form(window: MainWindow, name: str, key: str) -> Iterator[Form | None]:
    """Go to its record and open the form; gives None as long as page, record or form is not there yet."""
    wanted, before = FORMS[name], dialogs()
    window.navigate(wanted.page, key)
    yield None
    while not _there(window, key):
        yield None
    screen = window.pages.current_screen()
    assert screen is not None
    wanted.begin(screen)
    while not (opened := [one for one in dialogs() if one not in before]):
        yield None
    yield opened[0].findChildren(Form)[0]


def _there(window: MainWindow, key: str) -> bool:
    screen = window.pages.current_screen()
    if screen is None or not screen.isVisible() or window.context.jobs.active:
        return False
    return not (key and isinstance(screen, CaptureScreen | ListScreen)) or screen.file is not None


def dialogs() -> list[Dialog]:
    """Those that are open."""
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]


def write_in(form: Form, name: str) -> None:
    """Type, key by key."""
    for field, words in FORMS[name].typed.items():
        QTest.keyClicks(form.boxes[field].editor.field, words)
