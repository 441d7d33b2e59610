"""Gathers the facts of a recovery notice from the claim it belongs to.

Only what concerns the addressee is taken over; what the paper says about it belongs to ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.values import Bilingual, Tone, msg
from qualitydesk.services import claims, parties
from reports.catalogue.recovery_notice.content import Addressee, CostPart, RecoveryNotice
from reports.declaration import Gathered, PhotoChoice, Readiness, Subject
from reports.house_time import house_time
from reports.kit.numbers import amount
from reports.photo_choices import photo_choices, printed_photos

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from qualitydesk.services.claims.shown import RecoveryLine
    from qualitydesk.services.desk import Desk

MOST_PHOTOS = 6


def gather(desk: Desk, number: str) -> Gathered[RecoveryNotice]:
    """Recovery ``number`` as it stands now."""
    file = claims.open_claim(desk, claims.claim_of_recovery(desk, number))
    line = next(one for one in file.recoveries if one.number == number.strip())
    photos = photo_choices(file.photos)
    goods = file.goods[0] if file.goods else None
    costs = tuple(_costs(file, line.party_id))
    content = RecoveryNotice(
        status=line.status.value,
        addressee=_addressee(desk, line),
        asked=amount(line.asked),
        due_on=line.due_on,
        claim=file.number,
        received_on=house_time(desk, file.received_at).date(),
        product=goods.product if goods else Bilingual(""),
        lot=goods.lot if goods else "",
        shipment=_shipment(file),
        reason=file.reason.name if file.reason else Bilingual(file.reason_text or file.kind.value),
        basis_points=_points(file, line.party_id),
        why=_why(file, line.party_id),
        description=file.description,
        currency=file.currency,
        costs=costs,
        total=_total(file, line.party_id) if costs else None,
        photos=printed_photos(desk, photos, MOST_PHOTOS),
    )
    subject = Subject(line.id, line.number, line.version)
    counts = {"costs": str(len(costs)), "photos": str(len(photos))}
    readers = (content.addressee.name,)
    return Gathered(subject, content, counts, tuple(_readiness(content, line)), photos, readers)


def with_photos(desk: Desk, content: RecoveryNotice, chosen: Sequence[PhotoChoice]) -> RecoveryNotice:
    """The same notice with these photos."""
    return replace(content, photos=printed_photos(desk, chosen, MOST_PHOTOS))


def _addressee(desk: Desk, line: RecoveryLine) -> Addressee:
    file = parties.open_party(desk, line.party_id)
    return Addressee(file.facts.full_name, file.address_line, file.contact_line, line.role.value)


def _shipment(file: ClaimFile) -> str:
    return next((node.number for node in file.trace.chain if node.kind == "shipment"), "")


def _points(file: ClaimFile, party: str) -> int:
    return next((payer.points for payer in file.ledger.payers if payer.party_id == party), 0)


def _why(file: ClaimFile, party: str) -> str:
    return next((share.reason for share in file.liability.shares if share.party_id == party), "")


def _costs(file: ClaimFile, party: str) -> Iterator[CostPart]:
    place = next((n for n, payer in enumerate(file.ledger.payers) if payer.party_id == party), None)
    for row in file.ledger.rows if place is not None else ():
        title, part = row.cost.shown, row.cells[place or 0]
        yield CostPart(title, row.cost.state.value, f"{row.borne.amount:,}", f"{part.amount:,}")


def _total(file: ClaimFile, party: str) -> CostPart:
    part = file.ledger.column(party)
    return CostPart(msg("Total").text, "", f"{file.ledger.borne.amount:,}", f"{part.amount:,}")


def _readiness(content: RecoveryNotice, line: RecoveryLine) -> Iterator[Readiness]:
    yield Readiness(Tone.OK, msg("The notice states the recovery as it stands now"))
    if line.status in (RecoveryStatus.CREDITED, RecoveryStatus.WRITTEN_OFF):
        yield Readiness(Tone.WARN, msg("The recovery is over: {status}", status=msg(line.status.value)))
    if not content.addressee.address:
        yield Readiness(Tone.WARN, msg("No address of {name} is on record", name=content.addressee.name))
    if not content.why:
        yield Readiness(Tone.WARN, msg("No reason is given for the share"))
