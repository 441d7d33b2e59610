"""What is done with all ticked certificates: asked anew of their makers, moved to one status, exported.

One paper's own steps are in ``steps``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qualitydesk.domain.certification.status import NEEDS_REASON, CertificateStatus
from qualitydesk.services import certificates
from ui.importing.exporting import export_ticked
from ui.kit.form import Field, FieldKind
from ui.lists.chosen import BulkAction, Keys
from ui.lists.together import Together, Values, Verb

if TYPE_CHECKING:
    from ui.context import Context
    from ui.screens.certificates.screen import CertificatesScreen

ANSWER_DAYS = 14
_C = CertificateStatus


class Several:
    """``screen`` has the list of certificates."""

    def __init__(self, context: Context, screen: CertificatesScreen) -> None:
        self.context, self.screen = context, screen
        self.together = Together(context, screen, lambda: screen)

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked papers."""
        tr = self.context.tr
        return (
            BulkAction(tr("Ask for renewal"), self._for_writers(self.ask), "refresh-cw"),
            self._move(tr("Submit"), _C.SUBMITTED, "hourglass"),
            self._move(tr("Begin review"), _C.UNDER_REVIEW, "eye"),
            self._move(tr("Suspend"), _C.SUSPENDED, "ban"),
            export_ticked(self.context, self.screen, "certificates", lambda row: row.number),
            self._move(tr("Withdraw"), _C.WITHDRAWN, "undo-2", "danger"),
        )

    def _for_writers(self, run: Callable[[Keys], None]) -> Callable[[Keys], None]:
        return self.together.unless(lambda: self.screen.steps.may_write(), run)  # noqa: PLW0108 # made later

    def _move(self, text: str, status: _C, icon: str, kind: str = "") -> BulkAction:
        return BulkAction(
            text, self._for_writers(lambda keys: self.move(text, status, icon, keys)), icon, kind
        )

    def move(self, text: str, status: _C, icon: str, keys: Keys) -> None:
        """Move them all, with one reason where one is needed."""
        desk, tr = self.context.desk, self.context.tr

        def said(count: int) -> str:
            word = tr(status.value)
            return tr.plural(
                "1 paper is now “{status}”.", "{n} papers are now “{status}”.", count, status=word
            )

        verb = Verb(
            tr.plural("{verb}: 1 paper", "{verb}: {n} papers", len(keys), verb=text),
            text,
            lambda values: certificates.move_certificates(desk, keys, status, str(values.get("reason", ""))),
            said,
            icon=icon,
            follows=self._follows(status),
        )
        if status in NEEDS_REASON:
            self.together.ask_why(verb, f"certificates {status.value}")
        else:
            self.together.take(verb)

    def _follows(self, status: _C) -> str:
        tr = self.context.tr
        if status in NEEDS_REASON:
            return tr("The papers no longer count: shipments that need them stop at the gate.")
        return tr("The step stays in the history with your name.")

    def ask(self, keys: Keys) -> None:
        """Note that their makers are asked: a task for each with one day; the letters are in their panels."""
        desk, tr = self.context.desk, self.context.tr
        rows = {key: self.screen.list.table.rows.record(key) for key in keys}
        titles = {
            key: tr("Renewal of {number} asked for", number=row.number)
            for key, row in rows.items()
            if row is not None
        }

        def work(values: Values) -> int:
            day = values["due_on"]
            return certificates.record_requests(desk, titles, day if isinstance(day, date) else None)

        verb = Verb(
            tr.plural("Ask for 1 renewal", "Ask for {n} renewals", len(titles)),
            tr("Record the request"),
            work,
            lambda count: tr.plural("1 request is a task now.", "{n} requests are tasks now.", count),
            icon="refresh-cw",
            follows=tr(
                "A task in your name for each. The letter to its maker is in its panel; nothing is sent."
            ),
        )
        field = Field("due_on", tr("Answer due on"), FieldKind.DAY, required=True)
        self.together.ask(verb, [field], "renewals", due_on=desk.today() + timedelta(days=ANSWER_DAYS))
