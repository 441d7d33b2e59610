"""Safety: recalls (ours and those published by authorities), what they cover, and incidents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint

from qualitydesk.domain.shipments.states import RecallStatus
from qualitydesk.records.schema import Entity, Mapped, Record, mapped_column, ref, words


class Recall(Entity, Record):
    """A recall or alert. ``source`` and ``external_id`` name the publication it came from."""

    __tablename__ = "recall"
    __table_args__ = (UniqueConstraint("source", "external_id"),)
    number: Mapped[str] = mapped_column(String(120), unique=True)
    source: Mapped[str] = mapped_column(String(40))
    external_id: Mapped[str] = mapped_column(String(120))
    status: Mapped[str] = words(RecallStatus, default="Notified")
    market: Mapped[str] = mapped_column(String(8), default="", server_default="")
    published_on: Mapped[date | None]
    title: Mapped[str]
    product_text: Mapped[str] = mapped_column(default="", server_default="")
    hazard: Mapped[str] = mapped_column(default="", server_default="")
    remedy: Mapped[str] = mapped_column(default="", server_default="")
    units: Mapped[str] = mapped_column(default="", server_default="")
    address: Mapped[str] = mapped_column(default="", server_default="")


class RecallItem(Entity, Record):
    """A product, model, number or lot that a recall covers."""

    __tablename__ = "recall_item"
    recall_id: Mapped[str] = ref("recall")
    product_id: Mapped[str | None] = ref("product")
    lot_id: Mapped[str | None] = ref("lot")
    gtin: Mapped[str] = mapped_column(String(14), default="", server_default="", index=True)
    brand: Mapped[str] = mapped_column(default="", server_default="")
    model: Mapped[str] = mapped_column(String(200), default="", server_default="", index=True)
    batch: Mapped[str] = mapped_column(default="", server_default="")


class Incident(Entity, Record):
    """A case of injury, fire or shock, with the authority clocks of each market concerned."""

    __tablename__ = "incident"
    number: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = words(("Injury", "Fire", "Shock", "Other"))
    status: Mapped[str] = words(("Open", "Assessed", "Reported", "Closed"), default="Open")
    claim_id: Mapped[str | None] = ref("claim")
    inspection_id: Mapped[str | None] = ref("inspection")
    product_id: Mapped[str | None] = ref("product")
    lot_id: Mapped[str | None] = ref("lot")
    aware_at: Mapped[datetime]
    description: Mapped[str] = mapped_column(default="", server_default="")
