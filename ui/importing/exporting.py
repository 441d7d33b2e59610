"""Take records out: all of a kind or those ticked in a list, to which file; its ending says CSV, Excel or
JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.importing.files import ask_sheet
from ui.importing.words import KINDS
from ui.kit import failures
from ui.lists.chosen import BulkAction, Keys

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.jobs import Control
    from ui.lists.pane import ListPane

RowT = TypeVar("RowT")


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


def ask_where(
    context: Context, owner: QWidget, kind: str, only: Collection[str] | None = None
) -> QFileDialog:
    """Choose a file for all records of a kind, or for those with these numbers."""
    title = context.tr("Export {kind}", kind=context.tr(KINDS[kind]).lower())
    return ask_sheet(owner, title, f"{kind}.csv", lambda path: export(context, owner, kind, path, only))


def export(
    context: Context, owner: QWidget, kind: str, path: Path, only: Collection[str] | None = None
) -> None:
    """Write them in a job and say how many there are."""
    desk, tr = context.desk, context.tr

    def work(_control: Control) -> int:
        from qualitydesk.services import exchange

        return exchange.export_records(desk, kind, path, only)

    def done(number: int) -> None:
        context.toast(tr.plural("1 row is in {file}.", "{n} rows are in {file}.", number, file=path.name))

    context.jobs.long(
        owner,
        work,
        done,
        lambda error: failures.tell(context, owner, error),
    )
