"""Printing papers: the system's dialog, then page after page as pictures at the printer's own resolution.

Each page is drawn in a job; only handing it to the printer happens on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.kit import failures, pdf_pages
from ui.kit.job import Progress
from ui.kit.running import Running

if TYPE_CHECKING:
    from ui.context import Context

AnswerT = TypeVar("AnswerT")
DOTS = 300
"""Dots per inch that a page is drawn with."""


def ask_and_print(context: Context, parent: QWidget, pdf: bytes, title: str) -> QPrintDialog:
    """Let the person choose a printer, then print in the background."""
    return ask_and_print_all(context, parent, [pdf], title)


def ask_and_print_all(context: Context, parent: QWidget, pdfs: Sequence[bytes], title: str) -> QPrintDialog:
    """The same for several papers, one after the other."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setWindowTitle(context.tr("Print {paper}", paper=title))
    dialog.accepted.connect(lambda: print_on(context, parent, printer, *pdfs))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def print_on(context: Context, owner: QWidget, printer: QPrinter, *pdfs: bytes) -> None:
    """Hand the wanted pages to ``printer``; it goes on when the page or dialog it was asked from is left."""
    Printing(context, owner.window(), printer, pdfs).begin()


class Printing:
    """One page after the other is drawn in a job and handed over, so that a long paper needs no more room.

    Asked to stop, it finishes the paper in hand: no half of one comes out of the printer.
    """

    def __init__(self, context: Context, window: QWidget, printer: QPrinter, pdfs: Sequence[bytes]) -> None:
        self._context, self._window, self._printer, self._pdfs = context, window, printer, tuple(pdfs)
        self._painter: QPainter | None = None
        self._pages: list[tuple[int, int]] = []
        self._done = 0
        self._title = context.tr("Print {paper}", paper=printer.docName())
        self._running = Running(self._title, "printer")

    def begin(self) -> None:
        """Count the pages, then draw the first."""
        pdfs = self._pdfs
        self._context.signals.work_begun.emit(self._running)
        self._run(lambda: [len(pdf_pages.measure(pdf).pages) for pdf in pdfs], self._counted)

    def _run(self, work: Callable[[], AnswerT], done: Callable[[AnswerT], None]) -> None:
        context = self._context
        context.jobs.long(context.signals, lambda _control: work(), done, self._failed, title=self._title)

    def _counted(self, counts: list[int]) -> None:
        pages = [(paper, page) for paper, count in enumerate(counts) for page in range(count)]
        first, last = self._printer.fromPage(), self._printer.toPage()
        self._pages = pages[max(first, 1) - 1 : min(last or len(pages), len(pages))]
        self._next()

    def _next(self) -> None:
        self._running.tell(Progress(self._done, self._done + len(self._pages)))
        begins_paper = bool(self._pages) and (self._painter is None or self._pages[0][1] == 0)
        if not self._pages or (self._running.stopping and begins_paper):
            self._end()
            self._say()
            return
        paper, page = self._pages.pop(0)
        pdf = self._pdfs[paper]
        self._run(lambda: pdf_pages.picture(pdf, page, DOTS / 72), self._hand_over)

    def _say(self) -> None:
        tr, stopped = self._context.tr, bool(self._pages)
        if not stopped:
            self._context.toast(tr("Sent to the printer."))
        elif not self._done:
            self._context.toast(tr("Stopped. Nothing was printed."), "info")
        else:
            papers = self._pages[0][0]
            said = tr.plural("Stopped. 1 paper is printed.", "Stopped. {n} papers are printed.", papers)
            self._context.toast(said, "info")

    def _hand_over(self, image: QImage) -> None:
        """Paint the picture over a whole page."""
        if self._painter is None:
            self._printer.setFullPage(True)
            self._painter = QPainter(self._printer)
        else:
            self._printer.newPage()
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(0, 0, area.width(), area.height()), image)
        self._done += 1
        self._next()

    def _failed(self, error: Exception) -> None:
        self._end()
        failures.tell(self._context, self._window, error)

    def _end(self) -> None:
        self._running.end()
        if self._painter is not None:
            self._painter.end()
            self._painter = None
