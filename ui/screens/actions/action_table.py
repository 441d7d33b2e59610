"""The list of actions: columns, views, filters, where rows come from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.domain.improvement.states import ActionKind
from qualitydesk.domain.values import Query
from qualitydesk.services import improvement
from qualitydesk.services.improvement import ActionRow
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.screens.actions import words

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context


def listing(context: Context) -> Listing[ActionRow]:
    """What waits for whom; in groups by the non-conformity on demand."""
    tr, desk = context.tr, context.desk
    return Listing(
        screen="actions",
        title=tr("Actions"),
        columns=_columns(context),
        source=Source(
            page=lambda query, after: improvement.page_actions(desk, query, after),
            key=_key,
            count=lambda query: improvement.count_actions(desk, query),
        ),
        views=_views(tr, desk),
        filters=_filters(tr),
        groupings=(
            Grouping(tr("By non-conformity"), "cause", lambda row: row.number or tr("None")),
            Grouping(tr("By person"), "owner", lambda row: tr.name(row.owner) or tr("Nobody")),
            Grouping(tr("By kind"), "kind", lambda row: tr(row.kind.value)),
        ),
        count_views=lambda views: _counts(desk, views),
        empty=Empty(
            "list-checks",
            tr("Nothing to do in this view."),
            tr("Add an action, or record a non-conformity and plan what ends its cause."),
        ),
        ascending=frozenset({"due", "title"}),
    )


def _key(row: ActionRow) -> str:
    return row.id


def _counts(desk: Desk, views: Mapping[str, Query]) -> dict[str, int]:
    return {name: improvement.count_actions(desk, query) for name, query in views.items()}


def _columns(context: Context) -> tuple[Column[ActionRow], ...]:
    tr, today = context.tr, context.desk.today()
    return (
        Column("title", tr("Action"), partial(_title, tr), Kind.TWO_LINE, 300, True, "title"),
        Column("kind", tr("Kind"), lambda row: tr(row.kind.value), Kind.TEXT, 96, whole=True),
        Column("owner", tr("Done by"), lambda row: tr.name(row.owner) or words.NOTHING, Kind.TEXT, 124),
        Column(
            "due",
            tr("Due"),
            lambda row: words.due(tr, row.due_on, today, over=row.done_at is not None),
            Kind.STATUS,
            128,
            sort="due",
        ),
        Column("state", tr("State"), lambda row: state(tr, row), Kind.STATUS, 100),
    )


def _title(tr: Translator, row: ActionRow) -> TwoLine:
    about = tr(row.said) if row.about else ""
    return TwoLine(row.title, " · ".join(part for part in (row.number, about) if part))


def state(tr: Translator, row: ActionRow) -> Status:
    """Done or still open."""
    return Status("Open", tr("Open")) if row.done_at is None else Status("Done", tr("Done"))


def _views(tr: Translator, desk: Desk) -> tuple[View, ...]:
    yesterday = (desk.today() - timedelta(days=1)).isoformat()
    open_ = {"done": ("no",)}
    return (
        View("mine", tr("Mine"), {**open_, "owner": (desk.person.id,)}, "due", False),
        View("open", tr("All open"), open_, "due", False),
        View("late", tr("Overdue"), {**open_, "due_until": (yesterday,)}, "due", False),
        View("done", tr("Done"), {"done": ("yes",)}, "", True),
    )


def _filters(tr: Translator) -> tuple[Filter, ...]:
    return (
        Filter("kind", tr("Kind"), tuple((each.value, tr(each.value)) for each in ActionKind)),
        Filter("done", tr("State"), (("no", tr("Open")), ("yes", tr("Done")))),
    )
