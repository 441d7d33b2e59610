"""Photos in a row: thumbnails read in jobs; added by file, by drag and drop, or by paste.

The strip shows and collects; where originals are kept, and what leaves the program, is the service's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QImageIOHandler,
    QImageReader,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QToolButton

from qualitydesk.domain.file_names import file_label
from qualitydesk.domain.photo_marks import Mark
from ui.kit import icons
from ui.kit.dashes import DashedEdge
from ui.kit.flow import FlowLayout
from ui.kit.jobs import Jobs
from ui.kit.labels import clear
from ui.kit.painted.photo_marks import draw_marks
from ui.kit.taking import TakesFiles
from ui.kit.theme import Theme
from ui.kit.tips import set_tip

SUFFIXES = ("jpg", "jpeg", "png", "webp")
MOST_PIXELS = 89_000_000
MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo: its key, its words for people, how its bytes are read (called in a job), and what is drawn
    on it.
    """

    key: str
    words: str
    read: Callable[[], bytes]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """What was added: a file name for people, and the bytes as they came."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StripWords:
    """The words of the strip, translated."""

    add: str
    choose_title: str
    missing: str = ""


def thumbnail(data: bytes, width: int, height: int) -> QImage:
    """A small picture of an image file, turned as its EXIF says. Null if it is no image or too large.

    Runs in a job: QImage may be used outside the GUI thread, QPixmap may not.
    """

    def scaled(size: QSize, sideways: bool) -> QSize:
        target = QSize(height, width) if sideways else QSize(width, height)
        return size.scaled(target, Qt.AspectRatioMode.KeepAspectRatioByExpanding)

    return _read_scaled(data, scaled)


def whole_picture(data: bytes, edge: int) -> QImage:
    """The whole picture, turned as its EXIF says, no larger than ``edge`` pixels on its longer side. Null if
    it is no image or too large. Runs in a job.
    """

    def scaled(size: QSize, _sideways: bool) -> QSize:
        if max(size.width(), size.height()) <= edge:
            return size
        small = size.scaled(QSize(edge, edge), Qt.AspectRatioMode.KeepAspectRatio)
        return small.expandedTo(QSize(1, 1))  # of a hair's breadth a line stays

    return _read_scaled(data, scaled)


def _read_scaled(data: bytes, scaled: Callable[[QSize, bool], QSize]) -> QImage:
    """The picture in the size that ``scaled`` makes of its own, asked whether it lies on its side."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    turned = reader.transformation().value & QImageIOHandler.Transformation.TransformationRotate90.value
    reader.setScaledSize(scaled(size, bool(turned)))
    return reader.read()


class PhotoButton(QAbstractButton):
    """One thumbnail; opens the photo."""

    def __init__(self, theme: Theme, photo: Photo, size: QSize) -> None:
        super().__init__()
        self._theme, self._picture = theme, QPixmap()
        self._broken = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where the work is
        self.setFixedSize(size)
        self.show_told(photo)

    def show_told(self, photo: Photo) -> None:
        """The same photo, told otherwise."""
        self.photo = photo
        self.setAccessibleName(photo.words)
        set_tip(self, photo.words)
        self.update()

    def show_image(self, image: QImage) -> None:
        """The thumbnail is here."""
        self._broken = image.isNull()
        self._picture = QPixmap.fromImage(image)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, cut to the middle; a grey field until it is here."""
        painter, theme = QPainter(self), self._theme
        painter.fillRect(self.rect(), theme.colour("sunken"))
        if self._picture.isNull():
            mark = "file-x" if self._broken else "image"
            side = theme.px(16)
            icons.draw(
                painter,
                mark,
                theme.colour("text-3"),
                (self.width() - side) / 2,
                (self.height() - side) / 2,
                side,
            )
        else:
            seen = self._picture.deviceIndependentSize().toSize()
            left, top = (self.width() - seen.width()) // 2, (self.height() - seen.height()) // 2
            painter.drawPixmap(left, top, self._picture)
            draw_marks(painter, theme, self.photo.marks, QRectF(QPointF(left, top), QSizeF(seen)), thin=True)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("accent" if self.hasFocus() else "border"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def load_thumbnail(jobs: Jobs, button: PhotoButton, size: QSize) -> None:
    """Read a button's picture in a job and show it, as fine as the screen."""
    ratio, photo = button.devicePixelRatioF(), button.photo
    width, height = round(size.width() * ratio), round(size.height() * ratio)

    def arrived(image: QImage) -> None:
        image.setDevicePixelRatio(ratio)
        button.show_image(image)

    def work() -> QImage:
        return thumbnail(photo.read(), width, height)

    jobs.read(button, work, arrived, lambda _error: button.show_image(QImage()))


class PhotoStrip(TakesFiles):
    """Thumbnails and, when photos may be added, a dashed tile; without its ``tile`` they are dropped and
    pasted, and ``choose`` is asked for elsewhere. Ctrl+V pastes while the strip has the focus.
    """

    opened = Signal(str)
    """Key of the photo that was clicked."""
    added = Signal(object)
    """tuple[NewPhoto, ...] the person added."""
    refused = Signal(str)
    """Name of a file that is no photo or too large."""

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        words: StripWords,
        *,
        size: tuple[int, int] = (64, 48),
        may_add: bool = True,
        tile: bool = True,
    ) -> None:
        super().__init__()
        self._theme, self._jobs, self._words, self._may_add = theme, jobs, words, may_add
        self._has_tile = may_add and tile
        self._size = QSize(theme.px(size[0]), theme.px(size[1]))
        self._flow = FlowLayout(self, theme.px(8))
        self.setAcceptDrops(may_add)
        self.setAccessibleName(words.add)
        self.set_photos(())

    def set_photos(self, photos: Sequence[Photo]) -> None:
        """Show other photos; thumbnails arrive one by one."""
        clear(self._flow)
        for photo in photos:
            self._flow.addWidget(self._button(photo))
        if self._has_tile:
            self._flow.addWidget(self._add_tile())
        self.updateGeometry()

    def renew(self, photo: Photo) -> None:
        """Show what is told now of a photo that stands here; the others stay as they are."""
        for button in self.findChildren(PhotoButton):
            if button.photo.key == photo.key:
                button.show_told(photo)

    def drop(self, key: str) -> None:
        """A photo does not hang here any more; the others stay as they are."""
        for button in self.findChildren(PhotoButton):
            if button.photo.key == key:
                self._flow.removeWidget(button)
                button.hide()
                button.deleteLater()

    def _button(self, photo: Photo) -> PhotoButton:
        button = PhotoButton(self._theme, photo, self._size)
        button.clicked.connect(lambda: self.opened.emit(photo.key))
        load_thumbnail(self._jobs, button, self._size)
        return button

    def _add_tile(self) -> QToolButton:
        tile = QToolButton()
        tile.setProperty("kind", "chip-add")
        missing = bool(self._words.missing)
        DashedEdge(tile, self._theme, "warn-solid" if missing else "border-strong", 6)
        tile.setFixedSize(self._size)
        tile.setIcon(self._theme.icon(*("camera", "warn") if missing else ("image-plus", "text-2")))
        tile.setAccessibleName(self._words.add)
        set_tip(tile, self._words.missing or self._words.add)
        tile.clicked.connect(lambda _on=False: self.choose())
        return tile

    # -- adding

    def choose(self) -> QFileDialog:
        """Ask for files."""
        dialog = QFileDialog(self, self._words.choose_title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter("*." + " *.".join(SUFFIXES))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.add_files)
        dialog.open()
        return dialog

    def add_files(self, names: Sequence[str]) -> None:
        """Read the files in a job and hand them on; what is no photo is named in ``refused``."""
        self._jobs.read(self, lambda: _read_photos(names), self._take)

    def _take(self, found: tuple[tuple[NewPhoto, ...], tuple[str, ...]]) -> None:
        for name in found[1]:
            self.refused.emit(name)
        if found[0]:
            self.added.emit(found[0])

    def may_take(self) -> bool:
        """Whether photos may be added."""
        return self._may_add

    def add_picture(self, picture: QImage) -> None:
        """Hand a picture from the clipboard on."""
        self._jobs.read(self, lambda: (NewPhoto("pasted.png", as_png(picture)),), self.added.emit)


def _read_photos(names: Sequence[str]) -> tuple[tuple[NewPhoto, ...], tuple[str, ...]]:
    good: list[NewPhoto] = []
    bad: list[str] = []
    for name in names:
        path = Path(name)
        data = _bytes_of(path)
        if data and not thumbnail(data, 8, 8).isNull():
            good.append(NewPhoto(path.name, data))
        else:
            bad.append(file_label(path.name))
    return tuple(good), tuple(bad)


def _bytes_of(path: Path) -> bytes:
    """What stands in a photo's file; nothing of one that is none, is too large or may not be read."""
    try:
        named = path.suffix.lower().lstrip(".") in SUFFIXES
        fits = named and path.is_file() and path.stat().st_size <= MOST_BYTES
        return path.read_bytes() if fits else b""
    except (OSError, ValueError):
        return b""


def as_png(image: QImage) -> bytes:
    """A picture from the clipboard as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
