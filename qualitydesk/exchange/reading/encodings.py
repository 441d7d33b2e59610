"""Which encoding a text is in, from its bytes alone: the mark at its head, what decodes, what is likely.

A whole file is judged, block by block, because the first odd letter may stand on its last line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.table import refused

BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_WRITTEN = {"big5": "cp950", "shift_jis": "cp932"}
"""What Windows writes under a name that a standard gives to less: no ①, no €, no 髙."""
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CHINESE_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_COMMON_HANZI = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")
_UNUSED_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: Python's ``codec``, the ``name`` shown to people, and whether it holds bad bytes."""

    codec: str
    name: str
    damaged: bool = False
    note: Message | None = None


def find_encoding(path: Path, wished: str = "") -> Encoding:
    """The encoding of ``path``; ``wished`` is taken as it is when the computer knows it."""
    if wished:
        return _named(path, wished)
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, _shown(codec, head))
    wide = _without_mark(head)
    if wide:
        return Encoding(wide, wide.upper().replace("-LE", "LE").replace("-BE", "BE"))
    bad = _first_undecodable(path, "utf-8")
    if bad is None:
        return Encoding("utf-8", "UTF-8")
    return _legacy(path, bad)


def _named(path: Path, wished: str) -> Encoding:
    try:
        codec = codecs.lookup(wished).name
        codec = _AS_WRITTEN.get(codec, codec)
        "".encode(codec)
    except (LookupError, TypeError) as error:
        raise refused(path.name, msg("No encoding is known as “{name}”.", name=wished)) from error
    with path.open("rb") as file:
        head = file.read(4)
    if codec == "utf-8" and head.startswith(codecs.BOM_UTF8):
        codec = "utf-8-sig"
    if codec in {"utf-16-le", "utf-16-be"} and head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    return Encoding(codec, wished, damaged=_first_undecodable(path, codec) is not None)


def _shown(codec: str, head: bytes) -> str:
    if codec == "utf-16":
        return "UTF-16LE" if head.startswith(codecs.BOM_UTF16_LE) else "UTF-16BE"
    return {"utf-8-sig": "UTF-8-SIG", "utf-32": "UTF-32"}[codec]


def _without_mark(head: bytes) -> str:
    """UTF-16 without a mark: every line end and comma holds a zero byte, always on the same side."""
    sample = head[: len(head) & ~1]
    low, high = sample[0::2], sample[1::2]
    zeros_low, zeros_high = low.count(0), high.count(0)
    if zeros_low + zeros_high < max(2, len(sample) // 100) or min(zeros_low, zeros_high) * 4 > max(
        zeros_low, zeros_high
    ):
        return ""
    codec = "utf-16-le" if zeros_high > zeros_low else "utf-16-be"
    text = sample.decode(codec, errors="replace")
    readable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    ends = text.count("\n") + text.count("\r")
    return codec if ends and readable > 0.95 * len(text) else ""


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _first_undecodable(path: Path, codec: str) -> int | None:
    """The offset of (nearly) the first byte that ``codec`` can't decode, or None when all is well."""
    decoder = codecs.getincrementaldecoder(codec)()
    offset = 0
    try:
        for block in _blocks(path):
            decoder.decode(block)
            offset += len(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return offset + error.start
    return None


def _legacy(path: Path, bad: int) -> Encoding:
    """An encoding from before Unicode, or a UTF-8 text with a few broken letters."""
    with path.open("rb") as file:
        file.seek(max(0, bad - 1000))
        sample = file.read(BLOCK)
    if _mostly_utf8(sample):
        note = msg("The text is UTF-8, but some letters in it are broken; rows that hold them are not taken.")
        return Encoding("utf-8", "UTF-8", damaged=True, note=note)
    if _looks_chinese(sample) and _first_undecodable(path, "gb18030") is None:
        return Encoding("gb18030", "GB18030")
    if _UNUSED_1252.search(sample) or _first_undecodable(path, "cp1252") is not None:
        return Encoding("latin-1", "ISO-8859-1")
    return Encoding("cp1252", "Windows-1252")


def _mostly_utf8(sample: bytes) -> bool:
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("�")
    right = sum(1 for character in text if ord(character) > 127) - broken
    return right > 10 * broken


def _looks_chinese(sample: bytes) -> bool:
    """GB text has its high bytes in pairs, most of them the common characters; Latin text has them alone."""
    runs = _HIGH_RUN.findall(sample)
    high = sum(map(len, runs))
    paired = sum(len(run) for run in runs if len(run) > 1)
    pairs = sum(len(_CHINESE_PAIR.findall(run)) for run in runs)
    common = sum(len(_COMMON_HANZI.findall(run)) for run in runs)
    return pairs > 0 and paired >= 0.6 * high and common >= 0.6 * pairs
