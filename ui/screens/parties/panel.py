"""The party under the cursor: who it is, numbers, addresses, contacts, vetting, mandates, its uses.

The rows are changed by ``hands``, which the screen fills.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.parties.vetting import CHECK_NAMES, needed_checks
from qualitydesk.services import parties
from qualitydesk.services.parties import ADDRESS_KINDS, PARTY_SCHEMES
from qualitydesk.services.uses import uses_of_party
from ui.kit.cells import Status
from ui.kit.labels import label
from ui.kit.links import link
from ui.kit.panel import FactStrip, KeyValues
from ui.registers.panel import FilePanel
from ui.registers.rows import PartRow, Tool, doubts, nothing
from ui.screens.parties import table
from ui.screens.parties.parts import mandate_terms, mandate_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from qualitydesk.services.desk import Desk
    from qualitydesk.services.parties import AddressLine, CheckLine, ContactLine, MandateLine, PartyFile
    from qualitydesk.services.uses import Use
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Opened:
    """A party's file and the lists that show the party."""

    file: PartyFile
    uses: tuple[Use, ...]


def read(desk: Desk, key: str) -> Opened:
    """Both, in a job."""
    file = parties.open_party(desk, key)
    return Opened(file, uses_of_party(desk, file.id))


@dataclass(frozen=True, slots=True)
class Hands:
    """What can be done with the rows of the file, by their kind; None where this person only looks on."""

    add: Callable[[str], None]
    edit: Callable[[str, Any], None]
    remove: Callable[[str, Any], None]


class PartyPanel(FilePanel):
    """Shows one opened file."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, context.tr("Party"), "party")
        self.opened: Opened | None = None
        self.hands: Hands | None = None

    def show_party(self, opened: Opened) -> None:
        """Show a party."""
        self.opened = opened
        file, tr, row = opened.file, self.context.tr, opened.file.fields
        self.set_title(
            tr.either(row["name"], row["name_zh"]),
            " · ".join(filter(None, (row["code"], tr.country(row["country"])))),
        )
        self.fill(
            self.context.jobs,
            (
                partial(self._facts, file),
                partial(self._identity, file),
                partial(self._numbers, file),
                partial(self._addresses, file),
                partial(self._contacts, file),
                partial(self._vetting, file),
                partial(self._mandates, file),
                partial(self.add_uses, opened.uses),
                partial(self.add_files, file.id),
            ),
        )

    # -- arrangement

    def _part(self, title: str, kind: str, words: str) -> QVBoxLayout:
        """A section of rows with the link that adds one."""
        hands = self.hands
        if hands is None:
            return self.add_section(title)
        return self.add_section(title, link(self.context.theme, words, lambda: hands.add(kind)))

    def _tools(self, kind: str, line: Any) -> tuple[Tool, ...]:
        hands, tr = self.hands, self.context.tr
        if hands is None:
            return ()
        away = ("calendar-clock", tr("End")) if kind == "mandate" else ("trash-2", tr("Remove"))
        return (
            Tool("pencil", tr("Edit"), lambda: hands.edit(kind, line)),
            Tool(*away, lambda: hands.remove(kind, line)),
        )

    def _row(
        self, column: QVBoxLayout, kind: str, line: Any, words: tuple[str, str], status: Status | None = None
    ) -> None:
        top, under = words
        column.addWidget(PartRow(self.context, top, under, status=status, tools=self._tools(kind, line)))

    # -- sections

    def _facts(self, file: PartyFile) -> None:
        tr, row = self.context.tr, file.fields
        asked = needed_checks(file.roles)
        verdict = file.vetting.verdict.value if asked or file.checks else ""
        column = self.add_section()
        trade = table.trade(tr, blocked=row["blocked"], own=row["own"])
        vetting = table.vetting(tr, verdict) if verdict else Status("Not required", tr("Not required"))
        column.addWidget(FactStrip(self.theme, ((tr("Trade with it"), trade), (tr("Vetting"), vetting))))
        if row["blocked_reason"]:
            said = tr("Blocked: {reason}", reason=row["blocked_reason"])
            column.addWidget(label(self.theme, said, "body", "bad", wrap=True))

    def _identity(self, file: PartyFile) -> None:
        tr, row = self.context.tr, file.fields
        column = self.add_section(tr("Who it is"))
        given = [
            (tr("Roles"), table.role_words(tr, file.roles) or tr("none")),
            (tr("Also called"), row["name"] if tr.chinese else row["name_zh"]),
            (tr("Short name"), tr.either(row["short_name"], row["short_name_zh"])),
            (tr("Trade name"), row["trade_name"]),
            (tr("Legal representative"), row["legal_representative"]),
            (tr("Phone"), row["phone"]),
            (tr("E-mail"), row["email"]),
            (tr("Website"), row["website"]),
            (tr("Data"), self._confirmed(row)),
        ]
        column.addWidget(
            KeyValues(self.theme, [(name, value) for name, value in given if value], label_width=104)
        )
        if row["note"]:
            column.addWidget(label(self.theme, row["note"], "body", "text-2", wrap=True))

    def _confirmed(self, row: Mapping[str, Any]) -> str:
        """Who confirmed the data, and when."""
        tr, day = self.context.tr, row["confirmed_on"]
        if day is None:
            return tr("not confirmed by the party")
        who = row["confirmed_by"]
        return tr("confirmed {day} by {name}", day=day, name=who) if who else tr("confirmed {day}", day=day)

    def _numbers(self, file: PartyFile) -> None:
        tr = self.context.tr
        column = self._part(tr("Numbers"), "identifier", tr("Add a number"))
        if not file.identifiers:
            nothing(self.context, column, tr("No number is on record."))
        for line in file.identifiers:
            known = PARTY_SCHEMES.get(line.scheme)
            self._row(column, "identifier", line, (line.value, tr.name(known) if known else line.scheme))
            doubts(self.context, column, line.doubts)

    def _addresses(self, file: PartyFile) -> None:
        tr = self.context.tr
        column = self._part(tr("Addresses"), "address", tr("Add an address"))
        if not file.addresses:
            nothing(self.context, column, tr("Product law asks for a postal address."))
        for line in file.addresses:
            self._row(column, "address", line, self._address(line))

    def _address(self, line: AddressLine) -> tuple[str, str]:
        tr = self.context.tr
        box = tr("PO box") if line.po_box else ""
        kind = tr(ADDRESS_KINDS[line.kind])
        return line.line, " · ".join(part for part in (kind, box) if part)

    def _contacts(self, file: PartyFile) -> None:
        tr = self.context.tr
        column = self._part(tr("Contacts"), "contact", tr("Add a contact"))
        if not file.contacts:
            nothing(self.context, column, tr("Nobody is on record."))
        for line in file.contacts:
            self._row(column, "contact", line, self._contact(line))

    def _contact(self, line: ContactLine) -> tuple[str, str]:
        top = " · ".join(part for part in (line.name, line.function) if part)
        return top, " · ".join(part for part in (line.phone, line.email) if part)

    def _vetting(self, file: PartyFile) -> None:
        tr, found = self.context.tr, file.vetting
        column = self._part(tr("Vetting"), "check", tr("Record a check"))
        if found.missing:
            kinds = tr.listed(tr(CHECK_NAMES[kind]) for kind in found.missing)
            said = tr("Still to be passed: {kinds}.", kinds=kinds)
            column.addWidget(label(self.theme, said, "body", "warn", wrap=True))
        elif found.until is not None:
            column.addWidget(
                label(self.theme, tr("In order until {day}.", day=found.until), "body", "text-2")
            )
        elif not file.checks:
            nothing(self.context, column, tr("Its roles ask for no check."))
        for line in file.checks:
            self._row(column, "check", line, self._check(line), Status(line.outcome, tr(line.outcome)))

    def _check(self, line: CheckLine) -> tuple[str, str]:
        tr = self.context.tr
        seen = tr("checked {day}", day=line.checked_on) if line.checked_on else ""
        until = tr("until {day}", day=line.valid_to) if line.valid_to else ""
        parts = (line.evidence, seen, until, tr.name(line.reviewer))
        return tr(CHECK_NAMES[line.kind]), " · ".join(part for part in parts if part)

    def _mandates(self, file: PartyFile) -> None:
        tr = self.context.tr
        column = self._part(tr("Mandates"), "mandate", tr("Add a mandate"))
        if not file.mandates:
            nothing(self.context, column, tr("It acts for nobody, and nobody acts for it."))
        for line in file.mandates:
            self._row(column, "mandate", line, mandate_words(self.context, line), self._mandate(line))
            if terms := mandate_terms(self.context, line):
                column.addWidget(label(self.theme, terms, "small", "text-2", wrap=True))

    def _mandate(self, line: MandateLine) -> Status:
        tr, ends = self.context.tr, line.fields["valid_to"]
        over = ends is not None and ends < self.context.desk.today()
        return Status("Expired", tr("Expired")) if over else Status("Valid", tr("Valid"))
