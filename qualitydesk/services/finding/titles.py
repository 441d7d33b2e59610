"""What found records say of themselves in a line: their title, in its reader's language first, and their
state. The search keeps no more than numbers and words; these are read for all records of a kind at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, func, select

from qualitydesk.domain.countries import country_name
from qualitydesk.domain.documents import paper_name
from qualitydesk.domain.improvement.titles import said_title
from qualitydesk.domain.inspection.defects import category_name
from qualitydesk.domain.orders import channel_name
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import (
    Action,
    Buyer,
    Certificate,
    Claim,
    DefectType,
    Incident,
    Inspection,
    IssuedDocument,
    Lot,
    NonConformity,
    Order,
    Party,
    Person,
    Place,
    Product,
    Recall,
    Record,
    Serial,
    Shipment,
    t,
)
from qualitydesk.store.search import Hit
from qualitydesk.store.session import Reader

SHORT = 120
"""So many letters of a text that somebody wrote; a line has no room for more."""
Part = str | Bilingual | Message
Told = Callable[[Any], Sequence[Part]]


@dataclass(frozen=True, slots=True)
class Line:
    """How the records of a kind are told: the columns read, the word of their state among them, and the
    parts of the title of a row. ``joins`` are tables reached by a key.
    """

    record: type[Record]
    columns: tuple[ColumnElement[Any], ...]
    told: Told
    state: str = ""
    joins: tuple[tuple[FromClause, ColumnElement[bool]], ...] = ()

    def statement(self) -> Select[Any]:
        """The rows of the records with ``:keys``."""
        table = t(self.record)
        ground: FromClause = table
        for other, link in self.joins:
            ground = ground.outerjoin(other, link)
        state = (table.c[self.state].label("state"),) if self.state else ()
        key = table.c.id.in_(bindparam("keys", expanding=True))
        return select(table.c.id, *state, *self.columns).select_from(ground).where(key)


def with_words(read: Reader, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The same records with their titles and the words of their states."""
    known: dict[str, Hit] = {}
    for kind in dict.fromkeys(hit.kind for hit in hits):
        if kind in _lines():
            known.update(_told(read, kind, [hit for hit in hits if hit.kind == kind]))
    return tuple(known.get(hit.id, hit) for hit in hits)


def _told(read: Reader, kind: str, hits: Iterable[Hit]) -> dict[str, Hit]:
    line, found = _lines()[kind], {hit.id: hit for hit in hits}
    rows = read.all(_statement(kind), {"keys": list(found)})
    return {
        row.id: replace(found[row.id], title=_row(line.told(row)), state=row.state if line.state else "")
        for row in rows
    }


@cache
def _statement(kind: str) -> Select[Any]:
    return _lines()[kind].statement()


def _row(parts: Iterable[Part]) -> Message:
    """The parts of a title in a row; empty ones out."""
    known = {f"part{place}": part for place, part in enumerate(filter(None, parts))}
    return Message(" · ".join(f"{{{name}}}" for name in known), known)


def _name(row: Any) -> Bilingual:
    return Bilingual(row.name or "", row.name_zh or "")


def _both(row: Any) -> tuple[Bilingual, ...]:
    """A name in its reader's language, and the other one behind it where there are two."""
    name = _name(row)
    two = name.en and name.zh and name.en != name.zh
    return (name, Bilingual(name.zh, name.en)) if two else (name,)


def _short(text: str | None) -> str:
    return " ".join((text or "").split())[:SHORT]


def _names(table: FromClause) -> tuple[ColumnElement[Any], ...]:
    return (table.c.name, table.c.name_zh)


@cache
def _lines() -> Mapping[str, Line]:
    return {**_goods(), **_trade(), **_cases(), **_registers()}


def _goods() -> dict[str, Line]:
    lot, product, serial = t(Lot), t(Product), t(Serial)
    one, of_lot = t(Inspection), product.c.id == lot.c.product_id
    return {
        "lot": Line(
            Lot,
            (*_names(product), product.c.sku),
            lambda row: (*_both(row), row.sku),
            "status",
            ((product, of_lot),),
        ),
        "serial": Line(
            Serial,
            (lot.c.number, *_names(product)),
            lambda row: (row.number or "", *_both(row)),
            joins=((lot, lot.c.id == serial.c.lot_id), (product, of_lot)),
        ),
        "product": Line(Product, (*_names(product), product.c.brand), lambda row: (*_both(row), row.brand)),
        "inspection": Line(
            Inspection,
            (*_names(product), lot.c.number),
            lambda row: (*_both(row), row.number or ""),
            "status",
            ((product, product.c.id == one.c.product_id), (lot, lot.c.id == one.c.lot_id)),
        ),
    }


def _trade() -> dict[str, Line]:
    shipment, order, buyer = t(Shipment), t(Order), t(Buyer)
    paper, holder, issued = t(Certificate), t(Party), t(IssuedDocument)
    return {
        "shipment": Line(
            Shipment,
            (shipment.c.market, shipment.c.tracking_number, shipment.c.container_number),
            lambda row: (country_name(row.market or ""), row.tracking_number, row.container_number),
            "status",
        ),
        "order": Line(
            Order,
            (buyer.c.name, order.c.channel, order.c.market),
            lambda row: (row.name or "", channel_name(row.channel), country_name(row.market or "")),
            joins=((buyer, buyer.c.id == order.c.buyer_id),),
        ),
        "certificate": Line(
            Certificate,
            (paper.c.scheme, paper.c.market, *_names(holder)),
            lambda row: (row.scheme, country_name(row.market or ""), *_both(row)),
            "status",
            ((holder, holder.c.id == paper.c.holder_id),),
        ),
        "issued_document": Line(
            IssuedDocument,
            (issued.c.kind, issued.c.subject_number),
            lambda row: (paper_name(row.kind), row.subject_number),
            "state",
        ),
    }


def _cases() -> dict[str, Line]:
    claim, buyer, defect = t(Claim), t(Buyer), t(DefectType)
    recall, incident, one, action = t(Recall), t(Incident), t(NonConformity), t(Action)
    product, lot = t(Product), t(Lot)
    return {
        "claim": Line(
            Claim,
            (buyer.c.name.label("buyer"), *_names(defect), claim.c.kind, claim.c.market),
            lambda row: (
                row.buyer or "",
                _name(row) or msg(row.kind),
                country_name(row.market or ""),
            ),
            "status",
            ((buyer, buyer.c.id == claim.c.buyer_id), (defect, defect.c.id == claim.c.reason_type_id)),
        ),
        "recall": Line(
            Recall,
            (recall.c.title, recall.c.market),
            lambda row: (_short(row.title), country_name(row.market or "")),
            "status",
        ),
        "incident": Line(
            Incident,
            (incident.c.kind, incident.c.description),
            lambda row: (msg(row.kind), _short(row.description)),
            "status",
        ),
        "non_conformity": Line(
            NonConformity,
            (one.c.title, *_names(product), lot.c.number),
            lambda row: (said_title(row.title, _name(row), row.number or ""),),
            "status",
            ((product, product.c.id == one.c.product_id), (lot, lot.c.id == one.c.lot_id)),
        ),
        "action": Line(
            Action, (action.c.title, action.c.kind), lambda row: (_short(row.title), msg(row.kind))
        ),
    }


def _registers() -> dict[str, Line]:
    party, place, person, defect = t(Party), t(Place), t(Person), t(DefectType)
    in_chinese = func.coalesce(func.nullif(party.c.name_zh, ""), party.c.short_name_zh).label("name_zh")
    return {
        "party": Line(
            Party,
            (party.c.name, in_chinese, party.c.country),
            lambda row: (*_both(row), country_name(row.country or "")),
        ),
        "place": Line(
            Place,
            (*_names(place), place.c.country),
            lambda row: (*_both(row), country_name(row.country or "")),
        ),
        "person": Line(Person, (*_names(person), person.c.role), lambda row: (*_both(row), msg(row.role))),
        "defect_type": Line(
            DefectType,
            (*_names(defect), defect.c.category),
            lambda row: (*_both(row), category_name(row.category)),
        ),
    }
