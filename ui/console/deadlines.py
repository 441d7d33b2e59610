"""``deadlines``: what the rules in force at the desk say, without a claim.

One question from the line (market, kind, events), or many rules from a CSV file, answered in order.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from qualitydesk.domain.claims.counting import Moment, WorkingDays
from qualitydesk.domain.claims.deadlines import Circumstances, Deadline, deadline
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.markets import Market
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.timed_rules import TimedRule, ZoneOf
from qualitydesk.domain.values import Message, msg
from qualitydesk.services.rules import in_order
from ui.console import case_file
from ui.console import deadline_input as read
from ui.console.answers import BAD_USAGE, DONE, Answer, BadUsage, ConsoleContext
from ui.console.ending import harmless
from ui.console.opening import rules_in_force

_OTHER_KINDS = {
    "refund": "refund_deadline",
    "return": "return_deadline",
    "send_back": "return_deadline",
    "guarantee": "legal_guarantee",
    "warranty": "legal_guarantee",
    "burden": "burden_of_proof",
    "repair": "repair_time",
    "complaint": "complaint_response",
    "accident": "incident",
    "recall": "incident",
    "withdraw": "withdrawal",
    "cancellation": "withdrawal",
    "cooling_off": "withdrawal",
    "right_of_withdrawal": "withdrawal",
    "no_reason": "change_of_mind",
    "defect": "defective",
    "faulty": "defective",
    "nonconformity": "defective",
    "non_conformity": "defective",
    "damaged": "damaged_in_transit",
    "damage": "damaged_in_transit",
    "lost": "not_received",
    "safety_incident": "incident",
    "report": "incident",
}
_ALL = "all"
_COLUMNS = (
    "event",
    "event_at",
    "other_events",
    "calendar",
    "event_zone",
    "due_zone",
    "suspended",
    "policy",
    "facts",
)


@dataclass(frozen=True, slots=True)
class _Question:
    """The words of one question, from the line or from one row."""

    event: str = ""
    event_at: str = ""
    other_events: str = ""
    other_name: str = "other_events"
    calendar: str = ""
    event_zone: str = ""
    due_zone: str = ""
    suspended: str = ""
    policy: str = ""
    facts: str = ""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command."""
    parser = commands.add_parser("deadlines", help="what the rules say, without a claim")
    parser.add_argument("--market", metavar="M", help="market or country: EU, DE, US, CN …")
    parser.add_argument("--kind", metavar="K", help="topic, claim kind, rule id, incident or all")
    parser.add_argument("--event", metavar="E=DATE", nargs="+", action="extend", default=[])
    parser.add_argument(
        "--calendar", metavar="PLACE", default="", help="where the act is done: DE-BY, CA-ON …"
    )
    parser.add_argument("--event-zone", default="", help="time zone of the events' local times")
    parser.add_argument("--due-zone", "--zone", default="", help="time zone in which the days are counted")
    parser.add_argument("--suspended", metavar="FROM/TO;…", default="")
    parser.add_argument("--policy", metavar="N days", default="", help="our own promise")
    parser.add_argument("--fact", metavar="NAME=VALUE", nargs="+", action="extend", default=[])
    parser.add_argument("--cases", metavar="FILE.csv")
    parser.set_defaults(run=run_deadlines)


def run_deadlines(args: argparse.Namespace, context: ConsoleContext) -> Answer:
    """The dates for one question, or one answer per row of ``--cases``."""
    rules = rules_in_force(context)
    if args.cases:
        return _answer_cases(args.cases, rules, context)
    if not args.market or not args.kind:
        raise BadUsage(msg("Needed: --market and --kind, or --cases FILE.csv."))
    try:
        found = _answer_line(args, rules)
    except RuleBroken as broken:
        raise BadUsage(msg("--{why}", why=read.named(broken))) from broken
    data = [_data(each, rules) for each in found]
    return Answer(data, "\n".join(_text(each, context) for each in found))


def _answer_line(args: argparse.Namespace, rules: RulePack) -> tuple[Deadline, ...]:
    market = rules.market(args.market)
    if market is None:
        known = ", ".join(rules.markets)
        why = msg("No market is called “{market}”; there are {known}.", market=args.market, known=known)
        raise read.refused("market", why)
    place = args.calendar or (args.market if args.market.upper() != market.code else "")
    question = _Question(
        other_events=";".join(args.event),
        other_name="event",
        calendar=place,
        event_zone=args.event_zone,
        due_zone=args.due_zone,
        suspended=args.suspended,
        policy=args.policy,
        facts=";".join(args.fact),
    )
    answers = [_asked(rule, market, question, rules) for rule in _chosen(rules, market, args.kind, place)]
    begun = [answer for answer in answers if not answer.awaits]
    dated = [answer for answer in begun if answer.start_event]
    if not dated and any(answer.awaits for answer in answers):
        raise read.refused("event", _awaited(answers))
    return in_order(begun)


def _awaited(answers: Iterable[Deadline]) -> Message:
    names = dict.fromkeys(name for answer in answers for name in answer.awaits)
    return msg("None of these events starts a clock here; it starts with {names}.", names=", ".join(names))


def _chosen(rules: RulePack, market: Market, kind: str, place: str) -> list[TimedRule]:
    """The rules of a topic, of a claim kind, or the one of that id, in the part of the market asked for."""
    word = kind.strip().lower().replace("-", "_").replace(" ", "_")
    word = _OTHER_KINDS.get(word, word)
    one = rules.timed(kind.strip())
    if one is not None:
        return [one]
    timed = [*market.timed_rules, *rules.house_clocks]
    by_topic = [rule for rule in timed if rule.topic == word]
    by_kind = [rule for rule in market.timed_rules if word in (*rule.claim_kinds, _ALL)]
    found = by_topic or by_kind
    if not found and word not in rules.topics and word not in rules.claim_kinds:
        known = ", ".join((*rules.topics, *rules.claim_kinds))
        raise read.refused(
            "kind", msg("No kind is called “{kind}”; there are {known}.", kind=kind, known=known)
        )
    return [rule for rule in found if not rule.switched_off and _in_part(rule.scope, place)]


def _in_part(scope: str, place: str) -> bool:
    if not scope or not place:
        return True
    return scope == place.upper() or ("-" not in scope and place.upper().startswith(scope))


def _asked(rule: TimedRule, market: Market, asked: _Question, rules: RulePack) -> Deadline:
    """One rule with the words of one question. Raises ``RuleBroken`` naming the field."""
    due_zone = _due_zone(rule, market, asked)
    local = read.zone_called(asked.event_zone, "event_zone") if asked.event_zone else due_zone
    return deadline(
        rule,
        Circumstances(
            events=_events(asked, local, rules),
            zone=due_zone,
            working=_calendar(rule, asked.calendar),
            promise=read.promise(asked.policy, "policy"),
            facts=read.facts(asked.facts, rule, "facts"),
            suspended=read.suspensions(asked.suspended, due_zone, "suspended"),
        ),
    )


def _events(asked: _Question, local: ZoneInfo, rules: RulePack) -> dict[str, Moment]:
    events = read.events(asked.other_events, local, rules, asked.other_name)
    if bool(asked.event) != bool(asked.event_at):
        raise read.refused("event_at" if asked.event else "event", msg("It is empty."))
    if asked.event:
        name = read.event_called(asked.event, rules, "event")
        events[name] = read.moment(asked.event_at, local, "event_at")
    return events


def _due_zone(rule: TimedRule, market: Market, asked: _Question) -> ZoneInfo:
    """The zone asked for; else the authority's for reports, the buyer's where known, the capital's."""
    if asked.due_zone:
        return read.zone_called(asked.due_zone, "due_zone")
    capital = ZoneInfo(market.capitals.get(asked.calendar.split("-")[0].upper(), market.zone))
    if rule.zone_of is ZoneOf.AUTHORITY or not asked.event_zone:
        return capital
    buyers = read.zone_called(asked.event_zone, "event_zone")
    return capital if buyers.key == "UTC" else buyers


def _calendar(rule: TimedRule, code: str) -> WorkingDays | None:
    from qualitydesk.rules.calendars import calendar_for

    if not code and not rule.calendar:
        return None
    return calendar_for(code or rule.calendar)


def _answer_cases(file: str, rules: RulePack, context: ConsoleContext) -> Answer:
    """Every row's answer; a row that cannot be read says why, and does not stop the others."""
    data: list[Mapping[str, object]] = []
    lines: list[str] = []
    wrong = False
    for line, row in case_file.rows(file, ("rule_id", "event", "event_at")):
        case = {"case_id": row["case_id"]} if "case_id" in row else {}
        try:
            found = _answer_row(row, rules)
        except RuleBroken as broken:
            wrong = True
            why = case_file.located(file, line, read.named(broken))
            print(harmless(context.tr(why)), file=sys.stderr)
            data.append({**case, "rule": row["rule_id"], "due": None, "error": why})
            continue
        data.append({**case, **_data(found, rules)})
        lines.append(" ".join(filter(None, (row.get("case_id", ""), _text(found, context)))))
    return Answer(data, "\n".join(lines), BAD_USAGE if wrong else DONE)


def _answer_row(row: case_file.Row, rules: RulePack) -> Deadline:
    rule = rules.timed(row["rule_id"])
    if rule is None:
        raise read.refused("rule_id", msg("No rule is called “{rule}”.", rule=row["rule_id"]))
    market = rules.markets.get(rule.market) or rules.markets["EU"]
    words = {name: row.get(name, "") for name in _COLUMNS}
    return _asked(rule, market, _Question(**words), rules)


def _data(found: Deadline, rules: RulePack) -> dict[str, object]:
    return {
        "rule": found.rule,
        "topic": found.topic,
        "due": _iso(found.due),
        "due_at": _iso(found.due_at),
        "nominal": _iso(found.nominal),
        "actor": found.actor,
        "law": found.law,
        "confidence": found.confidence.value,
        "provisional": found.provisional,
        "target": _iso(found.target),
        "title": {"en": found.title.en, "zh": found.title.zh},
        "law_due": _iso(found.law_due),
        "promised": _iso(found.promised),
        "zone": found.zone,
        "calendar": found.calendar or None,
        "calendar_version": found.calendar_version or None,
        "pack_version": rules.version,
        "awaits": list(found.awaits),
        "notes": list(found.notes),
    }


def _iso(value: Moment | None) -> str | None:
    if value is None:
        return None
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()


def _text(found: Deadline, context: ConsoleContext) -> str:
    tr = context.tr
    due = _iso(found.due) or "-"
    unsure = tr("provisional") if found.provisional else ""
    target = tr("target {day}", day=_iso(found.target)) if found.target else ""
    notes = " ".join(tr(note) for note in found.notes)
    parts = (due, found.rule, tr.name(found.title), f"({tr.law(found.law)})", unsure, target, notes)
    return "  ".join(part for part in parts if part)
