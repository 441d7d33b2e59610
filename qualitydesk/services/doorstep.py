"""Coming in while the database is still being opened: who may, and what he sees at once.

A look into a local file tells that; a server is never looked into. What a look does not tell waits for the
opening, and so does everything else that is asked at the desk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, cast

from qualitydesk.domain.clock import Clock, SystemClock
from qualitydesk.domain.errors import Denied, QualityDeskError
from qualitydesk.services.desk import Desk
from qualitydesk.store.glance import entry_in, house_in, inspections_in, people_in

if TYPE_CHECKING:
    from qualitydesk.domain.people import Actor
    from qualitydesk.domain.values import Page, Query
    from qualitydesk.store.attachments import Attachments
    from qualitydesk.store.listings.inspection_rows import InspectionRow
    from qualitydesk.store.rulebook import Rulebook
    from qualitydesk.store.session import Store


class Opened(Protocol):
    """A database that is open for work."""

    @property
    def store(self) -> Store: ...
    @property
    def clock(self) -> Clock: ...
    def desk(self, person: Actor) -> Desk: ...


OpenedT = TypeVar("OpenedT", bound=Opened)


class Opening(Generic[OpenedT]):
    """One database, opened once, by whoever needs it first; who needs it meanwhile waits. In jobs alone.

    ``open_now`` opens it; what that raises is raised for everybody who waited.
    """

    def __init__(self, location: str, open_now: Callable[[], OpenedT]) -> None:
        self.location = location
        self._path = None if "://" in location else Path(location).expanduser()
        self._open_now, self._lock = open_now, Lock()
        self._opened: OpenedT | None = None
        self._error: QualityDeskError | None = None

    def opened(self) -> OpenedT:
        """The open database."""
        with self._lock:
            if self._error is not None:
                raise self._error
            if self._opened is None:
                self._opened = self._try()
            return self._opened

    def _try(self) -> OpenedT:
        try:
            return self._open_now()
        except QualityDeskError as error:
            self._error = error
            raise

    @property
    def file(self) -> Path | None:
        """The file to look into, as long as it is not open yet."""
        return self._path if self._opened is None else None

    def expected_people(self) -> tuple[Actor, ...]:
        """Everybody who can sign in, by name; nobody where a look does not tell."""
        file = self.file
        return people_in(file) if file is not None else ()

    def sign_in(self, login: str, password: str) -> Actor:
        """The person with that login and password. Raises Denied without saying which was wrong."""
        file = self.file
        entry = entry_in(file, login.strip().casefold()) if file is not None else None
        if entry is None:
            from qualitydesk.services.people import sign_in

            return sign_in(self.opened().store, self.opened().clock, login, password)
        from qualitydesk.services.passwords import WRONG, fits

        actor, kept = entry
        if not fits(password, kept):
            raise Denied(WRONG)
        return actor

    def desk(self, person: Actor) -> Desk:
        """The desk with ``person`` at it, at once where a look tells what house it is."""
        file = self.file
        house = house_in(file) if file is not None else None
        if house is None:
            return self.opened().desk(person)
        return EarlyDesk(
            cast("Store", _Part(self, "store")),
            person,
            SystemClock(),
            cast("Attachments", _Part(self, "attachments")),
            house,
            cast("Rulebook", _Part(self, "rulebook")),
            self,
        )


@dataclass(frozen=True)
class EarlyDesk(Desk):
    """A desk that stands before its database is open, and works on when it is."""

    opening: Opening[Any]


class _Part:
    """A part of a database that is not open yet: whoever asks it for something waits for that."""

    def __init__(self, opening: Opening[Any], part: str) -> None:
        self._opening, self._part = opening, part

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._opening.opened(), self._part), name)


def inspections_at_once(desk: Desk, query: Query) -> Page[InspectionRow] | None:
    """The first page of a list of inspections while the database is being opened; None if only the list
    itself tells, or will tell as soon.
    """
    file = desk.opening.file if isinstance(desk, EarlyDesk) else None
    return inspections_in(file, query) if file is not None else None
