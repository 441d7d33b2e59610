"""The photos of a record in a strip, and looked at from there. What is told of one while it is looked at
shows in the strip at once, and is what the next look begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ui.kit.photo_strip import Photo, PhotoStrip
from ui.kit.photo_telling import Described, Seen
from ui.kit.photo_view import show_photos

if TYPE_CHECKING:
    from ui.context import Context


TakeOff = Callable[[Seen, Callable[[], None]], None]
"""Takes a photo off its record, and then tells."""


class Album(QObject):
    """Fills a strip, and opens what is clicked in it; lives as long as the strip."""

    def __init__(self, context: Context, strip: PhotoStrip, edge: int = 320) -> None:
        super().__init__(strip)
        self._context, self._strip, self._edge = context, strip, edge
        self._row: dict[str, Described] = {}
        self._may_tell = False
        self._take_off: TakeOff | None = None
        strip.opened.connect(self.look)

    def fill(
        self,
        shown: Sequence[Described],
        row: Sequence[Described] | None = None,
        *,
        may_tell: bool,
        take_off: TakeOff | None = None,
    ) -> None:
        """Show these photos; a look walks along ``row``, or along them, and offers to ``take_off`` each."""
        self._row = {photo.link_id: photo for photo in (shown if row is None else row)}
        self._may_tell, self._take_off = may_tell, take_off
        self._strip.set_photos([self._small(photo) for photo in shown])

    def look(self, key: str) -> None:
        """Look at the photo that hangs by that link, and from there at the others."""
        row = tuple(self._row.values())
        off = self._off if self._take_off is not None else None
        view = show_photos(self._context, self._strip, row, key, may_tell=self._may_tell, take_off=off)
        view.told.connect(self._told)

    def _off(self, photo: Seen) -> None:
        def taken() -> None:
            if isValid(self):
                self._row.pop(photo.link_id, None)
                self._strip.drop(photo.link_id)

        if self._take_off is not None:
            self._take_off(photo, taken)

    def _told(self, photo: Seen) -> None:
        self._row[photo.link_id] = photo
        self._strip.renew(self._small(photo))

    def _small(self, photo: Described) -> Photo:
        """A photo as the strip shows it; a small copy is read, made at the first look."""
        desk, key, edge = self._context.desk, photo.attachment_id, self._edge

        def read() -> bytes:
            from qualitydesk.services.attachments import thumbnail

            return thumbnail(desk, key, edge)

        said = self._context.tr.either(photo.caption, photo.caption_zh) or photo.name
        return Photo(photo.link_id, said, read, photo.marks)
