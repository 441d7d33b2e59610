"""How many records wait behind the rail's entries: counted in quiet moments after sign-in and when data
changed.

What counts as waiting is declared with the screen; here it is only asked and shown.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from qualitydesk.domain.values import Query
from ui.context import Context
from ui.quiet import Quiet
from ui.screens import ScreenDeclaration

GATHER_MS = 1000


class Counts(QObject):
    """``counted`` carries (screen id, number as it is written or "" for none, what is urgent about it)."""

    counted = Signal(str, str, str)

    def __init__(self, context: Context, quiet: Quiet, declarations: Sequence[ScreenDeclaration]) -> None:
        super().__init__()
        self._context, self._quiet = context, quiet
        self._declarations = tuple(one for one in declarations if one.waiting is not None)
        self._waiting: list[ScreenDeclaration] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self.ask)
        context.signals.topics_changed.connect(lambda _topics: self._gather.start())

    def ask(self) -> None:
        """Count anew, one after another: several workers at once would hold up what is being painted."""
        self._waiting = list(self._declarations)
        self._quiet.later(self._ask_next)

    def _ask_next(self) -> None:
        if self._waiting and self._context.signed_in:
            self._ask_one(self._waiting.pop(0))
            self._quiet.later(self._ask_next)

    def _ask_one(self, declaration: ScreenDeclaration) -> None:
        waiting = declaration.waiting
        if waiting is None:
            return
        desk, tr = self._context.desk, self._context.tr
        urgent = tr(waiting.urgent) if waiting.urgent is not None else ""

        def work() -> int:
            service = importlib.import_module(waiting.service)
            return int(service.count(desk, Query(dict(waiting.filters))))

        def done(number: int) -> None:
            self.counted.emit(declaration.id, tr.number(number) if number else "", urgent if number else "")

        self._context.jobs.read(self, work, done, lambda _error: None, latest=declaration.id)
