"""The recall under the cursor: its danger and remedy, what it covers, how far that went, what was done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.recalled import NAMED_BY, source_name
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.panel import FactStrip, KeyValues
from ui.registers.panel import FilePanel
from ui.registers.rows import PartRow, Tool, nothing
from ui.safety.affected import add_steps, affected, word_status
from ui.screens.recalls.table import NOTHING

if TYPE_CHECKING:
    from qualitydesk.services.safety import RecallFile
    from qualitydesk.services.safety.recalls import Covered
    from ui.context import Context


class RecallPanel(FilePanel):
    """Shows one opened recall."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Recall"), "recall")

    def show_recall(self, file: RecallFile) -> None:
        """Show a recall."""
        row = file.fields
        self.set_title(row["title"], " · ".join(filter(None, (row["number"], row["market"]))))
        self.fill(
            self.context.jobs,
            (
                partial(self._facts, file),
                partial(self._about, file),
                partial(self._covers, file),
                *affected(self, self.context, file.affected),
                partial(add_steps, self, self.context, file.steps),
                partial(self.add_files, file.id),
            ),
        )

    def _facts(self, file: RecallFile) -> None:
        tr, row = self.context.tr, file.fields
        column = self.add_section()
        facts: tuple[tuple[str, Status | str], ...] = (
            (tr("Status"), word_status(tr, row["status"])),
            (tr("Source"), tr(source_name(row["source"]))),
            (tr("Published"), tr.date(row["published_on"]) if row["published_on"] else NOTHING),
        )
        column.addWidget(FactStrip(self.theme, facts))

    def _about(self, file: RecallFile) -> None:
        tr, row = self.context.tr, file.fields
        given = (
            (tr("Hazard"), row["hazard"]),
            (tr("Remedy"), row["remedy"]),
            (tr("Units, as announced"), row["units"]),
            (tr("Their number"), "" if file.own else row["external_id"]),
            (tr("Web address"), row["address"]),
        )
        pairs = [(name, value) for name, value in given if value]
        if not pairs and not row["product_text"]:
            return
        column = self.add_section(tr("What it is about"))
        if row["product_text"]:
            column.addWidget(label(self.theme, row["product_text"], "body", "text-2", wrap=True))
        column.addWidget(KeyValues(self.theme, pairs, label_width=112))

    def _covers(self, file: RecallFile) -> None:
        tr = self.context.tr
        column = self.add_section(tr("What it covers"))
        if not file.covers:
            nothing(self.context, column, tr("No goods are named yet."))
        for one in file.covers:
            column.addWidget(self._covered(one))

    def _named(self, one: Covered) -> PartRow:
        """What was published, with the goods of ours that it names and by what; they open."""
        tr = self.context.tr
        named = (tr("Names {sku}: {by}", sku=own.sku, by=NAMED_BY[own.by]) for own in one.means)
        opens = (
            Tool("external-link", own.sku, partial(self.context.navigate, "product", own.product_id))
            for own in one.means
        )
        return PartRow(self.context, one.published, " · ".join(named), tools=tuple(opens))

    def _covered(self, one: Covered) -> PartRow:
        tr = self.context.tr
        whole = tr("every lot") if one.product_id and not one.lot_id else ""
        under = " · ".join(filter(None, (one.code, one.published, whole)))
        go = (
            Tool("external-link", tr("Open it"), partial(self.context.navigate, "product", one.product_id)),
        )
        top = tr.name(one.name) or tr("Goods of others")
        if one.means:
            return self._named(one)
        return PartRow(self.context, top, under, tools=go if one.product_id else ())
