"""Where the keys go: which part has them, and who gets them back.

What keys do belongs to actions and screens; F6 and its panes belong to the shell.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget
from shiboken6 import isValid

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def has_keys(part: QWidget) -> bool:
    """Whether the next key goes to ``part`` or to something in it."""
    focus = QApplication.focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def enter_presses(owner: QWidget, event: QKeyEvent) -> bool:
    """Whether this key is Enter on a button in ``owner``, which it then pressed as Space does; Qt leaves that
    to the system. What is ticked or chosen is not a button.
    """
    here, held = QApplication.focusWidget(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() not in ENTER or held or event.isAutoRepeat():
        return False
    if not isinstance(here, QAbstractButton) or isinstance(here, QCheckBox | QRadioButton):
        return False
    if not owner.isAncestorOf(here):
        return False
    here.click()
    return True


def give_back(window: QWidget, before: QWidget | None) -> None:
    """The keys go back to ``window``, and there to what had them ``before`` if it still can take them.

    Some window systems leave the keys with nobody when a dialog closes. Another program's keys are not taken.
    """
    if QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive:
        window.activateWindow()
    if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
        before.setFocus()
