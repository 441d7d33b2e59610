"""Figures of files: workbooks and texts read into the database, and written from it."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from qualitydesk.services.exchange import export_records, import_files
from tests.bench.database import Ground, on_ground
from tests.bench.measure import Figure, in_turn
from tests.bench.replay import Twin, bare, questions

COLUMNS = (
    *("sku", "name", "name_zh", "brand", "model", "category", "hs_code", "origin"),
    *("description", "warnings", "age_grade", "gtin"),
)
ROWS, PAIRS = 10_000, 3


def file_figures(path: Path, size: int, pairs: int, folder: Path) -> Iterator[Figure]:
    """Importing as many rows again and again, each time new ones, and exporting all inspections."""
    first, second = folder / "first.db", folder / "second.db"
    for copy in (first, second):
        shutil.copyfile(path, copy)
    ground = on_ground(first, size)
    for ending, read in ((".xlsx", _calamine), (".csv", _csv)):
        yield _importing(ground, second, folder, ending, read, min(pairs, PAIRS))
    connection = bare(first)
    for ending, limit in ((".csv", _bare_csv), (".xlsx", _bare_xlsx)):
        yield _exporting(ground, connection, folder, ending, limit, min(pairs, PAIRS))
    connection.close()
    ground.backend.close()


def _importing(
    ground: Ground, second: Path, folder: Path, ending: str, read: Callable[[Path], int], pairs: int
) -> Figure:
    twin, fresh = Twin(ground.backend.store, second), count()
    files = [_products(folder / f"products-{turn}{ending}", turn) for turn in range(pairs + 1)]
    taken: list[Path] = []

    def ours() -> None:
        taken.append(files[next(fresh)])
        import_files(ground.desk, "products", [taken[-1]])

    def limit() -> None:
        read(taken[-1])
        twin.limit()

    figure = in_turn(
        f"G5 import {ROWS:,} rows of {ending}",
        twin.ours(ours),
        limit,
        goal=1.3,
        limit_is="bare reading of the file, the same rows by bare sqlite3",
        rows=ROWS,
        pairs=pairs,
        ours_first=True,
    )
    twin.close()
    return figure


def _products(path: Path, turn: int) -> Path:
    """A catalogue that no other turn has."""
    mark = f"K{turn}{path.suffix[1]}"
    words = ("Glass kettle, 1.7 litres", "Hot surface", "", "")
    rows = (
        (f"{mark}-{n:07d}", f"Kettle {n}", f"水壶 {n}", "Haoyu", f"M{n}", "Kitchen", "851610", "CN", *words)
        for n in range(ROWS)
    )
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([COLUMNS, *rows])
    else:
        _sheet(path, [COLUMNS, *rows])
    return path


def _calamine(path: Path) -> int:
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def _csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return len(list(csv.reader(file)))


def _exporting(
    ground: Ground,
    connection: sqlite3.Connection,
    folder: Path,
    ending: str,
    write: Callable[[Path, Iterator[Any]], None],
    pairs: int,
) -> Figure:
    ours, target = folder / f"ours{ending}", folder / f"limit{ending}"
    asked = questions(ground.backend.store, lambda: export_records(ground.desk, "inspections", ours))

    def limit() -> None:
        for statement, values, _ in asked[:-1]:
            connection.execute(statement, values).fetchall()
        write(target, connection.execute(asked[-1][0], asked[-1][1]))

    return in_turn(
        f"G6 export all inspections to {ending}",
        lambda: export_records(ground.desk, "inspections", ours),
        limit,
        goal=1.3 if ending == ".csv" else 1.2,
        limit_is="the same rows, bare sqlite3 and " + ("csv" if ending == ".csv" else "xlsxwriter"),
        rows=ground.size,
        pairs=pairs,
    )


def _bare_csv(path: Path, rows: Iterator[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _bare_xlsx(path: Path, rows: Iterator[Any]) -> None:
    _sheet(path, rows)


def _sheet(path: Path, rows: Any) -> None:
    """A workbook as its library writes it by itself."""
    import xlsxwriter  # type: ignore[import-untyped]  # the package has no types

    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
