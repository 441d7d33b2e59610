"""What a photo shows, kept as soon as the hand rests, before another photo is shown, and at the end; asked
about where somebody told it otherwise meanwhile.

How it is typed and drawn is the view's (``photo_view``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QTimer, Signal

from qualitydesk.domain.errors import Conflict
from qualitydesk.domain.photo_marks import MARK_NAMES, DescribedPhoto, Mark, read_marks
from ui.kit import failures
from ui.kit.conflict import ConflictDialog, alone

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.kit.photo_view import PhotoView

REST_MS = 400
"""After this time without a key or stroke, what was told is kept."""


class Described(DescribedPhoto, Protocol):
    """The same with its file's name, and with what a change of it builds on."""

    @property
    def name(self) -> str:
        """What its file was called."""
        ...

    @property
    def version(self) -> int:
        """How often it was told anew what it shows."""
        ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A photo as it stands in the view."""

    link_id: str
    attachment_id: str
    name: str
    caption: str
    caption_zh: str
    marks: tuple[Mark, ...]
    version: int

    def tells(self) -> tuple[str, str, list[str]]:
        """What it shows, as far as it is kept."""
        return self.caption.strip(), self.caption_zh.strip(), [str(mark) for mark in self.marks]


def seen(photo: Described) -> Seen:
    """A listed photo as it stands in the view."""
    return Seen(
        photo.link_id,
        photo.attachment_id,
        photo.name,
        photo.caption,
        photo.caption_zh,
        photo.marks,
        photo.version,
    )


def marks_in_words(tr: Translator, marks: Sequence[Mark]) -> str:
    """The marks for who cannot see them."""
    return ", ".join(tr(MARK_NAMES[mark.kind]) for mark in marks)


class Telling(QTimer):
    """Keeps what the view tells of the photo in front; one write at a time, each builds on the last one."""

    kept = Signal(object)
    """The ``Seen`` that stands in the database now."""
    refused = Signal(object)
    """The error for which what was told could not be kept."""

    def __init__(self, view: PhotoView) -> None:
        super().__init__(view)
        self._view, self._busy = view, False
        self._then: Callable[[], None] | None = None
        self.setSingleShot(True)
        self.setInterval(REST_MS)
        self.timeout.connect(self.keep)

    def keep(self, then: Callable[[], None] | None = None) -> None:
        """Keep what differs from what is kept, then go on; when it is refused, stay."""
        self.stop()
        self._then = then or self._then
        view, now = self._view, self._view.now()
        if self._busy:
            return
        if view.may_tell and now.tells() != view.photo.tells():
            self._busy = True
            work = partial(_describe, view.context.desk, now)
            view.context.jobs.write(view, work, partial(self._keep, now), self._refuse)
        else:
            after, self._then = self._then, None
            if after is not None:
                after()

    def _keep(self, now: Seen, version: int) -> None:
        self._busy = False
        self.kept.emit(replace(now, version=version))
        self.keep()  # what was told meanwhile goes first

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Conflict):
            self._settle(error)
            return
        self._stay()
        failures.at_form(self._view.context, self._view.form, error)
        self.refused.emit(error)

    def _stay(self) -> None:
        self._busy, self._then = False, None

    def _settle(self, error: Conflict) -> None:
        """What only they told is taken up; what both told is asked about, field by field; then it is kept."""
        view, before, mine = self._view, _told(self._view.photo), _told(self._view.now())
        theirs = _as_seen(error.theirs)
        clash = [name for name in theirs if not alone(theirs[name], before[name])]
        for name in [name for name in clash if alone(mine[name], before[name])]:
            view.put(name, theirs[name])
            clash.remove(name)
        if clash:
            self._ask_whose(error, theirs, {name: mine[name] for name in clash})
        else:
            self._build_on(theirs)

    def _ask_whose(self, error: Conflict, theirs: dict[str, Any], mine: dict[str, Any]) -> None:
        """Mine or theirs."""
        view, tr = self._view, self._view.context.tr
        told = Conflict(
            error.message,
            theirs={name: _in_words(tr, theirs[name]) for name in mine},
            mine={name: _in_words(tr, value) for name, value in mine.items()},
        )

        def choose(chosen: dict[str, object]) -> None:
            for name in (name for name, words in chosen.items() if words == told.theirs[name]):
                view.put(name, theirs[name])
            self._build_on(theirs)

        names = {one.name: one.label for one in view.form.fields} | {"marks": tr("Marks on the photo")}
        title = tr("Two ways to tell what a photo shows")
        asked = ConflictDialog(view.context, view, title, told, names, choose)
        asked.rejected.connect(self._stay)
        asked.open()

    def _build_on(self, theirs: dict[str, Any]) -> None:
        """What they told stands in the database; mine is kept over it."""
        view, context = self._view, self._view.context

        def go_on(version: int) -> None:
            self._busy = False
            self.kept.emit(replace(view.photo, version=version, **theirs))
            self.keep()

        work = partial(_version, context.desk, view.photo.link_id)
        context.jobs.read(view, work, go_on, self._refuse)


def _told(photo: Seen) -> dict[str, Any]:
    """What it shows, as exactly as it is kept."""
    marks = read_marks(str(mark) for mark in photo.marks)
    return {"caption": photo.caption.strip(), "caption_zh": photo.caption_zh.strip(), "marks": marks}


def _as_seen(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept with a photo, as the view has it."""
    return {name: read_marks(value or ()) if name == "marks" else value for name, value in kept.items()}


def _in_words(tr: Translator, value: Any) -> str:
    """A caption, or the marks and where their middle lies, in percent from the left and from above."""
    if isinstance(value, str):
        return value
    return ", ".join(
        f"{tr(MARK_NAMES[mark.kind])} ({(mark.x1 + mark.x2) * 50:.0f} %, {(mark.y1 + mark.y2) * 50:.0f} %)"
        for mark in value
    )


def _describe(desk: Desk, now: Seen) -> int:
    from qualitydesk.services.photos import describe_photo

    return describe_photo(
        desk, now.link_id, now.version, caption=now.caption, caption_zh=now.caption_zh, marks=now.marks
    )


def _version(desk: Desk, link_id: str) -> int:
    from qualitydesk.services.photos import version_of_photo

    return version_of_photo(desk, link_id)
