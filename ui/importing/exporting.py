"""Take records out: all of a kind or those ticked in a list, to which file; its ending says CSV, Excel or
JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from qualitydesk.domain.file_names import file_label
from ui.importing.files import ask_sheet
from ui.importing.words import KINDS
from ui.kit.cells import Kind, in_words
from ui.kit.running import run_shown
from ui.lists.chosen import BulkAction, Keys

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.job import Control
    from ui.lists.pane import ListPane

RowT = TypeVar("RowT")
Tell = Callable[[int, int], None]


class WithList(Protocol[RowT]):
    """A screen with a list."""

    list: ListPane[RowT]


def export_ticked(
    context: Context, screen: WithList[RowT], kind: str, number: Callable[[RowT], str]
) -> BulkAction:
    """Writing the ticked records of a screen's list to a file; ``number`` is what people call one of them."""

    def run(keys: Keys) -> None:
        rows = [screen.list.table.rows.record(key) for key in keys]
        ask_where(context, screen.list, kind, [number(row) for row in rows if row is not None])

    return BulkAction(context.tr("Export"), run, "download")


def shown_ticked(context: Context, screen: WithList[Any], name: str) -> BulkAction:
    """Writing the ticked lines of a list as they are shown, to a file that is called ``name`` at first: for
    lists of which no import takes anything.
    """
    tr = context.tr

    def run(keys: Keys) -> None:
        rows = screen.list.table.rows
        columns = [one for one in screen.list.listing.columns if one.kind is not Kind.CHECK]
        found = [row for row in map(rows.record, keys) if row is not None]
        lines = [[in_words(one.show(row)) for one in columns] for row in found]
        headings = [one.title for one in columns]
        title = tr("Export {kind}", kind=screen.list.listing.title.lower())
        ask_sheet(screen.list, title, f"{name}.csv", lambda path: write(title, path, headings, lines))

    def write(title: str, path: Path, headings: list[str], lines: list[list[str]]) -> None:
        write_out(
            context,
            screen.list,
            title,
            path,
            lambda exchange, tell: exchange.write_sheet(path, headings, lines, tell),
        )

    return BulkAction(tr("Export"), run, "download")


def ask_where(
    context: Context, owner: QWidget, kind: str, only: Collection[str] | None = None
) -> QFileDialog:
    """Choose a file for all records of a kind, or for those with these numbers."""
    title = _title(context, kind)
    return ask_sheet(owner, title, f"{kind}.csv", lambda path: export(context, owner, kind, path, only))


def export(
    context: Context, owner: QWidget, kind: str, path: Path, only: Collection[str] | None = None
) -> None:
    """Write them in a job and say how many there are."""
    desk = context.desk
    title = _title(context, kind)
    write_out(
        context,
        owner,
        title,
        path,
        lambda exchange, tell: exchange.export_records(desk, kind, path, only, tell),
    )


def _title(context: Context, kind: str) -> str:
    return context.tr("Export {kind}", kind=context.tr(KINDS[kind]).lower())


def write_out(
    context: Context, owner: QWidget, title: str, path: Path, write: Callable[[Any, Tell], int]
) -> None:
    """``write`` with the services of exchange, in a job that the window shows and can stop, and say how many
    rows there are.
    """
    tr = context.tr

    def work(control: Control) -> int:
        from qualitydesk.services import exchange

        return write(exchange, control.report)

    def done(number: int) -> None:
        context.toast(
            tr.plural("1 row is in {file}.", "{n} rows are in {file}.", number, file=file_label(path.name))
        )

    stopped = tr("Stopped. Nothing was written.")
    run_shown(context, owner.window(), title, "file-up", work, done, stopped)
