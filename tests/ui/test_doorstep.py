"""Who may come in types while the database is being opened: a look into the file tells who that is."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qualitydesk import bootstrap
from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.services.desk import Desk
from qualitydesk.services.doorstep import expected_people
from qualitydesk.services.people import people, switch_off
from ui.app import open_database
from ui.kit.states import ErrorState
from ui.main_window import MainWindow
from ui.sign_in import SignInPage

PASSWORD = "correct horse"


def test_a_look_tells_who_may_sign_in(local_manager: Desk, local_staffed: Backend) -> None:
    everybody = tuple(people(local_staffed.store))
    assert expected_people(local_staffed.location) == everybody
    sofia = next(one for one in everybody if one.login == "sofia")
    switch_off(local_manager, sofia.id, 1)
    assert expected_people(local_staffed.location) == tuple(one for one in everybody if one != sofia)


def test_a_look_tells_nothing_of_what_must_be_opened_first(local_staffed: Backend, tmp_path: Path) -> None:
    location = local_staffed.location
    assert expected_people("postgresql://desk@server/quality") == ()
    missing = tmp_path / "missing.db"
    assert expected_people(str(missing)) == ()
    assert not missing.exists()
    (tmp_path / "other.db").write_bytes(b"no database at all")
    assert expected_people(str(tmp_path / "other.db")) == ()
    with closing(sqlite3.connect(location, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert expected_people(location) == ()
        other.execute("UPDATE alembic_version SET version_num = '0001'")
        other.execute("COMMIT")
    assert expected_people(location) == ()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Databases open only when this is set."""
    gate, usual = threading.Event(), bootstrap.open_backend

    def opened(location: str) -> Backend:
        assert gate.wait(30)
        if Path(location).with_suffix(".broken").exists():
            raise Unavailable(msg("The disk is gone."))
        return usual(location)

    monkeypatch.setattr(bootstrap, "open_backend", opened)
    yield gate
    gate.set()


def awaited(qtbot: QtBot, window: MainWindow, location: str) -> SignInPage:
    """The page to sign in on, while the database is being opened."""
    window.show()
    open_database(window, location)
    qtbot.waitUntil(lambda: isinstance(window.front.currentWidget(), SignInPage))
    page = window.front.currentWidget()
    assert isinstance(page, SignInPage)
    assert window.backend is None
    return page


def test_what_is_typed_meanwhile_is_checked_once_the_database_is_open(
    qtbot: QtBot, window: MainWindow, local_staffed: Backend, slow: threading.Event
) -> None:
    page = awaited(qtbot, window, local_staffed.location)
    page.form.set_value("login", "chen")
    page.form.set_value("password", "wrong one")
    page.button.click()
    assert not page.button.isEnabled()
    slow.set()
    qtbot.waitUntil(lambda: "wrong" in page.form.boxes["password"].editor.field.accessibleDescription())
    assert window.front.currentWidget() is page
    assert page.form.text("login") == "chen"
    assert not window.context.signed_in
    close(window)


def test_another_language_meanwhile_asks_in_that(
    qtbot: QtBot, window: MainWindow, local_staffed: Backend, slow: threading.Event
) -> None:
    page = awaited(qtbot, window, local_staffed.location)
    window.context.set_language("zh_CN")
    again = window.front.currentWidget()
    assert isinstance(again, SignInPage)
    assert again is not page
    slow.set()
    qtbot.waitUntil(lambda: again.backend is not None)
    assert window.front.currentWidget() is again
    window.context.set_language("en")  # Qt speaks along, and the application outlives this window
    close(window)


def test_a_database_that_cannot_be_opened_after_all_is_explained(
    qtbot: QtBot, window: MainWindow, local_staffed: Backend, slow: threading.Event
) -> None:
    Path(local_staffed.location).with_suffix(".broken").touch()
    awaited(qtbot, window, local_staffed.location)
    slow.set()
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), ErrorState))
    assert window.front.currentIndex() == 0
    assert window.front.count() == 1


def close(window: MainWindow) -> None:
    """Let go of the database."""
    window.context.jobs.close()
    if window.backend is not None:
        window.backend.close()
