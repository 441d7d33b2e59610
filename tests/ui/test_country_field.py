"""The field for a country: typed in either language, chosen by keyboard, refused, kept as its code."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualitydesk.translation import Translator
from ui.kit.country_editor import CountryEditor
from ui.kit.form import Field, FieldKind, Form
from ui.kit.theme import Theme

FIELDS = [Field("country", "Country", FieldKind.COUNTRY), Field("city", "City")]


class Typing:
    """A form that somebody types in."""

    def __init__(self, qtbot: QtBot, theme: Theme, language: str, code: str = "") -> None:
        self.form = Form(theme, Translator(language), FIELDS, {"country": code})
        qtbot.addWidget(self.form)
        self.form.show()
        self.form.activateWindow()
        qtbot.waitUntil(self.form.isActiveWindow)
        editor = self.form.boxes["country"].editor
        assert isinstance(editor, CountryEditor)
        self.editor, self.line = editor, editor.line
        self.line.setFocus()
        self.line.selectAll()

    def type(self, words: str) -> list[str]:
        """Type and answer with what is offered."""
        if words.isascii():
            QTest.keyClicks(self.line, words)
        else:
            given = QInputMethodEvent()
            given.setCommitString(words)
            QApplication.sendEvent(self.line, given)
        return self.offered()

    def offered(self) -> list[str]:
        model = self.line.completer().completionModel()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def press(self, key: Qt.Key) -> None:
        """A key where the keys go: to the list while it is open."""
        QTest.keyClick(QApplication.activePopupWidget() or self.line, key)

    @property
    def code(self) -> object:
        return self.form.values().get("country")


@pytest.fixture
def chinese(qtbot: QtBot, theme: Theme) -> Typing:
    return Typing(qtbot, theme, "zh_CN")


@pytest.fixture
def english(qtbot: QtBot, theme: Theme) -> Typing:
    return Typing(qtbot, theme, "en", "DE")


def test_a_code_on_record_is_shown_by_name_and_unchanged(english: Typing) -> None:
    assert (english.line.text(), english.code, english.form.dirty) == ("Germany (DE)", "DE", False)
    english.form.load({"country": "QX"})
    assert (english.line.text(), english.code, english.form.changes()) == ("QX", "QX", {})
    assert english.form.check()


def test_one_is_chosen_from_the_list_by_keyboard(english: Typing) -> None:
    assert english.type("chi")[:2] == ["Chile (CL)", "China (CN)"]
    english.press(Qt.Key.Key_Down)
    english.press(Qt.Key.Key_Down)
    english.press(Qt.Key.Key_Return)
    assert (english.line.text(), english.code) == ("China (CN)", "CN")
    assert english.form.changes() == {"country": "CN"}
    assert english.form.undo()
    assert english.code == "DE"


def test_the_whole_list_is_a_key_away(chinese: Typing) -> None:
    chinese.press(Qt.Key.Key_Down)
    assert chinese.offered()[0] == "阿尔巴尼亚 (AL)"
    assert len(chinese.offered()) > 240


@pytest.mark.parametrize(
    ("language", "words", "shown"), [("zh_CN", "vietnam", "越南 (VN)"), ("en", "越南", "Vietnam (VN)")]
)
def test_a_name_in_either_language_is_written_out_in_the_reader_s(
    qtbot: QtBot, theme: Theme, language: str, words: str, shown: str
) -> None:
    typing = Typing(qtbot, theme, language)
    assert typing.type(words) == [shown]
    typing.press(Qt.Key.Key_Escape)
    typing.press(Qt.Key.Key_Tab)
    assert (typing.line.text(), typing.code) == (shown, "VN")


def test_what_is_no_country_is_refused_at_its_field_and_stays_as_typed(english: Typing) -> None:
    assert english.type("Atlantis") == []
    english.press(Qt.Key.Key_Tab)
    assert not english.form.check()
    assert "No country is called so" in english.line.accessibleDescription()
    assert english.line.text() == "Atlantis"
    kept = english.form.kept()
    english.form.load({"country": "DE"})
    english.form.take_up(kept)
    assert (english.line.text(), english.form.check()) == ("Atlantis", False)


def test_a_country_may_be_left_empty(english: Typing) -> None:
    english.press(Qt.Key.Key_Delete)
    assert (english.code, english.form.check(), english.form.dirty) == ("", True, True)


def test_a_locked_field_offers_nothing(qtbot: QtBot, theme: Theme) -> None:
    field = Field("country", "Country", FieldKind.COUNTRY, locked=True)
    form = Form(theme, Translator("en"), [field], {"country": "CN"})
    qtbot.addWidget(form)
    editor = form.boxes["country"].editor
    assert isinstance(editor, CountryEditor)
    editor.offer_all()
    assert editor.line.completer().completionModel().rowCount() == 0
