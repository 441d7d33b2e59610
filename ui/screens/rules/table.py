"""Columns, views and filters of the list of rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Confidence, Query, msg
from qualitydesk.services import law
from qualitydesk.services.law import RuleKind, RuleState
from qualitydesk.services.law.register import HOUSE
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing

if TYPE_CHECKING:
    from qualitydesk.services.law import RuleRow
    from qualitydesk.translation import Translator
    from ui.context import Context

PAGE = 60
KINDS = {
    RuleKind.PARTY: msg("Named party"),
    RuleKind.PAPER: msg("Certificate"),
    RuleKind.DEADLINE: msg("Deadline"),
    RuleKind.REPORT: msg("Incident report"),
    RuleKind.CHECK: msg("House check"),
    RuleKind.PROMISE: msg("House promise"),
}
SURE = {
    Confidence.VERIFIED: (msg("read in the source"), "circle-check", "ok"),
    Confidence.RECALLED: (msg("from memory, to be checked"), "circle-help", "warn"),
}


def sure(tr: Translator, confidence: Confidence) -> Status:
    """How sure a rule is, with icon and words."""
    words, icon, tone = SURE[confidence]
    return Status(confidence.value, tr(words), icon, tone)


def state(tr: Translator, row: RuleRow) -> Status:
    """Whether it binds; a changed rule says so."""
    if row.changed and row.state is RuleState.IN_FORCE:
        return Status("Changed", tr("Changed by us"), "pencil", "info")
    return Status(row.state.value, tr(row.state.value))


def dates(tr: Translator, row: RuleRow) -> str:
    """From when and until when."""
    if row.since and row.until:
        return f"{tr.date(row.since)} – {tr.date(row.until)}"
    if row.since:
        return tr("from {day}", day=row.since)
    return tr("until {day}", day=row.until) if row.until else ""


def market_of(context: Context, code: str) -> str:
    """What a market is called, the house included."""
    found = context.desk.rules.markets.get(code)
    return context.tr.name(found.short) if found else context.tr("House rule")


def columns(context: Context) -> tuple[Column[RuleRow], ...]:
    """What the list shows."""
    tr = context.tr

    def market(row: RuleRow) -> str:
        return market_of(context, row.market)

    def kind(row: RuleRow) -> TwoLine:
        return TwoLine(tr(KINDS[row.kind]), tr.name(row.topic))

    def rule(row: RuleRow) -> TwoLine:
        return TwoLine(tr.name(row.title), tr.law(row.law))

    return (
        Column(
            "rule",
            tr("Rule"),
            rule,
            Kind.TWO_LINE,
            stretch=True,
            sort="law",
        ),
        Column("market", tr("Market"), market, Kind.TEXT, 112, sort="market"),
        Column("kind", tr("Kind"), kind, Kind.TWO_LINE, 116, whole=True),
        Column("dates", tr("Validity"), lambda row: dates(tr, row), width=130, sort="since"),
        Column("state", tr("State"), lambda row: state(tr, row), Kind.STATUS, 136),
    )


def listing(context: Context, words: Callable[[], str]) -> Listing[RuleRow]:
    """The register of rules; ``words`` answers with what is searched for."""
    desk, tr = context.desk, context.tr

    def asked(query: Query) -> Query:
        return replace(query, text=words())

    return Listing(
        screen="rules",
        title=tr("Rules and deadlines"),
        columns=columns(context),
        source=Source(
            page=lambda query, after: law.page(desk, asked(query), after, PAGE),
            key=lambda row: row.id,
            count=lambda query: law.count(desk, asked(query)),
        ),
        views=views(tr),
        filters=filters(context),
        groupings=(
            Grouping(tr("By market"), "market", lambda row: market_of(context, row.market)),
            Grouping(tr("By kind"), "kind", lambda row: tr(KINDS[row.kind])),
        ),
        count_views=lambda queries: law.counts(desk, queries),
        empty=Empty("scale", tr("No rule fits."), tr("Take a filter off, or search for fewer words.")),
        ascending=frozenset({"law", "market"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""
    return (
        View("all", tr("All"), {}, "", False),
        View("deadlines", tr("Deadlines"), {"kind": (RuleKind.DEADLINE.value,)}, "", False),
        View("reports", tr("Incident reports"), {"kind": (RuleKind.REPORT.value,)}, "", False),
        View("house", tr("Of the house"), {"market": (HOUSE,)}, "", False),
        View("changed", tr("Changed by us"), {"changed": ("yes",)}, "", False),
        View("coming", tr("Coming"), {"state": (RuleState.NOT_YET.value,)}, "since", False),
        View("recalled", tr("To be checked"), {"confidence": (Confidence.RECALLED.value,)}, "", False),
    )


def filters(context: Context) -> tuple[Filter, ...]:
    """The chips that can be added."""
    tr, pack = context.tr, context.desk.rules
    markets = [(code, tr.name(one.short)) for code, one in pack.markets.items()]
    return (
        Filter("market", tr("Market"), (*markets, (HOUSE, tr("House rule")))),
        Filter("kind", tr("Kind"), tuple((kind.value, tr(name)) for kind, name in KINDS.items())),
        Filter("topic", tr("Topic"), tuple((one.en, tr.name(one)) for one in pack.topics.values())),
        Filter("confidence", tr("How sure"), tuple((one.value, tr(said[0])) for one, said in SURE.items())),
        Filter("state", tr("State"), tuple((one.value, tr(one.value)) for one in RuleState)),
    )
