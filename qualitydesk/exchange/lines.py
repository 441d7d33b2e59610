"""Lines of one record: their numbers, given by the file or by their order in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def number_lines(lines: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Each line with a ``line_no``: its own, else the next free one. The same file always gives the same
    numbers.
    """
    taken = {line["line_no"] for line in lines if "line_no" in line}
    free = 0
    for line in lines:
        if "line_no" not in line:
            free += 1
            while free in taken:
                free += 1
            taken.add(free)
            line["line_no"] = free
    return lines
