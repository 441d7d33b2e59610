"""What the first page of a list does without: it is there sooner for what is not loaded before it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from qualitydesk.bootstrap import Backend

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = """
    alembic psycopg reportlab PIL pypdf pypdfium2 segno babel holidays stdnum yaml xlsxwriter python_calamine
    cryptography keyring platformdirs asyncio.events importlib.metadata._meta sqlalchemy.orm
"""
PARTS = """
    qualitydesk.domain.rules qualitydesk.rules.pack qualitydesk.exchange qualitydesk.services.claims
    qualitydesk.services.documents qualitydesk.services.history qualitydesk.services.home
    qualitydesk.services.shipments qualitydesk.services.todo qualitydesk.store.audit qualitydesk.store.search
    qualitydesk.store.tallies reports ui.palette ui.screens.home.screen ui.screens.shipments.screen
    ui.todo_list
"""
LATER = """
    sqlalchemy qualitydesk.bootstrap qualitydesk.records qualitydesk.services.inspections
    qualitydesk.services.people qualitydesk.store.session
"""
LAUNCH = """
import os, sys
from PySide6.QtCore import QTimer
from ui.app import after_first_paint, make_application, make_window, read_arguments
from ui.kit.table import TableView
application = make_application()
window = make_window(read_arguments([]))
settings = window.context.settings

def known(people):
    person = people[0]
    settings.setValue(f"people/{person.id}/page", "inspections")
    window.seating.enter(person)

def arrived(_first):
    print(*sorted(sys.modules), flush=True)
    os._exit(0)

def seated():
    window.pages.current_screen().findChildren(TableView)[0].rows.page_arrived.connect(arrived)

if sys.argv[2] == "open":
    window.seating.opened.connect(lambda _location: known(window.seating.people))
else:
    window.front.currentChanged.connect(lambda _page: known(window.seating.expected))
window.seating.seated.connect(seated)
window.show()
after_first_paint(window, sys.argv[1])
QTimer.singleShot(60_000, application.quit)
application.exec()
"""


def loaded_by(location: str, home: Path, when: str) -> set[str]:
    """The modules that are there when the first page has come to somebody who sat down at once, or when the
    database was open.
    """
    done = subprocess.run(
        [sys.executable, "-c", LAUNCH, location, when],
        cwd=ROOT,
        env=os.environ | {"QUALITYDESK_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout, done.stderr
    return set(done.stdout.split())


def test_the_first_page_of_a_list_loads_nothing_of_what_comes_later(
    local_staffed: Backend, tmp_path: Path
) -> None:
    loaded = loaded_by(local_staffed.location, tmp_path, "open")
    assert "qualitydesk.store.listings.inspections" in loaded
    assert sorted(loaded & {*LIBRARIES.split(), *PARTS.split()}) == []


def test_who_comes_in_at_once_sees_it_by_sqlite_alone(local_staffed: Backend, tmp_path: Path) -> None:
    loaded = loaded_by(local_staffed.location, tmp_path, "at once")
    assert "ui.screens.inspections.screen" in loaded
    forbidden = {*LIBRARIES.split(), *PARTS.split(), *LATER.split()}
    assert sorted(loaded & forbidden) == []
