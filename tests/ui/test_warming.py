"""While the person types the password, rules and pages are loaded; what can't be is left for later. Once he
works, it waits for a rest of his hands.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualitydesk import rules
from ui import warming
from ui.context import Context
from ui.main_window import REST_MS, MainWindow
from ui.quiet import Quiet
from ui.screens import SCREENS


def test_the_rules_come_first_then_every_page_that_there_is(qtbot: QtBot, context: Context) -> None:
    rules._in_force.cache_clear()
    lost = replace(SCREENS[0], factory="ui.screens.nowhere:Screen")
    page = replace(SCREENS[0], factory="imaplib:IMAP4")  # nothing else loads it
    sys.modules.pop("imaplib", None)
    owner, quiet = QObject(), Quiet(context.jobs)
    warming.load_pages(context, owner, quiet, (lost, page))
    qtbot.waitUntil(lambda: "imaplib" in sys.modules and context.jobs.active == 0)
    assert rules._in_force.cache_info().currsize == 1


def test_what_can_wait_is_done_when_the_keys_have_rested(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("lin")
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    rested: list[bool] = []
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert not window.hands.rest(3_600_000)
    window.quiet.later(lambda: rested.append(window.hands.rest(REST_MS)))
    qtbot.waitUntil(lambda: bool(rested))
    assert rested == [True]
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
