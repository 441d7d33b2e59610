"""The version that a step is taken on: the one the person saw, and after a conflict the newest.

Which step it is, and how a conflict is said, is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from qualitydesk.domain.errors import Conflict

AnswerT = TypeVar("AnswerT")


class GoingOn:
    """``newest`` reads the version that is there now; it runs in the job of the step."""

    def __init__(self, version: int, newest: Callable[[], int]) -> None:
        self._version, self._newest = version, newest

    def take(self, step: Callable[[int], AnswerT]) -> AnswerT:
        """Take the step. Where somebody else was faster that is raised to be told, and the next try goes on
        from what is there by then.
        """
        try:
            return step(self._version)
        except Conflict:
            self._version = self._newest()
            raise
