"""What is imported beside Qt is imported as Python does it: nobody reads its source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LATER = """
import linecache
import ui.kit
import imaplib
from PySide6.QtCore import *
print(imaplib.__file__ in linecache.cache, QTimer().isActive())
"""


def test_the_source_of_what_is_imported_is_not_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LATER], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "False"]
