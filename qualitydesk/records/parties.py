"""Parties: who makes, ships, declares, sells, pays, tests; their identifiers, addresses, contacts, checks."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, UniqueConstraint

from qualitydesk.records.schema import Entity, Mapped, Record, mapped_column, ref, words

PARTY_ROLES = (
    "manufacturer",
    "producer",
    "brand_owner",
    "exporter",
    "importer",
    "authorised_rep",
    "fulfilment_provider",
    "distributor",
    "seller",
    "platform",
    "domestic_agent",
    "certifier",
    "importer_of_record",
    "declarant",
    "customs_broker",
    "carrier",
    "payment_provider",
    "test_lab",
    "inspection_body",
    "notified_body",
    "record_keeper",
    "warehouse",
    "insurer",
)
CHECK_KINDS = ("Identity", "Credit", "Licence", "Supervision", "Identity of the leader", "Insurance")
CHECK_OUTCOMES = ("Passed", "Failed", "Open")


class Party(Entity, Record):
    """A company or person in the trade. ``own`` marks our own company, ``blocked`` stops trade with it."""

    __tablename__ = "party"
    code: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(index=True)
    name_zh: Mapped[str] = mapped_column(default="", server_default="")
    short_name: Mapped[str] = mapped_column(default="", server_default="")
    short_name_zh: Mapped[str] = mapped_column(default="", server_default="")
    trade_name: Mapped[str] = mapped_column(default="", server_default="")
    country: Mapped[str] = mapped_column(String(2), default="", server_default="", index=True)
    phone: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str] = mapped_column(default="", server_default="")
    website: Mapped[str] = mapped_column(default="", server_default="")
    legal_representative: Mapped[str] = mapped_column(default="", server_default="")
    own: Mapped[bool] = mapped_column(default=False, server_default="0")
    confirmed_on: Mapped[date | None]
    """The day on which the party itself confirmed its data; ``confirmed_by`` is who there did."""
    confirmed_by: Mapped[str] = mapped_column(default="", server_default="")
    blocked: Mapped[bool] = mapped_column(default=False, server_default="0")
    blocked_reason: Mapped[str] = mapped_column(default="", server_default="")
    note: Mapped[str] = mapped_column(default="", server_default="")


class PartyRole(Entity, Record):
    """A role that a party can take."""

    __tablename__ = "party_role"
    __table_args__ = (UniqueConstraint("party_id", "role"),)
    party_id: Mapped[str] = ref("party")
    role: Mapped[str] = words(PARTY_ROLES, index=True)


class PartyIdentifier(Entity, Record):
    """A typed number of a party (USCC, EORI, VAT, LEI, GLN ...)."""

    __tablename__ = "party_identifier"
    __table_args__ = (UniqueConstraint("party_id", "scheme", "value"),)
    party_id: Mapped[str] = ref("party")
    scheme: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(80), index=True)


class PartyAddress(Entity, Record):
    """A postal address; a PO box alone does not satisfy product law."""

    __tablename__ = "party_address"
    party_id: Mapped[str] = ref("party")
    kind: Mapped[str] = words(("Registered", "Postal", "Factory", "Returns", "Billing"), default="Registered")
    street: Mapped[str] = mapped_column(default="", server_default="")
    city: Mapped[str] = mapped_column(default="", server_default="")
    region: Mapped[str] = mapped_column(default="", server_default="")
    postcode: Mapped[str] = mapped_column(default="", server_default="")
    country: Mapped[str] = mapped_column(String(2), default="", server_default="")
    po_box: Mapped[bool] = mapped_column(default=False, server_default="0")


class PartyContact(Entity, Record):
    """A person to reach at a party."""

    __tablename__ = "party_contact"
    party_id: Mapped[str] = ref("party")
    name: Mapped[str] = mapped_column(default="", server_default="")
    function: Mapped[str] = mapped_column(default="", server_default="")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    email: Mapped[str] = mapped_column(default="", server_default="")


class PartyCheck(Entity, Record):
    """One check of the vetting file: what was looked at, by whom, and until when it counts."""

    __tablename__ = "party_check"
    party_id: Mapped[str] = ref("party")
    kind: Mapped[str] = words(CHECK_KINDS)
    outcome: Mapped[str] = words(CHECK_OUTCOMES, default="Open")
    evidence: Mapped[str] = mapped_column(default="", server_default="")
    reviewer_id: Mapped[str | None] = ref("person")
    checked_on: Mapped[date | None]
    valid_to: Mapped[date | None]
