"""Products: what is traded, by SKU, with the numbers, category and origin that rules ask for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, UniqueConstraint

from qualitydesk.records.schema import Entity, Mapped, Record, mapped_column, ref


class Product(Entity, Record):
    """A product as traded. ``category`` is a code of the rule packs' product categories."""

    __tablename__ = "product"
    sku: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(index=True)
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    brand: Mapped[str] = mapped_column(default="", server_default="")
    model: Mapped[str] = mapped_column(default="", server_default="")
    category: Mapped[str] = mapped_column(String(40), default="general_consumer", index=True)
    gtin: Mapped[str] = mapped_column(String(14), default="", server_default="", index=True)
    hs_code: Mapped[str] = mapped_column(String(12), default="", server_default="")
    origin: Mapped[str] = mapped_column(String(2), default="", server_default="")
    maker_id: Mapped[str | None] = ref("party")
    description: Mapped[str] = mapped_column(default="", server_default="")
    warnings: Mapped[str] = mapped_column(default="", server_default="")
    age_grade: Mapped[str] = mapped_column(default="", server_default="")
    attributes: Mapped[dict[str, Any] | None]
    active: Mapped[bool] = mapped_column(default=True, server_default="1")


class ProductModel(Entity, Record):
    """A further model or type name under which the product is certified or sold."""

    __tablename__ = "product_model"
    __table_args__ = (UniqueConstraint("product_id", "model"),)
    product_id: Mapped[str] = ref("product")
    model: Mapped[str] = mapped_column(String(120), index=True)
