"""Tokens, fonts and sizes: what every widget of the window reads to draw itself.

Colour values live in ``resources/themes``; this module turns them into a palette, fonts and the style sheet
(``stylesheet.py``) on the Fusion style. Widgets ask for tokens by name and never spell a colour.
"""

from __future__ import annotations

import json
from functools import lru_cache
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.kit import icons
from ui.kit.resources import FONTS, THEMES
from ui.kit.stylesheet import style_sheet
from ui.kit.writing import forget_lines

ZOOMS = (90, 100, 115, 130)
OTHER_SCRIPTS = ("NotoSansSC-*.ttf", "NotoSansKR-*.ttf")
MODES = ("system", "light", "dark", "contrast")
SANS = (
    "Inter",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Noto Sans KR",
    "sans-serif",
)

FONT_ROLES: dict[str, tuple[float, int]] = {
    "micro": (11, 400),
    "micro-strong": (11, 500),
    "tick": (10.5, 400),
    "avatar": (10, 600),
    "small": (12, 400),
    "small-strong": (12, 500),
    "body": (13, 400),
    "strong": (13, 500),
    "card-title": (13, 600),
    "party": (15, 600),
    "title": (18, 600),
    "key-number": (24, 600),
    "dialog-title": (16, 600),
    "search": (18, 400),
    "warehouse": (15, 500),
    "warehouse-strong": (15, 600),
    "warehouse-number": (32, 600),
    "warehouse-unit": (56, 600),
}
"""Role -> pixel size at 100 % and weight."""

TITLES = ("title", "party", "key-number", "dialog-title", "warehouse-number", "warehouse-unit")


@lru_cache(maxsize=8)
def read_tokens(mode: str) -> dict[str, str]:
    """The token table of "light", "dark" or "contrast"."""
    table: dict[str, str] = json.loads((THEMES / f"{mode}.json").read_text(encoding="utf-8"))
    return table


@lru_cache(maxsize=4)
def load_fonts(pattern: str = "Inter-*.ttf") -> tuple[str, ...]:
    """Register shipped fonts with Qt, once; the families found. Other scripts come after the first paint."""
    families: list[str] = []
    for path in sorted(FONTS.glob(pattern)):
        number = QFontDatabase.addApplicationFont(str(path))
        families.extend(QFontDatabase.applicationFontFamilies(number) if number >= 0 else ())
    _forget_measures()
    return tuple(dict.fromkeys(families))


_METRICS: dict[tuple[str, bool, int], QFontMetrics] = {}
"""By role, figures and zoom; making one takes as long as measuring a word with it."""


def _forget_measures() -> None:
    _METRICS.clear()
    forget_lines()


MARKS = {
    "tick": ("check", "on-accent"),
    "chosen": ("check", "text"),
    "down": ("chevron-down", "text-2"),
    "further": ("chevron-right", "text-2"),
    "back": ("chevron-left", "text-2"),
}
"""The icons of the style sheet and their inks."""


@lru_cache(maxsize=1)
def _mark_folder() -> QTemporaryDir:
    return QTemporaryDir()


@lru_cache(maxsize=32)
def icon_file(name: str, colour: str, size: int) -> str:
    """A tinted icon as a file in a folder that goes with the program, for the style sheet; beside it the one
    that Qt takes on a screen of twice the points.
    """
    stem = _mark_folder().filePath(f"{name}-{colour.lstrip('#')}-{size}")
    icons.pixmap(name, QColor(colour), size, 1.0).save(f"{stem}.png")
    icons.pixmap(name, QColor(colour), size, 2.0).save(f"{stem}@2x.png")
    return f"{stem}.png"


def contrast_tokens(palette: QPalette) -> dict[str, str]:
    """Tokens made from the system's own high-contrast palette: no tint carries meaning, every edge is text-
    coloured.
    """
    role = QPalette.ColorRole
    ground, text = palette.color(role.Base).name(), palette.color(role.Text).name()
    mark, on_mark = palette.color(role.Highlight).name(), palette.color(role.HighlightedText).name()
    table = dict.fromkeys(read_tokens("light"), text)
    table.update(
        dict.fromkeys(
            ("window", "page", "surface", "sunken", "hover", "accent-soft", "toast", "photo-halo"), ground
        )
    )
    table.update({f"{tone}-bg": ground for tone in ("ok", "warn", "bad", "info", "mute")})
    table.update(
        {"accent": mark, "accent-hover": mark, "on-accent": on_mark, "series": mark, "selected": ground}
    )
    table["scrim"] = read_tokens("dark")["scrim"]
    return table


STYLE = "fusion"
"""The style of Qt that the sheet refines; the same on every system."""


class Theme(QObject):
    """The look in force. ``changed`` comes after the application's palette and the style sheet of the dressed
    windows were replaced.
    """

    changed = Signal()

    def __init__(self, mode: str = "light", zoom: int = 100) -> None:
        super().__init__()
        self.wish, self.zoom = mode, zoom
        self.tokens: dict[str, str] = read_tokens("light")
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._dressed: WeakSet[QWidget] = WeakSet()
        self._resolve()

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground now."""
        return self.colour("surface").lightness() < self.colour("text").lightness()

    def set(self, *, mode: str | None = None, zoom: int | None = None) -> None:
        """Change light/dark ("system" follows the desk) or zoom, and restyle the application."""
        self.choose(mode=mode, zoom=zoom)
        self.apply()

    def choose(self, *, mode: str | None = None, zoom: int | None = None) -> None:
        """The same for what is built from now on; what stands is restyled by ``apply``."""
        self.wish = mode if mode in MODES else self.wish
        self.zoom = zoom if zoom in ZOOMS else self.zoom
        self._resolve()

    def apply(self) -> None:
        """Put palette and font on the running application, the style sheet on the dressed windows."""
        self._resolve()
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        load_fonts()
        if application.style().name() != STYLE:  # setting it again restyles every widget there is
            application.setStyle(STYLE)
        application.setFont(self.font("body"))
        application.setPalette(self.palette())
        sheet = self._sheet()
        for window in filter(isValid, self._dressed):
            if window.styleSheet() != sheet:
                window.setStyleSheet(sheet)
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Put the style sheet on a window without a parent, now and whenever the look changes. What has its
        place in it, and dialogs and menus over it, wear it too.

        On the application Qt would restyle a part with all that it holds each time it finds its place, and a
        page is built from the inside out.
        """
        self._dressed.add(window)
        window.setStyleSheet(self._sheet())

    def _sheet(self) -> str:
        marks = {
            mark: icon_file(icon, self.colour(ink).name(), self.px(14)) for mark, (icon, ink) in MARKS.items()
        }
        return style_sheet(self.tokens, self.px, marks)

    def _resolve(self) -> None:
        self._colours.clear()
        self._fonts.clear()
        _forget_measures()
        self.tokens = self._wanted_tokens()

    def _wanted_tokens(self) -> dict[str, str]:
        if QGuiApplication.instance() is None:
            return read_tokens("light" if self.wish == "system" else self.wish)
        hints = QGuiApplication.styleHints()
        if self.wish == "contrast":
            return read_tokens("contrast")
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return contrast_tokens(QGuiApplication.palette())
        system_dark = self.wish == "system" and hints.colorScheme() == Qt.ColorScheme.Dark
        return read_tokens("dark" if system_dark or self.wish == "dark" else "light")

    def colour(self, token: str) -> QColor:
        """The colour of a token; tone words ("ok", "warn" ...) are tokens too."""
        found = self._colours.get(token)
        if found is None:
            found = self._colours[token] = QColor(self.tokens[token])
        return found

    def px(self, length: float) -> int:
        """A length of the design at the zoom in force."""
        return round(length * self.zoom / 100)

    def font(self, role: str = "body", *, figures: bool = False) -> QFont:
        """The font of a role of the design's type table; ``figures`` for columns: figures of equal width.

        Not for running text: Inter widens hyphens and points along with its figures.
        """
        name = f"{role}+" if figures else role
        found = self._fonts.get(name)
        if found is None:
            found = self._fonts[name] = self._make_font(role)
            if figures:
                found.setFeature(QFont.Tag("tnum"), 1)
        return found

    def _make_font(self, role: str) -> QFont:
        size, weight = FONT_ROLES[role]
        font = QFont(list(SANS))
        font.setPixelSize(max(8, round(size * self.zoom / 100)))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if role in TITLES:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.8)
        return font

    def metrics(self, role: str = "body", *, figures: bool = False) -> QFontMetrics:
        """Measures of a role's font."""
        asked = (role, figures, self.zoom)
        found = _METRICS.get(asked)
        if found is None:
            found = _METRICS[asked] = QFontMetrics(self.font(role, figures=figures))
        return found

    def icon(self, name: str, ink: str = "text-2", size: int = 16) -> QIcon:
        """An icon in a token's colour, for a button or a menu."""
        return icons.icon(name, self.colour(ink), self.px(size), disabled=self.colour("text-3"))

    def palette(self) -> QPalette:
        """The Qt palette of the tokens, disabled group included."""
        role, palette = QPalette.ColorRole, QPalette()
        for target, token in (
            (role.Window, "page"),
            (role.Base, "surface"),
            (role.AlternateBase, "sunken"),
            (role.Text, "text"),
            (role.WindowText, "text"),
            (role.ButtonText, "text"),
            (role.Button, "surface"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on-accent"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
            (role.PlaceholderText, "text-3"),
            (role.Link, "accent"),
            (role.Accent, "accent"),
            (role.Mid, "border-strong"),
        ):
            palette.setColor(target, self.colour(token))
        for target in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour("text-3"))
        return palette
