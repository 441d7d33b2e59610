"""Settings of the whole desk: the house (own company) and what new records start with.

How they are kept is the store's business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

HOUSE = "house"
"""The setting that it is."""


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
    logo: str = ""
    """Key of the attached picture; "" prints the program's own mark."""


def house_from(kept: Mapping[str, Any]) -> House:
    """The house as it was kept, by this version or another one."""
    known = {field.name for field in fields(House)}
    return House(**{name: value for name, value in kept.items() if name in known})
