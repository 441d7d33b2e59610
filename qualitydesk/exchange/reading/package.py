"""The check of an XLSX package before any parser sees it: sizes, ratio, entries, DTDs, the span of its cells.

Bytes are counted as they inflate, never believed from the directory; memory stays at one block.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.cells import SharedTexts, Span, chunks, error_cells
from qualitydesk.exchange.reading.table import refused

MAX_ENTRIES = 2_000
MAX_UNPACKED = 300 << 20
MAX_RATIO = 200
RATIO_FROM = 4 << 20
MAX_STRINGS = 256 << 20
_BLOCK = 1 << 20
_TEXTS = "xl/sharedstrings.xml"
_DATE_1904 = re.compile(rb"date1904=[\"'](?:1|true|on)")
_OVERLAP = 200
_DTD = tuple(
    mark.encode(codec) for mark in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be")
)


@dataclass(slots=True)
class Package:
    """What the check learnt that the parser does not tell: the date system, and cells that hold errors."""

    date1904: bool = False
    error_cells: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)


def check_package(path: Path) -> Package:
    """Refuse a package that is damaged, a bomb, or no workbook; else tell what stands in it."""
    try:
        with zipfile.ZipFile(path) as archive, path.open("rb") as raw:
            entries = archive.infolist()
            _check_directory(path, entries)
            return _Check(path, raw, {entry.filename.lower(): entry for entry in entries}).run()
    except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError) as error:
        raise refused(path.name, msg("The workbook is damaged.")) from error


def _check_directory(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename.lower() for entry in entries]
    unpacked = sum(entry.file_size for entry in entries)
    reason: Message | None = None
    if any(entry.flag_bits & 1 for entry in entries):
        reason = msg("It is locked with a password. Save it without one.")
    elif len(entries) > MAX_ENTRIES or len(set(names)) != len(names):
        reason = msg("It holds too many parts for a workbook.")
    elif unpacked > MAX_UNPACKED or any(map(_swells, entries)):
        reason = msg(
            "It would swell to {size} MB when unpacked; such a file is not read.", size=unpacked >> 20
        )
    else:
        reason = _other_archive(names)
    if reason:
        raise refused(path.name, reason)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _other_archive(names: list[str]) -> Message | None:
    """What else it is. A program that tells files by their endings must not take it for what it is not."""
    if any(name.startswith("word/") for name in names):
        return msg("It is a text document (DOCX), not a table.")
    if "content.xml" in names:
        return msg("It is an OpenDocument file. Save the table as XLSX or CSV.")
    if any(name.endswith("workbook.bin") for name in names):
        return msg("It is a binary workbook (XLSB). Save it as XLSX.")
    if any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
        return None
    return msg("It is a ZIP archive. Unpack it and import what is inside.")


class _Check:
    def __init__(self, path: Path, raw: BinaryIO, entries: dict[str, zipfile.ZipInfo]) -> None:
        self.path = path
        self.raw = raw
        self.entries = entries
        self.package = Package()
        self.spans: dict[str, Span] = {}

    def run(self) -> Package:
        """Every part is looked at: a workbook may name any of them as a sheet, whatever it is called."""
        for name in self.entries:
            self._check_part(name)
        self._check_texts()
        return self.package

    def _check_part(self, name: str) -> None:
        span, tail = self.spans.setdefault(name, Span()), b""
        for chunk in self._chunks(name):
            if "/media/" not in name and any(mark in tail + chunk for mark in _DTD):
                raise refused(
                    self.path.name, msg("The workbook holds entity definitions; such a file is not read.")
                )
            if name.endswith("workbook.xml") and _DATE_1904.search(chunk):
                self.package.date1904 = True
            span.see(chunk)
            if span.too_large:
                break
            tail = chunk[-_OVERLAP:]
        self._finish_part(name, span)

    def _finish_part(self, name: str, span: Span) -> None:
        if span.unusual:
            span.measure(self._chunks(name))
        if span.too_large:
            text = msg(
                "Its cells span {rows} rows and {columns} columns; that is too much to read.",
                rows=span.rows,
                columns=span.columns,
            )
            raise refused(self.path.name, text)
        if span.errors and (found := error_cells(self._chunks(name))):
            self.package.error_cells[name] = found

    def _check_texts(self) -> None:
        """One long text shown in a million cells would be a bomb of its own."""
        if _TEXTS not in self.entries:
            return
        texts = SharedTexts.of(self._chunks(_TEXTS))
        if texts.longest * sum(span.cells for span in self.spans.values()) <= MAX_STRINGS:
            return
        size = sum(
            texts.longest * span.cells if span.broken else texts.shown_in(self._chunks(name))
            for name, span in self.spans.items()
            if span.cells
        )
        if size > MAX_STRINGS:
            raise refused(
                self.path.name,
                msg("Its texts would fill {size} MB; such a file is not read.", size=size >> 20),
            )

    def _chunks(self, name: str) -> Iterator[bytes]:
        return chunks(self._inflated(self.entries[name]))

    def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """The entry's bytes as they truly inflate; a directory that lies about their number is damage."""
        self.raw.seek(entry.header_offset)
        head = self.raw.read(30)
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        self.raw.seek(name_length + extra_length, 1)
        seen = 0
        for block in _unpacked(self.raw, entry):
            seen += len(block)
            if seen > entry.file_size:
                raise zipfile.BadZipFile("larger than the directory says")
            yield block


def _unpacked(raw: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    left = entry.compress_size
    if entry.compress_type == zipfile.ZIP_STORED:
        while left > 0 and (block := raw.read(min(left, _BLOCK))):
            left -= len(block)
            yield block
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError("compression method")
    inflate = zlib.decompressobj(-15)
    position = raw.tell()
    while left > 0 and not inflate.eof:
        raw.seek(position)
        packed = raw.read(min(left, 65_536))
        if not packed:
            raise zipfile.BadZipFile("cut off")
        position += len(packed)
        left -= len(packed)
        while packed and not inflate.eof:
            yield inflate.decompress(packed, _BLOCK)
            packed = inflate.unconsumed_tail
