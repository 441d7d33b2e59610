"""One claim of the example company, as far as it has come: words, deadlines, liability, costs, money back.

Deadlines are counted by the rule packs as for any claim. Which claims there are is told by complaints.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from qualitydesk.domain.claims.words import ClaimKind, Disposition, Remedy
from qualitydesk.domain.money import split_minor
from qualitydesk.records import (
    Claim,
    ClaimLine,
    ClaimMessage,
    ClaimStep,
    CostLine,
    DefectType,
    Incident,
    LiabilityShare,
    Recovery,
    Refund,
)
from qualitydesk.services.claims.deadlines import Act, drop_open, mark_done, record_first_events, work_out
from qualitydesk.services.demo.sale import Sale
from qualitydesk.services.demo.stage import Scene

WAYS = {
    "New": (),
    "Triaged": ("triage",),
    "Waiting for buyer": ("triage", "ask_buyer"),
    "Under investigation": ("triage", "investigate"),
    "Decided": ("triage", "investigate", "decide"),
    "Return expected": ("triage", "investigate", "decide", "expect_return"),
    "Goods received": ("triage", "investigate", "decide", "expect_return", "receive_goods"),
    "Goods inspected": ("triage", "investigate", "decide", "expect_return", "receive_goods", "inspect_goods"),
    "Settled": ("triage", "investigate", "decide", "settle"),
    "Closed": ("triage", "investigate", "decide", "settle", "close"),
    "Withdrawn": ("triage", "withdraw"),
    "Reopened": ("triage", "investigate", "decide", "settle", "close", "reopen"),
}
"""How a claim came to its status."""

TARGETS = {
    "triage": "Triaged",
    "ask_buyer": "Waiting for buyer",
    "investigate": "Under investigation",
    "decide": "Decided",
    "expect_return": "Return expected",
    "receive_goods": "Goods received",
    "inspect_goods": "Goods inspected",
    "settle": "Settled",
    "close": "Closed",
    "withdraw": "Withdrawn",
    "reopen": "Reopened",
}
REASONS = {"withdraw": "The buyer found the missing part", "reopen": "The buyer sent a new photo"}
STEP = timedelta(days=2, hours=3)


@dataclass(frozen=True)
class Complaint:
    """One claim of the story."""

    number: str
    sale: Sale
    voice: Mapping[str, Any]
    status: str
    received: datetime
    shares: Mapping[str, int]

    @property
    def way(self) -> tuple[str, ...]:
        """The verbs it went through."""
        return WAYS[self.status]

    @property
    def age(self) -> int:
        """Days from its arrival to its last step."""
        return int(len(self.way) * STEP.total_seconds() // 86400) + 1

    @property
    def decided(self) -> bool:
        """Whether a remedy was granted or refused."""
        return "decide" in self.way

    @property
    def settled(self) -> bool:
        """Whether the money was settled."""
        return "settle" in self.way


def write_complaint(scene: Scene, complaint: Complaint) -> None:
    """Write the claim with all that belongs to it."""
    claim = scene.add(Claim, complaint.number, **_record(scene, complaint))
    _line(scene, complaint, claim)
    moments = _steps(scene, complaint, claim)
    _words(scene, complaint, claim, moments)
    if complaint.decided or complaint.status == "Under investigation":
        _liability(scene, complaint, claim)
        _costs(scene, complaint, claim)
    _deadlines(scene, complaint, claim, moments)
    if complaint.settled:
        _money_back(scene, complaint, claim, moments)
    if complaint.voice.get("safety"):
        _incident(scene, complaint, claim)
    if "photo" in complaint.voice:
        scene.show("claim", claim, complaint.voice["photo"], "buyer.jpg")


def _record(scene: Scene, complaint: Complaint) -> dict[str, Any]:
    sale, voice = complaint.sale, complaint.voice
    reason = scene.work.find(DefectType, code=voice["reason"])
    changed_mind = voice["kind"] == ClaimKind.CHANGE_OF_MIND
    granted = Remedy(voice["asked"]) if complaint.decided else Remedy.NONE
    return {
        "number": complaint.number,
        "status": complaint.status,
        "kind": voice["kind"],
        "market": sale.voyage.market,
        "country": sale.buyer[2],
        "order_id": scene.key(sale.number),
        "buyer_id": scene.key(f"buyer:{sale.buyer[0]}"),
        "received_at": complaint.received,
        "description": voice["text"],
        "reason_type_id": reason.id if reason and not changed_mind else None,
        "reason": "Change of mind"
        if changed_mind
        else f"{voice['reason']} {reason.name if reason else ''}".strip(),
        "safety": voice.get("safety", "None"),
        "currency": _currency(complaint),
        "asked": voice["asked"],
        "asked_minor": sale.price if "efund" in voice["asked"] else None,
        "granted": granted,
        "granted_minor": _granted_amount(complaint, granted),
        "disposition": _disposition(complaint),
        "handler_id": scene.key("sofia"),
        "reopened_count": int(complaint.status == "Reopened"),
        "recovery_waived_reason": "" if _foreign(complaint) else ("Own cost" if complaint.settled else ""),
    }


def _currency(complaint: Complaint) -> str:
    return {"EU": "EUR", "GB": "GBP", "US": "USD"}[complaint.sale.voyage.market]


def _granted_amount(complaint: Complaint, granted: Remedy) -> int | None:
    if granted is Remedy.REFUND:
        return complaint.sale.price
    return complaint.sale.price * 2 // 5 if granted is Remedy.PART_REFUND else None


def _disposition(complaint: Complaint) -> str:
    if not complaint.decided:
        return Disposition.NONE
    comes_back = complaint.status in ("Return expected", "Goods received", "Goods inspected")
    return Disposition.RETURN if comes_back else Disposition.KEEPS


def _line(scene: Scene, complaint: Complaint, claim: str) -> None:
    sale = complaint.sale
    scene.add(
        ClaimLine,
        claim_id=claim,
        order_line_id=scene.key(f"{sale.number}/1"),
        shipment_line_id=scene.key(f"{sale.voyage.number}/{sale.cargo.lot}"),
        product_id=scene.key(sale.cargo.article.sku),
        lot_id=scene.key(sale.cargo.lot),
        quantity=1,
        unit_price_minor=sale.price,
    )


def _steps(scene: Scene, complaint: Complaint, claim: str) -> dict[str, datetime]:
    """Write the steps so far; when each verb was done."""
    moments = {"open": complaint.received}
    person, status = scene.key("sofia"), "New"
    scene.add(
        ClaimStep,
        claim_id=claim,
        at=complaint.received,
        verb="open",
        from_status="New",
        to_status="New",
        person_id=person,
    )
    for place, verb in enumerate(complaint.way, 1):
        moments[verb] = min(complaint.received + STEP * (place - 0.5), scene.stage.now)
        step = {
            "verb": verb,
            "from_status": status,
            "to_status": TARGETS[verb],
            "reason": REASONS.get(verb, ""),
        }
        scene.add(ClaimStep, claim_id=claim, at=moments[verb], person_id=person, **step)
        status = TARGETS[verb]
    ends = {"decided_at": "decide", "settled_at": "settle", "closed_at": "close"}
    dates = {column: moments.get(verb) for column, verb in ends.items()}
    if complaint.status == "Reopened":
        dates |= {"settled_at": None, "closed_at": None}
    scene.work.change(Claim, claim, **dates, decided_by_id=person if complaint.decided else None)
    return moments


def _words(scene: Scene, complaint: Complaint, claim: str, moments: Mapping[str, datetime]) -> None:
    buyer = complaint.sale.buyer[0]
    said = [(complaint.received, "In", "Buyer", buyer, complaint.voice["text"])]
    if "triage" in moments:
        answer = "Thank you. We are looking into it and answer within the next days."
        said.append((moments["triage"], "Out", "Buyer", "Sofia Brandt", answer))
    if "ask_buyer" in moments:
        question = "Could you send a photo of the rating plate, please?"
        said.append((moments["ask_buyer"], "Out", "Buyer", "Sofia Brandt", question))
    if "decide" in moments:
        said.append((moments["decide"], "Out", "Buyer", "Sofia Brandt", "We accept your claim."))
    rows = [
        {"claim_id": claim, "at": at, "direction": way, "counterpart": who, "author": author, "text": text}
        for at, way, who, author, text in said
    ]
    scene.add_all(ClaimMessage, rows)


def _parties(complaint: Complaint) -> dict[str, str]:
    carrier = "RHEIN" if complaint.sale.voyage.market == "EU" else complaint.sale.voyage.route["carrier"]
    return {"maker": complaint.sale.cargo.article.maker, "carrier": carrier, "own": "LANTING"}


def _foreign(complaint: Complaint) -> list[str]:
    """Who other than ourselves bears a part."""
    return [role for role in complaint.shares if role != "own"]


def _liability(scene: Scene, complaint: Complaint, claim: str) -> None:
    parties = _parties(complaint)
    for role, percent in complaint.shares.items():
        bears = {"role": role, "basis_points": percent * 100}
        scene.add(LiabilityShare, claim_id=claim, party_id=scene.key(parties[role]), **bears)


def _costs(scene: Scene, complaint: Complaint, claim: str) -> None:
    state = "Booked" if complaint.settled else "Proposed"
    for kind, amount in _cost_rows(complaint):
        scene.add(CostLine, claim_id=claim, kind=kind, title=kind, amount_minor=amount, state=state)


def _cost_rows(complaint: Complaint) -> list[tuple[str, int]]:
    price, asked = complaint.sale.price, complaint.voice["asked"]
    if asked == "Replacement":
        first = ("Replacement", price * 55 // 100)
    elif "efund" in asked:
        first = ("Refund of price", price if asked == "Refund" else price * 2 // 5)
    else:
        first = ("Repair", price * 18 // 100)
    return [first, ("Freight out", 560), ("Check", 805)]


def _deadlines(scene: Scene, complaint: Complaint, claim: str, moments: Mapping[str, datetime]) -> None:
    desk = scene.desk
    record_first_events(desk, scene.work, claim)
    work_out(desk, scene.work, claim)
    if "triage" in moments:
        mark_done(scene.work, claim, Act.ANSWERED, moments["triage"])
    if "decide" in moments:
        mark_done(scene.work, claim, Act.DECIDED, moments["decide"])
    if "settle" in moments:
        mark_done(scene.work, claim, Act.REFUNDED, moments["settle"])
    if complaint.status in ("Closed", "Withdrawn"):
        drop_open(scene.work, claim)


def _money_back(scene: Scene, complaint: Complaint, claim: str, moments: Mapping[str, datetime]) -> None:
    amount = _granted_amount(complaint, Remedy(complaint.voice["asked"]))
    if amount:
        scene.add(
            Refund,
            claim_id=claim,
            provider_id=scene.key("QIANFU"),
            reference=f"QF-R-{complaint.number[-4:]}",
            currency=_currency(complaint),
            amount_minor=amount,
            state="Released",
            requested_by_id=scene.key("sofia"),
            released_by_id=scene.key("wang"),
            released_at=moments["settle"],
        )
    total = sum(cost for _, cost in _cost_rows(complaint))
    parts = dict(zip(complaint.shares, split_minor(total, tuple(complaint.shares.values())), strict=True))
    for role in _foreign(complaint):
        _recovery(scene, complaint, claim, role, parts[role])


def _recovery(scene: Scene, complaint: Complaint, claim: str, role: str, amount: int) -> None:
    credited = complaint.status == "Closed"
    sent = complaint.received + STEP * 4
    scene.add(
        Recovery,
        number=scene.work.next_number("RC"),
        claim_id=claim,
        party_id=scene.key(_parties(complaint)[role]),
        status="Credited" if credited else "Sent",
        currency=_currency(complaint),
        asked_minor=amount,
        agreed_minor=amount if credited else None,
        credited_minor=amount if credited else None,
        due_on=None if credited else (sent + timedelta(days=14)).date(),
        sent_at=min(sent, scene.stage.now),
        answered_at=min(sent + timedelta(days=6), scene.stage.now) if credited else None,
    )
    told = Act.NOTIFIED_CARRIER if role == "carrier" else Act.NOTIFIED_MAKER
    mark_done(scene.work, claim, told, min(sent, scene.stage.now))


def _incident(scene: Scene, complaint: Complaint, claim: str) -> None:
    kind = {"Electric shock": "Shock"}.get(complaint.voice["safety"], complaint.voice["safety"])
    scene.add(
        Incident,
        number=scene.work.next_number("SI"),
        kind=kind,
        status="Closed" if complaint.status == "Closed" else "Open",
        claim_id=claim,
        product_id=scene.key(complaint.sale.cargo.article.sku),
        lot_id=scene.key(complaint.sale.cargo.lot),
        aware_at=complaint.received,
        description=complaint.voice["text"],
    )
