"""Starts the window: paints the shell with nothing but Qt and the standard library, then opens the database
in a job.

``run_window(arguments)`` is what the console calls when no command is given.
"""

from __future__ import annotations

import ui.kit  # noqa: F401 - first: what it says of imports holds for those below

# isort: split
import argparse
import contextlib
import logging
import signal
import sys
import types
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QSettings, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from qualitydesk.domain.errors import Outdated, Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.paths import choose_database, data_folder, demo_database, own_database
from qualitydesk.translation import Translator
from ui.context import Context
from ui.kit.actions import Action
from ui.kit.garbage import Garbage, loading
from ui.kit.jobs import Jobs
from ui.kit.theme import OTHER_SCRIPTS, Theme, load_fonts
from ui.main_window import MainWindow, leave_desk
from ui.one_window import Doorbell, call_other, come_to_front, same_database
from ui.qt_words import speak_along
from ui.remembered import come_first
from ui.seating import uncover
from ui.warming import load_pages
from ui.window_icon import window_icon

if TYPE_CHECKING:
    from qualitydesk.bootstrap import Backend
    from qualitydesk.domain.people import Actor
    from qualitydesk.services.doorstep import Opening
    from qualitydesk.services.search import Hit

log = logging.getLogger(__name__)
HEAD_START_MS = 150
"""Whoever comes in at once has the machine to himself; nobody types a password in that time."""


def run_window(arguments: Sequence[str] = ()) -> int:
    """Open the window on ``--db`` (else the user's own database, or the example company's with
    ``--demo``).
    """
    options = read_arguments(arguments)
    application = make_application()
    if call_other(location_of(options), options.open):
        return 0
    window = make_window(options)
    catch_bugs(window)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in a terminal ends it; saved is saved
    come_first(window)

    def painted() -> None:
        from ui.log import keep_log

        keep_log()
        after_first_paint(window, location_of(options))
        bells.append(wait_for_calls(window, options))

    bells = list[Doorbell]()
    QTimer.singleShot(0, window, painted)
    status = application.exec()
    for bell in bells:
        bell.close()
    window.context.jobs.close()
    if window.backend is not None:
        window.backend.close()
    return status


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """--db PATH or URL, --demo, --open NUMBER, --language, --theme."""
    parser = argparse.ArgumentParser(prog="qualitydesk", add_help=False)
    parser.add_argument("--db", default="")
    parser.add_argument("--demo", action="store_true")
    parser.add_argument("--open", default="")
    parser.add_argument("--language", "--lang", default="")
    parser.add_argument("--theme", default="")
    return parser.parse_known_args(list(arguments))[0]


def location_of(options: argparse.Namespace) -> str:
    """The database the window works on."""
    given = str(options.db)
    return given or (demo_database() if options.demo else own_database())


def make_application() -> QApplication:
    """The one application object, named so that settings and windows find their place."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    policy = Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(policy)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("QualityDesk")
    application.setDesktopFileName("qualitydesk")
    Garbage(application)
    return application


def make_settings() -> QSettings:
    """What the window remembers for this user: language, look, geometry. Never business data."""
    path = data_folder() / "window.ini"
    with contextlib.suppress(OSError):  # nothing is remembered then; opening the database says why
        path.parent.mkdir(parents=True, exist_ok=True)
    return QSettings(str(path), QSettings.Format.IniFormat)


def make_window(options: argparse.Namespace, settings: QSettings | None = None) -> MainWindow:
    """The window with its context, not shown yet and without a database."""
    kept = settings or make_settings()
    mode = options.theme or str(kept.value("theme", "system"))
    theme = Theme(mode, int(str(kept.value("zoom", 100))))
    theme.apply()
    context = Context(Translator, theme, Jobs(), kept, language=options.language)
    speak_along(make_application(), context)
    window = MainWindow(context)
    window.seating.elsewhere.connect(lambda location: open_database(window, location))
    context.signals.database_asked.connect(lambda location: change_database(window, location))
    return window


def after_first_paint(window: MainWindow, location: str) -> None:
    """The shell stands: load the other scripts' fonts, watch for scans, open the database in a job."""
    for pattern in OTHER_SCRIPTS:
        load_fonts(pattern)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setWindowIcon(window_icon(window.context.theme))
        window.commands.scans.watch(application)
    open_database(window, location)


def open_database(window: MainWindow, location: str) -> None:
    """Ask who sits here, as soon as a look into the file tells who may; then import the back end and open the
    database, off the GUI thread.
    """
    uncover(window.front)
    if location == demo_database() and not Path(location).exists():
        from ui.example import make_with_progress

        make_room(location)
        make_with_progress(
            window.context, window, window.stack, location, lambda: open_database(window, location)
        )
        return
    window.stack.show_loading()
    jobs = window.context.jobs

    def look() -> tuple[Opening[Backend], tuple[Actor, ...]]:
        from qualitydesk.services.doorstep import Opening

        opening = Opening(location, lambda: open_now(location, window.context.tr.language))
        return opening, opening.expected_people()

    def seen(found: tuple[Opening[Backend], tuple[Actor, ...]]) -> None:
        opening, people = found
        window.seating.expect(opening, people)
        if people:
            window.seating.ask(window.front)
        if people and window.backend is None:
            QTimer.singleShot(HEAD_START_MS, window, lambda: window.quiet.later(lambda: begin(opening)))
        else:
            begin(opening)

    def begin(opening: Opening[Backend]) -> None:
        jobs.read(window, lambda: work(opening), done, failed, early=True)
        jobs.hold.end()

    def work(opening: Opening[Backend]) -> tuple[Backend, tuple[Actor, ...]]:
        backend = opening.opened()
        from qualitydesk.services.people import people

        return backend, tuple(people(backend.store))

    def done(found: tuple[Backend, tuple[Actor, ...]]) -> None:
        window.opened(*found)
        load_pages(window.context, window, window.quiet, window.pages.declarations)
        window.quiet.later(lambda: recover(window, found[0]))

    def failed(error: Exception) -> None:
        could_not_open(window, location, error)

    jobs.read(window, look, seen, failed, early=True)


def could_not_open(window: MainWindow, location: str, error: Exception) -> None:
    """Say why; an older file of one's own may be brought up to date."""

    def again() -> None:
        open_database(window, location)

    way_out = None
    if isinstance(error, Outdated):
        from ui.upgrading import offer_upgrade

        way_out = offer_upgrade(window.context, window, window.stack, location, again)
    window.not_opened(error, again, way_out)


def open_now(location: str, language: str) -> Backend:
    """Import the back end and open the database; a new example company gets its records, with notes in that
    language. In a job.
    """
    with loading():
        from qualitydesk.bootstrap import open_backend
        from qualitydesk.services.people import people

    make_room(location)
    backend = open_backend(location)
    if location == demo_database() and not people(backend.store):
        from qualitydesk.services.demo.story import make_example
        from reports.example import plan_papers

        make_example(backend.desk(), papers=plan_papers, language=language)
    backend.desk()  # the company's own rules are there before anybody asks at a desk that stands already
    return backend


def recover(window: MainWindow, backend: Backend) -> None:
    """Finish what an earlier start left half done, if the database is still open."""

    def work() -> None:
        from qualitydesk.services.unfinished import finish_what_stopped

        finish_what_stopped(backend.desk())

    if window.backend is backend:
        window.context.jobs.read(window, work, lambda _done: None)


def change_database(window: MainWindow, location: str) -> None:
    """Leave the desk and work on with another database; the user's own from now on, if this one was."""
    if not window.pages.may_close():
        return
    if same_database(window.context.location, own_database()):
        choose_database(location)
    leave_desk(window)
    open_database(window, location)


def wait_for_calls(window: MainWindow, options: argparse.Namespace) -> Doorbell:
    """Later starts on the same database call this window, and it knows what to do after a fault."""
    bell = Doorbell()
    bell.setParent(window)
    bell.wait_at(location_of(options))
    window.seating.opened.connect(bell.wait_at)

    def called(wanted: str) -> None:
        come_to_front(window)
        open_wanted(window, wanted)

    def again() -> None:
        bell.close()
        QProcess.startDetached(sys.executable, sys.argv)

    bell.called.connect(called)
    window.context.rescue = lambda: rescue(window, again)
    open_wanted(window, options.open)
    return bell


def open_wanted(window: MainWindow, wanted: str) -> None:
    """Open the record of that number, once somebody sits there; what is not found is looked for."""
    context = window.context
    if not wanted:
        return
    if not context.signed_in:
        once = Qt.ConnectionType.SingleShotConnection
        window.seating.seated.connect(lambda: open_wanted(window, wanted), once)
        return
    desk = context.desk

    def work() -> list[Hit]:
        from qualitydesk.services.search import find

        return list(find(desk, wanted, 5))

    def found(hits: list[Hit]) -> None:
        hit = next((one for one in hits if one.number.casefold() == wanted.casefold()), None)
        if hit is not None and window.pages.declared(hit.kind) is not None:
            window.navigate(hit.kind, hit.id)
        else:
            window.commands.open_palette(wanted)

    context.jobs.read(window, work, found)


def rescue(window: MainWindow, again: Callable[[], None]) -> tuple[Action, ...]:
    """What a person may do after a fault: look into the log, or begin anew. ``again`` starts the program."""
    from ui.log_folder import open_log_folder

    tr = window.context.tr

    def restart() -> None:
        if window.close():
            again()

    return (
        Action("log", tr("Open log folder"), lambda: open_log_folder(window.context), "folder-open"),
        Action("restart", tr("Restart"), restart, "refresh-cw"),
    )


def make_room(location: str) -> None:
    """The folder of a local database, made at the first start and private to its user."""
    if "://" in location:
        return
    folder = Path(location).expanduser().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        words = msg("The folder {folder} cannot be made. Choose another place with --db.", folder=str(folder))
        raise Unavailable(words) from error


def catch_bugs(window: MainWindow) -> None:
    """An error nobody expected reaches the person once, with a report; the program goes on."""
    from ui.kit.failures import report, show_bug

    shown: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: types.TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        where = report(error).partition("\n")[2]
        if where not in shown:
            shown.add(where)
            show_bug(window.context, window, error)

    sys.excepthook = hook
