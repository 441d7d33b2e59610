"""What Home's figures are called and how near a date is, in words. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.values import Message, msg
from qualitydesk.services.home import DUE_DAYS, ENDING_DAYS, Counted
from qualitydesk.translation import Translator
from ui.kit.amounts import short_money

NEAR_DAYS = 3
ROLE_WORDS: Mapping[LiabilityRole, Message] = {
    LiabilityRole.MAKER: msg("maker"),
    LiabilityRole.CARRIER: msg("carrier"),
    LiabilityRole.WAREHOUSE: msg("warehouse"),
    LiabilityRole.IMPORTER: msg("importer"),
    LiabilityRole.PLATFORM: msg("platform"),
    LiabilityRole.INSURER: msg("insurer"),
    LiabilityRole.BUYER: msg("handling"),
    LiabilityRole.US: msg("own fault"),
    LiabilityRole.OTHER: msg("other"),
}
ROLE_ICONS: Mapping[LiabilityRole, str] = {
    LiabilityRole.MAKER: "factory",
    LiabilityRole.CARRIER: "truck",
    LiabilityRole.WAREHOUSE: "warehouse",
    LiabilityRole.INSURER: "shield-check",
    LiabilityRole.PLATFORM: "globe",
    LiabilityRole.BUYER: "user-round",
}
CALM = (LiabilityRole.US, LiabilityRole.BUYER)
"""Not somebody whom cost is asked back from: drawn in grey."""


NOTHING = msg("nothing waits")


@dataclass(frozen=True, slots=True)
class Face:
    """How a counter looks: its name, icon and ink, and what stands under it when there is nothing to say."""

    title: Message
    icon: str
    ink: str
    under: Message = NOTHING


FACES: Mapping[str, Face] = {
    "blocked": Face(msg("Shipments blocked at the gate"), "circle-x", "bad", msg("all may go")),
    "nobody": Face(msg("Shipments nobody answers for"), "user-round-x", "bad", msg("every duty has a name")),
    "due": Face(msg("Claims due within {days} days", days=DUE_DAYS), "hourglass", "warn"),
    "ending": Face(msg("Certificates end within {days} days", days=ENDING_DAYS), "calendar-clock", "warn"),
    "asked": Face(msg("Asked back, not answered"), "hand-coins", "info"),
    "mine": Face(msg("My inspections to do"), "clipboard-check", "info"),
    "sent_back": Face(msg("Sent back to me"), "undo-2", "warn", msg("nothing to correct")),
    "lots": Face(msg("Lots waiting to be inspected"), "boxes", "warn", msg("no lot is due")),
    "photos": Face(msg("Inspections that lack photos"), "camera", "warn", msg("no photo is missing")),
    "submitted": Face(msg("Waiting for approval"), "lock", "info"),
    "my_claims": Face(msg("My open claims"), "messages-square", "info"),
    "waiting": Face(msg("Waiting for the buyer"), "hourglass", "info"),
    "new": Face(msg("New, nobody looked yet"), "inbox", "warn", msg("all are looked at")),
}


def under(tr: Translator, one: Counted, now: datetime, zone: str) -> str:
    """The line under a counter's name: how near the nearest of them is."""
    if not one.number:
        return tr(FACES[one.id].under)
    if one.id == "nobody":
        return tr("a required duty has no name")
    said = _UNDER.get(one.id)
    return said(tr, one.first, now, zone) if said is not None and one.first is not None else ""


def _cut_off(tr: Translator, at: date | datetime, now: datetime, _zone: str) -> str:
    assert isinstance(at, datetime)
    hours = int((at - now).total_seconds() // 3600)
    if hours < 0:
        return tr("the first cut-off has passed")
    return tr("first cut-off in {days} d {hours} h", days=hours // 24, hours=hours % 24)


def _first_due(tr: Translator, day: date | datetime, now: datetime, zone: str) -> str:
    left = (day_of(day, zone) - day_of(now, zone)).days
    if left < 0:
        return tr.plural("the first is 1 day late", "the first is {n} days late", -left)
    return {0: tr("first one today"), 1: tr("first one tomorrow")}.get(
        left, tr("first one in {days} days", days=left)
    )


def _next_end(tr: Translator, day: date | datetime, _now: datetime, zone: str) -> str:
    return tr("next one on {day}", day=tr.day_month(day_of(day, zone)))


def _oldest(tr: Translator, at: date | datetime, now: datetime, zone: str) -> str:
    days = (day_of(now, zone) - day_of(at, zone)).days
    return tr.plural("oldest 1 day", "oldest {n} days", max(days, 0))


def _planned(tr: Translator, day: date | datetime, _now: datetime, zone: str) -> str:
    return tr("first one planned for {day}", day=tr.day_month(day_of(day, zone)))


_UNDER: Mapping[str, Callable[[Translator, date | datetime, datetime, str], str]] = {
    "blocked": _cut_off,
    "due": _first_due,
    "ending": _next_end,
    "asked": _oldest,
    "mine": _planned,
    "lots": _planned,
}


def figure(tr: Translator, one: Counted) -> tuple[str, str]:
    """The large figure of a counter and the small one behind it."""
    if one.id == "asked" and one.amounts:
        more = " + ".join(short_money(amount) for amount in one.amounts[1:])
        return short_money(one.amounts[0]), f"+ {more}" if more else ""
    return tr.number(one.number), f"/ {tr.number(one.of)}" if one.of is not None else ""


def title(tr: Translator, one: Counted) -> str:
    """What a counter counts."""
    return tr(FACES[one.id].title)


def day_of(at: date | datetime, zone: str) -> date:
    """The day of an instant where the house is; a day is that day."""
    return at.astimezone(ZoneInfo(zone)).date() if isinstance(at, datetime) else at


def cut_off_words(tr: Translator, at: datetime | None) -> str:
    """ "cut-off Sun 22 Nov, 17:00", by this computer's clock as every instant in the window."""
    if at is None:
        return tr("no cut-off set")
    local = at.astimezone()
    return tr("cut-off {day}, {time}", day=tr.day_short(local.date()), time=f"{local:%H:%M}")


def initials(name: str) -> str:
    """ "WS" of Wang Shu; of a Chinese name its first character."""
    parts = name.split()
    if len(parts) > 1:
        return (parts[0][:1] + parts[-1][:1]).upper()
    return name[:1].upper()


def days_left(tr: Translator, days: int) -> str:
    """ "overdue", "today", "4 d"."""
    if days < 0:
        return tr("overdue")
    return tr.days_left(days) if days else tr("today")


def nearness(days: int) -> str:
    """The ink of so many days left."""
    return "bad" if days < NEAR_DAYS else "warn" if days < 2 * NEAR_DAYS - 1 else "text-2"
