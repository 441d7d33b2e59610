"""Settings of the whole desk, kept in the database: the house (own company) and its defaults."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from qualitydesk.records import Setting, t
from qualitydesk.store.session import Reader, Work

HOUSE = "house"


@dataclass(frozen=True, slots=True)
class House:
    """Our own company as it stands on papers, and what new records start with."""

    name: str = ""
    name_zh: str = ""
    address: str = ""
    address_zh: str = ""
    phone: str = ""
    email: str = ""
    currency: str = "EUR"
    language: str = "en"
    timezone: str = "Asia/Shanghai"
    party_id: str = ""


def read_house(reader: Reader) -> House:
    """The house as recorded, or an unnamed one."""
    row = reader.find(Setting, name=HOUSE)
    known = {field.name for field in fields(House)}
    return House(**{name: value for name, value in row.value.items() if name in known}) if row else House()


def write_house(work: Work, house: House) -> None:
    """Record the house."""
    write_setting(work, HOUSE, asdict(house))


def write_setting(work: Work, name: str, value: dict[str, object]) -> None:
    """Record one setting in place of what it was."""
    table = t(Setting)
    if work.find(Setting, name=name) is None:
        work.insert(Setting, name=name, value=value)
        return
    work.connection.execute(table.update().where(table.c.name == name).values(value=value))
    work.note(table.name, {"name": name, "value": value})
