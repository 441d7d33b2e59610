"""The photos of a record that may go on paper: which there are, what each shows, the chosen ones read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from qualitydesk.domain.photo_marks import Mark
from qualitydesk.domain.values import Bilingual
from reports.declaration import PhotoChoice
from reports.kit.figures import Photo, prepared

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

UNNAMED = Bilingual("")


class StoredPhoto(Protocol):
    """A photo of the record, as the service lists it."""

    @property
    def link_id(self) -> str:
        """Where it hangs."""
        ...

    @property
    def attachment_id(self) -> str:
        """By which key its file is read."""
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


def photo_choices(photos: Iterable[StoredPhoto]) -> tuple[PhotoChoice, ...]:
    """Every photo of a record, in its order."""
    return tuple(photo_choice(photo, place) for place, photo in enumerate(photos, 1))


def photo_choice(photo: StoredPhoto, place: int, about: Bilingual = UNNAMED) -> PhotoChoice:
    """A photo at its place among the others; ``about`` is what it hangs on."""
    return PhotoChoice(photo.link_id, photo.attachment_id, caption_of(photo, place, about), photo.marks)


def caption_of(photo: StoredPhoto, place: int, about: Bilingual = UNNAMED) -> Bilingual:
    """Its own caption, else what it hangs on, else its place among the photos."""
    if photo.caption or photo.caption_zh:
        return Bilingual(photo.caption, photo.caption_zh)
    return about if about.en or about.zh else Bilingual(f"Photo {place}", f"照片 {place}")


def printed_photos(desk: Desk, chosen: Sequence[PhotoChoice], most: int) -> tuple[Photo, ...]:
    """The first ``most`` of the chosen photos, read and made ready for paper."""
    with desk.store.read() as read:
        return tuple(
            Photo(
                prepared(desk.attachments.read(read, photo.key)), photo.caption, tuple(map(str, photo.marks))
            )
            for photo in chosen[:most]
        )
