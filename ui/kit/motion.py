"""Reduced motion: menus, lists and tips appear at once, and the text cursor does not blink.

The window itself moves nothing; these are Qt's own effects.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
BLINK_MS = 1000


def hold_still(*, still: bool) -> None:
    """Switch the effects off, or on as the desktop has them by default."""
    for effect in EFFECTS:
        QApplication.setEffectEnabled(effect, not still)
    QApplication.setCursorFlashTime(0 if still else BLINK_MS)
