"""Who sits at the window: the database opens, a person is asked for, a desk is taken, and left again.

What the pages do once somebody sits there is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget
from shiboken6 import isValid

from ui.context import Context
from ui.remembered import first_page
from ui.screens import ScreenDeclaration
from ui.warming import make_ready

if TYPE_CHECKING:
    from qualitydesk.bootstrap import Backend
    from qualitydesk.domain.people import Actor
    from qualitydesk.services.desk import Desk
    from ui.first_start import FirstStartPage
    from ui.sign_in import SignInPage


class Seating(QObject):
    """Holds the open database and asks for the person. ``seated`` comes when ``context.desk`` is there."""

    opened = Signal(str)
    """A database is open, in place of the one before: where it lies."""
    seated = Signal()
    changed = Signal()
    """The person at the desk has another name or role, or the house is another, by somebody's hand."""
    elsewhere = Signal(str)
    """Another database is to be opened."""
    dismissed = Signal()
    """The person at the desk may not sign in any more."""

    def __init__(self, context: Context, declarations: Sequence[ScreenDeclaration]) -> None:
        super().__init__()
        self.context, self._declarations = context, declarations
        self.backend: Backend | None = None
        self.people: tuple[Actor, ...] = ()
        self._expected: tuple[str, tuple[Actor, ...]] | None = None
        self._page: SignInPage | FirstStartPage | None = None
        self._unlisten: Callable[[], None] | None = None
        self._first: FirstStartPage | None = None
        self._typed: dict[str, dict[str, object]] = {}
        context.signals.look_changed.connect(self._keep_typed)
        context.signals.topics_changed.connect(self._hear)

    def take(self, backend: Backend, people: tuple[Actor, ...]) -> None:
        """The database is open, in place of the one before."""
        if self.backend is not None and self.backend is not backend:
            self.close()
            self.backend.close()
        self.backend, self.people, self._expected = backend, people, None
        self.context.location = backend.location
        self._unlisten = backend.store.listen(self.context.announce)
        backend.store.hear_others()
        self.opened.emit(backend.location)

    def expect(self, location: str, people: tuple[Actor, ...]) -> None:
        """The database there is still being opened: who is known to come in may type already. Nobody: it is
        not being opened any more.
        """
        self._expected = (location, people) if people else None
        self._page = None

    def ask(self, front: QStackedWidget) -> None:
        """Show sign-in, or the first person's page on a fresh database, in front of everything."""
        page = self._page
        if self.backend is not None and self._expected is None and self._waits(page):
            page.take(self.backend)
            return
        page = self._page = self._make_page()
        if page is None:
            return
        page.entered.connect(self.enter)
        uncover(front)
        front.addWidget(page)
        front.setCurrentWidget(page)
        page.first_field().setFocus()

    def _waits(self, page: SignInPage | FirstStartPage | None) -> TypeGuard[SignInPage]:
        """Whether somebody is typing already on a page for the database that is open now."""
        from ui.sign_in import SignInPage

        return (
            isinstance(page, SignInPage)
            and isValid(page)
            and page.backend is None
            and page.people == self.people
        )

    def _make_page(self) -> SignInPage | FirstStartPage | None:
        from ui.sign_in import SignInPage

        if self._expected is not None:
            return SignInPage(self.context, *self._expected)
        if self.backend is None:
            return None
        if not self.people:
            return self._first_start(self.backend)
        return SignInPage(self.context, self.backend.location, self.people, self.backend)

    def _first_start(self, backend: Backend) -> FirstStartPage:
        """The steps of the first start, with what was typed in another language."""
        from ui.first_start import FirstStartPage

        page = FirstStartPage(self.context, backend)
        page.take_up(self._typed)
        page.moved.connect(self._move)
        page.elsewhere.connect(self.elsewhere)
        self._first = page
        return page

    def _keep_typed(self) -> None:
        if self._first is not None and isValid(self._first):
            self._typed = self._first.typed()

    def _move(self, backend: Backend, actor: Actor) -> None:
        """The data lies elsewhere from now on, and the first person is recorded there."""
        self.take(backend, (actor,))
        self.enter(actor)

    def enter(self, actor: Actor) -> None:
        """Somebody sat down: read the desk in a job, and load the page that he left."""
        backend = self.backend
        if backend is None:
            return
        self.know(actor)
        first = first_page(self.context, self._declarations, actor.id)
        self.context.jobs.read(self, lambda: make_ready(first, backend.desk(actor)), self._sit)

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
