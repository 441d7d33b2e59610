"""The photos of a record that may go on paper: which there are, what each shows, the chosen ones read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.photo_marks import DescribedPhoto
from qualitydesk.domain.values import Bilingual
from reports.declaration import PhotoChoice
from reports.kit.figures import Photo, prepared

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

UNNAMED = Bilingual("")


def photo_choices(photos: Iterable[DescribedPhoto]) -> tuple[PhotoChoice, ...]:
    """Every photo of a record, in its order."""
    return tuple(photo_choice(photo, place) for place, photo in enumerate(photos, 1))


def photo_choice(photo: DescribedPhoto, place: int, about: Bilingual = UNNAMED) -> PhotoChoice:
    """A photo at its place among the others; ``about`` is what it hangs on."""
    return PhotoChoice(photo.link_id, photo.attachment_id, caption_of(photo, place, about), photo.marks)


def caption_of(photo: DescribedPhoto, place: int, about: Bilingual = UNNAMED) -> Bilingual:
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
