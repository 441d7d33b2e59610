"""The screens of the window, one package each, in the order of the rail.

A new screen is one package and one line here. Nothing is imported until its page is shown for the first time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualitydesk.domain.values import Message, msg


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the rail counts: records of a service's ``count`` that these filters let through."""

    service: str
    filters: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ScreenDeclaration:
    """Where a screen stands in the rail and how it is built.

    ``factory`` is "module:Class"; ``kinds`` are the record kinds it opens; ``section`` groups rail entries
    ("" = the top group); ``key`` is its digit with Ctrl; ``in_rail`` is False for screens reached from
    another one.
    """

    id: str
    title: Message
    icon: str
    section: Message | None
    factory: str
    key: str = ""
    kinds: tuple[str, ...] = ()
    in_rail: bool = True
    waiting: Waiting | None = None


PAPER = msg("Paper")

SCREENS: tuple[ScreenDeclaration, ...] = (
    ScreenDeclaration(
        "inspections",
        msg("Inspections"),
        "clipboard-check",
        None,
        "ui.screens.inspections.screen:InspectionsScreen",
        "1",
        ("inspection",),
        waiting=Waiting("qualitydesk.services.inspections", {"status": ("Open",)}),
    ),
    ScreenDeclaration(
        "capture",
        msg("Capture"),
        "scan-line",
        None,
        "ui.screens.capture.screen:CaptureScreen",
        "",
        ("capture",),
        in_rail=False,
    ),
    ScreenDeclaration(
        "shipments",
        msg("Shipments"),
        "ship",
        None,
        "ui.screens.shipments.screen:ShipmentsScreen",
        "2",
        ("shipment",),
        waiting=Waiting("qualitydesk.services.shipments", {"view": ("gate",)}),
    ),
    ScreenDeclaration(
        "claims",
        msg("Claims"),
        "messages-square",
        None,
        "ui.screens.claims.screen:ClaimsScreen",
        "3",
        ("claim",),
        waiting=Waiting("qualitydesk.services.claims", {"view": ("open",)}),
    ),
    ScreenDeclaration(
        "documents",
        msg("Documents"),
        "file-check",
        PAPER,
        "ui.screens.documents.screen:DocumentsScreen",
        "4",
        ("document", "issued_document"),
    ),
    ScreenDeclaration(
        "verify",
        msg("Verify a paper"),
        "qr-code",
        PAPER,
        "ui.screens.verify.screen:VerifyScreen",
        "5",
        ("verify",),
    ),
)
