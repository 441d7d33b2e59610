"""A list with its panel: beside each other in a wide window, the panel over the list in a narrow one.

In a narrow window the panel is closed until it is asked for, and Esc closes it. What stands in either is the
screen's.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from ui.kit.labels import repolish
from ui.kit.rail import NARROW_WINDOW
from ui.kit.theme import Theme

LIST, PANEL, LEFT_FREE = 784, 448, 240
"""Usual widths, and how much of the list a panel over it leaves free at least."""
BY_HAND = "by_hand"
"""The property of a splitter whose places somebody chose."""


class Beside(QWidget):
    """``splitter`` keeps the widths. The panel shows once ``show_panel`` told that there is a record."""

    closed = Signal()
    """The panel went while it had the keys."""

    def __init__(self, theme: Theme, left: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._theme, self._panel = theme, panel
        self.narrow = self._filled = self._hidden = self._asked = False
        self._usual = (LIST, PANEL)
        self._kind, self._sizes = panel.property("kind"), [LIST, PANEL]
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.splitterMoved.connect(lambda *_: self.splitter.setProperty(BY_HAND, True))
        self.set_widths(LIST, PANEL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._show()

    def set_widths(self, left: int, panel: int) -> None:
        """How wide both are in the window of the design; in a wider one both grow, as far as they may."""
        self._usual = (left, panel)
        self._share()

    def _share(self) -> None:
        left, panel = (self._theme.px(one) for one in self._usual)
        grown = min(self._panel.maximumWidth(), self.width() * panel // (left + panel))
        wide = max(panel, grown)
        self.splitter.setSizes([max(left, self.width() - wide), wide])

    def show_panel(self) -> None:
        """There is a record in the panel now."""
        self._filled = True
        self._show()

    def clear(self) -> None:
        """There is no record to be shown any more."""
        self._filled = False
        self._show()

    def ask(self) -> None:
        """A record was opened: a panel over the list comes; one that was hidden beside it stays hidden."""
        self._asked = True
        self._show()

    def reveal(self) -> None:
        """The panel is wanted, hidden or not."""
        self._hidden = False
        self.ask()

    def toggle(self) -> None:
        """Show or hide the panel."""
        if self.narrow:
            self._asked = not self._asked
        else:
            self._hidden = not self._hidden
        self._show()

    def fit(self, window_width: int) -> None:
        """Beside each other, or one over the other."""
        narrow = window_width < self._theme.px(NARROW_WINDOW)
        if narrow == self.narrow:
            return
        self.narrow = narrow
        if narrow:
            self._sizes = self.splitter.sizes()
            self._panel.setParent(self)
        else:
            self.splitter.addWidget(self._panel)
            self.splitter.setSizes(self._sizes)
        self._panel.setProperty("kind", "over" if narrow else self._kind)
        repolish(self._panel)
        self._show()

    def _show(self) -> None:
        shown = self._filled and (self._asked if self.narrow else not self._hidden)
        left_alone = not shown and self.window().focusWidget() in self._panel.findChildren(QWidget)
        self._panel.setVisible(shown)
        self._lie()
        if left_alone:
            self.closed.emit()

    def _lie(self) -> None:
        if self.narrow:
            room, theme = self.width(), self._theme
            wide = max(self._panel.minimumWidth(), min(theme.px(PANEL), room - theme.px(LEFT_FREE)))
            self._panel.setGeometry(room - wide, 0, wide, self.height())
            self._panel.setAutoFillBackground(True)  # else what changes in it paints the rows under it anew
            self._panel.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the panel off the list."""
        if event.key() == Qt.Key.Key_Escape and self.narrow and self._panel.isVisible():
            self.toggle()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel over the list keeps to the right; beside it, it grows with the window unless somebody
        moved its edge.
        """
        super().resizeEvent(event)
        self._lie()
        if not self.narrow and not self.splitter.property(BY_HAND):
            self._share()
