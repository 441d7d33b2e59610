"""The help as the window calls it up: a page over the page in front, its pages as lines of the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.palette import Result


class HelpDesk:
    """The help of one window; pages are read when first asked for."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def open(self, page_id: str = "") -> None:
        """Show a page: that of the screen in front where none is named."""
        from ui.help.dialog import open_help

        place = self._window.pages.place
        open_help(self._window.context, self._window, page_id or (place.screen if place else ""))

    def lines(self, words: str) -> list[Result]:
        """The pages that hold these words, as lines of the palette."""
        from ui.help.pages import find_help
        from ui.palette import Result

        tr = self._window.context.tr
        return [
            Result("circle-help", page.title, "", "", partial(self.open, page.id), tr("Help"))
            for page in find_help(words, tr.language)
        ]
