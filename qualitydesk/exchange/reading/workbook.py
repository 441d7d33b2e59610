"""XLSX, XLSM and XLS as tables: the package is checked first, then read by calamine.

The sheet is chosen (by name, else the visible one with most known headings), merged cells are filled, error
cells keep their error as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.reading.header import (
    LOOK_AHEAD,
    Record,
    all_text,
    find_header,
    fit_rows,
    heading_key,
    heading_text,
    left_out,
    trimmed,
)
from qualitydesk.exchange.reading.package import Package, check_package
from qualitydesk.exchange.reading.sheets import sheet_parts
from qualitydesk.exchange.reading.table import Cell, ReadOptions, Row, Table, distinct_headings, refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCKED = msg("It is locked with a password. Save it without one.")
Place = tuple[int, int]


def open_workbook(path: Path, options: ReadOptions, known: frozenset[str]) -> Table:
    """The chosen sheet of the workbook at ``path`` as a table."""
    package = _check(path)
    book = _parse(path)
    parts = sheet_parts(path)
    sheet, notes = _choose_sheet(path, book, parts, options, known)
    errors = package.error_cells.get(parts.get(sheet.name, ""), {})
    grid = _Grid(sheet, errors)
    head: list[Record] = list(grid.head(max(LOOK_AHEAD, options.header_row)))
    if not any(cell != "" for _, cells in head for cell in cells):
        raise refused(path.name, msg("The sheet “{sheet}” is empty.", sheet=sheet.name))
    first = min(options.header_row, len(head)) - 1 if options.header_row else find_header(head, known)
    last, headings = grid.headings(head, first)
    headings = trimmed(path.name, headings)
    columns, heading_notes = distinct_headings(headings)
    remarks: list[Message] = []
    return Table(
        source=file_label(path.name),
        kind="XLSX",
        encoding="",
        delimiter="",
        header_row=head[first][0],
        columns=columns,
        stream=lambda: _rows(grid, last, headings, remarks),
        options=options,
        notes=(*notes, *_header_notes(head, first), *heading_notes, *grid.notes()),
        remarks=remarks,
        date1904=package.date1904,
    )


def _check(path: Path) -> Package:
    with path.open("rb") as file:
        head = file.read(4)
        if head.startswith(b"PK"):
            return check_package(path)
        if _ENCRYPTED in head + file.read():
            raise refused(path.name, _LOCKED)
    return Package()


def _parse(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise refused(path.name, _LOCKED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise refused(
            path.name, msg("The workbook can't be read: {reason}.", reason=str(error)[:200])
        ) from error


def _header_notes(head: Sequence[Record], first: int) -> Iterator[Message]:
    above = sum(1 for _, cells in head[:first] if any(cell != "" for cell in cells))
    if above:
        yield left_out(above)
    if not all_text([cell for cell in head[first][1] if cell != ""][:1]):
        yield msg(
            "The row taken for headings looks like data; name the line of the headings if it is not right."
        )


def _choose_sheet(
    path: Path,
    book: CalamineWorkbook,
    parts: Mapping[str, str],
    options: ReadOptions,
    known: frozenset[str],
) -> tuple[CalamineSheet, list[Message]]:
    if options.sheet:
        return _load(path, book, _named_sheet(path, book, options.sheet)), []
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    shown, grid = SheetVisibleEnum.Visible, SheetTypeEnum.WorkSheet
    visible = [meta.name for meta in book.sheets_metadata if meta.visible == shown and meta.typ == grid]
    best: tuple[float, CalamineSheet] | None = None
    for name in _different(visible, parts)[:50]:
        sheet = _load(path, book, name)
        score = _worth(sheet, known)
        if best is None or score > best[0]:
            best = (score, sheet)
    if best is None or best[0] < 0:
        raise refused(path.name, msg("No sheet of the workbook holds a table."))
    others = [meta.name for meta in book.sheets_metadata if meta.name != best[1].name]
    if not others:
        return best[1], []
    text = msg(
        "The sheet “{sheet}” was read; the workbook also has: {others}.",
        sheet=best[1].name,
        others=", ".join(others[:20]),
    )
    return best[1], [text]


def _different(names: Sequence[str], parts: Mapping[str, str]) -> list[str]:
    """The sheets without those that are the same part as one before: it is read once."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(parts.get(name, name), name)
    return list(first.values())


def _named_sheet(path: Path, book: CalamineWorkbook, wished: str) -> str:
    names = book.sheet_names
    if wished in names:
        return wished
    if wished.isdigit() and 1 <= int(wished) <= len(names):
        return names[int(wished) - 1]
    raise refused(
        path.name,
        msg("It has no sheet “{sheet}”; its sheets: {names}.", sheet=wished, names=", ".join(names[:20])),
    )


def _load(path: Path, book: CalamineWorkbook, name: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        raise refused(path.name, msg("The sheet “{sheet}” can't be read.", sheet=name)) from error


def _worth(sheet: CalamineSheet, known: frozenset[str]) -> float:
    """How much a sheet looks like the wanted one: known headings first, then whether it holds a table."""
    rows = sheet.to_python(skip_empty_area=True, nrows=LOOK_AHEAD)
    if not rows:
        return -1
    hits = max(len({heading_key(c) for c in row if isinstance(c, str)} & known) for row in rows)
    return hits * 10 + (1 if len(rows) > 1 else 0) if hits >= 2 else (1 if len(rows) > 1 else 0)


@dataclass(slots=True)
class _Grid:
    """A sheet's cells by position: merged areas filled downwards, errors put back where there is a blank."""

    sheet: CalamineSheet
    errors: Mapping[Place, str]
    merged: list[tuple[Place, Place]] = field(init=False)

    def __post_init__(self) -> None:
        self.merged = self.sheet.merged_cell_ranges or []

    def records(self) -> Iterator[Record]:
        """Every row with its number, filled; downward merges repeat their value."""
        downward = self._downward()
        held: dict[int, Cell] = {}
        left = self.sheet.start[1] if self.sheet.start else 0
        if not left and not downward and not self.errors:
            yield from enumerate(self.sheet.iter_rows(), 1)
            return
        for index, cells in enumerate(self.sheet.iter_rows()):
            row: list[Cell] = [*[""] * left, *cells]
            if self.errors:
                for column in range(len(row)):
                    if error := self.errors.get((index, column)):
                        row[column] = error
            for (top, column), bottom in downward.items():
                if top <= index <= bottom and column < len(row):
                    if index == top:
                        held[column] = row[column]
                    else:
                        row[column] = held.get(column, "")
            yield index + 1, row

    def _downward(self) -> dict[Place, int]:
        return {start: end[0] for start, end in self.merged[:10_000] if end[0] > start[0]}

    def head(self, count: int) -> Iterator[Record]:
        for record in self.records():
            if record[0] > count:
                return
            yield record

    def headings(self, head: Sequence[Record], first: int) -> tuple[int, list[str]]:
        """The header block that begins at ``first``: its last row's number, and one text per column.

        Where a heading is merged over several rows or columns, the texts below each other are joined.
        """
        top = head[first][0] - 1
        bottom = max((end[0] for start, end in self.merged if start[0] == top), default=top)
        bottom = min(bottom, len(head) - 1)
        width = max(len(head[row][1]) for row in range(top, bottom + 1))
        names: list[str] = []
        for column in range(width):
            texts = [self._over(row, column, head) for row in range(top, bottom + 1)]
            names.append(" ".join(dict.fromkeys(text for text in texts if text)))
        return bottom + 1, names

    def _over(self, row: int, column: int, head: Sequence[Record]) -> str:
        for (top, left), (bottom, right) in self.merged:
            if top <= row <= bottom and left < column <= right and right > left and bottom > top - 1:
                row, column = (top, left)
                break
        cells = head[row][1]
        return heading_text(cells[column]).strip() if column < len(cells) else ""

    def notes(self) -> Iterator[Message]:
        if len(self.merged) == 1:
            yield msg("1 merged area was found; a value merged downwards counts for each row.")
        elif self.merged:
            yield msg(
                "{n} merged areas were found; a value merged downwards counts for each row.",
                n=len(self.merged),
            )
        if len(self.errors) == 1:
            yield msg("1 cell holds a spreadsheet error.")
        elif self.errors:
            yield msg("{n} cells hold a spreadsheet error.", n=len(self.errors))


def _rows(grid: _Grid, last: int, headings: Sequence[str], remarks: list[Message]) -> Iterator[Row]:
    body = ((line, cells) for line, cells in grid.records() if line > last)
    return fit_rows(body, headings, remarks)
