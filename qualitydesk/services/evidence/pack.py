"""Writing an evidence pack: the files one after another into a ZIP archive, with the list of their hashes.

The archive appears under its name only when it is complete. What belongs into it is gathered in ``contents``.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.people import WRITING
from qualitydesk.domain.values import msg
from qualitydesk.services.desk import Desk
from qualitydesk.services.evidence.contents import Source, gather
from qualitydesk.translation import Translator

Told = Callable[[int, int, str], None]
"""Gets (done, total, name of the file). What it raises stops the work, and nothing is left."""
SUMS, LIST, READ_ME = "SHA256SUMS.txt", "list.json", "READ ME.txt"


@dataclass(frozen=True, slots=True)
class Pack:
    """A written pack: how many files, and the SHA-256 of the list of their hashes, which the audit names."""

    path: Path
    files: int
    sums: str


def write_evidence(
    desk: Desk, kind: str, key: str, target: Path, tr: Translator, told: Told, *, originals: bool = False
) -> Pack:
    """Write the pack of a record of that kind ("claim", "shipment", "product") to ``target``; an entry of the
    audit names it, so an auditor, who writes nothing, makes none.

    Photos leave as copies without place and device; ``originals`` gives them as they came. Raises NotFound
    for a record that is not there, Unavailable when the disk refuses.
    """
    desk.require(*WRITING)
    number, sources = gather(desk, kind, key, tr, originals=originals)
    with _whole(target) as archive:
        sums = _fill(archive, sources, told)
        archive.writestr(READ_ME, _about(desk, tr, number, sums))
    with desk.store.write(desk.person, "make evidence pack") as work:
        work.note(kind, {"id": key, "sums": sums, "files": len(sources)})
    return Pack(target, len(sources), sums)


def _fill(archive: zipfile.ZipFile, sources: Sequence[Source], told: Told) -> str:
    """Write the files, then what proves them; the hash of the list of hashes."""
    lines: list[str] = []
    listed: list[dict[str, Any]] = []
    for place, source in enumerate(sources):
        told(place, len(sources), source.path)
        content = source.read()
        digest = hashlib.sha256(content).hexdigest()
        archive.writestr(source.path, content)
        lines.append(f"{digest}  {source.path}\n")
        entry = {"path": source.path, "size": len(content), "sha256": digest}
        listed.append(entry | ({"original_sha256": source.original} if source.original else {}))
    told(len(sources), len(sources), "")
    sums = "".join(lines)
    archive.writestr(SUMS, sums)
    archive.writestr(LIST, json.dumps(listed, ensure_ascii=False, indent=1))
    return hashlib.sha256(sums.encode()).hexdigest()


def _about(desk: Desk, tr: Translator, number: str, sums: str) -> str:
    house, person, now = desk.house.name, desk.person.name, desk.now()
    said = (
        tr("Evidence pack of {number}", number=number),
        tr("Made by {house}, {person}, {when}", house=house, person=person, when=now),
        "",
        tr("{sums} names the SHA-256 of every file: “sha256sum -c {sums}” checks them all.", sums=SUMS),
        tr("Its own SHA-256 is {hash}; the audit chain of the house names it.", hash=sums),
        tr("A photo with an original_sha256 in {list} is a copy without place and device.", list=LIST),
    )
    return "\n".join(said) + "\n"


@contextmanager
def _whole(target: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP file beside ``target`` that takes its place once it is complete; readable by its user only."""
    part = target.parent / f".{secrets.token_hex(8)}.part"
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise Unavailable(
            msg(
                "The file {path} could not be written: {reason}. Nothing else was changed.",
                path=str(target),
                reason=error.strerror or str(error),
            )
        ) from error
    finally:
        part.unlink(missing_ok=True)
