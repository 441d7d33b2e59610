"""From any number to who answers, in one statement: the records that carry it and all that hangs on them.

Each row says which part of the trace it is and carries ten texts; the service turns them into a chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import String, TextualSelect, bindparam, column, text

from qualitydesk.store.session import Reader

NEWEST = 5
"""A product or lot may be in many shipments; the chain shows the newest ones."""

_TRACE = """
WITH seed (kind, id, number, claim_id, order_id, lot_id, product_id, shipment_id) AS (
  SELECT 'claim', c.id, c.number, c.id, COALESCE(c.order_id, ol.order_id),
         COALESCE(cl.lot_id, sl.lot_id, ol.lot_id), COALESCE(cl.product_id, sl.product_id, ol.product_id),
         COALESCE(sl.shipment_id, ls.shipment_id)
    FROM claim c
    LEFT JOIN claim_line cl ON cl.claim_id = c.id
    LEFT JOIN order_line ol ON ol.id = cl.order_line_id
    LEFT JOIN shipment_line sl ON sl.id = COALESCE(cl.shipment_line_id, ol.shipment_line_id)
    LEFT JOIN shipment_line ls ON sl.id IS NULL AND ls.id = (
      SELECT MAX(x.id) FROM shipment_line x WHERE x.lot_id = cl.lot_id)
   WHERE c.number = :key
  UNION ALL
  SELECT 'order', o.id, o.number, NULL, o.id, COALESCE(ol.lot_id, sl.lot_id),
         COALESCE(ol.product_id, sl.product_id), sl.shipment_id
    FROM sales_order o
    LEFT JOIN order_line ol ON ol.order_id = o.id
    LEFT JOIN shipment_line sl ON sl.id = ol.shipment_line_id
   WHERE o.number = :key
  UNION ALL
  SELECT 'order', sl.id, sl.order_number, NULL, NULL, sl.lot_id, sl.product_id, sl.shipment_id
    FROM shipment_line sl WHERE sl.order_number = :key
  UNION ALL
  SELECT 'tracking', ol.id, ol.tracking_number, NULL, ol.order_id, COALESCE(ol.lot_id, sl.lot_id),
         ol.product_id, sl.shipment_id
    FROM order_line ol LEFT JOIN shipment_line sl ON sl.id = ol.shipment_line_id
   WHERE ol.tracking_number IN (:key, :compact)
  UNION ALL
  SELECT 'shipment', s.id, s.number, NULL, NULL, sl.lot_id, sl.product_id, s.id
    FROM shipment s LEFT JOIN shipment_line sl ON sl.shipment_id = s.id WHERE s.number = :key
  UNION ALL
  SELECT 'tracking', s.id, s.tracking_number, NULL, NULL, sl.lot_id, sl.product_id, s.id
    FROM shipment s LEFT JOIN shipment_line sl ON sl.shipment_id = s.id
   WHERE s.tracking_number IN (:key, :compact)
  UNION ALL
  SELECT 'container', s.id, s.container_number, NULL, NULL, sl.lot_id, sl.product_id, s.id
    FROM shipment s LEFT JOIN shipment_line sl ON sl.shipment_id = s.id WHERE s.container_number = :compact
  UNION ALL
  SELECT 'lot', l.id, l.number, NULL, NULL, l.id, l.product_id, sl.shipment_id
    FROM lot l {of_lot}
   WHERE l.number = :lot
  UNION ALL
  SELECT 'serial', sr.id, sr.number, NULL, ol.order_id, sr.lot_id, l.product_id,
         COALESCE(osl.shipment_id, sl.shipment_id)
    FROM serial sr JOIN lot l ON l.id = sr.lot_id
    LEFT JOIN order_line ol ON ol.serial_id = sr.id
    LEFT JOIN shipment_line osl ON osl.id = ol.shipment_line_id
    {of_serial}
   WHERE sr.number = :serial
  UNION ALL
  SELECT CASE WHEN p.sku = :key THEN 'sku' ELSE 'gtin' END, p.id,
         CASE WHEN p.sku = :key THEN p.sku ELSE p.gtin END, NULL, NULL, sl.lot_id, p.id, sl.shipment_id
    FROM product p {of_product}
   WHERE p.sku = :key OR p.gtin IN :gtins
  UNION ALL
  SELECT 'inspection', i.id, i.number, NULL, NULL, i.lot_id, i.product_id,
         COALESCE(i.shipment_id, sl.shipment_id)
    FROM inspection i {of_inspection}
   WHERE i.number = :key
  UNION ALL
  SELECT 'certificate', c.id, c.number, NULL, NULL, NULL, cs.product_id, NULL
    FROM certificate c LEFT JOIN certificate_scope cs ON cs.certificate_id = c.id WHERE c.number = :key
),
ship (id) AS (SELECT DISTINCT shipment_id FROM seed WHERE shipment_id IS NOT NULL),
goods (id) AS (SELECT DISTINCT product_id FROM seed WHERE product_id IS NOT NULL),
batch (id) AS (SELECT DISTINCT lot_id FROM seed WHERE lot_id IS NOT NULL)
SELECT DISTINCT 'match' AS part, s.id AS id, s.number AS number, s.kind AS a, '' AS b, '' AS c, '' AS d,
       '' AS e, '' AS f, '' AS g, '' AS h, '' AS i, '' AS j
  FROM seed s
UNION ALL
SELECT DISTINCT 'claim', c.id, c.number, c.status, c.received_at, c.description, c.market,
       '', '', '', '', '', ''
  FROM seed s JOIN claim c ON c.id = s.claim_id
UNION ALL
SELECT DISTINCT 'order', o.id, o.number, o.status, o.placed_at, o.channel, o.market, '', '', '', '', '', ''
  FROM seed s JOIN sales_order o ON o.id = s.order_id
UNION ALL
SELECT 'product', p.id, p.sku, p.name, p.category, p.gtin, COALESCE(p.maker_id, ''), COALESCE(m.name, ''),
       '', '', '', '', ''
  FROM goods x JOIN product p ON p.id = x.id LEFT JOIN party m ON m.id = p.maker_id
UNION ALL
SELECT 'lot', l.id, l.number, l.status, l.made_on, p.sku, p.name, p.name_zh, '', '', '', '', ''
  FROM batch x JOIN lot l ON l.id = x.id JOIN product p ON p.id = l.product_id
UNION ALL
SELECT 'inspection', i.id, i.number, i.status, i.result, i.decision, i.approved_at, i.lot_id,
       '', '', '', '', ''
  FROM batch x JOIN inspection i ON i.lot_id = x.id
UNION ALL
SELECT 'shipment', s.id, s.number, s.status, s.market, s.destination_country, s.mode, s.customs_procedure,
       s.departs_on, s.arrives_on, COALESCE(f.name, ''), COALESCE(g.name, ''), ''
  FROM ship x JOIN shipment s ON s.id = x.id
  LEFT JOIN place f ON f.id = s.from_place_id LEFT JOIN place g ON g.id = s.to_place_id
UNION ALL
SELECT 'leg', l.id, l.shipment_id, CAST(l.leg_no AS VARCHAR(8)), COALESCE(f.name_zh, ''), l.transport,
       COALESCE(f.name, ''), COALESCE(g.name, ''), COALESCE(l.answers_id, ''), COALESCE(l.holder_id, ''),
       COALESCE(g.name_zh, ''), l.handed_over_at, l.planned_from
  FROM ship x JOIN custody_leg l ON l.shipment_id = x.id
  LEFT JOIN place f ON f.id = l.from_place_id LEFT JOIN place g ON g.id = l.to_place_id
UNION ALL
SELECT 'party', p.id, '', p.name, p.name_zh, p.short_name_zh, '', '', '', '', '', '', ''
  FROM party p
 WHERE p.id IN (SELECT d.party_id FROM ship x JOIN duty_line d ON d.shipment_id = x.id
    UNION SELECT l.answers_id FROM ship x JOIN custody_leg l ON l.shipment_id = x.id
    UNION SELECT l.holder_id FROM ship x JOIN custody_leg l ON l.shipment_id = x.id)
UNION ALL
SELECT 'duty', d.id, d.shipment_id, d.duty, d.state, COALESCE(d.product_id, ''), COALESCE(p.id, ''),
       '', COALESCE(p.country, ''),
       COALESCE(ad.city, ''), COALESCE(p.phone, ''), COALESCE(p.email, ''), d.evidence
  FROM ship x JOIN duty_line d ON d.shipment_id = x.id AND d.state <> 'Replaced'
  LEFT JOIN party p ON p.id = d.party_id
  LEFT JOIN party_address ad ON ad.id = (SELECT MIN(z.id) FROM party_address z WHERE z.party_id = p.id)
UNION ALL
SELECT 'mandate', d.id, m.reference, m.valid_from, m.valid_to, m.id, '', '', '', '', '', '', ''
  FROM ship x JOIN duty_line d ON d.shipment_id = x.id JOIN mandate m ON m.id = d.mandate_id
UNION ALL
SELECT DISTINCT 'certificate', c.id, c.number, c.scheme, c.market, c.status, c.valid_to,
       '', '', '', '', '', ''
  FROM goods x JOIN certificate_scope cs ON cs.product_id = x.id
  JOIN certificate c ON c.id = cs.certificate_id
"""
_NEWEST_LINES = {
    "sqlite": "LEFT JOIN shipment_line sl ON {whose} AND sl.id IN (SELECT x.id FROM shipment_line x"
    " WHERE {theirs} ORDER BY x.id DESC LIMIT :newest)",
    "postgresql": "LEFT JOIN LATERAL (SELECT x.lot_id, x.shipment_id FROM shipment_line x"
    " WHERE {whose} AND {theirs} ORDER BY x.id DESC LIMIT :newest) sl ON TRUE",
}
"""SQLite knows no LATERAL; a server would look at every line there is for one of the five."""
_LINES_OF = {
    "of_lot": {"whose": "TRUE", "theirs": "x.lot_id = l.id"},
    "of_serial": {"whose": "osl.id IS NULL", "theirs": "x.lot_id = l.id"},
    "of_product": {"whose": "TRUE", "theirs": "x.product_id = p.id"},
    "of_inspection": {"whose": "i.shipment_id IS NULL", "theirs": "x.lot_id = i.lot_id"},
}
_NAMES = ("part", "id", "number", *"abcdefghij")


@lru_cache(maxsize=2)
def _statement(dialect: str) -> TextualSelect:
    lines = {name: _NEWEST_LINES[dialect].format(**words) for name, words in _LINES_OF.items()}
    return (
        text(_TRACE.format(**lines))
        .bindparams(bindparam("gtins", expanding=True, type_=String()))
        .columns(*(column(name, String) for name in _NAMES))
    )


def trace_rows(
    read: Reader, *, key: str, compact: str, lot: str, serial: str, gtins: Sequence[str]
) -> Sequence[Any]:
    """Every row behind the number, by one statement. Instants and days come as their stored text."""
    wanted = {"key": key, "compact": compact, "lot": lot, "serial": serial, "gtins": gtins, "newest": NEWEST}
    return read.all(_statement(read.dialect), wanted)
