"""Gathers the scorecard of a party from the service and makes its figures ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qualitydesk.domain.parties.credit import LEAST_EVENTS, LOW, PER_CLAIM, Part, rounded
from qualitydesk.domain.values import Bilingual, Message, Tone, msg
from qualitydesk.services import compliance
from qualitydesk.services.compliance import Stretch, read_scorecard
from reports.catalogue.scorecard.content import LackingPaper, Scorecard, StretchLine
from reports.declaration import Gathered, Readiness, Subject
from reports.kit.heads import Head
from reports.party_figures import change_of, figure_words

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk

NONE = "–"


def gather(desk: Desk, number: str) -> Gathered[Scorecard]:
    """The party whose code is ``number``, as it stands today. NotFound for an unknown code."""
    found = read_scorecard(desk, number.strip())
    party, content = found.party, _content(desk, found)
    lists = (content.papers, content.claims, content.recoveries, content.inspections)
    names = ("papers", "claims", "recoveries", "inspections")
    counts = {name: str(len(rows)) for name, rows in zip(names, lists, strict=True)}
    subject = Subject(party.id, content.code, party.version)
    return Gathered(subject, content, counts, tuple(_readiness(content)), readers=(content.name,))


def _content(desk: Desk, found: compliance.Scorecard) -> Scorecard:
    party, fields = found.party, found.party.fields
    return Scorecard(
        name=party.facts.full_name,
        code=fields["code"],
        roles=party.roles,
        address=party.address_line,
        contact=party.contact_line,
        year=_stretch(found.year),
        change=change_of(found.year.points, found.before.points),
        heads=tuple(_heads(found.year, found.before)),
        quarters=tuple(_stretch(one) for one in found.quarters),
        low=LOW,
        least=LEAST_EVENTS,
        per_claim=PER_CLAIM,
        papers=tuple(_lacking(desk, one) for one in found.papers),
        claims=found.claims,
        recoveries=found.recoveries,
        inspections=found.inspections,
    )


def _lacking(desk: Desk, one: compliance.LackingPaper) -> LackingPaper:
    market = desk.rules.market(one.market)
    scheme = market.scheme(one.scheme) if market is not None else None
    return LackingPaper(one.sku, one.market, scheme.name if scheme else Bilingual(one.scheme), one.state)


def _stretch(one: Stretch) -> StretchLine:
    words = figure_words(one.figures)._asdict()
    return StretchLine(one.period.start, one.period.end, one.figures.events, **words, points=one.points)


def _heads(year: Stretch, before: Stretch) -> Iterator[Head]:
    now, past = year.figures.parts(), before.figures.parts()
    shown, was = figure_words(year.figures), figure_words(before.figures)
    for part, value, earlier in (
        (Part.LOTS, shown.lots, was.lots),
        (Part.CLAIMS, shown.claims, was.claims),
        (Part.PAPERS, shown.papers, was.papers),
        (Part.RECOVERED, shown.paid, was.paid),
    ):
        yield Head(msg(part.value), value or NONE, _made_of(now.get(part), earlier), _turn(part, now, past))


def _made_of(points: float | None, earlier: str) -> Message:
    if points is None:
        return msg("not known, left out")
    if not earlier:
        return msg("{points} points", points=rounded(points))
    return msg("{points} points · was {before}", points=rounded(points), before=earlier)


def _turn(part: Part, now: Mapping[Part, float], past: Mapping[Part, float]) -> int:
    if part not in now or part not in past:
        return 0
    return (now[part] > past[part]) - (now[part] < past[part])


def _readiness(content: Scorecard) -> Iterator[Readiness]:
    if content.year.points is None:
        yield Readiness(
            Tone.WARN, msg("Fewer than {least} events in twelve months: no points", least=content.least)
        )
    else:
        yield Readiness(Tone.OK, msg("The scorecard states the twelve months that end today"))
