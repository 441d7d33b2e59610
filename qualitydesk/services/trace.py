"""Who answers for this number? Any order, tracking, lot, serial ... to the party behind it, in one look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from qualitydesk.domain.countries import market_in_sentence
from qualitydesk.domain.identifiers import compact, gtin_forms, parse_scan
from qualitydesk.domain.orders import channel_name
from qualitydesk.domain.shipments.duties import (
    DECLARANT_ROLES,
    DutyFacts,
    MandateFacts,
    PartyFacts,
    ProductFacts,
)
from qualitydesk.domain.shipments.responsibility import required_duties, resolve, who_answers
from qualitydesk.domain.shipments.states import DutyState
from qualitydesk.domain.shipments.trace import (
    DutyAnswer,
    KeyKind,
    Match,
    Node,
    Trace,
    chain,
    contact_line,
    inspection_tone,
)
from qualitydesk.domain.values import NOTHING, WAY, Bilingual, Message, Tone, joined, msg
from qualitydesk.services.desk import Desk
from qualitydesk.services.shipments.facts import journey, market_of
from qualitydesk.store.listings.trace import trace_rows

Parts = dict[str, list[Any]]


def trace(desk: Desk, key: str) -> Trace:
    """Everything behind ``key``; a scanned text is taken apart. Nothing found is a Trace without matches."""
    if not key.strip():
        return Trace("")
    found = _traced(desk, key)
    return found if found.found or key == key.upper() else _traced(desk, key.upper())


def _traced(desk: Desk, key: str) -> Trace:
    scan = parse_scan(key)
    plain = scan.key
    with desk.store.read() as read:
        rows = trace_rows(
            read,
            key=key.strip() if plain == scan.raw else plain,
            compact=compact(plain),
            lot=scan.lot or plain,
            serial=scan.serial or plain,
            gtins=() if scan.lot or scan.serial else gtin_forms(scan.gtin or plain),
        )
    parts: Parts = {}
    for row in rows:
        parts.setdefault(row.part, []).append(row)
    return _trace(desk, key.strip(), parts)


def _trace(desk: Desk, key: str, parts: Parts) -> Trace:
    matches = {
        (row.a, row.number): Match(KeyKind(row.a), row.number, row.id) for row in parts.get("match", [])
    }
    shipments = sorted(parts.get("shipment", []), key=lambda row: row.id, reverse=True)
    answers = [answer for row in shipments for answer in _answers(desk, parts, row)]
    filed = [one for one in answers if one.duty in DECLARANT_ROLES]
    duties = {(one.duty, one.party, one.product): one for one in answers if one.duty not in DECLARANT_ROLES}
    return Trace(
        key=key,
        matches=tuple(matches.values()),
        chain=chain(_nodes(parts, list(duties.values()))),
        answers=tuple(sorted(duties.values(), key=lambda one: not one.answers)),
        declarant=filed[0] if filed else None,
        shipment_id=shipments[0].id if shipments else "",
        market=shipments[0].b if shipments else "",
    )


def _answers(desk: Desk, parts: Parts, shipment: Any) -> list[DutyAnswer]:
    rows = [row for row in parts.get("duty", []) if row.number == shipment.id]
    mandates = {row.id: row for row in parts.get("mandate", [])}
    names = _names(parts)
    duties = [_duty(row, names, mandates.get(row.id)) for row in rows]
    products = {row.id: row for row in parts.get("product", [])}
    answering = _answering(desk, shipment, duties, products.values())
    return [
        DutyAnswer(
            duty=line.duty,
            party=line.party.name if line.party else NOTHING,
            contact=contact_line((line.party.city, line.party.phone, line.party.email)) if line.party else "",
            evidence=line.evidence or (line.mandate.reference if line.mandate else ""),
            state=line.state.value,
            party_id=line.party.id if line.party else "",
            answers=line.id in answering,
            product=products[line.product_id].number if line.product_id in products else "",
            phone=line.party.phone if line.party else "",
        )
        for line in duties
    ]


def _answering(
    desk: Desk, shipment: Any, duties: Sequence[DutyFacts], products: Iterable[Any]
) -> frozenset[str]:
    market = market_of(desk.rules, shipment.b or shipment.c)
    facts = SimpleNamespace(
        arrives_on=_day(shipment.g), market=shipment.b, mode=shipment.d, customs_procedure=shipment.e
    )
    way = journey(market, facts, desk.today())
    goods = [ProductFacts(row.id, row.number, row.a, row.b) for row in products]
    required = (one for item in goods for one in required_duties(desk.rules, way, item))
    resolved = resolve(required, duties, way)
    return frozenset(answer.line.id for answer in who_answers(resolved))


def _names(parts: Parts) -> dict[str, Bilingual]:
    """What the parties of the duties and legs are called, by their keys."""
    return {row.id: Bilingual(row.a, row.b or row.c) for row in parts.get("party", [])}


def _duty(row: Any, names: Mapping[str, Bilingual], mandate: Any) -> DutyFacts:
    party = PartyFacts(row.d, names[row.d], row.f, row.g, row.h, row.i) if row.d else None
    order = None
    if mandate is not None:
        order = MandateFacts(mandate.c, mandate.number, NOTHING, _day(mandate.a), _day(mandate.b))
    return DutyFacts(row.id, row.a, DutyState(row.b), party, row.c, order, "", row.j)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _nodes(parts: Parts, duties: Sequence[DutyAnswer]) -> Iterable[Node]:
    for row in parts.get("claim", []):
        yield Node("claim", row.id, row.number, msg("Claim"), _text(row.c), _instant(row.b), Tone.WARN)
    for row in parts.get("order", []):
        yield Node("order", row.id, row.number, msg("Order"), channel_name(row.c), _instant(row.b))
    for row in parts.get("lot", []):
        tone = Tone.OK if row.a == "Released" else Tone.MUTE if row.a == "Open" else Tone.WARN
        title = msg("Lot of {product}", product=Bilingual(row.d, row.e))
        yield Node("lot", row.id, row.number, title, _text(row.c), _day(row.b), tone)
    for row in parts.get("inspection", []):
        title, tone = msg("Inspection: {result}", result=msg(row.b)), inspection_tone(row.a, row.b, row.c)
        yield Node("inspection", row.id, row.number, title, _word(row.c), _instant(row.d), tone)
    for row in _certificates(parts):
        title = msg("Certificate {scheme}", scheme=row.a)
        yield Node("certificate", row.id, row.number, title, _word(row.c), _day(row.d))
    for row in parts.get("shipment", []):
        title = msg("Shipment to {market}", market=market_in_sentence(row.b))
        yield Node("shipment", row.id, row.number, title, _word(row.a), _day(row.f))
    names = _names(parts)
    for row in sorted(parts.get("leg", []), key=lambda leg: (leg.number, int(leg.a))):
        customs, stops = row.c == "Customs", (Bilingual(row.d, row.b), Bilingual(row.e, row.h))
        title = msg("Customs entry") if customs else msg("{way}", way=joined(dict.fromkeys(stops), WAY))
        answers, holder = names.get(row.f, NOTHING), names.get(row.g, NOTHING)
        day = _instant(row.i) or _day(row.j)
        yield Node("leg", row.id, "", title, _text(holder), day, party=answers, transport=row.c)
    for one in duties:
        if one.answers:
            title, reached = msg("Answers for the goods"), _text(one.contact)
            yield Node("party", one.party_id, "", title, reached, answers=True, party=one.party)


def _text(text: str | Bilingual) -> Message | None:
    return msg("{text}", text=text) if text else None


def _word(word: str) -> Message | None:
    """A word of the program; that nothing was decided is nothing to say."""
    return msg(word) if word not in ("", "None") else None


def _certificates(parts: Parts) -> list[Any]:
    """The papers of the market the goods go to; all of them where no shipment is known."""
    markets = {row.b for row in parts.get("shipment", [])}
    return [row for row in parts.get("certificate", []) if not markets or row.b in markets]
