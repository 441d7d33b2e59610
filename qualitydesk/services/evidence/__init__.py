"""Evidence packs: ``contents`` gathers what belongs to a record, ``pack`` writes it with its hashes."""

from __future__ import annotations

from qualitydesk.services.evidence.pack import LIST, READ_ME, SUMS, Pack, write_evidence

__all__ = ["LIST", "READ_ME", "SUMS", "Pack", "write_evidence"]
