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
    """One page after the other is drawn in a job and handed over, so that a long paper needs no more room."""

    def __init__(self, context: Context, window: QWidget, printer: QPrinter, pdfs: Sequence[bytes]) -> None:
        self._context, self._window, self._printer, self._pdfs = context, window, printer, tuple(pdfs)
        self._painter: QPainter | None = None
        self._pages: list[tuple[int, int]] = []

    def begin(self) -> None:
        """Count the pages, then draw the first."""
        pdfs = self._pdfs
        self._run(lambda: [len(pdf_pages.measure(pdf).pages) for pdf in pdfs], self._counted)

    def _run(self, work: Callable[[], AnswerT], done: Callable[[AnswerT], None]) -> None:
        context, title = self._context, self._context.tr("Print {paper}", paper=self._printer.docName())
        context.jobs.long(context.signals, lambda _control: work(), done, self._failed, title=title)

    def _counted(self, counts: list[int]) -> None:
        pages = [(paper, page) for paper, count in enumerate(counts) for page in range(count)]
        first, last = self._printer.fromPage(), self._printer.toPage()
        self._pages = pages[max(first, 1) - 1 : min(last or len(pages), len(pages))]
        self._next()

    def _next(self) -> None:
        if self._pages:
            paper, page = self._pages.pop(0)
            pdf = self._pdfs[paper]
            self._run(lambda: pdf_pages.picture(pdf, page, DOTS / 72), self._hand_over)
            return
        self._end()
        self._context.toast(self._context.tr("Sent to the printer."))

    def _hand_over(self, image: QImage) -> None:
        """Paint the picture over a whole page."""
        if self._painter is None:
            self._printer.setFullPage(True)
            self._painter = QPainter(self._printer)
        else:
            self._printer.newPage()
        area = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(0, 0, area.width(), area.height()), image)
        self._next()

    def _failed(self, error: Exception) -> None:
        self._end()
        failures.tell(self._context, self._window, error)

    def _end(self) -> None:
        if self._painter is not None:
            self._painter.end()
            self._painter = None
