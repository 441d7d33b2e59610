"""Exports of inspections, claims, feedback and recalls."""

from __future__ import annotations

from sqlalchemy import and_, select

from qualitydesk.domain.inspection.states import DefectClass
from qualitydesk.exchange.exporters.export import (
    Codes,
    Export,
    Only,
    Rows,
    amount,
    as_text,
    children,
    lot_names,
    picked,
    portions,
)
from qualitydesk.records import (
    Claim,
    ClaimLine,
    DefectType,
    Feedback,
    Inspection,
    InspectionLimit,
    Lot,
    Order,
    Person,
    Place,
    Product,
    Recall,
    RecallItem,
    Shipment,
    t,
)
from qualitydesk.store.session import Reader

_INSPECTION_HEAD = ("number", "revision", "kind", "status", "result", "decision")
_PLAN = ("lot_size", "level", "severity", "edition")
_FOUND = (
    "letter",
    "sample_size",
    "inspect_all",
    "units_done",
    "cartons_opened",
    "critical_found",
    "major_found",
    "minor_found",
)
_TIMES = ("started_at", "submitted_at", "approved_at")
_LINKS = ("lot", "sku", "shipment", "place", "inspector", "approver")


def _inspections(read: Reader, only: Only) -> Rows:
    """The AQL of each class is joined in: it is what the limits are frozen from when the file is read
    again.
    """
    table, people = t(Inspection), Codes(read, Person, "login", only)
    linked = {
        "lot_id": Codes(read, Lot, "number", only),
        "product_id": Codes(read, Product, "sku", only),
        "shipment_id": Codes(read, Shipment, "number", only),
        "place_id": Codes(read, Place, "code", only),
        "inspector_id": people,
        "approver_id": people,
    }
    limits = {each: t(InspectionLimit).alias() for each in DefectClass}
    statement = select(
        *(table.c[name] for name in (*_INSPECTION_HEAD, *linked, "planned_on", *_PLAN)),
        *(limit.c.aql.label(each.value) for each, limit in limits.items()),
        *(table.c[name] for name in _FOUND),
        *(as_text(table.c[name]).label(name) for name in _TIMES),
        *(table.c[name] for name in ("reason", "note")),
    ).order_by(table.c.id)
    for each, limit in limits.items():
        condition = and_(limit.c.inspection_id == table.c.id, limit.c.defect_class == each.value)
        statement = statement.outerjoin_from(table, limit, condition)
    names = tuple(enumerate(linked.values(), len(_INSPECTION_HEAD)))
    for portion in portions(read, statement, table.c.number, only):
        for row in portion:
            cells = list(row)
            for place, called in names:
                cells[place] = called[cells[place]]
            yield cells


_CLAIM_HEAD = ("number", "status", "kind", "market", "country", "region")
_CLAIM_TIMES = ("decided_at", "settled_at", "closed_at")


def _claims(read: Reader, only: Only) -> Rows:
    skus, lots, defects = (
        Codes(read, Product, "sku", only),
        lot_names(read, only),
        Codes(read, DefectType, "code", only),
    )
    people = Codes(read, Person, "login", only)
    claim, order = t(Claim), t(Order)
    statement = (
        select(claim, order.c.number.label("order_number"), order.c.channel)
        .outerjoin(order, order.c.id == claim.c.order_id)
        .order_by(claim.c.id)
    )
    for portion in portions(read, statement, claim.c.number, only):
        lines = children(read, ClaimLine, "claim_id", [row.id for row in portion], "id")
        for row in portion:
            values = row._mapping
            head = [
                *picked(values, _CLAIM_HEAD),
                row.order_number,
                row.channel,
                row.received_at,
                row.description,
                defects[row.reason_type_id],
                *picked(values, ("reason", "safety", "currency", "asked")),
                amount(row.asked_minor, row.currency),
                row.granted,
                amount(row.granted_minor, row.currency),
                row.disposition,
                people[row.handler_id],
                *picked(values, _CLAIM_TIMES),
            ]
            for line in lines.get(row.id, ()):
                price = amount(line.unit_price_minor, row.currency)
                yield [*head, skus[line.product_id], lots(line.lot_id, line.product_id), line.quantity, price]
            if row.id not in lines:
                yield [*head, None, None, None, None]


def _feedback(read: Reader, only: Only) -> Rows:
    skus, lots, defects = (
        Codes(read, Product, "sku", only),
        lot_names(read, only),
        Codes(read, DefectType, "code", only),
    )
    table = t(Feedback)
    for portion in portions(read, select(table).order_by(table.c.id), table.c.external_id, only):
        for row in portion:
            links = [
                skus[row.product_id],
                lots(row.lot_id, row.product_id),
                row.at,
                row.score,
                row.title,
                row.text,
            ]
            yield [
                row.external_id,
                row.source,
                row.order_number,
                *links,
                row.language,
                defects[row.defect_type_id],
            ]


_RECALL = (
    "number",
    "source",
    "external_id",
    "status",
    "market",
    "published_on",
    "title",
    "product_text",
    "hazard",
    "remedy",
    "units",
    "address",
)
_ITEM = ("gtin", "brand", "model", "batch")


def _recalls(read: Reader, only: Only) -> Rows:
    skus, lots = Codes(read, Product, "sku", only), lot_names(read, only)
    for portion in portions(read, select(t(Recall)).order_by(t(Recall).c.id), t(Recall).c.number, only):
        items = children(read, RecallItem, "recall_id", [row.id for row in portion], "id")
        for row in portion:
            head = picked(row._mapping, _RECALL)
            for item in items.get(row.id, ()):
                yield [
                    *head,
                    *picked(item._mapping, _ITEM),
                    skus[item.product_id],
                    lots(item.lot_id, item.product_id),
                ]
            if row.id not in items:
                yield [*head, *([None] * 6)]


INSPECTIONS = Export(
    "inspections",
    (
        *_INSPECTION_HEAD,
        *_LINKS,
        "planned_on",
        *_PLAN,
        "aql_critical",
        "aql_major",
        "aql_minor",
        *_FOUND,
        *_TIMES,
        "reason",
        "note",
    ),
    _inspections,
    Inspection,
)
CLAIMS = Export(
    "claims",
    (
        *_CLAIM_HEAD,
        "order",
        "channel",
        "received_at",
        "description",
        "defect",
        "reason",
        "safety",
        "currency",
        "asked",
        "asked_amount",
        "granted",
        "granted_amount",
        "disposition",
        "handler",
        *_CLAIM_TIMES,
        "sku",
        "lot",
        "quantity",
        "unit_price",
    ),
    _claims,
    Claim,
    ClaimLine,
)
FEEDBACK = Export(
    "feedback",
    ("number", "source", "order_number", "sku", "lot", "at", "score", "title", "text", "language", "defect"),
    _feedback,
    Feedback,
    number="external_id",
)
RECALLS = Export("recalls", (*_RECALL, *_ITEM, "sku", "lot"), _recalls, Recall, RecallItem)
