"""Labels of the ticked records, put on sheets and sent to a printer. What a label says is the screen's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ui.kit.pdf_print import ask_and_print
from ui.kit.running import run_shown
from ui.lists.chosen import BulkAction, Keys

if TYPE_CHECKING:
    from qualitydesk.domain.values import Bilingual
    from ui.context import Context
    from ui.kit.job import Control
    from ui.lists.together import WithList

Said = Callable[[Any], tuple[str, "Bilingual", str]]
"""The code, the name and a further line of a row of the list."""


def labels_ticked(context: Context, screen: WithList, window: Callable[[], Any], said: Said) -> BulkAction:
    """Print a label for each ticked record."""
    tr = context.tr

    def run(keys: Keys) -> None:
        rows = [screen.list.table.rows.record(key) for key in keys]
        told = [said(row) for row in rows if row is not None]
        title, over = tr.plural("1 label", "{n} labels", len(told)), window()

        def work(_control: Control) -> bytes:
            from reports.labels import RecordLabel, label_sheets

            return label_sheets([RecordLabel(*each) for each in told], title)

        def show(pdf: bytes) -> None:
            ask_and_print(context, over, pdf, title)

        run_shown(
            context,
            over,
            title,
            "qr-code",
            work,
            show,
            tr("Stopped. Nothing was printed."),
        )

    return BulkAction(tr("Print labels"), run, "qr-code")
