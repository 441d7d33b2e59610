"""The incident under the cursor: what happened, the clocks of the authorities, how far the goods went."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Confidence
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.laws import short_law
from ui.kit.links import link
from ui.kit.painted.deadline_rows import Deadline as Row
from ui.kit.painted.deadline_rows import DeadlineRows
from ui.kit.panel import FactStrip, KeyValues
from ui.registers.panel import FilePanel
from ui.registers.rows import nothing
from ui.safety.affected import add_steps, affected, word_status

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.domain.claims.deadlines import Deadline
    from qualitydesk.services.safety import IncidentFile
    from ui.context import Context


class IncidentPanel(FilePanel):
    """Shows one opened incident."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Incident"), "incident")

    def show_incident(self, file: IncidentFile) -> None:
        """Show an incident."""
        tr, row = self.context.tr, file.fields
        goods, kind = file.links.get("product"), str(row["kind"])
        self.set_title(f"{row['number']} · {tr(kind)}", tr.name(goods.name) if goods else "")
        self.fill(
            self.context.jobs,
            (
                partial(self._facts, file),
                partial(self._clocks, file),
                *affected(self, self.context, file.affected),
                partial(add_steps, self, self.context, file.steps),
                partial(self.add_files, file.id),
            ),
        )

    def _facts(self, file: IncidentFile) -> None:
        tr, row, column = self.context.tr, file.fields, self.add_section()
        facts: tuple[tuple[str, Status | str], ...] = (
            (tr("Status"), word_status(tr, row["status"])),
            (tr("Known since"), tr.instant(row["aware_at"])),
        )
        column.addWidget(FactStrip(self.theme, facts))
        if row["description"]:
            column.addWidget(label(self.theme, row["description"], "body", "text-2", wrap=True))
        column.addWidget(KeyValues(self.theme, self._pairs(file), label_width=112))

    def _pairs(self, file: IncidentFile) -> list[tuple[str, str | QWidget]]:
        tr = self.context.tr
        names = {
            "product": tr("Product"),
            "lot": tr("Lot"),
            "claim": tr("Claim"),
            "inspection": tr("Inspection"),
        }
        pairs: list[tuple[str, str | QWidget]] = []
        for kind, name in names.items():
            one = file.links.get(kind)
            if one is not None and kind == "lot":
                pairs.append((name, one.number))
            elif one is not None:
                pairs.append(
                    (name, link(self.context.theme, one.number, partial(self.context.navigate, kind, one.id)))
                )
        return pairs

    def _clocks(self, file: IncidentFile) -> None:
        tr, markets = self.context.tr, self.context.desk.rules.markets
        places = tr.listed(tr.name(markets[code].short) for code in file.markets)
        column = self.add_section(tr("Clocks of the authorities"), places)
        if not file.clocks:
            nothing(self.context, column, tr("No market is known in which these goods were sold."))
            return
        rows = DeadlineRows(self.theme, [self._row(one) for one in file.clocks], side=0)
        rows.setAccessibleName(tr("Clocks of the authorities"))
        rows.opened.connect(lambda place: self.context.navigate("rule", file.clocks[place].rule))
        column.addWidget(rows)

    def _row(self, one: Deadline) -> Row:
        tr = self.context.tr
        note = tr("from memory, to be checked") if one.confidence is Confidence.RECALLED else ""
        law = " · ".join(filter(None, (short_law(tr, one.law), note)))
        if one.due_at is None:
            said = " ".join(tr(words) for words in one.notes) or tr.name(one.right)
            return Row(tr.name(one.title), law, tr("at once"), said, "warn", one.rule)
        when = tr.instant(one.due) if isinstance(one.due, datetime) else tr.date(one.due_at.date())
        over = one.due_at < self.context.desk.now()
        left = tr("over") if over else tr.days_left((one.due_at - self.context.desk.now()).days)
        return Row(tr.name(one.title), law, left, when, "bad" if over else "warn", one.rule)
