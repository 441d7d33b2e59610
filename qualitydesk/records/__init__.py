"""What is stored: one module per area of SQLAlchemy declarative tables, used as Core tables.

Nothing here decides anything; words and limits that the database can check are checked by it.
"""

from __future__ import annotations

from qualitydesk.records.certificates import Certificate, CertificateEvent, CertificateScope
from qualitydesk.records.claims import (
    Claim,
    ClaimDeadline,
    ClaimEvent,
    ClaimLine,
    ClaimMessage,
    ClaimStep,
    CostLine,
    LiabilityShare,
    Recovery,
    Refund,
)
from qualitydesk.records.documents import Attachment, AttachmentLink, IssuedDocument, Thumbnail
from qualitydesk.records.improvement import Action, Feedback, NonConformity, NonConformityStep
from qualitydesk.records.inspections import (
    Defect,
    DefectType,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Reading,
    Signature,
    Template,
    TemplateCheck,
    Tranche,
)
from qualitydesk.records.orders import Buyer, Order, OrderLine, OrderPayment
from qualitydesk.records.parties import (
    Party,
    PartyAddress,
    PartyCheck,
    PartyContact,
    PartyIdentifier,
    PartyRole,
)
from qualitydesk.records.people import Draft, Person, SavedView
from qualitydesk.records.places import Place
from qualitydesk.records.products import Product, ProductModel
from qualitydesk.records.safety import Incident, Recall, RecallItem
from qualitydesk.records.schema import Record, metadata, t
from qualitydesk.records.shipments import (
    CustodyEvent,
    CustodyLeg,
    DutyLine,
    GateException,
    Lot,
    Mandate,
    Serial,
    Shipment,
    ShipmentLine,
)
from qualitydesk.records.system import (
    AuditDetail,
    AuditEvent,
    AuditSubject,
    Counter,
    SearchDoc,
    Setting,
    Tally,
)

__all__ = [
    "Action",
    "Attachment",
    "AttachmentLink",
    "AuditDetail",
    "AuditEvent",
    "AuditSubject",
    "Buyer",
    "Certificate",
    "CertificateEvent",
    "CertificateScope",
    "Claim",
    "ClaimDeadline",
    "ClaimEvent",
    "ClaimLine",
    "ClaimMessage",
    "ClaimStep",
    "CostLine",
    "Counter",
    "CustodyEvent",
    "CustodyLeg",
    "Defect",
    "DefectType",
    "Draft",
    "DutyLine",
    "Feedback",
    "GateException",
    "Incident",
    "Inspection",
    "InspectionCheck",
    "InspectionLimit",
    "IssuedDocument",
    "LiabilityShare",
    "Lot",
    "Mandate",
    "NonConformity",
    "NonConformityStep",
    "Order",
    "OrderLine",
    "OrderPayment",
    "Party",
    "PartyAddress",
    "PartyCheck",
    "PartyContact",
    "PartyIdentifier",
    "PartyRole",
    "Person",
    "Place",
    "Product",
    "ProductModel",
    "Reading",
    "Recall",
    "RecallItem",
    "Record",
    "Recovery",
    "Refund",
    "SavedView",
    "SearchDoc",
    "Serial",
    "Setting",
    "Shipment",
    "ShipmentLine",
    "Signature",
    "Tally",
    "Template",
    "TemplateCheck",
    "Thumbnail",
    "Tranche",
    "metadata",
    "t",
]
