"""The look: contrast of every pair of tokens, both themes alike, icons by name, fonts, palette, zoom."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from qualitydesk.domain import vocabulary
from ui.kit import icons
from ui.kit.rail import Rail
from ui.kit.resources import ICONS, RESOURCES
from ui.kit.theme import FONT_ROLES, Theme, contrast_tokens, load_fonts, read_tokens
from ui.palette import KIND_ICONS
from ui.screens import SCREENS

TONES = ("ok", "warn", "bad", "info", "mute")
TEXT_PAIRS = (
    [
        (ink, ground)
        for ink in ("text", "text-2", "text-3", "accent", *TONES)
        for ground in ("surface", "page", "window", "selected", "sunken")
    ]
    + [(tone, f"{tone}-bg") for tone in TONES]
    + [("on-accent", "accent"), ("on-accent", "accent-hover")]
)
TEXT_PAIRS += [
    ("toast-text", "toast"),
    ("toast-action", "toast"),
    ("accent", "accent-soft"),
    ("text", "hover"),
]
SHAPE_PAIRS = [("control", "surface"), ("control", "sunken"), ("series", "surface"), ("accent", "surface")]
SHAPE_PAIRS += [(f"{tone}-solid", "surface") for tone in TONES]


def luminance(colour: str) -> float:
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(mode: str, ink: str, ground: str) -> None:
    tokens = read_tokens(mode)
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_can_be_seen(mode: str, shape: str, ground: str) -> None:
    tokens = read_tokens(mode)
    assert contrast(tokens[shape], tokens[ground]) >= 3.0


def test_all_themes_know_the_same_tokens() -> None:
    assert read_tokens("light").keys() == read_tokens("dark").keys() == read_tokens("contrast").keys()


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_high_contrast_is_high(ink: str, ground: str) -> None:
    tokens = read_tokens("contrast")
    assert contrast(tokens[ink], tokens[ground]) >= 7


def test_high_contrast_draws_every_edge() -> None:
    tokens = read_tokens("contrast")
    edges = ("border", "border-strong", "control")
    assert all(contrast(tokens[edge], tokens["surface"]) >= 7 for edge in edges)


def test_high_contrast_is_chosen_like_light_and_dark(qtbot: QtBot, theme: Theme) -> None:
    theme.set(mode="contrast")
    assert contrast(theme.tokens["text"], theme.tokens["surface"]) == pytest.approx(21)
    theme.set(mode="light")


def test_every_icon_named_in_the_code_is_shipped() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (RESOURCES.parent / "ui").rglob("*.py"))
    named = set(
        re.findall(
            r'(?:icon|\.draw|IconLabel)\((?:\w+, |self\._?theme, |\w+\.theme, )?"([a-z0-9-]+)"', source
        )
    )
    named |= set(re.findall(r'icon="([a-z0-9-]+)"', source)) | set(KIND_ICONS.values())
    named = (named - read_tokens("light").keys()) | {one.icon for one in SCREENS}
    looks = [value for value in vars(vocabulary).values() if isinstance(value, dict)]
    named |= {look.icon for table in looks for look in table.values() if isinstance(look, vocabulary.Look)}
    assert len(named) > 50
    assert sorted(name for name in named if not (ICONS / f"{name}.svg").is_file()) == []


def test_an_unknown_icon_is_a_bug_and_says_its_name() -> None:
    with pytest.raises(icons.UnknownIcon, match="no-such-icon"):
        icons.drawing("no-such-icon")


def test_icons_are_tinted_and_cached(qtbot: QtBot) -> None:
    red = icons.pixmap("house", QColor("red"), 16, 2.0)
    assert red.devicePixelRatio() == 2.0
    assert red.width() == 32
    image = red.toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 200
    }
    assert inks == {"#ff0000"}
    assert icons.pixmap("house", QColor("red"), 16, 2.0).cacheKey() == red.cacheKey()


def test_fonts_are_ours_and_figures_are_equally_wide(qtbot: QtBot, theme: Theme) -> None:
    assert "Inter" in load_fonts()
    metrics = QFontMetricsF(theme.font("body", figures=True))
    assert metrics.horizontalAdvance("1111") == pytest.approx(metrics.horizontalAdvance("0000"))


@pytest.mark.parametrize("role", sorted(FONT_ROLES))
def test_zoom_makes_every_role_larger(qtbot: QtBot, role: str) -> None:
    assert Theme("light", 130).font(role).pixelSize() > Theme("light", 100).font(role).pixelSize()


def test_the_palette_follows_the_theme_at_run_time(qtbot: QtBot, theme: Theme) -> None:
    theme.set(mode="dark")
    ground = QApplication.palette().color(QPalette.ColorRole.Base).name()
    assert ground == read_tokens("dark")["surface"].lower()
    assert theme.dark
    theme.set(mode="light")
    assert not theme.dark


def test_another_look_keeps_the_style(qtbot: QtBot, theme: Theme) -> None:
    """Setting it anew would restyle every widget there is: seconds, once many pages were opened."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.style()
    assert before.name() == "fusion"
    theme.set(mode="dark", zoom=115)
    assert application.style() is before


def test_high_contrast_uses_the_systems_own_colours(qtbot: QtBot) -> None:
    system = QPalette()
    system.setColor(QPalette.ColorRole.Base, QColor("black"))
    system.setColor(QPalette.ColorRole.Text, QColor("yellow"))
    tokens = contrast_tokens(system)
    assert tokens["surface"] == "#000000"
    assert tokens["text-3"] == tokens["border"] == tokens["bad"] == "#ffff00"
    assert tokens.keys() == read_tokens("light").keys()


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_tick_that_has_the_keys_wears_the_ring(
    qtbot: QtBot, theme: Theme, kind: type[QCheckBox | QRadioButton]
) -> None:
    """Also where it is on already, and in our own colour, whatever the system draws there."""
    host = QWidget()
    qtbot.addWidget(host)
    one = kind("On", host)
    one.setChecked(True)
    one.resize(120, 24)
    host.show()
    host.activateWindow()
    one.clearFocus()
    before = one.grab().toImage()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    after, accent = one.grab().toImage(), theme.colour("accent").rgb()
    places = [(x, y) for x in range(before.width()) for y in range(before.height())]
    fresh = [at for at in places if after.pixel(*at) == accent != before.pixel(*at)]
    assert len(fresh) > 60


def test_no_colour_is_spelt_outside_the_themes() -> None:
    spelt = []
    for path in (RESOURCES.parent / "ui").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        spelt += [f"{path.name}: {found}" for found in re.findall(r'["\']#[0-9a-fA-F]{6}\b', text)]
    assert spelt == []


def test_the_rail_has_its_two_widths(qtbot: QtBot, theme: Theme) -> None:
    from ui.kit.rail import RailEntry, RailWords

    rail = Rail(
        theme, [RailEntry("a", "Inspections", "clipboard-check")], RailWords("Search", "Nav", "User", "To do")
    )
    qtbot.addWidget(rail)
    rail.fit(1440)
    assert rail.width() == 208
    rail.fit(1200)
    assert rail.width() == 56
    rail.toggle()
    assert rail.width() == 208
