"""The panel: one rule with its text, its time, its sources, where it serves, and what the company changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Bilingual
from qualitydesk.services.law import RuleState
from ui.kit.actions import ActionButton, ActionSet
from ui.kit.badges import Badge, StatusLine
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.panel import DetailPanel, KeyValues
from ui.screens.rules import table

if TYPE_CHECKING:
    from qualitydesk.services.law import RuleFile
    from qualitydesk.services.law.around import Part, Words
    from ui.context import Context


class RulePanel(DetailPanel):
    """Shows one rule; its buttons belong to the screen's actions."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Rule"))
        self.context = context
        self.file: RuleFile | None = None
        self.actions_here: ActionSet | None = None
        self.badge = Badge(context.theme, Status("In force", ""))
        self.add_badge(self.badge)

    def show_rule(self, file: RuleFile) -> None:
        """Show a rule."""
        self.file = file
        tr, row = self.context.tr, file.row
        where = table.market_of(self.context, row.market)
        self.set_title(tr.name(row.title), " · ".join((where, tr(table.KINDS[row.kind]), row.id)))
        self.badge.set_status(table.state(tr, row))
        self.fill(
            self.context.jobs,
            (
                partial(self._law, file),
                partial(self._change, file),
                *(partial(self._part, part) for part in file.parts),
                partial(self._sources, file),
                partial(self._uses, file),
                partial(self._around, file),
            ),
        )
        self._bar(file)

    def _part(self, part: Part) -> None:
        column = self.add_section(self.context.tr(part.label))
        for line in part.lines:
            if line:
                column.addWidget(label(self.theme, self._said(line), "body", "text-2", wrap=True))

    def _said(self, words: Words) -> str:
        tr = self.context.tr
        if isinstance(words, Bilingual):
            return tr.name(words)
        return words if isinstance(words, str) else tr(words)

    def _law(self, file: RuleFile) -> None:
        tr, row = self.context.tr, file.row
        column = self.add_section()
        column.addWidget(label(self.theme, tr.law(row.law), "strong", "info", wrap=True))
        when = table.dates(tr, row) or tr("no date named")
        column.addWidget(KeyValues(self.theme, [(tr("Validity"), when)], label_width=92))
        column.addWidget(StatusLine(self.theme, table.sure(tr, row.confidence)))

    def _change(self, file: RuleFile) -> None:
        change, tr = file.change, self.context.tr
        if change is None or not change.fields:
            return
        when = change.at.astimezone().date()
        column = self.add_section(tr("Changed by us"), tr.date(when))
        column.addWidget(label(self.theme, "\n".join(self._differences(file)), "strong", wrap=True))
        by = tr("{name}: {reason}", name=change.by, reason=change.reason)
        column.addWidget(label(self.theme, by, "body", "text-2", wrap=True))

    def _differences(self, file: RuleFile) -> list[str]:
        """Each changed field: what the pack says and what holds instead."""
        tr, row, pack = self.context.tr, file.row, file.pack
        nothing = tr("nothing")
        pairs = (
            (tr("Number"), file.pack_amount, file.amount),
            (tr("In force from"), pack.since, row.since),
            (tr("Until"), pack.until, row.until),
            (tr("How hard"), file.pack_severity, file.severity),
        )
        lines = [
            tr("{field}: {new} instead of {old}", field=name, new=new or nothing, old=old or nothing)
            for name, old, new in pairs
            if old != new
        ]
        off = row.state is RuleState.OFF and row.state != pack.state
        return [tr("Switched off"), *lines] if off else lines

    def _sources(self, file: RuleFile) -> None:
        if not file.sources:
            return
        column = self.add_section(self.context.tr("Sources"))
        for source in file.sources:
            column.addWidget(label(self.theme, source.title, "body", "text-2", wrap=True))
            column.addWidget(label(self.theme, source.address, "micro", "text-3", wrap=True))

    def _uses(self, file: RuleFile) -> None:
        if not file.uses:
            return
        column = self.add_section(self.context.tr("Where it serves"))
        for use in file.uses:
            column.addWidget(label(self.theme, self.context.tr(use), "body", "text-2", wrap=True))

    def _around(self, file: RuleFile) -> None:
        """What else its market says, whatever the rule."""
        if not file.around:
            return
        column = self.add_section(self.context.tr("Also in this market"), self.context.tr.name(file.market))
        for part in file.around:
            column.addWidget(label(self.theme, self.context.tr(part.label), "small-strong", "text-2"))
            for line in part.lines:
                column.addWidget(label(self.theme, self._said(line), "body", "text-2", wrap=True))

    def _bar(self, file: RuleFile) -> None:
        acts = self.actions_here
        if acts is None:
            return
        changed = file.change is not None and bool(file.change.fields)
        names = ("history", "put_back") if changed else ("history",)
        left = [ActionButton(acts.find(name), self.theme, show_key=False) for name in names]
        self.set_bar(left, [ActionButton(acts.find("change"), self.theme)])
