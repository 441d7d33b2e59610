"""The deadline engine: a rule and what happened give the last day, with everything it was counted from.

Pure; zones, holidays, the promise and the facts are handed in. A date is never given without its law, and a
promise never shortens a right nor lengthens a duty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qualitydesk.domain.claims.counting import (
    ONE_DAY,
    Moment,
    Span,
    WorkingDays,
    check_moment,
    end_of_day,
    extended,
    instant_of,
    is_countable,
    last_day,
    local_day,
    moved,
    nth_working_day,
    running_hours,
    working_hours,
)
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.timed_rules import (
    Count,
    MonthCount,
    Nature,
    Period,
    Pick,
    Roll,
    Side,
    Start,
    Suspension,
    TimedRule,
    Unit,
)
from qualitydesk.domain.values import Bilingual, Confidence, Message, msg

_COUNTED = (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS, Unit.MONTHS, Unit.YEARS)
COLLECTS = "trader_collects"
"""The fact that the trader fetches the goods himself: he may not wait for them then."""
_NO = frozenset({"", "no", "false", "0", "none", "n", "否"})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known when a rule is applied.

    ``events`` maps event names to a day or an aware instant; ``zone`` is the rule's zone; ``working`` the
    calendar of the place where the act is done; ``promise`` our own policy; ``facts`` plain words.
    """

    events: Mapping[str, Moment]
    zone: ZoneInfo
    working: WorkingDays | None = None
    promise: Period | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    suspended: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """One computed date. ``due`` is the effective one, ``law_due`` the law's, ``promised`` our policy's."""

    rule: str
    topic: str
    title: Bilingual
    right: Bilingual
    due: Moment | None
    due_at: datetime | None
    nominal: Moment | None
    law_due: Moment | None
    law_due_at: datetime | None
    promised: date | None
    actor: str | None
    side: Side
    law: str
    confidence: Confidence
    provisional: bool
    target: Moment | None
    zone: str
    calendar: str
    calendar_version: str
    start_event: str
    awaits: tuple[str, ...] = ()
    """Events that would start the clock; empty once it has started."""
    notes: tuple[Message, ...] = ()

    @property
    def due_day(self) -> date | None:
        """The day on which it falls due, for lists and sorting."""
        return self.due_at.date() if self.due_at else None


@dataclass(frozen=True, slots=True)
class _Counted:
    """What the law says before the promise."""

    due: Moment | None
    nominal: Moment | None
    begun: date
    used_calendar_from: date | None = None
    stands_still: bool = False
    notes: tuple[Message, ...] = ()


def deadline(rule: TimedRule, known: Circumstances) -> Deadline:
    """Apply ``rule``. Without any start event the answer only says what it awaits.

    Raises RuleBroken for an instant without zone, an impossible day, a promise beyond a lifetime.
    """
    _check(known)
    starts = [start for start in rule.counting.starts if _event_of(start, known)]
    if not starts:
        awaits = tuple(event for start in rule.counting.starts for event in start.events)
        return _answer(rule, known, None, awaits)
    reason = _not_applicable(rule, starts[0], known)
    if reason:
        begun = local_day(_moment(starts[0], known), known.zone)
        return _answer(rule, known, _Counted(None, None, begun, notes=(reason,)))
    counted = [_counted(rule, start, known) for start in starts]
    return _answer(rule, known, _picked(counted, rule.counting.pick, known.zone))


def _check(known: Circumstances) -> None:
    for name, moment in known.events.items():
        check_moment(name, moment)
    for span in known.suspended:
        check_moment("suspended", span.first)
        check_moment("suspended", span.last or span.first)
    if known.promise is not None and not is_countable(known.promise):
        text = msg("A promise can’t run that long.")
        raise RuleBroken(text, fields={"policy": text})


def _event_of(start: Start, known: Circumstances) -> str:
    return next((event for event in start.events if event in known.events), "")


def _moment(start: Start, known: Circumstances) -> Moment:
    return known.events[_event_of(start, known)]


def holds(facts: Mapping[str, str], name: str) -> bool:
    """Whether the fact is stated and not denied."""
    return facts.get(name, "").strip().lower() not in _NO


def _not_applicable(rule: TimedRule, start: Start, known: Circumstances) -> Message | None:
    by = next((event for event in rule.effective_by if event in known.events), "")
    day = local_day(known.events[by] if by else _moment(start, known), known.zone)
    if rule.effective_from and day < rule.effective_from:
        return msg("The rule applies from {day} only.", day=rule.effective_from)
    if rule.effective_to and day > rule.effective_to:
        return msg("The rule applied until {day}.", day=rule.effective_to)
    if rule.counting.displaced_by and holds(known.facts, rule.counting.displaced_by):
        return msg("Another term was stated to the buyer and takes the place of this rule.")
    return None


def _picked(counted: list[_Counted], pick: Pick, zone: ZoneInfo) -> _Counted:
    dated = [one for one in counted if one.due is not None]
    if not dated:
        return counted[0]
    choose = max if pick is Pick.LATEST else min
    return choose(dated, key=lambda one: _last_instant(one.due, zone))


def _last_instant(due: Moment | None, zone: ZoneInfo) -> datetime:
    assert due is not None
    return due if isinstance(due, datetime) else end_of_day(due, zone)


def _counted(rule: TimedRule, start: Start, known: Circumstances) -> _Counted:
    counting = rule.counting
    moment = _moment(start, known)
    period = _period(rule, start, known)
    day = local_day(moment, known.zone)
    if period.unit is Unit.IMMEDIATE:
        due = instant_of(moment, known.zone) if isinstance(moment, datetime) else day
        return _Counted(due, due, day)
    if period.unit is Unit.HOURS and period.amount is not None:
        return _hours(rule, period.amount, moment, known)
    if period.unit not in _COUNTED or period.amount is None:
        return _Counted(None, None, day, notes=(msg("The law gives no date."),))
    return _days(rule, start, period, _restarted(counting.restarts, day, known), known)


def _period(rule: TimedRule, start: Start, known: Circumstances) -> Period:
    variant = next((v for v in rule.counting.variants if holds(known.facts, v.fact)), None)
    return variant.period if variant else start.period or rule.counting.period


def _restarted(restarts: tuple[str, ...], day: date, known: Circumstances) -> date:
    later = [local_day(known.events[event], known.zone) for event in restarts if event in known.events]
    return max([day, *later])


def _hours(rule: TimedRule, hours: int, moment: Moment, known: Circumstances) -> _Counted:
    begun = instant_of(moment, known.zone)
    if rule.counting.working_hours and known.working:
        due = working_hours(begun, hours, known.zone, known.working)
        return _Counted(due, due, begun.date(), begun.date())
    due = running_hours(begun, hours, known.zone)
    return _Counted(due, due, begun.date())


def _days(rule: TimedRule, start: Start, period: Period, day: date, known: Circumstances) -> _Counted:
    counting = rule.counting
    uses = day if period.unit is Unit.WORKING_DAYS else None
    begun = last_day(day, counting.base, Count.NEXT_DAY, counting.months) if counting.base else day
    nominal = _stopped_end(rule, period, begun, known)
    if nominal is None:
        waiting = msg("The clock stands still until the buyer has the goods again.")
        return _Counted(None, None, day, stands_still=True, notes=(waiting,))
    roll = Roll.NONE if counting.nature is Nature.STATE else counting.roll
    if roll is not Roll.NONE and uses is None:
        uses = nominal
    due = moved(nominal, roll, known.working)
    nominal, due = _informed(rule, day, nominal, due, known)
    nominal, due = _withheld(rule, nominal, due, known)
    return _Counted(due, nominal, day, uses)


def _stopped_end(rule: TimedRule, period: Period, begun: date, known: Circumstances) -> date | None:
    counting = rule.counting
    if period.unit is Unit.WORKING_DAYS:
        if any(span.last is None for span in known.suspended):
            return None
        return nth_working_day(begun, period.amount or 0, known.working, known.suspended)
    end = last_day(begun, period, counting.count, counting.months, known.working)
    first = begun if counting.count is Count.SAME_DAY else begun + ONE_DAY
    waiting = counting.waiting if counting.suspension is Suspension.WAITING else None
    spans = (*known.suspended, *_waiting_days(rule, known))
    return extended(end, first, spans, waiting.floor_days if waiting else 0)


def _waiting_days(rule: TimedRule, known: Circumstances) -> tuple[Span, ...]:
    waiting = rule.counting.waiting
    if waiting is None or known.suspended:
        return ()
    begins = [local_day(known.events[e], known.zone) for e in waiting.begins if e in known.events]
    ends = [local_day(known.events[e], known.zone) for e in waiting.ends if e in known.events]
    if not begins:
        return ()
    last = max((day for day in ends if day >= min(begins)), default=None)
    return (Span(min(begins), last),)


def _informed(
    rule: TimedRule, day: date, nominal: date, due: date, known: Circumstances
) -> tuple[date, date]:
    """The period after late information on the right, where that was given in time."""
    late = rule.counting.late_information
    if late is None or late.event not in known.events:
        return nominal, due
    given = local_day(known.events[late.event], known.zone)
    limit = due
    if late.within:
        limit = last_day(day, late.within, Count.NEXT_DAY, MonthCount.FIRST_COUNTED_DAY)
    if given > limit:
        return nominal, due
    end = last_day(
        max(given, day), Period(late.days, Unit.CALENDAR_DAYS), Count.NEXT_DAY, rule.counting.months
    )
    return end, moved(end, rule.counting.roll, known.working)


def _withheld(rule: TimedRule, nominal: date, due: date, known: Circumstances) -> tuple[date, date]:
    """A refund may wait for the goods or the proof of sending, unless the trader collects them."""
    events = [event for event in rule.counting.withheld_until if event in known.events]
    if not events or holds(known.facts, COLLECTS):
        return nominal, due
    first = min(local_day(known.events[event], known.zone) for event in events)
    return (first, first) if first > due else (nominal, due)


def _answer(
    rule: TimedRule, known: Circumstances, counted: _Counted | None, awaits: tuple[str, ...] = ()
) -> Deadline:
    law_due = counted.due if counted else None
    law_at = _last_instant(law_due, known.zone) if law_due is not None else None
    start = next((s for s in rule.counting.starts if _event_of(s, known)), None)
    answer = Deadline(
        rule=rule.id,
        topic=rule.topic,
        title=rule.title,
        right=rule.right,
        due=law_due,
        due_at=law_at,
        nominal=counted.nominal if counted else None,
        law_due=law_due,
        law_due_at=law_at,
        promised=_promised(rule, known, counted),
        actor=rule.actor,
        side=rule.side,
        law=rule.law,
        confidence=rule.confidence,
        provisional=_provisional(known, counted),
        target=_target(rule, start, known),
        zone=known.zone.key,
        calendar=known.working.code if known.working else "",
        calendar_version=known.working.version if known.working else "",
        start_event=_event_of(start, known) if start else "",
        awaits=awaits,
        notes=_notes(known, counted),
    )
    return _effective(answer, known.zone)


def _promised(rule: TimedRule, known: Circumstances, counted: _Counted | None) -> date | None:
    if known.promise is None or counted is None or counted.stands_still or rule.side is Side.OTHER:
        return None
    return last_day(counted.begun, known.promise, Count.NEXT_DAY, MonthCount.SAME_NUMBER, known.working)


def _provisional(known: Circumstances, counted: _Counted | None) -> bool:
    if known.working is None or counted is None or counted.used_calendar_from is None or counted.due is None:
        return False
    return known.working.is_provisional(counted.used_calendar_from, local_day(counted.due, known.zone))


def _target(rule: TimedRule, start: Start | None, known: Circumstances) -> Moment | None:
    target = rule.counting.target
    if target is None or start is None:
        return None
    moment = _moment(start, known)
    if target.unit is Unit.HOURS:
        return running_hours(instant_of(moment, known.zone), target.amount or 0, known.zone)
    day = local_day(moment, known.zone)
    return last_day(day, target, Count.NEXT_DAY, MonthCount.SAME_NUMBER, known.working)


def _notes(known: Circumstances, counted: _Counted | None) -> tuple[Message, ...]:
    if counted is None:
        return ()
    used = counted.used_calendar_from is not None and known.working is not None
    if used and known.working and known.working.regional:
        return (
            *counted.notes,
            msg("The date may be later where the state or province has further holidays."),
        )
    return counted.notes


def _effective(answer: Deadline, zone: ZoneInfo) -> Deadline:
    """The later of law and promise for the buyer, the earlier of the two for our own duty."""
    if answer.promised is None or answer.awaits:
        return answer
    promised_at = end_of_day(answer.promised, zone)
    if answer.law_due_at is not None:
        better = (
            promised_at > answer.law_due_at if answer.side is Side.RIGHT else promised_at < answer.law_due_at
        )
        if not better:
            return answer
    return replace(answer, due=answer.promised, due_at=promised_at)
