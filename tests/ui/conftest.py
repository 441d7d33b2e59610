"""Fixtures of the window's tests: offscreen Qt, a theme, jobs, a context, a whole window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from qualitydesk.bootstrap import Backend
from qualitydesk.services.desk import Desk
from qualitydesk.services.people import people
from qualitydesk.translation import Translator
from ui.app import make_window, read_arguments
from ui.context import Context
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.main_window import MainWindow

PATIENCE = 30_000


class PatientBot(QtBot):
    """Waits long enough for a machine that is busy with other work; a test that passes is not slower.

    ``theme``, where the test has one, dresses what is added: a part that stands alone looks as in the window.
    """

    theme: Theme | None = None

    def addWidget(
        self, widget: QWidget, *, before_close_func: Callable[[QWidget], None] | None = None
    ) -> None:
        if self.theme is not None:
            self.theme.dress(widget)
        super().addWidget(widget, before_close_func=before_close_func)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: Any,
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's own bot with more patience."""
    return PatientBot(request)


@pytest.fixture
def theme(qtbot: PatientBot) -> Theme:
    """The light theme on the application and on what is added to the bot."""
    made = qtbot.theme = Theme("light")
    made.apply()
    return made


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """Jobs that end with the test."""
    made = Jobs()
    yield made
    assert made.close(), "a job did not end"


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of this test alone."""
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def context(theme: Theme, jobs: Jobs, settings: QSettings) -> Context:
    """A context without anybody at the desk."""
    return Context(Translator, theme, jobs, settings)


@pytest.fixture
def seated(context: Context, local_manager: Desk) -> Context:
    """A context with Lin Tao, manager, at a database in a file."""
    context.sit_down(local_manager)
    return context


@pytest.fixture
def window(qtbot: QtBot, settings: QSettings) -> Iterator[MainWindow]:
    """The whole window, not shown and without a database."""
    made = make_window(read_arguments(["--theme", "light"]), settings)
    qtbot.addWidget(made)
    yield made
    made.context.jobs.close()
    made.seating.close()


@pytest.fixture
def open_window(qtbot: QtBot, window: MainWindow, local_staffed: Backend) -> Callable[[str], MainWindow]:
    """Shows the window with a database and sits somebody down by login."""

    def sit(login: str) -> MainWindow:
        window.show()
        found = tuple(people(local_staffed.store))
        window.opened(local_staffed, found)
        with qtbot.waitSignal(window.seating.seated):
            window.seating.enter(next(one for one in found if one.login == login))
        return window

    return sit
