"""Qt's own words follow the language of the window while it runs, in every dialog of Qt that it opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QTreeView,
)
from pytestqt.qtbot import QtBot

from qualitydesk.paths import RESOURCES
from ui.context import Context
from ui.qt_words import QtWords, speak_along

PROPERTIES = ("text", "windowTitle", "title", "toolTip", "accessibleName", "placeholderText")
SAME = {"PDF", "CUPS", "Windows"}
"""Names that are the same in Chinese."""


def undo() -> str:
    return QCoreApplication.translate("QWidgetTextControl", "&Undo")


@pytest.fixture
def chinese(qapp: QApplication, context: Context) -> Iterator[QtWords]:
    words = speak_along(qapp, context)
    context.set_language("zh_CN")
    yield words
    context.set_language("en")
    words.deleteLater()


def test_menus_and_file_dialogs_speak_the_language_of_the_window(
    qtbot: QtBot, qapp: QApplication, context: Context
) -> None:
    words = speak_along(qapp, context)
    assert undo() == "&Undo"
    context.set_language("zh_CN")
    assert "撤" in undo()
    assert QCoreApplication.translate("QFileDialog", "File &name:") != "File &name:"
    assert QCoreApplication.translate("QFileDialog", "Files of &type:") == "文件类型(&T)："
    assert QCoreApplication.translate("Nobody", "knows this") == "knows this"
    assert QLocale().language() == QLocale.Language.Chinese
    context.set_language("en")
    assert undo() == "&Undo"
    assert QCoreApplication.translate("QFileDialog", "Files of &type:") == "Files of &type:"
    assert QLocale().language() == QLocale.Language.English
    words.deleteLater()


def said(dialog: QDialog) -> Iterator[str]:
    """All texts of a dialog of Qt, but for what is typed or named by people."""
    for part in (dialog, *dialog.findChildren(QObject)):
        if not isinstance(part, QLineEdit):
            yield from (str(part.property(name)) for name in PROPERTIES if part.property(name))
        if isinstance(part, QComboBox) and part.objectName() != "lookInCombo":
            yield from (part.itemText(place) for place in range(part.count()))
        if isinstance(part, QTreeView) and part.model() is not None:
            model, root = part.model(), part.rootIndex()
            yield from (str(model.headerData(column, part.header().orientation())) for column in range(4))
            kinds = (model.index(row, 2, root) for row in range(model.rowCount(root)))
            yield from (str(kind.data()) for kind in kinds)


def english(dialog: QDialog) -> set[str]:
    """The texts of a dialog that hold a Latin word; signs of a key are none."""
    texts = {re.sub(r"\(&?[A-Z]\)", "", text) for text in said(dialog)}
    return {text for text in texts if set(re.findall("[A-Za-z]{2,}", text)) - SAME}


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("mode", list(QFileDialog.FileMode))
@pytest.mark.parametrize("accept", list(QFileDialog.AcceptMode))
def test_no_english_word_is_left_in_a_file_dialog(
    qtbot: QtBot, tmp_path: Path, mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode
) -> None:
    (tmp_path / "文件").mkdir()
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.setDirectory(str(tmp_path))
    dialog.show()
    qtbot.waitUntil(lambda: "文件夹" in set(said(dialog)), timeout=5000)
    assert english(dialog) == set()


@pytest.mark.usefixtures("chinese")
def test_no_english_word_is_left_in_the_dialog_that_prints(qtbot: QtBot) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    dialog.show()
    assert any(label.text().startswith("页面集") for label in dialog.findChildren(QLabel))
    assert english(dialog) == set()


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QPlainTextEdit])
def test_no_english_word_is_left_in_the_menu_of_a_field(
    qtbot: QtBot, kind: type[QLineEdit | QTextEdit | QPlainTextEdit]
) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [re.sub(r"\(&?[A-Z]\)|\t.*", "", action.text()) for action in menu.actions()]
    assert any(texts)
    assert not [text for text in texts if re.search("[A-Za-z]", text)]
    menu.deleteLater()


def test_the_words_of_ours_are_those_that_qt_lacks() -> None:
    """What is written is what is compiled; a newer Qt may say a text itself, then it goes from here."""
    folder = RESOURCES / "locale" / "zh_CN"
    ours, own = QTranslator(), QTranslator()
    assert ours.load("qt", str(folder))
    assert own.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    contexts = ET.parse(folder / "qt.ts").getroot().findall("context")  # noqa: S314  # our own file
    assert contexts
    for context in contexts:
        name = context.findtext("name", "")
        for one in context.findall("message"):
            asked = (name, one.findtext("source", ""), one.findtext("comment"))
            assert ours.translate(*asked) == one.findtext("translation")
            assert not own.translate(*asked)
