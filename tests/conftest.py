"""Fixtures for every test: the database on both engines, desks for the people of the house, a still clock.

Also what fails any test by itself: an unexpected log line, a window left open, a thread left running.
"""

from __future__ import annotations

import gc
import itertools
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.people import PROGRAM
from qualitydesk.services import passwords
from qualitydesk.services.demo.story import make_example
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Store
from tests.builders import add_people, desk_of
from tests.postgres_server import Server, ServerMissing, roomy_memory, running_server
from ui.kit.garbage import AT_FIRST, OLDEST, collect_due

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED = REPOSITORY.parent / "shared"

MORE_WIDGETS = 1_000

_postgres_trouble: list[str] = []
_database_numbers = itertools.count(1)
_lasting_widgets = [0]


def pytest_configure(config: pytest.Config) -> None:
    """Keep the databases of the tests in memory where there is room: they are thrown away anyway.

    Widgets that a test left are freed on the main thread alone, as in the program.
    """
    gc.disable()
    memory = roomy_memory()
    if memory is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A password is slow to check on purpose; each hash says how slow, and these need not be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", 2**4)
        yield


@pytest.fixture(scope="session")
def clock() -> FixedClock:
    """The instant at which all tests happen."""
    return FixedClock(datetime(2026, 11, 20, 14, 6, 21, 123000, tzinfo=UTC))


@pytest.fixture
def far_east() -> Iterator[None]:
    """The computer stands where it is tomorrow already at the instant of all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        yield
    time.tzset()


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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory, clock: FixedClock) -> Path:
    """A SQLite file with the newest schema, copied for every test."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    open_backend(str(path), clock=clock).close()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: Server, clock: FixedClock) -> Server:
    """The same on the server, as the database ``template_desk``."""
    postgres.execute("CREATE DATABASE template_desk")
    open_backend(postgres.url("template_desk"), clock=clock).close()
    return postgres


@pytest.fixture
def local_database(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh database in a file; for tests in which the kind of database does not matter."""
    path = tmp_path / "desk.db"
    shutil.copyfile(sqlite_template, path)
    return str(path)


@pytest.fixture
def server_database(postgres_template: Server) -> Iterator[str]:
    """A fresh database on the server."""
    name = f"desk_{next(_database_numbers)}"
    postgres_template.execute(f"CREATE DATABASE {name} TEMPLATE template_desk")
    yield postgres_template.url(name)
    postgres_template.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request: pytest.FixtureRequest) -> str:
    """Where a fresh database is; the test runs once for each kind."""
    kind = "local_database" if request.param == "sqlite" else "server_database"
    location: str = request.getfixturevalue(kind)
    return location


@pytest.fixture
def backend(database: str, clock: FixedClock) -> Iterator[Backend]:
    """The fresh database, opened; on both kinds."""
    yield from _opened(database, clock)


@pytest.fixture
def local_backend(local_database: str, clock: FixedClock) -> Iterator[Backend]:
    """The fresh database in a file, opened."""
    yield from _opened(local_database, clock)


def _opened(location: str, clock: FixedClock) -> Iterator[Backend]:
    backend = open_backend(location, clock=clock, create=False)
    yield backend
    backend.close()


@pytest.fixture
def store(backend: Backend) -> Store:
    """The fresh database as a store; on both kinds."""
    return backend.store


@pytest.fixture
def staffed(backend: Backend) -> Backend:
    """The fresh database with the people of the house in it; on both kinds."""
    return _with_people(backend)


@pytest.fixture
def inspector(staffed: Backend) -> Desk:
    """The desk with Chen Yu, inspector."""
    return desk_of(staffed, "chen")


@pytest.fixture
def approver(staffed: Backend) -> Desk:
    """The desk with Wang Shu, who gives the second signature."""
    return desk_of(staffed, "wang")


@pytest.fixture
def service(staffed: Backend) -> Desk:
    """The desk with Sofia Brandt of after-sales."""
    return desk_of(staffed, "sofia")


@pytest.fixture
def manager(staffed: Backend) -> Desk:
    """The desk with Lin Tao, manager."""
    return desk_of(staffed, "lin")


@pytest.fixture
def local_staffed(local_backend: Backend) -> Backend:
    """A database in a file with the people of the house in it."""
    return _with_people(local_backend)


@pytest.fixture
def local_manager(local_staffed: Backend) -> Desk:
    """Lin Tao, manager, at a database in a file."""
    return desk_of(local_staffed, "lin")


@pytest.fixture(scope="session")
def example_template(tmp_path_factory: pytest.TempPathFactory, clock: FixedClock) -> Path:
    """A file with the example company in it, made once and copied."""
    path = tmp_path_factory.mktemp("example") / "example.db"
    backend = open_backend(str(path), clock=clock)
    make_example(backend.desk())
    backend.close()
    return path


@pytest.fixture
def example_database(example_template: Path, tmp_path: Path) -> str:
    """The example company in a file of its own, with its photos."""
    path = tmp_path / "example.db"
    shutil.copyfile(example_template, path)
    shutil.copytree(f"{example_template}.files", f"{path}.files")
    return str(path)


@pytest.fixture
def example(example_database: str, clock: FixedClock) -> Iterator[Backend]:
    """The example company, opened."""
    yield from _opened(example_database, clock)


def _with_people(backend: Backend) -> Backend:
    with backend.store.write(PROGRAM, "make the people of the house") as work:
        add_people(work)
    return backend


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, in the last lines, when one of the two databases was not tested."""
    if _postgres_trouble:
        terminalreporter.section("POSTGRESQL WAS NOT TESTED", sep="!", red=True, bold=True)
        terminalreporter.line(_postgres_trouble[0])
        terminalreporter.line("Install it (Debian: apt-get install postgresql) and run the tests again.")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test touches the data or the log of the person who runs it."""
    monkeypatch.setenv("QUALITYDESK_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    monkeypatch.delenv("QUALITYDESK_DB", raising=False)
    known = list(logging.getLogger().handlers)
    yield
    for handler in logging.getLogger().handlers[:]:
        if handler not in known and not type(handler).__module__.startswith("_pytest"):
            logging.getLogger().removeHandler(handler)
            handler.close()


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test that logs what it did not announce, or leaves a window open or a thread running."""
    threads = set(threading.enumerate())
    yield
    _free_widgets()
    left = [f"log line: {line}" for line in _unexpected_log_lines(request, caplog)]
    left += [f"thread: {thread.name}" for thread in set(threading.enumerate()) - threads if not thread.daemon]
    left += [f"window: {window}" for window in _open_windows()]
    left += [f"objects never freed: {count}" for count in [gc.get_freeze_count()] if count > AT_FIRST]
    if left:
        pytest.fail("left behind: " + "; ".join(left))


def _free_widgets() -> None:
    """What was closed goes now, since no event loop runs between tests. Cycles are looked for by Python's own
    measure, and when many more widgets are there than lasted so far: each style sheet visits them all.
    """
    import sys

    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if application is None:
        collect_due()
        return
    application.sendPostedEvents(None, int(sys.modules["PySide6.QtCore"].QEvent.Type.DeferredDelete))
    if collect_due() != OLDEST and len(application.allWidgets()) > _lasting_widgets[0] + MORE_WIDGETS:
        gc.collect()
        _lasting_widgets[0] = len(application.allWidgets())


def _unexpected_log_lines(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> list[str]:
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
