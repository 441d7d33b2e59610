"""The shell in trouble: a second start, a lost disk, sleep, a fault, work in progress at closing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.services import care
from tests.builders import add_claim, desk_of
from ui.app import change_database, open_wanted, read_arguments, rescue, wait_for_calls
from ui.kit.actions import ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.failures import show_bug
from ui.kit.job import Control
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.one_window import Doorbell, call_other, meeting_place, same_database
from ui.pages import Place
from ui.palette import Palette
from ui.remembered import come_first, keep_place
from ui.window_icon import window_icon

ROOT = Path(__file__).resolve().parents[2]


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)


def dialog_of(window: MainWindow) -> Dialog:
    return next(one for one in window.findChildren(Dialog) if one.isVisible())


def longer(heard: list[str], count: int) -> bool:
    return len(heard) > count


# -- how it comes to the screen


def test_at_its_first_start_it_is_no_larger_than_the_screen(window: MainWindow) -> None:
    assert window.screen().availableSize().height() < window.height()
    come_first(window)
    assert window.isMaximized()
    keep_place(window)


def test_who_placed_it_finds_it_there(window: MainWindow) -> None:
    keep_place(window)
    come_first(window)
    assert window.isVisible()
    assert not window.isMaximized()


def test_the_system_gets_the_programs_own_picture(theme: Theme) -> None:
    drawn = window_icon(theme).pixmap(32, 32).toImage()
    assert drawn.pixelColor(2, 16) == theme.colour("accent")
    inks = {drawn.pixelColor(x, y).name() for x in range(32) for y in range(32)}
    assert theme.colour("on-accent").name() in inks


# -- one window


def test_a_second_start_calls_the_first_and_says_what_to_open(qtbot: QtBot, tmp_path: Path) -> None:
    location, heard = str(tmp_path / "desk.db"), list[str]()
    assert not call_other(location)
    bell = Doorbell()
    bell.called.connect(heard.append)
    assert bell.wait_at(location)
    code = "import sys; from ui.one_window import call_other; print(call_other(sys.argv[1], 'CL-2026-1'))"
    with subprocess.Popen(
        [sys.executable, "-c", code, location], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as second:
        qtbot.waitUntil(lambda: second.poll() is not None)
        assert second.stdout is not None
        assert second.stdout.read().strip() == "True"
    assert heard == ["CL-2026-1"]
    bell.close()
    assert not call_other(location)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("desk.db", str(Path("desk.db").absolute())),
        ("sqlite:////srv/desk.db", "/srv/desk.db"),
        ("postgresql://lin:secret@db.example:5433/desk", "postgresql+psycopg://lin:***@db.example:5433/desk"),
        ("postgresql://db.example/desk", "postgresql+psycopg://db.example/desk"),
        (
            "postgresql://lin:x@db.example/desk?sslrootcert=/srv/ca.crt",
            "postgresql+psycopg://lin:***@db.example/desk?sslrootcert=%2Fsrv%2Fca.crt",
        ),
    ],
)
def test_a_database_is_met_at_one_place_however_it_is_written(given: str, shown: str) -> None:
    assert meeting_place(given) == meeting_place(shown)
    assert meeting_place(given) != meeting_place(given.replace("desk", "desk2"))
    assert same_database(given, shown)
    assert not same_database(given, given.replace("desk", "desk2"))


def test_a_database_is_met_at_one_place_through_a_link_to_it(tmp_path: Path) -> None:
    folder, link = tmp_path / "kept", tmp_path / "linked.db"
    folder.mkdir()
    link.symlink_to(folder / "desk.db")
    (tmp_path / "way").symlink_to(folder)
    for way in (link, tmp_path / "way" / "desk.db", f"sqlite:///{link}"):
        assert meeting_place(str(way)) == meeting_place(str(folder / "desk.db"))
        assert same_database(str(folder / "desk.db"), str(way))


def test_with_another_database_the_window_answers_for_that_one(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_staffed: Backend, tmp_path: Path
) -> None:
    window, other = open_window("lin"), str(tmp_path / "other.db")
    bell = wait_for_calls(window, read_arguments(["--db", local_staffed.location]))
    care.back_up(window.context.desk, tmp_path / "copy.db")
    care.restore_into(tmp_path / "copy.db", Path(other))
    change_database(window, other)
    qtbot.waitUntil(lambda: window.context.location == other)
    quiet(qtbot, window)
    asked = QLocalSocket()
    asked.connectToServer(meeting_place(other))
    assert asked.waitForConnected(), "a later start on the new database finds this window"
    asked.disconnectFromServer()
    before = QLocalSocket()
    before.connectToServer(meeting_place(local_staffed.location))
    assert not before.waitForConnected()
    bell.close()


def test_what_a_caller_says_is_not_trusted(qtbot: QtBot, tmp_path: Path) -> None:
    location, heard = str(tmp_path / "desk.db"), list[str]()
    bell = Doorbell()
    bell.called.connect(heard.append)
    assert bell.wait_at(location)
    for said in (b"no json\n", b'{"open": 7}\n', b"[]\n"):
        socket = QLocalSocket()
        socket.connectToServer(meeting_place(location))
        socket.write(said)
        qtbot.waitUntil(partial(longer, heard, len(heard)))
        socket.close()
    assert heard == ["", "", ""]
    long = QLocalSocket()
    long.connectToServer(meeting_place(location))
    long.write(b"x" * 9000)
    qtbot.waitUntil(lambda: long.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    bell.close()


def test_what_is_called_for_is_opened_once_somebody_sits_there(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_staffed: Backend
) -> None:
    desk = desk_of(local_staffed, "lin")
    with desk.store.write(desk.person, "test") as work:
        claim = add_claim(work, number="CL-2026-0077")
    window = open_window("lin")
    open_wanted(window, "CL-2026-0077")
    qtbot.waitUntil(lambda: window.pages.place == Place("claims", claim))
    open_wanted(window, "XX-1")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Palette)))
    next(one for one in window.findChildren(Palette) if one.isVisible()).reject()
    window.sign_out()
    open_wanted(window, "CL-2026-0077")
    quiet(qtbot, window)
    with qtbot.waitSignal(window.seating.seated):
        window.seating.enter(next(one for one in window.seating.people if one.login == "lin"))
    qtbot.waitUntil(lambda: window.pages.place == Place("claims", claim))
    quiet(qtbot, window)


# -- a fault, closing


@pytest.mark.expects_log("an unexpected error reached the window")
def test_a_fault_offers_the_log_and_a_restart_and_tells_no_data(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lin")
    quiet(qtbot, window)
    begun: list[bool] = []
    window.context.rescue = lambda: rescue(window, lambda: begun.append(True))
    try:
        raise ValueError("Anna Krüger, DE-0000001")
    except ValueError as error:
        dialog = show_bug(window.context, window, error)
    report = dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "ValueError" in report
    assert "Krüger" not in report
    buttons = {button.action.id: button for button in dialog.findChildren(ActionButton)}
    assert {"copy", "log", "restart", "close"} <= set(buttons)
    buttons["restart"].click()
    assert begun == [True]
    assert not window.isVisible()


def test_closing_asks_about_work_that_would_be_cut_off(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("lin")
    quiet(qtbot, window)
    stopped = threading.Event()

    def work(control: Control) -> None:
        while not control.cancelled:
            stopped.wait(0.01)

    window.context.jobs.long(window, work, lambda _none: None, title="Backup into copy.db")
    assert not window.close()
    dialog = dialog_of(window)
    assert any("Backup into copy.db" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    assert window.isVisible()
    assert not window.close()
    dialog_of(window)._confirm()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_what_the_window_remembers_is_written_when_the_person_goes_not_while_he_works(
    qtbot: QtBot, open_window: Callable[[str], MainWindow]
) -> None:
    window = open_window("lin")
    settings = window.context.settings
    settings.sync()
    file = Path(settings.fileName())
    before = file.read_bytes()
    window.navigate("inspections")
    quiet(qtbot, window)
    qtbot.wait(20)
    assert settings.value("page") == "inspections"
    assert file.read_bytes() == before
    window.close()
    assert b"page=inspections" in file.read_bytes()
