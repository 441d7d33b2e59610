"""Figures of the window: from the start of the process to its first paint, beside a blank window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Figure, in_turn

ROOT = Path(__file__).resolve().parents[2]
WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            os._exit(0)
        return False
"""
BLANK = f"""{WATCH}
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window, watch = QMainWindow(), Watch()
window.resize(1440, 900)
window.installEventFilter(watch)
window.show()
application.exec()
"""
OURS = f"""
from ui.app import make_application, make_window, read_arguments
application = make_application()
window = make_window(read_arguments([]))
{WATCH}
watch = Watch()
window.installEventFilter(watch)
window.show()
application.exec()
"""


def window_figures(pairs: int) -> Iterator[Figure]:
    """Launch to first paint."""
    with tempfile.TemporaryDirectory(prefix="qualitydesk-bench-") as home:
        yield in_turn(
            "G1 launch to first paint",
            lambda: run(OURS, home),
            lambda: run(BLANK, home),
            goal=1.3,
            limit_is="blank QMainWindow",
            rows=0,
            pairs=pairs,
        )


def run(program: str, home: str) -> None:
    """A process of its own, to its end."""
    environment = os.environ | {"QUALITYDESK_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, timeout=60)
