"""An older database file is brought up to date from the window; a copy of it stays beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qualitydesk.services import care
from qualitydesk.store import schema
from qualitydesk.store.engine import database_url, open_engine
from qualitydesk.store.revision import LATEST
from ui.app import open_database
from ui.kit.actions import ActionButton
from ui.kit.states import EmptyState, ErrorState
from ui.long_page import LongPage
from ui.main_window import MainWindow
from ui.upgrading import offer_upgrade

BEFORE = f"{int(LATEST) - 1:04}"


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A file that the program of one revision before made."""
    path = tmp_path / "older.db"
    path.touch()
    engine = open_engine(database_url(str(path)))
    schema.upgrade(engine, BEFORE)
    engine.dispose()
    return path


def offered(qtbot: QtBot, window: MainWindow, path: Path) -> ActionButton:
    """The button that brings the file up to date, with the reason above it."""
    window.show()
    open_database(window, str(path))
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), ErrorState))
    return button(window, "Bring it up to date")


def button(window: MainWindow, words: str) -> ActionButton:
    page = window.stack.currentWidget()
    assert page is not None
    return next(one for one in page.findChildren(ActionButton) if one.text() == words)


def test_it_is_offered_done_and_opened(qtbot: QtBot, window: MainWindow, older: Path) -> None:
    offer = offered(qtbot, window, older)
    page = window.stack.currentWidget()
    assert page is not None
    assert "An earlier version wrote this database" in [one.text() for one in page.findChildren(QLabel)]
    offer.click()
    qtbot.waitUntil(lambda: window.backend is not None)
    copy = older.with_suffix(f".db.{BEFORE}")
    assert schema.revision(open_engine(database_url(str(copy)))) == BEFORE
    assert schema.revision(open_engine(database_url(str(older)))) == LATEST


def test_stopped_while_copying_it_is_as_it_was(
    qtbot: QtBot, window: MainWindow, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, usual = threading.Event(), care.upgrade_database

    def slow(location: str, told: Callable[[int, int], None]) -> str:
        begun.set()
        assert stopped.wait(30)
        return usual(location, told)

    stopped = threading.Event()
    monkeypatch.setattr(care, "upgrade_database", slow)
    offered(qtbot, window, older).click()
    page = window.stack.currentWidget()
    assert isinstance(page, LongPage)
    qtbot.waitUntil(begun.is_set)
    button(window, "Cancel").click()
    stopped.set()
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), EmptyState))
    assert schema.revision(open_engine(database_url(str(older)))) == BEFORE
    assert not list(older.parent.glob("*.part")) + list(older.parent.glob(f"*.{BEFORE}"))


def test_a_server_is_left_to_whoever_looks_after_it(window: MainWindow) -> None:
    nothing = offer_upgrade(window.context, window, window.stack, "postgresql://desk@server/quality", print)
    assert nothing is None
