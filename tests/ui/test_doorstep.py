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
from qualitydesk.domain.people import Actor
from qualitydesk.domain.values import msg
from qualitydesk.services import inspections
from qualitydesk.services.demo.cast import PASSWORD as EXAMPLE_PASSWORD
from qualitydesk.services.desk import Desk
from qualitydesk.services.doorstep import EarlyDesk, Opening
from qualitydesk.services.people import people, switch_off
from ui.app import open_database
from ui.kit.states import ErrorState
from ui.kit.table import TableView
from ui.main_window import MainWindow
from ui.pages import Place
from ui.screens.inspections.screen import InspectionsScreen
from ui.sign_in import SignInPage

PASSWORD = "correct horse"


def expected_people(location: str) -> tuple[Actor, ...]:
    """Who may come in before the database there is open."""
    return Opening(location, lambda: bootstrap.open_backend(location)).expected_people()


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


def sign_in(page: SignInPage, login: str, password: str) -> None:
    """Type and press the button."""
    page.form.set_value("login", login)
    page.form.set_value("password", password)
    page.button.click()


def left_at(window: MainWindow, location: str, login: str, screen: str) -> None:
    """That person left that page the last time."""
    person = next(one for one in expected_people(location) if one.login == login)
    window.context.settings.setValue(f"people/{person.id}/page", screen)


def lines(window: MainWindow) -> list[str]:
    """The keys of the list in front."""
    screen = window.pages.current_screen()
    assert isinstance(screen, InspectionsScreen)
    rows = screen.list.table.rows
    return [rows.key_at(place) for place in range(rows.rowCount()) if rows.key_at(place)]


def test_a_wrong_password_is_told_meanwhile_and_the_page_stays(
    qtbot: QtBot, window: MainWindow, local_staffed: Backend, slow: threading.Event
) -> None:
    page = awaited(qtbot, window, local_staffed.location)
    sign_in(page, "chen", "wrong one")
    qtbot.waitUntil(lambda: "wrong" in page.form.boxes["password"].editor.field.accessibleDescription())
    assert window.backend is None
    slow.set()
    qtbot.waitUntil(lambda: window.backend is not None)
    assert window.front.currentWidget() is page
    assert page.form.text("login") == "chen"
    assert not window.context.signed_in
    close(window)


def test_a_page_that_needs_the_open_database_is_waited_for(
    qtbot: QtBot, window: MainWindow, local_staffed: Backend, slow: threading.Event
) -> None:
    page = awaited(qtbot, window, local_staffed.location)
    left_at(window, local_staffed.location, "chen", "products")
    with qtbot.waitSignal(page.entered):
        sign_in(page, "chen", PASSWORD)
    assert not window.context.signed_in
    slow.set()
    qtbot.waitUntil(lambda: window.context.signed_in)
    assert window.pages.place == Place("products")
    close(window)


def seated_early(qtbot: QtBot, window: MainWindow, location: str, login: str = "wang") -> InspectionsScreen:
    """Somebody who left the inspections comes in before the database is open, and sees their list."""
    left_at(window, location, login, "inspections")
    page = awaited(qtbot, window, location)
    sign_in(page, login, EXAMPLE_PASSWORD)
    qtbot.waitUntil(lambda: window.context.signed_in and bool(lines(window)))
    screen = window.pages.current_screen()
    assert isinstance(screen, InspectionsScreen)
    assert window.backend is None
    return screen


def test_who_comes_in_at_once_sees_the_page_he_left_and_works_on_when_it_is_open(
    qtbot: QtBot, window: MainWindow, example: Backend, slow: threading.Event
) -> None:
    screen = seated_early(qtbot, window, example.location)
    query = screen.list.query()
    page = inspections.page(example.desk(), query)
    assert lines(window) == [row.id for row in page.rows]
    screen.list.table.select_key(page.rows[3].id)
    slow.set()
    qtbot.waitUntil(lambda: screen.panel.file is not None and screen.panel.file.id == page.rows[3].id)
    qtbot.waitUntil(lambda: screen.list.table.rows.complete)
    assert lines(window) == [row.id for row in page.rows]
    assert screen.list.table.current_key() == page.rows[3].id
    qtbot.waitUntil(lambda: not isinstance(window.context.desk, EarlyDesk))
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
    assert not window.context.jobs.hold.on
    close(window)


def test_another_page_asked_for_meanwhile_comes_when_it_is_open(
    qtbot: QtBot, window: MainWindow, example: Backend, slow: threading.Event
) -> None:
    seated_early(qtbot, window, example.location)
    window.context.navigate("shipments")
    assert window.stack.currentWidget() is not window.pages
    slow.set()
    qtbot.waitUntil(lambda: window.pages.place == Place("shipments"))
    screen = window.pages.current_screen()
    assert screen is not None
    assert window.stack.currentWidget() is window.pages
    table = screen.findChildren(TableView)[0]
    qtbot.waitUntil(lambda: table.rows.rowCount() > 0)
    close(window)


def test_who_was_switched_off_meanwhile_is_sent_away(
    qtbot: QtBot, window: MainWindow, example: Backend, slow: threading.Event
) -> None:
    seated_early(qtbot, window, example.location)
    with closing(sqlite3.connect(example.location)) as other:
        other.execute("UPDATE person SET active = 0, version = version + 1 WHERE login = 'wang'")
        other.commit()
    slow.set()
    qtbot.waitUntil(lambda: not window.context.signed_in)
    assert isinstance(window.front.currentWidget(), SignInPage)
    close(window)


def test_nobody_sits_at_a_database_that_cannot_be_opened_after_all(
    qtbot: QtBot, window: MainWindow, example: Backend, slow: threading.Event
) -> None:
    Path(example.location).with_suffix(".broken").touch()
    seated_early(qtbot, window, example.location)
    slow.set()
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), ErrorState))
    assert not window.context.signed_in
    assert not window.pages.screens
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
    qtbot.waitUntil(lambda: window.backend is not None)
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
