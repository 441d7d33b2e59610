"""While the person types the password, rules and pages are loaded; what can't be is left for later."""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from qualitydesk import rules
from ui import warming
from ui.context import Context
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
