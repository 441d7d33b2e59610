"""Cycles that hold widgets are freed on the GUI thread alone, whoever allocates meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
import weakref
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.jobs import Jobs

BUSY_WORKERS = """
import os, threading, weakref
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget
from ui.app import make_application
from ui.kit.jobs import Jobs

application, jobs, freed = make_application(), Jobs(), set()

class Dialog(QWidget):
    def __init__(self):
        super().__init__()
        self.itself, self.label, self.timer = self, QLabel("x", self), QTimer(self)
        self.timer.start(1)
        weakref.finalize(self, lambda: freed.add(threading.current_thread().name))

def allocate():
    for _ in range(200):
        rows = [[number] for number in range(2_000)]

for _ in range(30):
    Dialog().show()
    jobs.read(jobs, allocate, lambda _none: None)
    application.processEvents()
while jobs.active or not freed:
    application.processEvents()
jobs.close()
print(*freed)
"""


def test_workers_that_allocate_never_destroy_a_widget() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", BUSY_WORKERS],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["MainThread"]


def test_a_worker_is_not_the_last_to_let_go_of_what_its_job_holds(qtbot: QtBot, jobs: Jobs) -> None:
    freed: list[str] = []

    def ask() -> None:
        widget = QWidget()
        weakref.finalize(widget, lambda: freed.append(threading.current_thread().name))

        def fail() -> None:
            raise ValueError(widget.objectName())

        jobs.read(widget, fail, lambda _none: None, lambda _error: None)

    for _ in range(50):
        ask()
    qtbot.waitUntil(lambda: jobs.active == 0 and len(freed) == 50)
    assert set(freed) == {"MainThread"}
