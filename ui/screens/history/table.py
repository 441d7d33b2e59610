"""The list of acts: columns, views, filters, where rows come from."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from qualitydesk.services.history import trail
from qualitydesk.services.history.acts import ACTS
from qualitydesk.services.history.kinds import KIND_NAMES, kind_of
from qualitydesk.services.history.trail import TrailRow
from qualitydesk.services.history.words import table_name
from ui.kit.cells import Column, Kind, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing, counted

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context


def listing(context: Context) -> Listing[TrailRow]:
    """Every act, the newest first."""
    tr, desk = context.tr, context.desk
    return Listing(
        screen="history",
        title=tr("History"),
        columns=(
            Column("seq", tr("Link"), lambda row: tr.number(row.seq), Kind.NUMBER, 76),
            Column("at", tr("When"), lambda row: tr.instant(row.at), Kind.TEXT, 160),
            Column("person", tr("Who"), lambda row: tr.name(row.person), Kind.TEXT, 124),
            Column("act", tr("Act"), lambda row: _act(tr, row), Kind.TWO_LINE, 280, stretch=True),
        ),
        source=Source(
            page=lambda query, after: trail.page(desk, query, after),
            key=lambda row: str(row.seq),
            count=lambda query: trail.count(desk, query),
        ),
        views=_views(tr, desk),
        filters=(Filter("action", tr("Act"), tuple((act, tr(name)) for act, name in ACTS.items())),),
        groupings=_groupings(tr, desk),
        count_views=lambda views: trail.view_counts(desk, views),
        empty=Empty("history", tr("Nothing was written in this view."), ""),
    )


def _groupings(tr: Translator, desk: Desk) -> tuple[Grouping[TrailRow], ...]:
    """By day, by who acted, by what the act was about."""

    def kind(word: str) -> str:
        return tr(KIND_NAMES[word])

    return (
        Grouping(tr("By day"), "day", lambda row: tr.day_long(row.at.astimezone().date())),
        Grouping(tr("By person"), "person", lambda row: tr.name(row.person)),
        Grouping(
            tr("By kind of record"),
            "kind",
            lambda row: kind(kind_of(row.action)),
            counted(partial(trail.sizes, desk), kind),
        ),
    )


def _act(tr: Translator, row: TrailRow) -> TwoLine:
    named = [f"{tr(table_name(table))} {number}" for table, number in row.touched]
    return TwoLine(tr(trail.act_name(row.action)), row.reason or " · ".join(named))


def _views(tr: Translator, desk: Desk) -> tuple[View, ...]:
    today = desk.today()
    return (
        View("all", tr("All")),
        View("today", tr("Today"), {"since": (today.isoformat(),)}),
        View("week", tr("Last 7 days"), {"since": ((today - timedelta(days=6)).isoformat(),)}),
        View("mine", tr("Mine"), {"person": (desk.person.login,)}),
    )
