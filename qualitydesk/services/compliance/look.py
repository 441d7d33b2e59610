"""What a report looks at: a period, a market, one party or all, and the products that go there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, CompoundSelect, select, union

from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.statistics.periods import Period
from qualitydesk.records import DutyLine, Product, Shipment, ShipmentLine, t
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

CHUNK = 100
"""So many shipments are read at once."""
NOT_ON_THE_WAY = (ShipmentStatus.DRAFT.value, ShipmentStatus.CANCELLED.value)
_SHIPMENT, _LINE = t(Shipment), t(ShipmentLine)
_PRODUCT, _DUTY = t(Product), t(DutyLine)


@dataclass(frozen=True, slots=True)
class PartOf:
    """Some of all."""

    part: int
    whole: int


@dataclass(frozen=True)
class Look:
    """One period of one market ("" for all), as the reads of a report see it."""

    read: Reader
    desk: Desk
    period: Period
    market: str
    places: Mapping[str, Sequence[str]]
    """The products by the market they are shipped to."""
    party: str = ""
    """Only what concerns the party with this key; all without one."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.desk.house.timezone)

    def instants(self) -> tuple[datetime, datetime]:
        """The first instant of the period and the first after it."""
        start, end = self.period.start, self.period.end + timedelta(days=1)
        return (datetime.combine(start, time(), self.zone), datetime.combine(end, time(), self.zone))


def departed(look: Look) -> list[Any]:
    """Shipments that left in the period, or are to."""
    conditions: list[ColumnElement[bool]] = [
        _SHIPMENT.c.departs_on.between(look.period.start, look.period.end),
        _SHIPMENT.c.status.not_in(NOT_ON_THE_WAY),
    ]
    if look.market:
        conditions.append(_SHIPMENT.c.market == look.market)
    if look.party:
        conditions.append(_SHIPMENT.c.id.in_(_with_party(look.party)))
    return list(look.read.all(select(_SHIPMENT.c.id, _SHIPMENT.c.market).where(*conditions)))


def _with_party(party: str) -> CompoundSelect[Any]:
    """The shipments of goods that this party made, or in which it has a duty."""
    made = select(_LINE.c.shipment_id).join(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id)
    made = made.where(_PRODUCT.c.maker_id == party)
    return union(made, select(_DUTY.c.shipment_id).where(_DUTY.c.party_id == party))


def look_at(read: Reader, desk: Desk, period: Period, market: str = "", party: str = "") -> Look:
    """A period with the products that were on their way by its end; today's also with those to come."""
    until = period.end if period.end < desk.today() else None
    return Look(read, desk, period, market, _goes_to(read, market, party, until), party)


def _goes_to(read: Reader, market: str, maker: str, until: date | None) -> dict[str, list[str]]:
    """The products by market."""
    statement = (
        select(_SHIPMENT.c.market, _LINE.c.product_id)
        .join(_SHIPMENT, _SHIPMENT.c.id == _LINE.c.shipment_id)
        .where(_SHIPMENT.c.status != ShipmentStatus.CANCELLED.value)
        .distinct()
    )
    if market:
        statement = statement.where(_SHIPMENT.c.market == market)
    if until is not None:
        statement = statement.where(_SHIPMENT.c.departs_on <= until)
    if maker:
        made = statement.join(_PRODUCT, _PRODUCT.c.id == _LINE.c.product_id)
        statement = made.where(_PRODUCT.c.maker_id == maker)
    found: dict[str, list[str]] = defaultdict(list)
    for row in read.all(statement.order_by(_SHIPMENT.c.market, _LINE.c.product_id)):
        found[row.market].append(row.product_id)
    return found
