"""Printing a paper: the system's dialog, then page after page as pictures at the printer's own resolution.

The pages are drawn in a job; only handing them to the printer happens on the GUI thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.kit import failures, pdf_pages

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.jobs import Control

DOTS = 300
"""Dots per inch that a page is drawn with."""


def ask_and_print(context: Context, parent: QWidget, pdf: bytes, title: str) -> QPrintDialog:
    """Let the person choose a printer, then print in the background."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent.window())
    dialog.setWindowTitle(context.tr("Print {paper}", paper=title))
    dialog.accepted.connect(lambda: print_on(context, parent, printer, pdf))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def print_on(context: Context, owner: QWidget, printer: QPrinter, pdf: bytes) -> None:
    """Draw the wanted pages in a job and hand them to ``printer``."""
    first, last = printer.fromPage(), printer.toPage()

    def work(control: Control) -> list[QImage]:
        count = len(pdf_pages.measure(pdf).pages)
        wanted = range(max(first, 1) - 1, min(last or count, count))
        images = []
        for place, page in enumerate(wanted):
            control.report(place, len(wanted))
            images.append(pdf_pages.picture(pdf, page, DOTS / 72))
        return images

    def done(images: list[QImage]) -> None:
        hand_over(printer, images)
        context.toast(context.tr("Sent to the printer."))

    context.jobs.long(owner, work, done, lambda error: failures.tell(context, owner, error))


def hand_over(printer: QPrinter, images: list[QImage]) -> None:
    """Paint each picture over a whole page."""
    printer.setFullPage(True)
    painter = QPainter(printer)
    for place, image in enumerate(images):
        if place:
            printer.newPage()
        area = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, area.width(), area.height()), image)
    painter.end()
