"""Reads what the ``deadlines`` command is told: moments, zones, suspensions, promises, facts.

Every refusal names the field. What the rules make of it is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qualitydesk.domain.claims.counting import FIRST_YEAR, LAST_YEAR, Moment, Span
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.timed_rules import Period, TimedRule, Unit
from qualitydesk.domain.values import Message, msg

_MOST_DIGITS = 4
_PROMISE = re.compile(r"^(\d+)\s*(working days?|days?|d|weeks?|months?|years?)?$", re.IGNORECASE)
_UNITS = {"d": Unit.CALENDAR_DAYS, "w": Unit.CALENDAR_DAYS, "m": Unit.MONTHS, "y": Unit.YEARS}
_YES = "yes"
_TERM_WORDS = ("term", "stated", "shown", "advert", "screen", "special")
_FACT_WORDS = {"trader_collects": ("collect",), "life_or_body": ("life", "body"), "scotland": ("scot",)}


def refused(field: str, why: Message) -> RuleBroken:
    """The complaint about one field."""
    return RuleBroken(why, fields={field: why})


def moment(text: str, zone: ZoneInfo, field: str) -> Moment:
    """A date, a local time in ``zone``, or an instant with Z or an offset."""
    written = text.strip()
    try:
        day_only = re.fullmatch(r"\d{4}-\d{2}-\d{2}", written)
        found = date.fromisoformat(written) if day_only else datetime.fromisoformat(written)
    except ValueError as error:
        raise refused(field, msg("“{value}” is no date or time.", value=written)) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise refused(field, msg("“{value}” is no date or time.", value=written))
    if isinstance(found, datetime) and found.tzinfo is None:
        return found.replace(tzinfo=zone)
    return found


def zone_called(name: str, field: str) -> ZoneInfo:
    """The time zone called ``name``."""
    if name.strip().upper() in ("Z", "UTC", "GMT"):
        return ZoneInfo("UTC")
    try:
        return ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refused(field, msg("“{value}” is no time zone.", value=name)) from error


def event_called(name: str, rules: RulePack, field: str) -> str:
    """The pack's name of an event; people's other names for it are known."""
    plain = re.sub(r"[\s-]+", "_", name.strip().lower())
    event = rules.event_aliases.get(plain, plain)
    if event not in rules.events:
        raise refused(field, msg("No event is called “{name}”.", name=name.strip()))
    return event


def pairs(text: str, field: str, *, bare: str | None = None) -> list[tuple[str, str]]:
    """``name=value;…``; a name alone gets ``bare`` if there is one."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, equals, value = part.partition("=")
        if not equals and bare is None:
            raise refused(field, msg("“{part}” is not name=value.", part=part))
        found.append((name.strip(), value.strip() if equals else str(bare)))
    return found


def events(text: str, zone: ZoneInfo, rules: RulePack, field: str) -> dict[str, Moment]:
    """``name=date;…`` as events; an empty date is no event."""
    named = [(event_called(name, rules, field), value) for name, value in pairs(text, field) if value]
    return {name: moment(value, zone, field) for name, value in named}


def suspensions(text: str, zone: ZoneInfo, field: str) -> tuple[Span, ...]:
    """``from/to;…``; without ``to`` the clock still stands still."""
    return tuple(_span(part, zone, field) for part in filter(None, map(str.strip, text.split(";"))))


def _span(part: str, zone: ZoneInfo, field: str) -> Span:
    begins, _, ends = part.partition("/")
    first = _day(moment(begins, zone, field), zone)
    last = _day(moment(ends, zone, field), zone) if ends.strip() else None
    if last is not None and last < first:
        raise refused(field, msg("“{part}” ends before it begins.", part=part))
    return Span(first, last)


def _day(found: Moment, zone: ZoneInfo) -> date:
    return found.astimezone(zone).date() if isinstance(found, datetime) else found


def promise(text: str, field: str) -> Period | None:
    """``n days`` (also weeks, months, years, working days); nothing is no promise."""
    if not text.strip():
        return None
    match = _PROMISE.match(text.strip())
    if match is None or len(match[1]) > _MOST_DIGITS:
        raise refused(field, msg("“{value}” is no promise such as “14 days”.", value=text.strip()))
    amount, unit = int(match[1]), (match[2] or "days").lower()
    if unit.startswith("working"):
        return Period(amount, Unit.WORKING_DAYS)
    return Period(amount * (7 if unit.startswith("w") else 1), _UNITS[unit[0]])


def facts(text: str, rule: TimedRule, field: str) -> dict[str, str]:
    """``name=value;…`` as facts; the rule's own names for them are recognised in other words."""
    found = dict(pairs(text, field, bare=_YES))
    for name, words in _FACT_WORDS.items():
        said = [value for key, value in found.items() if any(word in key.lower() for word in words)]
        if said:
            found.setdefault(name, said[0])
    if rule.counting.displaced_by:
        found.setdefault(rule.counting.displaced_by, _all_of(found, _TERM_WORDS))
    return found


def _all_of(found: Mapping[str, str], words: tuple[str, ...]) -> str:
    """Yes if every fact that speaks of it says so: the term must stand in advertisement and screen."""
    said = [value.lower() for key, value in found.items() if any(word in key.lower() for word in words)]
    return _YES if said and not any(value in ("no", "false", "0", "none", "") for value in said) else "no"


def named(broken: RuleBroken) -> Message:
    """The complaint with its field."""
    for name, why in broken.fields.items():
        return msg("{field}: {why}", field=name, why=why)
    return broken.message
