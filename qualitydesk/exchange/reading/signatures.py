"""What a file is, told by its first bytes: a text, a workbook, or something that is no table and is refused.

Nothing is parsed here, so a hostile file is turned away before any parser sees it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.table import (
    MAX_JSON_BYTES,
    MAX_TEXT_BYTES,
    MAX_WORKBOOK_BYTES,
    refused,
)


class Form(StrEnum):
    """The three ways a table comes."""

    DELIMITED = "delimited"
    WORKBOOK = "workbook"
    JSON = "json"


HEAD = 65_536
_LIMITS = {Form.DELIMITED: MAX_TEXT_BYTES, Form.JSON: MAX_JSON_BYTES, Form.WORKBOOK: MAX_WORKBOOK_BYTES}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_NOT_TABLES: tuple[tuple[bytes, Message], ...] = (
    (b"\x89PNG", msg("It is a picture (PNG), not a table.")),
    (b"\xff\xd8\xff", msg("It is a picture (JPEG), not a table.")),
    (b"GIF8", msg("It is a picture (GIF), not a table.")),
    (b"II*\x00", msg("It is a picture (TIFF), not a table.")),
    (b"MM\x00*", msg("It is a picture (TIFF), not a table.")),
    (b"BM", msg("It is a picture (BMP), not a table.")),
    (b"RIFF", msg("It is a picture or a sound, not a table.")),
    (b"%PDF", msg("It is a PDF document, not a table.")),
    (b"\x1f\x8b", msg("It is packed (gzip). Unpack it and import what is inside.")),
    (b"BZh", msg("It is packed (bzip2). Unpack it and import what is inside.")),
    (b"\xfd7zXZ", msg("It is packed (xz). Unpack it and import what is inside.")),
    (b"7z\xbc\xaf", msg("It is packed (7z). Unpack it and import what is inside.")),
    (b"Rar!", msg("It is packed (RAR). Unpack it and import what is inside.")),
    (b"SQLite format 3", msg("It is a database file, not a table.")),
    (b"{\\rtf", msg("It is a text document (RTF), not a table.")),
    (b"\x7fELF", msg("It is a program, not a table.")),
    (b"MZ", msg("It is a program, not a table.")),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f]")


def find_form(path: Path) -> Form:
    """Whether ``path`` is a delimited text, a workbook or JSON; refuses everything else with the reason."""
    name = path.name
    head = _read_head(path)
    form = _form_of(name, head)
    if path.stat().st_size > _LIMITS[form]:
        limit = _LIMITS[form] >> 20
        raise refused(name, msg("It is larger than {limit} MB; split it.", limit=limit))
    return form


def _read_head(path: Path) -> bytes:
    name = path.name
    if not path.is_file():
        raise refused(name, msg("There is no such file."))
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise refused(
            name, msg("The file can't be opened: {reason}.", reason=error.strerror or "")
        ) from error
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise refused(name, msg("The file is empty."))
    return head


def _form_of(name: str, head: bytes) -> Form:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Form.WORKBOOK
    for mark, reason in _NOT_TABLES:
        if head.startswith(mark) and not _is_plain_text(mark, head):
            raise refused(name, reason)
    if head[4:8] == b"ftyp":
        raise refused(name, msg("It is a picture or a film, not a table."))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith(b"<"):
        raise refused(name, _markup_reason(start))
    if _is_binary(head):
        raise refused(name, msg("It is not a text and not a workbook, so it can't be read as a table."))
    return Form.JSON if _is_json(name, start) else Form.DELIMITED


def _is_plain_text(mark: bytes, head: bytes) -> bool:
    """Two letters such as BM or MZ may begin a heading as well; a text holds no control bytes."""
    return mark.isalnum() and not _CONTROLS.search(head) and b"\x00" not in head


def _markup_reason(start: bytes) -> Message:
    if b"html" in start or b"<table" in start:
        return msg("It is a web page (HTML). Open it in a spreadsheet program and save it as XLSX or CSV.")
    return msg("It is an XML document. Save the table as XLSX or CSV.")


def _is_binary(head: bytes) -> bool:
    if head.startswith(_UTF16_MARKS):
        return False
    if head.count(b"\x00") > 0.6 * len(head):
        return True
    return (
        len(_CONTROLS.findall(head)) > max(20, 0.01 * len(head))
        and b"\n\x00" not in head
        and b"\x00\n" not in head
    )


def _is_json(name: str, start: bytes) -> bool:
    return name.lower().endswith(".json") or start.startswith((b"{", b'[{"', b"[\n", b"[{", b"[ {"))
