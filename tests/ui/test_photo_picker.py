"""Choosing which photos go on paper, from the photos of a real record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.services.desk import Desk
from reports.declaration import PhotoChoice
from reports.issuing import Wish, facts
from tests.reports.test_issuing import NUMBER, add_inspection, with_photos
from ui.context import Context
from ui.issuing.picking import PhotoPicker
from ui.kit.actions import ActionButton
from ui.kit.photo_strip import PhotoButton

Taken = list[tuple[str, ...]]


@pytest.fixture
def photos(local_manager: Desk) -> tuple[PhotoChoice, ...]:
    with_photos(local_manager, add_inspection(local_manager))
    return facts(local_manager, Wish("inspection-certificate", NUMBER)).photos


@pytest.fixture
def taken() -> Taken:
    return []


@pytest.fixture
def picker(
    qtbot: QtBot, seated: Context, photos: tuple[PhotoChoice, ...], taken: Taken
) -> Iterator[PhotoPicker]:
    behind = QWidget()
    qtbot.addWidget(behind)
    behind.resize(1000, 800)
    behind.show()
    made = PhotoPicker(seated, behind, photos, [photos[1].id], taken.append)
    made.open()
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    yield made
    behind.close()


def press(picker: PhotoPicker, name: str) -> None:
    button = next(one for one in picker.findChildren(ActionButton) if one.action.id == name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_those_on_paper_are_ticked_and_the_others_are_offered(
    picker: PhotoPicker, photos: tuple[PhotoChoice, ...]
) -> None:
    assert list(picker.boxes) == [photo.id for photo in photos]
    assert picker.chosen() == (photos[1].id,)
    assert picker._consequence.text() == "1 of 3"
    assert all(box.accessibleName() for box in picker.boxes.values())
    assert not any(button._picture.isNull() for button in picker.findChildren(PhotoButton))
    picker.reject()


def test_ticked_by_key_and_by_picture_they_are_taken_in_the_order_of_the_record(
    picker: PhotoPicker, photos: tuple[PhotoChoice, ...], taken: Taken
) -> None:
    QTest.keyClick(picker.boxes[photos[2].id], Qt.Key.Key_Space)
    QTest.mouseClick(picker.findChildren(PhotoButton)[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(picker.findChildren(PhotoButton)[1], Qt.MouseButton.LeftButton)
    assert picker._consequence.text() == "2 of 3"
    press(picker, "take")
    assert taken == [(photos[0].id, photos[2].id)]
    assert not picker.isVisible()


def test_all_none_and_leaving_without_taking(picker: PhotoPicker, taken: Taken) -> None:
    press(picker, "all")
    assert len(picker.chosen()) == 3
    press(picker, "none")
    assert picker.chosen() == ()
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert taken == []
    assert not picker.isVisible()
