"""The forms of the rows of a party's file: number, address, contact, vetting check, mandate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from qualitydesk.domain.parties.vetting import CHECK_NAMES, VettingCheck, VettingOutcome, needed_checks
from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.domain.values import Bilingual
from qualitydesk.services import parties
from qualitydesk.services.parties import (
    ADDRESS_KINDS,
    DUTIES,
    PARTY_SCHEMES,
    AddressLine,
    CheckLine,
    ContactLine,
    IdentifierLine,
    MandateLine,
    PartyFile,
)
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.registers.asking import Asked, Newest, Values

if TYPE_CHECKING:
    from ui.context import Context

Line = IdentifierLine | AddressLine | ContactLine | CheckLine | MandateLine


class PartForms:
    """What is asked of each kind of row; ``line`` is None for a new one."""

    def __init__(self, context: Context, file: PartyFile) -> None:
        self.context, self.file = context, file

    def asked(self, kind: str, line: Line | None) -> Asked:
        """The form of an "identifier", "address", "contact", "check" or "mandate"."""
        if kind == "mandate":
            return self._mandate(cast("MandateLine | None", line))
        makers: dict[str, Callable[[Any], Asked]] = {
            "identifier": self._identifier,
            "address": self._address,
            "contact": self._contact,
            "check": self._check,
        }
        return makers[kind](line)

    # -- what all rows share

    def _asked(
        self,
        kind: str,
        title: tuple[str, str],
        icon: str,
        fields: tuple[Field, ...],
        line: Line | None,
        first: Values,
        add: Callable[[Values], object],
    ) -> Asked:
        desk, tr, key = self.context.desk, self.context.tr, line.id if line else ""

        def save(given: Values, version: int) -> str:
            if version:
                parties.edit_part(desk, kind, key, version, **given)
            else:
                add(given)
            return self.file.id

        return Asked(
            title=title[1] if line else title[0],
            icon=icon,
            fields=fields,
            save=save,
            said=tr("Saved."),
            slot=Slot(f"party {kind}", key or self.file.id),
            values=_shown(line) if line else first,
            version=line.version if line else 0,
            newest=lambda: self._newest(key),
            width=620,
        )

    def _newest(self, key: str) -> Newest:
        file = parties.open_party(self.context.desk, self.file.id)
        lines: Iterable[Line] = (
            *file.identifiers,
            *file.addresses,
            *file.contacts,
            *file.checks,
            *file.mandates,
        )
        line = next(line for line in lines if line.id == key)
        return Newest(line.version, _shown(line))

    # -- the rows

    def _identifier(self, line: IdentifierLine | None) -> Asked:
        desk, tr, party = self.context.desk, self.context.tr, self.file.id
        known = {code: tr.name(name) for code, name in PARTY_SCHEMES.items()}
        if line is not None:
            known.setdefault(line.scheme, line.scheme)
        return self._asked(
            "identifier",
            (tr("Add a number"), tr("Correct the number")),
            "hash",
            (
                Field("scheme", tr("Kind"), FieldKind.CHOICE, choices=tuple(known.items())),
                Field(
                    "value",
                    tr("Number"),
                    required=True,
                    help=tr("A number that looks wrong is kept and marked."),
                ),
            ),
            line,
            {"scheme": self._usual_scheme()},
            lambda given: parties.add_identifier(desk, party, str(given["scheme"]), str(given["value"])),
        )

    def _usual_scheme(self) -> str:
        return {"CN": "uscc", "GB": "vat_gb", "US": "us_ein"}.get(self.file.fields["country"], "vat_eu")

    def _address(self, line: AddressLine | None) -> Asked:
        desk, tr, party = self.context.desk, self.context.tr, self.file.id
        return self._asked(
            "address",
            (tr("Add an address"), tr("Correct the address")),
            "map-pin",
            (
                Field(
                    "kind",
                    tr("Kind"),
                    FieldKind.CHOICE,
                    choices=tuple((word, tr(name)) for word, name in ADDRESS_KINDS.items()),
                    span=2,
                ),
                Field("street", tr("Street"), required=True, span=2),
                Field("postcode", tr("Postcode")),
                Field("city", tr("City"), required=True),
                Field("region", tr("Region")),
                Field("country", tr("Country"), FieldKind.COUNTRY),
                Field(
                    "po_box", tr("This is a PO box: it does not satisfy product law"), FieldKind.CHECK, span=2
                ),
            ),
            line,
            {"kind": "Registered", "country": self.file.fields["country"]},
            lambda given: parties.add_address(desk, party, **given),
        )

    def _contact(self, line: ContactLine | None) -> Asked:
        desk, tr, party = self.context.desk, self.context.tr, self.file.id
        return self._asked(
            "contact",
            (tr("Add a contact"), tr("Correct the contact")),
            "contact",
            (
                Field("name", tr("Full name"), required=True),
                Field("function", tr("Function")),
                Field("phone", tr("Phone")),
                Field("email", tr("E-mail")),
            ),
            line,
            {},
            lambda given: parties.add_contact(desk, party, **given),
        )

    def _check(self, line: CheckLine | None) -> Asked:
        desk, tr, party = self.context.desk, self.context.tr, self.file.id
        lacking = self.file.vetting.missing or needed_checks(self.file.roles) or ("Identity",)
        first: Values = {"kind": lacking[0], "outcome": "Passed", "checked_on": desk.today()}

        def add(given: Values) -> str:
            rest = {name: given[name] for name in ("evidence", "valid_to", "checked_on")}
            kind, outcome = str(given["kind"]), str(given["outcome"])
            return parties.record_check(desk, party, kind, outcome, **cast("Any", rest))

        return self._asked(
            "check",
            (tr("Record a check"), tr("Correct the check")),
            "shield-check",
            (
                Field(
                    "kind",
                    tr("Kind of check"),
                    FieldKind.CHOICE,
                    choices=tuple((kind.value, tr(CHECK_NAMES[kind])) for kind in VettingCheck),
                ),
                Field(
                    "outcome",
                    tr("Outcome"),
                    FieldKind.CHOICE,
                    choices=tuple((word.value, tr(word.value)) for word in VettingOutcome),
                ),
                Field("checked_on", tr("Checked on"), FieldKind.DAY),
                Field("valid_to", tr("Counts until"), FieldKind.DAY),
                Field("evidence", tr("What was looked at"), FieldKind.LONG, span=2, lines=2),
            ),
            line,
            first,
            add,
        )

    # -- mandates

    def _mandate(self, line: MandateLine | None) -> Asked:
        desk, tr, key = self.context.desk, self.context.tr, line.id if line else ""

        def save(given: Values, version: int) -> str:
            taken = _lists(given)
            if version:
                parties.edit_mandate(desk, key, version, **taken)
            else:
                other, gives = taken.pop("other"), taken.pop("gives")
                giver, holder = (self.file.id, other) if gives == "given" else (other, self.file.id)
                parties.record_mandate(desk, giver=giver, holder=holder, **taken)
            return self.file.id

        return Asked(
            title=tr("Correct the mandate") if line else tr("Add a mandate"),
            icon="signature",
            fields=(*(() if line else self._ends()), *self._mandate_fields()),
            save=save,
            said=tr("Saved."),
            slot=Slot("party mandate", key or self.file.id),
            values=_shown(line) if line else {"gives": "held", "valid_from": desk.today()},
            version=line.version if line else 0,
            newest=lambda: self._newest(key),
        )

    def _ends(self) -> tuple[Field, ...]:
        desk, tr = self.context.desk, self.context.tr
        choices = (("held", tr("It acts for")), ("given", tr("It is represented by")))

        def find(text: str) -> list[tuple[str, str]]:
            return [(one.id, one.label) for one in parties.party_choices(desk, text)]

        return (
            Field("gives", tr("Direction"), FieldKind.CHOICE, choices=choices),
            Field("other", tr("Party"), FieldKind.LOOKUP, required=True, find=find),
        )

    def _mandate_fields(self) -> tuple[Field, ...]:
        tr = self.context.tr
        duties = tuple((duty, tr(role_name(duty))) for duty in DUTIES)
        return (
            Field("duty", tr("Duty"), FieldKind.CHOICE, choices=duties),
            Field("market", tr("Market"), help=tr("A country or market code; empty for all")),
            Field("reference", tr("Reference of the paper")),
            Field("scope", tr("For which goods")),
            Field("valid_from", tr("Valid from"), FieldKind.DAY),
            Field("valid_to", tr("Valid until"), FieldKind.DAY),
            Field("tasks", tr("Tasks"), FieldKind.LONG, help=tr("One on each line"), lines=2),
            Field("languages", tr("Languages"), FieldKind.LONG, help=tr("One on each line"), lines=2),
            Field("receives_notices", tr("Receives the notices of authorities"), FieldKind.CHECK, span=2),
        )


def _lists(given: Values) -> dict[str, Any]:
    """Tasks and languages are lists; one on each line."""
    lists: dict[str, Any] = {
        name: [line.strip() for line in str(given[name]).splitlines() if line.strip()] or None
        for name in ("tasks", "languages")
        if name in given
    }
    return {**given, **lists}


def _shown(line: Line) -> Values:
    """What the form of a row shows of it."""
    if not isinstance(line, MandateLine):
        return asdict(line)
    lists = {name: "\n".join(line.fields[name] or ()) for name in ("tasks", "languages")}
    return {**line.fields, **lists}


def mandate_words(context: Context, line: MandateLine) -> tuple[str, str]:
    """What a mandate is about and until when: the two lines of its row."""
    tr, fields = context.tr, line.fields
    other = Bilingual(line.other.en, line.other.zh)
    top = tr("Represented by {party}", party=other) if line.given else tr("Acts for {party}", party=other)
    ends = fields["valid_to"]
    until = tr("until {day}", day=ends) if isinstance(ends, date) else tr("without end date")
    duty = tr(role_name(fields["duty"]))
    return top, " · ".join(part for part in (duty, fields["market"], fields["reference"], until) if part)


def mandate_terms(context: Context, line: MandateLine) -> str:
    """What else a mandate says: since when, for which goods, tasks, languages, whether notices reach it."""
    tr, fields = context.tr, line.fields
    begins = fields["valid_from"]
    parts = (
        tr("from {day}", day=begins) if isinstance(begins, date) else "",
        fields["scope"],
        tr("tasks: {tasks}", tasks=tr.listed(fields["tasks"])) if fields["tasks"] else "",
        tr("languages: {languages}", languages=tr.listed(fields["languages"])) if fields["languages"] else "",
        tr("receives the notices of authorities") if fields["receives_notices"] else "",
    )
    return " · ".join(part for part in parts if part)
