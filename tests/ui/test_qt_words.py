"""Qt's own words follow the language of the window while it runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.qt_words import speak_along


def undo() -> str:
    return QCoreApplication.translate("QWidgetTextControl", "&Undo")


def test_menus_and_file_dialogs_speak_the_language_of_the_window(
    qtbot: QtBot, qapp: QApplication, context: Context
) -> None:
    words = speak_along(qapp, context)
    assert undo() == "&Undo"
    context.set_language("zh_CN")
    assert "撤" in undo()
    assert QCoreApplication.translate("QFileDialog", "File &name:") != "File &name:"
    assert QLocale().language() == QLocale.Language.Chinese
    context.set_language("en")
    assert undo() == "&Undo"
    assert QLocale().language() == QLocale.Language.English
    words.deleteLater()
