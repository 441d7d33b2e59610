"""The keys of the warehouse mode, as a table: which key does what, with and without a number field in hand,
and how the key sheet says it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.kit.hints import Hint

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
FAIL = ("0", "x", "X")


@dataclass(frozen=True, slots=True)
class KeyDeeds:
    """What the keys can ask for."""

    confirm: Callable[[], None]
    back: Callable[[], None]
    fail: Callable[[], None]
    next_unit: Callable[[], None]
    undo: Callable[[], None]
    change: Callable[[], None]
    photo: Callable[[], None]
    paste: Callable[[], None]
    tile: Callable[[int], None]
    leave: Callable[[], None]


def key_hints(tr: Translator) -> Sequence[Hint]:
    """The keys in words. F1 finds a defect here."""
    return (
        Hint(("Return",), tr("pass and move on")),
        Hint(("X", "0"), tr("fail")),
        Hint(("Backspace",), tr("the check before")),
        Hint(("F1 … F12",), tr("add the defect of a tile")),
        Hint(("E",), tr("change the newest defect")),
        Hint(("C",), tr("add a photo")),
        Hint(("Ctrl+Shift+C",), tr("add a photo, in a field too")),
        Hint(("Ctrl+V",), tr("paste a photo")),
        Hint(("Space",), tr("next unit")),
        Hint(("Ctrl+Z",), tr("take back")),
        Hint(("Esc",), tr("back to the list")),
    )


def ours(event: QKeyEvent) -> bool:
    """Whether a key belongs to this mode before any shortcut of the window gets it."""
    key = event.key()
    function = Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12
    alone = function or key in (*ENTER, Qt.Key.Key_Space, Qt.Key.Key_Escape)
    return (alone and not _held(event)) or _is_undo(event) or _is_camera(event)


def act(event: QKeyEvent, deeds: KeyDeeds, *, typing: bool, empty: bool) -> bool:
    """Do what the key says; whether it said something. ``typing``: a number field has the focus, ``empty``
    or not. A key that is held down says it once: nobody has looked at the checks it would run through.
    """
    deed = _named(event, deeds) or (None if typing and not empty else _bare(event, deeds, typing=typing))
    if deed is None:
        return False
    if not event.isAutoRepeat():
        deed()
    return True


def _named(event: QKeyEvent, deeds: KeyDeeds) -> Callable[[], None] | None:
    key = event.key()
    if _is_undo(event):
        return deeds.undo
    if _is_camera(event):
        return deeds.photo
    if event.matches(QKeySequence.StandardKey.Paste):
        return deeds.paste
    if _held(event):  # Alt+F4 closes a window and finds no defect
        return None
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12:
        place = key - Qt.Key.Key_F1
        return lambda: deeds.tile(place)
    if key in ENTER:
        return deeds.confirm
    return {Qt.Key.Key_Space: deeds.next_unit, Qt.Key.Key_Escape: deeds.leave}.get(Qt.Key(key))


def _bare(event: QKeyEvent, deeds: KeyDeeds, *, typing: bool) -> Callable[[], None] | None:
    if event.key() == Qt.Key.Key_Backspace:
        return deeds.back
    if typing or _held(event):
        return None
    if event.text() in FAIL:
        return deeds.fail
    return {"c": deeds.photo, "e": deeds.change}.get(event.text().lower())


def _held(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or Shift is held with it."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


def _is_undo(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier


def _is_camera(event: QKeyEvent) -> bool:
    """The way to the camera from a field, where C is a letter."""
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_C and event.modifiers() == held
