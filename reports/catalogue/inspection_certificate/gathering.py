"""Gathers the facts of an inspection certificate from the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.catalogue.inspection_certificate.content import InspectionCertificate
from reports.declaration import Gathered

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk


def gather(desk: Desk, number: str) -> Gathered[InspectionCertificate]:
    """The newest approved revision of inspection ``number``."""
    raise NotImplementedError
