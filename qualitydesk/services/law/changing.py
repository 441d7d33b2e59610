"""The company's own changes: a rule switched off, dated anew or set otherwise, by a manager, for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitydesk.domain.errors import Conflict, RuleBroken
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.rules import HouseRule
from qualitydesk.domain.timed_rules import TimedRule
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.rules import rules_with
from qualitydesk.rules.reading import PackInvalid
from qualitydesk.services.claims.recounting import note_recount, recount
from qualitydesk.services.desk import Desk
from qualitydesk.services.law.opening import find_rule
from qualitydesk.services.law.register import Rule
from qualitydesk.store.rulebook import RuleChange, locked_changes, write_change

DATED = ("switched_off", "effective_from", "effective_to")


def change_rule(desk: Desk, rule: str, version: int, reason: str, **wanted: Any) -> int:
    """Set a rule otherwise than the pack; returns the change's new version (0: there was none before).

    ``wanted``: switched_off, effective_from, effective_to (dates or None), amount (of the rule's own unit),
    severity (of a house check). What equals the pack is no change. Refused without a reason, where a rule has
    no such field, and where the pack would not hold.
    """
    desk.require(*MANAGING)
    _, own = find_rule(desk.plain_rules, rule)
    fields = _differing(own, wanted)
    _require_order(own, wanted)
    if not fields:
        raise RuleBroken(msg("That is what the rule says already. To take a change back, put the rule back."))
    return _write(desk, rule, version, fields, reason)


def put_back(desk: Desk, rule: str, version: int, reason: str) -> int:
    """Let the pack's own words hold again; the change stays in the history."""
    desk.require(*MANAGING)
    return _write(desk, rule, version, {}, reason)


def _write(desk: Desk, rule: str, version: int, fields: Mapping[str, Any], reason: str) -> int:
    if not reason.strip():
        raise RuleBroken(msg("Say why the rule is changed."), fields={"reason": msg("A reason is needed.")})
    with desk.store.write(desk.person, "change rule", reason) as work:
        known = locked_changes(work)
        _require_newest(known.get(rule), version, fields)
        others = {name: one.fields for name, one in known.items() if one.fields and name != rule}
        _require_pack({**others, rule: fields} if fields else others)
        by = Bilingual(desk.person.name, desk.person.name_zh)
        write_change(work, RuleChange(rule, version + 1, fields, reason.strip(), by, desk.now()))
        if desk.plain_rules.timed(rule) is not None:
            note_recount(work, rule, version + 1)
    recount(desk)
    return version + 1


def _require_newest(known: RuleChange | None, version: int, fields: Mapping[str, Any]) -> None:
    if known is not None and known.version != version:
        raise Conflict(
            msg("{name} changed this rule meanwhile: {reason}", name=known.by, reason=known.reason),
            theirs=dict(known.fields),
            mine=dict(fields),
        )


def _require_pack(changes: Mapping[str, Mapping[str, Any]]) -> None:
    try:
        rules_with(changes)
    except PackInvalid as error:
        places = {_field(one.field): msg("{why}", why=one.text) for one in error.problems}
        raise RuleBroken(msg("The rules would not hold with this change."), fields=places) from error


def _field(name: str) -> str:
    return {"clock.amount": "amount", "days": "amount"}.get(name, name)


def _differing(own: Rule, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from the pack, spelled as the pack spells it."""
    fields: dict[str, Any] = {}
    for name in DATED:
        if name in wanted and wanted[name] != getattr(own, name):
            fields[name] = wanted[name] if name == "switched_off" else _day(name, wanted[name])
    if wanted.get("amount") is not None:
        fields |= _amount(own, wanted["amount"])
    if "severity" in wanted and isinstance(own, HouseRule) and wanted["severity"] != own.severity:
        fields["severity"] = str(wanted["severity"])
    return fields


def _day(name: str, day: Any) -> str:
    if day is None:
        raise RuleBroken(msg("A day of the pack can be moved, not taken away."), fields={name: _NEEDED})
    return str(day.isoformat())


def _require_order(own: Rule, wanted: Mapping[str, Any]) -> None:
    begins = wanted.get("effective_from", own.effective_from)
    ends = wanted.get("effective_to", own.effective_to)
    if begins and ends and ends < begins:
        raise RuleBroken(
            msg("The rule would end before it begins."), fields={"effective_to": msg("Choose a later day.")}
        )


_NEEDED: Message = msg("This is needed.")


def _amount(own: Rule, amount: int) -> dict[str, Any]:
    if isinstance(own, TimedRule) and own.counting.starts and own.counting.period.amount is not None:
        return {"clock": {"amount": amount}} if amount != own.counting.period.amount else {}
    if isinstance(own, HouseRule) and own.days is not None:
        return {"days": amount} if amount != own.days else {}
    raise RuleBroken(
        msg("This rule has no number that could be set."), fields={"amount": msg("Leave it empty.")}
    )
