"""Every screen and dialog on the example company: no word is cut, each control has a name and a key to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qualitydesk.domain.inspection.states import CheckKind
from qualitydesk.domain.values import Query
from qualitydesk.services import inspections
from tests.strays import Strays
from tests.ui.walk import Stage, Walk, cut_words, in_stages, nameless, too_large, unreached
from ui.screens.capture.checks import NumberPad
from ui.screens.capture.parts import BigButton
from ui.screens.capture.screen import CaptureScreen

LANGUAGES = ("en", "zh_CN", "long")
SMALLEST = (1180, 720)
FIGURE = re.compile(r"“\d+”")
"""A figure alone has no letters that go below its line."""
AT_REST_MS, AT_REST = 120, 100
"""So long a page is listened to; so much may still come late, as a count does. What never rests asks for
more.
"""


class Ear(QObject):
    """Hears who asks to be laid out or painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Paint):
            self.heard[f"{event.type().name} of {type(watched).__name__}"] += 1
        return False


@pytest.fixture
def walk(
    request: pytest.FixtureRequest, qtbot: QtBot, example_database: str, tmp_path: Path
) -> Iterator[Walk]:
    language, zoom, size = getattr(request, "param", ("en", 100, None))
    made, strays = Walk(example_database, tmp_path, language, zoom, size=size), Strays()
    yield made
    made.close()
    strays.end()


@pytest.mark.parametrize(
    "walk",
    [(language, zoom, None) for language in LANGUAGES for zoom in (100, 130)]
    + [(language, zoom, SMALLEST) for language in ("en", "zh_CN") for zoom in (115, 130)],
    ids=lambda each: "-".join(map(str, each)),
    indirect=True,
)
def test_no_word_is_cut(walk: Walk) -> None:
    cut = {name: cut_words(shown) for name, shown in walk.screens()}
    cut |= {name: cut_words(shown) for name, shown in walk.own_dialogs()}
    assert {name: words for name, words in cut.items() if words} == {}


@in_stages
@pytest.mark.parametrize("walk", [("long", 130, SMALLEST)], ids=["scarce"], indirect=True)
def test_no_word_of_a_dialog_is_cut(walk: Walk, stage: Stage) -> None:
    """Where room is scarcest: each page with its dialogs."""
    cut: dict[str, list[str]] = {}
    for name, shown in walk.screens(stage):
        cut[name] = cut_words(shown)
        for action, dialog in walk.dialogs():
            cut[f"{name} · {action}"] = [*cut_words(dialog), *too_large(dialog, walk.window)]
    assert {name: words for name, words in cut.items() if words} == {}


@in_stages
def test_every_control_has_a_name_and_a_key_to_it(walk: Walk, stage: Stage) -> None:
    faults: dict[str, list[str]] = {}
    for name, shown in walk.screens(stage):
        faults[name] = [f"nameless: {one}" for one in nameless(shown)]
        faults[name] += [f"no key: {one}" for one in unreached(shown)]
        for action, dialog in walk.dialogs():
            faults[f"{name} · {action} is large"] = too_large(dialog, walk.window)
            faults[f"{name} · {action}"] = [f"nameless: {one}" for one in nameless(dialog)]
            faults[f"{name} · {action}"] += [f"no key: {one}" for one in unreached(dialog)]
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_control_of_the_windows_own_dialogs_has_a_name(walk: Walk) -> None:
    faults = {name: nameless(dialog) for name, dialog in walk.own_dialogs()}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "walk",
    [("long", 130, SMALLEST), ("en", 100, None)],
    ids=lambda each: "-".join(map(str, each)),
    indirect=True,
)
def test_a_window_at_rest_asks_for_nothing(walk: Walk) -> None:
    """A row that tells its layout the same again, each time it is laid out, would keep a core busy."""
    restless = {name: heard_at_rest() for name, _shown in walk.screens()}
    assert {name: heard for name, heard in restless.items() if heard} == {}


def heard_at_rest() -> dict[str, int]:
    """What the page in front asks for while nobody does anything; nothing where that is little."""
    application, ear = QApplication.instance(), Ear()
    assert application is not None
    application.installEventFilter(ear)
    QTest.qWait(AT_REST_MS)
    application.removeEventFilter(ear)
    return dict(ear.heard) if ear.heard.total() > AT_REST else {}


@pytest.fixture
def at_work(qtbot: QtBot, example_database: str, tmp_path: Path, language: str) -> Iterator[Walk]:
    """The hair dryer in the warehouse mode of the smallest window, with large words."""
    made, strays = Walk(example_database, tmp_path, language, 130, login="chen", size=SMALLEST), Strays()
    in_hand = Query({"status": ("In progress",), "sku": ("HD-33",)})
    (inspection,) = inspections.page(made.window.context.desk, in_hand, limit=1).rows
    made.go("capture", inspection.id)
    yield made
    made.close()
    strays.end()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_answer_of_the_warehouse_mode_is_cut(at_work: Walk) -> None:
    assert [words for words in cut_words(at_work.window) if not FIGURE.search(words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_measure_in_hand_has_its_field_and_all_keys_in_the_room(at_work: Walk) -> None:
    screen = at_work.window.pages.current_screen()
    assert isinstance(screen, CaptureScreen)
    kinds = [check.kind for check in screen.hands.on_unit()]
    screen.hands.take(kinds.index(CheckKind.MEASURE))
    at_work.wait()
    assert screen.checks.field is not None
    assert screen.checks.field.visibleRegion().boundingRect() == screen.checks.field.rect()
    (pad,), room = screen.checks.findChildren(NumberPad), screen.checks.rect()
    ends = [key.mapTo(screen.checks, key.rect().topRight()).x() for key in pad.findChildren(BigButton)]
    assert len(ends) == 14
    assert max(ends) <= room.right()
    assert heard_at_rest() == {}
