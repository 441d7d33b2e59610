"""The papers that the program issues, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.values import Message, msg

PAPER_NAMES: Mapping[str, Message] = {
    "inspection-certificate": msg("Inspection certificate"),
    "conformity-declaration": msg("Declaration of conformity"),
    "claim-report": msg("Claim report"),
    "dossier": msg("Shipment dossier"),
    "recovery-notice": msg("Recovery notice"),
    "non-conformity-8d": msg("8D report"),
    "scorecard": msg("Scorecard"),
    "compliance-report": msg("Compliance report"),
}


def paper_name(kind: str) -> Message:
    """What a kind of paper is called; an unknown one as it is stored."""
    return PAPER_NAMES.get(kind) or msg("{text}", text=kind)
