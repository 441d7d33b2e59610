"""Fixtures for every test: the database on both engines, desks for the people of the house, a still clock.

Also what fails any test by itself: an unexpected log line, a window left open, a thread left running.
"""

from __future__ import annotations

import itertools
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualitydesk.domain.clock import FixedClock
from tests.postgres_server import Server, ServerMissing, running_server

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

_postgres_trouble: list[str] = []


@pytest.fixture(scope="session")
def clock() -> FixedClock:
    """The instant at which all tests happen."""
    return FixedClock(datetime(2026, 11, 20, 14, 6, 21, 123000, tzinfo=UTC))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real files beside the checkout; the test is skipped where it is not."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("the folder of real files (../shared/data) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The session's private PostgreSQL server."""
    try:
        with running_server() as server:
            yield server
    except ServerMissing as missing:
        _postgres_trouble.append(str(missing))
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL is required here: {missing}")
        pytest.skip(f"no PostgreSQL: {missing}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, in the last lines, when one of the two databases was not tested."""
    if _postgres_trouble:
        terminalreporter.section("POSTGRESQL WAS NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(_postgres_trouble[0])
        terminalreporter.line("Install it (Debian: apt-get install postgresql) and run the tests again.")


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test that logs what it did not announce, or leaves a window open or a thread running."""
    threads = set(threading.enumerate())
    yield
    left = [f"log line: {line}" for line in _unexpected_log_lines(request, caplog)]
    left += [f"thread: {thread.name}" for thread in set(threading.enumerate()) - threads if not thread.daemon]
    left += [f"window: {window}" for window in _open_windows()]
    if left:
        pytest.fail("left behind: " + "; ".join(left))


def _unexpected_log_lines(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> list[str]:
    import logging
    import re

    expected = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    records = itertools.chain(caplog.get_records("setup"), caplog.get_records("call"))
    lines = [record.getMessage() for record in records if record.levelno >= logging.WARNING]
    return [line for line in lines if not any(re.search(pattern, line) for pattern in expected)]


def _open_windows() -> list[str]:
    import sys

    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if widgets is None or application is None:
        return []
    return [repr(window) for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
