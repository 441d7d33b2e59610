"""Exporters, and the list of them: what ``export KIND`` knows. Each writes what the importer of its kind
reads.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.exchange.exporters.export import Export
from qualitydesk.exchange.exporters.masters import CERTIFICATES, LOTS, PARTIES, PRODUCTS
from qualitydesk.exchange.exporters.quality import CLAIMS, FEEDBACK, INSPECTIONS, RECALLS
from qualitydesk.exchange.exporters.trade import ORDERS, SHIPMENTS

EXPORTS: Mapping[str, Export] = {
    export.kind: export
    for export in (
        PARTIES,
        PRODUCTS,
        ORDERS,
        SHIPMENTS,
        LOTS,
        CERTIFICATES,
        INSPECTIONS,
        CLAIMS,
        FEEDBACK,
        RECALLS,
    )
}
