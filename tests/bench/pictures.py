"""Figures of photos: taking them in, and showing many small ones."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from itertools import count
from pathlib import Path

from sqlalchemy import select

from qualitydesk.records import AttachmentLink, Inspection, t
from qualitydesk.services import attachments
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections import add_photo
from tests.bench.database import Ground, desk_of, on_ground
from tests.bench.measure import Figure, in_turn

SHOTS, PAIRS, GALLERY = 4, 3, 200
WIDE, HIGH = 4000, 3000
EDGE = 320


def picture_figures(path: Path, size: int, pairs: int, folder: Path) -> Iterator[Figure]:
    """Photos of twelve megapixels, as a telephone takes them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    copy = folder / "photos.db"
    shutil.copyfile(path, copy)
    ground = on_ground(copy, size)
    desk, inspection = _under_way(ground)
    fresh = count()
    turn = Turn()
    yield in_turn(
        f"G16 take in {SHOTS} photos of 12 megapixels",
        lambda: turn.take(desk, inspection, [_shot(next(fresh)) for _ in range(SHOTS)]),
        lambda: turn.bare(folder),
        goal=1.11,
        limit_is="hash, file, one save and a scaled decode each",
        rows=size,
        pairs=min(pairs, PAIRS),
        ours_first=True,
    )
    keys = turn.keys
    yield in_turn(
        f"G16 {SHOTS} small pictures, two at once",
        lambda: _decoded(2),
        lambda: _decoded(1),
        goal=0.56,
        limit_is="one after the other",
        rows=size,
        pairs=min(pairs, PAIRS),
    )
    yield _gallery(ground, keys)
    ground.backend.close()


class Turn:
    """What the program took in, so that the limit takes in the same."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._shots: list[bytes] = []

    def take(self, desk: Desk, inspection: str, shots: list[bytes]) -> None:
        """Add each photo to the inspection and make its small picture."""
        self._shots = shots
        for place, shot in enumerate(shots):
            link = add_photo(desk, inspection, shot, f"photo {place}.jpg")
            self.keys.append(_attachment(desk, link))
            attachments.thumbnail(desk, self.keys[-1], EDGE)

    def bare(self, folder: Path) -> None:
        """Each photo hashed, written and synced twice (itself and the rows), decoded small and kept."""
        for shot in self._shots:
            for name, content in ((hashlib.sha256(shot).hexdigest(), shot), ("rows", b"0" * 4096)):
                with (folder / name).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            small(shot)


def small(shot: bytes) -> bytes:
    """A small picture as fast as it can be had: decoded at an eighth."""
    from PIL import Image

    with Image.open(BytesIO(shot)) as image:
        image.draft("RGB", (EDGE, EDGE))
        out = BytesIO()
        image.resize((EDGE, EDGE * HIGH // WIDE)).save(out, "JPEG", quality=82)
    return out.getvalue()


def _decoded(hands: int) -> None:
    from qualitydesk.store.pictures import upright_jpeg

    with ThreadPoolExecutor(hands) as pool:
        list(pool.map(lambda place: upright_jpeg(_shot(place), EDGE), range(SHOTS)))


@cache
def _scene() -> bytes:
    """Noise over a slope: as hard to decode as a photo."""
    from PIL import Image

    noise = Image.effect_noise((WIDE // 4, HIGH // 4), 40).resize((WIDE, HIGH)).convert("RGB")
    out = BytesIO()
    noise.save(out, "JPEG", quality=90)
    return out.getvalue()


def _shot(number: int) -> bytes:
    """A photo that no other equals: the number stands in its comment."""
    comment = f"{number:08d}".encode()
    return _scene()[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + _scene()[2:]


def _under_way(ground: Ground) -> tuple[Desk, str]:
    """An inspection that goes on, and the desk of who inspects."""
    table = t(Inspection)
    with ground.backend.store.read() as read:
        row = read.first(select(table).where(table.c.status == "In progress").limit(1))
    return desk_of(ground.backend, id=row.inspector_id), str(row.id)


def _attachment(desk: Desk, link: str) -> str:
    with desk.store.read() as read:
        return str(read.get(AttachmentLink, link).attachment_id)


def _gallery(ground: Ground, keys: list[str]) -> Figure:
    """Two hundred small pictures, read and painted."""
    from PySide6.QtGui import QImage, QPainter

    from ui.app import make_application
    from ui.kit.photo_strip import thumbnail

    make_application()
    wanted = [keys[place % len(keys)] for place in range(GALLERY)]
    kept = [attachments.thumbnail(ground.desk, key, EDGE) for key in keys]

    def painted(pictures: Callable[[int], QImage]) -> None:
        page = QImage(1200, 3000, QImage.Format.Format_RGB32)
        painter = QPainter(page)
        for place in range(GALLERY):
            painter.drawImage(place % 12 * 100, place // 12 * 80, pictures(place))
        painter.end()

    return in_turn(
        f"G17 gallery of {GALLERY} small pictures",
        lambda: painted(lambda at: thumbnail(attachments.thumbnail(ground.desk, wanted[at], EDGE), 96, 72)),
        lambda: painted(lambda at: QImage.fromData(kept[at % len(kept)])),
        goal=1.5,
        limit_is="the same pictures from memory, decoded and painted",
        rows=ground.size,
        pairs=5,
    )
