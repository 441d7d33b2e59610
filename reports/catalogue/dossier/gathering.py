"""Gathers the facts of a shipment dossier from the services.

What the paper says about them belongs to ``drawing`` and ``sections``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from qualitydesk.domain.certification.coverage import Cell, cell_reason
from qualitydesk.domain.money import Money
from qualitydesk.domain.shipments.duties import DutyFacts, role_name
from qualitydesk.domain.shipments.responsibility import DutyRow, duty_name
from qualitydesk.domain.values import NOTHING, Bilingual, Message, Query, Tone, msg
from qualitydesk.services import documents, history, parties, shipments
from qualitydesk.services.parties import PARTY_SCHEMES
from reports.catalogue.dossier.content import (
    Act,
    Declaration,
    Departure,
    Dossier,
    Duty,
    FindingLine,
    GoodsLine,
    Head,
    Identifier,
    Inspected,
    Leg,
    LegNote,
    Paper,
    PartyCard,
)
from reports.declaration import Gathered, Readiness, Subject
from reports.house_time import house_day, house_time
from reports.kit.numbers import amount

if TYPE_CHECKING:
    from qualitydesk.domain.shipments.custody import LegFacts
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.parties import PartyFile
    from qualitydesk.services.shipments import LineView, ShipmentFile

MOST_ACTS = 400
"""Acts of the history that are printed, the newest ones."""

MOST_NUMBERS = 3
"""Numbers of a party that are printed."""


def gather(desk: Desk, number: str) -> Gathered[Dossier]:
    """Shipment ``number`` as it stands now."""
    file = shipments.open_shipment(desk, shipments.find_shipment(desk, number))
    content = Dossier(
        head=_head(desk, file),
        findings=tuple(_findings(file)),
        answers=tuple(_answers(desk, file)),
        declarants=tuple(_card(desk, line, entry=file.entry) for line in file.declarants),
        declaration=Declaration(file.fields["declaration_no"], house_day(desk, file.fields["declared_at"])),
        duties=tuple(_duty(desk, row, file.facts.journey.market) for row in file.duties),
        custody=tuple(_leg(desk, leg, file) for leg in file.facts.legs),
        lines=tuple(_line(line, file.currency) for line in file.lines),
        papers=tuple(_paper(cell) for cell in file.facts.cells),
        inspections=tuple(_inspected(desk, file)),
        exceptions=tuple(
            Departure(one.subject or one.rule or one.finding, one.reason, one.granted_by, one.valid_to)
            for one in file.facts.exceptions
        ),
        history=tuple(_acts(desk, file)),
    )
    subject = Subject(file.id, file.number, file.version)
    readers = tuple(_readers(file))
    return Gathered(subject, content, _counts(content), tuple(_readiness(content)), readers=readers)


def _head(desk: Desk, file: ShipmentFile) -> Head:
    fields = file.fields
    return Head(
        status=file.status.value,
        market=file.facts.journey.market,
        route=file.way,
        terms=" ".join(filter(None, (fields["incoterm"], fields["incoterm_place"]))),
        units=file.units,
        value=_money(file.value_minor, file.currency),
        status_at=house_time(desk, desk.now()),
        cut_off=_maybe_local(desk, fields["cut_off_at"]),
        released_by=file.released_by,
        released_at=_maybe_local(desk, fields["released_at"]),
    )


def _money(minor: int, currency: str) -> str:
    return amount(Money(minor, currency)) if minor else ""


def _findings(file: ShipmentFile) -> Iterator[FindingLine]:
    for one in file.findings:
        yield FindingLine(one.severity.value, one.title, one.subject, one.citation, one.detail)


# -- who answers


def _answers(desk: Desk, file: ShipmentFile) -> Iterator[PartyCard]:
    for answer in file.answers:
        yield _card(desk, answer.line, answer.covered, answer.total)


def _card(
    desk: Desk, line: DutyFacts, covered: int = 0, total: int = 0, entry: Message | None = None
) -> PartyCard:
    """The party of a duty line with what reaches it."""
    party = line.party
    file = parties.open_party(desk, party.id) if party else None
    return PartyCard(
        name=party.full_name if party else NOTHING,
        duty=role_name(line.duty) if not line.capacity else Message(line.capacity),
        products=covered,
        products_of_all=total,
        address=file.address_line if file else "",
        contact=file.contact_line if file else "",
        numbers=_numbers(file) if file else (),
        paper=_rests_on(line),
        entry=entry,
    )


def _numbers(file: PartyFile) -> tuple[Identifier, ...]:
    shown = file.identifiers[:MOST_NUMBERS]
    return tuple(Identifier(PARTY_SCHEMES.get(one.scheme, Bilingual(one.scheme)), one.value) for one in shown)


def _rests_on(line: DutyFacts) -> str:
    return line.mandate.reference if line.mandate else line.evidence


def _duty(desk: Desk, row: DutyRow, market: str) -> Duty:
    name = duty_name(row.duty, market)
    sku = row.product.sku if row.product else ""
    line = row.line
    if line is None or line.party is None:
        return Duty(name, sku, NOTHING, "", None, "")
    return Duty(
        name, sku, line.party.full_name, _rests_on(line), house_day(desk, line.declared_at), line.state.value
    )


# -- what it rests on


def _leg(desk: Desk, leg: LegFacts, file: ShipmentFile) -> Leg:
    notes = [
        LegNote(house_time(desk, one.at), one.kind, one.remark) for one in file.events if one.leg_id == leg.id
    ]
    return Leg(
        title=leg.way,
        transport=leg.transport,
        state=leg.state.value,
        begun=house_day(desk, leg.handed_over_at) or leg.planned_from,
        ended=house_day(desk, leg.accepted_at) or leg.planned_to,
        answers=NOTHING if leg.customs else leg.answers,
        holder=leg.holder,
        owner=leg.owner,
        declarant=leg.declarant,
        notes=tuple(notes),
    )


def _line(line: LineView, currency: str) -> GoodsLine:
    product, lot = line.facts.product, line.facts.lot
    return GoodsLine(
        product=Bilingual(product.name, product.name_zh),
        sku=product.sku,
        gtin=product.gtin,
        hs_code=line.hs_code,
        origin=line.origin,
        lot=lot.number if lot else "",
        made_on=line.made_on,
        units=line.facts.quantity,
        cartons=line.cartons,
        value=_money(line.facts.value_minor, currency),
    )


def _paper(cell: Cell) -> Paper:
    paper = cell.paper or cell.near
    return Paper(
        scheme=cell.asked.scheme.name,
        sku=cell.goods.sku,
        number=paper.number if paper else "",
        holder=paper.holder if paper else NOTHING,
        until=cell.expires,
        state=cell.state.value,
        why=cell_reason(cell),
    )


def _inspected(desk: Desk, file: ShipmentFile) -> Iterator[Inspected]:
    lots = {line.lot.id: (line.lot, line.product.sku) for line in file.facts.lines if line.lot}
    inspected = [(lot, sku) for lot, sku in lots.values() if lot.inspection]
    certificates = _certificates(desk, [lot.inspection_id for lot, _sku in inspected])
    for lot, sku in inspected:
        yield Inspected(
            lot=lot.number,
            sku=sku,
            number=lot.inspection,
            status=lot.inspection_status,
            decision="" if lot.decision in ("", "None") else lot.decision,
            inspector=lot.inspector,
            certificate=certificates.get(lot.inspection_id, ""),
        )


def _certificates(desk: Desk, inspections: Iterable[str]) -> dict[str, str]:
    """The certificate in force of each inspection, by the inspection's key."""
    keys = tuple(inspections)
    if not keys:
        return {}
    query = Query({"subject_id": keys, "state": ("Issued",), "kind": ("inspection-certificate",)})
    rows = documents.page(desk, query, limit=len(keys)).rows
    return {row.subject_id: row.number for row in rows}


def _acts(desk: Desk, file: ShipmentFile) -> Iterator[Act]:
    """What changed the shipment, oldest first."""
    entries = history.record_history(desk, "shipment", file.id, limit=MOST_ACTS).rows
    for one in reversed(entries):
        yield Act(one.seq, house_time(desk, one.at), one.act, one.person, one.reason, one.hash)


# -- what the dialog says before it is issued


def _readers(file: ShipmentFile) -> Iterator[Bilingual]:
    """Who may want a copy: who answers, and who files the papers."""
    names = [answer.party.full_name for answer in file.answers]
    names += [line.party.full_name for line in file.declarants if line.party]
    yield from dict.fromkeys(names)


def _counts(content: Dossier) -> dict[str, str]:
    counts = {
        "answers": content.answers,
        "gate": content.findings,
        "custody": content.custody,
        "lines": content.lines,
        "papers": content.papers,
        "inspections": content.inspections,
        "exceptions": content.exceptions,
        "history": content.history,
    }
    return {name: str(len(rows)) for name, rows in counts.items()} | {"value": content.head.value}


def _readiness(content: Dossier) -> Iterator[Readiness]:
    yield Readiness(Tone.OK, msg("The dossier states the shipment as it stands now"))
    if content.stops:
        yield Readiness(Tone.WARN, msg("{n} reasons keep it at the gate", n=len(content.stops)))
    if not content.answers:
        yield Readiness(Tone.WARN, msg("Nobody answers for the goods yet"))
    if content.declaration.on is None:
        yield Readiness(Tone.WARN, msg("The duties are not declared yet"))


def _maybe_local(desk: Desk, at: datetime | None) -> datetime | None:
    return house_time(desk, at) if at else None
