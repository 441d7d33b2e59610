"""The list of parties with the verdict on each vetting file."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from qualitydesk.domain.parties.vetting import needed_checks
from qualitydesk.domain.values import Query
from qualitydesk.records import Party, PartyCheck, t
from qualitydesk.services.desk import Desk
from qualitydesk.services.listed import Listed
from qualitydesk.services.parties.facts import vetting_of
from qualitydesk.store.listings.parties import PARTIES as _REGISTER
from qualitydesk.store.listings.parties import PartyRow
from qualitydesk.store.session import Reader

__all__ = ["PARTIES", "PartyRow", "party_countries"]


def _today(desk: Desk, query: Query) -> Query:
    """Whether a file is in order is asked of today."""
    if "not_vetted" not in query.filters:
        return query
    return replace(query, filters={**query.filters, "not_vetted": (desk.today().isoformat(),)})


def _vetted(desk: Desk, read: Reader, rows: tuple[PartyRow, ...]) -> tuple[PartyRow, ...]:
    """A verdict where the roles ask for checks, or where there are some."""
    looked_at = {check.party_id for check in read.among(PartyCheck, "party_id", [row.id for row in rows])}
    asked = {row.id: row.roles for row in rows if row.id in looked_at or needed_checks(row.roles)}
    found = vetting_of(read, asked, desk.today())
    return tuple(
        replace(row, verdict=found[row.id].verdict.value) if row.id in found else row for row in rows
    )


PARTIES: Listed[PartyRow] = Listed(_REGISTER, _today, _vetted)


def party_countries(desk: Desk) -> tuple[str, ...]:
    """The countries in which parties are."""
    country = t(Party).c.country
    with desk.store.read() as read:
        rows = read.all(select(country).where(country != "").distinct().order_by(country))
    return tuple(row.country for row in rows)
