"""Gathers the facts of a claim report from the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.catalogue.claim_report.content import ClaimReport
from reports.declaration import Gathered

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk


def gather(desk: Desk, number: str) -> Gathered[ClaimReport]:
    """Claim ``number`` as it stands now."""
    raise NotImplementedError
