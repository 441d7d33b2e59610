"""What can be done with a certificate or a cell: the actions, why one is locked, and what they ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from qualitydesk.domain.certification.status import NEEDS_REASON, CertificateStatus, may_become
from qualitydesk.domain.countries import in_sentence
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.values import Query
from qualitydesk.services import certificates
from qualitydesk.services.certificates.needs import FINDINGS
from ui.history import Subject, history_action
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.reasons import ask_reason
from ui.screens.certificates.asking import RenewalDialog
from ui.screens.certificates.editing import Editing, Given

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.certificates import CertificateFile, Request
    from ui.context import Context
    from ui.screens.certificates.reading import Opened

_C = CertificateStatus
FOR_MANAGERS = (_C.VALID, _C.REJECTED, _C.SUSPENDED)


def opening(ask: Callable[[], object]) -> Callable[[], None]:
    """A question as an action's deed: the dialog it gives back is not wanted there."""

    def run() -> None:
        ask()

    return run


def declare(context: Context, file: CertificateFile | None) -> None:
    """The certificate as a declaration to sign."""
    if file is not None:
        context.navigate("issue:conformity-declaration", file.fields["number"])


class Steps:
    """The verbs of the screen. ``opened`` answers what the panel shows; ``changed`` is told a key to show."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        opened: Callable[[], Opened | None],
        changed: Callable[[str], None],
    ) -> None:
        self.context, self.owner, self.opened, self.changed = context, owner, opened, changed
        self.editing = Editing(context, owner, changed)

    def actions(self) -> tuple[Action, ...]:
        """All of them, in the order of menus."""
        tr = self.context.tr
        return (
            Action("add", tr("Add certificate"), opening(self.add), "plus", "N", "primary", self.may_write),
            Action("edit", tr("Edit"), opening(self.edit), "pencil", "E", "", self._of_file(self.may_write)),
            Action(
                "ask", tr("Ask maker for renewal"), self.ask, "refresh-cw", "R", "primary", self._of_file()
            ),
            self._move("submit", tr("Submit"), "hourglass", _C.SUBMITTED, "primary"),
            self._move("review", tr("Begin review"), "eye", _C.UNDER_REVIEW, "primary"),
            self._move("approve", tr("Approve review"), "stamp", _C.VALID, "primary"),
            self._move("lift", tr("Lift suspension"), "circle-check", _C.VALID, "primary"),
            self._move("reject", tr("Reject"), "circle-x", _C.REJECTED),
            self._move("suspend", tr("Suspend"), "ban", _C.SUSPENDED),
            self._move("withdraw", tr("Withdraw"), "undo-2", _C.WITHDRAWN),
            self._move("supersede", tr("Supersede"), "git-merge", _C.SUPERSEDED),
            Action(
                "declare",
                tr("Declaration of conformity"),
                lambda: declare(self.context, self.file),
                "file-text",
                locked=self._of_file(),
            ),
            Action("settle", tr("Settle doubts"), self.settle, "circle-check", locked=self.may_settle),
            history_action(self.context, self.owner, self._subject),
            Action("except", tr("Grant exception"), opening(self.grant), "flag", "", "", self.may_except),
        )

    def _move(self, name: str, text: str, icon: str, status: _C, kind: str = "") -> Action:
        return Action(
            name,
            text,
            opening(lambda: self.move(text, status)),
            icon,
            "",
            kind,
            lambda: self.may_move(status),
            offered=lambda: self.file is None or may_become(self.file.status, status),
        )

    def _subject(self) -> Subject | None:
        file = self.file
        return Subject("certificate", file.id, file.fields["number"]) if file is not None else None

    # -- why not

    @property
    def file(self) -> CertificateFile | None:
        """The certificate in the panel."""
        opened = self.opened()
        return opened.file if opened is not None else None

    def may_write(self) -> str:
        """Why nothing may be recorded."""
        auditor = self.context.desk.person.role == "Auditor"
        return self.context.tr("Auditors look and change nothing.") if auditor else ""

    def _of_file(self, other: Callable[[], str] | None = None) -> Callable[[], str]:
        def reason() -> str:
            if self.file is None:
                return self.context.tr("Choose a certificate first.")
            return other() if other is not None else self.may_write()

        return reason

    def may_move(self, status: _C) -> str:
        """Why the certificate can't be moved there."""
        tr, file = self.context.tr, self.file
        if file is None:
            return tr("Choose a certificate first.")
        if status not in file.moves:
            return tr(
                "A certificate that is “{old}” can’t become “{new}”.", old=tr(file.status), new=tr(status)
            )
        if status in FOR_MANAGERS and self.context.desk.person.role not in MANAGING:
            return tr("Only a manager may do this.")
        return self.may_write()

    def may_settle(self) -> str:
        """Why no doubt can be settled."""
        tr, file = self.context.tr, self.file
        if file is None:
            return tr("Choose a certificate first.")
        if not file.doubts:
            return tr("Nothing about this paper is doubtful.")
        return "" if self.context.desk.person.role in MANAGING else tr("Only a manager may do this.")

    def may_except(self) -> str:
        """Why no exception can be granted."""
        tr, opened = self.context.tr, self.opened()
        need = opened.need if opened is not None else None
        if need is None or need.row.state not in FINDINGS:
            return tr("Nothing stops this product here.")
        if self.context.desk.person.role not in MANAGING:
            return tr("Only a manager may grant an exception.")
        return ""

    # -- recording

    def add(self) -> tuple[Dialog, Form]:
        """A new certificate; from a cell, for its product and market."""
        opened = self.opened()
        if opened is None or opened.cell is None:
            return self.editing.add(Given())
        cell, need = opened.cell, opened.need
        scheme = need.row.scheme if need is not None else ""
        return self.editing.add(Given(cell.market, scheme, ((cell.product_id, cell.sku),)))

    def edit(self) -> tuple[Dialog, Form] | None:
        """Change the one in the panel."""
        return self.editing.edit(self.file) if self.file is not None else None

    # -- moving

    def move(self, title: str, status: _C) -> tuple[Dialog, Form] | None:
        """Ask for the day and, where it is needed, for reason and successor."""
        file, tr = self.file, self.context.tr
        if file is None:
            return None
        desk, version = self.context.desk, file.version

        def work(values: dict[str, object]) -> object:
            on = values["on"] if isinstance(values["on"], date) else None
            reason, successor = str(values.get("reason", "")), str(values.get("successor", "")) or None
            return certificates.move_certificate(
                desk, file.id, version, status, reason=reason, successor=successor, on=on
            )

        fields = [Field("on", tr("As of"), FieldKind.DAY, required=True)]
        if status is _C.SUPERSEDED:
            fields.insert(0, self._successor())
        if status in NEEDS_REASON:
            fields.append(Field("reason", tr("Reason"), FieldKind.LONG, required=True))
        said = tr("{number} is now “{status}”.", number=file.fields["number"], status=tr(status.value))
        slot = Slot(f"certificate {status.value}", file.id)
        return self._ask(
            tr("{act}: {number}", act=title, number=file.fields["number"]),
            fields,
            title,
            work,
            said,
            slot,
            self._follows(status),
        )

    def _follows(self, status: _C) -> str:
        tr = self.context.tr
        if status is _C.VALID:
            return tr("The paper counts at the gate from its first day on.")
        if status in (*NEEDS_REASON,):
            return tr("The paper no longer counts: shipments that need it stop at the gate.")
        return tr("The step stays in the history with your name.")

    def _successor(self) -> Field:
        desk, tr = self.context.desk, self.context.tr

        def find(words: str) -> list[tuple[str, str]]:
            rows = certificates.page(desk, Query({}, words, "ends", True), None, 20).rows
            return [(row.id, f"{row.number} · {row.scheme}") for row in rows]

        return Field("successor", tr("Takes its place"), FieldKind.LOOKUP, required=True, find=find)

    def settle(self) -> None:
        """Ask what was found, and count the paper as it stands."""
        file, tr, desk, opened = self.file, self.context.tr, self.context.desk, self.opened()
        if file is None or opened is None:
            return
        key, version, doubts, shown = file.id, file.version, file.doubts, opened.key

        def done(_version: object) -> None:
            self.context.toast(tr("The doubts are settled; the reason stays in the history."))
            self.changed(shown)

        ask_reason(
            self.context,
            self.owner,
            tr("Settle doubts: {number}", number=file.fields["number"]),
            tr("Settle doubts"),
            lambda reason: certificates.settle_doubts(desk, key, version, doubts, reason),
            done,
            slot=Slot("settle doubts", key),
            icon="circle-check",
            consequence=tr.listed((tr(doubt) for doubt in doubts), long=True),
            question=tr("What was found"),
        )

    def grant(self) -> tuple[Dialog, Form] | None:
        """Let the product pass without the paper until a day."""
        opened, tr, desk = self.opened(), self.context.tr, self.context.desk
        if opened is None or opened.cell is None or opened.need is None:
            return None
        cell, scheme, key = opened.cell, opened.need.row.scheme, opened.key

        def work(values: dict[str, object]) -> object:
            until, reason = values["until"], str(values["reason"])
            if not isinstance(until, date):
                raise TypeError("a day field gives a date")
            return certificates.grant_paper_exception(
                desk, cell.product_id, cell.market, scheme, until=until, reason=reason
            )

        fields = [
            Field("until", tr("Until"), FieldKind.DAY, required=True),
            Field("reason", tr("Reason"), FieldKind.LONG, required=True),
        ]
        title = tr("Exception for {sku} in {market}", sku=cell.sku, market=in_sentence(cell.market_name))
        said = tr("The exception is granted.")
        follows = tr("It ends by itself, and is printed with your name on the papers of each shipment.")
        return self._ask(
            title, fields, tr("Grant exception"), work, said, Slot("paper exception", key), follows, key
        )

    def _ask(
        self,
        title: str,
        fields: list[Field],
        do: str,
        work: Callable[[dict[str, object]], object],
        said: str,
        slot: Slot,
        follows: str,
        key: str = "",
    ) -> tuple[Dialog, Form]:
        context, shown = self.context, self.opened()
        key = key or (shown.key if shown is not None else "")

        def then(values: dict[str, object], form: Form, dialog: Dialog) -> None:
            def done(_answer: object) -> None:
                dialog.accept()
                context.toast(said)
                self.changed(key)

            context.jobs.write(
                form, lambda: work(values), done, lambda error: failures.at_form(context, form, error)
            )

        values: dict[str, object] = {"on": context.desk.today()}
        return ask_form(
            context,
            self.owner,
            title,
            fields,
            do,
            then,
            slot=slot,
            values=values,
            consequence=follows,
            icon="badge-check",
        )

    # -- asking the maker

    def ask(self) -> None:
        """Prepare the letter, then show it."""
        file, desk = self.file, self.context.desk
        if file is None:
            return

        def show(request: Request) -> None:
            self.show_request(file, request)

        self.context.jobs.read(self.owner, lambda: certificates.renewal_request(desk, file), show)

    def show_request(self, file: CertificateFile, request: Request) -> RenewalDialog:
        """The letter and the task."""
        opened = self.opened()
        key = opened.key if opened is not None else file.id
        dialog = RenewalDialog(self.context, self.owner, file, request, lambda: self.changed(key))
        dialog.open()
        return dialog
