"""What a rule says about time: which event starts it, how much, counted and moved how, and for whom.

Frozen values only, as the rule packs write them. The counting itself is in ``domain.claims.deadlines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qualitydesk.domain.values import NOTHING, Bilingual, Confidence


class Unit(StrEnum):
    """What a period is measured in."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"
    IMMEDIATE = "immediate"
    WITHOUT_UNDUE_DELAY = "without_undue_delay"
    BILLING_CYCLE = "billing_cycle"


class Count(StrEnum):
    """Whether day 1 is the day after the event or the event's own day."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class Roll(StrEnum):
    """Where the last day goes when it may not be one."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"
    NEXT_NON_HOLIDAY = "next_non_holiday"


class MonthCount(StrEnum):
    """How months and years end: on the event's number, before the first counted day's, or as in Brazil."""

    SAME_NUMBER = "same_number"
    FIRST_COUNTED_DAY = "first_counted_day"
    NEXT_FIRST = "next_first"


class Nature(StrEnum):
    """An act must be done by the last day, which may move; a state of affairs simply ends."""

    ACT = "act"
    STATE = "state"


class Side(StrEnum):
    """Whose date it is: a buyer's right, our own duty, or somebody else's step."""

    RIGHT = "right"
    DUTY = "duty"
    OTHER = "other"


class Pick(StrEnum):
    """Which of several ways of counting decides."""

    EARLIEST = "earliest"
    LATEST = "latest"


class ZoneOf(StrEnum):
    """In whose local time the days are counted."""

    BUYER = "buyer"
    AUTHORITY = "authority"


class Suspension(StrEnum):
    """What standing still does: nothing, its days are added, or Britain's waiting and last seven days."""

    NONE = "none"
    EXTENDS = "extends"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of one unit; ``amount`` is None where the law gives none."""

    amount: int | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Start:
    """One way a period begins: an event, events that may stand in for it, and a period of its own if any."""

    event: str
    stand_ins: tuple[str, ...] = ()
    period: Period | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """Every event that can start it, best first."""
        return (self.event, *self.stand_ins)


@dataclass(frozen=True, slots=True)
class LateInformation:
    """A late notice of the right ends it ``days`` after the notice, if given within the long period."""

    event: str
    days: int
    within: Period | None = None
    """Counted from the day after the start event; None: until the long period itself ends."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The days from asking for repair or replacement to having the goods, and how many must be left after."""

    begins: tuple[str, ...]
    ends: tuple[str, ...]
    floor_days: int


@dataclass(frozen=True, slots=True)
class Variant:
    """Another period when a fact is so (bodily injury, Scotland)."""

    fact: str
    period: Period


@dataclass(frozen=True, slots=True)
class Counting:
    """How a rule's date is found. Several ``starts`` are decided by ``pick``."""

    starts: tuple[Start, ...]
    period: Period
    count: Count = Count.NEXT_DAY
    roll: Roll = Roll.NONE
    months: MonthCount = MonthCount.SAME_NUMBER
    nature: Nature = Nature.ACT
    pick: Pick = Pick.EARLIEST
    suspension: Suspension = Suspension.NONE
    working_hours: bool = False
    """Hours run only on working days (16 CFR 1115.14(a))."""
    base: Period | None = None
    """A first period that runs out unmoved before ``period`` begins."""
    restarts: tuple[str, ...] = ()
    """Events from which the whole period runs anew."""
    withheld_until: tuple[str, ...] = ()
    """The duty waits for the first of these events."""
    late_information: LateInformation | None = None
    waiting: Waiting | None = None
    displaced_by: str = ""
    """A fact that takes the right away (another return term was shown)."""
    variants: tuple[Variant, ...] = ()
    target: Period | None = None
    """Our own aim, never law."""

    @property
    def events(self) -> tuple[str, ...]:
        """Every event that bears on the date."""
        named = [event for start in self.starts for event in start.events]
        named += [*self.restarts, *self.withheld_until]
        if self.late_information:
            named.append(self.late_information.event)
        if self.waiting:
            named += [*self.waiting.begins, *self.waiting.ends]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedRule:
    """A dated legal rule with (perhaps) a clock: who must or may do what, by when, by which law."""

    id: str
    market: str
    topic: str
    title: Bilingual
    right: Bilingual
    counting: Counting
    law: str
    confidence: Confidence
    confidence_note: Bilingual = NOTHING
    side: Side = Side.RIGHT
    actor: str | None = None
    zone_of: ZoneOf = ZoneOf.BUYER
    calendar: str = ""
    scope: str = ""
    """Only in this part of the market ("CN-ZJ", "CA-ON"); empty: everywhere in it."""
    categories: tuple[str, ...] = ()
    claim_kinds: tuple[str, ...] = ()
    shown_with: tuple[str, ...] = ()
    """Events or facts one of which a claim must have before the rule bears on it; empty: always."""
    effective_from: date | None = None
    effective_to: date | None = None
    effective_by: tuple[str, ...] = ()
    """Events whose date chooses the rule instead of the start event's (the contract's, for example)."""
    note: Bilingual = NOTHING
    sources: tuple[str, ...] = ()
    switched_off: bool = False
    by_house: bool = False
    """Set or changed by the user's own rules, not by the pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSalesRule(TimedRule):
    """A buyer's right or our duty to the buyer."""

    return_cost: str = ""
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRule(TimedRule):
    """A report or an action that an accident or a dangerous product calls for."""

    to: Bilingual
    also: tuple[str, ...] = ()
    fallback_actor: str | None = None
    cost: str = ""


NO_COUNTING = Counting(starts=(), period=Period(None, Unit.CALENDAR_DAYS))
"""A rule without a clock: the law gives no date."""
