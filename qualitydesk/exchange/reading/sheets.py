"""Which part of an XLSX package each of its sheets is: several sheets may be one part.

The package was checked before (``package``); its directory of sheets is read here, no cell.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

from qualitydesk.exchange.reading.cells import attributes

_SHEET, _RELATION = (
    re.compile(rb"<(?:[^\s<>/:]*:)?%s(?=[\s/>])([^<]*)" % name) for name in (b"sheet", b"Relationship")
)


def sheet_parts(path: Path) -> Mapping[str, str]:
    """The part of each sheet by the sheet's name, in small letters; empty where that can't be told."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {name.lower(): name for name in archive.namelist()}
            book = next(name for name in parts if name.endswith("workbook.xml"))
            folder, base = posixpath.split(book)
            relations = archive.read(parts[f"{folder}/_rels/{base}.rels"])
            text = archive.read(parts[book])
    except (KeyError, StopIteration, zipfile.BadZipFile):
        return {}
    targets = {one.get("Id", ""): one.get("Target", "") for one in _tags(_RELATION, relations)}
    found: dict[str, str] = {}
    for tag in _tags(_SHEET, text):
        target = targets.get(next((value for name, value in tag.items() if name.endswith(":id")), ""), "")
        whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        if target:
            found[tag.get("name", "")] = posixpath.normpath(whole).lower()
    return found


def _tags(tag: re.Pattern[bytes], text: bytes) -> Iterator[dict[str, str]]:
    for rest in tag.findall(text):
        told = attributes(rest) or {}
        yield {_text(name): unescape(_text(value)) for name, value in told.items()}


def _text(spelt: bytes) -> str:
    return spelt.decode("utf-8", "replace")
