"""What keeps the desk honest and findable: the audit chain, number counters, search words, settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String

from qualitydesk.records.schema import Mapped, Record, mapped_column


class AuditEvent(Record):
    """One link of the chain: hash = SHA-256(prev + payload). Never changed, never deleted."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "person", "seq"), Index(None, "action", "seq"))
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    person: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(120))
    payload: Mapped[str]
    prev: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class AuditDetail(Record):
    """Old and new values behind an event; erasable, because the event holds only their salted commitment."""

    __tablename__ = "audit_detail"
    event_seq: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("audit_event.seq"), primary_key=True, autoincrement=False
    )
    salt: Mapped[str] = mapped_column(String(64))
    images: Mapped[str]


class AuditSubject(Record):
    """Which records an event touched: the way from a record to its history."""

    __tablename__ = "audit_subject"
    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    event_seq: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("audit_event.seq"), primary_key=True, autoincrement=False
    )


class Counter(Record):
    """The last number given under a prefix, locked while the next one is taken."""

    __tablename__ = "counter"
    prefix: Mapped[str] = mapped_column(String(40), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)


class Setting(Record):
    """One setting of the whole desk."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[dict[str, Any]]


class Tally(Record):
    """A kept sum: a figure of one day or month, in one market or all ("*"), under one key.

    Written with what it sums up, in the same transaction; it can be made anew from that at any time.
    """

    __tablename__ = "tally"
    figure: Mapped[str] = mapped_column(String(20), primary_key=True)
    market: Mapped[str] = mapped_column(String(8), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)


class SearchDoc(Record):
    """What a record is found by: ``tokens`` are words and Chinese bigrams, made by one function for both
    databases.
    """

    __tablename__ = "search_doc"
    __table_args__ = (Index(None, "record_id", unique=True), Index(None, "number"))
    # SQLite needs INTEGER, not BIGINT, for a rowid key that counts by itself.
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    )
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str] = mapped_column(String(36))
    number: Mapped[str] = mapped_column(String(120))
    title: Mapped[str]
    tokens: Mapped[str]
