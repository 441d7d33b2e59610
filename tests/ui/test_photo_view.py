"""Photos looked at one after another: near and far, told in words and by marks, kept, and asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from qualitydesk.domain.photo_marks import MOST_MARKS, Mark, MarkKind
from qualitydesk.services.attachments import FileOn, attach_file, files_on, remove_file
from qualitydesk.services.photos import describe_photo
from qualitydesk.services.products import create_product
from ui.context import Context
from ui.kit.actions import ActionButton
from ui.kit.conflict import ConflictDialog
from ui.kit.dialogs import Dialog
from ui.kit.photo_album import Album
from ui.kit.photo_canvas import PhotoCanvas
from ui.kit.photo_strip import PhotoButton, PhotoStrip, StripWords, as_png, whole_picture
from ui.kit.photo_telling import Seen, seen
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


def test_a_step_that_waits_for_a_write_is_not_forgotten_when_the_hand_rests(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    view.form.set_value("caption", "Dent")
    view.telling.keep()
    view.walk(1)
    view.telling.timeout.emit()
    qtbot.waitUntil(lambda: view.photo.name == "tan.png")
    assert shown(seated, product)[0].caption == "Dent"
    closed(qtbot, seated, view)


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
    assert view._consequence.text() == "A caption has 200 characters at most."
    QTest.mouseClick(view._loss, Left)
    qtbot.waitUntil(lambda: not isValid(view))
    assert shown(seated, product)[0].caption == ""


def test_what_can_be_kept_again_is_not_offered_to_be_let_go_of(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    for words in ("x" * 300, "Dent"):
        view.form.set_value("caption", words)
        view.telling.keep()
        qtbot.waitUntil(lambda: seated.jobs.active == 0)
    assert view._loss is not None
    assert view._loss.isHidden()
    closed(qtbot, seated, view)


def test_a_large_photo_is_read_no_finer_than_it_is_looked_at() -> None:
    wide = whole_picture(as_png(picture("teal", 800, 200)), 400)
    assert (wide.width(), wide.height()) == (400, 100)
    assert whole_picture(as_png(picture("teal", 80, 20)), 400).width() == 80
    assert whole_picture(b"no picture", 400).isNull()


def test_what_was_told_stands_in_the_strip_and_begins_the_next_look(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    strip = PhotoStrip(seated.theme, seated.jobs, StripWords("Photos", "Choose photos"), may_add=False)
    strip.setParent(behind)
    photos = shown(seated, product)
    Album(seated, strip).fill(photos, may_tell=True)
    for words in ("Dent", "Deep dent"):
        strip.opened.emit(photos[0].link_id)
        view = next(one for one in behind.findChildren(PhotoView) if one.isVisible())
        qtbot.waitUntil(lambda: seated.jobs.active == 0)
        view.form.set_value("caption", words)
        closed(qtbot, seated, view)
        assert strip.findChildren(PhotoButton)[0].accessibleName() == words
    assert shown(seated, product)[0].caption == "Deep dent"


def test_a_photo_that_is_taken_off_leaves_the_strip(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    strip = PhotoStrip(seated.theme, seated.jobs, StripWords("Add", "Photos"), may_add=False)
    strip.setParent(behind)
    handed: list[str] = []

    def take_off(photo: Seen, taken: Callable[[], None]) -> None:
        handed.append(photo.name)
        taken()

    album, photos = Album(seated, strip), shown(seated, product)
    album.fill(photos, may_tell=True, take_off=take_off)
    album.look(photos[0].link_id)
    view = next(one for one in behind.findChildren(PhotoView) if one.isVisible())
    next(one for one in view.findChildren(ActionButton) if one.action.id == "take_off").click()
    qtbot.waitUntil(lambda: seated.jobs.active == 0 and not isValid(view))
    assert handed == [photos[0].name]
    qtbot.waitUntil(lambda: [one.photo.key for one in strip.findChildren(PhotoButton)] == [photos[1].link_id])


def test_one_file_that_hangs_twice_is_looked_at_where_it_was_clicked(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    first, second = (seen(one) for one in shown(seated, product))
    again = replace(second, attachment_id=first.attachment_id)
    view = show_photos(seated, behind, (first, again), again.link_id, may_tell=True)
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    assert view.photo == again
    closed(qtbot, seated, view)


def test_over_a_dialog_a_photo_has_the_room_of_the_window(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    dialog = Dialog(behind, seated.theme, "Photos")
    dialog.open()
    over = opened(qtbot, seated, dialog, product)
    plain = opened(qtbot, seated, behind, product)
    assert over.size() == plain.size()
    closed(qtbot, seated, over)
    closed(qtbot, seated, plain)
    dialog.reject()


def test_nothing_goes_away_under_the_hand_that_draws(theme: Theme, qtbot: QtBot) -> None:
    canvas = PhotoCanvas(theme, "Photo")
    qtbot.addWidget(canvas)
    canvas.resize(400, 300)
    canvas.may_mark = True
    canvas.show_picture(picture("teal"))
    canvas.choose_tool(MarkKind.BOX)
    for key in (Key.Key_Delete, Key.Key_Z, Key.Key_R, Key.Key_Left):
        QTest.mousePress(canvas, Left, Qt.KeyboardModifier.NoModifier, QPoint(40, 30))
        QTest.keyClick(
            canvas,
            key,
            Qt.KeyboardModifier.ControlModifier if key == Key.Key_Z else Qt.KeyboardModifier.NoModifier,
        )
        QTest.mouseMove(canvas, QPoint(200, 150))
        QTest.mouseRelease(canvas, Left, Qt.KeyboardModifier.NoModifier, QPoint(200, 150))
    assert [mark.kind for mark in canvas.marks] == [MarkKind.BOX] * 4


def test_a_stroke_begun_on_one_photo_ends_with_it(theme: Theme, qtbot: QtBot) -> None:
    canvas = PhotoCanvas(theme, "Photo")
    qtbot.addWidget(canvas)
    canvas.may_mark = True
    canvas.choose_tool(MarkKind.BOX)
    QTest.mousePress(canvas, Left, Qt.KeyboardModifier.NoModifier, QPoint(40, 30))
    canvas.show_marks(())
    QTest.mouseMove(canvas, QPoint(200, 150))
    QTest.mouseRelease(canvas, Left, Qt.KeyboardModifier.NoModifier, QPoint(200, 150))
    assert canvas.marks == ()


def test_the_mark_too_many_is_refused_aloud(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    for _mark in range(MOST_MARKS + 1):
        QTest.keyClick(view.canvas, Key.Key_R)
    assert len(view.canvas.marks) == MOST_MARKS
    assert view._consequence.text() == "A photo takes 20 marks at most."
    closed(qtbot, seated, view)


def test_what_only_somebody_else_told_is_taken_up_without_a_question(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    photo = shown(seated, product)[0]
    describe_photo(seated.desk, photo.link_id, photo.version, caption="Scratch")
    QTest.keyClick(view.canvas, Key.Key_R)
    closed(qtbot, seated, view)
    kept = shown(seated, product)[0]
    assert kept.caption == "Scratch"
    assert [mark.kind for mark in kept.marks] == [MarkKind.RING]


def test_two_rings_at_different_places_are_asked_about(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    photo = shown(seated, product)[0]
    theirs = Mark(MarkKind.RING, 0.0, 0.0, 0.2, 0.2)
    describe_photo(seated.desk, photo.link_id, photo.version, marks=(theirs,))
    QTest.keyClick(view.canvas, Key.Key_R)
    view.telling.keep()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in behind.findChildren(ConflictDialog)))
    asked = next(one for one in behind.findChildren(ConflictDialog) if one.isVisible())
    words = [one.accessibleName() for one in asked.findChildren(QRadioButton)]
    assert words == ["Ring (50 %, 50 %)", "Ring (10 %, 10 %)"]
    asked._theirs["marks"].click()
    asked._confirm()
    qtbot.waitUntil(lambda: seated.jobs.active == 0 and view.canvas.marks == (theirs,))
    closed(qtbot, seated, view)
    assert shown(seated, product)[0].marks == (theirs,)


def test_a_photo_taken_off_meanwhile_is_told_no_more(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    remove_file(seated.desk, view.photo.link_id)
    view.form.set_value("caption", "Dent")
    view.reject()
    qtbot.waitUntil(lambda: seated.jobs.active == 0)
    assert view._loss is not None
    QTest.mouseClick(view._loss, Left)
    qtbot.waitUntil(lambda: not isValid(view))


def test_a_picture_that_cannot_be_read_says_so(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    view = opened(qtbot, seated, behind, product)
    view._show_picture(QImage())
    assert view._consequence.text() == "This picture is damaged and cannot be opened."
    QTest.keyClick(view.canvas, Key.Key_R)
    assert view.canvas.marks == ()
    view.walk(1)
    assert "damaged" not in view._consequence.text()
    closed(qtbot, seated, view)


def test_a_picture_of_a_hairs_breadth_is_shown() -> None:
    line = whole_picture(as_png(picture("teal", 9000, 1)), 400)
    assert (line.width(), line.height()) == (400, 1)


def test_a_file_that_is_gone_is_told_where_the_picture_would_stand(
    qtbot: QtBot, seated: Context, behind: QWidget, product: str
) -> None:
    gone = replace(seen(shown(seated, product)[0]), attachment_id="gone")
    view = show_photos(seated, behind, (gone,), may_tell=True)
    kept_beside = view._consequence.text()
    qtbot.waitUntil(lambda: view._consequence.text() != kept_beside)
    closed(qtbot, seated, view)
