"""A program killed in the middle of its work: started as a process of its own, ended without a word."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def killed_run(module: str, *words: str, patience: float) -> list[str]:
    """Run a module beside this one, kill it ``patience`` seconds after its first line; its whole lines."""
    command = [sys.executable, "-m", f"tests.journeys.{module}", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY, text=True) as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(patience)
        child.kill()
        rest = child.stdout.read()
    return [line for line in (first + rest).split("\n")[:-1] if line]
