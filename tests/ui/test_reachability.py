"""Data that is away: a lost file, a disk that is full or answers nothing, sleep; said at once, taken back."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from pathlib import Path
from time import time

import pytest
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.services import care
from qualitydesk.services.drafts import save_draft
from ui.main_window import MainWindow
from ui.reachability import AGAIN_MS


def quiet(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)


def test_a_lost_file_is_said_and_taken_back_when_it_is_there_again(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_backend: Backend
) -> None:
    window, path = open_window("lin"), Path(local_backend.location)
    quiet(qtbot, window)
    away = path.with_name("elsewhere.db")
    path.rename(away)
    window.reach.look()
    qtbot.waitUntil(lambda: not window.banner.isHidden())
    assert "is gone" in window.banner.accessibleName()
    assert "What was saved is safe" in window.banner.accessibleName()
    window.context.set_language("zh_CN")
    qtbot.waitUntil(
        lambda: "不见了" in window.banner.accessibleName(), timeout=10_000
    )  # before it looks anew
    assert not window.banner.isHidden(), "it stands again after a rebuilding"
    window.context.set_language("en")
    qtbot.waitUntil(lambda: "is gone" in window.banner.accessibleName())
    away.rename(path)
    window.reach.try_now()
    qtbot.waitUntil(lambda: window.banner.isHidden() is True)
    quiet(qtbot, window)


def go_on(window: MainWindow) -> None:
    window.navigate("parties")


def look_again(window: MainWindow) -> None:
    screen = window.pages.current_screen()
    assert screen is not None
    screen.refresh(frozenset())


def keep_a_draft(window: MainWindow) -> None:
    def work() -> None:
        save_draft(window.context.desk, "test", "", {"note": "typed"})

    window.context.jobs.write(window, work, failed=lambda _error: None)


@pytest.mark.parametrize("act", [go_on, look_again, keep_a_draft])
def test_whatever_is_done_next_says_at_once_that_the_file_is_gone(
    qtbot: QtBot,
    open_window: Callable[[str], MainWindow],
    local_backend: Backend,
    act: Callable[[MainWindow], None],
) -> None:
    window, path = open_window("lin"), Path(local_backend.location)
    window.navigate("products")
    quiet(qtbot, window)
    away = path.with_name("elsewhere.db")
    path.rename(away)
    act(window)
    qtbot.waitUntil(lambda: not window.banner.isHidden(), timeout=AGAIN_MS // 2)
    assert "is gone" in window.banner.accessibleName()
    away.rename(path)
    window.reach.try_now()
    qtbot.waitUntil(window.banner.isHidden)
    quiet(qtbot, window)


def test_a_failure_is_looked_into_though_an_earlier_look_has_no_answer_yet(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window, answered = open_window("lin"), threading.Event()
    quiet(qtbot, window)
    with monkeypatch.context() as patch:
        patch.setattr(care, "require_reachable", lambda _store, _location: answered.wait())
        window.reach.try_now()
        qtbot.waitUntil(lambda: window.context.jobs.active == 1)
        qtbot.wait(50)
    monkeypatch.setattr(care, "free_bytes", lambda _folder: 1000)

    def full() -> None:
        raise Unavailable(msg("The disk is full."))

    window.context.jobs.write(window, full, failed=lambda _error: None)
    qtbot.waitUntil(lambda: not window.banner.isHidden(), timeout=AGAIN_MS // 2)
    answered.set()
    quiet(qtbot, window)
    assert not window.banner.isHidden()


def test_what_is_saved_again_takes_the_banner_away_at_once(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_backend: Backend
) -> None:
    window, path = open_window("lin"), Path(local_backend.location)
    quiet(qtbot, window)
    away = path.with_name("elsewhere.db")
    path.rename(away)
    window.reach.look()
    qtbot.waitUntil(lambda: not window.banner.isHidden())
    away.rename(path)
    window.context.jobs.write(window, lambda: None)
    qtbot.waitUntil(lambda: window.banner.isHidden() is True)
    quiet(qtbot, window)


def test_a_disk_that_answers_nothing_is_said(local_staffed: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled_out(_folder: Path) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(care, "free_bytes", pulled_out)
    with pytest.raises(Unavailable, match="is gone"):
        care.require_reachable(local_staffed.store, local_staffed.location)


def test_a_full_or_locked_disk_is_said(local_staffed: Backend, monkeypatch: pytest.MonkeyPatch) -> None:
    location = local_staffed.location
    care.require_reachable(local_staffed.store, location)
    monkeypatch.setattr(care, "free_bytes", lambda _folder: 1000)
    with pytest.raises(Unavailable, match="disk is full"):
        care.require_reachable(local_staffed.store, location)
    monkeypatch.setattr(care, "free_bytes", lambda _folder: 10**9)
    monkeypatch.setattr(care, "writable", lambda _path: False)
    with pytest.raises(Unavailable, match="can only be read"):
        care.require_reachable(local_staffed.store, location)


def test_after_sleep_everything_is_looked_at_anew(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lin")
    quiet(qtbot, window)
    asked: list[str] = []
    monkeypatch.setattr(window.todo, "ask", lambda: asked.append("todo"))
    monkeypatch.setattr(window.counts, "ask", lambda: asked.append("counts"))
    window.reach.look()
    assert asked == []
    later = time() + 3600
    monkeypatch.setattr("ui.reachability.time", lambda: later)
    window.reach.look()
    assert asked == ["todo", "counts"]
    quiet(qtbot, window)


def test_a_failed_write_makes_the_shell_look_at_the_disk(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window("lin")
    quiet(qtbot, window)
    monkeypatch.setattr(care, "free_bytes", lambda _folder: 1000)

    def full() -> None:
        raise Unavailable(msg("The disk is full."))

    window.context.jobs.write(window, full, failed=lambda _error: None)
    qtbot.waitUntil(lambda: not window.banner.isHidden())
    assert "disk is full" in window.banner.accessibleName()
    monkeypatch.setattr(care, "free_bytes", lambda _folder: 10**9)
    window.reach.try_now()
    qtbot.waitUntil(window.banner.isHidden)
    quiet(qtbot, window)
