"""Several texts in one cell: ``KX-1; KX-2``. Both ways are exact: ``parted(joined(texts)) == texts`` where no
text is empty.

A text that holds a separator itself stands between quotation marks, as it would in a CSV: ``KX-1; "A;B"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATOR = re.compile(r"\s*[;；|\n]\s*")
_QUOTED = re.compile(r'[^\S\n]*"((?:[^"]|"")*)"[^\S\n]*(?:[;；|\n]|\Z)')
_PLAIN = re.compile(r"([^;；|\n]*)(?:[;；|\n]|\Z)")
_TO_BE_QUOTED = re.compile(r'[;；|\n]|\A["\s]|\s\Z')


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell, as ``parted`` takes them apart."""
    return "; ".join(_quoted(text) if _TO_BE_QUOTED.search(text) else text for text in texts)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def parted(cell: str) -> list[str]:
    """The texts in a cell; a quotation mark that nothing closes, as that of 19", is one of the text."""
    if '"' not in cell:
        return [part for part in _SEPARATOR.split(cell) if part]
    parts, at = [], 0
    while at < len(cell):
        quoted = _QUOTED.match(cell, at)
        found = quoted or _PLAIN.match(cell, at)
        assert found is not None
        parts.append(found[1].replace('""', '"') if quoted else found[1].strip())
        at = found.end()
    return [part for part in parts if part]
