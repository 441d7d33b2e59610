"""Where the headings stand, and every later row fitted to them. Shared by texts and workbooks.

What a heading means is not known here; ``known`` only tells which words are headings somewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.table import MAX_COLUMNS, REMARKS_KEPT, Cell, Row, refused

LOOK_AHEAD = 60
_NUMBERLIKE = re.compile(r"[\s\d.,:/\-+%$€£¥'()]*\d[\s\d.,:/\-+%$€£¥'()]*")
_NOT_LETTERS = re.compile(r"[\W_]+")

Record = tuple[int, Sequence[Cell]]


def left_out(above: int) -> Message:
    """What is said of so many lines above the headings."""
    if above == 1:
        return msg("1 line above the headings was left out.")
    return msg("{n} lines above the headings were left out.", n=above)


def heading_key(text: str) -> str:
    """A heading as it is compared: width, case, spaces and punctuation folded away."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def heading_text(cell: Cell) -> str:
    """A heading cell as text; whole numbers (years) without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def find_header(records: Sequence[Record], known: frozenset[str]) -> int:
    """The index of the headings in ``records``: most known words, else the first row that fills the table."""
    hits = [_known_headings(cells, known) for _, cells in records]
    best = max(hits, default=0)
    if best >= 2:
        return hits.index(best)
    filled = [sum(not _blank(cell) for cell in cells) for _, cells in records]
    full = _usual_width(filled)
    for index, (_, cells) in enumerate(records):
        enough = filled[index] >= 0.8 * full
        if enough or (filled[index] >= 0.5 * full and all_text(cells) and filled[index] > 1):
            return index
    return next((index for index, count in enumerate(filled) if count), 0)


def _known_headings(cells: Sequence[Cell], known: frozenset[str]) -> int:
    return len({heading_key(cell) for cell in cells if isinstance(cell, str)} & known)


def _usual_width(filled: Sequence[int]) -> int:
    counts = Counter(count for count in filled if count > 1)
    if not counts:
        return 1
    most = max(counts.values())
    return max(width for width, times in counts.items() if times == most)


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def all_text(cells: Iterable[Cell]) -> bool:
    """Whether no cell looks like a number or a date."""
    return all(_blank(c) or (isinstance(c, str) and not _NUMBERLIKE.fullmatch(c)) for c in cells)


def trimmed(source: str, cells: Sequence[Cell]) -> list[str]:
    """The header cells as text without the empty ones at the right; refuses a table that is too wide."""
    texts = [heading_text(cell) for cell in cells]
    while texts and not texts[-1].strip():
        texts.pop()
    if len(texts) > MAX_COLUMNS:
        raise refused(source, msg("It has more than {n} columns.", n=MAX_COLUMNS))
    return texts


def fit_rows(records: Iterable[Record], headings: Sequence[str], remarks: list[Message]) -> Iterator[Row]:
    """Each record with as many cells as there are headings; blank ones and repeated headings left out."""
    width = len(headings)
    first = headings[0] if headings else ""
    for line, cells in records:
        count = len(cells)
        if count == width:
            if _blank(cells[0]) and all(_blank(cell) for cell in cells):
                continue
            if cells[0] == first and [heading_text(cell) for cell in cells] == list(headings):
                _remark(remarks, msg("Line {line} repeats the headings and was left out.", line=line))
                continue
            yield Row(line, cells)
        elif not all(_blank(cell) for cell in cells):
            yield _ragged(line, cells, width, remarks)


def _ragged(line: int, cells: Sequence[Cell], width: int, remarks: list[Message]) -> Row:
    count = len(cells)
    if count < width:
        text = msg(
            "Line {line} has fewer cells than there are headings; the missing ones are blank.", line=line
        )
        _remark(remarks, text)
        return Row(line, [*cells, *([""] * (width - count))])
    problem = None
    if not all(_blank(cell) for cell in cells[width:]):
        problem = msg("The row has {cells} cells under {headings} headings.", cells=count, headings=width)
    return Row(line, cells[:width], problem)


def _remark(remarks: list[Message], message: Message) -> None:
    if len(remarks) < REMARKS_KEPT and message not in remarks:
        remarks.append(message)
