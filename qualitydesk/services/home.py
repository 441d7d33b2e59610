"""What Home shows to whom: counters that are sizes of lists, the rows nearest to trouble, the figures of a
period.

One read for everything. A counter carries the filters of the list it counted, so the list opens with
exactly those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from qualitydesk.domain.claims.recovery import RecoveryStatus
from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.domain.inspection.states import InspectionStatus
from qualitydesk.domain.money import Money
from qualitydesk.domain.people import Role
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.domain.values import Bilingual, Query
from qualitydesk.records import Claim, ClaimDeadline, Inspection, Order, Recovery, Shipment, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.figures import Figures, figures
from qualitydesk.services.shipments.at_gate import BLOCKED, NOBODY, AtGate, at_gate
from qualitydesk.store.listings import certificates as papers
from qualitydesk.store.listings import claims, inspections, shipments, waiting
from qualitydesk.store.listings.certificates import CertificateRow
from qualitydesk.store.listings.claims import ClaimRow
from qualitydesk.store.listings.inspection_rows import InspectionRow
from qualitydesk.store.session import Reader

ROWS = 20
"""So many of a list at most; a card shows as many as it has room for."""
DUE_DAYS, ENDING_DAYS = 7, 60
ASKED = (RecoveryStatus.SENT.value, RecoveryStatus.ACKNOWLEDGED.value)
TO_DO = (
    InspectionStatus.PLANNED.value,
    InspectionStatus.IN_PROGRESS.value,
    InspectionStatus.SENT_BACK.value,
)
Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many records a list has, and which list: a screen and its filters.

    ``first`` is the nearest date among them, ``of`` how many there are in all, ``amounts`` what they come to.
    """

    id: str
    screen: str
    filters: Filters
    number: int
    first: date | datetime | None = None
    of: int | None = None
    amounts: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class DueClaim:
    """A claim with the deadline it is near to."""

    row: ClaimRow
    title: Bilingual
    law: str


@dataclass(frozen=True, slots=True)
class PhotoGap:
    """An inspection under way that lacks photos."""

    id: str
    number: str
    product: Bilingual
    missing: int


@dataclass(frozen=True, slots=True)
class Home:
    """All that the page shows; what the person's role has no use for is empty."""

    role: Role
    counts: tuple[Counted, ...]
    empty: bool
    blocked: tuple[AtGate, ...] = ()
    due: tuple[DueClaim, ...] = ()
    waiting: tuple[DueClaim, ...] = ()
    fresh: tuple[DueClaim, ...] = ()
    ending: tuple[CertificateRow, ...] = ()
    mine: tuple[InspectionRow, ...] = ()
    lots: tuple[InspectionRow, ...] = ()
    photos: tuple[PhotoGap, ...] = ()
    figures: Figures | None = None


@dataclass
class _Look:
    """The one read, for whom, in which market."""

    read: Reader
    desk: Desk
    market: str
    counts: list[Counted] = field(default_factory=list)

    def within(self, filters: Filters) -> dict[str, tuple[str, ...]]:
        """These filters in the chosen market."""
        return {**filters, **({"market": (self.market,)} if self.market else {})}

    def count(self, id_: str, screen: str, filters: Filters, **more: Any) -> None:
        """Count a list by the very read that the list itself is counted by."""
        self.counts.append(Counted(id_, screen, filters, self._number(screen, Query(filters)), **more))

    def _number(self, screen: str, query: Query) -> int:
        if screen == "certificates":
            return papers.count(self.read, query, self.desk.today())
        return _COUNT[screen](self.read, query)


_COUNT: Mapping[str, Callable[[Reader, Query], int]] = {
    "claims": claims.count,
    "inspections": inspections.count,
    "shipments": shipments.count,
}


def read_home(desk: Desk, period: Period, market: str = "") -> Home:
    """Read the page for the person at the desk. ``market`` is "" for all of them."""
    role = Role(desk.person.role)
    with desk.store.read() as read:
        look = _Look(read, desk, market)
        parts = {Role.INSPECTOR: _of_inspector, Role.SERVICE: _of_service}.get(role, _of_manager)(
            look, period
        )
        return Home(role=role, counts=tuple(look.counts), empty=_is_empty(read), **parts)


def _is_empty(read: Reader) -> bool:
    tables = (t(Inspection), t(Shipment), t(Claim), t(Order))
    return all(read.first(select(table.c.id).limit(1)) is None for table in tables)


# -- the manager's picture


def _of_manager(look: _Look, period: Period) -> dict[str, Any]:
    standing = at_gate(look.read, look.desk, look.market)
    blocked = [one for one in standing if one.blocked]
    unnamed = [one for one in standing if one.unnamed]
    _count_standing(look, BLOCKED, blocked, of=len(standing))
    _count_standing(look, NOBODY, unnamed)
    due = _due(look)
    ending = _ending(look)
    _asked_back(look)
    return {
        "blocked": tuple(blocked[:ROWS]),
        "due": due,
        "ending": ending,
        "figures": figures(look.read, look.desk, period, look.market),
    }


def _count_standing(look: _Look, how: str, found: Sequence[AtGate], of: int | None = None) -> None:
    first = next((one.cut_off_at for one in found if one.cut_off_at is not None), None)
    filters = look.within({"view": ("gate",), "gate": (how,)})
    look.counts.append(Counted(how, "shipments", filters, len(found), first, of))


def _due(look: _Look) -> tuple[DueClaim, ...]:
    last = (look.desk.today() + timedelta(days=DUE_DAYS)).isoformat()
    filters = look.within({"view": ("open",), "due_until": (last,)})
    return _claims(look, "due", filters)


def _claims(look: _Look, id_: str, filters: Filters) -> tuple[DueClaim, ...]:
    """Count a list of claims; its first ones by deadline."""
    rows = claims.page(look.read, Query(filters, order="due"), limit=ROWS).rows
    look.count(id_, "claims", filters, first=rows[0].next_due_on if rows else None)
    known = look.read.among(ClaimDeadline, "claim_id", [row.id for row in rows])
    named = {(one.claim_id, one.rule): one for one in known}
    return tuple(_due_claim(row, named.get((row.id, row.next_due_rule))) for row in rows)


def _due_claim(row: ClaimRow, deadline: Any) -> DueClaim:
    if deadline is None:
        return DueClaim(row, Bilingual(""), "")
    return DueClaim(row, Bilingual(deadline.title, deadline.title_zh), deadline.law)


def _ending(look: _Look) -> tuple[CertificateRow, ...]:
    filters = look.within({"ends_within": (str(ENDING_DAYS),)})
    query = Query(filters, order="ends", descending=False)
    rows = papers.page(look.read, query, look.desk.today(), limit=ROWS).rows
    look.count("ending", "certificates", filters, first=rows[0].valid_to if rows else None)
    return rows


def _asked_back(look: _Look) -> None:
    filters = look.within({"recovery": ASKED})
    back, claim = t(Recovery), t(Claim)
    statement = (
        select(
            back.c.currency,
            func.sum(back.c.asked_minor).label("asked"),
            func.min(back.c.sent_at).label("first"),
        )
        .where(back.c.status.in_(ASKED))
        .group_by(back.c.currency)
    )
    if look.market:
        of_market = statement.join(claim, claim.c.id == back.c.claim_id)
        statement = of_market.where(claim.c.market == look.market)
    rows = look.read.all(statement)
    house = look.desk.house.currency
    ours_first = sorted(rows, key=lambda row: (row.currency != house, row.currency))
    look.count(
        "asked",
        "claims",
        filters,
        first=min((row.first for row in rows if row.first is not None), default=None),
        amounts=tuple(Money(int(row.asked), row.currency) for row in ours_first),
    )


# -- what an inspector and after-sales have to do


def _of_inspector(look: _Look, period: Period) -> dict[str, Any]:
    me, today = (look.desk.person.id,), look.desk.today().isoformat()
    mine: Filters = {"inspector": me, "status": TO_DO}
    lots: Filters = {"status": (InspectionStatus.PLANNED.value,), "planned_to": (today,)}
    rows = inspections.page(look.read, Query(mine, order="planned", descending=False), limit=ROWS).rows
    waiting_lots = inspections.page(
        look.read, Query(lots, order="planned", descending=False), limit=ROWS
    ).rows
    look.count("mine", "inspections", mine, first=rows[0].planned_on if rows else None)
    look.count("sent_back", "inspections", {"inspector": me, "status": ("Sent back",)})
    look.count("lots", "inspections", lots, first=waiting_lots[0].planned_on if waiting_lots else None)
    look.count("photos", "inspections", {"inspector": me, "photos": ("missing",)})
    look.count("submitted", "inspections", {"inspector": me, "status": ("Submitted",)})
    gaps = waiting.photos(look.read, me[0], ROWS)
    return {
        "mine": rows,
        "lots": waiting_lots,
        "photos": tuple(
            PhotoGap(row.id, row.number, Bilingual(row.product, row.product_zh), row.missing) for row in gaps
        ),
        "figures": figures(look.read, look.desk, period, look.market),
    }


def _of_service(look: _Look, period: Period) -> dict[str, Any]:
    mine = look.within({"view": ("open",), "handler": (look.desk.person.id,)})
    look.count("my_claims", "claims", mine)
    due = _due(look)
    waiting_for_buyer = _claims(look, "waiting", look.within({"status": (ClaimStatus.WAITING.value,)}))
    fresh = _claims(look, "new", look.within({"status": (ClaimStatus.NEW.value,)}))
    _asked_back(look)
    return {
        "due": due,
        "waiting": waiting_for_buyer,
        "fresh": fresh,
        "figures": figures(look.read, look.desk, period, look.market),
    }
