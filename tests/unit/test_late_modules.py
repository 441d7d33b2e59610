"""What a library asks for and nobody uses waits until somebody does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
import qualitydesk.bootstrap
waits = not {"asyncio.events", "ssl", "email", "zipfile"} & set(sys.modules)
from sqlalchemy.util.concurrency import is_cancellation_exception, iscoroutine
import asyncio.queues
from importlib.metadata import version
import importlib.metadata
named = version("sqlalchemy") == importlib.metadata.version("sqlalchemy")

async def answer():
    await asyncio.sleep(0)
    return asyncio.queues is sys.modules["asyncio.queues"]

coroutine = answer()
print(waits, iscoroutine(coroutine), is_cancellation_exception(ValueError()), asyncio.run(coroutine), named)
"""


def test_what_nobody_uses_is_loaded_when_it_is_wanted_and_not_before() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True", "False", "True", "True"]
