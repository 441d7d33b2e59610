"""The check of an XLSX package before any parser sees it: sizes, ratio, entries, DTDs, the span of its cells.

Bytes are counted as they inflate, never believed from the directory; memory stays at one block.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.table import MAX_COLUMNS, refused

MAX_ENTRIES = 2_000
MAX_UNPACKED = 300 << 20
MAX_RATIO = 200
RATIO_FROM = 4 << 20
MAX_CELLS = 8_000_000
MAX_STRINGS = 256 << 20
_BLOCK = 1 << 20
_OVERLAP = 200
_DTD = tuple(
    mark.encode(codec) for mark in ("<!DOCTYPE", "<!ENTITY") for codec in ("ascii", "utf-16-le", "utf-16-be")
)
_CELL = re.compile(rb"<c r=\"([A-Z]{1,4})(\d{1,8})\"")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_LOOSE = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])(?:[^>]*?\sr=[\"']([A-Z]*)(\d+))?")
_ERROR_CELL = re.compile(
    rb"<(?:\w+:)?c\b(?=[^>]*\bt=\"e\")[^>]*\br=\"([A-Z]{1,3})(\d+)\"[^>]*>.*?<(?:\w+:)?v>([^<]{1,30})<", re.S
)
_SHARED = re.compile(rb"t=\"s\"[^>]*>\s*<v>(\d+)")


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
    elif not any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
        reason = _other_archive(names)
    if reason:
        raise refused(path.name, reason)


def _swells(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _other_archive(names: list[str]) -> Message:
    if any(name.startswith("word/") for name in names):
        return msg("It is a text document (DOCX), not a table.")
    if "content.xml" in names:
        return msg("It is an OpenDocument file. Save the table as XLSX or CSV.")
    if any(name.endswith(".bin") and name.startswith("xl") for name in names):
        return msg("It is a binary workbook (XLSB). Save it as XLSX.")
    return msg("It is a ZIP archive. Unpack it and import what is inside.")


class _Check:
    def __init__(self, path: Path, raw: BinaryIO, entries: dict[str, zipfile.ZipInfo]) -> None:
        self.path = path
        self.raw = raw
        self.entries = entries
        self.package = Package()
        self.text_cells: Counter[bytes] = Counter()

    def run(self) -> Package:
        for name, entry in self.entries.items():
            if name.endswith((".xml", ".rels")):
                self._check_part(name, entry)
        self._check_strings()
        return self.package

    def _check_part(self, name: str, entry: zipfile.ZipInfo) -> None:
        sheet = _Sheet() if "worksheets/" in name or "sheet" in name.rsplit("/", 1)[-1] else None
        tail = b""
        for block in self._inflated(entry):
            joined = tail + block
            if any(mark in joined for mark in _DTD):
                raise refused(
                    self.path.name, msg("The workbook holds entity definitions; such a file is not read.")
                )
            if name.endswith("workbook.xml") and re.search(rb"date1904=[\"'](?:1|true|on)", joined):
                self.package.date1904 = True
            if sheet:
                sheet.scan(joined)
            tail = joined[-_OVERLAP:]
        if sheet:
            self._finish_sheet(name, entry, sheet)

    def _finish_sheet(self, name: str, entry: zipfile.ZipInfo, sheet: _Sheet) -> None:
        if sheet.loose:
            sheet.measure_loosely(b"".join(self._inflated(entry)))
        if sheet.columns > max(MAX_COLUMNS, 16_384) or sheet.rows * sheet.columns > MAX_CELLS:
            text = msg(
                "Its cells span {rows} rows and {columns} columns; that is too much to read.",
                rows=sheet.rows,
                columns=sheet.columns,
            )
            raise refused(self.path.name, text)
        if sheet.errors:
            part = b"".join(self._inflated(entry))
            self.package.error_cells[name] = {
                (int(row) - 1, column_number(letters) - 1): text.decode("utf-8", "replace")
                for letters, row, text in _ERROR_CELL.findall(part)
            }

    def _check_strings(self) -> None:
        """One long text shown in a million cells would be a bomb of its own."""
        shared = self.entries.get("xl/sharedstrings.xml")
        if shared is None:
            return
        lengths = [len(part) for part in b"".join(self._inflated(shared)).split(b"<si")[1:]]
        sheets = [
            entry for name, entry in self.entries.items() if "worksheets/" in name and name.endswith(".xml")
        ]
        if max(lengths, default=0) * (sum(sheet.file_size for sheet in sheets) // 20) <= MAX_STRINGS:
            return
        total = 0
        for sheet in sheets:
            for index in _SHARED.findall(b"".join(self._inflated(sheet))):
                total += lengths[int(index)] if int(index) < len(lengths) else 0
        if total > MAX_STRINGS:
            raise refused(
                self.path.name,
                msg("Its texts would fill {size} MB; such a file is not read.", size=total >> 20),
            )

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


@dataclass(slots=True)
class _Sheet:
    """The area the cells of one sheet span, and whether some hold errors."""

    rows: int = 0
    columns: int = 0
    loose: bool = False
    errors: bool = False

    def scan(self, block: bytes) -> None:
        cells = _CELL.findall(block)
        if len(cells) < len(_ANY_CELL.findall(block)) - 1:
            self.loose = True
        if cells:
            letters = {cell[0] for cell in cells}
            self.columns = max(self.columns, *map(column_number, letters))
            self.rows = max(self.rows, *map(int, {cell[1] for cell in cells}))
        self.errors = self.errors or b't="e"' in block

    def measure_loosely(self, part: bytes) -> None:
        """The same for cells that don't say where they are: each follows the one before."""
        row = column = 0
        for kind, letters, number in _LOOSE.findall(part):
            if kind == b"row":
                row, column = int(number) if number else row + 1, 0
            else:
                column = column_number(letters) if letters else column + 1
                row = int(number) if number else max(row, 1)
                self.columns = max(self.columns, column)
            self.rows = max(self.rows, row)


def column_number(letters: bytes) -> int:
    """The number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
