"""What planned inspections from a file still lack: the checklist of their product's category, frozen into
each.

Inspections that come in finished keep what their file said; nobody checks them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.keys import new_key
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Shape
from qualitydesk.exchange.report import Outcome
from qualitydesk.records import InspectionCheck, Product, TemplateCheck
from qualitydesk.services.inspections.catalogue import load_catalogue, template_for
from qualitydesk.services.inspections.freezing import fields_of, frozen_check
from qualitydesk.store.session import Work

if TYPE_CHECKING:
    from qualitydesk.domain.rules import RulePack


def with_checklists(shape: Shape) -> Shape:
    """The kind of inspections, each planned one with its template and checks."""
    checklists = _Checklists()

    def prepare(saving: Saving, drafts: Sequence[Draft]) -> None:
        shape.prepare(saving, drafts)
        planned = [draft for draft in drafts if not draft.rejected and _planned(draft)]
        for draft, checklist in zip(planned, checklists.of(saving, planned), strict=True):
            draft.defaults["template_id"] = checklist.template
            draft.extra["checklist"] = checklist

    def finish(saving: Saving, drafts: Sequence[Draft]) -> None:
        shape.finish(saving, drafts)
        made = [draft for draft in drafts if draft.outcome is Outcome.CREATED and "checklist" in draft.extra]
        saving.work.insert_many(InspectionCheck, [row for draft in made for row in _frozen(draft)])
        saving.collector.also["checklists"] += len(made)

    return replace(shape, prepare=prepare, finish=finish)


class _Checklist(NamedTuple):
    """A template, and of each of its checks what is copied and the rule for its sample."""

    template: str
    checks: Sequence[dict[str, Any]]


@dataclass
class _Checklists:
    """Those of one import, by product and by category."""

    categories: dict[str, str] = field(default_factory=dict)
    known: dict[str, _Checklist] = field(default_factory=dict)

    def of(self, saving: Saving, drafts: Sequence[Draft]) -> list[_Checklist]:
        """The checklist for each of the drafts."""
        work = saving.work
        products = [draft.columns["product_id"] for draft in drafts]
        new = set(products) - self.categories.keys()
        self.categories.update((row.id, row.category) for row in work.among(Product, "id", new))
        self._learn(work, saving.rules, {self.categories[key] for key in products} - self.known.keys())
        return [self.known[self.categories[key]] for key in products]

    def _learn(self, work: Work, rules: RulePack, categories: Iterable[str]) -> None:
        for category in sorted(categories):
            if not self.known:
                load_catalogue(work)
            template = template_for(work, rules, category)
            rows = work.rows(TemplateCheck, "position", template_id=template)
            self.known[category] = _Checklist(template, [fields_of(row) for row in rows])


def _planned(draft: Draft) -> bool:
    return bool(draft.values.get("status", InspectionStatus.PLANNED) == InspectionStatus.PLANNED)


def _frozen(draft: Draft) -> Iterator[dict[str, Any]]:
    row = draft.defaults | draft.columns
    for check in draft.extra["checklist"].checks:
        yield {"id": new_key(), **frozen_check(draft.id, check, row["lot_size"], row["sample_size"])}
