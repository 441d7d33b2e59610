"""What can be done with parties: record, change, block, unblock; add, correct and end rows of a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.people import MANAGING
from qualitydesk.services import parties
from qualitydesk.services.parties import MandateLine, PartyFile
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.reasons import ask_reason
from ui.lists.chosen import BulkAction, Keys
from ui.registers.steps import RegisterSteps
from ui.screens.parties import form
from ui.screens.parties.panel import Opened
from ui.screens.parties.parts import Line, PartForms

if TYPE_CHECKING:
    from ui.context import Context


def print_scorecard(context: Context, file: PartyFile | None) -> None:
    """The paper that says how the party did in twelve months."""
    if file is not None:
        context.navigate("issue:scorecard", file.fields["code"])


class Steps(RegisterSteps[Opened]):
    """The verbs of the screen."""

    def actions(self) -> tuple[Action, ...]:
        """Buttons and keys."""
        tr, change = self.context.tr, self.may_change
        return (
            Action("new", tr("New party"), self.new, "plus", "N", "primary", self.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "primary", change, True),
            Action(
                "check",
                tr("Record a check"),
                lambda: self.add("check"),
                "shield-check",
                "C",
                "",
                change,
                True,
            ),
            Action(
                "block",
                tr("Block"),
                self.block,
                "ban",
                "",
                "danger",
                self.no_block,
                offered=lambda: not _blocked(self.party()),
            ),
            Action(
                "unblock",
                tr("Let trade again"),
                self.unblock,
                "lock-open",
                "",
                "",
                self.no_unblock,
                offered=lambda: _blocked(self.party()),
            ),
            Action("number", tr("Add a number"), lambda: self.add("identifier"), "hash", locked=change),
            Action("address", tr("Add an address"), lambda: self.add("address"), "map-pin", locked=change),
            Action("contact", tr("Add a contact"), lambda: self.add("contact"), "contact", locked=change),
            Action("mandate", tr("Add a mandate"), lambda: self.add("mandate"), "signature", locked=change),
            Action(
                "scorecard",
                tr("Scorecard"),
                lambda: print_scorecard(self.context, self.party()),
                "chart-column",
                "P",
                "",
                self.nothing,
                True,
            ),
            Action("export", tr("Export all parties"), self.export, "download"),
            Action("import", tr("Import a file"), self.bring_in, "upload", locked=self.may_edit),
        )

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked parties."""
        tr = self.context.tr
        return (
            BulkAction(tr("Block"), self.block_all, "ban", "danger"),
            BulkAction(tr("Let trade again"), self.unblock_all, "lock-open"),
        )

    def party(self) -> PartyFile | None:
        """The party in the panel."""
        opened = self.file()
        return opened.file if opened is not None else None

    # -- the party itself

    def new(self) -> None:
        """Ask for another party."""
        self.ask(form.asked(self.context, None))

    def edit(self) -> None:
        """Change the party in the panel."""
        file = self.party()
        if file is not None:
            self.ask(form.asked(self.context, file))

    def bring_in(self) -> None:
        """Bring parties in from a file."""
        self.context.navigate("import:parties")

    def export(self) -> None:
        """Write all parties to a file."""
        self.context.navigate("export:parties")

    # -- blocks

    def no_managing(self) -> str:
        """Why this person cannot block anybody."""
        if self.context.desk.person.role in MANAGING:
            return self.nothing()
        return self.context.tr("Only a manager blocks a party or lifts a block.")

    def no_block(self) -> str:
        """Why the party cannot be blocked."""
        return self.context.tr("It is blocked already.") if _blocked(self.party()) else self.no_managing()

    def no_unblock(self) -> str:
        """Why there is no block to lift."""
        return self.no_managing() if _blocked(self.party()) else self.context.tr("It is not blocked.")

    def block(self) -> None:
        """Stop all trade with the party, with a reason."""
        file, desk, tr = self.party(), self.context.desk, self.context.tr
        if file is None:
            return
        ask_reason(
            self.context,
            self.owner,
            tr("Block {code}", code=file.fields["code"]),
            tr("Block"),
            lambda reason: parties.block_party(desk, file.id, file.version, reason),
            lambda _version: self._told(tr("Trade with it is stopped."), file.id),
            slot=Slot("block party", file.id),
            consequence=tr("Every shipment with it stops at the gate."),
            icon="ban",
        )

    def unblock(self) -> None:
        """Let the party trade again, with a reason."""
        file, desk, tr = self.party(), self.context.desk, self.context.tr
        if file is None:
            return
        ask_reason(
            self.context,
            self.owner,
            tr("Let {code} trade again", code=file.fields["code"]),
            tr("Let trade again"),
            lambda reason: parties.unblock_party(desk, file.id, file.version, reason),
            lambda _version: self._told(tr("It may trade again."), file.id),
            slot=Slot("unblock party", file.id),
            icon="lock-open",
        )

    def block_all(self, keys: Keys) -> None:
        """Stop all trade with the ticked parties, with one reason."""
        desk, tr = self.context.desk, self.context.tr

        def done(blocked: Keys) -> None:
            self._told(tr.plural("1 party is blocked.", "{n} parties are blocked.", len(blocked)), "")

        ask_reason(
            self.context,
            self.owner,
            tr.plural("Block 1 party", "Block {n} parties", len(keys)),
            tr("Block"),
            lambda reason: parties.block_parties(desk, keys, reason),
            done,
            slot=Slot("block parties"),
            consequence=tr("Every shipment with it stops at the gate."),
            icon="ban",
        )

    def unblock_all(self, keys: Keys) -> None:
        """Let the ticked parties trade again, with one reason."""
        desk, tr = self.context.desk, self.context.tr

        def done(freed: Keys) -> None:
            self._told(tr.plural("1 party may trade again.", "{n} parties may trade again.", len(freed)), "")

        ask_reason(
            self.context,
            self.owner,
            tr.plural("Let 1 party trade again", "Let {n} parties trade again", len(keys)),
            tr("Let trade again"),
            lambda reason: parties.unblock_parties(desk, keys, reason),
            done,
            slot=Slot("unblock parties"),
            icon="lock-open",
        )

    def _told(self, words: str, key: str) -> None:
        self.context.toast(words)
        self.saved(key)

    # -- rows of the file

    def add(self, kind: str) -> None:
        """Ask for another row of the file."""
        self._ask_part(kind, None)

    def edit_part(self, kind: str, line: Line) -> None:
        """Correct a row of the file."""
        self._ask_part(kind, line)

    def _ask_part(self, kind: str, line: Line | None) -> None:
        file = self.party()
        if file is not None:
            self.ask(PartForms(self.context, file).asked(kind, line))

    def remove_part(self, kind: str, line: Line) -> None:
        """Take a row out of the file, which can be taken back; a mandate is ended instead."""
        file, desk, tr = self.party(), self.context.desk, self.context.tr
        if file is None:
            return
        if isinstance(line, MandateLine):
            self._ask_end(file, line)
            return

        def done(taken: dict[str, Any]) -> None:
            self.say(
                tr("Removed; the history keeps it."), lambda: parties.restore_part(desk, kind, taken), file.id
            )

        self.write(lambda: parties.remove_part(desk, kind, line.id), done)

    def _ask_end(self, file: PartyFile, line: MandateLine) -> None:
        desk, tr = self.context.desk, self.context.tr
        fields = [
            Field("valid_to", tr("Last day"), FieldKind.DAY, required=True),
            Field("reason", tr("Reason"), FieldKind.LONG, required=True),
        ]

        def then(values: dict[str, object], asking: Form, dialog: Dialog) -> None:
            day, reason = values["valid_to"], str(values["reason"])
            assert isinstance(day, date)

            def done(_version: int) -> None:
                dialog.accept()
                self._told(tr("The mandate is ended."), file.id)

            self.context.jobs.write(
                dialog,
                lambda: parties.end_mandate(desk, line.id, line.version, day, reason),
                done,
                lambda error: failures.at_form(self.context, asking, error),
            )

        ask_form(
            self.context,
            self.owner,
            tr("End the mandate"),
            fields,
            tr("End"),
            then,
            slot=Slot("end mandate", line.id),
            values={"valid_to": desk.today()},
            consequence=tr("What rested on it before stays as it was."),
            icon="calendar-clock",
        )


def _blocked(file: PartyFile | None) -> bool:
    return file is not None and bool(file.fields["blocked"])
