"""The palette's dialog: field, scan line, results and preview, and the keys that go between them.

Records are looked up in jobs; how lines are named and drawn belongs to the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.kit.badges import Badge
from ui.kit.cells import Status
from ui.kit.hints import Hint, HintBar
from ui.kit.labels import ElidedLabel, IconLabel, KeyCap, hairline
from ui.kit.overlay import float_over, let_through, round_off
from ui.palette.finder import COMMAND, HELP, LAW, NUMBER, PARTY, Finder, Found, Question
from ui.palette.preview_pane import PreviewPane
from ui.palette.results import Lines, Result
from ui.palette.rows import ResultRows
from ui.palette.scan_line import ScanLine

if TYPE_CHECKING:
    from qualitydesk.services.finding import Hit, Preview
    from qualitydesk.translation import Translator

PAUSE_MS, LOOK_MS = 60, 40
SHORTEST, MOST_PAGES = 2, 4
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Palette(QDialog):
    """Frameless, over the window, Esc closes. ``open_with`` may bring a scanned text.

    ``commands`` are the lines that do something; ``recent`` the keys of the records looked at last;
    ``has_page`` tells whether a kind of record, or something to begin, has a page; ``pages`` are the lines of
    the help that hold some words.
    """

    WIDTH, HEIGHT = 960, 620

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        commands: Sequence[Result],
        has_page: Callable[[str], bool] = lambda _kind: True,
        recent: Sequence[str] = (),
        pages: Callable[[str], list[Result]] = lambda _words: [],
    ) -> None:
        super().__init__(parent.window(), Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._context, self._commands, self._recent = context, tuple(commands), tuple(recent)
        self._lines, self._finder = Lines(context, has_page), Finder(context, self)
        self._pages = pages
        self._pinned: Hit | None = None
        self._asking = self._run_then = False
        self._alone = ""
        let_through(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(context.tr("Search or scan"))
        self._build()
        self._pause, self._look = _timer(self, PAUSE_MS, self._ask), _timer(self, LOOK_MS, self._ask_preview)
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self.rows.moved.connect(self._look.start)
        self._show_commands(Question(""))

    # -- building

    def _build(self) -> None:
        theme = self._context.theme
        frame, outer = QFrame(), QVBoxLayout(self)
        frame.setProperty("kind", "popup")
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.scan_line = ScanLine(self._context)
        column.addWidget(self.scan_line)
        column.addWidget(hairline())
        self.rows = ResultRows(theme)
        self.rows.opened.connect(lambda _place: self._run())
        self.preview = PreviewPane(self._context)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._results(), 1)
        self._divide = hairline(upright=True)
        body.addWidget(self._divide)
        body.addWidget(self.preview)
        column.addLayout(body, 1)
        column.addWidget(HintBar(theme, _hints(self._context.tr)))

    def _head(self) -> QHBoxLayout:
        theme, tr, px = self._context.theme, self._context.tr, self._context.theme.px
        head = QHBoxLayout()
        head.setContentsMargins(px(16), 0, px(16), 0)
        head.setSpacing(px(12))
        head.addWidget(IconLabel(theme, "scan-line", "accent", 20))
        self.field = QLineEdit()
        self.field.setProperty("density", "bare")
        self.field.setFont(theme.font("search"))
        self.field.setFixedHeight(px(60))
        self.field.setPlaceholderText(tr("Number, product, party, law or command"))
        self.field.setAccessibleName(tr("Search or scan"))
        head.addWidget(self.field, 1)
        self._source = Badge(theme, Status("scan", tr("Scanned"), "scan-line", "info"))
        self._source.hide()
        head.addWidget(self._source)
        head.addWidget(KeyCap("Esc", theme))
        return head

    def _results(self) -> QScrollArea:
        px = self._context.theme.px
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(0, px(8), 0, 0)
        self._note = ElidedLabel(self._context.theme, "", "small", "text-3")
        note = QVBoxLayout()
        note.setContentsMargins(px(16), 0, px(16), px(4))
        note.addWidget(self._note)
        inner.addLayout(note)
        inner.addWidget(self.rows)
        inner.addStretch()
        self._area.setWidget(holder)
        return self._area

    def open_with(self, text: str = "", *, scanned: bool = False) -> None:
        """Show it, with a text already in the field."""
        window, px = self.parentWidget(), self._context.theme.px
        if window is not None:
            width = min(px(self.WIDTH), window.width() - px(32))
            tall = min(px(self.HEIGHT), window.height() - px(120))
            corner = window.mapToGlobal(window.rect().topLeft())
            self.setGeometry(corner.x() + (window.width() - width) // 2, corner.y() + px(88), width, tall)
        float_over(self, self._context.theme)
        self._source.setVisible(scanned)
        self.open()
        self.field.setFocus()
        self.field.setText(text)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        round_off(self, self._context.theme)

    # -- finding

    def _typed(self, _text: str) -> None:
        self._pinned, self._run_then = None, False
        self._pause.start()

    def _ask(self) -> None:
        from qualitydesk.domain.identifiers import parse_scan

        question, signed_in = Question.read(self.field.text()), self._context.signed_in
        self.scan_line.show_scan(parse_scan(question.text))
        self._asking = False
        self._finder.forget()
        if question.mark == HELP:
            self._list_own(question, self._pages(question.text))
            return
        if signed_in and question.text and question.mark != COMMAND:
            self._asking = True
            self._finder.records(question, self.show_found, self._failed)
            return
        self._show_commands(question)
        if signed_in and self._recent and question == Question(""):
            self._finder.recent(self._recent, self._show_recent, self._failed)

    def _list(self, results: Sequence[Result], *, keep: bool = False) -> None:
        """List these; what one of them is about has its place beside them, if any is a record."""
        self.rows.set_results(results, keep=keep)
        records = any(one.hit is not None and one.hit.kind != "rule" for one in results)
        for part in (self._divide, self.preview):
            part.setVisible(records)

    def _show_recent(self, hits: Sequence[Hit]) -> None:
        self._list([*self._lines.recent(hits), *self._commands])

    def _failed(self, error: Exception) -> None:
        from ui.kit.failures import in_one_line

        self._asking = self._run_then = False
        self._list([])  # what was found before answers another question
        self._note.set_full(in_one_line(error, self._context.tr))
        self._note.show()

    def show_found(self, found: Found) -> None:
        """Show what was found; what nothing carries offers to begin something with it."""
        tr, question = self._context.tr, Question.read(self.field.text())
        answer, rules = found.answer, found.rules
        lines = self._lines.found(answer) + self._lines.by_kind(rules)
        count = len(answer.hits) + len(rules)
        number = answer.scan.key
        if not count and any(sign.isdigit() for sign in number):
            lines += self._lines.nothing(number)
        said = tr.plural("1 record found", "{n} records found", count)
        self.scan_line.show_scan(answer.scan, answer.known)
        self._note.set_full(said if count else tr("Nothing was found for “{text}”.", text=question.text))
        self._note.setVisible(not count or self.scan_line.isHidden())  # the number stands there, too
        self.scan_line.count.setText(
            tr("{found}, {seconds} s", found=said, seconds=tr.decimal(found.seconds, 2))
        )
        self._list(lines + ([] if question.mark else self._matching(question.text)))
        self._alone = answer.best[0].id if len(answer.best) == 1 else ""
        self._asking = False
        if self._run_then:
            self._run_then = False
            self._run()

    def _show_commands(self, question: Question) -> None:
        self._list_own(question, self._matching(question.text) if question.text else self._commands)

    def _list_own(self, question: Question, results: Sequence[Result]) -> None:
        """List what the window itself has: steps and pages of the help; where there is none, say so."""
        self._note.set_full(self._context.tr("Nothing was found for “{text}”.", text=question.text))
        self._note.setVisible(not results)
        self._list(results)

    def _matching(self, text: str) -> list[Result]:
        wanted = text.casefold()
        found = [one for one in self._commands if wanted in f"{one.title} {one.under}".casefold()]
        return found + (self._pages(text)[:MOST_PAGES] if len(text) >= SHORTEST else [])

    # -- the chosen record

    def _ask_preview(self) -> None:
        chosen = self.rows.chosen()
        hit = chosen.hit if chosen is not None else None
        if hit is None or hit.kind == "rule" or not self._context.signed_in:
            self.preview.clear()
            return
        self._finder.preview(hit, self._show_preview, lambda _error: self.preview.clear())

    def _show_preview(self, found: Preview) -> None:
        chosen = self.rows.chosen()
        if self._pinned is None and (chosen is None or chosen.hit is None or chosen.hit.id != found.hit.id):
            return  # another line was chosen meanwhile
        self.preview.show_preview(found)
        if self._alone == found.hit.id:
            self._alone = ""
            shown = {one.hit.id for one in self.rows.results if one.hit is not None}
            more = self._lines.linked([hit for hit in found.links if hit.id not in shown])
            self._list([*self.rows.results, *more], keep=True)
        if self._pinned is not None and self._pinned.id == found.hit.id:
            tr, pinned = self._context.tr, self._pinned
            top = [self._lines.of_hit(pinned, tr("Best match")), *self._lines.deeds(pinned)]
            self._pinned = None
            self._list([*top, *self._lines.linked(found.links)])

    def _drill(self) -> bool:
        """Show what belongs to the chosen record; whether a record is chosen."""
        chosen = self.rows.chosen()
        if chosen is None or chosen.hit is None:
            return False
        self._pinned = chosen.hit
        self.field.setText(chosen.hit.number or chosen.title)
        self._note.hide()
        self._ask_preview()
        return True

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Tab and Enter act on the results while the field has the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in STEPS:
            rect = self.rows.step(STEPS[key])
            self._area.ensureVisible(0, self.rows.y() + rect.center().y(), 0, rect.height())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key == Qt.Key.Key_Tab:
            self._drill()
        else:
            return False
        return True

    def _run(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._ask()
        if self._asking:  # what is typed, or scanned, and at once confirmed is looked up first
            self._run_then = True
            return
        chosen = self.rows.chosen()
        if chosen is None or (chosen.drill and self._drill()):
            return  # where nothing was found, what was typed stays to be mended
        self.accept()
        chosen.run()


def _timer(owner: QObject, after: int, run: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(after)
    timer.timeout.connect(run)
    return timer


def _hints(tr: Translator) -> tuple[Hint, ...]:
    return (
        Hint(("↑", "↓"), tr("choose")),
        Hint(("Enter",), tr("open")),
        Hint(("Tab",), tr("what belongs to it")),
        Hint((COMMAND,), tr("command")),
        Hint((NUMBER,), tr("number")),
        Hint((PARTY,), tr("party")),
        Hint((LAW,), tr("law")),
        Hint((HELP,), tr("help")),
    )
