"""Who sits at the window: the database opens, a person is asked for, a desk is taken, and left again.

What the pages do once somebody sits there is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

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
    from qualitydesk.services.doorstep import Opening
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
        self._opening: Opening[Backend] | None = None
        self.expected: tuple[Actor, ...] = ()
        """Who may sit down before the database is open."""
        self._entering: Actor | None = None
        self._page: SignInPage | FirstStartPage | None = None
        self._page_stays = False
        """Whether the page was made for the database that is being opened: it is still right when it is."""
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
        self.backend, self.people = backend, people
        self._opening, self.expected = None, ()
        self.context.location = backend.location
        self._unlisten = backend.store.listen(self.context.announce)
        backend.store.hear_others()
        self.opened.emit(backend.location)
        entering, self._entering = self._entering, None
        if entering is not None:
            self.enter(entering)
        elif self.context.signed_in:
            self._know_again()

    def expect(self, opening: Opening[Backend] | None, people: tuple[Actor, ...] = ()) -> None:
        """The database is still being opened: who is known to come in may do so already. None: it is not
        being opened any more.
        """
        self._opening, self.expected = (opening, people) if people else (None, ())
        self._page = self._entering = None

    def ask(self, front: QStackedWidget) -> None:
        """Show sign-in, or the first person's page on a fresh database, in front of everything."""
        if self._opening is None and self._is_there_already():
            return
        page = self._page = self._make_page()
        if page is None:
            return
        page.entered.connect(self.enter)
        uncover(front)
        front.addWidget(page)
        front.setCurrentWidget(page)
        page.first_field().setFocus()

    def _is_there_already(self) -> bool:
        """Whether somebody is typing already on a page for the database that is open now."""
        from ui.sign_in import SignInPage

        page, stays, self._page_stays = self._page, self._page_stays, False
        return stays and isinstance(page, SignInPage) and isValid(page) and page.people == self.people

    def _make_page(self) -> SignInPage | FirstStartPage | None:
        from ui.sign_in import SignInPage

        opening, backend = self._opening, self.backend
        self._page_stays = opening is not None
        if opening is not None:
            return SignInPage(self.context, opening.location, self.expected, self._check)
        if backend is None:
            return None
        if not self.people:
            return self._first_start(backend)
        return SignInPage(self.context, backend.location, self.people, self._check)

    def _check(self, login: str, password: str) -> Actor:
        """Who that is, at the database that is being opened or is open; in a job."""
        opening, backend = self._opening, self.backend
        if opening is not None:
            return opening.sign_in(login, password)
        if backend is None:
            raise LookupError("no database is open")
        from qualitydesk.services.people import sign_in

        return sign_in(backend.store, backend.clock, login, password)

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
        """Somebody sat down: read the desk in a job, and load the page that he left.

        Before the database is open he comes in if that page can be shown by then, else as soon as it is.
        """
        opening, backend = self._opening, self.backend
        first = first_page(self.context, self._declarations, actor.id)
        if opening is None and backend is not None:
            self.know(actor)
            self.context.jobs.read(self, lambda: make_ready(first, backend.desk(actor)), self._sit)
        elif opening is not None and backend is None and first.at_once:
            self.context.jobs.hold.on = True
            self.context.location = opening.location
            self.context.jobs.read(
                self, lambda: make_ready(first, opening.desk(actor)), self._sit, early=True
            )
        elif opening is not None:
            self._entering = actor

    def know(self, actor: Actor) -> None:
        """Somebody can sign in: offer the name from now on."""
        if actor not in self.people:
            self.people = (*self.people, actor)

    def _sit(self, desk: object) -> None:
        from qualitydesk.services.desk import Desk
        from qualitydesk.services.doorstep import EarlyDesk

        if isinstance(desk, Desk):
            self.context.sit_down(desk)
            self.seated.emit()
        if isinstance(desk, EarlyDesk):
            self._know_again()

    def _hear(self, topics: Collection[str]) -> None:
        """Somebody changed people or the house."""
        if {"person", "setting"} & set(topics):
            self._know_again()

    def _know_again(self) -> None:
        """Who sits here works on with what is recorded now."""
        backend = self.backend
        if backend is None or not self.context.signed_in:
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
