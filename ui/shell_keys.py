"""The keys of the window itself how F6 walks its panes, and Enter on a button; keys of a screen are its
actions.

The key sheet prints what is declared here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.focus import enter_presses, has_keys
from ui.kit.hints import Hint

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


class Front(QStackedWidget):
    """What stands in the window: the way in, or rail and page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that nothing in it took: Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)


def bind(window: QWidget, keys: Sequence[tuple[str, Callable[[], object]]]) -> None:
    """Put keys in force on the window."""
    for text, run in keys:
        QShortcut(QKeySequence(text), window).activated.connect(run)


def window_hints(tr: Translator) -> tuple[Hint, ...]:
    """The keys that act everywhere, in words."""
    return (
        Hint(("Ctrl+K",), tr("search, scan or command")),
        Hint(("Ctrl+1 … 9",), tr("go to a section")),
        Hint(("Ctrl+B",), tr("what waits for you")),
        Hint(("Alt+Left", "Alt+Right"), tr("back and forward")),
        Hint(("F6",), tr("next pane")),
        Hint(("Ctrl+.",), tr("detail panel on or off")),
        Hint(("Ctrl+\\",), tr("rail wide or narrow")),
        Hint(("Esc",), tr("close popup, then panel")),
        Hint(("?", "F1"), tr("this sheet")),
    )


def next_pane(panes: Sequence[QWidget], step: int) -> bool:
    """Put the focus into the next pane that takes it; whether one did."""
    shown = [pane for pane in panes if pane.isVisible()]
    here = next((n for n, pane in enumerate(shown) if has_keys(pane)), -1)
    start = here if here >= 0 or step > 0 else 0
    return any(_enter(shown[(start + step * turn) % len(shown)]) for turn in range(1, len(shown) + 1))


def _enter(pane: QWidget) -> bool:
    reason = Qt.FocusReason.TabFocusReason
    for part in (pane, *pane.findChildren(QWidget)):
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            part.setFocus(reason)
            return True
    return False
