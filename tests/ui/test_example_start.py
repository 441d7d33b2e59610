"""The example company at its first start: told what is made and how far it is, whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qualitydesk.domain.errors import Unavailable
from qualitydesk.domain.values import msg
from ui import example
from ui.context import Context
from ui.kit.actions import ActionButton
from ui.kit.labels import label
from ui.kit.states import StateStack
from ui.long_page import LongPage

Told = Callable[[int, int], None]


@pytest.fixture
def stack(qtbot: QtBot, context: Context) -> StateStack:
    made = StateStack(context.theme, label(context.theme, "the page"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_made_and_how_far_is_said(
    qtbot: QtBot, context: Context, stack: StateStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, opened = threading.Event(), threading.Event()

    def make(_location: str, _language: str, told: Told) -> None:
        told(30, 30)
        go_on.wait(30)

    monkeypatch.setattr(example, "make_example_at", make)
    example.make_with_progress(context, stack, stack, "demo.db", opened.set)
    page = stack.currentWidget()
    assert isinstance(page, LongPage)
    assert page.row.title.text() == "Making the example company…"
    qtbot.waitUntil(lambda: page.row.bar.value() == 30)
    assert not opened.is_set()
    go_on.set()
    qtbot.waitUntil(opened.is_set)
    qtbot.waitUntil(lambda: context.jobs.active == 0)


def test_it_can_be_stopped_and_begun_again(
    qtbot: QtBot, context: Context, stack: StateStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, opened = threading.Event(), threading.Event()

    def make(_location: str, _language: str, told: Told) -> None:
        if not begun.is_set():
            begun.set()
            opened.wait(0.3)
            told(1, 30)

    monkeypatch.setattr(example, "make_example_at", make)
    example.make_with_progress(context, stack, stack, "demo.db", opened.set)
    page = stack.currentWidget()
    assert isinstance(page, LongPage)
    qtbot.waitUntil(begun.is_set)
    page.row.findChildren(ActionButton)[0].click()
    qtbot.waitUntil(lambda: "was not made" in (stack.currentWidget() or page).accessibleName())
    assert not opened.is_set()


def test_what_was_begun_never_stands_in_the_place_of_the_whole(tmp_path: Path) -> None:
    place = tmp_path / "demo.db"

    def stop(_done: int, _of: int) -> None:
        raise Unavailable(msg("stopped"))

    with pytest.raises(Unavailable):
        example.make_example_at(str(place), "en", stop)
    assert not place.exists()
