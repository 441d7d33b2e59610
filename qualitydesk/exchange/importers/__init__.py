"""Importers, one module a kind, and the list of them: what ``import KIND`` knows.

The run is the same for all (``engine``); what is special about a kind is its ``Shape``.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.exchange.importers.certificates import CERTIFICATES
from qualitydesk.exchange.importers.claims import CLAIMS
from qualitydesk.exchange.importers.feedback import FEEDBACK
from qualitydesk.exchange.importers.inspections import INSPECTIONS
from qualitydesk.exchange.importers.lots import LOTS
from qualitydesk.exchange.importers.orders import ORDERS
from qualitydesk.exchange.importers.parties import PARTIES
from qualitydesk.exchange.importers.products import PRODUCTS
from qualitydesk.exchange.importers.recalls import RECALLS
from qualitydesk.exchange.importers.shape import Shape
from qualitydesk.exchange.importers.shipments import SHIPMENTS

IMPORTS: Mapping[str, Shape] = {
    shape.kind: shape
    for shape in (
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
