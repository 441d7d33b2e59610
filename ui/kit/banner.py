"""The amber line over a page: what can't be reached, that all is saved, and Try now.

It is shown for states that last; what is over in a moment is a toast.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout

from ui.kit.actions import Action, ActionButton
from ui.kit.labels import IconLabel, clear, label
from ui.kit.theme import Theme


class Banner(QFrame):
    """Hidden until ``say``."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.px(24), theme.px(4), theme.px(16), theme.px(4))
        self._row.setSpacing(theme.px(10))
        self.hide()

    def say(
        self,
        what: str,
        safe: str,
        do: str = "",
        run: Callable[[], None] | None = None,
        *,
        icon: str = "cloud-off",
    ) -> None:
        """Show it; an action at the right if there is one."""
        clear(self._row)
        self._row.addWidget(IconLabel(self._theme, icon, "warn", 18))
        self._row.addWidget(label(self._theme, what, "card-title", "warn"))
        self._row.addWidget(label(self._theme, safe, "body", "warn", wrap=True), 1)
        if run is not None:
            self._row.addWidget(ActionButton(Action("try", do, run, kind="quiet"), self._theme, size="small"))
        self.setAccessibleName(f"{what} {safe}")
        self.show()
