"""How far a record is on its way: the marks of its steps, the same for whatever goes through steps.

Which steps there are is told by the area: ``claims.stepper``, ``shipments.states``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

StateT = TypeVar("StateT")


class StepMark(StrEnum):
    """Where the record stands to one of its steps."""

    DONE = "done"
    NOW = "now"
    BLOCKED = "blocked"
    LATER = "later"
    SKIP = "skip"


def still_ahead(now: StateT, ways: Callable[[StateT], Iterable[StateT]]) -> frozenset[StateT]:
    """``now`` and every state that can still come after it; ``ways`` answers which follow on one."""
    found, waiting = {now}, [now]
    while waiting:
        new = set(ways(waiting.pop())) - found
        found |= new
        waiting.extend(new)
    return frozenset(found)
