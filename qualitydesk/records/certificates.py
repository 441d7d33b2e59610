"""National certification: certificates, what they cover, their status history. Papers are attachments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String

from qualitydesk.domain.certification.status import CertificateStatus
from qualitydesk.records.schema import Entity, Entry, Mapped, Record, mapped_column, ref, words


class Certificate(Entity, Record):
    """A paper of a scheme. Stored statuses are set by people; Expiring and Expired follow from dates."""

    __tablename__ = "certificate"
    __table_args__ = (Index(None, "valid_to", "id"),)
    number: Mapped[str] = mapped_column(String(120), index=True)
    scheme: Mapped[str] = mapped_column(String(40), index=True)
    market: Mapped[str] = mapped_column(String(8), index=True)
    status: Mapped[str] = words(CertificateStatus, default="Draft")
    holder_id: Mapped[str | None] = ref("party")
    issuer_id: Mapped[str | None] = ref("party")
    body_number: Mapped[str] = mapped_column(String(40), default="", server_default="")
    issued_on: Mapped[date | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    standards: Mapped[list[str] | None]
    citations: Mapped[list[str] | None]
    superseded_by_id: Mapped[str | None] = ref("certificate")
    doubt: Mapped[str] = mapped_column(default="", server_default="")
    settled: Mapped[list[Any] | None]
    """The doubts that a person looked into and found in order, as ``domain.stored_messages`` keeps them; of
    older rows plain English. Another doubt is raised anew.
    """
    note: Mapped[str] = mapped_column(default="", server_default="")


class CertificateScope(Entity, Record):
    """One product or model that a certificate names."""

    __tablename__ = "certificate_scope"
    certificate_id: Mapped[str] = ref("certificate")
    product_id: Mapped[str | None] = ref("product")
    model: Mapped[str] = mapped_column(String(120), default="", server_default="", index=True)


class CertificateEvent(Entry, Record):
    """A change of status, with its date and reason."""

    __tablename__ = "certificate_event"
    certificate_id: Mapped[str] = ref("certificate")
    at: Mapped[datetime]
    status: Mapped[str] = words(CertificateStatus)
    reason: Mapped[str] = mapped_column(default="", server_default="")
    person_id: Mapped[str | None] = ref("person")
