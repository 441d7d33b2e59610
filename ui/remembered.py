"""What the window remembers for the person at the desk: its place and size, page and rail, language and look.

Two people who share a computer each find their own. Before anybody sits down, what was last used counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt
from PySide6.QtGui import QGuiApplication

from ui.context import Context
from ui.kit.motion import hold_still
from ui.kit.scan import BURST_MS, set_burst_ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.main_window import MainWindow
    from ui.quiet import Quiet
    from ui.screens import ScreenDeclaration

GEOMETRY, RAIL, PAGE = "geometry", "rail", "page"
LANGUAGE, MODE, ZOOM = "language", "theme", "zoom"
STILL, BURST = "still", "scan_ms"
FRAME = QSize(0, 32)
"""What a system puts round a window: a title bar above all."""


class WrittenLater(QObject):
    """Has what is kept written when nobody works for a moment, when the person turns to another program, and
    by ``keep_place`` when he goes; not in the midst of what he does: Qt waits for the disk on the GUI thread.
    """

    def __init__(self, settings: QSettings, quiet: Quiet, parent: QObject) -> None:
        super().__init__(parent)
        self._settings, self._quiet = settings, quiet
        settings.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._turned)

    def _turned(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            self._write()

    def _write(self) -> None:
        self._settings.sync()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt would write at once."""
        asked = event.type() == QEvent.Type.UpdateRequest
        if asked:
            self._quiet.later(self._write)
        return asked


def place_again(window: MainWindow) -> None:
    """Put the window where this person, else the last one, left it."""
    kept = _kept(window)
    if kept is not None:
        window.restoreGeometry(kept)


def come_first(window: MainWindow) -> None:
    """Show the window at its start: where nobody has placed it yet and the screen has no room for it with its
    frame, over the whole screen, so that neither its foot nor its title is out of reach.
    """
    room, wanted = window.screen().availableSize(), window.size() + FRAME
    if _kept(window) is None and wanted.boundedTo(room) != wanted:
        window.showMaximized()
    else:
        window.show()


def _kept(window: MainWindow) -> QByteArray | None:
    settings = window.context.settings
    kept = settings.value(window.context.own(GEOMETRY)) or settings.value(GEOMETRY)
    return kept if isinstance(kept, QByteArray) else None


def keep_place(window: MainWindow) -> None:
    """Remember where the window is, for this person and for the next start; nobody works in it any more, so
    all that is kept is written now.
    """
    kept = window.saveGeometry()
    window.context.settings.setValue(GEOMETRY, kept)
    window.context.settings.setValue(window.context.own(GEOMETRY), kept)
    window.context.settings.sync()


def first_page(
    context: Context, declarations: Sequence[ScreenDeclaration], person: str = ""
) -> ScreenDeclaration:
    """The page of the rail that the person at the desk (or another, by key) left, else the first one; before
    anybody sits down, that of the last person.
    """
    kept = str(context.settings.value(context.own(PAGE, person), ""))
    return next((one for one in declarations if one.id == kept and one.in_rail), declarations[0])


def keep_page(context: Context, declaration: ScreenDeclaration) -> None:
    """Remember for this person where he is; a page off the rail is come to from another one."""
    if declaration.in_rail:
        context.keep(PAGE, declaration.id)


def rail_again(window: MainWindow) -> None:
    """The rail wide or narrow as the person wanted it, else by the window's width."""
    kept = str(window.context.settings.value(window.context.own(RAIL), ""))
    if kept:
        window.rail.wish(kept == "narrow")
    else:
        window.rail.fit(window.width())


def keep_rail(context: Context, *, wide: bool) -> None:
    """Remember it for this person."""
    context.settings.setValue(context.own(RAIL), "wide" if wide else "narrow")


def look_again(context: Context) -> None:
    """Language and look as the person who has just sat down left them."""
    kept = {name: str(context.settings.value(context.own(name), "")) for name in (LANGUAGE, MODE, ZOOM)}
    if kept[LANGUAGE] and kept[LANGUAGE] != context.tr.language:
        context.set_language(kept[LANGUAGE])
    mode, zoom = kept[MODE] or context.theme.wish, int(kept[ZOOM] or context.theme.zoom)
    if (mode, zoom) != (context.theme.wish, context.theme.zoom):
        context.set_theme(mode, zoom)
    hands_again(context)


def hands_again(context: Context) -> None:
    """Motion and the speed of scans as this person set them."""
    hold_still(still=str(context.settings.value(context.own(STILL), "")) == "on")
    set_burst_ms(int(str(context.settings.value(context.own(BURST), BURST_MS))))
