"""An export in the whole window: it says how far it is, and stopped it leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.keys import new_key
from qualitydesk.records import Product
from tests.builders import desk_of
from ui.kit.job import Progress
from ui.kit.running import Running
from ui.kit.work_strip import WorkStrip
from ui.main_window import MainWindow

MANY = 30_000


class Exporting:
    """Somebody at the window who exports all products; what the strip at the lower right told meanwhile."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder
        self.said, self.told = list[str](), list[Progress]()
        window.context.signals.toast_asked.connect(lambda words, *_more: self.said.append(words))
        window.context.signals.work_begun.connect(self._begun)
        self.stop = False

    def _begun(self, running: Running) -> None:
        running.told.connect(self.told.append)
        self.strips = self.window.findChildren(WorkStrip)
        if self.stop:
            QTest.mouseClick(self.strips[0].cancel, Qt.MouseButton.LeftButton)

    def run(self, name: str) -> None:
        """Choose the file and wait until nothing runs any more."""
        self.window.context.navigate("export:products")
        dialog = self.window.findChildren(QFileDialog)[0]
        dialog.fileSelected.emit(str(self.folder / name))
        dialog.reject()
        jobs = self.window.context.jobs
        self.qtbot.waitUntil(lambda: jobs.active == 0 and not self.window.findChildren(WorkStrip))


@pytest.fixture
def exporting(
    qtbot: QtBot, local_staffed: Backend, open_window: Callable[[str], MainWindow], tmp_path: Path
) -> Exporting:
    desk = desk_of(local_staffed, "lin")
    with desk.store.write(desk.person, "import products") as work:
        work.insert_many(Product, [{"id": new_key(), "sku": f"K-{n}", "name": "Kettle"} for n in range(MANY)])
    folder = tmp_path / "out"
    folder.mkdir()
    return Exporting(qtbot, open_window("lin"), folder)


def test_an_export_says_how_far_it_is(exporting: Exporting) -> None:
    exporting.run("goods.csv")
    assert exporting.told[-1].done == exporting.told[-1].total == MANY
    assert [strip.running.title for strip in exporting.strips] == ["Export products"]
    assert exporting.said == ["30,000 rows are in goods.csv."]


def test_a_stopped_export_leaves_the_file_as_it_was(exporting: Exporting) -> None:
    exporting.stop = True
    (exporting.folder / "goods.csv").write_text("of yesterday")
    exporting.run("goods.csv")
    assert exporting.said == ["Stopped. Nothing was written."]
    assert [path.read_text() for path in exporting.folder.iterdir()] == ["of yesterday"]
