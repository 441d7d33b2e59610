"""Columns, views and filters of the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.people import Role
from qualitydesk.services import people
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing

if TYPE_CHECKING:
    from qualitydesk.services.people import PersonRow
    from qualitydesk.translation import Translator
    from ui.context import Context

PAGE = 60
ICONS = {
    Role.INSPECTOR: "clipboard-check",
    Role.SERVICE: "messages-square",
    Role.MANAGER: "gavel",
    Role.ADMIN: "settings",
    Role.AUDITOR: "eye",
}


def may_sign_in(tr: Translator, *, active: bool) -> Status:
    """Whether a person may sign in, as a status."""
    if active:
        return Status("on", tr("May sign in"), "circle-check", "ok")
    return Status("off", tr("Switched off"), "ban", "mute")


def columns(tr: Translator) -> tuple[Column[PersonRow], ...]:
    """What the list shows."""
    return (
        Column(
            "name",
            tr("Full name"),
            lambda row: TwoLine(tr.name(row.name), row.login),
            Kind.TWO_LINE,
            stretch=True,
            sort="name",
        ),
        Column(
            "role",
            tr("Role"),
            lambda row: Status(row.role, tr(row.role.value), ICONS[row.role], "mute"),
            Kind.STATUS,
            150,
            sort="role",
        ),
        Column("contact", tr("Reached by"), lambda row: TwoLine(row.email, row.phone), Kind.TWO_LINE, 200),
        Column(
            "active", tr("Signing in"), lambda row: may_sign_in(tr, active=row.active), Kind.STATUS, 140
        ),
    )  # fmt: skip


def listing(context: Context) -> Listing[PersonRow]:
    """The list of people."""
    desk, tr = context.desk, context.tr
    roles = tuple((role.value, tr(role.value)) for role in Role)
    signs = (("yes", tr("May sign in")), ("no", tr("Switched off")))
    return Listing(
        screen="people",
        title=tr("People and roles"),
        columns=columns(tr),
        source=Source(
            page=lambda query, after: people.page(desk, query, after, PAGE),
            key=lambda row: row.id,
            count=lambda query: people.count(desk, query),
        ),
        views=(
            View("active", tr("May sign in"), {"active": ("yes",)}, "name", descending=False),
            View("off", tr("Switched off"), {"active": ("no",)}, "name", descending=False),
            View("all", tr("All"), {}, "name", descending=False),
        ),
        filters=(Filter("role", tr("Role"), roles), Filter("active", tr("Signing in"), signs)),
        empty=Empty("users-round", tr("Nobody fits this view."), tr("Add a person with N.")),
        groupings=(Grouping(tr("By role"), "role", lambda row: tr(row.role.value)),),
        count_views=lambda wanted: people.view_counts(desk, wanted),
        ascending=frozenset({"name", "login", "role"}),
    )
