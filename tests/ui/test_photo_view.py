"""Photos looked at one after another: near and far, told in words and by marks, kept, and asked about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.domain.photo_marks import Mark, MarkKind
from qualitydesk.services.attachments import FileOn, attach_file, files_on
from qualitydesk.services.photos import describe_photo
from qualitydesk.services.products import create_product
from ui.context import Context
from ui.kit.conflict import ConflictDialog
from ui.kit.photo_canvas import PhotoCanvas
from ui.kit.photo_strip import as_png, whole_picture
from ui.kit.photo_view import PhotoView, show_photos
from ui.kit.theme import Theme

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


def picture(colour: str, width: int = 400, height: int = 300) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def product(seated: Context) -> str:
    key = create_product(seated.desk, sku="BK-1", name="Kettle")
    for colour in ("teal", "tan"):
        attach_file(seated.desk, "product", key, as_png(picture(colour)), f"{colour}.png")
    return key


def shown(seated: Context, product: str) -> tuple[FileOn, ...]:
    return files_on(seated.desk, product)


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(1180, 720)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot: QtBot, seated: Context, behind: QWidget, product: str, **how: bool) -> PhotoView:
    view = show_photos(seated, behind, shown(seated, product), may_tell=how.get("may_tell", True))
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    return view


def closed(qtbot: QtBot, seated: Context, view: PhotoView) -> None:
    view.reject()
    qtbot.waitUntil(lambda: seated.jobs.active == 0 and not isValid(view))


def test_arrows_walk_and_what_was_told_is_kept_on_the_way(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    QTest.keyClick(view.canvas, Key.Key_R)
    view.form.set_value("caption", "Dent at the lid")
    QTest.keyClick(view.canvas, Key.Key_Escape)
    QTest.keyClick(view.canvas, Key.Key_Right)
    qtbot.waitUntil(lambda: view.photo.name == "tan.png" and seated.jobs.active == 0)
    first, second = shown(seated, product)
    assert first.caption == "Dent at the lid"
    assert [mark.kind for mark in first.marks] == [MarkKind.RING]
    assert (second.caption, second.marks) == ("", ())
    QTest.keyClick(view.canvas, Key.Key_Left)
    qtbot.waitUntil(lambda: view.photo.name == "teal.png")
    assert view.form.text("caption") == "Dent at the lid"
    assert view.canvas.accessibleDescription() == "Ring"
    closed(qtbot, seated, view)


def test_closing_keeps_what_was_told(qtbot: QtBot, seated: Context, behind: QWidget, product: str) -> None:
    view = opened(qtbot, seated, behind, product)
    view.form.set_value("caption_zh", "壶盖凹痕")
    closed(qtbot, seated, view)
    assert shown(seated, product)[0].caption_zh == "壶盖凹痕"


def test_a_hand_draws_moves_and_takes_back(theme: Theme, qtbot: QtBot) -> None:
    canvas = PhotoCanvas(theme, "Photo")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.may_mark = True
    canvas.show_picture(picture("teal"))
    canvas.choose_tool(MarkKind.BOX)
    _stroke(canvas, QPoint(40, 30), QPoint(200, 150))
    assert _rounded(canvas.marks[0]) == Mark(MarkKind.BOX, 0.1, 0.1, 0.5, 0.5)
    _stroke(canvas, QPoint(300, 200), QPoint(301, 200))
    assert len(canvas.marks) == 1, "a slip of the hand draws nothing"
    canvas.choose_tool(None)
    _stroke(canvas, QPoint(120, 30), QPoint(160, 60))
    assert _rounded(canvas.marks[0]) == Mark(MarkKind.BOX, 0.2, 0.2, 0.6, 0.6)
    _stroke(canvas, QPoint(240, 180), QPoint(400, 500))
    assert _rounded(canvas.marks[0]) == Mark(MarkKind.BOX, 0.2, 0.2, 1.0, 1.0)
    for _step in range(2):
        QTest.keyClick(canvas, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert _rounded(canvas.marks[0]) == Mark(MarkKind.BOX, 0.1, 0.1, 0.5, 0.5)


def _stroke(canvas: PhotoCanvas, begin: QPoint, end: QPoint) -> None:
    QTest.mousePress(canvas, Left, Qt.KeyboardModifier.NoModifier, begin)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Left, Qt.KeyboardModifier.NoModifier, end)


def _rounded(mark: Mark) -> Mark:
    return Mark(mark.kind, *(round(share, 2) for share in (mark.x1, mark.y1, mark.x2, mark.y2)))


def test_keys_alone_place_move_size_and_take_off(theme: Theme, qtbot: QtBot) -> None:
    canvas = PhotoCanvas(theme, "Photo")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.may_mark = True
    canvas.show_picture(picture("teal"))
    for key in (Key.Key_A, Key.Key_Right, Key.Key_Down):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert _rounded(canvas.marks[0]) == Mark(MarkKind.ARROW, 0.36, 0.36, 0.67, 0.66)
    QTest.keyClick(canvas, Key.Key_B)
    QTest.keyClick(canvas, Key.Key_M)
    QTest.keyClick(canvas, Key.Key_Delete)
    assert [mark.kind for mark in canvas.marks] == [MarkKind.BOX]


def test_who_only_looks_draws_nothing(qtbot: QtBot, seated: Context, behind: QWidget, product: str) -> None:
    view = opened(qtbot, seated, behind, product, may_tell=False)
    assert not view.form.isVisible()
    QTest.keyClick(view.canvas, Key.Key_R)
    view.canvas.choose_tool(MarkKind.RING)
    _stroke(view.canvas, QPoint(100, 100), QPoint(200, 200))
    assert view.canvas.marks == ()
    closed(qtbot, seated, view)


def test_coming_near_keeps_the_point_under_the_eye(theme: Theme, qtbot: QtBot) -> None:
    canvas = PhotoCanvas(theme, "Photo")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.show_picture(picture("teal"))
    corner = canvas.ground().topLeft()
    canvas.zoom_to(2.0, corner)
    assert canvas.ground().topLeft() == corner
    QTest.keyClick(canvas, Key.Key_Plus)
    assert canvas.zoom == 2.5
    QTest.keyClick(canvas, Key.Key_0)
    assert canvas.ground().size().toSize() == QSize(400, 300)


def test_what_somebody_else_told_meanwhile_is_shown_beside_mine(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    photo = shown(seated, product)[0]
    describe_photo(seated.desk, photo.link_id, photo.version, caption="Scratch")
    view.form.set_value("caption", "Dent")
    view.telling.keep()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in behind.findChildren(ConflictDialog)))
    asked = next(one for one in behind.findChildren(ConflictDialog) if one.isVisible())
    asked._confirm()
    qtbot.waitUntil(lambda: shown(seated, product)[0].caption == "Dent")
    closed(qtbot, seated, view)


def test_what_cannot_be_kept_may_be_let_go_of(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    view.form.set_value("caption", "x" * 300)
    view.reject()
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    assert view.isVisible()
    assert view._loss is not None
    QTest.mouseClick(view._loss, Left)
    qtbot.waitUntil(lambda: not isValid(view))
    assert shown(seated, product)[0].caption == ""


def test_a_large_photo_is_read_no_finer_than_it_is_looked_at() -> None:
    wide = whole_picture(as_png(picture("teal", 800, 200)), 400)
    assert (wide.width(), wide.height()) == (400, 100)
    assert whole_picture(as_png(picture("teal", 80, 20)), 400).width() == 80
    assert whole_picture(b"no picture", 400).isNull()
