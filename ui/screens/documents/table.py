"""Columns, views and filters of the register's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.documents import PAPER_NAMES, paper_name
from qualitydesk.domain.values import msg
from qualitydesk.services import documents
from ui.kit.cells import Column, Kind, Status, TwoLine
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View
from ui.lists.declaration import Empty, Grouping, Listing

if TYPE_CHECKING:
    from qualitydesk.services.documents import DocumentRow
    from qualitydesk.translation import Translator
    from ui.context import Context

SUBJECT_SCREENS = {
    "inspection-certificate": "inspection",
    "conformity-declaration": "certificate",
    "claim-report": "claim",
    "recovery-notice": "claim",
    "dossier": "shipment",
    "non-conformity-8d": "non_conformity",
    "scorecard": "party",
    "compliance-report": "reports",
}
"""The kind of record a paper is about, as the window opens it."""

STATES = (msg("Issued"), msg("Superseded"), msg("Void"), msg("Reserved"))
LANGUAGES = ("en", "zh_CN", "en / zh_CN", "zh_CN / en")
PAGE = 60


def kind_name(tr: Translator, kind: str) -> str:
    """What a kind of paper is called."""
    return tr(paper_name(kind))


def language_name(tr: Translator, language: str) -> str:
    """The languages on a paper, in words."""
    names = {"en": tr("English"), "zh_CN": tr("Chinese")}
    return " + ".join(names.get(part.strip(), part.strip()) for part in language.split("/"))


def columns(tr: Translator) -> tuple[Column[DocumentRow], ...]:
    """What the list shows."""
    return (
        Column("number", tr("Number"), lambda row: row.number, Kind.STRONG, 156, sort="number"),
        Column(
            "kind",
            tr("Paper"),
            lambda row: TwoLine(kind_name(tr, row.kind), language_name(tr, row.language)),
            Kind.TWO_LINE,
            stretch=True,
        ),
        Column(
            "subject",
            tr("About"),
            lambda row: TwoLine(row.subject_number, tr("revision {n}", n=row.revision)),
            Kind.TWO_LINE,
            132,
            sort="subject",
        ),
        Column(
            "issued",
            tr("Issued"),
            lambda row: TwoLine(tr.date(row.at.astimezone().date()), tr.name(row.issued_by)),
            Kind.TWO_LINE,
            132,
        ),
        Column(
            "state", tr("State"), lambda row: Status(row.state, tr(row.state)), Kind.STATUS, 124, sort="state"
        ),
    )


def listing(context: Context) -> Listing[DocumentRow]:
    """The register's list."""
    desk, tr = context.desk, context.tr
    return Listing(
        screen="documents",
        title=tr("Documents"),
        columns=columns(tr),
        source=Source(
            page=lambda query, after: documents.page(desk, query, after, PAGE),
            key=lambda row: row.id,
            count=lambda query: documents.count(desk, query),
        ),
        views=views(tr),
        filters=filters(tr),
        groupings=(
            Grouping(tr("By day"), "day", lambda row: tr.day_long(row.at.astimezone().date())),
            Grouping(tr("By paper"), "kind", lambda row: kind_name(tr, row.kind)),
            Grouping(tr("By state"), "state", lambda row: tr(row.state)),
        ),
        count_views=lambda wanted: documents.view_counts(desk, wanted),
        empty=Empty(
            "file-check",
            tr("No paper fits this view."),
            tr("Approve an inspection and issue its certificate, or issue a claim report."),
        ),
        ascending=frozenset({"number", "subject", "state", "kind"}),
    )


def views(tr: Translator) -> tuple[View, ...]:
    """The tabs over the list."""
    return (
        View("all", tr("All")),
        View("issued", tr("Issued"), {"state": ("Issued",)}),
        View("superseded", tr("Superseded"), {"state": ("Superseded",)}),
        View("void", tr("Void"), {"state": ("Void",)}),
    )


def filters(tr: Translator) -> tuple[Filter, ...]:
    """The chips that can be added."""
    return (
        Filter("kind", tr("Paper"), tuple((kind, tr(name)) for kind, name in PAPER_NAMES.items())),
        Filter("state", tr("State"), tuple((str(state), tr(state)) for state in STATES)),
        Filter("language", tr("Language"), tuple((one, language_name(tr, one)) for one in LANGUAGES)),
    )
