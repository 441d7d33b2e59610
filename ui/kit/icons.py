"""Icons by name: Lucide drawings tinted in any colour and cached per name, colour, size and pixel ratio.

Names are file names under ``resources/icons``. Colours come from the caller (theme tokens), never from here.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit.resources import ICONS

THIN, FIRM = "1.75", "2"
SMALL = 13


class UnknownIcon(LookupError):
    """No drawing of that name is shipped."""


@lru_cache(maxsize=512)
def drawing(name: str) -> str:
    """The SVG text of an icon, with ``currentColor`` still in it."""
    path = ICONS / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(name)
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=4096)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    stroke = FIRM if size <= SMALL else THIN
    text = (
        drawing(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    )
    renderer = QSvgRenderer(QByteArray(text.encode("utf-8")))
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def screen_ratio() -> float:
    """The largest pixel ratio of the screens in use, so that one pixmap is sharp everywhere."""
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def pixmap(name: str, colour: QColor, size: int = 16, ratio: float | None = None) -> QPixmap:
    """The icon ``name`` in ``colour``, ``size`` logical pixels square."""
    return _pixmap(name, colour.name(), size, screen_ratio() if ratio is None else ratio)


def icon(name: str, colour: QColor, size: int = 16, *, disabled: QColor | None = None) -> QIcon:
    """A QIcon in one colour, selected or not; ``disabled`` is the colour of a locked button."""
    return _icon(name, colour.name(), (disabled or colour).name(), size, screen_ratio())


@lru_cache(maxsize=1024)
def _icon(name: str, colour: str, disabled: str, size: int, ratio: float) -> QIcon:
    picture = _pixmap(name, colour, size, ratio)
    result = QIcon(picture)
    result.addPixmap(picture, QIcon.Mode.Selected)
    result.addPixmap(picture, QIcon.Mode.Active)
    result.addPixmap(_pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return result


def draw(painter: QPainter, name: str, colour: QColor, x: float, y: float, size: int) -> None:
    """Paint the icon with its upper left corner at (x, y), sharp at the painter's own pixel ratio."""
    painter.drawPixmap(round(x), round(y), pixmap(name, colour, size, painter.device().devicePixelRatioF()))
