"""Forms, actions, dialogs, failures: values, errors at their fields, undo, reasons beside locked buttons."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from qualitydesk.domain.errors import Conflict, Denied, NotFound, RuleBroken, Unavailable
from qualitydesk.domain.values import msg
from ui.context import Context
from ui.kit import failures
from ui.kit.actions import Action, ActionSet
from ui.kit.calendar import Calendar
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog, ask_form, confirm
from ui.kit.drafts import Slot
from ui.kit.editors import ChoiceEditor, DayEditor, LookupEditor, Unreadable
from ui.kit.form import Field, FieldKind, Form
from ui.kit.reasons import ask_reason
from ui.kit.states import ErrorState, StateStack
from ui.kit.theme import Theme

FIELDS = [
    Field("name", "Name", required=True),
    Field("units", "Units", FieldKind.WHOLE, unit="pcs"),
    Field("freight", "Freight", FieldKind.DECIMAL),
    Field("day", "Day", FieldKind.DAY),
    Field("market", "Market", FieldKind.CHOICE, choices=(("DE", "Germany"), ("FR", "France"))),
    Field("consumer", "Consumer", FieldKind.CHECK),
    Field("note", "Note", FieldKind.LONG),
]


@pytest.fixture
def form(qtbot: QtBot, context: Context) -> Form:
    made = Form(context.theme, context.tr, FIELDS, {"name": "Anna", "units": 3, "market": "FR"}, columns=2)
    qtbot.addWidget(made)
    return made


def press_primary(qtbot: QtBot, dialog: QWidget) -> None:
    """Ctrl+Enter in an active dialog."""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def type_into(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    field = form.boxes[name].editor.field
    QTest.keyClicks(field, text)


def test_values_are_plain_python_values(qtbot: QtBot, form: Form) -> None:
    type_into(qtbot, form, "freight", "7,45")
    type_into(qtbot, form, "day", "20.11.2026")
    values = form.values()
    assert values["units"] == 3
    assert values["freight"] == Decimal("7.45")
    assert values["day"] == date(2026, 11, 20)
    assert values["market"] == "FR"
    assert values["consumer"] is False
    assert form.changes().keys() == {"freight", "day"}


@pytest.mark.parametrize(("name", "text"), [("units", "three"), ("freight", "1.2.3"), ("day", "2026-02-30")])
def test_what_cannot_be_read_is_said_at_its_field(qtbot: QtBot, form: Form, name: str, text: str) -> None:
    form.boxes[name].editor.set_value("")
    type_into(qtbot, form, name, text)
    assert not form.check()
    assert "Please" in form.boxes[name].editor.field.accessibleDescription()
    assert name not in form.values()


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e3", "1,234", "1.234,5.6", "12 € 50", "12,34,567"])
def test_what_is_no_number_or_two_numbers_is_not_guessed(form: Form, text: str) -> None:
    form.set_value("freight", text)
    assert not form.check()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        ("12,50", "12.50"),
        ("0,125", "0.125"),
        ("-.5", "-0.5"),
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234 567,8", "1234567.8"),
        ("1,234,567", "1234567"),
        ("１２．５", "12.5"),
    ],
)
def test_numbers_are_read_as_each_country_types_them(form: Form, text: str, number: str) -> None:
    form.set_value("freight", text)
    assert form.values()["freight"] == Decimal(number)


@pytest.mark.parametrize(("text", "number"), [("1,200", 1200), ("1 200", 1200), ("１２", 12)])
def test_a_whole_number_may_have_its_thousands_apart(form: Form, text: str, number: int) -> None:
    form.set_value("units", text)
    assert form.values()["units"] == number


@pytest.mark.parametrize("text", ["1,5", "12,50", "1.5", "1_000"])
def test_a_part_of_a_piece_is_no_whole_number(form: Form, text: str) -> None:
    form.set_value("units", text)
    assert not form.check()


def test_a_number_is_shown_as_it_can_be_read_again(qtbot: QtBot, form: Form) -> None:
    form.load({"name": "Anna", "freight": Decimal("1E+3")})
    assert form.values()["freight"] == 1000


def test_the_wheel_scrolls_past_a_choice_and_changes_nothing(qtbot: QtBot, form: Form) -> None:
    form.show()
    editor = form.boxes["market"].editor
    assert isinstance(editor, ChoiceEditor)
    turn = (QPointF(5, 5), editor.box.mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120))
    held, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(*turn, held, none, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(editor.box, wheel)
    assert form.values()["market"] == "FR"
    assert not wheel.isAccepted()


def test_an_icon_in_a_field_grows_with_everything(qtbot: QtBot, context: Context) -> None:
    sizes = []
    for zoom in (100, 130):
        editor = DayEditor(Theme("light", zoom))
        qtbot.addWidget(editor)
        sizes.append(editor.opener.width())
    assert sizes == [16, 21]


def test_a_locked_day_cannot_be_picked_either(qtbot: QtBot, context: Context) -> None:
    made = Form(context.theme, context.tr, [Field("day", "Day", FieldKind.DAY, locked=True)])
    qtbot.addWidget(made)
    made.show()
    editor = made.boxes["day"].editor
    assert isinstance(editor, DayEditor)
    QTest.mouseClick(editor.opener, Qt.MouseButton.LeftButton)
    assert QApplication.activePopupWidget() is None


def test_a_dialog_pressed_twice_saves_once(qtbot: QtBot, context: Context) -> None:
    parent, saved, gate = QWidget(), list[object](), threading.Event()
    qtbot.addWidget(parent)
    parent.show()

    def save(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work() -> None:
            gate.wait(5)
            saved.append(values["units"])

        context.jobs.write(form, work, lambda _none: dialog.accept())

    dialog, form = ask_form(context, parent, "Units", [FIELDS[1]], "Save", save, slot=Slot("units"))
    form.set_value("units", 4)
    press_primary(qtbot, dialog)
    press_primary(qtbot, dialog)
    gate.set()
    qtbot.waitUntil(lambda: context.jobs.active == 0)
    assert saved == [4]


def test_a_dialog_that_was_refused_can_be_pressed_again(qtbot: QtBot, context: Context) -> None:
    parent, asked = QWidget(), list[object]()
    qtbot.addWidget(parent)
    parent.show()

    def save(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work() -> None:
            asked.append(values["units"])
            raise RuleBroken(msg("no"))

        context.jobs.write(dialog, work, None, lambda _error: None)

    dialog, form = ask_form(context, parent, "Units", [FIELDS[1]], "Save", save, slot=Slot("units"))
    form.set_value("units", 4)
    for times in (1, 2):
        press_primary(qtbot, dialog)
        qtbot.waitUntil(lambda times=times: len(asked) == times and context.jobs.active == 0)  # type: ignore[misc]  # mypy cannot infer a lambda with a default
    dialog.reject()


def test_required_fields_and_service_errors_stand_at_their_fields(
    qtbot: QtBot, form: Form, context: Context
) -> None:
    form.load({})
    assert not form.check()
    assert "Name" in form.boxes["name"].editor.field.accessibleDescription()
    failures.at_form(context, form, RuleBroken(msg("No."), fields={"units": msg("More than shipped.")}))
    assert form.boxes["units"].editor.field.accessibleDescription() == "More than shipped."
    assert form.boxes["units"].editor.field.property("state") == "error"


def test_dirty_undo_and_redo(qtbot: QtBot, form: Form) -> None:
    assert not form.dirty
    type_into(qtbot, form, "name", " K")
    type_into(qtbot, form, "units", "0")
    assert form.changes().keys() == {"name", "units"}
    assert form.values()["units"] == 30
    assert form.undo()
    assert form.values()["units"] == 3
    assert form.undo()
    assert form.values()["name"] == "Anna"
    assert not form.changes()
    assert form.redo()
    assert form.values()["name"] == "Anna K"
    form.load(form.values())
    assert not form.undo()


def test_a_lookup_asks_in_a_job_and_gives_the_key(qtbot: QtBot, context: Context) -> None:
    def find(text: str) -> list[tuple[str, str]]:
        return [(f"key-{n}", f"Lot NB-{n}") for n in range(3) if text in f"NB-{n}"]

    editor = LookupEditor(context.theme, context.jobs, find)
    qtbot.addWidget(editor)
    editor.show()
    QTest.keyClicks(editor.line, "NB-1")
    with pytest.raises(Unreadable):
        editor.value()
    qtbot.waitUntil(lambda: bool(editor._found))
    editor._choose("Lot NB-1")
    editor.line.setText("Lot NB-1")
    assert editor.value() == "key-1"
    editor.set_value(("key-9", "Lot X"))
    assert editor.value() == "key-9"
    popup = editor.line.completer().popup()
    assert popup is not None
    popup.hide()


def test_records_with_the_same_words_can_each_be_chosen(qtbot: QtBot, context: Context) -> None:
    found = (("a", "Ningbo Trading"), ("b", "Ningbo Trading"), ("c", "Other"))
    editor = LookupEditor(context.theme, context.jobs, lambda _text: found)
    qtbot.addWidget(editor)
    editor._offer(found)
    keys = []
    for words in tuple(editor._found):
        editor._choose(words)
        keys.append(editor.value())
    assert keys == ["a", "b", "c"]


def test_a_locked_action_says_why_and_does_nothing(qtbot: QtBot, context: Context) -> None:
    done: list[str] = []
    reason = ["3 reasons, F2 lists them"]
    owner = QWidget()
    qtbot.addWidget(owner)
    action = Action(
        "release", "Release", lambda: done.append("x"), "arrow-right", "Ctrl+R", locked=lambda: reason[0]
    )
    actions = ActionSet(owner, context.theme, [action])
    button = actions.button("release")
    qtbot.addWidget(button)
    assert not button.isEnabled()
    assert button.toolTip() == "3 reasons, F2 lists them"
    actions.run("release")
    reason[0] = ""
    actions.refresh()
    button.click()
    assert done == ["x"]


def test_what_can_never_be_done_with_the_record_stands_in_no_bar_and_no_menu(
    qtbot: QtBot, context: Context
) -> None:
    possible = [True]
    owner = QWidget()
    qtbot.addWidget(owner)
    never = Action("again", "Again", lambda: None, locked=lambda: "Not yet.", offered=lambda: possible[0])
    actions = ActionSet(owner, context.theme, [Action("note", "Note", lambda: None), never])
    column = QVBoxLayout(owner)
    button, menu = actions.button("again"), actions.menu(owner)
    column.addWidget(button)
    for possible[0] in (True, False, True):
        actions.refresh()
        assert button.isVisibleTo(owner) is possible[0]
        assert [one.text() for one in menu.actions() if one.isVisible()] == ["Note", "Again"][
            : 1 + possible[0]
        ]
    assert not button.isEnabled(), "what may come one day is shown with its reason"


def test_a_button_that_is_gone_is_forgotten(qtbot: QtBot, context: Context) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    actions = ActionSet(owner, context.theme, [Action("note", "Note", lambda: None)])
    gone, stays = actions.button("note"), actions.button("note")
    qtbot.addWidget(stays)
    delete(gone)
    stays.setEnabled(False)
    actions.refresh()
    assert stays.isEnabled()


def test_single_letters_act_in_the_list_but_never_while_typing(qtbot: QtBot, context: Context) -> None:
    from PySide6.QtWidgets import QLineEdit, QListWidget, QVBoxLayout

    owner, listing, field, done = QWidget(), QListWidget(), QLineEdit(), []
    column = QVBoxLayout(owner)
    column.addWidget(listing)
    column.addWidget(field)
    qtbot.addWidget(owner)
    ActionSet(
        owner,
        context.theme,
        [Action("approve", "Approve", lambda: done.append("a"), "", "A", in_list=True)],
        listing,
    )
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)
    field.setFocus()
    QTest.keyClicks(field, "a")
    assert done == []
    assert field.text() == "a"
    listing.setFocus()
    QTest.keyClick(listing, Qt.Key.Key_A)
    assert done == ["a"]


def test_dialogs_are_opened_and_answer(qtbot: QtBot, context: Context) -> None:
    parent, answers = QWidget(), []
    qtbot.addWidget(parent)
    parent.show()
    dialog = confirm(context, parent, "Hold?", "The lot is held.", "Hold", lambda: answers.append("held"))
    press_primary(qtbot, dialog)
    assert answers == ["held"]
    parent.hide()


def test_a_reason_stays_in_its_dialog_until_the_step_is_taken(qtbot: QtBot, context: Context) -> None:
    parent, taken, said = QWidget(), list[object](), list[str]()
    qtbot.addWidget(parent)
    parent.show()
    context.signals.toast_asked.connect(lambda words, _tone, _action: said.append(words))

    def step(reason: str) -> str:
        if len(reason) < 6:
            raise Denied(msg("Not without a reason."))
        return reason.upper()

    why = ask_reason(
        context, parent, "Send back", "Send back", step, taken.append, slot=Slot("send back", "1")
    )
    press_primary(qtbot, why)
    assert not context.jobs.active, "an empty reason is not a reason"
    asked = why.findChild(Form)
    assert asked is not None
    asked.set_value("reason", "No")
    press_primary(qtbot, why)
    qtbot.waitUntil(lambda: said == ["Not without a reason."])
    assert asked.text("reason") == "No"
    asked.set_value("reason", "No photo")
    press_primary(qtbot, why)
    qtbot.waitUntil(lambda: taken == ["NO PHOTO"])
    parent.hide()


def test_a_form_dialog_stays_open_until_the_service_agrees(qtbot: QtBot, context: Context) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def save(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        if values["units"] != 5:
            form.show_errors({"units": "Must be five."})
        else:
            dialog.accept()

    dialog, form = ask_form(context, parent, "Units", [FIELDS[1]], "Save", save, slot=Slot("units"))
    form.set_value("units", 4)
    press_primary(qtbot, dialog)
    assert dialog.isVisible()
    form.set_value("units", 5)
    with qtbot.waitSignal(dialog.finished):
        press_primary(qtbot, dialog)
    parent.hide()


def test_a_conflict_is_chosen_field_by_field(qtbot: QtBot, context: Context) -> None:
    parent, chosen = QWidget(), list[dict[str, object]]()
    qtbot.addWidget(parent)
    parent.show()
    error = Conflict(
        msg("Changed."), theirs={"maker": 6000, "reason": "L-02"}, mine={"maker": 7000, "reason": "L-04"}
    )
    dialog = ConflictDialog(context, parent, "Conflict", error, {"maker": "Liability, maker"}, chosen.append)
    dialog.open()
    dialog._theirs["reason"].setChecked(True)
    press_primary(qtbot, dialog)
    assert chosen == [{"maker": 7000, "reason": "L-02"}]
    parent.hide()


@pytest.mark.parametrize(
    "error",
    [
        RuleBroken(msg("Liability is {n} %.", n=90)),
        Conflict(msg("Saved at 14:02.")),
        NotFound("claim", "CL-1"),
        Denied(msg("Only managers may do this.")),
        Unavailable(msg("The disk is full.")),
    ],
)
def test_the_five_errors_are_said_in_one_line_and_are_no_crash(
    qtbot: QtBot, context: Context, error: Exception
) -> None:
    parent, said = QWidget(), []
    qtbot.addWidget(parent)
    context.signals.toast_asked.connect(lambda words, tone, action: said.append((words, tone)))
    failures.tell(context, parent, error)
    assert len(said) == 1
    assert said[0][0]
    assert not parent.findChildren(Dialog)


def boom(secret: str) -> None:
    raise ValueError(f"bad {secret}")


@pytest.mark.expects_log("unexpected error")
def test_a_bug_opens_one_report_without_personal_data(qtbot: QtBot, context: Context) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    try:
        boom("Anna Krüger")
    except ValueError as error:
        text = failures.report(error)
        failures.tell(context, parent, error)
    assert "Anna" not in text
    assert "test_kit_forms.py" in text
    assert "in boom" in text
    dialog = parent.findChild(Dialog)
    assert dialog is not None
    dialog.reject()
    parent.hide()


def test_a_list_that_cannot_be_read_says_so_in_its_place(qtbot: QtBot, context: Context) -> None:
    stack, tries = StateStack(context.theme, QLabel("rows")), []
    qtbot.addWidget(stack)
    failures.in_place(context, stack, Unavailable(msg("The server is away.")), lambda: tries.append(1))
    state = stack.currentWidget()
    assert isinstance(state, ErrorState)
    assert "The server is away." in state.accessibleName()
    stack.show_view()
    assert stack.currentWidget() is not state


def test_a_day_is_picked_from_the_calendar_by_the_keys(qtbot: QtBot, form: Form, context: Context) -> None:
    editor = form.boxes["day"].editor
    assert isinstance(editor, DayEditor)
    form.show()
    qtbot.waitExposed(form)
    editor.set_value(date(2026, 11, 20))
    QTest.mouseClick(editor.opener, Qt.MouseButton.LeftButton)
    calendar = form.findChild(Calendar)
    assert calendar is not None
    days = calendar.findChild(QAbstractItemView)
    assert days is not None
    QTest.keyClick(days, Qt.Key.Key_Down)
    QTest.keyClick(days, Qt.Key.Key_Return)
    assert form.values()["day"] == date(2026, 11, 27)
    qtbot.waitUntil(lambda: form.findChild(Calendar) is None)
