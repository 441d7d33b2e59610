"""People who use the desk, what they left unfinished, and the views they saved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, UniqueConstraint

from qualitydesk.domain.people import Role
from qualitydesk.records.schema import Entity, Mapped, Record, mapped_column, ref, words


class Person(Entity, Record):
    """A person with a login; ``password_hash`` is a salted scrypt hash with its parameters."""

    __tablename__ = "person"
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str]
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    role: Mapped[str] = words(Role)
    email: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    password_hash: Mapped[str] = mapped_column(default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True, server_default="1")
    last_seen_at: Mapped[datetime | None]


class Draft(Entity, Record):
    """What a person typed in a form and has not saved yet; it survives a crash."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "form", "record_id"),)
    person_id: Mapped[str] = ref("person", index=False)
    form: Mapped[str] = mapped_column(String(60))
    record_id: Mapped[str] = mapped_column(String(36), default="", server_default="")
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class SavedView(Entity, Record):
    """A list's filters, order and columns under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "screen", "name"),)
    person_id: Mapped[str] = ref("person", index=False)
    screen: Mapped[str] = mapped_column(String(60))
    name: Mapped[str]
    content: Mapped[dict[str, Any]]
