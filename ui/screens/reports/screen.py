"""The Reports screen: the catalogue and what is to be told at the left, the paper at the right.

The paper is drawn anew shortly after an answer changed; issuing goes by the dialog that signs and locks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from ui.issuing.options import LanguageChoice
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.form import Form
from ui.kit.hints import Hint
from ui.kit.labels import clear, hairline, label
from ui.kit.pdf_preview import PdfPreview
from ui.kit.pdf_print import ask_and_print
from ui.kit.pdf_save import ask_pdf_file, write_pdf
from ui.kit.screen import Screen
from ui.kit.states import StateStack
from ui.lists.asked import filters_of
from ui.screens.reports.catalogue import CatalogueRows, Entry

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from reports.declaration import Report
    from reports.press import Printed
    from ui.context import Context

LEFT = 380
SOON_MS = 300
FIRST = "compliance-report"


def read_reports() -> tuple[Report[Any], ...]:
    """Every paper that can be printed; in a job, since it loads what draws them."""
    from reports.catalogue import REPORTS
    from reports.declaration import report

    return tuple(report(name) for name in REPORTS)


def draft_of(desk: Desk, document: str, number: str, languages: Sequence[str]) -> Printed:
    """The paper as a draft, in a job."""
    from reports.issuing import Wish, draft

    return draft(desk, Wish(document, number, languages))


def say_what_is_missing(context: Context, preview: PdfPreview, why: str) -> None:
    """In the paper's place, as long as it is not told what it is about."""
    preview.clear()
    preview.stack.show_empty("file-text", context.tr("No paper yet."), why)


class ReportsScreen(Screen):
    """Catalogue, form, paper."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        tr, theme = context.tr, context.theme
        self.reports: tuple[Report[Any], ...] = ()
        self.report: Report[Any] | None = None
        self.form: Form | None = None
        self.subject = ""
        self._outdated = False
        """Whether something else was told than the paper shown says."""
        self._given: Mapping[str, tuple[str, ...]] = {}
        self._kept: Mapping[str, tuple[str, ...]] = {}
        self.rows = CatalogueRows(theme)
        self.rows.opened.connect(self.choose)
        self.language = LanguageChoice(context)
        self.preview = PdfPreview(context)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.draw)
        self.language.chosen.connect(lambda _words: self._answered())
        self.acts = self.use_actions(self.rows)
        self._build()
        self.header.set_title(tr("Reports"))
        for id_ in ("print", "save", "issue"):
            self.header.add_action(self.acts.button(id_))

    def _build(self) -> None:
        theme, tr = self.theme, self.context.tr
        inside = QWidget()
        inside.setProperty("kind", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(16))
        column.setSpacing(theme.px(8))
        column.addWidget(self.rows)
        column.addWidget(hairline())
        self._asked = QVBoxLayout()
        self._asked.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), 0)
        self._asked.setSpacing(theme.px(12))
        column.addLayout(self._asked)
        words = QVBoxLayout()
        words.setContentsMargins(theme.px(16), theme.px(4), theme.px(16), 0)
        words.addWidget(label(theme, tr("Language of the paper"), "small-strong", "text-2"))
        words.addWidget(self.language)
        column.addLayout(words)
        column.addStretch()
        area = QScrollArea()
        area.setAccessibleName(tr("Reports"))
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(theme.px(300))
        self.stack = StateStack(theme, area, tr("Reading the catalogue"), 56)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.stack)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.px(LEFT), theme.px(852)])
        self.body.addWidget(splitter, 1)

    # -- what the shell asks

    def screen_actions(self) -> Sequence[Action]:
        """What can be done with the paper shown."""
        tr = self.context.tr
        return (
            Action("print", tr("Print"), self.print, "printer", "Ctrl+P", "", self._no_paper),
            Action("save", tr("Save as"), self.save, "download", "Ctrl+S", "", self._no_paper),
            Action("issue", tr("Issue"), self.issue, "stamp", "Ctrl+Return", "primary", self._no_paper),
        )

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            Hint(("Return",), tr("choose")),
            Hint(("Ctrl+P",), tr("print")),
            Hint(("F6",), tr("next pane")),
            Hint(("?",), tr("all keys")),
        )

    def panes(self) -> Sequence[QWidget]:
        """Catalogue, form, paper."""
        first = [next(iter(self.form.boxes.values())).editor] if self.form is not None else []
        return (self.rows, *first, self.preview.area)

    def open_record(self, key: str) -> None:
        """Show the catalogue; a key of answers chooses a report and fills its form."""
        self._given = filters_of(key) or ({} if self.reports else self._kept)
        if not self.reports:
            self.stack.show_loading()
            context, stack = self.context, self.stack

            def failed(error: Exception) -> None:
                failures.in_place(context, stack, error, lambda: self.open_record(""))

            self.jobs.read(self, read_reports, self._take, failed, latest="catalogue")
        elif self._given:
            self._choose_given()

    def shown(self) -> None:
        """The catalogue has the keys."""
        self.rows.setFocus()

    # -- what survives a rebuilding

    def state(self) -> dict[str, str]:
        """The report chosen and what it was told, as the key that asks for it."""
        from ui.screens.reports.wishes import asked_for

        if self.report is None or self.form is None:
            return {}
        return {"asked": asked_for(self.report, self.form.values(), self.language.current())}

    def restore(self, state: dict[str, str]) -> None:
        """Take it back."""
        self._kept = filters_of(state.get("asked", "")) or {}

    def _take(self, found: tuple[Report[Any], ...]) -> None:
        self.reports, tr = found, self.context.tr
        self.rows.show_entries([Entry(one.id, tr(one.title), tr(one.about)) for one in found])
        self.stack.show_view()
        self._choose_given()

    def _choose_given(self) -> None:
        self.language.choose(self._given.get("language", ("",))[0])
        wanted = self._given.get("report", (FIRST,))[0]
        self.choose(next((n for n, one in enumerate(self.reports) if one.id == wanted), 0))

    # -- form and paper

    def choose(self, place: int) -> None:
        """Another report: its form, then its paper."""
        from ui.screens.reports.wishes import fields_of, usual_values

        self.report = self.reports[place]
        self.rows.choose(place)
        clear(self._asked)
        context = self.context
        fields = fields_of(context, self.report)
        values = usual_values(context, self.report, self._given)
        self.form = Form(context.theme, context.tr, fields, values)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form.changed.connect(lambda _name: self._answered())
        self._asked.addWidget(self.form)
        self.subject = ""
        self.preview.clear()
        self._answered()
        self.draw()

    def _answered(self) -> None:
        """What is asked for now is where we are: it comes back as it was left. The paper follows soon."""
        if self.report is not None:
            self._outdated = True
            self.acts.refresh()
            self.record_opened.emit(self.state()["asked"])
            self._soon.start()

    def draw(self) -> None:
        """Draw the paper for what is told now, in a job; wait while something is missing."""
        from ui.screens.reports.wishes import missing, subject_from

        self._soon.stop()
        report, form, desk = self.report, self.form, self.context.desk
        if report is None or form is None:
            return
        self.subject = number = subject_from(report, form.values())
        self.acts.refresh()
        if not number:
            say_what_is_missing(self.context, self.preview, missing(self.context, form.values()))
            return

        def failed(error: Exception) -> None:
            self.preview.clear()
            self.acts.refresh()
            self.preview.fail(error, self.draw)

        document, languages = report.id, self.language.languages()
        self.preview.wait()
        self.jobs.read(
            self,
            lambda: draft_of(desk, document, number, languages),
            lambda made: self._drawn(number, made),
            failed,
            latest="draft",
        )

    def _drawn(self, number: str, made: Printed) -> None:
        if number != self.subject:
            return
        self._outdated = self._soon.isActive()
        self.preview.stack.show_view()
        self.preview.show_pdf(made.pdf)
        self.acts.refresh()

    # -- deeds

    def _no_paper(self) -> str:
        if not (self.subject and self.preview.pdf):
            return self.context.tr("There is no paper yet.")
        return self.context.tr("The paper is being drawn.") if self._outdated else ""

    def print(self) -> None:
        """Choose a printer for the draft."""
        if self.report is not None:
            ask_and_print(self.context, self, self.preview.pdf, self.context.tr(self.report.title))

    def save(self) -> None:
        """Choose a file for the draft."""
        assert self.report is not None
        name = f"{self.report.id} {self.subject}-draft.pdf"
        ask_pdf_file(self.window(), self.context.tr("Save the draft"), name, self.save_to)

    def save_to(self, path: str) -> None:
        """Write the draft to a file."""
        write_pdf(self.context, self, path, self.preview.pdf)

    def issue(self) -> None:
        """Open the dialog that signs, numbers and locks it, in the language of the paper shown."""
        if self.report is not None:
            self.context.navigate(f"issue:{self.report.id}:{self.language.current()}", self.subject)
