"""What makes a paper checkable: its record as canonical JSON, the hash and check code of that, the QR text.

Also finds the record again in a PDF from anywhere, without trusting it: bytes are scanned, nothing is
executed and no PDF library opens the file. Whether a paper is valid is for the register to say
(``services.documents``).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

from qualitydesk.domain.values import Message

FORMAT = "qualitydesk.paper/1"
ATTACHMENT = "qualitydesk-record.json"
LARGEST_PDF = 64 * 1024 * 1024
LARGEST_RECORD = 8 * 1024 * 1024
MOST_STREAMS = 20

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OILU", "011V")
_SYMBOLS = 11


@dataclass(frozen=True, slots=True)
class Seal:
    """The record found in a PDF. ``intact`` says that the record still fits its own hash and check code."""

    document: str
    number: str
    revision: int
    check_code: str
    record_hash: str
    chain_seq: int
    chain_head: str
    record: Mapping[str, Any]
    intact: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """What a QR code on a paper says."""

    number: str
    revision: int
    check_code: str
    record_hash: str


def plain(value: object) -> Any:
    """``value`` in the words of JSON; pictures and other bytes become their SHA-256."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, bytes):
        return {"sha256": sha256(value).hexdigest()}
    if isinstance(value, Message):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [plain(part) for part in value]
    return _plain_object(value)


def _plain_object(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no place on a paper's record for {type(value).__name__}")


def canonical(record: Mapping[str, Any]) -> bytes:
    """The one byte form of a record: sorted keys, no spaces, UTF-8; broken halves of characters are
    escaped."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace")


def record_hash(record: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical record, in hexadecimal."""
    return sha256(canonical(record)).hexdigest()


def check_code(hashed: str) -> str:
    """Twelve characters for people, ``7F3K-9Q2M-XC48``: 55 bits of the hash and one check character."""
    bits = int(hashed[:14], 16) >> 1
    body = "".join(_ALPHABET[bits >> 5 * place & 31] for place in reversed(range(_SYMBOLS)))
    return _grouped(body + _check_character(body))


def read_code(typed: str) -> str | None:
    """A typed check code in its printed form; None when it is mistyped. O, I, L and U are read as 0, 1, 1
    and V."""
    text = _symbols(typed)
    return _grouped(text) if is_code(typed) and _check_character(text[:-1]) == text[-1] else None


def is_code(typed: str) -> bool:
    """Whether it has the form of a check code, mistyped or not."""
    text = _symbols(typed)
    return len(text) == _SYMBOLS + 1 and set(text) <= set(_ALPHABET)


def _symbols(typed: str) -> str:
    return re.sub(r"[\s\-–—]", "", typed).upper().translate(_LOOKALIKES)


def _check_character(body: str) -> str:
    """Luhn's sum in base 32: tells every single mistyped character and nearly every swapped pair."""
    total = 0
    for place, char in enumerate(reversed(body)):
        weighted = _ALPHABET.index(char) * (2 if place % 2 == 0 else 1)
        total += weighted // 32 + weighted % 32
    return _ALPHABET[-total % 32]


def _grouped(text: str) -> str:
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def qr_text(number: str, revision: int, hashed: str) -> str:
    """What the QR code says; capitals and digits only, which make the code small."""
    return f"QD1:{number}:{revision}:{check_code(hashed)}:{hashed}".upper()


def read_qr(scanned: str) -> Reference | None:
    """What a scanned QR code of one of our papers says; None for any other text."""
    found = re.fullmatch(
        r"QD1:([A-Z0-9.\-]{1,120}):(\d{1,6}):([A-Z0-9\-]{14}):([0-9A-F]{64})", scanned.strip().upper()
    )
    if not found or check_code(found[4].lower()) != found[3]:
        return None
    return Reference(found[1], int(found[2]), found[3], found[4].lower())


def sealed_json(record: Mapping[str, Any]) -> bytes:
    """The file that is attached to the PDF: the record and what it hashes to."""
    hashed = record_hash(record)
    whole = {"format": FORMAT, "record": record, "record_sha256": hashed, "check_code": check_code(hashed)}
    return canonical(whole)


def read_seal(pdf: bytes) -> Seal | None:
    """The record attached to a PDF of ours, whoever saved it last; None for any other file.

    Bounded against hostile files: 64 MiB of PDF, 20 attachments, 8 MiB of unpacked record.
    """
    if len(pdf) > LARGEST_PDF or b"%PDF-" not in pdf[:1024]:
        return None
    found = (seal for data in _attached(pdf) if (seal := _seal(data)))
    return next(found, None)


def _attached(pdf: bytes) -> Iterator[bytes]:
    """The unpacked contents of embedded-file streams, last one first: a later update of a file comes
    later."""
    places = [match.start() for match in re.finditer(rb"/EmbeddedFile(?![A-Za-z])", pdf)]
    for place in reversed(places[-MOST_STREAMS:]):
        start = pdf.find(b"stream", place, place + 2000)
        if start < 0:
            continue
        start += 8 if pdf[start + 6 : start + 8] == b"\r\n" else 7
        end = pdf.find(b"endstream", start, start + LARGEST_RECORD)
        if end > start:
            yield from _unpacked(pdf[start:end])


def _unpacked(data: bytes) -> Iterator[bytes]:
    if data.lstrip()[:1] == b"{":
        yield data
        return
    try:
        unpacker = zlib.decompressobj()
        yield unpacker.decompress(data, LARGEST_RECORD)
    except zlib.error:
        return


def _seal(data: bytes) -> Seal | None:
    try:
        whole = json.loads(data)
        if whole["format"] != FORMAT:
            return None
        return _read(whole)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _counter(value: object) -> int:
    """A count as we write it; anything else, or more than a database can look up, is not ours."""
    if type(value) is not int or not 0 <= value < 2**53:
        raise ValueError("no count")
    return value


def _read(whole: Mapping[str, Any]) -> Seal:
    record = whole["record"]
    hashed = record_hash(record)
    chain = record["chain"]
    return Seal(
        document=str(record["document"]),
        number=str(record["number"]),
        revision=_counter(record["revision"]),
        check_code=check_code(hashed),
        record_hash=hashed,
        chain_seq=_counter(chain["seq"]),
        chain_head=str(chain["head"]),
        record=record,
        intact=whole["record_sha256"] == hashed and whole["check_code"] == check_code(hashed),
    )
