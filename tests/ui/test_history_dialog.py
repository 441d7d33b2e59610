"""The history of a record in the window: key H, its words, older acts, a record without any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.services import claims
from qualitydesk.services.history import HistoryEntry
from qualitydesk.services.history.telling import field_words, value_words
from tests.claim_story import claim_on_kettle, sell_kettles
from ui.context import Context
from ui.history import LEAST, MOST, HistoryDialog, Subject, open_history
from ui.kit.states import EmptyState
from ui.screens.claims.screen import ClaimsScreen


def texts(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


def all_words(context: Context, entry: HistoryEntry) -> dict[str, str]:
    tr = context.tr
    return {field_words(tr, one): value_words(tr, one.new) for one in entry.changes}


def test_h_shows_who_did_what_with_a_claim(qtbot: QtBot, seated: Context) -> None:
    sell_kettles(seated.desk)
    claim = claim_on_kettle(seated.desk)
    screen = ClaimsScreen(seated)
    qtbot.addWidget(screen)
    screen.show()
    screen.activateWindow()
    screen.open_record(claim)
    qtbot.waitUntil(lambda: screen.stepping.file is not None and screen.isActiveWindow())
    QTest.keyClick(screen.workspace.trace.list, Qt.Key.Key_H)
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(HistoryDialog)))
    dialog = screen.window().findChildren(HistoryDialog)[0]
    qtbot.waitUntil(lambda: bool(dialog.entries))
    assert "Claim opened" in texts(dialog)
    assert "Lin Tao" in texts(dialog)
    assert {"Claimed goods", "Units"} <= set(texts(dialog))
    words = all_words(seated, dialog.entries[0])
    assert words["Amount asked"] == "€ 39.90"
    assert words["Claimed goods: Units"] == "1"
    seated.set_language("zh_CN")
    assert all_words(seated, dialog.entries[0])["索赔货物：件数"] == "1"
    dialog.accept()
    screen.close()


def test_earlier_acts_are_shown_on_request(qtbot: QtBot, seated: Context) -> None:
    sell_kettles(seated.desk)
    claim = claim_on_kettle(seated.desk)
    for number in range(45):
        claims.add_message(seated.desk, claim, f"message {number}")
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.resize(1440, 900)
    dialog = open_history(seated, owner, Subject("claim", claim))
    assert dialog.height() == seated.theme.px(LEAST)
    qtbot.waitUntil(lambda: len(dialog.entries) == 40)
    assert dialog.height() == seated.theme.px(MOST)
    assert dialog.older.isEnabled()
    dialog.older.click()
    qtbot.waitUntil(lambda: len(dialog.entries) == 46)
    assert dialog.older.toolTip() == "There are no earlier ones."
    dialog.accept()


def test_nothing_earlier_is_offered_where_there_is_nothing(qtbot: QtBot, seated: Context) -> None:
    sell_kettles(seated.desk)
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = open_history(seated, owner, Subject("claim", claim_on_kettle(seated.desk)))
    qtbot.waitUntil(lambda: bool(dialog.entries))
    assert not dialog.older.isVisible()
    dialog.accept()


def test_a_record_without_acts_says_so(qtbot: QtBot, seated: Context) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    dialog = open_history(seated, owner, Subject("claim", "nothing"))
    qtbot.waitUntil(lambda: isinstance(dialog.stack.currentWidget(), EmptyState))
    dialog.accept()
