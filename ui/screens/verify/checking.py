"""Checking a file or a code, in a job: the verdict, and the registered paper to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import msg

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.documents import Verification


@dataclass(frozen=True, slots=True)
class Checked:
    """A verdict, and the registered paper when the register knows one."""

    found: Verification
    pdf: bytes
    about: str


def check_file(desk: Desk, path: str) -> Checked:
    """Verify a file, in a job. Raises Unavailable when it cannot be read or is far too large."""
    from reports.seal import LARGEST_PDF
    from reports.verification import verify

    file = Path(path)
    unreadable = Unavailable(msg("The file {file} cannot be read.", file=file_label(file.name)))
    try:
        if not file.is_file() or file.stat().st_size > LARGEST_PDF:
            raise unreadable
        content = file.read_bytes()
    except OSError as error:
        raise unreadable from error
    return _checked(desk, verify(desk, content), file_label(file.name))


def check_words(desk: Desk, text: str) -> Checked:
    """Verify a typed or scanned code, in a job."""
    from reports.verification import verify_typed

    return _checked(desk, verify_typed(desk, text), text.strip()[:60])


def _checked(desk: Desk, found: Verification, about: str) -> Checked:
    from qualitydesk.services.documents import read_pdf

    return Checked(found, read_pdf(desk, found.key) if found.key else b"", about)
