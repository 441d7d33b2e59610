"""The shell: first paint without the back end, first person, sign-in, pages, keys, language, safe close."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.identifiers import Scan
from qualitydesk.domain.people import Role
from qualitydesk.domain.values import msg
from qualitydesk.services import people as managing
from qualitydesk.services.desk import Desk
from qualitydesk.services.drafts import read_draft
from qualitydesk.services.finding import Answer, Hit
from qualitydesk.services.people import people
from ui.app import make_room, open_database
from ui.context import Context, ToastAction
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, confirm
from ui.kit.drafts import DraftKeeper, Slot
from ui.kit.hints import Hint
from ui.kit.screen import Screen
from ui.kit.states import ErrorState
from ui.main_window import MainWindow
from ui.pages import Pages, Place, present
from ui.palette import Palette
from ui.palette.finder import Found
from ui.screens import SCREENS, ScreenDeclaration
from ui.sign_in import SignInPage

HEAVY = "sqlalchemy alembic psycopg reportlab PIL pypdf pypdfium2 babel holidays stdnum yaml xlsxwriter"
FIRST_PAINT = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from ui.app import make_application, make_window, read_arguments
application = make_application()
window = make_window(read_arguments([]))
window.show()
window.grab()
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
print(" ".join(sorted(name for name in sys.modules if name.startswith(("qualitydesk.", "ui.")))))
"""


def test_the_first_paint_needs_only_qt_and_the_standard_library(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        cwd=root,
        env={"QUALITYDESK_HOME": str(tmp_path), "PATH": "", "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    tops, ours = done.stdout.strip().split("\n")
    assert not set(HEAVY.split()) & set(tops.split())
    assert not {name for name in ours.split() if "services" in name or "store" in name or "records" in name}
    assert not {"ui.kit.form", "ui.kit.dialogs", "ui.kit.table", "ui.lists", "ui.palette"} & set(ours.split())


class Noted:
    """What stands in a field, as a draft."""

    def __init__(self, field: QLineEdit) -> None:
        self.field = field

    def kept(self) -> dict[str, Any]:
        return {"note": self.field.text()} if self.field.text() else {}

    def take_up(self, kept: Mapping[str, Any]) -> None:
        self.field.setText(str(kept.get("note", "")))

    def revert(self) -> None:
        self.field.clear()


class Probe(Screen):
    """A screen that notes what it is told."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.notes: list[str] = []
        self.leave = True
        self.words = ""
        self.header.set_title(context.tr("Inspections"))
        self.field = QLineEdit()
        self.body.addWidget(self.field)
        self.keeper = DraftKeeper(context, self, Noted(self.field), Slot("probe"))
        self.field.textEdited.connect(self.keeper.touch)
        self.use_actions()

    def open_record(self, key: str) -> None:
        self.notes.append(f"open {key}")

    def refresh(self, topics: frozenset[str]) -> None:
        self.notes.append("refresh " + " ".join(sorted(topics)))

    def may_leave(self) -> bool:
        return self.leave

    def screen_actions(self) -> list[Action]:
        return [Action("note", "Take a note", lambda: self.notes.append("noted"), "pencil", "Ctrl+J")]

    def hints(self) -> list[Hint]:
        return [Hint(("Enter",), "open")]

    def state(self) -> dict[str, str]:
        return {"words": self.words}

    def restore(self, state: dict[str, str]) -> None:
        self.words = state.get("words", "")


PROBES = tuple(
    ScreenDeclaration(name, msg(name.capitalize()), "house", None, f"{__name__}:Probe", (name[:-1],))
    for name in ("alphas", "betas")
)


@pytest.fixture
def probed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose screens are two probes."""
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    monkeypatch.setattr("ui.main_window.present", lambda: PROBES)
    sit: Callable[[str], MainWindow] = request.getfixturevalue("open_window")
    return sit("lin")


def probe(window: MainWindow, name: str) -> Probe:
    screen = window.pages.screens[name]
    assert isinstance(screen, Probe)
    return screen


def test_only_screens_that_exist_are_offered() -> None:
    ghost = ScreenDeclaration("ghost", msg("Ghost"), "house", None, "ui.screens.ghost.screen:GhostScreen")
    assert ghost not in present((*SCREENS, ghost))


def test_every_declared_screen_can_be_built(qtbot: QtBot, seated: Context) -> None:
    pages = Pages(seated, present())
    qtbot.addWidget(pages)
    for one in present():
        assert pages.go(one.id), one.id
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    for piece in pages.let_go(forget=True):
        piece()


def test_a_wrong_password_is_said_at_its_field(
    qtbot: QtBot, window: MainWindow, local_staffed: Backend
) -> None:
    window.show()
    window.opened(local_staffed, tuple(people(local_staffed.store)))
    page = window.front.currentWidget()
    assert isinstance(page, SignInPage)
    page.form.set_value("password", "wrong one")
    page.button.click()
    qtbot.waitUntil(lambda: "wrong" in page.form.boxes["password"].editor.field.accessibleDescription())
    assert not window.context.signed_in
    assert page.button.isEnabled()


@pytest.mark.parametrize("example", [True, False])
def test_only_the_example_company_tells_its_password(
    window: MainWindow, local_staffed: Backend, monkeypatch: pytest.MonkeyPatch, example: bool
) -> None:
    place = local_staffed.location if example else "/elsewhere/demo.db"
    monkeypatch.setattr("ui.sign_in.demo_database", lambda: place)
    window.show()
    window.opened(local_staffed, tuple(people(local_staffed.store)))
    page = window.front.currentWidget()
    assert isinstance(page, SignInPage)
    shown = " ".join(one.text() for one in page.findChildren(QLabel))
    assert ("lanting" in shown) == example


def test_a_database_that_cannot_be_opened_is_explained_in_place(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "not-a-database.db"
    path.write_bytes(b"this is no database at all" * 100)
    window.show()
    open_database(window, str(path))
    qtbot.waitUntil(lambda: isinstance(window.stack.currentWidget(), ErrorState))


def test_pages_are_built_when_shown_and_remembered(qtbot: QtBot, probed: MainWindow) -> None:
    pages = probed.pages
    assert pages.place == Place("alphas")
    assert "betas" not in pages.screens
    probed.navigate("beta", "B1")
    assert (pages.place, pages.current_screen()) == (Place("betas", "B1"), probe(probed, "betas"))
    qtbot.waitUntil(lambda: probe(probed, "betas").isVisible())
    assert probe(probed, "betas").notes == ["open B1"]
    probe(probed, "betas").record_opened.emit("B2")
    QTest.keyClick(probed, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pages.place == Place("betas", "B1")
    QTest.keyClick(probed, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert pages.place == Place("alphas")
    QTest.keyClick(probed, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert pages.place == Place("betas", "B1")
    QTest.keyClick(probed, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert pages.place == Place("alphas")


def test_a_page_is_built_in_turns_in_which_the_one_before_takes_no_keys(
    qtbot: QtBot, probed: MainWindow
) -> None:
    pages, jobs = probed.pages, probed.context.jobs
    before = probe(probed, "alphas")
    before.field.setFocus()
    pages.go("betas")
    assert jobs.active, "whoever waits for quiet waits for the page"
    assert not before.isVisible()
    assert not before.field.hasFocus()
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert pages.currentWidget() is probe(probed, "betas")


def test_who_goes_on_before_a_page_is_built_is_not_brought_back(qtbot: QtBot, probed: MainWindow) -> None:
    pages, jobs = probed.pages, probed.context.jobs
    pages.go("betas", "B1")
    pages.go("alphas")
    qtbot.waitUntil(lambda: jobs.active == 0)
    assert pages.currentWidget() is probe(probed, "alphas")
    assert probe(probed, "betas").notes == []
    pages.go("betas")
    assert pages.currentWidget() is probe(probed, "betas")
    assert probe(probed, "betas").notes == ["open "]


def test_a_page_with_unsaved_words_is_not_left(qtbot: QtBot, probed: MainWindow) -> None:
    probe(probed, "alphas").leave = False
    probed.navigate("betas")
    assert probed.pages.place == Place("alphas")
    assert not probed.close()
    probe(probed, "alphas").leave = True
    assert probed.close()


def test_a_record_without_a_page_is_said(qtbot: QtBot, probed: MainWindow) -> None:
    probed.context.navigate("recall", "R1")
    assert probed.toasts.history[-1].words == "There is no page for this record yet."


def test_news_refreshes_the_page_in_front_now_and_others_when_shown(qtbot: QtBot, probed: MainWindow) -> None:
    probed.navigate("betas")
    probed.navigate("alphas")
    probed.context.announce(frozenset({"claim"}))
    probed.context.announce(frozenset({"lot"}))
    qtbot.waitUntil(lambda: "refresh claim lot" in probe(probed, "alphas").notes)
    assert not any("refresh" in note for note in probe(probed, "betas").notes)
    probed.navigate("betas")
    assert "refresh claim lot" in probe(probed, "betas").notes


def test_news_of_everything_reaches_the_pages_behind_too(qtbot: QtBot, probed: MainWindow) -> None:
    probed.navigate("betas")
    probed.navigate("alphas")
    probed.context.announce(frozenset({"claim"}))
    probed.context.announce(frozenset())
    qtbot.waitUntil(lambda: "refresh " in probe(probed, "alphas").notes)
    probed.navigate("betas")
    assert "refresh " in probe(probed, "betas").notes


def test_pages_behind_keep_what_they_show_however_often_the_look_changes(
    qtbot: QtBot, probed: MainWindow
) -> None:
    probed.navigate("betas")
    probe(probed, "betas").words = "half a sentence"
    probed.navigate("alphas")
    for mode in ("dark", "light"):
        probed.context.set_theme(mode)
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    assert probed.pages.currentWidget() is probe(probed, "alphas")
    assert "betas" not in probed.pages.screens, "built again when it is shown"
    probed.navigate("betas")
    assert probe(probed, "betas").words == "half a sentence"


def test_the_page_behind_an_open_dialog_stays_until_it_is_closed(qtbot: QtBot, probed: MainWindow) -> None:
    """The computer turns dark by itself in the evening, whatever is open."""
    before, told = probe(probed, "alphas"), list[bool]()
    confirm(probed.context, before, "Really?", "", "Yes", lambda: told.append(isValid(before.field)))
    probed.context.set_theme("dark")
    assert probe(probed, "alphas") is before
    dialog = next(one for one in probed.findChildren(Dialog) if one.isVisible())
    dialog._confirm()
    assert told == [True]
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    assert probe(probed, "alphas") is not before
    probed.context.set_theme("light")
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)


def test_what_is_remembered_is_on_disk_without_anybody_leaving(qtbot: QtBot, probed: MainWindow) -> None:
    """A program that crashes, or a computer whose current fails, loses no more than the last moment."""
    settings = probed.context.settings
    settings.setValue("rail", "narrow")
    kept = Path(settings.fileName())
    qtbot.waitUntil(lambda: kept.is_file() and "rail=narrow" in kept.read_text(encoding="utf-8"))


def test_what_is_of_a_day_is_shown_anew_on_the_next(qtbot: QtBot, probed: MainWindow) -> None:
    before, desk = probe(probed, "alphas"), probed.context.desk
    probed.day.look()
    assert probe(probed, "alphas") is before
    tomorrow = FixedClock(desk.now() + timedelta(days=1))
    probed.context.sit_down(replace(desk, clock=tomorrow))
    probed.day.look()
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    assert probe(probed, "alphas") is not before


def test_language_and_look_change_at_run_time_and_keep_the_place(qtbot: QtBot, probed: MainWindow) -> None:
    probed.navigate("betas", "B1")
    probe(probed, "betas").words = "half a sentence"
    before = probe(probed, "betas")
    probed.context.set_language("zh_CN")
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    assert probe(probed, "betas") is not before
    assert not isValid(before)
    assert probe(probed, "betas").words == "half a sentence"
    assert probe(probed, "betas").notes == ["open B1"]
    assert probed.context.tr.language == "zh_CN"
    probed.context.set_theme("dark")
    assert probed.context.theme.dark
    assert probed.context.settings.value("theme") == "dark"
    probed.context.set_theme("light")
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)


@pytest.mark.parametrize("how", ["rebuilt", "signed out", "closed"])
def test_what_was_typed_a_moment_ago_outlives_the_page(qtbot: QtBot, probed: MainWindow, how: str) -> None:
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    desk = probed.context.desk
    QTest.keyClicks(probe(probed, "alphas").field, "half a sentence")
    assert probe(probed, "alphas").keeper.waiting
    if how == "rebuilt":
        probed.context.set_language("zh_CN")
    elif how == "signed out":
        probed.sign_out()
    else:
        assert not probed.close(), "it closes by itself once the draft is kept"
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    kept = read_draft(desk, "probe", "")
    assert kept is not None
    assert kept.content == {"note": "half a sentence"}
    if how == "rebuilt":
        assert probe(probed, "alphas").field.text() == "half a sentence"
    elif how == "closed":
        qtbot.waitUntil(lambda: not probed.isVisible())


def test_the_window_waits_for_the_last_write(qtbot: QtBot, probed: MainWindow) -> None:
    gate = threading.Event()
    probed.context.jobs.write(probed, lambda: gate.wait(10))
    assert not probed.close()
    assert probed.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: not probed.isVisible())


def test_the_palette_finds_records_and_runs_commands(qtbot: QtBot, probed: MainWindow) -> None:
    palette = probed.commands.open_palette()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.field, "> note")
    qtbot.waitUntil(lambda: [one.title for one in palette.rows.results][:1] == ["Take a note"])
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert "noted" in probe(probed, "alphas").notes
    scanned = probed.commands.open_palette("0106971234560216", scanned=True)
    assert isinstance(scanned, Palette)
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    assert not scanned.scan_line.isHidden()
    scanned.reject()


def test_the_key_sheet_lists_the_screens_keys(qtbot: QtBot, probed: MainWindow) -> None:
    probed.commands.open_keys()
    sheet = next(dialog for dialog in probed.findChildren(Dialog) if dialog.isVisible())
    from PySide6.QtWidgets import QLabel

    said = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Take a note", "Ctrl J", "back and forward"} <= said
    sheet.reject()


def test_f6_walks_the_panes(qtbot: QtBot, probed: MainWindow) -> None:
    probe(probed, "alphas").panes = lambda: [probe(probed, "alphas").field]  # type: ignore[method-assign] # a probe
    probed.activateWindow()
    probed.commands._next_pane(1)
    assert probe(probed, "alphas").field.hasFocus()
    probed.commands._next_pane(1)
    assert probed.rail.isAncestorOf(probed.focusWidget())


def test_errors_of_jobs_without_a_caller_reach_the_person(qtbot: QtBot, probed: MainWindow) -> None:
    def away() -> None:
        raise Unavailable(msg("The server is away."))

    probed.context.jobs.read(probed, away, lambda _none: None)
    qtbot.waitUntil(lambda: bool(probed.toasts.history))
    assert probed.toasts.history[-1].words == "The server is away."


def test_signing_out_lets_somebody_else_sit_down(qtbot: QtBot, probed: MainWindow) -> None:
    probed.sign_out()
    assert not probed.context.signed_in
    assert isinstance(probed.front.currentWidget(), SignInPage)
    assert probed.pages.place is None


def test_another_language_keeps_who_was_chosen_to_sign_in(qtbot: QtBot, probed: MainWindow) -> None:
    probed.sign_out()
    page = probed.front.currentWidget()
    assert isinstance(page, SignInPage)
    page.form.set_value("login", "chen")
    probed.context.set_language("zh_CN")
    again = probed.front.currentWidget()
    assert isinstance(again, SignInPage)
    assert again is not page
    assert again.form.text("login") == "chen"


def test_the_rail_counts_what_waits(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_manager: object
) -> None:
    window = open_window("lin")
    counted: dict[str, str] = {}
    window.counts.counted.connect(lambda id_, number, _urgent: counted.__setitem__(id_, number))
    window.counts.ask()
    wanted = {one.id for one in present() if one.waiting is not None}
    qtbot.waitUntil(lambda: counted.keys() == wanted)
    assert set(counted.values()) <= {""}
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)


def test_the_banner_stands_while_the_server_is_away(
    qtbot: QtBot, probed: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = Unavailable(msg("The server is away."))
    probed.reach.look_at(error)
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    assert probed.banner.isHidden(), "a local file has no server"
    monkeypatch.setattr(type(probed), "backend", property(lambda _window: Served(probed.seating.backend)))
    probed.reach.look_at(error)
    assert not probed.banner.isHidden()
    assert "Server not reached." in probed.banner.accessibleName()
    probed.reach.try_now()
    qtbot.waitUntil(probed.banner.isHidden)


class Served:
    """A backend that says it is on a server."""

    def __init__(self, backend: Backend | None) -> None:
        assert backend is not None
        self.location, self.store = "postgresql://desk@server/quality", backend.store


def test_rebuilding_leaves_no_widgets_behind(qtbot: QtBot, probed: MainWindow) -> None:
    def settled() -> int:
        qtbot.wait(100)  # widgets go when the event loop lets them go, as they do for people
        return len(QApplication.allWidgets())

    probed.context.set_theme("dark")
    before = settled()
    for mode in ("light", "dark", "light", "dark"):
        probed.context.set_theme(mode)
        settled()
    qtbot.waitUntil(lambda: settled() <= before)
    probed.context.set_theme("light")


def test_ctrl_z_undoes_what_a_message_offers(qtbot: QtBot, probed: MainWindow) -> None:
    undone: list[str] = []
    probed.context.toast(
        "Lot is on hold", "ok", ToastAction("Undo", lambda: undone.append("hold"), undoes=True)
    )
    probed.setFocus()
    QTest.keyClick(probed, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["hold"]
    QTest.keyClick(probed, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["hold"]


def test_a_record_without_a_page_leads_to_what_belongs_to_it(qtbot: QtBot, probed: MainWindow) -> None:
    palette = probed.commands.open_palette()
    assert isinstance(palette, Palette)
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    alpha = Hit("alpha", "A1", "AL-1", "AL-1")
    palette.show_found(Found(Answer(Scan("x"), (Hit("lot", "L1", "NB-2611-A", "Kettle"),), (alpha,))))
    assert [one.drill for one in palette.rows.results[:2]] == [True, False]
    palette._run()
    assert palette.field.text() == "NB-2611-A"
    assert palette.isVisible()
    qtbot.waitUntil(lambda: probed.context.jobs.active == 0)
    palette.show_found(Found(Answer(Scan("x"), (alpha,), ())))
    palette._run()
    assert probed.pages.place == Place("alphas", "A1")


def test_a_folder_that_cannot_be_made_is_no_bug(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(Unavailable, match="cannot be made"):
        make_room(str(blocked / "deep" / "desk.db"))
    make_room(str(tmp_path / "new" / "desk.db"))
    assert (tmp_path / "new").is_dir()
    make_room("postgresql://server/desk")


def test_a_person_switched_off_elsewhere_leaves_the_desk(
    qtbot: QtBot, open_window: Callable[[str], MainWindow], local_manager: Desk
) -> None:
    window = open_window("chen")
    chen = managing.open_person(local_manager, window.context.desk.person.id)
    fields = replace(chen.fields, role=Role.SERVICE)
    version = managing.edit_person(local_manager, chen.id, chen.version, fields)
    qtbot.waitUntil(lambda: window.context.desk.person.role is Role.SERVICE)
    window.context.toast("For Chen Yu alone.")
    dialog = confirm(window.context, window, "Really?", "", "Yes", lambda: None)
    managing.switch_off(local_manager, chen.id, version)
    qtbot.waitUntil(lambda: not window.context.signed_in)
    page = window.front.currentWidget()
    assert isinstance(page, SignInPage)
    assert "chen" not in [one.login for one in window.seating.people]
    assert [one.words for one in window.toasts.history] == [
        "Your login was switched off. Ask a manager of this desk."
    ]
    assert not isValid(dialog) or not dialog.isVisible()
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
