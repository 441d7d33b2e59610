"""The screens of the window, one package each, in the order of the rail.

A new screen is one package and one line here. Nothing is imported until its page is shown for the first time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualitydesk.domain.values import Message, msg


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the rail counts: records of a service's ``count`` that these filters let through.

    What is ``urgent`` is shown in red and called so.
    """

    service: str
    filters: Mapping[str, tuple[str, ...]]
    urgent: Message | None = None


@dataclass(frozen=True, slots=True)
class ScreenDeclaration:
    """Where a screen stands in the rail and how it is built.

    ``factory`` is "module:Class"; ``kinds`` are the record kinds it opens; ``section`` groups rail entries
    ("" = the top group); ``in_rail`` is False for screens reached from another one; ``by_rules`` is False for
    screens that are built without the rule packs, which are read later then.
    """

    id: str
    title: Message
    icon: str
    section: Message | None
    factory: str
    kinds: tuple[str, ...] = ()
    in_rail: bool = True
    waiting: Waiting | None = None
    by_rules: bool = True
    at_once: bool = False
    """Whether it can be shown before the database is open."""


REGISTERS, PAPER = msg("Registers"), msg("Paper")

SCREENS: tuple[ScreenDeclaration, ...] = (
    ScreenDeclaration("home", msg("Home"), "house", None, "ui.screens.home.screen:HomeScreen"),
    ScreenDeclaration(
        "inspections",
        msg("Inspections"),
        "clipboard-check",
        None,
        "ui.screens.inspections.screen:InspectionsScreen",
        ("inspection",),
        waiting=Waiting("qualitydesk.services.inspections", {"status": ("Open",)}),
        by_rules=False,
        at_once=True,
    ),
    ScreenDeclaration(
        "capture",
        msg("Capture"),
        "scan-line",
        None,
        "ui.screens.capture.screen:CaptureScreen",
        ("capture",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "shipments",
        msg("Shipments"),
        "ship",
        None,
        "ui.screens.shipments.screen:ShipmentsScreen",
        ("shipment",),
        waiting=Waiting(
            "qualitydesk.services.shipments", {"gate": ("blocked",)}, msg("Shipments blocked at the gate")
        ),
    ),
    ScreenDeclaration(
        "claims",
        msg("Claims"),
        "messages-square",
        None,
        "ui.screens.claims.screen:ClaimsScreen",
        ("claim",),
        waiting=Waiting("qualitydesk.services.claims", {"view": ("open",)}),
    ),
    ScreenDeclaration(
        "actions",
        msg("Actions"),
        "list-checks",
        None,
        "ui.screens.actions.action_screen:ActionsScreen",
        ("action",),
        waiting=Waiting("qualitydesk.services.improvement", {"done": ("no",)}),
    ),
    ScreenDeclaration(
        "causes",
        msg("Non-conformities"),
        "triangle-alert",
        None,
        "ui.screens.actions.cause_screen:CausesScreen",
        ("non_conformity",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "products",
        msg("Products"),
        "package",
        REGISTERS,
        "ui.screens.products.screen:ProductsScreen",
        ("product",),
    ),
    ScreenDeclaration(
        "certificates",
        msg("Certificates"),
        "badge-check",
        REGISTERS,
        "ui.screens.certificates.screen:CertificatesScreen",
        ("certificate",),
    ),
    ScreenDeclaration(
        "parties",
        msg("Parties"),
        "building-2",
        REGISTERS,
        "ui.screens.parties.screen:PartiesScreen",
        ("party",),
    ),
    ScreenDeclaration(
        "rules",
        msg("Rules and deadlines"),
        "scale",
        REGISTERS,
        "ui.screens.rules.screen:RulesScreen",
        ("rule",),
    ),
    ScreenDeclaration(
        "places",
        msg("Places"),
        "map-pin",
        REGISTERS,
        "ui.screens.places.screen:PlacesScreen",
        ("place",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "defects",
        msg("Defect catalogue"),
        "triangle-alert",
        REGISTERS,
        "ui.screens.defects.screen:DefectsScreen",
        ("defect_type",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "checklists",
        msg("Checklists"),
        "list-checks",
        REGISTERS,
        "ui.screens.checklists.screen:ChecklistsScreen",
        ("checklist",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "recalls",
        msg("Recalls"),
        "siren",
        REGISTERS,
        "ui.screens.recalls.screen:RecallsScreen",
        ("recall",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "incidents",
        msg("Safety incidents"),
        "shield-alert",
        REGISTERS,
        "ui.screens.incidents.screen:IncidentsScreen",
        ("incident",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "documents",
        msg("Documents"),
        "file-check",
        PAPER,
        "ui.screens.documents.screen:DocumentsScreen",
        ("document", "issued_document"),
    ),
    ScreenDeclaration(
        "reports", msg("Reports"), "chart-column", PAPER, "ui.screens.reports.screen:ReportsScreen"
    ),
    ScreenDeclaration(
        "verify",
        msg("Verify a paper"),
        "qr-code",
        PAPER,
        "ui.screens.verify.screen:VerifyScreen",
        ("verify",),
    ),
    ScreenDeclaration(
        "history",
        msg("History"),
        "history",
        None,
        "ui.screens.history.screen:HistoryScreen",
        ("audit_event",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "people",
        msg("People and roles"),
        "users-round",
        None,
        "ui.screens.people.screen:PeopleScreen",
        ("person",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "settings",
        msg("Settings"),
        "settings",
        None,
        "ui.screens.settings.screen:SettingsScreen",
        in_rail=False,
    ),
)


def rail_keys(declarations: Sequence[ScreenDeclaration]) -> dict[str, str]:
    """The keys that go to a screen, by its id: Ctrl+1 to Ctrl+9 for the first nine entries of the rail."""
    entries = [one.id for one in declarations if one.in_rail]
    return {id_: f"Ctrl+{place}" for place, id_ in enumerate(entries[:9], start=1)}
