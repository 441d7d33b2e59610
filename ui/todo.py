"""What waits for the person at the desk: read after sign-in, when data changed and as days pass.

Nothing pops up. The bell of the rail shows how many there are, ``todo_list.py`` which; a number on the
program's icon or an icon in the system's tray come only when the person switched them on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.context import Context
from ui.quiet import Quiet

if TYPE_CHECKING:
    from qualitydesk.domain.todos import Todo, TodoKind

GATHER_MS = 2_000
"""News within this time are read for once."""
AGAIN_MS = 15 * 60_000
"""Days and cut-offs pass without anybody writing anything."""
OFF = "todo/off"
TOPICS = frozenset(
    {
        "certificate",
        "claim",
        "claim_deadline",
        "refund",
        "inspection",
        "defect",
        "attachment_link",
        "shipment",
        "duty_line",
        "setting",
    }
)


def wanted_kinds(context: Context) -> tuple[TodoKind, ...]:
    """The kinds that the person at the desk wants to hear of: all until he switches one off."""
    from qualitydesk.domain.todos import TodoKind

    off = str(context.settings.value(context.own(OFF), "")).split()
    return tuple(kind for kind in TodoKind if kind.name not in off)


def want_kinds(context: Context, kinds: Collection[TodoKind]) -> None:
    """Hear of these kinds from now on."""
    from qualitydesk.domain.todos import TodoKind

    off = (kind.name for kind in TodoKind if kind not in kinds)
    context.settings.setValue(context.own(OFF), " ".join(off))
    context.announce(TOPICS)


class TodoWatch(QObject):
    """Keeps ``todos`` up to date; ``found`` says that they are read anew."""

    found = Signal()

    def __init__(self, context: Context, quiet: Quiet) -> None:
        super().__init__()
        self._context, self._quiet = context, quiet
        self.todos: tuple[Todo, ...] = ()
        self._gather, self._again = QTimer(self), QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MS)
        self._gather.timeout.connect(self.ask)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.ask)
        context.signals.topics_changed.connect(self._hear)

    def _hear(self, topics: Iterable[str]) -> None:
        if not topics or TOPICS & set(topics):
            self._gather.start()

    def ask(self) -> None:
        """Read them in a quiet moment."""
        self._quiet.later(self._ask)

    def _ask(self) -> None:
        """In a job; what cannot be read now is read the next time."""
        if not self._context.signed_in:
            return
        desk, kinds = self._context.desk, wanted_kinds(self._context)

        def work() -> tuple[Todo, ...]:
            from qualitydesk.services.todo import todos

            return todos(desk, kinds)

        self._again.start()
        self._context.jobs.read(self, work, self._take, lambda _error: None, latest="todo")

    def _take(self, todos: tuple[Todo, ...]) -> None:
        self.todos = todos
        self.found.emit()

    def forget(self) -> None:
        """Somebody else will sit down."""
        self._gather.stop()
        self._again.stop()
        self._context.jobs.drop_reads(self)
        self._take(())
