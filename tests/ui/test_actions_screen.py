"""Actions and non-conformities through their screens: done, undone, led to the end, refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton, QToolButton
from pytestqt.qtbot import QtBot

from qualitydesk.domain.improvement.states import ActionKind, NonConformityStatus
from qualitydesk.services import improvement
from qualitydesk.services.desk import Desk
from qualitydesk.services.improvement import NewAction, NewNonConformity
from ui.context import Context, ToastAction
from ui.history import HistoryDialog
from ui.kit.actions import ActionButton
from ui.kit.attachments import AttachmentList
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.form import Form
from ui.screens.actions.action_screen import ActionsScreen
from ui.screens.actions.cause_screen import CausesScreen


def until(qtbot: QtBot, met: Callable[[], bool]) -> None:
    qtbot.waitUntil(met)


def quiet(qtbot: QtBot, context: Context) -> None:
    until(qtbot, lambda: context.jobs.active == 0)


def dialog() -> Dialog:
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, Dialog) and each.isVisible()
    )


def fill(**values: object) -> Dialog:
    asked = dialog()
    form = asked.findChildren(Form)[0]
    for name, value in values.items():
        form.set_value(name, value)
    return asked


def press(asked: Dialog) -> None:
    primary = next(b for b in asked.findChildren(ActionButton) if b.action.kind == "primary")
    QTest.mouseClick(primary, Qt.MouseButton.LeftButton)


def compared(qtbot: QtBot) -> ConflictDialog:
    """What two people wrote, side by side."""

    def found() -> list[ConflictDialog]:
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if isinstance(one, ConflictDialog) and one.isVisible()]

    until(qtbot, lambda: bool(found()))
    return found()[0]


@pytest.fixture
def leak(seated: Context) -> str:
    return improvement.record_non_conformity(seated.desk, NewNonConformity("Kettle base leaks"))


def opened(qtbot: QtBot, screen: ActionsScreen | CausesScreen) -> None:
    qtbot.addWidget(screen)
    screen.resize(1232, 900)
    screen.show()
    screen.open_record("")
    quiet(qtbot, screen.context)


def test_an_action_is_done_with_one_key_and_undone_from_the_toast(qtbot: QtBot, seated: Context) -> None:
    key = improvement.create_action(seated.desk, NewAction("Ask the maker"))
    screen = ActionsScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    told: list[ToastAction | None] = []
    seated.signals.toast_asked.connect(lambda _words, _tone, action: told.append(action))
    screen.list.table.setFocus()
    QTest.keyClick(screen.list.table, Qt.Key.Key_D)
    until(qtbot, lambda: bool(told))
    assert improvement.open_action(seated.desk, key).row.done_at is not None
    (undo,) = told
    assert undo is not None
    undo.run()
    until(qtbot, lambda: improvement.open_action(seated.desk, key).row.done_at is None)
    quiet(qtbot, seated)


def test_ticked_actions_are_done_together(qtbot: QtBot, seated: Context) -> None:
    keys = [improvement.create_action(seated.desk, NewAction(f"Task {n}")) for n in range(3)]
    screen = ActionsScreen(seated)
    opened(qtbot, screen)
    screen.list.table.rows.tick_all(True)
    screen.finish(screen.list.chosen.keys())
    quiet(qtbot, seated)
    assert all(improvement.open_action(seated.desk, key).row.done_at for key in keys)


def test_a_new_action_is_recorded_and_a_wordless_one_refused(qtbot: QtBot, seated: Context) -> None:
    screen = ActionsScreen(seated)
    opened(qtbot, screen)
    assert "Nothing to do" in (screen.list.stack.currentWidget() or screen).accessibleName()
    screen.asking.new_action()
    asked = dialog()
    press(asked)
    assert asked.isVisible()
    fill(title="Call the laboratory")
    press(asked)
    until(qtbot, lambda: screen.file is not None and screen.file.row.title == "Call the laboratory")
    quiet(qtbot, seated)


def test_a_non_conformity_is_led_to_its_end(qtbot: QtBot, seated: Context, leak: str) -> None:
    screen = CausesScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)

    def status() -> NonConformityStatus:
        return improvement.open_non_conformity(seated.desk, leak).row.status

    def step(verb: str, target: NonConformityStatus) -> None:
        assert screen.action_set is not None
        until(qtbot, lambda: screen._why(verb) == "")
        screen.action_set.run(verb)
        press(fill(words=f"what was written at {verb}"))
        until(qtbot, lambda: status() is target)
        quiet(qtbot, seated)

    step("contain", NonConformityStatus.CONTAINED)
    step("analyse", NonConformityStatus.ANALYSED)
    assert "at least one corrective" in screen._why("plan")
    assert screen.file is not None
    screen.asking.new_action(screen.file)
    press(fill(title="Thicker seal"))
    step("plan", NonConformityStatus.ACTION_PLANNED)
    assert "not done yet" in screen._why("implement")
    (action,) = improvement.open_non_conformity(seated.desk, leak).actions
    improvement.finish_actions(seated.desk, [action.id])
    screen.refresh(frozenset({"action"}))
    for verb, target in (
        ("implement", NonConformityStatus.IMPLEMENTED),
        ("verify", NonConformityStatus.VERIFIED),
        ("close", NonConformityStatus.CLOSED),
    ):
        step(verb, target)
    said = {each.text() for each in screen.panel.findChildren(QLabel)}
    assert "what was written at analyse" in said
    assert "closed" in screen._standing()


@pytest.mark.parametrize("kind", [ActionsScreen, CausesScreen])
def test_every_record_tells_its_history(
    qtbot: QtBot, seated: Context, leak: str, kind: type[ActionsScreen | CausesScreen]
) -> None:
    improvement.create_action(seated.desk, NewAction("Ask the maker"))
    screen = kind(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    screen.list.table.setFocus()
    names = [one.accessibleName() for one in screen.panel.findChildren(QToolButton)]
    assert "History" in names
    assert ("8D report" in names) is (kind is CausesScreen)
    QTest.keyClick(screen.list.table, Qt.Key.Key_H)
    until(qtbot, lambda: any(isinstance(one, HistoryDialog) for one in QApplication.topLevelWidgets()))
    history = dialog()
    assert isinstance(history, HistoryDialog)
    until(qtbot, lambda: bool(history.entries))
    history.accept()
    quiet(qtbot, seated)


def test_a_non_conformity_carries_files(qtbot: QtBot, seated: Context, leak: str, tmp_path: Path) -> None:
    (tmp_path / "analysis.pdf").write_bytes(b"%PDF-1.4\n% a paper\n%%EOF\n")
    screen = CausesScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    files = screen.panel.findChildren(AttachmentList)[0]
    until(qtbot, files.isVisible)
    files.add_files([str(tmp_path / "analysis.pdf")])
    until(qtbot, lambda: [one.name for one in files.files] == ["analysis.pdf"])
    quiet(qtbot, seated)


def test_what_was_typed_stays_when_somebody_was_faster(qtbot: QtBot, seated: Context, leak: str) -> None:
    screen = CausesScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    assert screen.file is not None
    screen.asking.edit_cause(screen.file)
    asked = fill(title="Kettle base leaks at the seal")
    improvement.edit_non_conformity(seated.desk, leak, 1, title="Base leaks")
    press(asked)
    clash = compared(qtbot)
    assert {one.accessibleName() for one in clash.findChildren(QRadioButton)} == {
        "Kettle base leaks at the seal",
        "Base leaks",
    }
    assert improvement.open_non_conformity(seated.desk, leak).row.title == "Base leaks"
    press(clash)
    quiet(qtbot, seated)
    assert improvement.open_non_conformity(seated.desk, leak).row.title == "Kettle base leaks at the seal"


def test_an_action_that_two_changed_keeps_what_each_wrote(qtbot: QtBot, seated: Context) -> None:
    key = improvement.create_action(seated.desk, NewAction("Order new gauges"))
    screen = ActionsScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    assert screen.file is not None
    screen.asking.edit_action(screen.file)
    asked = fill(title="Order three gauges")
    improvement.edit_action(seated.desk, key, 1, due_on=date(2026, 12, 1))
    press(asked)
    until(qtbot, lambda: improvement.open_action(seated.desk, key).row.title == "Order three gauges")
    quiet(qtbot, seated)
    assert improvement.open_action(seated.desk, key).row.due_on == date(2026, 12, 1)


def test_a_step_goes_on_after_a_conflict(qtbot: QtBot, seated: Context, leak: str) -> None:
    screen = CausesScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    assert screen.action_set is not None
    screen.action_set.run("contain")
    asked = fill(words="All lots of the week are on hold.")
    improvement.edit_non_conformity(seated.desk, leak, 1, title="Base leaks")
    press(asked)
    quiet(qtbot, seated)
    assert asked.isVisible()
    press(asked)
    quiet(qtbot, seated)
    assert improvement.open_non_conformity(seated.desk, leak).row.status is NonConformityStatus.CONTAINED


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_both_screens_are_built_in_both_languages(
    qtbot: QtBot, seated: Context, leak: str, language: str
) -> None:
    seated.set_language(language)
    screen = CausesScreen(seated)
    opened(qtbot, screen)
    until(qtbot, lambda: screen.file is not None)
    actions = ActionsScreen(seated)
    opened(qtbot, actions)
    assert screen.header.title.text() == ("Non-conformities" if language == "en" else "不符合项")


def offered(screen: ActionsScreen | CausesScreen, name: str) -> bool:
    """Whether the panel's bar has a button of that name."""
    buttons = screen.panel.findChildren(ActionButton)
    return any(one.action.id == name and one.isVisibleTo(screen.panel) for one in buttons)


def test_the_panel_offers_no_step_that_can_never_come(qtbot: QtBot, seated: Context, leak: str) -> None:
    """Only what its record can come to: no cause of what has none, nothing to take up of what is open."""
    desk = seated.desk
    alone = improvement.create_action(desk, NewAction("Order new gauges"))
    mend = improvement.create_action(
        desk, NewAction("Mend the base", ActionKind.CORRECTIVE, non_conformity_id=leak)
    )
    screen = ActionsScreen(seated)
    opened(qtbot, screen)
    names = ("edit", "cause", "again", "done")

    def shows(key: str, *wanted: str) -> None:
        screen.open_record(key)
        until(qtbot, lambda: screen.file is not None and screen.file.row.id == key)
        quiet(qtbot, seated)
        assert [name for name in names if offered(screen, name)] == list(wanted)

    shows(alone, "edit", "done")
    shows(mend, "edit", "cause", "done")
    improvement.finish_actions(desk, (alone, mend))
    shows(alone, "edit", "again")
    end(desk, leak)
    shows(mend, "cause")


def test_a_closed_non_conformity_offers_nothing_that_changes_it(
    qtbot: QtBot, seated: Context, leak: str
) -> None:
    improvement.finish_actions(
        seated.desk,
        (
            improvement.create_action(
                seated.desk, NewAction("Mend", ActionKind.CORRECTIVE, non_conformity_id=leak)
            ),
        ),
    )
    screen = CausesScreen(seated)
    opened(qtbot, screen)
    screen.open_record(leak)
    until(qtbot, lambda: screen.file is not None)
    assert offered(screen, "plan_action")
    assert offered(screen, "contain")
    assert not offered(screen, "close")
    end(seated.desk, leak)
    screen.refresh(frozenset())
    until(qtbot, lambda: screen.file is not None and screen.file.row.status is NonConformityStatus.CLOSED)
    quiet(qtbot, seated)
    assert not any(offered(screen, name) for name in ("edit", "plan_action", "contain", "close"))
    assert offered(screen, "report")


def end(desk: Desk, leak: str) -> None:
    """Lead a non-conformity to its end."""
    for verb in ("contain", "analyse", "plan", "implement", "verify", "close"):
        version = improvement.open_non_conformity(desk, leak).row.version
        improvement.take_step(desk, leak, version, verb, "It is so.")
