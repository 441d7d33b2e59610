"""Figures of the window with a database: the first page, memory, and how long the event loop ever pauses.

What is done at the window stands in ``sitting``, which runs as a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Figure, in_turn, median, once, timed
from tests.bench.window import BLANK, ROOT, run

if TYPE_CHECKING:
    from tests.bench.seat import Found

MEMORY_GOAL, PAUSE_GOAL = 75.0, 50.0
"""MB with the first page on screen; milliseconds that nobody notices."""


def seated_figures(path: Path, size: int, pairs: int, folder: Path) -> Iterator[Figure]:
    """A person sits down, works while somebody else holds the database, works on for a while."""
    copy = folder / "seated.db"
    shutil.copyfile(path, copy)
    shutil.copytree(f"{path}.files", f"{copy}.files")  # a paper shows its photos
    told = played("leave", copy)
    yield in_turn(
        "G2 launch to the first page of a list",
        lambda: told.update(played("page", copy)),
        lambda: run(BLANK, str(folder)),
        goal=1.5,
        limit_is="blank QMainWindow",
        rows=size,
        pairs=min(pairs, 7),
    )
    yield typing_figure(copy, size, min(pairs, 7), folder)
    memory = float(told["resident"])
    yield once("G2 memory with the first page, MB", size, memory, MEMORY_GOAL, 1.0, "the goal")
    opening = played("first", copy)
    yield _pause("longest pause, pages opened first", size, opening, "first")
    yield _pause("longest pause, pages opened again", size, opening, "again")
    over = played("dialogs", copy)
    yield _pause("longest pause, dialogs opened first", size, over, "first")
    yield _pause("longest pause, dialogs opened again", size, over, "again")
    held = played("blocked", copy)
    yield _pause("longest pause, database held 5 s", size, held, "longest")
    yield _pause("longest pause, not held", size, held, "free")
    day = played("day", copy)
    yield _pause("G21 longest pause of a short day", size, day, "longest")
    resident, warm, lost = (float(day[name]) for name in ("resident", "warm", "lost"))
    yield once("G21 memory at its end, MB", size, resident, warm, 1.1, "after its first third")
    yield once("G21 references lost an action", size, lost, 1.0, 0.0, "one")


def typing_figure(database: Path, size: int, pairs: int, folder: Path) -> Figure:
    """What is waited for beside typing: until a password can be typed, then for the first page."""
    blank, waited = list[float](), list[float]()
    for _ in range(pairs):
        blank.append(timed(lambda: run(BLANK, str(folder)))[0])
        begun = time.time()
        told = played("typed", database)
        waited.append((float(told["asked"]) - begun + float(told["waited"])) * 1000)
    name = "G2 the same, waited for beside typing a password"
    return once(name, size, median(waited), median(blank), 1.5, "blank QMainWindow")


def _pause(operation: str, size: int, found: Found, name: str) -> Figure:
    """The longest pause of the event loop, with what the window itself worked at most, and at what."""
    longest, work = float(found[name]), float(found[f"{name} work"])
    limit = f"what nobody notices (work: {found[f'{name} at']})"
    return Figure(operation, size, 1, longest, longest, work, PAUSE_GOAL, 0.0, 1.0, limit)


def played(what: str, database: Path) -> Found:
    """Play a part at the window and hear what was found."""
    environment = os.environ | {"QUALITYDESK_HOME": str(database.parent), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "tests.bench.sitting", what, str(database)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, timeout=900)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found
