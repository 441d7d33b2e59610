"""What the palette asks for, in jobs: records, rules, what was looked at last, a preview of one record."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from qualitydesk.services.finding import Answer, Hit, Preview
    from ui.context import Context
    from ui.kit.job import Job

COMMAND, NUMBER, PARTY, LAW, HELP = ">", "#", "@", "!", "?"
PARTY_KINDS = ("party", "person")
RULES, ALL_RULES = 5, 20
Failed = Callable[[Exception], None]


@dataclass(frozen=True)
class Question:
    """What is asked: the text without its mark, and the mark that narrows it ("" for none)."""

    text: str
    mark: str = ""

    @classmethod
    def read(cls, typed: str) -> Question:
        """Take the mark off a text."""
        text = typed.strip()
        if text[:1] in (COMMAND, NUMBER, PARTY, LAW, HELP):
            return cls(text[1:].strip(), text[0])
        return cls(text)


@dataclass(frozen=True)
class Found:
    """Records and rules, and how many seconds the records took."""

    answer: Answer
    rules: tuple[Hit, ...] = ()
    seconds: float = 0


class Finder:
    """Asks for one palette (``owner``); a newer question makes an older one of its sort stale."""

    def __init__(self, context: Context, owner: QObject) -> None:
        self._context, self._owner = context, owner
        self._job: Job | None = None

    def forget(self) -> None:
        """Something else is typed: what was looked for is not wanted any more."""
        if self._job is not None:
            self._job.cancel()

    def records(self, question: Question, done: Callable[[Found], None], failed: Failed) -> None:
        """Look a text up."""
        desk, begun = self._context.desk, time.monotonic()
        kinds = PARTY_KINDS if question.mark == PARTY else ()

        def work() -> Found:
            from qualitydesk.services.finding import find_rules, look_up

            if question.mark == LAW:
                return Found(look_up(desk, ""), find_rules(desk, question.text, ALL_RULES))
            answer = look_up(desk, question.text, kinds, numbers_only=question.mark == NUMBER)
            spent = time.monotonic() - begun
            return Found(answer, () if question.mark else find_rules(desk, question.text, RULES), spent)

        self._job = self._context.jobs.read(self._owner, work, done, failed, latest="find")

    def recent(self, keys: Sequence[str], done: Callable[[Sequence[Hit]], None], failed: Failed) -> None:
        """Read the records that were looked at last."""
        desk = self._context.desk

        def work() -> tuple[Hit, ...]:
            from qualitydesk.services.finding import recently

            return recently(desk, keys)

        self._job = self._context.jobs.read(self._owner, work, done, failed, latest="find")

    def preview(self, hit: Hit, done: Callable[[Preview], None], failed: Failed) -> None:
        """Look at one record."""
        desk = self._context.desk

        def work() -> Preview:
            from qualitydesk.services.finding import preview

            return preview(desk, hit.kind, hit.id)

        self._context.jobs.read(self._owner, work, done, failed, latest="preview")
