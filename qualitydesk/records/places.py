"""Places: factories, ports, warehouses, overseas storage centres, customs offices."""

from __future__ import annotations

from sqlalchemy import String

from qualitydesk.records.schema import Entity, Mapped, Record, mapped_column, ref, words

PLACE_KINDS = (
    "Factory",
    "Port",
    "Airport",
    "Warehouse",
    "Overseas warehouse",
    "Customs",
    "Office",
    "Shop",
    "Town",
)


class Place(Entity, Record):
    """Where goods are made, held or handed over. ``timezone`` is an IANA name."""

    __tablename__ = "place"
    code: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(index=True)
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    kind: Mapped[str] = words(PLACE_KINDS, default="Town")
    unlocode: Mapped[str] = mapped_column(String(5), default="", server_default="")
    country: Mapped[str] = mapped_column(String(2), default="", server_default="")
    city: Mapped[str] = mapped_column(default="", server_default="")
    timezone: Mapped[str] = mapped_column(String(60), default="UTC", server_default="UTC")
    address: Mapped[str] = mapped_column(default="", server_default="")
    operator_id: Mapped[str | None] = ref("party")
