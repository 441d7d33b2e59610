"""Lines of one record: their numbers, given by the file or by their order in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def number_lines(lines: Sequence[dict[str, Any]], taken: set[int]) -> Sequence[dict[str, Any]]:
    """Each line with a ``line_no``: its own, else the next one that is not ``taken`` by the record's lines.

    ``taken`` grows; when it is kept while the record's rows come in several parts, the same file always gives
    the same numbers.
    """
    taken.update(line["line_no"] for line in lines if "line_no" in line)
    free = 0
    for line in lines:
        if "line_no" not in line:
            free += 1
            while free in taken:
                free += 1
            taken.add(free)
            line["line_no"] = free
    return lines
