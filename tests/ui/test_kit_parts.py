"""Chips, views, toasts, photo strip, painted widgets and scans: what they tell, and their words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from decimal import Decimal
from functools import partial

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QImageWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context, ToastAction
from ui.kit.actions import Action, ActionButton
from ui.kit.badges import Badge, StatusLine
from ui.kit.cells import Status
from ui.kit.chips import Chip, Filter, FilterBar
from ui.kit.labels import ElidedLabel, TwoLines, label
from ui.kit.painted.canvas import Painted
from ui.kit.painted.custody_timeline import CustodyTimeline, Leg
from ui.kit.painted.deadline_rows import Deadline, DeadlineRows
from ui.kit.painted.limit_bar import LimitBar, LimitCounts, MeasureBar, Measured
from ui.kit.painted.progress import ProgressLine
from ui.kit.painted.share_bar import Share, ShareBar
from ui.kit.painted.stepper import Step, Stepper, StepState
from ui.kit.painted.tally_bar import TallyBar, TallyCounts
from ui.kit.painted.trace_list import TraceList, TraceNode
from ui.kit.panel import FactStrip
from ui.kit.photo_strip import NewPhoto, Photo, PhotoButton, PhotoStrip, StripWords, thumbnail
from ui.kit.scan import ScanWatcher
from ui.kit.theme import Theme
from ui.kit.tips import plain
from ui.kit.toasts import MOST, Toasts
from ui.kit.views import View, ViewTabs

FILTERS = (
    Filter("status", "Status", (("Open", "Open"), ("Closed", "Closed"))),
    Filter("place", "Place", (("NB", "Ningbo"),)),
)


def test_chips_show_what_is_chosen_and_can_be_taken_off(qtbot: QtBot, theme: Theme) -> None:
    bar, told = FilterBar(theme, FILTERS, add_words="Filter", remove_words="Remove"), list[object]()
    qtbot.addWidget(bar)
    bar.changed.connect(told.append)
    bar.choose({"status": ("Open", "Closed"), "unknown": ("x",), "place": ()})
    chips = [chip for chip in bar.findChildren(Chip) if not chip.isHidden()]
    assert [chip.accessibleName() for chip in chips] == ["Status: Open, Closed"]
    assert told == []
    chips[0].removed.emit("status")
    assert told == [{}]


def test_facts_stand_below_each_other_where_the_row_is_too_narrow(qtbot: QtBot, theme: Theme) -> None:
    words = ("Submitted", "Conditional", "Rework or sort")
    strip = FactStrip(theme, [(f"Fact {place}", Status(word, word)) for place, word in enumerate(words)])
    holder, parts = QWidget(), strip.findChildren(StatusLine)
    qtbot.addWidget(holder)
    strip.setParent(holder)
    holder.show()
    for width, apart in ((480, "x"), (200, "y"), (480, "x")):
        strip.resize(width, 200)
        QApplication.sendPostedEvents(strip, QEvent.Type.LayoutRequest)
        places = [part.mapTo(strip, part.rect().topLeft()) for part in parts]
        along = [place.x() if apart == "x" else place.y() for place in places]
        assert along == sorted(set(along)), (width, places)
        assert all(part.width() >= part.sizeHint().width() for part in parts)
    assert strip.minimumSizeHint().width() < 200


def test_views_tell_the_chosen_one(qtbot: QtBot, theme: Theme) -> None:
    tabs = ViewTabs(theme, [View("open", "Open", {"status": ("Open",)}), View("all", "All")])
    qtbot.addWidget(tabs)
    narrow = tabs.tabSizeHint(0).width()
    tabs.set_counts({"open": "1,284"})
    assert tabs.tabSizeHint(0).width() > narrow
    with qtbot.waitSignal(tabs.chosen) as chosen:
        tabs.choose("all")
    assert chosen.args[0].id == "all"


def test_toasts_are_three_at_most_and_all_are_kept(qtbot: QtBot, theme: Theme) -> None:
    parent, done = QWidget(), list[int]()
    qtbot.addWidget(parent)
    parent.resize(900, 600)
    toasts = Toasts(parent, theme)
    for number in range(5):
        toasts.say(
            f"Lot {number} is on hold", "ok", ToastAction("Undo", partial(done.append, number), undoes=True)
        )
    assert len(toasts._shown) == MOST
    assert [said.words for said in toasts.history] == [f"Lot {n} is on hold" for n in range(5)]
    assert toasts.undo()
    assert done == [4]
    assert len(toasts._shown) == MOST - 1


def picture(width: int = 300, height: int = 200) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def make_strip(qtbot: QtBot, context: Context) -> PhotoStrip:
    strip = PhotoStrip(context.theme, context.jobs, StripWords("Add photo", "Choose photos"))
    qtbot.addWidget(strip)
    strip.resize(400, 60)
    return strip


def test_thumbnails_are_made_in_jobs_and_a_broken_photo_says_so(qtbot: QtBot, context: Context) -> None:
    strip = make_strip(qtbot, context)
    strip.set_photos([Photo("a", "Cell swollen", picture), Photo("b", "Broken", lambda: b"no image")])
    strip.show()
    buttons = strip.findChildren(PhotoButton)
    qtbot.waitUntil(lambda: not buttons[0]._picture.isNull() and buttons[1]._broken)
    with qtbot.waitSignal(strip.opened) as opened:
        buttons[0].click()
    assert opened.args == ["a"]
    assert buttons[0].accessibleName() == "Cell swollen"


def test_a_thumbnail_for_a_fine_screen_fills_its_place(qtbot: QtBot, theme: Theme) -> None:
    """At a scale factor of 200 % it has twice the pixels, and still its middle is shown whole."""
    button = PhotoButton(theme, Photo("a", "Cell swollen", picture), QSize(64, 48))
    qtbot.addWidget(button)
    image = thumbnail(picture(), 128, 96)
    image.setDevicePixelRatio(2)
    button.show_image(image)
    shown = button.grab().toImage()
    corners = [(2, 2), (shown.width() - 3, 2), (2, shown.height() - 3)]
    assert {shown.pixelColor(x, y).name() for x, y in corners} == {QColor(Qt.GlobalColor.darkCyan).name()}


def test_files_are_added_and_what_is_no_photo_is_refused(
    qtbot: QtBot, context: Context, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, strip = tmp_path_factory.mktemp("photos"), make_strip(qtbot, context)
    (folder / "ok.png").write_bytes(picture())
    (folder / "evil.jpg").write_bytes(b"<html>")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / name)) for name in ("ok.png", "evil.jpg")])
    good: list[tuple[NewPhoto, ...]] = []
    bad: list[str] = []
    strip.added.connect(good.append)
    strip.refused.connect(bad.append)
    assert strip.take_mime(mime)
    qtbot.waitUntil(lambda: bool(good) and bool(bad))
    assert [photo.name for photo in good[0]] == ["ok.png"]
    assert bad == ["evil.jpg"]


def test_a_pasted_picture_arrives_as_bytes(qtbot: QtBot, context: Context) -> None:
    strip, mime = make_strip(qtbot, context), QMimeData()
    mime.setImageData(QImage.fromData(picture()))
    with qtbot.waitSignal(strip.added) as added:
        assert strip.take_mime(mime)
    photo: NewPhoto = added.args[0][0]
    assert thumbnail(photo.data, 30, 20).width() >= 30


def test_a_picture_bomb_gives_no_thumbnail() -> None:
    assert thumbnail(b"", 10, 10).isNull()
    assert thumbnail(b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 10, 10).isNull()


S = StepState
PAINTED: dict[str, tuple[Callable[[Theme], Painted], str]] = {
    "stepper": (
        lambda t: Stepper(
            t, [Step("Draft", S.DONE), Step("Gate", S.BLOCKED), Step("Closed", S.SKIPPABLE)], "step 2 of 3"
        ),
        "step 2 of 3",
    ),
    "tally": (lambda t: TallyBar(t, TallyCounts(4, 5, 6), "4 major"), "4 major"),
    "limit": (lambda t: LimitBar(t, LimitCounts(7, 5, 12), "7 of 5"), "7 of 5"),
    "measure": (
        lambda t: MeasureBar(t, Measured(Decimal("1.83"), Decimal("1.75"), None, "1.75", "", "inside")),
        "1.75, inside",
    ),
    "shares": (
        lambda t: ShareBar(t, [Share(7000, "70 %", "Haoyu", "maker")], "30 % open"),
        "70 % Haoyu maker, 30 % open",
    ),
    "progress": (lambda t: ProgressLine(t, 52, 80, "unit 52 of 80"), "unit 52 of 80"),
    "deadlines": (
        lambda t: DeadlineRows(t, [Deadline("Notify", "CISG", "4 d", "24 Nov", "warn")]),
        "Notify, 4 d, 24 Nov, CISG",
    ),
    "trace": (
        lambda t: TraceList(
            t,
            [
                TraceNode("boxes", "Lot", "2,400", "0.9 %", "bad", "cluster"),
                TraceNode("stamp", "Declarant", tone="declarant"),
            ],
        ),
        "Lot, cluster, 2,400, 0.9 %; Declarant",
    ),
    "custody": (
        lambda t: CustodyTimeline(
            t,
            [
                Leg("A → B", "19 Nov", answers="H", holds="Z", owns="H"),
                Leg("Customs", "27 Dec", customs=True, lines=("D",)),
            ],
        ),
        "A → B, 19 Nov, answers: H, holds: Z, owns: H; Customs, 27 Dec, D",
    ),
}


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("name", PAINTED)
def test_painted_widgets_paint_and_say_themselves(qtbot: QtBot, name: str, mode: str) -> None:
    theme = Theme(mode)
    theme.apply()
    make, words = PAINTED[name]
    widget = make(theme)
    qtbot.addWidget(widget)
    widget.resize(420, widget.sizeHint().height())
    image = widget.grab().toImage()
    inks = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 2)
    }
    assert len(inks) > 1
    assert widget.accessibleName() == words


@pytest.mark.parametrize(
    ("counts", "tone"),
    [((0, 0, 1), "ok"), ((4, 5, 6), "warn"), ((3, 7, 8), "ok"), ((6, 5, 6), "bad"), ((1, 0, 1), "bad")],
)
def test_a_tally_warns_one_before_the_limit(counts: tuple[int, int, int], tone: str) -> None:
    assert TallyCounts(*counts).tone == tone


def test_trace_nodes_open_their_record_by_key_and_click(qtbot: QtBot, theme: Theme) -> None:
    trace = TraceList(
        theme,
        [TraceNode("boxes", "Lot", opens=("lot", "L1")), TraceNode("ship", "SH", opens=("shipment", "S1"))],
    )
    qtbot.addWidget(trace)
    trace.show()
    trace.setFocus()
    QTest.keyClick(trace, Qt.Key.Key_Down)
    with qtbot.waitSignal(trace.navigated) as gone:
        QTest.keyClick(trace, Qt.Key.Key_Return)
    assert gone.args == ["shipment", "S1"]
    with qtbot.waitSignal(trace.navigated) as clicked:
        QTest.mouseClick(trace, Qt.MouseButton.LeftButton, pos=trace.row_rect(0).center())
    assert clicked.args == ["lot", "L1"]


def test_badges_say_their_word(qtbot: QtBot, theme: Theme) -> None:
    for made in (Badge(theme, Status("Submitted", "已提交")), StatusLine(theme, Status("Fail", "Fail"))):
        qtbot.addWidget(made)
        assert made.accessibleName()
        assert not made.grab().isNull()


@pytest.mark.parametrize("density", ["", "tiny"])
@pytest.mark.parametrize("focused", [False, True])
def test_a_link_stands_where_text_does(qtbot: QtBot, theme: Theme, density: str, focused: bool) -> None:
    holder, words = QWidget(), label(theme, "Hilfe")
    link = ActionButton(Action("help", "Hilfe", lambda: None, kind="link"), theme, size=density)
    link.setFont(words.font())
    words.setFixedHeight(link.sizeHint().height())
    column = QVBoxLayout(holder)
    for part in (words, link):
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    qtbot.addWidget(holder)
    holder.show()
    if focused:
        link.setFocus()
        qtbot.waitUntil(link.hasFocus)
    assert inked(link) == inked(words)
    assert link.width() == words.width()


def inked(part: QWidget) -> tuple[int, int]:
    """The first and last column of pixels with ink, in the middle of its height."""
    image = part.grab().toImage()
    rows = range(image.height() // 3, image.height() * 2 // 3)
    ground = image.pixel(image.width() - 1, image.height() // 2)
    columns = [x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in rows)]
    return columns[0], columns[-1]


@pytest.mark.parametrize("words", ["Every product not exempted", "所有未获豁免的非食品类消费品的责任方"])
def test_a_title_of_two_lines_has_the_height_of_both(qtbot: QtBot, theme: Theme, words: str) -> None:
    title = TwoLines(theme, words, "title")
    qtbot.addWidget(title)
    title.resize(theme.px(160), title.height())
    title.show()
    plain = label(theme, title.text(), "title")
    qtbot.addWidget(plain)
    assert title.text().count("\n") == 1
    assert title.height() >= plain.sizeHint().height()


def test_a_cut_line_is_whole_in_its_tooltip(qtbot: QtBot, theme: Theme) -> None:
    line = ElidedLabel(theme, "Ningbo Haoyu Electric Appliance Co., Ltd.")
    qtbot.addWidget(line)
    line.resize(60, 20)
    line.show()
    assert "…" in line.text()
    assert line.toolTip() == line.accessibleName() == line.full()


def test_a_tooltip_says_mark_up_letter_by_letter(qtbot: QtBot, theme: Theme) -> None:
    words = '<img src="//elsewhere/share/a.png">Kettle < 5 kg'
    line = ElidedLabel(theme, words)
    qtbot.addWidget(line)
    line.resize(60, 20)
    line.show()
    assert line.full() == line.accessibleName() == words
    shown = QTextDocument()
    shown.setHtml(line.toolTip())
    assert shown.toPlainText() == words
    assert plain("Kettle < 5 kg & 壶") == "Kettle < 5 kg & 壶"


@pytest.fixture
def page(qtbot: QtBot) -> tuple[QWidget, QListWidget, QLineEdit]:
    owner, listing, field = QWidget(), QListWidget(), QLineEdit()
    column = QVBoxLayout(owner)
    column.addWidget(listing)
    column.addWidget(field)
    qtbot.addWidget(owner)
    owner.show()
    owner.activateWindow()
    listing.setFocus()
    return owner, listing, field


@pytest.mark.parametrize(("gap", "scans"), [(0.010, ["0106971234"]), (0.080, [])])
def test_a_burst_is_a_scan_and_a_hand_is_not(
    qtbot: QtBot, page: tuple[QWidget, QListWidget, QLineEdit], gap: float, scans: list[str]
) -> None:
    now = [0.0]

    def clock() -> float:
        now[0] += gap / 2
        return now[0]

    watcher, found = ScanWatcher(clock), list[str]()
    watcher.scanned.connect(found.append)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    watcher.watch(application)
    QTest.keyClicks(page[1], "0106971234")
    QTest.keyClick(page[1], Qt.Key.Key_Return)
    page[2].setFocus()
    QTest.keyClicks(page[2], "0106971234")
    QTest.keyClick(page[2], Qt.Key.Key_Return)
    watcher.stop(application)
    assert found == scans
    assert page[2].text() == "0106971234"


def test_the_bindings_lose_no_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one reference per call and aborts; see that no upgrade brings it
    back.
    """
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWidgets import QLabel

    class Sender(QObject):
        sent = Signal()

    sender, text = Sender(), QLabel()
    qtbot.addWidget(text)
    sender.sent.connect(lambda: None)
    before = [sys.getrefcount(x) for x in (True, False, None)]
    for _turn in range(500):
        sender.sent.emit()
        text.setText("x")
        sender.parent()
    after = [sys.getrefcount(x) for x in (True, False, None)]
    assert all(late > early - 100 for early, late in zip(before, after, strict=True))
