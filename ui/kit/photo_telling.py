"""What a photo shows, kept as soon as the hand rests, before another photo is shown, and at the end; asked
about where somebody told it otherwise meanwhile.

How it is typed and drawn is the view's (``photo_view``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer, Signal

from qualitydesk.domain.errors import Conflict
from qualitydesk.domain.photo_marks import MARK_NAMES, Mark, read_marks
from ui.kit import failures
from ui.kit.conflict import ConflictDialog

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.kit.photo_view import PhotoView

REST_MS = 1500
"""After this time without a key or stroke, what was told is kept."""


class Described(Protocol):
    """A photo that hangs on a record, as the services list it."""

    @property
    def link_id(self) -> str:
        """By which it hangs."""
        ...

    @property
    def attachment_id(self) -> str:
        """By which its file is read."""
        ...

    @property
    def name(self) -> str:
        """What its file was called."""
        ...

    @property
    def caption(self) -> str:
        """What it shows, in English."""
        ...

    @property
    def caption_zh(self) -> str:
        """What it shows, in Chinese."""
        ...

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What is drawn on it."""
        ...

    @property
    def version(self) -> int:
        """How often that was told anew."""
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
    refused = Signal()

    def __init__(self, view: PhotoView) -> None:
        super().__init__(view)
        self._view, self._writing = view, False
        self._then: Callable[[], None] | None = None
        self.setSingleShot(True)
        self.setInterval(REST_MS)
        self.timeout.connect(self.keep)

    def keep(self, then: Callable[[], None] = lambda: None) -> None:
        """Keep what differs from what is kept, then go on; when it is refused, stay."""
        self.stop()
        view, now = self._view, self._view.now()
        if self._writing:
            self._then = then
        elif not view.may_tell or now.tells() == view.photo.tells():
            then()
        else:
            self._writing = True
            work = partial(_describe, view.context.desk, now)
            view.context.jobs.write(view, work, partial(self._keep, now, then), self._refuse)

    def _keep(self, now: Seen, then: Callable[[], None], version: int) -> None:
        self._writing = False
        self.kept.emit(replace(now, version=version))
        after, self._then = self._then or then, None
        self.keep(after)  # what was told meanwhile goes first

    def _refuse(self, error: Exception) -> None:
        self._writing, self._then = False, None
        if isinstance(error, Conflict):
            self._ask_whose(error)
        else:
            failures.at_form(self._view.context, self._view.form, error)
            self.refused.emit()

    def _ask_whose(self, error: Conflict) -> None:
        """Field by field mine or theirs, then keep that."""
        view, context = self._view, self._view.context
        tr, desk = context.tr, context.desk
        mine, theirs = (_in_words(tr, side) for side in (error.mine, error.theirs))

        def go_on(version: int) -> None:
            self.kept.emit(replace(view.photo, version=version))
            self.keep()

        def choose(chosen: dict[str, object]) -> None:
            for name in (name for name, words in chosen.items() if words == theirs.get(name)):
                view.put(name, _marks_of(error.theirs) if name == "marks" else error.theirs[name])
            context.jobs.read(view, partial(_version, desk, view.photo.link_id), go_on)

        names = {one.name: one.label for one in view.form.fields} | {"marks": tr("Marks on the photo")}
        told = Conflict(error.message, theirs=theirs, mine=mine)
        title = tr("Two ways to tell what a photo shows")
        ConflictDialog(context, view, title, told, names, choose).open()


def _in_words(tr: Translator, side: Mapping[str, object]) -> dict[str, object]:
    return {**side, "marks": marks_in_words(tr, _marks_of(side))} if "marks" in side else dict(side)


def _marks_of(side: Mapping[str, object]) -> tuple[Mark, ...]:
    kept = side.get("marks")
    return read_marks(kept) if isinstance(kept, list) else ()


def _describe(desk: Desk, now: Seen) -> int:
    from qualitydesk.services.photos import describe_photo

    return describe_photo(
        desk, now.link_id, now.version, caption=now.caption, caption_zh=now.caption_zh, marks=now.marks
    )


def _version(desk: Desk, link_id: str) -> int:
    from qualitydesk.services.photos import version_of_photo

    return version_of_photo(desk, link_id)
