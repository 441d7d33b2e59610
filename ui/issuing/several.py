"""Issue the same kind of paper for several records: one signature, and each has a number and an entry.

Each is issued or refused by itself; what is refused is named and the others go on. One record's paper, with
its blocks and photos, is ``dialog``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import Query
from ui.context import ToastAction
from ui.issuing.options import LanguageChoice
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.form import Field, FieldKind, Form
from ui.kit.job import Job, Progress
from ui.kit.labels import IconLabel, clear, label
from ui.kit.painted.progress import ProgressLine
from ui.lists.asked import asked

if TYPE_CHECKING:
    from reports.issuing import Outcome
    from ui.context import Context
    from ui.kit.job import Control

CERTIFICATE = "inspection-certificate"
TALLEST = 200
"""So high is the list of records at most; the others are scrolled to."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record by its key and number, and what is known to be against its paper, "" for nothing."""

    key: str
    number: str
    against: str = ""


class IssueSeveralDialog(Dialog):
    """``done`` is told when it closes after something was issued."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        document: str,
        candidates: Sequence[Candidate],
        done: Callable[[], None],
    ) -> None:
        tr, several = context.tr, len(candidates)
        title = (
            tr.plural("Issue 1 certificate", "Issue {n} certificates", several)
            if document == CERTIFICATE
            else tr.plural("Issue 1 paper", "Issue {n} papers", several)
        )
        super().__init__(parent, context.theme, title, icon="file-badge", width=620, close_words=tr("Close"))
        self.context, self.document = context, document
        self.against = {one.number: one.against for one in candidates if one.against}
        self._candidates = tuple(candidates)
        self._papers: dict[str, str] = {}
        self._keys = {one.number: new_key() for one in candidates}
        self.language = LanguageChoice(context)
        secret = Field("password", tr("Your password"), FieldKind.SECRET, required=True)
        self.form = Form(context.theme, tr, [secret])
        self._job: Job | None = None
        stop = Action("stop", tr("Stop"), self.stop, "circle-stop")
        self.progress, self.stop_button = ProgressLine(context.theme), ActionButton(stop, context.theme)
        self._lay()
        self.add_cancel(tr("Cancel"))
        issue = Action("issue", tr("Issue and lock"), self.issue, "stamp", "Ctrl+Return", "primary", self._no)
        self.button = self.add_button(issue)
        self.finished.connect(lambda _result: done() if self._papers else None)
        self._look()

    def _lay(self) -> None:
        theme, tr = self.theme, self.context.tr
        self._area, self._held = area, holder = QScrollArea(), QWidget()
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, theme.px(8), 0)
        self._lines.setSpacing(theme.px(4))
        area.setAccessibleName(self.windowTitle())
        area.setWidgetResizable(True)
        area.setWidget(holder)
        self.body.addWidget(area)
        self.body.addWidget(label(theme, tr("Language on paper"), "small-strong", "text-2"))
        self.body.addWidget(self.language)
        self.body.addWidget(self.form)
        running = QHBoxLayout()
        running.addWidget(self.progress, 1)
        running.addWidget(self.stop_button)
        self.body.addLayout(running)
        self._run(False)

    def _run(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.stop_button.setVisible(on)

    # -- what is to be issued

    def _look(self) -> None:
        """Leave out what has its paper already: another one would replace it for nothing."""
        desk, document = self.context.desk, self.document
        keys = tuple(one.key for one in self._candidates)

        def work() -> dict[str, str]:
            from qualitydesk.services import documents

            living = Query({"subject_id": keys, "kind": (document,), "state": ("Issued",)})
            rows = documents.page(desk, living, limit=len(keys)).rows
            return {row.subject_number: row.number for row in rows}

        self._run(False)
        self._job = None
        self._say()
        self.context.jobs.read(self, work, self._leave_out)

    def _leave_out(self, living: dict[str, str]) -> None:
        for number, paper in living.items():
            self.against.setdefault(number, self.context.tr("It has {paper} already.", paper=paper))
        self._say()

    def _open(self) -> tuple[str, ...]:
        return tuple(one.number for one in self._candidates if one.number not in self.against | self._papers)

    def _no(self) -> str:
        if self._job is not None:
            return self.context.tr("The papers are being made.")
        return "" if self._open() else self.context.tr("None of them can get a paper now.")

    def _say(self) -> None:
        tr = self.context.tr
        clear(self._lines)
        for one in self._candidates:
            if one.number in self._papers:
                self._line("circle-check", "ok", one.number, self._papers[one.number])
            elif one.number in self.against:
                self._line("circle-x", "warn", one.number, self.against[one.number])
            else:
                self._line("circle-dashed", "text-3", one.number, tr("is issued"))
        self._area.setFixedHeight(min(self._held.sizeHint().height(), self.theme.px(TALLEST)))
        self.set_consequence(
            tr.plural("Locks 1 revision.", "Locks {n} revisions.", len(self._open())), "lock"
        )
        self.button.refresh()

    def _line(self, icon: str, ink: str, number: str, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        row.addWidget(IconLabel(self.theme, icon, ink, 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(self.theme, number, "strong"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(self.theme, words, "body", "text-2", wrap=True), 1)
        self._lines.addLayout(row)

    # -- issuing

    def issue(self) -> None:
        """Sign once and issue one after the other; what was issued stays when the rest is called off."""
        if not self.form.check() or self._no():
            return
        desk, password, numbers = self.context.desk, self.form.text("password"), self._open()
        languages, keys, document = self.language.languages(), self._keys, self.document

        def work(control: Control) -> Outcome:
            from qualitydesk.services.people import confirm_password
            from reports.issuing import Wish, issue_each

            confirm_password(desk, password)
            wishes = [Wish(document, one, languages, key=keys[one]) for one in numbers]
            return issue_each(desk, wishes, lambda through: control.go_on(through, len(numbers)))

        self._run(True)
        self._tell(Progress(0, len(numbers)))
        self._job = self.context.jobs.long(
            self,
            work,
            self._through,
            self._failed,
            progress=self._tell,
            cancelled=self._look,
            writes=True,
            title=self.windowTitle(),
        )
        self.button.refresh()

    def stop(self) -> None:
        """Leave the rest; the paper that is being made is finished."""
        if self._job is not None:
            self._job.cancel()

    def _tell(self, told: Progress) -> None:
        words = self.context.tr("{done} of {total}", done=told.done, total=told.total)
        self.progress.set_progress(told.done, told.total, words)

    def _through(self, found: Outcome) -> None:
        tr = self.context.tr
        self._end()
        self._papers.update(found.papers)
        self.against.update(
            {number: failures.in_one_line(error, tr) for number, error in found.refused.items()}
        )
        if found.papers:
            self._say_issued(len(found.papers))
        if self._open() or found.refused:
            self._say()
        else:
            self.accept()

    def _say_issued(self, count: int) -> None:
        context, kind = self.context, self.document
        shown = asked({"kind": (kind,), "state": ("Issued",)})
        show = ToastAction(context.tr("Show"), lambda: context.navigate("documents", shown))
        words = (
            context.tr.plural("1 certificate is issued.", "{n} certificates are issued.", count)
            if kind == CERTIFICATE
            else context.tr.plural("1 paper is issued.", "{n} papers are issued.", count)
        )
        context.toast(words, "ok", show)

    def _failed(self, error: Exception) -> None:
        self._end()
        self._say()
        failures.at_form(self.context, self.form, error)

    def _end(self) -> None:
        self._job = None
        self._run(False)
        self.form.set_value("password", "")
