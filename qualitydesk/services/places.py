"""Use cases of places: list, open with what lies there, record, change, offer in fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import func, or_, select

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.shipments.states import LotStatus
from qualitydesk.domain.values import Bilingual, Message, msg
from qualitydesk.records import Lot, Party, Place, Product, t
from qualitydesk.services.choices import Choice
from qualitydesk.services.desk import Desk
from qualitydesk.services.listed import Listed
from qualitydesk.services.required import (
    require_editor,
    require_filled,
    require_fitting,
    require_free,
    trimmed,
    with_countries,
)
from qualitydesk.services.uses import Use, uses_of_place
from qualitydesk.store.listings.places import PLACES as _REGISTER
from qualitydesk.store.listings.places import PlaceRow
from qualitydesk.store.session import Reader

__all__ = [
    "PLACES",
    "PLACE_NAMES",
    "GoodsLine",
    "PlaceFile",
    "PlaceRow",
    "create_place",
    "edit_place",
    "open_place",
    "place_choices",
    "place_countries",
]

PLACES: Listed[PlaceRow] = Listed(_REGISTER)
PLACE_NAMES: Mapping[str, Message] = {
    "Factory": msg("Factory"),
    "Port": msg("Port"),
    "Airport": msg("Airport"),
    "Warehouse": msg("Warehouse"),
    "Overseas warehouse": msg("Overseas warehouse"),
    "Customs": msg("Customs office"),
    "Office": msg("Office"),
    "Shop": msg("Shop"),
    "Town": msg("Town"),
}
"""The kinds of place and what they are called."""
NAMED = msg("A place needs a code and a name.")
MOST_GOODS = 20
GONE = (LotStatus.SCRAPPED.value, LotStatus.RETURN.value)


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """How much of one product lies at the place."""

    product_id: str
    sku: str
    product: Bilingual
    lots: int
    units: int


@dataclass(frozen=True, slots=True)
class PlaceFile:
    """Everything a place shows; ``fields`` are its columns."""

    id: str
    version: int
    fields: Mapping[str, Any]
    operator: Bilingual
    doubts: tuple[Message, ...]
    goods: tuple[GoodsLine, ...]
    uses: tuple[Use, ...]


def open_place(desk: Desk, key: str) -> PlaceFile:
    """A place by key or code, with the goods that lie there, most units first."""
    with desk.store.read() as read:
        row = read.find(Place, code=key) or read.get(Place, key)
        runs = read.find(Party, id=row.operator_id) if row.operator_id else None
        goods = _goods(read, row.id)
    return PlaceFile(
        id=row.id,
        version=row.version,
        fields=dict(row._mapping),
        operator=Bilingual(runs.name, runs.name_zh) if runs else Bilingual(""),
        doubts=_doubts(row.unlocode, row.country),
        goods=goods,
        uses=uses_of_place(desk, row.id, row.name),
    )


def _doubts(unlocode: str, country: str) -> tuple[Message, ...]:
    """What is doubtful about a UN/LOCODE: two letters of the country, three letters or figures 2 to 9."""
    if not unlocode:
        return ()
    if not re.fullmatch(r"[A-Z]{2}[A-Z2-9]{3}", unlocode):
        return (msg("A UN/LOCODE has a country code and three letters or figures"),)
    if country and not unlocode.startswith(country):
        return (msg("The UN/LOCODE belongs to another country"),)
    return ()


def _goods(read: Reader, place: str) -> tuple[GoodsLine, ...]:
    lot, product = t(Lot), t(Product)
    units = func.sum(lot.c.quantity)
    statement = (
        select(product.c.id, product.c.sku, product.c.name, product.c.name_zh)
        .add_columns(func.count().label("lots"), units.label("units"))
        .join(lot, lot.c.product_id == product.c.id)
        .where(lot.c.place_id == place, lot.c.status.not_in(GONE))
        .group_by(product.c.id, product.c.sku, product.c.name, product.c.name_zh)
        .order_by(units.desc(), product.c.sku)
        .limit(MOST_GOODS)
    )
    return tuple(
        GoodsLine(row.id, row.sku, Bilingual(row.name, row.name_zh), row.lots, int(row.units))
        for row in read.all(statement)
    )


def place_choices(desk: Desk, words: str = "", limit: int = 100) -> tuple[Choice, ...]:
    """Places for a field, by name."""
    place = t(Place)
    statement = select(place.c.id, place.c.name, place.c.unlocode, place.c.kind)
    if words:
        named = (place.c.name, place.c.unlocode)
        statement = statement.where(or_(*(name.icontains(words, autoescape=True) for name in named)))
    with desk.store.read() as read:
        rows = read.all(statement.order_by(place.c.name).limit(limit))
    return tuple(Choice(row.id, row.name, " ".join(filter(None, (row.unlocode, row.kind)))) for row in rows)


def place_countries(desk: Desk) -> tuple[str, ...]:
    """The countries in which places are."""
    country = t(Place).c.country
    with desk.store.read() as read:
        rows = read.all(select(country).where(country != "").distinct().order_by(country))
    return tuple(row.country for row in rows)


def create_place(desk: Desk, *, code: str, name: str, key: str | None = None, **fields: Any) -> str:
    """Record a place; returns its key."""
    given = _checked(desk, {"code": code, "name": name, **fields})
    with desk.store.write(desk.person, "create place") as work:
        require_free(work, Place, "code", given["code"])
        return work.insert(Place, id=key or new_key(), **given)


def edit_place(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Change fields of a place; returns the new version."""
    given = _checked(desk, fields)
    with desk.store.write(desk.person, "edit place") as work:
        require_free(work, Place, "code", given.get("code"), key)
        return work.update(Place, key, version, **given)


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    given = with_countries(trimmed(fields), "country")
    require_filled(NAMED, given, "code", "name")
    if "unlocode" in given:
        given["unlocode"] = str(given["unlocode"]).replace(" ", "").upper()
    if "timezone" in given:
        given["timezone"] = given["timezone"] or "UTC"
        if given["timezone"] not in available_timezones():
            raise RuleBroken(
                msg("“{zone}” is no time zone.", zone=given["timezone"]),
                fields={"timezone": msg("Type a time zone such as Europe/Amsterdam.")},
            )
    if "operator_id" in given:
        given["operator_id"] = given["operator_id"] or None
    require_fitting(Place, given)
    return given
