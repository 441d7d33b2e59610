"""Several files at once: each gets its verdict, one after another; the chosen one is shown below the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidgetItem, QVBoxLayout

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.vocabulary import look
from ui.kit.labels import label
from ui.kit.section_list import RingedList
from ui.screens.verify.checking import check_file
from ui.screens.verify.result import TITLES

if TYPE_CHECKING:
    from ui.context import Context
    from ui.kit.job import Job

TALLEST = 8
"""So many files are seen at once; the others are scrolled to."""


class Verdicts(QFrame):
    """``chosen`` carries the path of the file whose verdict is to be shown."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.paths = context, list[str]()
        self._job: Job | None = None
        theme = context.theme
        self.setProperty("kind", "card")
        self.title = label(theme, "", "strong", wrap=True)
        self.list = RingedList(theme)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(context.tr("Files with their verdicts"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        column.setSpacing(theme.px(10))
        column.addWidget(self.title)
        column.addWidget(self.list)
        self.list.currentRowChanged.connect(self._choose)
        self.hide()

    def check(self, paths: Sequence[str], shown: str) -> None:
        """Check them one after another, and choose the one to be ``shown``."""
        self.let_go()
        self.paths, tr = list(paths), self.context.tr
        self.title.setText(tr.plural("1 file", "{n} files. Choose one to see its reasons.", len(paths)))
        for place in range(len(self.paths)):
            self.list.addItem(QListWidgetItem())
            self._say(place, tr("Waits"), "circle-dashed", "text-3")
        seen = min(len(self.paths), TALLEST)
        self.list.setFixedHeight(seen * self.list.sizeHintForRow(0) + 2 * self.list.frameWidth())
        self.show()
        self.list.setCurrentRow(self.paths.index(shown))
        self._check(0)

    def let_go(self) -> None:
        """Something else is checked: there is no list any more."""
        if self._job is not None:
            self._job.cancel()
        self.paths = []
        self.list.clear()
        self.hide()

    def _check(self, place: int) -> None:
        if place >= len(self.paths):
            return
        desk, path, tr = self.context.desk, self.paths[place], self.context.tr

        def checked(verdict: str) -> None:
            seen = look(verdict)
            told(tr(TITLES[verdict]), seen.icon, seen.tone.value)

        def failed(_error: Exception) -> None:  # why is said when it is chosen
            told(tr("Cannot be read"), "file-x", "bad")

        def told(words: str, icon: str, ink: str) -> None:
            self._say(place, words, icon, ink)
            self._check(place + 1)

        self._job = self.context.jobs.read(
            self, lambda: check_file(desk, path).found.verdict, checked, failed
        )

    def _say(self, place: int, words: str, icon: str, ink: str) -> None:
        item = self.list.item(place)
        item.setText(f"{words} · {file_label(Path(self.paths[place]).name)}")
        item.setIcon(self.context.theme.icon(icon, ink))

    def _choose(self, place: int) -> None:
        if 0 <= place < len(self.paths):
            self.chosen.emit(self.paths[place])
