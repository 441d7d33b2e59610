"""Columns, views and filters of the defect catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.inspection.defects import CATEGORY_NAMES, category_name
from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.services.defects import DEFECTS, DefectRow
from ui.kit.cells import Column, Kind, Status
from ui.kit.chips import Filter
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.registers.source import register_source

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context


def category_words(tr: Translator, category: str) -> str:
    """What the category is called."""
    return tr(category_name(category))


def category_code(tr: Translator, typed: str) -> str:
    """The category that a person means by these words; others make one of the house's own."""
    codes = {tr(name).casefold(): code for code, name in CATEGORY_NAMES.items()}
    return codes.get(typed.strip().casefold(), typed)


def class_status(tr: Translator, row: DefectRow) -> Status:
    """The class, with its icon."""
    return Status(row.defect_class.value, tr(row.defect_class.value))


def use_status(tr: Translator, row: DefectRow) -> Status:
    """Whether the entry is offered."""
    if row.active:
        return Status("In use", tr("In use"), "circle-check", "ok")
    return Status("Set aside", tr("Set aside"), "archive", "text-3")


def columns(tr: Translator) -> tuple[Column[DefectRow], ...]:
    """What the list shows."""
    return (
        Column("code", tr("Code"), lambda row: row.code, Kind.STRONG, 88, sort="code"),
        Column("name", tr("Defect"), lambda row: tr.name(row.name), stretch=True, sort="name"),
        Column("class", tr("Class"), lambda row: class_status(tr, row), Kind.STATUS, 112, sort="class"),
        Column(
            "category",
            tr("Category"),
            lambda row: category_words(tr, row.category),
            width=136,
            sort="category",
        ),
        Column("state", tr("State"), lambda row: use_status(tr, row), Kind.STATUS, 112),
    )


def listing(context: Context) -> Listing[DefectRow]:
    """The catalogue, in groups of one class or category while it is ordered by it."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="defects",
        title=tr("Defect catalogue"),
        columns=columns(tr),
        source=register_source(desk, DEFECTS),
        views=views(tr),
        filters=filters(tr, ()),
        groupings=(
            Grouping(tr("By class"), "class", lambda row: tr(row.defect_class.value)),
            Grouping(tr("By category"), "category", lambda row: category_words(tr, row.category)),
        ),
        count_views=lambda wanted: DEFECTS.counts(desk, wanted),
        empty=Empty(
            "list-checks",
            tr("No defect fits this view."),
            tr("Take over the starter catalogue, or add a defect."),
        ),
        row_height=36,
        ascending=frozenset({"code", "name", "class", "category"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""
    used = {"active": ("1",)}

    def of(kind: DefectClass) -> View:
        return View(kind.value, tr(kind.value), {**used, "class": (kind.value,)}, "code", False)

    return (
        View("used", tr("In use"), used, "code", False),
        *(of(kind) for kind in DefectClass),
        View("aside", tr("Set aside"), {"active": ("0",)}, "code", False),
        View("all", tr("All"), {}, "code", False),
    )


def filters(tr: Translator, categories: Sequence[str]) -> tuple[Filter, ...]:
    """The chips that can be added; ``categories`` are those in use."""
    return (
        Filter("active", tr("State"), (("1", tr("In use")), ("0", tr("Set aside")))),
        Filter("class", tr("Class"), tuple((kind.value, tr(kind.value)) for kind in DefectClass)),
        Filter("category", tr("Category"), tuple((each, category_words(tr, each)) for each in categories)),
    )
