"""What one process does: the databases it works on, the screen and scale it tells Qt of, its pictures.

The way through the window is ``tour``'s.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from qualitydesk.domain.clock import Clock
from tests.shots.studio import Look

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "shots"
FIRST_PERSON = "lin"
Outcome = tuple[list[str], list[str]]
"""The pictures taken, and what went wrong."""


def make_templates(folder: Path, languages: Iterable[str], clock: Clock | None = None) -> None:
    """The example company in each language, and one that has just begun; copied for each window."""
    from qualitydesk.bootstrap import open_backend
    from qualitydesk.domain.people import Role
    from qualitydesk.services.demo.story import make_example
    from qualitydesk.services.people import NewPerson, create_first_person
    from qualitydesk.settings import House
    from reports.example import plan_papers

    for language in languages:
        backend = open_backend(str(folder / f"example-{language}.db"), clock=clock)
        make_example(backend.desk(), papers=plan_papers, language=language)
        backend.close()
    for name in ("begun", "empty"):
        backend = open_backend(str(folder / f"{name}.db"), clock=clock)
        if name == "begun":
            person = NewPerson("Lin Tao", FIRST_PERSON, "lanting-2026", Role.MANAGER, "林涛")
            create_first_person(backend.store, backend.clock, person, House("Lanting Trading", "兰亭贸易"))
        backend.close()


def take(folder: Path, look: Look, only: str) -> Outcome:
    """All pictures of one look."""
    start(look, folder)
    from tests.shots.studio import Studio
    from tests.shots.tour import walk, walk_empty

    taken, missed = list[str](), list[str]()
    example = f"example-{look.language}"
    for name in (example, "begun", "empty") if look.whole else (example,):
        studio = Studio(copied(folder, name, look.tag), look, OUT, only)
        if name == example:
            walk(studio)
        else:
            walk_empty(studio, FIRST_PERSON if name == "begun" else "")
        studio.close()
        taken += studio.taken
        missed += studio.missed
    return taken, missed


def shoot_pages(folder: Path, look: Look, out: Path, clock: Clock) -> list[str]:
    """The pages of the example company at one moment; what went wrong."""
    start(look, folder)
    from tests.shots.studio import Studio
    from tests.shots.tour import walk

    studio = Studio(copied(folder, f"example-{look.language}", look.tag), look, out, clock=clock)
    walk(studio)
    studio.close()
    return studio.missed


def start(look: Look, folder: Path) -> None:
    """Start Qt with that screen and every shipped font."""
    screen_for(look, folder)
    from PySide6.QtCore import qInstallMessageHandler

    from ui.app import make_application
    from ui.kit.theme import OTHER_SCRIPTS, load_fonts

    qInstallMessageHandler(tell)
    make_application()
    for pattern in OTHER_SCRIPTS:
        load_fonts(pattern)


def screen_for(look: Look, folder: Path) -> None:
    """Give the offscreen platform a screen that the window just fills, and the scale factor."""
    width, height = (side * look.scale for side in look.size)
    screen = {"name": "desk", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    settings = folder / f"screen-{look.tag}.json"
    settings.write_text(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={settings}"
    os.environ["QT_SCALE_FACTOR"] = str(look.scale)


def tell(_kind: object, _where: object, words: str) -> None:
    """Qt's messages, without what the offscreen platform can't do and need not."""
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


def take_papers(folder: Path, only: str) -> Outcome:
    """The pages of papers."""
    from tests.shots.papers import shoot_papers

    return shoot_papers(copied(folder, "example-en", "papers"), OUT, only)


def copied(folder: Path, name: str, tag: str) -> Path:
    """A copy of a database with its files."""
    source, database = folder / f"{name}.db", folder / f"{name}-{tag}.db"
    shutil.copyfile(source, database)
    files = Path(f"{source}.files")
    if files.exists():
        shutil.copytree(files, f"{database}.files")
    return database
