"""What every screen is given: the desk, translation, jobs, look, where to go and how to tell the person
something.

Passed as an object, never global. It knows neither the shell nor any screen; it speaks to the shell by
signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSettings, Signal

from ui.kit.jobs import Jobs
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.kit.actions import Action


@dataclass(frozen=True, slots=True)
class ToastAction:
    """The one thing a toast offers: "Undo", "Open", "Retry"."""

    text: str
    run: Callable[[], None]
    undoes: bool = False
    """Ctrl+Z does it too while the toast is shown."""


class TranslatorMaker(Protocol):
    """How a translator for another language is made."""

    def __call__(self, language: str) -> Translator: ...


class ContextSignals(QObject):
    """What the context tells the shell and the open screens."""

    navigation = Signal(str, str)
    """(kind or screen id, record key): asks the shell to go there."""
    toast_asked = Signal(str, str, object)
    """(words, tone, ToastAction or None)."""
    work_begun = Signal(object)
    """Long work that goes on beside everything else (``ui.kit.running.Running``)."""
    look_changed = Signal()
    """Language, light/dark or zoom changed: the shell builds its pages anew."""
    database_asked = Signal(str)
    """The place of another database that is to be opened in this window."""
    topics_changed = Signal(object)
    """frozenset of topics that were written."""


class Context:
    """One per window. ``desk`` is there from sign-in on; screens are built after that."""

    def __init__(
        self,
        make_translator: TranslatorMaker,
        theme: Theme,
        jobs: Jobs,
        settings: QSettings,
        *,
        language: str = "",
    ) -> None:
        self.signals = ContextSignals()
        self._make_translator = make_translator
        self.theme, self.jobs, self.settings = theme, jobs, settings
        self.tr: Translator = make_translator(language or str(settings.value("language", "en")))
        self._desk: Desk | None = None
        self.location = ""
        """Where the open database is, without any password."""
        self.rescue: Callable[[], Sequence[Action]] = tuple
        """What a person may do after a fault, beside copying its report: the shell knows."""

    @property
    def desk(self) -> Desk:
        """The signed-in person's desk."""
        if self._desk is None:
            raise LookupError("nobody has signed in")
        return self._desk

    @property
    def signed_in(self) -> bool:
        """Whether somebody has signed in."""
        return self._desk is not None

    def sit_down(self, desk: Desk | None) -> None:
        """Take the desk of who signed in; None signs out."""
        self._desk = desk

    def own(self, name: str, person: str = "") -> str:
        """The name under which a setting is kept for the person at the desk (or another, by key), not for the
        whole computer.
        """
        if not person and self._desk is not None:
            person = self._desk.person.id
        return f"people/{person}/{name}" if person else name

    def keep(self, name: str, value: object) -> None:
        """For this person, and for the next start until somebody sits down."""
        self.settings.setValue(name, value)
        self.settings.setValue(self.own(name), value)

    def navigate(self, kind: str, key: str = "") -> None:
        """Go to a record ("claim", key) or to a screen ("claims")."""
        self.signals.navigation.emit(kind, key)

    def toast(self, words: str, tone: str = "ok", action: ToastAction | None = None) -> None:
        """Say something at the lower right for six seconds; also kept in the status history."""
        self.signals.toast_asked.emit(words, tone, action)

    def open_elsewhere(self, location: str) -> None:
        """Work on with another database: the shell lets go of this one and asks who sits there."""
        self.signals.database_asked.emit(location)

    def announce(self, topics: frozenset[str]) -> None:
        """Tell open screens what was written."""
        self.signals.topics_changed.emit(topics)

    def set_language(self, language: str) -> None:
        """Switch to "en" or "zh_CN" at once."""
        self.keep("language", language)
        self.tr = self._make_translator(language)
        self.signals.look_changed.emit()

    def set_theme(self, mode: str | None = None, zoom: int | None = None) -> None:
        """Switch light/dark ("system" follows the desk) or zoom; the shell restyles what stands."""
        self.theme.choose(mode=mode, zoom=zoom)
        self.keep("theme", self.theme.wish)
        self.keep("zoom", self.theme.zoom)
        self.signals.look_changed.emit()
