"""Detail panel and states: nothing is wider than its place, words keep edge, pitch and middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.actions import Action, ActionButton
from ui.kit.labels import IconLabel
from ui.kit.links import Link, link
from ui.kit.panel import DetailPanel, KeyValues
from ui.kit.states import ErrorState
from ui.kit.theme import Theme

LONG = "Shenzhen Lingdian Energy Technology and Photovoltaic Equipment Manufacturing Co., Ltd."


def shown(qtbot: QtBot, theme: Theme, pairs: Sequence[tuple[str, str | QWidget]]) -> DetailPanel:
    panel = DetailPanel(theme)
    qtbot.addWidget(panel)
    panel.set_title("BW-08")
    panel.add_section("Identity").addWidget(KeyValues(theme, pairs))
    panel.end_sections()
    panel.resize(panel.NARROWEST, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def test_a_long_link_is_cut_and_shown_in_full_in_its_tooltip(qtbot: QtBot, theme: Theme) -> None:
    panel = shown(qtbot, theme, [("Maker", link(theme, LONG, lambda: None))])
    words = panel.findChild(Link)
    assert words is not None
    inside = panel.area.widget()
    assert inside is not None
    assert inside.width() == panel.area.viewport().width()
    assert words.cut
    assert LONG in words.toolTip()
    assert words.accessibleName() == LONG


def test_a_word_that_fits_no_line_pushes_nothing_out_of_sight(qtbot: QtBot, theme: Theme) -> None:
    panel = shown(qtbot, theme, [("E-mail", LONG.replace(" ", "")), ("Phone", "1")])
    inside = panel.area.widget()
    assert inside is not None
    assert inside.width() == panel.area.viewport().width()
    (words,) = [one for one in panel.findChildren(QLabel) if one.text() == LONG.replace(" ", "")]
    assert LONG.replace(" ", "") in words.toolTip()


def test_a_link_with_room_is_whole(qtbot: QtBot, theme: Theme) -> None:
    panel = shown(qtbot, theme, [("Maker", link(theme, "Haoyu", lambda: None))])
    words = panel.findChild(Link)
    assert words is not None
    assert not words.cut
    assert words.toolTip() == ""


def test_words_end_where_they_ended_before_there_was_a_scroll_bar(qtbot: QtBot, theme: Theme) -> None:
    panel = shown(qtbot, theme, [("Maker", "Haoyu")])
    values = panel.findChild(KeyValues)
    assert values is not None
    before = values.width()
    tall = QWidget()
    tall.setFixedHeight(2000)
    panel.sections.addWidget(tall)
    qtbot.waitUntil(panel.area.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: values.width() == before)


def test_lines_of_a_block_keep_their_pitch_whatever_stands_in_them(qtbot: QtBot, theme: Theme) -> None:
    pairs: list[tuple[str, str | QWidget]] = [
        ("A", "Latin"),
        ("B", "婴儿暖奶器"),
        ("C", link(theme, "Haoyu", lambda: None)),
        ("D", "end"),
    ]
    panel = shown(qtbot, theme, pairs)
    titles = [one for one in panel.findChildren(QLabel) if one.text() in {"A", "B", "C", "D"}]
    tops = sorted(one.y() for one in titles)
    assert [below - above for above, below in pairwise(tops)] == [24, 24, 24]


def test_what_can_be_copied_out_of_a_block_is_what_was_recorded(qtbot: QtBot, theme: Theme) -> None:
    content = "0123456789abcdef" * 4
    panel = shown(qtbot, theme, [("Content", content)])
    (value,) = (one for one in panel.findChildren(QLabel) if "0123" in one.text())
    value.setSelection(0, len(value.text()))
    assert value.selectedText() == content


def test_what_failed_stands_in_the_middle_of_a_very_wide_page(qtbot: QtBot, theme: Theme) -> None:
    again = Action("again", "Try again", lambda: None)
    state = ErrorState(theme, "Not opened.", "It has to be brought up to date once.", [again], code="OLDER")
    qtbot.addWidget(state)
    state.resize(3600, 800)
    state.show()
    qtbot.waitExposed(state)
    shown = [one.geometry() for one in (*state.findChildren(IconLabel), *state.findChildren(QLabel))]
    left, right = min(one.left() for one in shown), max(one.right() for one in shown)
    assert abs((left + right) // 2 - 1800) < 20
    assert right - left < 800


def test_a_double_click_in_the_bar_takes_one_step(qtbot: QtBot, theme: Theme) -> None:
    panel, pressed = shown(qtbot, theme, []), list[str]()
    button = ActionButton(Action("approve", "Approve", lambda: pressed.append("once")), theme)
    panel.set_bar([], [button])
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert pressed == ["once"]
