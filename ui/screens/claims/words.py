"""How claims are worded on screen: money, days, statuses, moves, next steps. No widgets.

States and reasons are the domain's words; here they become the sentences and short forms of the window.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import (
    HAND_OVER,
    CostKind,
    Disposition,
    Remedy,
    SafetyFlag,
    cost_name,
    handed,
    remedy_name,
)
from qualitydesk.domain.values import Message, msg
from qualitydesk.translation import SYMBOLS
from ui.kit.cells import Status

if TYPE_CHECKING:
    from qualitydesk.domain.money import Money
    from qualitydesk.services.claims import ClaimFile, DeadlineLine, HistoryLine
    from qualitydesk.translation import Translator

NOTHING = "—"
NEAR_DAYS = 7

ROLE_NAMES: dict[LiabilityRole, Message] = {
    LiabilityRole.MAKER: msg("Maker"),
    LiabilityRole.CARRIER: msg("Carrier"),
    LiabilityRole.WAREHOUSE: msg("Warehouse"),
    LiabilityRole.IMPORTER: msg("Importer"),
    LiabilityRole.PLATFORM: msg("Platform"),
    LiabilityRole.INSURER: msg("Insurer"),
    LiabilityRole.BUYER: msg("Buyer"),
    LiabilityRole.US: msg("Us"),
    LiabilityRole.OTHER: msg("Other"),
}
ROLE_ICONS = {
    LiabilityRole.MAKER: "factory",
    LiabilityRole.CARRIER: "truck",
    LiabilityRole.WAREHOUSE: "warehouse",
    LiabilityRole.INSURER: "shield-check",
    LiabilityRole.PLATFORM: "globe",
}
SAFETY_WORDS: dict[SafetyFlag, Message] = {
    SafetyFlag.NONE: msg("no injury, no fire"),
    SafetyFlag.INJURY: msg("somebody was hurt"),
    SafetyFlag.FIRE: msg("fire"),
    SafetyFlag.SHOCK: msg("electric shock"),
}
DONE_WORDS: dict[str, Message] = {
    "triage": msg("The claim is triaged."),
    "investigate": msg("The claim is under investigation."),
    "ask_buyer": msg("The question is logged; the claim waits for the buyer."),
    "decide": msg("The remedy is decided."),
    "expect_return": msg("The goods are expected back."),
    "receive_goods": msg("The goods are received."),
    "inspect_goods": msg("The goods are inspected."),
    "settle": msg("The claim is settled."),
    "close": msg("The claim is closed."),
    "withdraw": msg("The claim is withdrawn."),
    "reopen": msg("The claim is open again."),
    "take_back": msg("The refund is taken back."),
}

ASK_WORDS: dict[str, Message] = {
    "withdraw": msg("Withdraw the claim"),
    "reopen": msg("Reopen the claim"),
    "waive": msg("Waive recovery"),
}


def figure(money: Money) -> str:
    """The bare amount with thousands apart: "1,234.50"."""
    return f"{money.amount:,}"


def money(amount: Money | None) -> str:
    """ "€ 39.90", or a dash."""
    if amount is None:
        return NOTHING
    return f"{SYMBOLS.get(amount.currency, amount.currency)} {figure(amount)}"


def moment(tr: Translator, at: datetime) -> str:
    """ "14 Nov 09:12" where this computer is."""
    local = at.astimezone()
    return f"{tr.day_month(local.date())} {local:%H:%M}"


def day_of(tr: Translator, day: date, today: date) -> str:
    """ "Tue 24 Nov" within the year, "9 Oct 2027" beyond."""
    return tr.day_short(day) if abs((day - today).days) < 120 else tr.date(day)


def status(tr: Translator, word: str) -> Status:
    """A status word as a cell."""
    return Status(word, tr(word))


def remedy(tr: Translator, kind: Remedy, amount: Money | None) -> str:
    """ "Refund € 39.90", "Replacement", "not decided"."""
    if kind is Remedy.NONE:
        return NOTHING
    said = tr(remedy_name(kind))
    return f"{said} {money(amount)}" if amount is not None else said


def granted(tr: Translator, file: ClaimFile) -> str:
    """What was granted, or that nothing is decided yet."""
    if file.granted is Remedy.NONE:
        return tr("not decided")
    said = remedy(tr, file.granted, file.granted_amount)
    if file.disposition is Disposition.NONE:
        return said
    return f"{said} · {tr(file.disposition.value)}"


def reason(tr: Translator, file: ClaimFile) -> str:
    """ "L-04 Leak at base seam", the written reason, or a dash."""
    coded = f"{file.reason.code} {tr.name(file.reason.name)}" if file.reason else ""
    written = tr(file.kind) if file.reason_text == file.kind else file.reason_text
    said = "" if file.reason and file.reason.name.en in file.reason_text else written
    return " · ".join(part for part in (coded, said) if part) or NOTHING


def changed(tr: Translator, before: ClaimFile, now: ClaimFile) -> str:
    """What somebody made of a claim meanwhile: "Waiting for buyer, Sofia Brandt"."""
    told = [
        (tr(file.status.value), reason(tr, file), granted(tr, file), tr.name(file.handler))
        for file in (before, now)
    ]
    return tr.listed(new for old, new in zip(*told, strict=True) if new != old)


def deadline_tone(line: DeadlineLine) -> str:
    """Near is amber, past is red, done is green."""
    if line.state.value == "Kept":
        return "ok"
    if line.state.value == "Missed" or line.overdue:
        return "bad"
    if not line.ours:
        return ""
    return "warn" if line.days_left is not None and line.days_left < NEAR_DAYS else ""


def deadline_left(tr: Translator, line: DeadlineLine) -> str:
    """ "4 d", "kept", "missed", "dropped"."""
    words = {"Kept": tr("kept"), "Missed": tr("missed"), "Dropped": tr("no longer due")}
    if line.state.value in words:
        return words[line.state.value]
    if line.days_left is None:
        return NOTHING
    if line.past:
        return tr("overdue") if line.ours else tr("ended")
    return tr.days_left(line.days_left)


def cost_title(tr: Translator, kind: CostKind, title: str) -> str:
    """A cost line's own words, else its kind's."""
    return title if title and title != kind.value else tr(cost_name(kind))


def history_line(tr: Translator, step: HistoryLine) -> str:
    """ "Decided, Sofia Brandt: dropped by the buyer"."""
    who = tr.name(step.person) or "QualityDesk"
    if step.verb == HAND_OVER:
        name, note = handed(step.reason)
        said = tr("Handed over to {name}, {person}", name=name or tr("nobody"), person=who)
        return f"{said}: {note}" if note else said
    said = tr("{status}, {person}", status=tr(step.to_status), person=who)
    return f"{said}: {step.reason}" if step.reason else said


def next_deadline(tr: Translator, file: ClaimFile) -> Status | None:
    """The badge beside the title."""
    line = file.next_deadline
    if line is None or line.days_left is None:
        return None
    if line.days_left < 0:
        return Status("Missed", tr("A deadline has passed"), "hourglass", "bad")
    said = tr.plural("Next deadline in {n} day", "Next deadline in {n} days", line.days_left)
    return Status("Open", said, "hourglass", "warn" if line.days_left < NEAR_DAYS else "mute")


def rights(tr: Translator, file: ClaimFile) -> list[str]:
    """What the market of the buyer says beside its deadlines: where disputes go, who pays the way back."""
    found = file.rights
    said = [tr("Disputes go to: {body}", body=body) for body in found.disputes]
    return [*said, tr("Way back of the goods: {who}", who=found.way_back)] if found.way_back else said
