"""Certificates as papers: recorded with what they cover, their status moved with date and reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qualitydesk.domain.certification.coverage import PaperFacts
from qualitydesk.domain.certification.plausibility import paper_doubts
from qualitydesk.domain.certification.status import (
    CertificateStatus,
    Validity,
    expiry_step,
    require_status,
    status_on,
)
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Cursor, Message, Page, Query, msg
from qualitydesk.records import (
    Certificate,
    CertificateEvent,
    CertificateScope,
    Party,
    Person,
    Product,
)
from qualitydesk.services.certificates.facts import goods_facts, paper_facts, paper_of
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings import certificates as listing
from qualitydesk.store.session import Reader, Work


@dataclass(frozen=True, slots=True)
class StatusEvent:
    """One change of status."""

    at: datetime
    status: str
    reason: str
    person: str


@dataclass(frozen=True, slots=True)
class CertificateFile:
    """Everything a certificate shows."""

    id: str
    version: int
    fields: Mapping[str, Any]
    status: CertificateStatus
    step: int | None
    holder: str
    issuer: str
    products: tuple[tuple[str, str], ...]
    models: tuple[str, ...]
    history: tuple[StatusEvent, ...]
    doubts: tuple[Message, ...]


def page(
    desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50
) -> Page[listing.CertificateRow]:
    """The next certificates of a list; see the listing for filters and orders."""
    with desk.store.read() as read:
        return listing.page(read, query, desk.today(), after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many certificates the list has."""
    with desk.store.read() as read:
        return listing.count(read, query, desk.today())


def create_certificate(
    desk: Desk,
    *,
    number: str,
    scheme: str,
    market: str,
    products: Iterable[str] = (),
    models: Iterable[str] = (),
    key: str | None = None,
    **fields: Any,
) -> str:
    """Record a certificate with the products and models it names; returns its key."""
    _require_scheme(desk, scheme, market, number)
    _require_dates(fields.get("valid_from"), fields.get("valid_to"))
    identity = key or new_key()
    with desk.store.write(desk.person, "create certificate") as work:
        work.insert(Certificate, id=identity, number=number.strip(), scheme=scheme, market=market, **fields)
        _insert_scope(work, identity, products, models)
        _note(work, identity, fields.get("status", "Draft"), "", desk.now())
    return identity


def edit_certificate(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change fields of a certificate; its status has its own step."""
    if "status" in fields:
        raise RuleBroken(msg("The status of a certificate is moved, not edited."))
    with desk.store.write(desk.person, "edit certificate") as work:
        row = work.get(Certificate, key)
        _require_dates(fields.get("valid_from", row.valid_from), fields.get("valid_to", row.valid_to))
        return work.update(Certificate, key, version, **fields)


def set_scope(desk: Desk, key: str, products: Iterable[str], models: Iterable[str]) -> None:
    """Replace what the certificate names."""
    with desk.store.write(desk.person, "set certificate scope") as work:
        for row in work.among(CertificateScope, "certificate_id", [key]):
            work.delete(CertificateScope, row.id)
        _insert_scope(work, key, products, models)


def move_certificate(
    desk: Desk,
    key: str,
    version: int,
    status: CertificateStatus,
    *,
    reason: str = "",
    successor: str | None = None,
) -> int:
    """Move the status; rejecting, suspending, withdrawing and superseding need a reason."""
    with desk.store.write(desk.person, f"certificate {status.value.lower()}", reason) as work:
        row = work.get(Certificate, key)
        today = status_on(Validity(CertificateStatus(row.status), row.valid_from, row.valid_to), desk.today())
        require_status(today, status, reason)
        if status is CertificateStatus.SUPERSEDED and successor is None:
            raise RuleBroken(
                msg("Name the certificate that takes its place."), fields={"successor": msg("Choose one.")}
            )
        _note(work, key, status.value, reason, desk.now())
        fields: dict[str, Any] = {"status": status.value}
        if successor is not None:
            fields["superseded_by_id"] = successor
        return work.update(Certificate, key, version, **fields)


def open_certificate(desk: Desk, key: str) -> CertificateFile:
    """The whole certificate with its history and what is doubtful about it."""
    with desk.store.read() as read:
        row = read.get(Certificate, key)
        scopes = read.among(CertificateScope, "certificate_id", [key])
        rows = read.among(Product, "id", {scope.product_id for scope in scopes} - {None})
        names = {p.id: p.name for p in read.among(Party, "id", {row.holder_id, row.issuer_id} - {None})}
        holder = names.get(row.holder_id, "")
        doubts = _doubts(read, desk, paper_of(row, holder, scopes), rows)
        history = _history(read, key)
    validity = Validity(CertificateStatus(row.status), row.valid_from, row.valid_to)
    return CertificateFile(
        id=key,
        version=row.version,
        fields=dict(row._mapping),
        status=status_on(validity, desk.today()),
        step=expiry_step(row.valid_to, desk.today()),
        holder=holder,
        issuer=names.get(row.issuer_id, ""),
        products=tuple((product.id, product.sku) for product in rows),
        models=tuple(sorted({scope.model for scope in scopes if scope.model})),
        history=history,
        doubts=doubts,
    )


def _doubts(read: Reader, desk: Desk, paper: PaperFacts, rows: Iterable[Any]) -> tuple[Message, ...]:
    market = desk.rules.market(paper.market)
    scheme = market.scheme(paper.scheme) if market else None
    goods = goods_facts(read, rows)
    if scheme is None:
        return ()
    others = paper_facts(read, goods.values())
    found = [doubt for one in goods.values() for doubt in paper_doubts(one, paper, scheme, others)]
    return tuple({str(doubt): doubt for doubt in found}.values())


def _history(read: Reader, key: str) -> tuple[StatusEvent, ...]:
    rows = sorted(read.among(CertificateEvent, "certificate_id", [key]), key=lambda row: row.at)
    people = {p.id: p.name for p in read.among(Person, "id", {row.person_id for row in rows} - {None})}
    return tuple(StatusEvent(row.at, row.status, row.reason, people.get(row.person_id, "")) for row in rows)


def _insert_scope(work: Work, key: str, products: Iterable[str], models: Iterable[str]) -> None:
    """Whole products where no models are listed; else each model, filed for the products."""
    named, listed = list(dict.fromkeys(products)), list(dict.fromkeys(model.strip() for model in models))
    pairs = [(product, model) for product in named or [""] for model in listed or [""]]
    for product, model in pairs:
        if product or model:
            work.insert(
                CertificateScope, id=new_key(), certificate_id=key, product_id=product or None, model=model
            )


def _note(work: Work, key: str, status: str, reason: str, at: datetime) -> None:
    work.insert(
        CertificateEvent,
        id=new_key(),
        certificate_id=key,
        at=at,
        status=status,
        reason=reason,
        person_id=work.person.id or None,
    )


def _require_scheme(desk: Desk, scheme: str, market: str, number: str) -> None:
    found = desk.rules.market(market)
    if found is None or found.scheme(scheme) is None:
        raise RuleBroken(
            msg("{market} knows no scheme called “{scheme}”.", market=market, scheme=scheme),
            fields={"scheme": msg("Choose a scheme of the market.")},
        )
    if not number.strip():
        raise RuleBroken(msg("A certificate needs a number."), fields={"number": msg("This is needed.")})


def _require_dates(begins: date | None, ends: date | None) -> None:
    if begins and ends and ends < begins:
        raise RuleBroken(
            msg("The certificate ends before it begins."), fields={"valid_to": msg("Choose a later day.")}
        )
