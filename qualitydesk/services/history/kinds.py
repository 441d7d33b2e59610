"""About which kind of record an act is: told from the act's own words, for the groups of the trail.

What an act is called to a person is in ``acts``.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualitydesk.domain.values import Message, msg

_TELLING = (
    ("improvement", ("action", "actions", "non-conformity")),
    ("safety", ("recall", "recalls", "incident")),
    ("catalogue", ("catalogue", "checklist", "checklists", "defects", "restore defect")),
    ("person", ("person", "people", "password")),
    ("document", ("document", "documents", "evidence", "issue")),
    ("claim", ("claim", "claims", "refund", "recovery", "buyer", "message", "cost line", "liability")),
    ("claim", ("return", "returned", "feedback", "a review", "order", "orders", "deadlines")),
    ("certificate", ("certificate", "certificates", "renewal", "renewals", "doubts")),
    ("shipment", ("shipment", "shipments", "leg", "legs", "duty", "mandate", "mandates", "lot status")),
    (
        "shipment",
        ("hand over", "exception", "attach paper", "create lot", "enter a lot", "import lots", "serials"),
    ),
    ("inspection", ("inspection", "inspections", "re-inspection", "check", "defect", "unit", "photo")),
    ("inspection", ("reading", "cartons", "inspect a lot")),
    ("party", ("party", "parties", "address", "contact", "identifier")),
    ("product", ("product", "products")),
    ("place", ("place",)),
    ("house", ("house", "logo", "rule", "example")),
)
"""By the first line of which a word is in the act; the vetting check of a party stands before the rest."""
OTHER = "other"
KIND_NAMES: dict[str, Message] = {
    "inspection": msg("Inspections"),
    "shipment": msg("Shipments"),
    "claim": msg("Claims"),
    "improvement": msg("Actions"),
    "certificate": msg("Certificates"),
    "document": msg("Documents"),
    "product": msg("Products"),
    "party": msg("Parties"),
    "place": msg("Places"),
    "safety": msg("Recalls and incidents"),
    "catalogue": msg("Defects and checklists"),
    "person": msg("People and roles"),
    "house": msg("Rules and settings"),
    OTHER: msg("Others"),
}
"""The kinds in the order of their groups."""


def kind_of(act: str) -> str:
    """About which kind of record an act is."""
    if "vetting" in act:
        return "party"
    said = f" {act.replace(':', ' ')} "
    return next((kind for kind, words in _TELLING if any(f" {word} " in said for word in words)), OTHER)


def by_kind(acts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Acts under the kinds they are about; every kind is there, in the order of the groups."""
    found = {kind: [act for act in acts if kind_of(act) == kind] for kind in KIND_NAMES}
    return {kind: tuple(sorted(those)) for kind, those in found.items()}
