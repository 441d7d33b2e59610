"""Drafts of forms: back after Esc, gone once saved or discarded, one for each record."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg
from qualitydesk.services import drafts
from ui.context import Context, ToastAction
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import DraftLine, Slot
from ui.kit.form import Field, FieldKind, Form

FIELDS = [
    Field("name", "Name", required=True),
    Field("units", "Units", FieldKind.WHOLE),
    Field("market", "Market", FieldKind.CHOICE, choices=(("DE", "Germany"), ("FR", "France"))),
    Field("lot", "Lot", FieldKind.LOOKUP, find=lambda _text: ()),
    Field("note", "Note", FieldKind.LONG),
    Field("password", "Password", FieldKind.SECRET),
]
Ask = Callable[[str], tuple[Dialog, Form]]


@pytest.fixture
def ask(qtbot: QtBot, seated: Context) -> Ask:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def opened(record: str) -> tuple[Dialog, Form]:
        dialog, form = ask_form(
            seated, parent, "Lot", FIELDS, "Save", lambda _values, _form, dialog: dialog.accept(),
            slot=Slot("test", record), values={"name": "Anna", "market": "DE"},
        )  # fmt: skip
        qtbot.waitUntil(lambda: seated.jobs.active == 0)
        return dialog, form

    return opened


def quiet(qtbot: QtBot, context: Context) -> None:
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def line_of(dialog: Dialog) -> DraftLine:
    return dialog.findChildren(DraftLine)[0]


def fill(form: Form) -> None:
    QTest.keyClicks(form.boxes["name"].editor.field, " K")
    QTest.keyClicks(form.boxes["units"].editor.field, "12x")
    form.set_value("market", "FR")
    form.set_value("lot", ("key-7", "Lot NB-7"))
    form.set_value("note", "two cracked")
    form.set_value("password", "correct horse")


def test_esc_keeps_what_was_typed_and_brings_it_back(qtbot: QtBot, seated: Context, ask: Ask) -> None:
    said: list[str] = []
    seated.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    dialog, form = ask("1")
    assert not line_of(dialog).isVisible()
    fill(form)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    quiet(qtbot, seated)
    assert said == ["What you typed is kept as a draft."]
    again, form = ask("1")
    assert line_of(again).isVisible()
    assert line_of(again).words.text().startswith("Draft of ")
    assert form.text("name") == "Anna K"
    assert form.boxes["units"].editor.kept() == "12x"
    assert form.values()["lot"] == "key-7"
    assert (form.text("market"), form.text("note")) == ("FR", "two cracked")
    assert form.text("password") == "", "a secret is kept nowhere"
    again.accept()
    quiet(qtbot, seated)


def test_what_was_saved_leaves_no_draft(qtbot: QtBot, seated: Context, ask: Ask) -> None:
    dialog, form = ask("1")
    form.set_value("note", "two cracked")
    qtbot.waitUntil(lambda: drafts.read_draft(seated.desk, "test", "1") is not None)
    dialog.accept()
    qtbot.waitUntil(lambda: drafts.read_draft(seated.desk, "test", "1") is None)
    quiet(qtbot, seated)


@pytest.mark.parametrize("refused", [False, True])
def test_esc_while_it_is_saved_keeps_a_draft_only_if_the_save_is_refused(
    qtbot: QtBot, seated: Context, ask: Ask, refused: bool
) -> None:
    said: list[str] = []
    seated.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))
    go_on = threading.Event()

    def save() -> None:
        go_on.wait(30)
        if refused:
            raise RuleBroken(msg("That number is taken."))

    dialog, form = ask("1")
    form.set_value("note", "two cracked")
    seated.jobs.write(dialog, save, lambda _none: dialog.accept(), lambda _error: None)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert said == []
    go_on.set()
    quiet(qtbot, seated)
    kept = drafts.read_draft(seated.desk, "test", "1")
    assert (kept is not None, said) == (refused, ["What you typed is kept as a draft."] * refused)


def test_typing_back_to_the_start_leaves_no_draft(qtbot: QtBot, seated: Context, ask: Ask) -> None:
    dialog, form = ask("1")
    form.set_value("note", "x")
    qtbot.waitUntil(lambda: drafts.read_draft(seated.desk, "test", "1") is not None)
    form.set_value("note", "")
    qtbot.waitUntil(lambda: drafts.read_draft(seated.desk, "test", "1") is None)
    dialog.reject()
    quiet(qtbot, seated)


def test_two_records_never_share_a_draft(qtbot: QtBot, seated: Context, ask: Ask) -> None:
    dialog, form = ask("1")
    form.set_value("note", "about the first")
    dialog.reject()
    quiet(qtbot, seated)
    other, form = ask("2")
    assert form.text("note") == ""
    other.reject()
    quiet(qtbot, seated)


def test_discard_shows_what_was_loaded_and_forgets(qtbot: QtBot, seated: Context, ask: Ask) -> None:
    dialog, form = ask("1")
    fill(form)
    dialog.reject()
    quiet(qtbot, seated)
    dialog, form = ask("1")
    line_of(dialog).button.click()
    assert form.text("name") == "Anna"
    assert not form.dirty
    quiet(qtbot, seated)
    assert not line_of(dialog).isVisible()
    assert drafts.read_draft(seated.desk, "test", "1") is None
    assert form.undo(), "even throwing away can be taken back"
    dialog.reject()
    quiet(qtbot, seated)


def test_the_toast_of_a_closed_form_throws_the_draft_away(qtbot: QtBot, seated: Context, ask: Ask) -> None:
    offered: list[ToastAction] = []
    seated.signals.toast_asked.connect(lambda _words, _tone, action: offered.append(action))
    dialog, form = ask("1")
    fill(form)
    dialog.reject()
    quiet(qtbot, seated)
    offered[0].run()
    quiet(qtbot, seated)
    assert drafts.read_draft(seated.desk, "test", "1") is None


def test_ctrl_z_walks_back_within_a_field_and_then_through_the_fields(
    qtbot: QtBot, seated: Context, ask: Ask
) -> None:
    dialog, form = ask("1")
    name, market = form.boxes["name"].editor.field, form.boxes["market"].editor.field
    QTest.keyClicks(name, " K")
    form.set_value("market", "FR")
    QTest.keyClick(market, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.text("market") == "DE"
    QTest.keyClick(name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.text("name") == "Anna"
    assert not form.dirty
    QTest.keyClick(
        name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert form.text("name") == "Anna K"
    dialog.accept()
    quiet(qtbot, seated)
