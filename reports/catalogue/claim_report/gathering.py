"""Gathers the facts of a claim report from the services.

What the paper says about them belongs to ``drawing``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from qualitydesk.domain.claims.words import HAND_OVER, DeadlineState
from qualitydesk.domain.countries import address
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import NOTHING, Bilingual, Message, Query, Tone, msg
from qualitydesk.services import claims
from qualitydesk.services.claims.deadlines import KEPT_RULES, Act
from reports.catalogue.claim_report.content import (
    ClaimReport,
    Cost,
    DeadlineLine,
    Event,
    Link,
    Parties,
    RecoveryLine,
    Remedy,
    Share,
)
from reports.declaration import Gathered, PhotoChoice, Readiness, Subject
from reports.house_time import house_day, house_time
from reports.kit.numbers import amount
from reports.photo_choices import photo_choices, printed_photos

if TYPE_CHECKING:
    from qualitydesk.services.claims import ClaimFile
    from qualitydesk.services.desk import Desk

MOST_PHOTOS = 6
MOST_EVENTS = 40
MOST_SIMILAR = 500
WEEKS = 8
LONGEST_MESSAGE = 280
KINDS = {"party": "answers"}
"""Kinds of the trace's nodes that the paper calls by another name."""


def gather(desk: Desk, number: str) -> Gathered[ClaimReport]:
    """Claim ``number`` as it stands now."""
    file = claims.open_claim(desk, claims.claim_key(desk, number))
    photos = photo_choices(file.photos)
    content = ClaimReport(
        status=file.status.value,
        status_at=house_time(desk, desk.now()),
        product=file.goods[0].product if file.goods else Bilingual(""),
        reason=_reason(file),
        parties=_parties(file),
        asked=Remedy(file.asked.value, _money(file.asked_amount), house_day(desk, file.received_at)),
        granted=Remedy(file.granted.value, _money(file.granted_amount), house_day(desk, file.decided_at)),
        decide_by=_decide_by(file),
        description=file.description,
        events=tuple(_events(desk, file)),
        photos=printed_photos(desk, photos, MOST_PHOTOS),
        deadlines=tuple(_deadlines(desk, file)),
        trace=tuple(_trace(desk, file)),
        shares=tuple(_shares(file)),
        similar_of=file.goods[0].lot if file.goods else "",
        similar=_similar(desk, file),
        currency=file.currency,
        costs=tuple(_costs(file)),
        total=_total(file),
        recoveries=tuple(_recoveries(desk, file)),
    )
    subject = Subject(file.id, file.number, file.version)
    counts, ready = _counts(content, len(photos)), tuple(_readiness(file))
    return Gathered(subject, content, counts, ready, photos, tuple(_readers(file)))


def with_photos(desk: Desk, content: ClaimReport, chosen: Sequence[PhotoChoice]) -> ClaimReport:
    """The same report with these photos."""
    return replace(content, photos=printed_photos(desk, chosen, MOST_PHOTOS))


def _readers(file: ClaimFile) -> Iterator[Bilingual]:
    """Who may want a copy: the buyer, who answers, and who bears a part."""
    yield Bilingual(file.buyer.name)
    yield from (answer.party for answer in file.trace.answers if answer.answers)
    yield from (share.name for share in file.liability.shares)


def _money(money: Money | None) -> str:
    return amount(money) if money else ""


def _reason(file: ClaimFile) -> Bilingual:
    if file.reason:
        return file.reason.name
    return Bilingual(file.reason_text or file.kind.value)


def _parties(file: ClaimFile) -> Parties:
    declarant = file.trace.declarant
    return Parties(
        buyer=file.buyer.name,
        buyer_place=address((file.buyer.city,), file.buyer.country),
        order=file.order_number,
        market=_short(file.market_name),
        handler=file.handler,
        declarant=declarant.party if declarant else NOTHING,
    )


def _short(name: Bilingual) -> Bilingual:
    """A market's name without what stands in brackets after it."""
    return Bilingual(name.en.split(" (")[0], name.zh.split("（")[0].split(" (")[0])


def _decide_by(file: ClaimFile) -> date | None:
    """The day of the decision itself, while that is open: what else is due sooner has lines of its own."""
    awaited = (line for line in file.deadlines if line.state is DeadlineState.OPEN)
    return next((line.due_on for line in awaited if line.rule in KEPT_RULES[Act.DECIDED]), None)


def _events(desk: Desk, file: ClaimFile) -> Iterator[Event]:
    """What happened, oldest first; the newest are kept when there is too much."""
    found: list[tuple[datetime, Message, str]] = [(file.received_at, msg("Claim received"), "")]
    if file.placed_at:
        found.append((file.placed_at, msg("Order {number} placed", number=file.order_number), ""))
    if file.delivered_at:
        found.append((file.delivered_at, msg("Goods delivered"), ""))
    found += [
        (line.at, msg("Moved to {status}", status=Message(line.to_status)), line.reason)
        for line in file.history
        if line.to_status != "New" and line.verb != HAND_OVER
    ]
    found += [
        (line.at, _written(line.direction, line.author), line.text)
        for line in file.messages
        if line.text != file.description
    ]
    for at, what, words in sorted(found, key=lambda one: one[0])[-MOST_EVENTS:]:
        yield Event(house_time(desk, at), None, what, _bounded(words))


def _written(direction: str, author: str) -> Message:
    if direction == "In":
        return msg("{who} wrote", who=author or msg("Buyer"))
    return msg("We answered") if direction == "Out" else msg("Note")


def _bounded(words: str) -> str:
    return words if len(words) <= LONGEST_MESSAGE else words[:LONGEST_MESSAGE] + " …"


def _deadlines(desk: Desk, file: ClaimFile) -> Iterator[DeadlineLine]:
    for line in file.deadlines:
        if line.due_on or line.kept_at:
            state = "Missed" if line.overdue else line.state.value
            yield DeadlineLine(line.title, line.law, state, line.due_on, house_day(desk, line.kept_at))


def _trace(desk: Desk, file: ClaimFile) -> Iterator[Link]:
    for node in file.trace.chain:
        if node.kind != "claim":
            kind = KINDS.get(node.kind, node.kind)
            day = house_day(desk, node.day) if isinstance(node.day, datetime) else node.day
            number = Bilingual(node.number) or node.party
            yield Link(kind, node.title, number, node.detail, day, node.transport)
    if not any(answer.answers for answer in file.trace.answers):
        yield Link("nobody", msg("Nobody answers for the goods"), NOTHING)


def _shares(file: ClaimFile) -> Iterator[Share]:
    reasons = {share.party_id: share.reason for share in file.liability.shares}
    for payer in file.ledger.payers:
        role = payer.role.value if payer.role else ""
        yield Share(payer.name, role, payer.points, reasons.get(payer.party_id, ""))


def _similar(desk: Desk, file: ClaimFile) -> tuple[tuple[str, int], ...]:
    """Claims about the same lot by calendar week of receipt, the last eight weeks; () without a lot."""
    lot = next((goods.lot_id for goods in file.goods if goods.lot_id), "")
    if not lot:
        return ()
    rows = claims.page(desk, Query({"lot": (lot,)}, order="received"), limit=MOST_SIMILAR).rows
    received = [house_time(desk, row.received_at).date() for row in rows]
    monday = house_time(desk, desk.now()).date()
    monday -= timedelta(days=monday.weekday())
    mondays = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return tuple(
        (f"w{day.isocalendar().week:02d}", sum(0 <= (at - day).days < 7 for at in received))
        for day in mondays
    )


def _costs(file: ClaimFile) -> Iterator[Cost]:
    for row in file.ledger.rows:
        title = row.cost.shown
        borne = tuple(str(cell.amount) for cell in row.cells)
        yield Cost(title, row.cost.state.value, str(row.borne.amount), borne)


def _total(file: ClaimFile) -> Cost | None:
    if not file.ledger.rows:
        return None
    borne = tuple(str(column.amount) for column in file.ledger.columns)
    return Cost(msg("Total").text, "", str(file.ledger.borne.amount), borne)


def _recoveries(desk: Desk, file: ClaimFile) -> Iterator[RecoveryLine]:
    places = {payer.party_id: place for place, payer in enumerate(file.ledger.payers)}
    for line in file.recoveries:
        if line.party_id in places:
            on = house_day(desk, line.answered_at) or line.due_on
            yield RecoveryLine(places[line.party_id], line.status.value, on)


def _counts(content: ClaimReport, photos: int) -> dict[str, str]:
    counts = {
        "photos": photos,
        "history": len(content.events),
        "deadlines": len(content.deadlines),
        "trace": len(content.trace),
        "shares": len(content.shares),
        "ledger": len(content.costs),
    }
    named = {name: str(count) for name, count in counts.items()}
    return named | {"buyer": content.parties.buyer}


def _readiness(file: ClaimFile) -> Iterator[Readiness]:
    yield Readiness(Tone.OK, msg("The report states the claim as it stands now"))
    if file.liability.undecided:
        share = f"{file.liability.undecided / 100:g}"
        yield Readiness(Tone.WARN, msg("{share} % of the liability is not decided", share=share))
    if not file.ledger.rows:
        yield Readiness(Tone.WARN, msg("No costs are recorded"))
    if not any(answer.answers for answer in file.trace.answers):
        yield Readiness(Tone.WARN, msg("Nobody answers for the goods yet"))
