"""Lists that drop from a field: a choice box and the words offered while typing, in the house's look."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from ui.kit.choice_box import ChoiceBox
from ui.kit.offered import OfferedWords
from ui.kit.theme import Theme


def test_choices_have_air_and_the_tint_of_the_style_sheet(qtbot: QtBot, theme: Theme) -> None:
    box = ChoiceBox()
    box.addItems(["Pre-shipment", "During production"])
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    delegate, height = box.itemDelegate(), box.view().sizeHintForRow(0)
    box.hidePopup()
    assert isinstance(delegate, QStyledItemDelegate)
    assert height >= theme.px(24)


def test_offered_words_have_the_same(qtbot: QtBot, theme: Theme) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    offered = OfferedWords(theme, line)
    offered.offer(["NB-2611-C4", "NB-2611-A"])
    shown = offered.popup()
    assert shown is not None
    assert shown.sizeHintForRow(0) >= theme.px(24)
