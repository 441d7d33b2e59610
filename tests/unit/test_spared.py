"""What a library asks for and nobody uses waits until somebody does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
import qualitydesk.bootstrap
waits = "asyncio.events" not in sys.modules and "ssl" not in sys.modules
from sqlalchemy.util.concurrency import is_cancellation_exception, iscoroutine
import asyncio.queues

async def answer():
    await asyncio.sleep(0)
    return asyncio.queues is sys.modules["asyncio.queues"]

coroutine = answer()
print(waits, iscoroutine(coroutine), is_cancellation_exception(ValueError()), asyncio.run(coroutine))
"""


def test_asyncio_is_loaded_when_it_is_wanted_and_not_before() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "True", "False", "True"]
