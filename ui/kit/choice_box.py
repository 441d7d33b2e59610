"""The box of a choice in a form. What is offered in it is its editor's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
)

from ui.kit.tips import plain


class ChoiceBox(QComboBox):
    """A long choice ends in dots and is told in full by its tooltip. The wheel changes it only while it has
    the keys: a form that is scrolled stays as it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dropped = False

    def showPopup(self) -> None:
        """The choices in the look of the style sheet, which Qt's own way of drawing them leaves out."""
        if not self._dropped:  # not before: the list of each box of a form would be made with the form
            self._dropped = True
            self.setItemDelegate(QStyledItemDelegate(self))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls, unless somebody chooses here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, then as much of the choice as there is room for."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        if not self.itemIcon(self.currentIndex()).isNull():
            room -= self.iconSize().width() + 4
        whole = self.currentText()
        option.currentText = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room - 2)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """The tooltip is asked for when it is wanted."""
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            wide = self.fontMetrics().horizontalAdvance(self.currentText()) + 36 > self.width()
            QToolTip.showText(self.mapToGlobal(QPoint()), plain(self.currentText() if wide else ""), self)
            return True
        return super().event(event)
