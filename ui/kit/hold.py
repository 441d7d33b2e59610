"""Keeps jobs from beginning while others are wanted sooner: they would take their time from them.

Which those are says whoever hands them in; the jobs themselves are ``jobs``'.
"""

from __future__ import annotations

from collections.abc import Callable


class Hold:
    """The jobs that wait, by number and in their order; ``begin`` has one of them begin."""

    def __init__(self, begin: Callable[[int], None]) -> None:
        self._begin = begin
        self._waiting: list[int] = []
        self.on = False
        """Whether only early jobs begin."""

    def __len__(self) -> int:
        return len(self._waiting)

    def keep(self, number: int) -> None:
        """That job waits."""
        self._waiting.append(number)

    def end(self) -> None:
        """Begin what waits."""
        waiting, self._waiting, self.on = self._waiting, [], False
        for number in waiting:
            self._begin(number)
