"""Who sits at the window: the database opens, a person is asked for, a desk is taken, and left again.

What the pages do once somebody sits there is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.context import Context

if TYPE_CHECKING:
    from qualitydesk.bootstrap import Backend
    from qualitydesk.domain.people import Actor
    from qualitydesk.services.desk import Desk
    from ui.sign_in import EntryPage


class Seating(QObject):
    """Holds the open database and asks for the person. ``seated`` comes when ``context.desk`` is there."""

    seated = Signal()
    changed = Signal()
    """The person at the desk has another name or role, or the house is another, by somebody's hand."""
    dismissed = Signal()
    """The person at the desk may not sign in any more."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.backend: Backend | None = None
        self.people: tuple[Actor, ...] = ()
        self._unlisten: Callable[[], None] | None = None
        context.signals.topics_changed.connect(self._hear)

    def take(self, backend: Backend, people: tuple[Actor, ...]) -> None:
        """The database is open."""
        self.backend, self.people = backend, people
        self.context.location = backend.location
        self._unlisten = backend.store.listen(self.context.announce)
        backend.store.hear_others()

    def ask(self, front: QStackedWidget) -> None:
        """Show sign-in, or the first person's page on a fresh database, in front of everything."""
        from ui.sign_in import FirstPersonPage, SignInPage

        if self.backend is None:
            return
        page: EntryPage = (
            SignInPage(self.context, self.backend, self.people)
            if self.people
            else FirstPersonPage(self.context, self.backend)
        )
        page.entered.connect(self.enter)
        uncover(front)
        front.addWidget(page)
        front.setCurrentWidget(page)
        page.first_field().setFocus()

    def enter(self, actor: Actor) -> None:
        """Somebody sat down: read the desk in a job."""
        backend = self.backend
        if backend is None:
            return
        self.know(actor)
        self.context.jobs.read(self, lambda: backend.desk(actor).ready(), self._sit)

    def know(self, actor: Actor) -> None:
        """Somebody can sign in: offer the name from now on."""
        if actor not in self.people:
            self.people = (*self.people, actor)

    def _sit(self, desk: object) -> None:
        from qualitydesk.services.desk import Desk

        if isinstance(desk, Desk):
            self.context.sit_down(desk)
            self.seated.emit()

    def _hear(self, topics: Collection[str]) -> None:
        """Somebody changed people or the house: who sits here works on with what is recorded now."""
        backend = self.backend
        if backend is None or not self.context.signed_in or not {"person", "setting"} & set(topics):
            return
        desk = self.context.desk

        def work() -> tuple[tuple[Actor, ...], Desk | None]:
            from qualitydesk.services.people import people, person_now

            actor = person_now(desk)
            return tuple(people(backend.store)), backend.desk(actor) if actor is not None else None

        self.context.jobs.read(self, work, self._know_now, lambda _error: None, latest="now")

    def _know_now(self, found: tuple[tuple[Actor, ...], Desk | None]) -> None:
        self.people, desk = found
        if not self.context.signed_in:
            return
        if desk is None:
            self.dismissed.emit()
            return
        before = self.context.desk
        self.context.sit_down(desk)
        if (desk.person, desk.house.timezone) != (before.person, before.house.timezone):
            self.changed.emit()

    def close(self) -> None:
        """Hear no more news of the database."""
        if self._unlisten is not None:
            self._unlisten()
            self._unlisten = None


def uncover(front: QStackedWidget) -> None:
    """Take the entry pages away from in front of the workspace."""
    while front.count() > 1:
        old = front.widget(front.count() - 1)
        if old is None:
            return
        front.removeWidget(old)
        old.hide()
        old.deleteLater()
