"""Tables of records that several papers print in the same way."""

from __future__ import annotations

from collections.abc import Sequence

from qualitydesk.services.compliance import InspectionLine
from reports.kit.page import Block
from reports.kit.styles import TEXT_WIDTH
from reports.kit.tables import Cell, TableColumn, table
from reports.kit.words import Words


def inspection_table(lines: Sequence[InspectionLine], tr: Words) -> list[Block]:
    """Inspections with product, lot, verdict and decision, one line each."""
    columns = [
        TableColumn(tr("Inspection"), 80),
        TableColumn(tr("Approved"), 72),
        TableColumn(tr("Product"), 130),
        TableColumn(tr("Lot"), 76),
        TableColumn(tr("Result"), 56),
        TableColumn(tr("Decision"), 66),
        TableColumn(tr("Defects"), TEXT_WIDTH - 480, "right"),
    ]
    rows: list[list[Cell]] = [
        [
            one.number,
            tr.day(one.day),
            tr.name(one.product).first,
            one.lot,
            tr(one.result).first,
            tr(one.decision).first,
            str(one.found),
        ]
        for one in lines
    ]
    return list(table(columns, rows))
