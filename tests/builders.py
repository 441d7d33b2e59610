"""Small coherent facts for tests: a party, a product, a lot, a shipment, an order, a claim.

Each builder writes in the running Work, fills what the test does not care about, and gives back the key. What
a service does is tested through the service, not built here.
"""

from __future__ import annotations

import itertools
from datetime import date
from functools import lru_cache
from typing import Any

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import Actor, Role
from qualitydesk.records import (
    Buyer,
    Claim,
    ClaimLine,
    Lot,
    Order,
    OrderLine,
    Party,
    PartyRole,
    Person,
    Place,
    Product,
    Shipment,
    ShipmentLine,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.people import hash_password
from qualitydesk.settings import House
from qualitydesk.store.house import write_house
from qualitydesk.store.session import Work

PASSWORD = "correct horse"
"""Of everybody whom ``add_people`` adds."""

PEOPLE = (
    ("chen", "Chen Yu", "陈雨", Role.INSPECTOR),
    ("liu", "Liu Min", "刘敏", Role.INSPECTOR),
    ("wang", "Wang Shu", "王舒", Role.MANAGER),
    ("lin", "Lin Tao", "林涛", Role.MANAGER),
    ("sofia", "Sofia Brandt", "", Role.SERVICE),
    ("zhao", "Zhao Lei", "赵磊", Role.ADMIN),
    ("novak", "Jana Nováková", "", Role.AUDITOR),
)
_numbers = itertools.count(1)


@lru_cache(maxsize=1)
def _password_hash() -> str:
    return hash_password(PASSWORD)


def add_people(work: Work) -> None:
    """The people of the house, all with ``PASSWORD``, and the house itself."""
    for login, name, name_zh, role in PEOPLE:
        row = {"login": login, "name": name, "name_zh": name_zh, "role": role}
        work.insert(Person, id=new_key(), password_hash=_password_hash(), **row)
    party = add_party(work, code="OWN", name="Hangzhou Lanting Cross-Border Trade Co., Ltd.", own=True)
    write_house(work, House(name="Hangzhou Lanting Cross-Border Trade Co., Ltd.", party_id=party))


def desk_of(backend: Backend, login: str) -> Desk:
    """The desk with one of the people of the house at it."""
    with backend.store.read() as read:
        row = read.find(Person, login=login)
    assert row is not None
    return backend.desk(Actor(row.id, row.login, row.name, Role(row.role), row.name_zh))


def add_party(work: Work, *roles: str, **values: Any) -> str:
    """A party with these roles."""
    number = next(_numbers)
    facts = {"code": f"P-{number:04d}", "name": f"Party {number} Ltd.", "country": "DE"} | values
    key = work.insert(Party, id=new_key(), **facts)
    for role in roles:
        work.insert(PartyRole, id=new_key(), party_id=key, role=role)
    return key


def add_product(work: Work, **values: Any) -> str:
    """A product, a glass kettle unless said otherwise."""
    number = next(_numbers)
    facts = {
        "sku": f"KT-{number:04d}",
        "name": "Glass kettle",
        "name_zh": "玻璃电热水壶",
        "category": "electrical_lv",
    }
    return work.insert(Product, id=new_key(), **(facts | {"origin": "CN", "hs_code": "851679"} | values))


def add_place(work: Work, **values: Any) -> str:
    """A place, a warehouse unless said otherwise."""
    number = next(_numbers)
    facts = {"code": f"PL-{number:04d}", "name": "Venlo", "kind": "Warehouse", "country": "NL"}
    return work.insert(Place, id=new_key(), **(facts | values))


def add_lot(work: Work, product_id: str, **values: Any) -> str:
    """A lot of 2,400 units in 600 cartons."""
    number = next(_numbers)
    facts = {"number": f"NB-{number:04d}", "quantity": 2400, "cartons": 600, "made_on": date(2026, 10, 28)}
    return work.insert(Lot, id=new_key(), product_id=product_id, **(facts | values))


def add_shipment(work: Work, **values: Any) -> str:
    """A draft shipment to the EU, without lines."""
    number = next(_numbers)
    facts = {
        "number": f"SH-2026-{number:04d}",
        "market": "EU",
        "destination_country": "DE",
        "currency": "EUR",
        "departs_on": date(2026, 11, 24),
        "arrives_on": date(2026, 12, 27),
    }
    return work.insert(Shipment, id=new_key(), **(facts | values))


def add_shipment_line(
    work: Work, shipment_id: str, product_id: str, lot_id: str | None = None, **values: Any
) -> str:
    """The next line of a shipment: 100 units at 17.40."""
    line_no = work.count(ShipmentLine, shipment_id=shipment_id) + 1
    facts = {"line_no": line_no, "quantity": 100, "value_minor": 174000, "hs_code": "851679", "origin": "CN"}
    link = {"shipment_id": shipment_id, "product_id": product_id, "lot_id": lot_id}
    return work.insert(ShipmentLine, id=new_key(), **(link | facts | values))


def add_order(work: Work, **values: Any) -> str:
    """An order of a consumer in Germany over 39.90, without lines."""
    number = next(_numbers)
    buyer = work.insert(Buyer, id=new_key(), reference=f"B-{number}", name="Anna Krüger", country="DE")
    facts = {
        "number": f"DE-{number:07d}",
        "channel": "shop",
        "market": "EU",
        "country": "DE",
        "buyer_id": buyer,
    }
    return work.insert(Order, id=new_key(), **(facts | {"currency": "EUR", "goods_minor": 3990} | values))


def add_order_line(work: Work, order_id: str, product_id: str, **values: Any) -> str:
    """The next line of an order: one piece at 39.90."""
    line_no = work.count(OrderLine, order_id=order_id) + 1
    facts = {"line_no": line_no, "quantity": 1, "unit_price_minor": 3990, "product_id": product_id}
    return work.insert(OrderLine, id=new_key(), order_id=order_id, **(facts | values))


def add_claim(work: Work, **values: Any) -> str:
    """A new claim about defective goods in the EU, without lines."""
    number = next(_numbers)
    facts = {
        "number": f"CL-2026-{number:04d}",
        "kind": "Defective",
        "market": "EU",
        "country": "DE",
        "received_at": work.clock.now(),
        "currency": "EUR",
        "description": "After five weeks the kettle leaks at the bottom.",
    }
    return work.insert(Claim, id=new_key(), **(facts | values))


def add_claim_line(work: Work, claim_id: str, product_id: str, **values: Any) -> str:
    """One claimed piece at 39.90."""
    facts = {"quantity": 1, "unit_price_minor": 3990, "product_id": product_id}
    return work.insert(ClaimLine, id=new_key(), claim_id=claim_id, **(facts | values))


def add_traded_goods(work: Work, **line: Any) -> dict[str, str]:
    """A maker, a product, a lot and a shipment line that carries it; the keys by those names."""
    maker = add_party(work, "manufacturer", name="Ningbo Haoyu Electric Appliance Co., Ltd.", country="CN")
    product = add_product(work, maker_id=maker)
    lot = add_lot(work, product, maker_id=maker)
    shipment = add_shipment(work)
    shipment_line = add_shipment_line(work, shipment, product, lot, **line)
    return {
        "maker": maker,
        "product": product,
        "lot": lot,
        "shipment": shipment,
        "shipment_line": shipment_line,
    }
