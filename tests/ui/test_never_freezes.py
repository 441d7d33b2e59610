"""The window over a million records while somebody else holds the database for five seconds: it takes keys,
scrolls and changes pages, and fills what was asked for once the database is free. How long the event loop
ever pauses is measured by the bench.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend, open_backend
from qualitydesk.domain.clock import Clock
from qualitydesk.services import drafts
from qualitydesk.services.people import people
from ui.kit.screen import Screen
from ui.kit.states import Skeleton
from ui.kit.table import AnyTable, TableView
from ui.main_window import MainWindow
from ui.palette import Palette
from ui.screens.inspections.planning import NewInspectionDialog

RECORDS, COPIED = 1_000_000, 20
HELD_SECONDS, MOST_TURNS = 5, 1_000
PAGES = ("shipments", "claims", "inspections")
COPY_ID = "substr({name}, 1, 24) || printf('%012x', n)"
INSPECTION = {"id": COPY_ID.format(name="id"), "number": "number || '-' || n", "status": "'Planned'"}
CHECK = {
    "id": "printf('%08x-0000-7000-8000-', n) || substr(id, 25)",
    "inspection_id": COPY_ID.format(name="inspection_id"),
} | dict.fromkeys(("name_zh", "requirement", "requirement_zh", "how_to", "how_to_zh"), "''")
"""What is another in a copy than in the record it is made from."""


@pytest.fixture(scope="module")
def crowded_file(example_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The example company with a million records more, planned inspections and their checks, written by the
    database alone.
    """
    path = tmp_path_factory.mktemp("crowded") / "crowded.db"
    shutil.copyfile(example_template, path)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("PRAGMA cache_size = -100000")
        raw.execute(f"CREATE TEMP TABLE model AS SELECT id FROM inspection ORDER BY id LIMIT {COPIED}")
        (checks,) = raw.execute(f"SELECT count(*) FROM inspection_check WHERE {of_models('inspection_id')}")
        copies = RECORDS // (COPIED + checks[0]) + 1
        multiply(raw, "inspection", "id", INSPECTION, copies)
        multiply(raw, "inspection_check", "inspection_id", CHECK, copies)
        raw.commit()
        assert raw.total_changes >= RECORDS
    yield path
    path.unlink()


def of_models(key: str) -> str:
    """The condition that a row belongs to an inspection that is copied."""
    return f"{key} IN (SELECT id FROM temp.model)"


def multiply(raw: sqlite3.Connection, table: str, key: str, fresh: Mapping[str, str], copies: int) -> None:
    """Copy a table's rows of those inspections so many times."""
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    raw.execute(
        f"WITH RECURSIVE copies (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {copies}) "
        f"INSERT INTO {table} ({', '.join(columns)}) "
        f"SELECT {', '.join(fresh.get(name, name) for name in columns)} "
        f"FROM copies, (SELECT * FROM {table} WHERE {of_models(key)})"
    )


@pytest.fixture
def crowded(crowded_file: Path, clock: Clock) -> Iterator[Backend]:
    """That company, opened."""
    backend = open_backend(str(crowded_file), clock=clock, create=False)
    yield backend
    backend.close()


@pytest.fixture
def busy_window(qtbot: QtBot, window: MainWindow, crowded: Backend) -> MainWindow:
    """Wang Shu at the list of inspections, its first page shown."""
    window.show()
    known = tuple(people(crowded.store))
    window.opened(crowded, known)
    with qtbot.waitSignal(window.seating.seated):
        window.seating.enter(next(one for one in known if one.login == "wang"))
    window.pages.go("inspections")
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
    return window


@contextmanager
def held(file: Path) -> Iterator[None]:
    """The database in the hands of another program."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def page_in_front(window: MainWindow) -> Screen:
    """The page that is shown."""
    screen = window.pages.current_screen()
    assert screen is not None
    return screen


def list_in_front(window: MainWindow) -> AnyTable:
    """The list of that page, itself shown or not."""
    table = page_in_front(window).findChild(TableView)
    assert isinstance(table, TableView)
    return table


def answers(qtbot: QtBot) -> bool:
    """Whether the event loop comes round."""
    heard: list[bool] = []
    QTimer.singleShot(0, lambda: heard.append(True))
    qtbot.waitUntil(lambda: bool(heard))
    return heard[0]


def type_into(field: QLineEdit, text: str) -> str:
    """Press the keys of a text; what the field holds then."""
    field.setFocus()
    QTest.keyClicks(field, text)
    return field.text()


def type_in_palette(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Open the palette, type, and close it again."""
    palette = window.commands.open_palette()
    assert isinstance(palette, Palette)
    assert type_into(palette.field, text) == text
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(Palette))


def work_on(qtbot: QtBot, window: MainWindow, end: float) -> None:
    """Page after page: scroll its list and type, until that moment of the clock."""
    for turn in range(MOST_TURNS):
        if time.monotonic() >= end:
            return
        window.pages.go(PAGES[turn % len(PAGES)])
        bar = list_in_front(window).verticalScrollBar()
        bar.setValue((bar.value() + 7) % max(bar.maximum(), 1))
        type_in_palette(qtbot, window, "kettle")
        assert answers(qtbot)
    pytest.fail("the clock stands still")


def test_the_window_lives_while_the_database_is_held_and_fills_afterwards(
    qtbot: QtBot, busy_window: MainWindow, crowded_file: Path
) -> None:
    window, jobs = busy_window, busy_window.context.jobs
    inspections = list_in_front(window)
    rows, bar = inspections.rows.rowCount(), inspections.verticalScrollBar()
    assert rows
    with held(crowded_file):
        end = time.monotonic() + HELD_SECONDS
        bar.setValue(bar.maximum())  # the next page is asked for, and waits
        assert answers(qtbot)
        assert bar.value() > 0
        assert inspections.rows.loading

        type_in_palette(qtbot, window, "kettle")
        window.pages.go("claims")
        claims = list_in_front(window)
        assert answers(qtbot)
        assert not claims.isVisible()
        claims_page = page_in_front(window)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in claims_page.findChildren(Skeleton)))
        assert jobs.active

        window.pages.back()
        assert list_in_front(window) is inspections
        work_on(qtbot, window, end)
        assert inspections.rows.rowCount() == rows
    window.pages.go("claims")
    qtbot.waitUntil(lambda: claims.isVisible() and claims.rows.rowCount() > 0)
    qtbot.waitUntil(lambda: inspections.rows.rowCount() > rows)
    qtbot.waitUntil(lambda: jobs.active == 0)


def test_what_is_typed_into_a_form_while_the_database_is_held_is_kept(
    qtbot: QtBot, busy_window: MainWindow, crowded_file: Path
) -> None:
    window, desk = busy_window, busy_window.context.desk
    plan = next(action for action in page_in_front(window).screen_actions() if action.id == "new")
    with held(crowded_file):
        plan.run()
        dialog = window.findChild(NewInspectionDialog)
        assert dialog is not None
        note = dialog.form.boxes["note"].editor.field
        assert isinstance(note, QPlainTextEdit)
        note.setFocus()
        QTest.keyClicks(note, "carton wet")
        assert note.toPlainText() == "carton wet"
        assert answers(qtbot)

    def kept() -> bool:
        draft = drafts.read_draft(desk, "new inspection", "")
        return draft is not None and draft.content.get("note") == "carton wet"

    qtbot.waitUntil(kept)
    dialog.reject()
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
