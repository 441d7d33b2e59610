"""The desk's settings as the database keeps them, the house first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from qualitydesk.records import Setting, t
from qualitydesk.settings import HOUSE, House, house_from
from qualitydesk.store.session import Reader, Work
from qualitydesk.store.storable import storable_row


def read_house(reader: Reader) -> House:
    """The house as recorded, or an unnamed one."""
    return _told(reader.find(Setting, name=HOUSE))


def locked_house(work: Work) -> House:
    """The house as recorded now, kept from others until this work ends."""
    table = t(Setting)
    return _told(work.first(select(table).where(table.c.name == HOUSE).with_for_update()))


def _told(row: Any) -> House:
    return house_from(row.value if row else {})


def write_house(work: Work, house: House) -> None:
    """Record the house."""
    write_setting(work, HOUSE, asdict(house))


def write_setting(work: Work, name: str, value: dict[str, object]) -> None:
    """Record one setting in place of what it was; its history is found by its name."""
    table, new = t(Setting), storable_row({"name": name, "value": value})
    known = work.find(Setting, name=name)
    if known is None:
        work.connection.execute(table.insert(), [new])
        work.note(table.name, new, key=name)
        return
    work.connection.execute(table.update().where(table.c.name == name).values(value=new["value"]))
    work.note(table.name, new, old={"name": name, "value": known.value}, key=name)
