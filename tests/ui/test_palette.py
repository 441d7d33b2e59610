"""The palette on the real window and database: records, scans, commands, preview, what was looked at last."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from qualitydesk.services.desk import Desk
from tests.shipment_story import Story, tell
from ui.kit.dialogs import Dialog
from ui.kit.jobs import READERS
from ui.main_window import MainWindow
from ui.pages import Place
from ui.palette import Palette


@pytest.fixture
def story(local_manager: Desk) -> Story:
    return tell(local_manager)


@pytest.fixture
def window(story: Story, open_window: Callable[[str], MainWindow]) -> MainWindow:
    return open_window("lin")


def opened(window: MainWindow, text: str = "", *, scanned: bool = False) -> Palette:
    palette = window.commands.open_palette(text, scanned=scanned)
    assert isinstance(palette, Palette)
    return palette


def settle(qtbot: QtBot, palette: Palette, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not palette._pause.isActive() and not palette._look.isActive())
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)


def titles(palette: Palette) -> list[str]:
    return [one.title for one in palette.rows.results]


def test_a_number_typed_and_confirmed_at_once_opens_its_record(
    qtbot: QtBot, window: MainWindow, story: Story
) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "sh-2026-0418")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.place == Place("shipments", story.shipment))


def test_what_was_looked_for_before_never_covers_what_is_asked_for_now(
    qtbot: QtBot, window: MainWindow, story: Story
) -> None:
    palette, gate = opened(window), Event()
    for _reader in range(READERS):
        window.context.jobs.read(palette, lambda: gate.wait(5), lambda _on: None)
    palette.field.setText("SH-2026-0418")
    palette._ask()
    palette.field.setText("> dark")
    palette._ask()
    gate.set()
    settle(qtbot, palette, window)
    assert titles(palette) == ["Light or dark"]
    palette.field.setText("SH-2026-0418")
    palette._ask()
    palette.field.setText("")
    palette._ask()
    palette._run()
    assert not palette.isVisible()


def test_a_scan_is_taken_apart_and_leads_to_its_lot(qtbot: QtBot, window: MainWindow, story: Story) -> None:
    palette = opened(window, "(01)06971234560216(10)NB-2610-A", scanned=True)
    settle(qtbot, palette, window)
    assert palette.rows.results[0].hit is not None
    assert palette.rows.results[0].hit.id == story.kettle_lot
    said = palette.scan_line.accessibleName()
    assert "lot NB-2610-A" in said
    assert said.count("check digit fits") == 1
    assert "known" in said
    qtbot.waitUntil(lambda: palette.preview.shown is not None)
    assert palette.preview.accessibleName() == "NB-2610-A"
    assert {"Start an inspection with it", "SH-2026-0418"} <= set(titles(palette))
    palette.reject()


def test_what_a_record_is_has_its_place_only_beside_records(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window)
    settle(qtbot, palette, window)
    assert palette.preview.isHidden()
    for text, shown in (("NB-2610-A", True), ("> dark", False), ("zzzz", False)):
        palette.field.setText(text)
        palette._ask()
        settle(qtbot, palette, window)
        assert palette.preview.isVisible() == shown, text
    palette.reject()


def test_how_many_were_found_is_said_once(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window, "(01)06971234560216(10)NB-2610-A", scanned=True)
    settle(qtbot, palette, window)
    assert palette.scan_line.count.text()
    assert palette._note.isHidden()
    palette.field.setText("kettle")
    palette._ask()
    settle(qtbot, palette, window)
    assert palette._note.isVisible()
    palette.reject()


def test_a_scan_of_nothing_says_so_and_begins_a_claim(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window, "4006381333931", scanned=True)
    settle(qtbot, palette, window)
    assert palette._note.full() == "Nothing was found for “4006381333931”."
    assert titles(palette) == ["Start an inspection with it", "Open a claim with it"]
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.place == Place("claims"))
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Dialog)))
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    assert dialog.lookup.text() == "4006381333931"  # type: ignore[attr-defined]  # the dialog of a new claim
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
    dialog.reject()


def test_enter_where_nothing_was_found_leaves_what_was_typed(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, "ketlte")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    settle(qtbot, palette, window)
    assert palette.isVisible()
    assert palette.field.text() == "ketlte"
    assert "Nothing was found" in palette._note.full()
    palette.reject()


def test_what_could_not_be_looked_up_leaves_no_lines_of_the_question_before(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_asked: object, **_marks: object) -> None:
        raise Unavailable(msg("The database does not answer."))

    palette = opened(window, "SH-2026-0418")
    settle(qtbot, palette, window)
    assert palette.rows.results
    monkeypatch.setattr("qualitydesk.services.finding.look_up", fail)
    palette.field.setText("CL-2026-1175")
    palette._ask()
    settle(qtbot, palette, window)
    assert palette.rows.results == ()
    assert palette._note.isVisible()
    palette.reject()


@pytest.mark.parametrize("typed", ["?zzzz", "> zzzz"])
def test_a_step_or_help_that_is_not_there_is_said(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    palette = opened(window)
    QTest.keyClicks(palette.field, typed)
    settle(qtbot, palette, window)
    assert palette._note.isVisible()
    assert palette._note.full() == "Nothing was found for “zzzz”."
    palette.field.clear()
    QTest.keyClicks(palette.field, typed[0])
    settle(qtbot, palette, window)
    assert palette._note.isHidden()
    palette.reject()


def test_a_long_text_makes_the_palette_no_wider(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window, "a whole page 1 was pasted " * 20)
    settle(qtbot, palette, window)
    assert palette._note.isVisible()
    assert palette._area.horizontalScrollBar().maximum() == 0
    palette.reject()


def test_a_wrong_check_digit_is_said(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window, "]C10106971234560217", scanned=True)
    settle(qtbot, palette, window)
    assert "Check digit should be 6" in palette.scan_line.accessibleName()
    palette.reject()


def test_an_inspection_begins_with_the_lot_found(qtbot: QtBot, window: MainWindow, story: Story) -> None:
    palette = opened(window, "NB-2610-A")
    settle(qtbot, palette, window)
    next(one for one in palette.rows.results if one.title == "Start an inspection with it").run()
    palette.reject()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Dialog)))
    dialog = next(one for one in window.findChildren(Dialog) if one.isVisible())
    form = dialog.form  # type: ignore[attr-defined]  # the dialog of a new inspection
    qtbot.waitUntil(lambda: form.values().get("lot") == story.kettle_lot)
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
    dialog.reject()


def test_tab_shows_what_belongs_to_the_chosen_record(qtbot: QtBot, window: MainWindow, story: Story) -> None:
    palette = opened(window, "热水壶")
    settle(qtbot, palette, window)
    QTest.keyClick(palette.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "SH-2026-0418" in titles(palette))
    QTest.keyClick(palette.field, Qt.Key.Key_Down)
    settle(qtbot, palette, window)
    palette.reject()


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [("@ningbo", {"party"}), ("#NB-26", {"lot"}), ("!gpsr", {"rule"}), ("> keys", {None}), ("?gate", {None})],
)
def test_a_mark_narrows_what_is_looked_for(
    qtbot: QtBot, window: MainWindow, typed: str, kinds: set[str | None]
) -> None:
    palette = opened(window)
    settle(qtbot, palette, window)
    QTest.keyClicks(palette.field, typed)
    qtbot.waitUntil(lambda: {one.hit.kind if one.hit else None for one in palette.rows.results} == kinds)
    settle(qtbot, palette, window)
    palette.reject()


def test_what_was_looked_at_last_stands_first(qtbot: QtBot, window: MainWindow, story: Story) -> None:
    window.navigate("shipment", story.shipment)
    qtbot.waitUntil(lambda: window.context.jobs.active == 0)
    palette = opened(window)
    qtbot.waitUntil(lambda: titles(palette)[0] == "SH-2026-0418")
    assert palette.rows.results[0].heading == "Looked at last"
    assert "Sign out" in titles(palette)
    settle(qtbot, palette, window)
    palette.reject()
