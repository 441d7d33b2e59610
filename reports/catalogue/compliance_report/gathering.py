"""Gathers the manager's report from the service and makes its figures ready to print.

The subject is a period and a market: "2026-08-22..2026-11-20" or "2026-08-22..2026-11-20 EU".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.errors import NotFound, RuleBroken
from qualitydesk.domain.money import Money
from qualitydesk.domain.parties.credit import LEAST_EVENTS, LOW
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.domain.statistics.series import percent_of
from qualitydesk.domain.values import Bilingual, Message, Tone, msg
from qualitydesk.services.compliance import Compliance, Decisions, PartOf, read_compliance
from qualitydesk.services.compliance import PartyLine as Standing
from reports.catalogue.compliance_report.content import Bearer, ComplianceReport, PartyLine
from reports.declaration import Gathered, Readiness, Subject
from reports.house_time import house_time
from reports.kit.heads import Head
from reports.party_figures import change_of, figure_words

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

LONGEST = 366 * 5
CALM = (LiabilityRole.US, LiabilityRole.BUYER)


def subject_of(period: Period, market: str = "") -> str:
    """How a period and a market are written as the number of what the report is about."""
    return f"{period.start.isoformat()}..{period.end.isoformat()} {market}".rstrip()


def gather(desk: Desk, number: str) -> Gathered[ComplianceReport]:
    """The report of a period and market. RuleBroken for a period that is none, NotFound for a market."""
    period, asked = _asked(number)
    known = desk.rules.market(asked) if asked else None
    if asked and known is None:
        raise NotFound("market", asked)
    market = known.code if known is not None else ""
    number = subject_of(period, market)
    found = read_compliance(desk, period, market)
    content = _content(desk, found)
    counts = {
        "parties": str(len(content.parties)),
        "decisions": str(len(content.decisions)),
        "records": str(len(content.inspection_lines) + len(content.claim_lines)),
    }
    subject = Subject(str(uuid5(NAMESPACE_URL, f"compliance:{number}")), number, 1)
    return Gathered(subject, content, counts, tuple(_readiness(desk, found)))


def _asked(number: str) -> tuple[Period, str]:
    days, _, market = number.partition(" ")
    first, _, last = days.partition("..")
    try:
        period = Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise RuleBroken(msg("“{period}” is not a period of days.", period=number)) from error
    if period.days > LONGEST:
        raise RuleBroken(msg("A report covers five years at most."))
    return period, market


def _readiness(desk: Desk, found: Compliance) -> Iterator[Readiness]:
    yield Readiness(Tone.OK, msg("The report states the period as it is recorded now"))
    if found.now.period.end > desk.today():
        yield Readiness(Tone.WARN, msg("The period is not over yet."))
    if not found.now.inspections and not found.now.claims.total:
        yield Readiness(Tone.WARN, msg("Nothing was recorded in this period."))


def _content(desk: Desk, found: Compliance) -> ComplianceReport:
    now = found.now
    market = desk.rules.market(now.market) if now.market else None
    return ComplianceReport(
        start=now.period.start,
        end=now.period.end,
        market=market.name if market is not None else Bilingual(""),
        inspections=now.inspections,
        shipments=found.named.whole,
        claims=now.claims.total,
        heads=_heads(found),
        defects=now.defects,
        codes=now.codes,
        rates=found.rates,
        liable=now.claims,
        bearers={key: Bearer(one.name, one.role.value, one.role in CALM) for key, one in now.bearers.items()},
        costs=now.costs,
        currency=now.currency,
        other_costs=tuple(
            (_amount(one.borne, one.currency), _amount(one.recovered, one.currency))
            for one in now.other_costs
        ),
        parties=tuple(_party(one) for one in found.parties),
        low=LOW,
        least=LEAST_EVENTS,
        decisions=tuple(_decisions(desk, found.decisions)),
        inspection_lines=found.inspections,
        claim_lines=found.claims,
    )


def _amount(minor: int, currency: str) -> str:
    return f"{Money(minor, currency).amount:,} {currency}"


def _short(minor: int, currency: str) -> str:
    """An amount in few figures: "30.63", "1,204", "35.3k"."""
    value = Money(minor, currency).amount
    if abs(value) < 100:
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) < 10_000 else f"{value / 1000:,.1f}k"


# -- the four figures


def _heads(found: Compliance) -> tuple[Head, ...]:
    now, past = found.now, found.past
    first, first_past = PartOf(now.first_passed, now.first_looks), PartOf(past.first_passed, past.first_looks)
    borne, back = (_short(minor, now.currency) for minor in (now.costs.first, now.costs.second))
    paid, paid_past = now.costs.percent, past.costs.percent
    return (
        Head(
            msg("Lots passed first time"),
            _tenths(first),
            _of_all(first, first_past),
            _turn(first, first_past),
        ),
        _share(msg("Shipments, every duty named"), found.named, found.named_before),
        _share(msg("Papers valid where needed"), found.papers, found.papers_before),
        Head(
            msg("Cost got back, {n} months", n=len(now.costs.pairs)),
            _percent(paid),
            msg(
                "{back} of {borne} {currency} · was {before}",
                back=back,
                borne=borne,
                currency=now.currency,
                before=_percent(paid_past),
            ),
            _direction(paid, paid_past),
        ),
    )


def _tenths(one: PartOf) -> str:
    return f"{100 * one.part / one.whole:.1f} %" if one.whole else "–"


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value} %"


def _of_all(now: PartOf, past: PartOf) -> Message:
    return msg("{part} of {whole} · was {before}", part=now.part, whole=now.whole, before=_tenths(past))


def _share(title: Message, now: PartOf, past: PartOf) -> Head:
    value = f"{now.part} / {now.whole}" if now.whole else "–"
    shares = percent_of(now.part, now.whole), percent_of(past.part, past.whole)
    detail = msg("{now} · was {before}", now=_percent(shares[0]), before=_percent(shares[1]))
    return Head(title, value, detail, _turn(now, past))


def _turn(now: PartOf, past: PartOf) -> int:
    if not now.whole or not past.whole:
        return 0
    here, there = now.part * past.whole, past.part * now.whole
    return (here > there) - (here < there)


def _direction(now: int | None, past: int | None) -> int:
    return 0 if now is None or past is None else (now > past) - (now < past)


# -- parties and decisions


def _party(one: Standing) -> PartyLine:
    return PartyLine(
        name=one.name,
        role=one.role,
        events=one.figures.events,
        **figure_words(one.figures)._asdict(),
        points=one.points,
        low=one.points is not None and one.points < LOW,
        change=change_of(one.points, one.before),
    )


def _decisions(desk: Desk, found: Decisions) -> Iterator[Message]:
    if found.blocked and found.first_cut_off is not None:
        day = house_time(desk, found.first_cut_off).date().isoformat()
        yield msg("Shipments blocked at the gate: {n}; first cut-off {day}", n=found.blocked, day=day)
    elif found.blocked:
        yield msg("Shipments blocked at the gate: {n}", n=found.blocked)
    if found.approvals:
        yield msg("Inspections waiting for the second signature: {n}", n=found.approvals)
    if found.overdue:
        yield msg("Claims past a lawful deadline: {n}", n=found.overdue)
    if found.doubtful:
        yield msg("Papers ended or doubtful where goods are sold: {n}", n=found.doubtful)
