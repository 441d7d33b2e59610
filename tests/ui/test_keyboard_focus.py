"""Where the keys are: after a dialog of any kind has closed, in an empty list, walking the panes with F6."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.strays import Strays
from ui.kit.actions import ActionButton
from ui.kit.dialogs import confirm
from ui.kit.focus import has_keys
from ui.kit.labels import show_when
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.screens.inspections.screen import InspectionsScreen

CONTROL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, open_window: Callable[[str], MainWindow]) -> MainWindow:
    """Wang Shu at the desk, before the list of inspections, in which there is none."""
    opened = open_window("wang")
    opened.navigate("inspections")
    qtbot.waitUntil(lambda: opened.context.jobs.active == 0)
    return opened


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    """A key to what has the focus, once it is in the window in front."""
    qtbot.waitUntil(focus_is_in_front)
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, key, held)


def focus_is_in_front() -> bool:
    here, dialog = QApplication.focusWidget(), QApplication.activeModalWidget()
    return here is not None and dialog in (None, here.window())


def focus_name() -> str:
    here = QApplication.focusWidget()
    return here.accessibleName() if here is not None else ""


def test_an_empty_list_gives_the_keys_to_what_can_be_done(qtbot: QtBot, window: MainWindow) -> None:
    screen = window.pages.current_screen()
    assert isinstance(screen, InspectionsScreen)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ActionButton))
    assert has_keys(screen.list.stack)
    assert focus_name() == "New inspection"
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: focus_name() == "Lot")
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: focus_name() == "New inspection")


def test_enter_presses_the_button_that_has_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: focus_name() == "New inspection")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focus_name() == "Lot")
    press(qtbot, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert focus_name() == "Lot", "in a field it presses nothing"
    cancel = next(one for one in dialog.findChildren(ActionButton) if one.text() == "Cancel")
    cancel.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focus_name() == "New inspection")


@pytest.mark.parametrize("answer", ["Do it", "Cancel"])
def test_enter_answers_a_question_by_the_button_that_has_the_keys(
    qtbot: QtBot, window: MainWindow, answer: str
) -> None:
    done: list[int] = []
    dialog = confirm(window.context, window, "Really?", "It matters.", "Do it", lambda: done.append(1))
    qtbot.waitUntil(partial(has_keys, dialog))
    next(one for one in dialog.findChildren(ActionButton) if one.action.text == answer).setFocus()
    press(qtbot, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    qtbot.waitUntil(lambda: not has_keys(window) or QApplication.activeModalWidget() is None)
    assert len(done) == (answer == "Do it")


def test_the_keys_of_a_list_act_while_it_is_empty(qtbot: QtBot, window: MainWindow) -> None:
    window.navigate("shipments")
    qtbot.waitUntil(lambda: focus_name() == "New shipment")
    press(qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: focus_name() == "New shipment")


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param((Qt.Key.Key_K, CONTROL), id="palette"),
        pytest.param((Qt.Key.Key_F1, PLAIN), id="keys"),
        pytest.param((Qt.Key.Key_N, PLAIN), id="form"),
    ],
)
def test_escape_closes_and_the_keys_go_back(
    qtbot: QtBot, window: MainWindow, keys: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    qtbot.waitUntil(lambda: focus_name() == "New inspection")
    before = QApplication.focusWidget()
    press(qtbot, *keys)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_a_question_gives_the_keys_back_whatever_is_answered(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: focus_name() == "New inspection")
    before, done = QApplication.focusWidget(), []
    for answer in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        dialog = confirm(window.context, window, "Really?", "It matters.", "Do it", lambda: done.append(1))
        qtbot.waitUntil(partial(has_keys, dialog))
        press(qtbot, answer, CONTROL if answer is Qt.Key.Key_Return else PLAIN)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is before)
    assert done == [1]


def test_a_dialog_over_a_dialog_gives_the_keys_back_to_it(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: focus_name() == "New inspection")
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: focus_name() == "Lot")
    first = QApplication.focusWidget()
    assert first is not None
    second = confirm(window.context, first.window(), "Really?", "It matters.", "Do it", lambda: None)
    qtbot.waitUntil(lambda: has_keys(second))
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first)
    press(qtbot, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: focus_name() == "New inspection")


def test_a_part_without_a_place_waits_for_it(qtbot: QtBot, theme: Theme) -> None:
    strays, holder, parts = Strays(), QWidget(), [QLabel("shown"), QLabel("hidden"), QLabel("again")]
    parts[2].hide()
    for part, wanted in zip(parts, (True, False, True), strict=True):
        show_when(part, wanted)
        assert not part.isVisible()
    column = QVBoxLayout(holder)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(holder)
    holder.setWindowFlag(Qt.WindowType.Dialog)
    holder.show()
    assert [part.isVisible() for part in parts] == [True, False, True]
    show_when(parts[1], wanted=True)
    assert parts[1].isVisible()
    strays.end()
