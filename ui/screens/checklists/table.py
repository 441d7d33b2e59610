"""Columns and views of the list of checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.checklists import CHECKLISTS, ChecklistRow
from ui.kit.cells import Column, Kind, Status
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context


def use_status(tr: Translator, current: bool) -> Status:
    """Whether inspections are planned with this version."""
    if current:
        return Status("In use", tr("In use"), "circle-check", "ok")
    return Status("Replaced", tr("Replaced"))


def category(desk: Desk, tr: Translator, code: str) -> str:
    """What a category is called."""
    known = desk.rules.categories.get(code)
    return tr.name(known.name) if known else code


def columns(desk: Desk, tr: Translator) -> tuple[Column[ChecklistRow], ...]:
    """What the list shows."""
    return (
        Column(
            "name", tr("Checklist"), lambda row: tr.name(row.name), Kind.STRONG, stretch=True, sort="name"
        ),
        Column(
            "category",
            tr("Product category"),
            lambda row: category(desk, tr, row.category),
            width=264,
            sort="category",
        ),
        Column("edition", tr("Version"), lambda row: str(row.edition), Kind.NUMBER, 80),
        Column("checks", tr("Checks"), lambda row: str(row.checks), Kind.NUMBER, 80),
        Column("state", tr("State"), lambda row: use_status(tr, row.current), Kind.STATUS, 112),
    )


def listing(context: Context) -> Listing[ChecklistRow]:
    """The list of checklists."""
    desk, tr = context.desk, context.tr

    def page(query: Query, after: Cursor | None) -> Page[ChecklistRow]:
        desk.rules  # noqa: B018 # the names of categories are read here, in the job
        return CHECKLISTS.page(desk, query, after)

    return Listing(
        screen="checklists",
        title=tr("Checklists"),
        columns=columns(desk, tr),
        source=Source(page, lambda row: row.id, lambda query: CHECKLISTS.count(desk, query)),
        views=(
            View("used", tr("In use"), {"current": ("1",)}, "name", False),
            View("all", tr("All versions"), {}, "name", False),
        ),
        filters=(Filter("current", tr("State"), (("1", tr("In use")), ("0", tr("Replaced")))),),
        groupings=(Grouping(tr("By category"), "category", lambda row: category(desk, tr, row.category)),),
        count_views=lambda wanted: CHECKLISTS.counts(desk, wanted),
        empty=Empty(
            "clipboard-check",
            tr("There is no checklist yet."),
            tr("Take over the starter checklists; each can be changed to your goods."),
        ),
        ascending=frozenset({"name", "category"}),
    )
