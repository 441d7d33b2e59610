"""Qt's own words (Undo in a field's menu, buttons of file dialogs, month names) in the person's language.

They come with Qt; a change of language while the program runs takes the old ones back.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from ui.context import Context


class QtWords(QObject):
    """The words of Qt in force on the application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._words: QTranslator | None = None

    def speak(self, language: str) -> None:
        """Let Qt speak ``language``; English is what it speaks without a translation."""
        QLocale.setDefault(QLocale(language))
        if self._words is not None:
            self._application.removeTranslator(self._words)
            self._words.deleteLater()
            self._words = None
        words = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and words.load(f"qtbase_{language}", folder):
            self._application.installTranslator(words)
            self._words = words


def speak_along(application: QApplication, context: Context) -> QtWords:
    """Let Qt speak the language of the context, now and whenever it changes."""
    words = QtWords(application)
    words.speak(context.tr.language)
    context.signals.look_changed.connect(lambda: words.speak(context.tr.language))
    return words
