"""Right edges: what scrolls keeps its own beside the bar, a menu stays in the window, steps stay in sight."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.action_bar import ActionBar
from ui.kit.labels import label
from ui.kit.menus import Menu
from ui.kit.panel import DetailPanel
from ui.kit.scrolling import Scrolled
from ui.kit.theme import Theme

LOW, HIGH = 200, 900


def right_of(part: QWidget, whole: QWidget) -> int:
    return part.mapTo(whole, QPoint(part.width(), 0)).x()


def barred(area: Scrolled, wanted: bool) -> bool:
    return area.verticalScrollBar().isVisible() == wanted


def test_a_page_keeps_its_right_edge_beside_the_bar(qtbot: QtBot, theme: Theme) -> None:
    page, card, area = QWidget(), QWidget(), Scrolled("Page")
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 16, 24, 16)
    column.addWidget(card)
    card.setMinimumHeight(500)
    area.show_page(page)
    qtbot.addWidget(area)
    area.show()
    edges = set[int]()
    for height in (HIGH, LOW, HIGH):
        area.resize(600, height)
        qtbot.waitUntil(partial(barred, area, height == LOW))
        qtbot.waitUntil(lambda: card.width() == 600 - 48)
        edges.add(right_of(card, area))
    assert edges == {600 - 24}


def test_a_panel_keeps_its_right_edge_beside_the_bar(qtbot: QtBot, theme: Theme) -> None:
    panel, part = DetailPanel(theme, "Inspection"), QWidget()
    part.setMinimumHeight(500)
    panel.add_section().addWidget(part)
    qtbot.addWidget(panel)
    panel.show()
    for height in (HIGH, LOW):
        panel.resize(448, height)
        qtbot.waitUntil(lambda: right_of(part, panel) == 448 - 20)
    late = QWidget()
    panel.add_section("Trail").addWidget(late)
    qtbot.waitUntil(lambda: right_of(late, panel) == 448 - 20)


def test_what_a_step_will_do_stays_in_sight_above_the_buttons(qtbot: QtBot, theme: Theme) -> None:
    panel, tall, words = DetailPanel(theme, "Inspection"), QWidget(), label(theme, "put the lot on hold")
    tall.setMinimumHeight(900)
    panel.add_section().addWidget(tall)
    panel.add_foot("Approving will").addWidget(words)
    button = QPushButton("Approve")
    panel.set_bar([], [button])
    qtbot.addWidget(panel)
    panel.resize(448, 400)
    panel.show()
    qtbot.waitUntil(lambda: button.mapTo(panel, QPoint()).y() > 300)
    assert 0 < words.mapTo(panel, QPoint(0, words.height())).y() <= button.mapTo(panel, QPoint()).y()
    panel.clear_sections()
    assert words.isHidden() or not words.isVisible()


@pytest.mark.parametrize(("left", "aligned"), [(0, "left"), (540, "right")])
def test_a_menu_hangs_from_the_edge_that_keeps_it_in_the_window(
    qtbot: QtBot, theme: Theme, left: int, aligned: str
) -> None:
    window, button = QWidget(), QPushButton("Columns")
    row = QHBoxLayout(window)
    row.setContentsMargins(left, 0, 540 - left, 0)
    row.addWidget(button)
    qtbot.addWidget(window)
    window.setGeometry(100, 100, 600, 200)
    window.show()
    menu = Menu(theme, button)
    menu.addAction("Inspector, where there is room")
    menu.drop(button)
    shown, under = menu.geometry(), button.mapToGlobal(QPoint())
    if aligned == "left":
        assert shown.left() == under.x()
    else:
        assert abs(shown.left() + shown.width() - under.x() - button.width()) <= 1
    menu.close()


@pytest.mark.parametrize(("missing", "rows"), [(0, 1), (1, 2)])
def test_buttons_stand_in_one_row_while_they_fit(qtbot: QtBot, theme: Theme, missing: int, rows: int) -> None:
    bar, buttons = ActionBar(theme), [QPushButton(words) for words in ("Revise", "Inspect again", "Issue")]
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bar)
    column.addStretch()
    qtbot.addWidget(holder)
    bar.set_buttons(buttons[:1], buttons[1:])
    holder.show()
    needed = sum(button.sizeHint().width() for button in buttons) + 8 + 4 + 2 * 20
    holder.resize(needed - missing, 200)
    qtbot.waitUntil(lambda: len({button.mapTo(bar, QPoint()).y() for button in buttons}) == rows)
    assert all(20 <= button.mapTo(bar, QPoint()).x() <= needed - 20 - button.width() for button in buttons)
