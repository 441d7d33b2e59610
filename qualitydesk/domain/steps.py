"""How far a record is on its way: the marks of its steps, the same for whatever goes through steps.

Which steps there are is told by the area: ``claims.stepper``, ``shipments.states``.
"""

from __future__ import annotations

from enum import StrEnum


class StepMark(StrEnum):
    """Where the record stands to one of its steps."""

    DONE = "done"
    NOW = "now"
    BLOCKED = "blocked"
    LATER = "later"
    SKIP = "skip"
