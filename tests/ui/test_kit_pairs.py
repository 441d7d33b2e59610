"""Inputs for several values at once: names with values, and ticks; their drafts and what cannot be read."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qualitydesk.translation import Translator
from ui.kit.editors import Unreadable
from ui.kit.form import Field, FieldKind, Form
from ui.kit.pairs import PairsEditor, PairWords, TicksEditor
from ui.kit.theme import Theme

WORDS = PairWords("Property", "Value", "Add a property", "Remove property")


@pytest.fixture
def pairs(qtbot: QtBot, theme: Theme) -> PairsEditor:
    made = PairsEditor(theme, WORDS)
    qtbot.addWidget(made)
    return made


def test_names_and_values_are_read_and_blank_rows_left_out(pairs: PairsEditor) -> None:
    pairs.set_value({"Power": "2200 W", "Volume": 1.7})
    pairs.add()
    assert pairs.value() == {"Power": "2200 W", "Volume": 1.7}
    pairs.rows[1].value.setText("1.8")
    assert pairs.value() == {"Power": "2200 W", "Volume": "1.8"}
    pairs.set_value(None)
    assert pairs.value() == {}


def test_two_rows_of_one_name_and_a_value_without_name_cannot_be_read(pairs: PairsEditor) -> None:
    pairs.set_value({"Power": "2200 W"})
    row = pairs.add("Power", "1800 W")
    with pytest.raises(Unreadable):
        pairs.value()
    row.name.setText("")
    with pytest.raises(Unreadable):
        pairs.value()


def test_rows_are_typed_removed_and_kept_as_a_draft(pairs: PairsEditor, theme: Theme, qtbot: QtBot) -> None:
    told: list[None] = []
    pairs.changed.connect(lambda: told.append(None))
    pairs.add_button.click()
    QTest.keyClicks(pairs.rows[0].name, "Cord")
    QTest.keyClicks(pairs.rows[0].value, "0.8 m")
    assert told
    again = PairsEditor(theme, WORDS)
    qtbot.addWidget(again)
    again.take_up(pairs.kept())
    assert again.value() == {"Cord": "0.8 m"}
    again.rows[0].remove.click()
    assert again.value() == {}


def test_a_form_says_that_names_must_differ(qtbot: QtBot, theme: Theme) -> None:
    field = Field("own", "Own", FieldKind.OWN, make=lambda theme: PairsEditor(theme, WORDS))
    form = Form(theme, Translator(), [field], {"own": {"A": "1"}})
    qtbot.addWidget(form)
    editor = form.boxes["own"].editor
    assert isinstance(editor, PairsEditor)
    editor.add("A", "2")
    editor.changed.emit()
    assert form.dirty
    assert not form.check()
    assert form.undo()
    assert form.values() == {"own": {"A": "1"}}


def test_an_own_field_says_how_it_is_made(theme: Theme) -> None:
    with pytest.raises(TypeError):
        Form(theme, Translator(), [Field("own", "Own", FieldKind.OWN)])


def test_ticks_keep_the_order_of_the_choices(qtbot: QtBot, theme: Theme) -> None:
    ticks = TicksEditor(theme, (("a", "A"), ("b", "B"), ("c", "C")))
    qtbot.addWidget(ticks)
    ticks.set_value(("c", "a", "gone"))
    assert ticks.value() == ("a", "c")
    ticks.boxes["b"].click()
    assert ticks.value() == ("a", "b", "c")
    ticks.take_up(["b"])
    assert (ticks.value(), ticks.kept()) == (("b",), ["b"])
