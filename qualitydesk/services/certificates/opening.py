"""Everything a certificate shows, read in one look: parties, goods, doubts, where it serves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from qualitydesk.domain.certification.plausibility import Checked, look_at
from qualitydesk.domain.certification.status import (
    CERTIFICATE_MOVES,
    CertificateStatus,
    Validity,
    expiry_step,
    status_on,
)
from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.markets import Market, Scheme
from qualitydesk.domain.shipments.states import ShipmentStatus
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.records import (
    Certificate,
    CertificateEvent,
    CertificateScope,
    Party,
    Person,
    Product,
    ProductModel,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.services.certificates.facts import goods_facts, paper_facts, paper_of
from qualitydesk.services.desk import Desk
from qualitydesk.store.session import Reader

OVER = (ShipmentStatus.CLOSED, ShipmentStatus.CANCELLED, ShipmentStatus.LOST)
SHOWN_SHIPMENTS = 5


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """One change of status."""

    at: datetime
    status: str
    reason: str
    person: Bilingual


@dataclass(frozen=True, slots=True)
class NamedProduct:
    """A product that the paper is filed for, or one that its list of models names."""

    id: str
    sku: str
    name: Bilingual
    maker: Bilingual
    filed: bool


@dataclass(frozen=True, slots=True)
class Use:
    """Open shipments to the market with goods of the paper: how many, and the first of them (key, number)."""

    shipments: tuple[tuple[str, str], ...]
    count: int


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """Everything a certificate shows."""

    id: str
    version: int
    fields: Mapping[str, Any]
    status: CertificateStatus
    step: int | None
    scheme: Scheme | None
    market: Bilingual
    holder: Bilingual
    issuer: Bilingual
    goods: tuple[NamedProduct, ...]
    models: tuple[str, ...]
    history: tuple[StatusEvent, ...]
    checks: tuple[Checked, ...]
    use: Use
    successor: str

    @property
    def doubts(self) -> tuple[Message, ...]:
        """What is doubtful about it."""
        return tuple(check.words for check in self.checks if check.doubtful)

    @property
    def products(self) -> tuple[tuple[str, str], ...]:
        """The products it is filed for: key and SKU."""
        return tuple((one.id, one.sku) for one in self.goods if one.filed)

    @property
    def moves(self) -> tuple[CertificateStatus, ...]:
        """Where a person may move it."""
        return CERTIFICATE_MOVES[self.status]


def open_certificate(desk: Desk, key: str) -> CertificateFile:
    """The whole certificate, by key or number. NotFound when there is none."""
    with desk.store.read() as read:
        row = read.find(Certificate, id=key) or read.find(Certificate, number=key)
        if row is None:
            raise NotFound("certificate", key)
        return _file(desk, read, row)


def _file(desk: Desk, read: Reader, row: Any) -> CertificateFile:
    market = desk.rules.market(row.market)
    scheme = market.scheme(row.scheme) if market else None
    scopes = read.among(CertificateScope, "certificate_id", [row.id])
    products = _products(read, scopes)
    parties = _parties(read, row, products)
    holder = parties.get(row.holder_id, Bilingual(""))
    validity = Validity(CertificateStatus(row.status), row.valid_from, row.valid_to)
    filed = {scope.product_id for scope in scopes}
    return CertificateFile(
        id=row.id,
        version=row.version,
        fields=dict(row._mapping),
        status=status_on(validity, desk.today()),
        step=expiry_step(row.valid_to, desk.today()),
        scheme=scheme,
        market=market.short if market else Bilingual(row.market),
        holder=holder,
        issuer=parties.get(row.issuer_id, Bilingual("")),
        goods=tuple(_named(one, parties, one.id in filed) for one in products),
        models=tuple(sorted({scope.model for scope in scopes if scope.model})),
        history=_history(read, row.id),
        checks=_checks(read, row, holder, scopes, products, scheme),
        use=_use(read, market, [one.id for one in products]),
        successor=read.get(Certificate, row.superseded_by_id).number if row.superseded_by_id else "",
    )


def _products(read: Reader, scopes: Sequence[Any]) -> list[Any]:
    """The products named as a whole, and those sold under one of the models."""
    models = sorted({scope.model for scope in scopes if scope.model})
    keys = {scope.product_id for scope in scopes if scope.product_id}
    keys |= {row.product_id for row in read.among(ProductModel, "model", models)}
    found = {row.id: row for row in read.among(Product, "id", keys)}
    for column in ("model", "sku"):
        found |= {row.id: row for row in read.among(Product, column, models)}
    return sorted(found.values(), key=lambda row: row.sku)


def _parties(read: Reader, row: Any, products: Iterable[Any]) -> dict[str, Bilingual]:
    wanted = {row.holder_id, row.issuer_id, *(one.maker_id for one in products)} - {None}
    return {one.id: Bilingual(one.name, one.name_zh) for one in read.among(Party, "id", wanted)}


def _named(row: Any, parties: Mapping[str, Bilingual], filed: bool) -> NamedProduct:
    maker = parties.get(row.maker_id, Bilingual(""))
    return NamedProduct(row.id, row.sku, Bilingual(row.name, row.name_zh), maker, filed)


def _checks(
    read: Reader,
    row: Any,
    holder: Bilingual,
    scopes: Sequence[Any],
    products: Sequence[Any],
    scheme: Scheme | None,
) -> tuple[Checked, ...]:
    if scheme is None:
        return ()
    goods = tuple(goods_facts(read, products).values())
    return look_at(goods, paper_of(row, holder, scopes), scheme, paper_facts(read, goods))


def _history(read: Reader, key: str) -> tuple[StatusEvent, ...]:
    rows = read.rows(CertificateEvent, "id", certificate_id=key)
    who = read.among(Person, "id", {row.person_id for row in rows} - {None})
    people = {one.id: Bilingual(one.name, one.name_zh) for one in who}
    nobody = Bilingual("")
    return tuple(
        StatusEvent(row.at, row.status, row.reason, people.get(row.person_id, nobody)) for row in rows
    )


def _use(read: Reader, market: Market | None, products: Sequence[str]) -> Use:
    """Open shipments to the market, or to a country of it."""
    shipment, line = t(Shipment), t(ShipmentLine)
    if market is None or not products:
        return Use((), 0)
    places = {market.code, *(place.split("-")[0] for place in market.capitals)}
    bound = or_(shipment.c.market.in_(places), shipment.c.destination_country.in_(places))
    carried = select(line.c.shipment_id).where(line.c.product_id.in_(list(products)))
    where = (shipment.c.status.not_in([status.value for status in OVER]), bound, shipment.c.id.in_(carried))
    rows = read.all(
        select(shipment.c.id, shipment.c.number)
        .where(*where)
        .order_by(shipment.c.id.desc())
        .limit(SHOWN_SHIPMENTS)
    )
    count = int(read.scalar(select(func.count()).select_from(shipment).where(*where)))
    return Use(tuple((row.id, row.number) for row in rows), count)
