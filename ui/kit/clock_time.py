"""A time of day as people type it."""

from __future__ import annotations

from datetime import time


def clock_time(text: str) -> time | None:
    """ "14:30" or "9.05" as a time of day; None for anything else."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":").zfill(5))
    except ValueError:
        return None
