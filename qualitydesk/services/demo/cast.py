"""The people, companies and places of the example company, as resources/demo/parties.yaml tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitydesk.domain.people import PROGRAM, Actor, Role
from qualitydesk.records import (
    Party,
    PartyAddress,
    PartyCheck,
    PartyContact,
    PartyIdentifier,
    PartyRole,
    Person,
    Place,
)
from qualitydesk.services.demo.stage import Scene, Stage, told
from qualitydesk.services.people import hash_password
from qualitydesk.settings import House
from qualitydesk.store.house import write_house

PASSWORD = "lanting"
"""Of everybody in the example company; printed in the README."""

OWN = "LANTING"
PEOPLE = (
    ("wang", "Wang Shu", "王舒", Role.MANAGER),
    ("chen", "Chen Yu", "陈雨", Role.INSPECTOR),
    ("liu", "Liu Min", "刘敏", Role.INSPECTOR),
    ("sofia", "Sofia Brandt", "", Role.SERVICE),
    ("zhao", "Zhao Lei", "赵磊", Role.ADMIN),
    ("novak", "Jana Nováková", "", Role.AUDITOR),
)
PROOFS = (
    ("Identity", "Register extract, read at the register's own site"),
    ("Credit", "Credit report of a rating agency"),
    ("Licence", "Copy of the licence, number checked"),
)


def enter(stage: Stage) -> None:
    """Everybody and every place, long before the story begins."""
    tale = told("parties")
    desk = stage.desk_at(stage.at(-430))
    with desk.store.write(PROGRAM, "make the example company") as work:
        scene = Scene(stage, desk, work, stage.at(-430))
        _people(scene)
        for company in tale["companies"]:
            _company(scene, company)
        for place in tale["places"]:
            _place(scene, place)
        write_house(work, _house(tale["companies"][0], scene.key(OWN)))


def _house(own: Mapping[str, Any], party_id: str) -> House:
    return House(
        name=own["name"],
        name_zh=own["name_zh"],
        address=f"{own['street']}, {own['city']} {own['postcode']}, China",
        address_zh="中国浙江省杭州市滨江区江汉路1180号 310051",
        phone=own["phone"],
        email=own["email"],
        currency="EUR",
        language="zh_CN",
        timezone="Asia/Shanghai",
        party_id=party_id,
    )


def _people(scene: Scene) -> None:
    hashed = hash_password(PASSWORD)
    for login, name, name_zh, role in PEOPLE:
        row = {"login": login, "name": name, "name_zh": name_zh, "role": role}
        key = scene.add(
            Person, login, email=f"{login}@lanting.example", password_hash=hashed, active=True, **row
        )
        scene.stage.people[login] = Actor(key, login, name, role, name_zh)


def _company(scene: Scene, company: Mapping[str, Any]) -> None:
    party = scene.add(
        Party,
        company["code"],
        code=company["code"],
        name=company["name"],
        name_zh=company.get("name_zh", ""),
        short_name=company["short"],
        short_name_zh=company.get("short_zh", ""),
        country=company["country"],
        phone=company["phone"],
        email=company["email"],
        legal_representative=company.get("leader", ""),
        own=company["code"] == OWN,
    )
    scene.add_all(PartyRole, [{"party_id": party, "role": role} for role in company["roles"]])
    numbers = company.get("identifiers", {}).items()
    scene.add_all(
        PartyIdentifier, [{"party_id": party, "scheme": kind, "value": value} for kind, value in numbers]
    )
    address = {name: company[name] for name in ("street", "city", "postcode", "country")}
    scene.add(PartyAddress, party_id=party, **address)
    if "contact" in company:
        reach = {"phone": company["phone"], "email": company["email"]}
        scene.add(PartyContact, party_id=party, **company["contact"], **reach)
    if "vetted" in company:
        _vetting(scene, party, company["vetted"])


def _vetting(scene: Scene, party: str, days_left: int) -> None:
    seen = {"party_id": party, "outcome": "Passed", "reviewer_id": scene.key("wang")}
    dates = {"checked_on": scene.stage.day(days_left - 365), "valid_to": scene.stage.day(days_left)}
    scene.add_all(PartyCheck, [{"kind": kind, "evidence": paper, **seen, **dates} for kind, paper in PROOFS])


def _place(scene: Scene, place: Mapping[str, Any]) -> None:
    row = dict(place)
    operator = scene.known(row.pop("operator", ""))
    scene.add(Place, f"place:{place['code']}", operator_id=operator, **row)
