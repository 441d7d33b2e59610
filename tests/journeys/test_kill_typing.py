"""Killed while somebody writes in the real window: the words stand there again when the form is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.services import inspections
from qualitydesk.services.inspections import NewInspection
from qualitydesk.services.people import people
from qualitydesk.translation import Translator
from tests.builders import desk_of
from tests.claim_story import ORDER, claim_on_kettle, sell_kettles
from tests.journeys.typed_forms import FORMS, dialogs, open_form
from tests.journeys.typing_child import MESSAGE, WORDS
from ui.app import make_window, read_arguments
from ui.context import Context
from ui.kit.form import Form
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.main_window import MainWindow
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.screen import ClaimsScreen

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 30_000


def killed_while_writing(location: str, folder: Path, records: dict[str, str]) -> None:
    named = [f"{form}={key}" for form, key in records.items()]
    command = [sys.executable, "-m", "tests.journeys.typing_child", location, str(folder), *named]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "kept\n"
        child.kill()


def test_words_stand_again_where_they_were_typed(
    qtbot: QtBot, local_staffed: Backend, local_database: str, tmp_path: Path
) -> None:
    desk = desk_of(local_staffed, "lin")
    sell_kettles(desk)
    claim = claim_on_kettle(desk)
    killed_while_writing(local_database, tmp_path / "child", {"claim": claim})
    theme = Theme("light")
    context = Context(
        Translator, theme, Jobs(), QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat)
    )
    context.sit_down(desk)
    screen = ClaimsScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    screen.open_record(claim)
    composer = screen.workspace.messages.composer
    qtbot.waitUntil(lambda: composer.text.toPlainText() == MESSAGE, timeout=PATIENCE)
    screen.new_claim()
    dialog = screen.window().findChildren(NewClaimDialog)[0]
    qtbot.waitUntil(lambda: bool(dialog.items), timeout=PATIENCE)
    assert dialog.lookup.text() == ORDER
    assert dialog.form.text("description") == WORDS
    dialog.create_claim()
    qtbot.waitUntil(lambda: not screen.window().findChildren(NewClaimDialog), timeout=PATIENCE)
    screen.close()
    assert context.jobs.close()


def test_every_kind_of_form_stands_again_as_it_was_when_the_program_was_killed(
    qtbot: QtBot, local_staffed: Backend, local_database: str, tmp_path: Path
) -> None:
    desk = desk_of(local_staffed, "lin")
    keys = sell_kettles(desk)
    inspection = inspections.plan_inspection(desk, NewInspection(keys["lot"]))
    inspections.start_inspection(desk, inspection, 1)
    records = {
        "product": keys["product"],
        "address": keys["maker"],
        "goods": keys["shipment"],
        "plan": "",
        "defect": inspection,
    }
    assert records.keys() == FORMS.keys()
    killed_while_writing(local_database, tmp_path / "child", records)
    settings = QSettings(str(tmp_path / "own.ini"), QSettings.Format.IniFormat)
    window = make_window(read_arguments([]), settings)
    qtbot.addWidget(window)
    window.show()
    found = tuple(people(local_staffed.store))
    window.opened(local_staffed, found)
    with qtbot.waitSignal(window.seating.seated, timeout=PATIENCE):
        window.seating.enter(next(one for one in found if one.login == "lin"))
    for name, key in records.items():
        form = opened(qtbot, window, name, key)
        typed = FORMS[name].typed
        stands = {field: form.boxes[field].editor.kept() for field in typed}
        assert stands == typed, name
        (dialog,) = dialogs()
        dialog.close()
    assert window.context.jobs.close()
    window.seating.close()


def opened(qtbot: QtBot, window: MainWindow, name: str, key: str) -> Form:
    forms: list[Form] = []
    opening = open_form(window, name, key)

    def there() -> bool:
        forms.extend(form for form in [next(opening)] if form is not None)
        return bool(forms)

    qtbot.waitUntil(there, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.context.jobs.active == 0, timeout=PATIENCE)
    return forms[0]
