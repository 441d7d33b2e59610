"""Columns, views and filters of the list of parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.services.parties import PARTIES, PARTY_ROLES, PartyRow
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing
from ui.registers.source import register_source

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.context import Context

MAKERS = ("manufacturer", "producer", "brand_owner")
IMPORTERS = ("importer", "importer_of_record", "authorised_rep", "domestic_agent", "fulfilment_provider")
NOTHING = "—"


def role_words(tr: Translator, roles: Sequence[str]) -> str:
    """Roles in words."""
    return tr.listed(tr(role_name(role)) for role in roles)


def vetting(tr: Translator, verdict: str) -> Status:
    """The verdict on a vetting file; a dash for roles that need none."""
    if not verdict:
        return Status("Not required", "", "minus", "text-3")
    return Status(verdict, tr(verdict))


def trade(tr: Translator, *, blocked: bool, own: bool = False) -> Status:
    """Whether we trade with it."""
    if blocked:
        return Status("Blocked", tr("Blocked from trade"))
    if own:
        return Status("Own", tr("Our company"), "house", "text-2")
    return Status("Open", tr("Open for trade"), "circle-check", "ok")


def columns(tr: Translator) -> tuple[Column[PartyRow], ...]:
    """What the list shows."""
    return (
        Column(
            "name",
            tr("Party"),
            lambda row: TwoLine(tr.name(row.name), row.code),
            Kind.TWO_LINE,
            stretch=True,
            sort="name",
        ),
        Column("roles", tr("Roles"), lambda row: role_words(tr, row.roles), width=168),
        Column("country", tr("Country"), lambda row: tr.country(row.country), width=120, sort="country"),
        Column("vetting", tr("Vetting"), lambda row: vetting(tr, row.verdict), Kind.STATUS, 104),
        Column(
            "state",
            tr("State"),
            lambda row: trade(tr, blocked=row.blocked, own=row.own),
            Kind.STATUS,
            136,
        ),
    )


def listing(context: Context) -> Listing[PartyRow]:
    """The list of parties."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="parties",
        title=tr("Parties"),
        columns=columns(tr),
        source=register_source(desk, PARTIES),
        views=views(tr),
        filters=filters(tr, ()),
        groupings=(Grouping(tr("By country"), "country", lambda row: tr.country(row.country) or NOTHING),),
        count_views=lambda wanted: PARTIES.counts(desk, wanted),
        empty=Empty(
            "building-2",
            tr("No party fits this view."),
            tr("Record one, or bring your list in from a file."),
        ),
        ascending=frozenset({"name", "country"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""

    def by_role(name: str, title: str, roles: tuple[str, ...]) -> View:
        return View(name, title, {"role": roles}, "name", False)

    return (
        by_role("makers", tr("Makers"), MAKERS),
        by_role("carriers", tr("Carriers"), ("carrier",)),
        by_role("importers", tr("Importers and representatives"), IMPORTERS),
        View("to_vet", tr("Payment and logistics to be vetted"), {"not_vetted": ("1",)}, "name", False),
        View("blocked", tr("Blocked from trade"), {"blocked": ("1",)}, "name", False),
        View("all", tr("All"), {}, "name", False),
    )


def filters(tr: Translator, countries: Sequence[str]) -> tuple[Filter, ...]:
    """The chips that can be added; ``countries`` are those in use."""
    return (
        Filter("role", tr("Role"), tuple((role, tr(role_name(role))) for role in PARTY_ROLES)),
        Filter("country", tr("Country"), tuple((code, tr.country(code)) for code in countries)),
        Filter("blocked", tr("State"), (("0", tr("Open for trade")), ("1", tr("Blocked from trade")))),
    )
