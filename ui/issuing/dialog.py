"""Issue a paper: options at left, the real page at right, signed with the password, registered and locked.

Opened by the shell for ``navigate("issue:claim-report", number)``; "issue:claim-report:en" begins in English.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualitydesk.domain.errors import Denied, QualityDeskError
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Tone
from ui.context import ToastAction
from ui.issuing.options import Options
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog
from ui.kit.labels import hairline
from ui.kit.pdf_preview import PdfPreview
from ui.kit.pdf_save import ask_pdf_file, write_pdf
from ui.kit.scrolling import Scrolled
from ui.words import in_a_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from qualitydesk.services.documents import DocumentFile
    from reports.declaration import Gathered, Report
    from reports.issuing import Wish
    from reports.press import Printed
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft, what it was made from, and how long that took."""

    gathered: Gathered[Any]
    printed: Printed
    seconds: float


class IssueDialog(Dialog):
    """One wish until it is issued; repeating a failed attempt cannot issue twice."""

    def __init__(
        self, context: Context, parent: QWidget, document: str, number: str, language: str = ""
    ) -> None:
        from reports.declaration import report

        self.context, self.document, self.number = context, document, number
        self._behind = parent.window()
        self.report: Report[Any] = report(document)
        tr = context.tr
        title = tr("Issue {paper}", paper=in_a_sentence(tr(self.report.title)))
        super().__init__(
            parent,
            context.theme,
            title,
            icon="file-badge",
            subtitle=number,
            width=1184,
            height=820,
            close_words=tr("Close"),
        )
        self._key = new_key()
        self._preview: Preview | None = None
        self._busy = self._outdated = False
        self.options = Options(context, self.report)
        self.options.language.choose(language)
        self.preview = PdfPreview(context)
        self.body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._scrolled(self.options))
        row.addWidget(hairline(upright=True))
        row.addWidget(self.preview, 1)
        self.body.addLayout(row, 1)
        self._make_buttons()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(80)
        self._soon.timeout.connect(self.draw)
        self.options.changed.connect(self._outdate)
        self.options.sign.typed.connect(self.refresh_buttons)
        self.options.sign.password.setFocus()
        self.draw()

    def _scrolled(self, options: Options) -> Scrolled:
        """The options keep their height on a small screen; the dialog is no larger than the window behind
        it."""
        area, behind = Scrolled(self.windowTitle()), self._behind.size()
        area.show_page(options)
        area.setFixedWidth(self.theme.px(400))
        if behind.isValid():
            self.resize(self.size().boundedTo(behind).expandedTo(QSize(900, 560)))
        return area

    def _make_buttons(self) -> None:
        tr = self.context.tr
        self.add_cancel(tr("Cancel"))
        self.draft_button = self.add_button(
            Action("draft", tr("Save draft PDF"), self.ask_draft_file, "download", locked=self._no_draft)
        )
        self.issue_button = self.add_button(
            Action(
                "issue", tr("Issue and lock"), self.issue, "stamp", "Ctrl+Return", "primary", self._why_not
            )
        )

    def wish(self) -> Wish:
        """What is wanted, as chosen now."""
        from reports.issuing import Wish

        options = self.options
        return Wish(
            self.document,
            self.number,
            options.language.languages(),
            options.blocks.left_out(),
            options.photos,
            options.copies.names,
            self._key,
        )

    # -- the live preview

    def _outdate(self) -> None:
        """Something else was chosen: what is signed must be what is seen, so it is drawn first."""
        self._outdated = True
        self.refresh_buttons()
        self._soon.start()

    def draw(self) -> None:
        """Make the draft anew, in a job."""
        desk, wish = self.context.desk, self.wish()

        def work() -> Preview:
            from reports.issuing import draft, facts, in_the_way

            begun = time.perf_counter()
            gathered, printed = in_the_way(desk, wish, facts(desk, wish)), draft(desk, wish)
            return Preview(gathered, printed, time.perf_counter() - begun)

        self.preview.wait()
        self.context.jobs.read(
            self, work, self._drawn, lambda error: self.preview.fail(error, self.draw), latest="draft"
        )

    def _drawn(self, made: Preview) -> None:
        self._preview, self._outdated, tr = made, False, self.context.tr
        size = round(len(made.printed.pdf) / 1000)
        words = tr("A4 · {size} kB · made in {seconds} s", size=size, seconds=f"{made.seconds:.1f}")
        self.preview.show_pdf(made.printed.pdf, words)
        self.options.show_gathered(made.gathered)
        self.options.sign.show_signed(self._signed(made.gathered))
        self._say_consequence(made.gathered.subject.revision)
        self.refresh_buttons()

    def _say_consequence(self, revision: int) -> None:
        tr = self.context.tr
        self.set_consequence(
            tr("Locks revision {n}. A later change gets a new number that replaces this one.", n=revision),
            "lock",
        )

    def _signed(self, gathered: Gathered[Any]) -> list[tuple[str, str, str]]:
        tr = self.context.tr
        return [
            (tr.name(line.name), tr(line.role), tr.instant(line.at) if line.at else "")
            for line in getattr(gathered.content, "signings", ())
        ]

    # -- issuing

    def refresh_buttons(self) -> None:
        """Ask again what may be done."""
        self.draft_button.refresh()
        self.issue_button.refresh()

    def _no_draft(self) -> str:
        drawn = self._preview is not None and not self._outdated
        return "" if drawn else self.context.tr("The paper is being drawn.")

    def _why_not(self) -> str:
        tr = self.context.tr
        if self._preview is None or self._busy or self._outdated:
            return tr("The paper is being drawn.")
        against = [each.words for each in self._preview.gathered.readiness if each.tone is Tone.BAD]
        if against:
            return tr(against[0])
        return "" if self.options.sign.password.text() else tr("Sign with your password first.")

    def issue(self) -> None:
        """Check the password, issue, register; the dialog stays open with everything in it when that
        fails."""
        if self._preview is None or self._why_not():
            return
        self._say_consequence(self._preview.gathered.subject.revision)
        desk, wish, password = self.context.desk, self.wish(), self.options.sign.password.text()
        self._busy = True
        self.refresh_buttons()

        def work() -> DocumentFile:
            from qualitydesk.services.people import confirm_password
            from reports.issuing import issue

            confirm_password(desk, password)
            return issue(desk, wish)

        self.context.jobs.write(self, work, self._issued, self._failed)

    def _issued(self, entry: DocumentFile) -> None:
        context, number = self.context, entry.row.number
        show = ToastAction(context.tr("Open it"), lambda: context.navigate("document", entry.row.id))
        context.toast(context.tr("{number} is issued.", number=number), "ok", show)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        tr, sign = self.context.tr, self.options.sign
        sign.password.clear()
        sign.password.setFocus()
        self.refresh_buttons()
        if isinstance(error, Denied) and error.field:
            sign.say(tr(error.message))
        else:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        """At the foot: a toast would lie behind this large dialog."""
        if isinstance(error, QualityDeskError):
            self.set_consequence(failures.in_one_line(error, self.context.tr), "circle-alert", "bad")
        else:
            failures.tell(self.context, self, error)

    # -- the draft as a file

    def ask_draft_file(self) -> None:
        """Choose where the draft goes."""
        title = self.context.tr("Save the draft")
        ask_pdf_file(self, title, f"{self.number}-draft.pdf", self.save_draft)

    def save_draft(self, path: str | Path) -> None:
        """Write the draft shown, and say so at the foot."""
        if self._preview is not None:
            saved = partial(self.set_consequence, icon="circle-check", ink="ok")
            write_pdf(self.context, self, path, self._preview.printed.pdf, saved, self._tell)
