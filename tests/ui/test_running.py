"""Long work at the lower right: shown while it lasts, stopped by a button, over without a trace."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.services.desk import Desk
from tests.ui.test_several_elsewhere import add_papers
from ui.context import Context, ToastAction
from ui.kit import pdf_pages
from ui.kit.job import Control, Progress
from ui.kit.pdf_print import Printing
from ui.kit.running import run_shown
from ui.kit.toasts import Toasts
from ui.kit.work_strip import WorkStrip
from ui.screens.documents.screen import DocumentsScreen

STOPPED = "Stopped. Nothing came of it."


class Corner:
    """The lower right of a window that shows what is said and what runs."""

    def __init__(self, qtbot: QtBot, context: Context) -> None:
        self.qtbot, self.context, self.said = qtbot, context, list[str]()
        self.window = QWidget()
        context.theme.dress(self.window)
        qtbot.addWidget(self.window)
        self.window.resize(900, 600)
        self.window.show()
        self.toasts = Toasts(self.window, context.theme)
        signals = context.signals
        signals.toast_asked.connect(self._hear)
        signals.work_begun.connect(
            lambda one: self.toasts.show_work(WorkStrip(context.theme, context.tr, one))
        )

    def _hear(self, words: str, _tone: str, _action: ToastAction | None) -> None:
        self.said.append(words)

    def strip(self) -> WorkStrip:
        self.qtbot.waitUntil(lambda: any(one.isVisible() for one in self.toasts.works))
        return next(one for one in self.toasts.works if one.isVisible())

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.context.jobs.active == 0 and not self.toasts.works)


@pytest.fixture
def corner(qtbot: QtBot, seated: Context) -> Iterator[Corner]:
    made = Corner(qtbot, seated)
    yield made
    made.settle()


def test_work_is_shown_with_its_count_and_stopped(corner: Corner) -> None:
    go, told = threading.Event(), list[str]()

    def work(control: Control) -> str:
        control.report(3, 3)
        go.wait(20)
        control.check()
        return "done"

    run_shown(corner.context, corner.window, "Verify 3 papers", "shield-check", work, told.append, STOPPED)
    strip = corner.strip()
    corner.qtbot.waitUntil(lambda: strip.accessibleName() == "Verify 3 papers, 3 of 3")
    QTest.mouseClick(strip.cancel, Qt.MouseButton.LeftButton)
    assert (strip.accessibleName(), strip.cancel.isEnabled()) == ("Verify 3 papers, Stopping…", False)
    go.set()
    corner.settle()
    assert (told, corner.said) == ([], [STOPPED])
    assert not corner.toasts.isVisible()


def test_work_that_ends_by_itself_says_what_it_did(corner: Corner) -> None:
    go, told = threading.Event(), list[int]()

    def work(control: Control) -> int:
        done = 1
        while done < 9 and control.go_on(done, 9):
            go.wait(20)
            done += 1
        return done

    run_shown(corner.context, corner.window, "Save 9 papers", "folder-open", work, told.append, STOPPED)
    strip = corner.strip()
    strip.running.stop()
    strip.running.stop()
    go.set()
    corner.settle()
    assert (told, corner.said) == ([2], [])


def test_what_fails_is_told_and_the_strip_goes(corner: Corner) -> None:
    def work(_control: Control) -> int:
        raise Unavailable(msg("The disk is away."))

    run_shown(corner.context, corner.window, "Verify", "shield-check", work, lambda _n: None, STOPPED)
    corner.settle()
    assert "The disk is away." in corner.said[0]


def test_printing_stopped_ends_behind_a_whole_paper(corner: Corner, two_pages: bytes, tmp_path: Path) -> None:
    printer, target = QPrinter(QPrinter.PrinterMode.ScreenResolution), tmp_path / "printed.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printing = Printing(corner.context, corner.window, printer, [two_pages, two_pages, two_pages])

    def stop_behind_the_first_page(told: Progress) -> None:
        if told.done == 1:
            printing._running.stop()

    printing._running.told.connect(stop_behind_the_first_page)
    printing.begin()
    corner.settle()
    assert corner.said == ["Stopped. 1 paper is printed."]
    assert len(pdf_pages.measure(target.read_bytes()).pages) == 2


def test_printing_stopped_at_once_prints_nothing(corner: Corner, two_pages: bytes, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing = Printing(corner.context, corner.window, printer, [two_pages])
    printing._running.stop()
    printing.begin()
    corner.settle()
    assert corner.said == ["Stopped. Nothing was printed."]
    assert not (tmp_path / "printed.pdf").exists()


@pytest.fixture
def two_pages() -> bytes:
    made = QBuffer()
    made.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    painter = QPainter(writer)
    writer.newPage()
    painter.end()
    return bytes(made.data().data())


def test_papers_saved_until_stopped_are_whole_and_counted(
    corner: Corner, local_manager: Desk, tmp_path: Path
) -> None:
    keys = tuple(add_papers(corner.context.desk, "D-1", "D-2", "D-3"))
    screen = DocumentsScreen(corner.context)
    corner.qtbot.addWidget(screen)
    corner.context.signals.work_begun.connect(lambda one: one.stop())
    screen.several.save_to(tmp_path, keys)
    corner.settle()
    written = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert written == [f"D-{n}.pdf" for n in range(1, len(written) + 1)]
    told = ["Stopped. Nothing was written.", f"Stopped: 1 paper is in {tmp_path.name}."]
    told += [f"Stopped: {n} papers are in {tmp_path.name}." for n in (2, 3)]
    ended = f"3 papers are in {tmp_path.name}."
    (said,) = corner.said
    assert said in (told[len(written)], ended if len(written) == 3 else ""), (
        "it may hear of it late, or too late"
    )
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]
