"""Certificates as papers: recorded with what they cover, their status moved with date and reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from qualitydesk.domain.certification.status import (
    MANAGED,
    CertificateStatus,
    Validity,
    require_status,
    status_on,
)
from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.stored_messages import recalled, stored
from qualitydesk.domain.values import Cursor, Message, Page, Query, msg
from qualitydesk.records import Certificate, CertificateEvent, CertificateScope
from qualitydesk.services.certificates.doubts import all_doubtful, doubtful_among
from qualitydesk.services.desk import Desk
from qualitydesk.services.several import held, take_each
from qualitydesk.store.listings import certificates as listing
from qualitydesk.store.listings.register import NONE_KNOWN, Known
from qualitydesk.store.session import Reader, Work

BEARING = ("scheme", "market", "number", "holder_id", "valid_from", "valid_to")
"""What decides whether goods are covered."""


def page(
    desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50
) -> Page[listing.CertificateRow]:
    """The next certificates of a list, see the listing for filters and orders.

    ``doubt`` of a row says what is doubtful about a living paper, recorded or found.
    """
    with desk.store.read() as read:
        found = listing.page(read, query, desk.today(), after, limit, _known(desk, read, query))
        doubts = doubtful_among(desk, read, [row.id for row in found.rows])
    return Page(tuple(replace(row, doubt=doubts.get(row.id, row.doubt)) for row in found.rows), found.next)


def count(desk: Desk, query: Query) -> int:
    """How many certificates the list has."""
    with desk.store.read() as read:
        return listing.count(read, query, desk.today(), _known(desk, read, query))


def _known(desk: Desk, read: Reader, query: Query) -> Known:
    """The keys of doubtful papers, which no database knows, if they are asked for."""
    asked = listing.DOUBTFUL in query.filters.get("view", ())
    return {listing.DOUBTFUL: tuple(all_doubtful(desk, read))} if asked else NONE_KNOWN


def ends_by_month(desk: Desk, months: int = 12) -> tuple[tuple[date, int], ...]:
    """The first day of each month from this one on, and how many papers in force end in it."""
    today = desk.today()
    firsts = [_month_on(today, place) for place in range(months + 1)]
    with desk.store.read() as read:
        counts = listing.ends_by_month(read, today, firsts[-1] - timedelta(days=1))
    return tuple((first, counts.get(first.isoformat()[:7], 0)) for first in firsts[:-1])


def _month_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def create_certificate(
    desk: Desk,
    *,
    number: str,
    scheme: str,
    market: str,
    products: Iterable[str] = (),
    models: Iterable[str] = (),
    papers: Iterable[tuple[str, bytes]] = (),
    key: str | None = None,
    **fields: Any,
) -> str:
    """Record a certificate with the products and models it names, and its ``papers`` (name, content); returns
    its key. A paper that is refused leaves no certificate without one.

    One that is in force already is for managers: what may be shipped hangs on it.
    """
    if fields.get("status") in MANAGED:
        desk.require(*MANAGING)
    _require_scheme(desk, scheme, market, number)
    _require_dates(fields.get("valid_from"), fields.get("valid_to"))
    identity = key or new_key()
    with desk.store.write(desk.person, "create certificate") as work:
        work.insert(Certificate, id=identity, number=number.strip(), scheme=scheme, market=market, **fields)
        _insert_scope(work, identity, products, models)
        _note(work, identity, fields.get("status", "Draft"), "", desk.now())
        for name, content in papers:
            attachment = desk.attachments.add(work, content, name)
            desk.attachments.link(work, attachment, "certificate", identity, "Paper")
    return identity


def edit_certificate(
    desk: Desk,
    key: str,
    version: int,
    *,
    products: Iterable[str] | None = None,
    models: Iterable[str] | None = None,
    **fields: Any,
) -> int:
    """Change fields of a certificate and, where given, what it names; its status has its own step.

    For whom and until when a paper in force holds is for managers, as bringing it into force is.
    """
    if "status" in fields:
        raise RuleBroken(msg("The status of a certificate is moved, not edited."))
    with desk.store.write(desk.person, "edit certificate") as work:
        row = work.get(Certificate, key)
        known = {**row._mapping, **fields}
        _require_scheme(desk, known["scheme"], known["market"], known["number"])
        _require_dates(known["valid_from"], known["valid_to"])
        fresh = work.update(Certificate, key, version, **fields)
        named = _replace_scope(work, key, products, models)
        bearing = any(known[name] != row._mapping[name] for name in BEARING)
        if row.status in MANAGED and (named or bearing):
            desk.require(*MANAGING)
        return work.raise_version(Certificate, key) if named and fresh == version else fresh


def settle_doubts(desk: Desk, key: str, version: int, doubts: Iterable[Message], reason: str) -> int:
    """A person looked into these doubts and found the paper in order; why stays in its history.

    They no longer make it doubtful; one that arises later does. For managers, since shipments hang on it.
    """
    desk.require(*MANAGING)
    found = list(doubts)
    if not reason.strip():
        raise RuleBroken(msg("Say what was found."), fields={"reason": msg("This is needed.")})
    if not found:
        raise RuleBroken(msg("Nothing about this paper is doubtful."))
    with desk.store.write(desk.person, "settle doubts", reason) as work:
        row = work.get(Certificate, key)
        _note(work, key, row.status, reason.strip(), desk.now())
        before = list(row.settled or ())
        known = {str(recalled(one)) for one in before}
        settled = [*before, *(stored(doubt) for doubt in found if str(doubt) not in known)]
        return work.update(Certificate, key, version, settled=settled, doubt="")


def _replace_scope(
    work: Work, key: str, products: Iterable[str] | None, models: Iterable[str] | None
) -> bool:
    """Write what the paper names anew, None keeping products or models as they are; whether that differs."""
    rows = work.among(CertificateScope, "certificate_id", [key])
    before = ({row.product_id for row in rows} - {None}, {row.model for row in rows} - {""})
    named = before[0] if products is None else list(dict.fromkeys(products))
    listed = before[1] if models is None else list(dict.fromkeys(models))
    if (set(named), set(listed)) == before:
        return False
    for row in rows:
        work.delete(CertificateScope, row.id)
    _insert_scope(work, key, named, listed)
    return True


def move_certificate(
    desk: Desk,
    key: str,
    version: int,
    status: CertificateStatus,
    *,
    reason: str = "",
    successor: str | None = None,
    on: date | None = None,
) -> int:
    """Move the status as of a day (today); rejecting, suspending, withdrawing and superseding need a reason.

    Approving, rejecting and suspending are for managers.
    """
    if status in MANAGED:
        desk.require(*MANAGING)
    with desk.store.write(desk.person, f"certificate {status.value.lower()}", reason) as work:
        _require_move(desk, work.get(Certificate, key), status, reason)
        if status is CertificateStatus.SUPERSEDED:
            _require_successor(work, key, successor)
        _note(work, key, status.value, reason, _instant(desk, on))
        fields: dict[str, Any] = {"status": status.value}
        if successor is not None:
            fields["superseded_by_id"] = successor
        return work.update(Certificate, key, version, **fields)


MOVED_TOGETHER = (
    CertificateStatus.SUBMITTED,
    CertificateStatus.UNDER_REVIEW,
    CertificateStatus.VALID,
    CertificateStatus.SUSPENDED,
    CertificateStatus.WITHDRAWN,
)
"""What several papers can become at once; a successor or a rejection is one paper's own."""


def move_certificates(desk: Desk, keys: Iterable[str], status: CertificateStatus, reason: str = "") -> int:
    """Move several papers to one status as of today, all of them or none; how many."""
    if status in MANAGED:
        desk.require(*MANAGING)

    def move(row: Any) -> None:
        _require_move(desk, row, status, reason)
        _note(work, row.id, status.value, reason, desk.now())
        work.amend(Certificate, row, status=status.value)

    with desk.store.write(desk.person, f"certificate {status.value.lower()}", reason) as work:
        rows = held(work, Certificate, keys)
        return take_each(rows, lambda row: str(row.number), move, "reason")


def _require_move(desk: Desk, row: Any, status: CertificateStatus, reason: str) -> None:
    today = status_on(Validity(CertificateStatus(row.status), row.valid_from, row.valid_to), desk.today())
    require_status(today, status, reason)


def _require_successor(work: Work, key: str, successor: str | None) -> None:
    if not successor:
        raise RuleBroken(
            msg("Name the certificate that takes its place."), fields={"successor": msg("Choose one.")}
        )
    if successor == key:
        raise RuleBroken(
            msg("A certificate can’t take its own place."), fields={"successor": msg("Choose another one.")}
        )
    work.get(Certificate, successor)


def _instant(desk: Desk, on: date | None) -> datetime:
    """Now, or noon of an earlier day where the house is; a later day has not come yet."""
    today = desk.today()
    if on is None or on == today:
        return desk.now()
    if on > today:
        raise RuleBroken(msg("That day has not come yet."), fields={"on": msg("Choose today or earlier.")})
    return datetime.combine(on, time(12), ZoneInfo(desk.house.timezone))


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
