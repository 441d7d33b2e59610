"""Qt's own words (Undo in a field's menu, buttons of file dialogs, month names) in the person's language.

They come with Qt; what its translation lacks stands in ``qt.ts`` in the folder of the language. A change of
language while the program runs takes the old ones back.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from qualitydesk.paths import RESOURCES
from ui.context import Context


class QtWords(QObject):
    """The words of Qt in force on the application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._words: list[QTranslator] = []

    def speak(self, language: str) -> None:
        """Let Qt speak ``language``; English is what it speaks without a translation."""
        QLocale.setDefault(QLocale(language))
        for words in self._words:
            self._application.removeTranslator(words)
            words.deleteLater()
        self._words.clear()
        if language != "en":
            self._take("qt", str(RESOURCES / "locale" / language))
            self._take(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))

    def _take(self, name: str, folder: str) -> None:
        """Install a file of words; the one installed last is asked first."""
        words = QTranslator(self)
        if words.load(name, folder):
            self._application.installTranslator(words)
            self._words.append(words)


def speak_along(application: QApplication, context: Context) -> QtWords:
    """Let Qt speak the language of the context, now and whenever it changes."""
    words = QtWords(application)
    words.speak(context.tr.language)
    context.signals.look_changed.connect(lambda: words.speak(context.tr.language))
    return words
