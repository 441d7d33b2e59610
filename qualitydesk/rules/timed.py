"""Reads after-sales rules, incident rules and their clocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from qualitydesk.domain.timed_rules import (
    NO_COUNTING,
    AfterSalesRule,
    Count,
    Counting,
    IncidentRule,
    LateInformation,
    MonthCount,
    Nature,
    Period,
    Pick,
    Roll,
    Side,
    Start,
    Suspension,
    Unit,
    Variant,
    Waiting,
    ZoneOf,
)
from qualitydesk.domain.values import Bilingual, Confidence
from qualitydesk.rules.reading import Row, each, identified

INCIDENT = "incident"


class _Shared(TypedDict):
    id: str
    market: str
    title: Bilingual
    counting: Counting
    law: str
    confidence: Confidence
    confidence_note: Bilingual
    side: Side
    actor: str | None
    zone_of: ZoneOf
    calendar: str
    scope: str
    categories: tuple[str, ...]
    claim_kinds: tuple[str, ...]
    shown_with: tuple[str, ...]
    effective_by: tuple[str, ...]
    note: Bilingual
    sources: tuple[str, ...]
    switched_off: bool
    by_house: bool


def read_after_sales(row: Row, market: str) -> AfterSalesRule:
    """One row of ``after_sales``, or of the house's own clocks (market "")."""
    rule = AfterSalesRule(
        **_shared(row, market, Side.RIGHT),
        topic=row.word("topic", row.words.topics, required=True),
        right=row.bilingual("right"),
        return_cost=row.word("return_cost", row.words.enums.get("cost_bearer", ())),
        exceptions=row.words_of("exceptions"),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
    )
    row.finish()
    return rule


def read_incident(row: Row, market: str) -> IncidentRule:
    """One row of ``incident``."""
    rule = IncidentRule(
        **_shared(row, market, Side.DUTY),
        topic=INCIDENT,
        right=row.bilingual("trigger"),
        to=row.bilingual("to", required=False),
        also=row.words_of("also", row.words.roles),
        fallback_actor=row.word("fallback_actor", row.words.roles) or None,
        cost=row.word("cost", row.words.enums.get("cost_bearer", ())),
        effective_from=row.day("effective_from"),
        effective_to=row.day("effective_to"),
    )
    row.finish()
    return rule


def _shared(row: Row, market: str, side: Side) -> _Shared:
    return _Shared(
        id=identified(row),
        market=market,
        title=row.bilingual("title"),
        counting=_counting(row.part("clock")) if row.raw("clock") is not None else NO_COUNTING,
        law=row.text("law", required=True),
        confidence=row.confidence(),
        confidence_note=row.bilingual("confidence_note", required=False),
        side=row.enum("side", Side, side),
        actor=row.word("actor", row.words.actors) or None,
        zone_of=row.enum("zone", ZoneOf, ZoneOf.BUYER),
        calendar=row.text("calendar"),
        scope=row.text("scope"),
        categories=row.words_of("categories", row.words.categories),
        claim_kinds=row.words_of("claim_kinds", row.words.claim_kinds),
        shown_with=row.words_of("shown_with"),
        effective_by=row.words_of("effective_by", row.words.events),
        note=row.bilingual("note", required=False),
        sources=row.sources(),
        switched_off=row.flag("switched_off"),
        by_house=row.flag("by_house"),
    )


def _counting(row: Row) -> Counting:
    counting = Counting(
        starts=_starts(row),
        period=row.period() or NO_COUNTING.period,
        count=row.enum("count", Count, Count.NEXT_DAY),
        roll=row.enum("roll", Roll, Roll.NONE),
        months=row.enum("months", MonthCount, MonthCount.SAME_NUMBER),
        nature=row.enum("nature", Nature, Nature.ACT),
        pick=row.enum("pick", Pick, Pick.EARLIEST),
        suspension=row.enum("suspension", Suspension, Suspension.NONE),
        working_hours=row.flag("working_hours"),
        base=row.period("base"),
        restarts=row.words_of("restarts", row.words.events),
        withheld_until=row.words_of("withheld_until", row.words.events),
        late_information=_late_information(row),
        waiting=_waiting(row),
        displaced_by=row.text("displaced_by"),
        variants=each(row, "variants", _variant),
        target=row.period("internal_target"),
    )
    _check(row, counting)
    row.finish()
    return counting


def _starts(row: Row) -> tuple[Start, ...]:
    written = row.raw("start")
    if written is None:
        row.wrong("start", "is missing")
        return ()
    if not isinstance(written, list):
        event = row.word("start", row.words.events, required=True)
        return (Start(event, row.words_of("stand_ins", row.words.events)),)
    return tuple(_start(row, index, item) for index, item in enumerate(written))


def _start(row: Row, index: int, item: object) -> Start:
    name = f"start[{index}]"
    if not isinstance(item, Mapping):
        if str(item) not in row.words.events:
            row.wrong(name, f"{item!r} is not known")
        return Start(str(item))
    part = row.inner(name, item)
    period = part.period() if part.has("amount") else None
    found = Start(
        part.word("event", row.words.events, required=True),
        part.words_of("stand_ins", row.words.events),
        period,
    )
    part.finish()
    return found


def _late_information(row: Row) -> LateInformation | None:
    if not row.has("late_information"):
        return None
    part = row.part("late_information")
    event = part.word("event", row.words.events, required=True)
    found = LateInformation(event, part.whole("days", required=True) or 0, part.period("within"))
    part.finish()
    return found


def _waiting(row: Row) -> Waiting | None:
    if not row.has("waiting"):
        return None
    part = row.part("waiting")
    begins = part.words_of("begins", row.words.events)
    ends = part.words_of("ends", row.words.events)
    found = Waiting(begins, ends, part.whole("floor_days", required=True) or 0)
    part.finish()
    return found


def _variant(part: Row) -> Variant:
    return Variant(part.text("fact", required=True), part.period() or Period(None, Unit.YEARS))


def _check(row: Row, counting: Counting) -> None:
    if counting.nature is Nature.STATE and counting.roll is not Roll.NONE:
        row.wrong("roll", "a state of affairs never moves")
    if counting.period.unit in (Unit.HOURS, Unit.WORKING_DAYS) and counting.roll is not Roll.NONE:
        row.wrong("roll", "hours and working days need no move")
    if counting.suspension is Suspension.WAITING and counting.waiting is None:
        row.wrong("waiting", "is missing")
