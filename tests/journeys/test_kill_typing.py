"""Killed while somebody writes in the real window: the words stand there again when the form is opened."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.translation import Translator
from tests.builders import desk_of
from tests.claim_story import ORDER, claim_on_kettle, sell_kettles
from tests.journeys.typing_child import MESSAGE, WORDS
from ui.context import Context
from ui.kit.jobs import Jobs
from ui.kit.theme import Theme
from ui.screens.claims.opening import NewClaimDialog
from ui.screens.claims.screen import ClaimsScreen

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 30_000


def killed_while_writing(location: str, folder: Path, claim: str) -> None:
    command = [sys.executable, "-m", "tests.journeys.typing_child", location, str(folder), claim]
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
    killed_while_writing(local_database, tmp_path / "child", claim)
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
