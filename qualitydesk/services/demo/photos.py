"""Photos of the example company, drawn by the program: a kettle, cartons, a meter, faults; and the rings that
its people drew around the faults.

They stand for a camera's pictures, so their colours are those of things and not of the program's theme.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from qualitydesk.domain.photo_marks import Mark, MarkKind, as_kept
from qualitydesk.paths import RESOURCES

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1280, 960)
Colour = tuple[int, int, int]
RED: Colour = (226, 62, 54)
DARK: Colour = (34, 37, 42)
STEEL: Colour = (196, 201, 206)
CARDBOARD: Colour = (196, 148, 92)


@cache
def photo(name: str) -> bytes:
    """The JPEG of one of ``PHOTOS``."""
    backdrop, draw_things = PHOTOS[name]
    image = _backdrop(*backdrop)
    from PIL import ImageDraw

    draw_things(ImageDraw.Draw(image))
    file = BytesIO()
    _softened(image).save(file, "JPEG", quality=86)
    return file.getvalue()


def marks_on(name: str) -> list[str]:
    """What people drew on that photo, as it is kept."""
    wide, tall = SIZE
    if name not in RINGS:
        return []
    x1, y1, x2, y2 = RINGS[name]
    return as_kept([Mark(MarkKind.RING, x1 / wide, y1 / tall, x2 / wide, y2 / tall)])


def _backdrop(near: Colour, far: Colour) -> Image:
    """A surface in uneven light: brighter in the middle than at the edges."""
    from PIL import Image as Images

    light = Images.radial_gradient("L").resize(SIZE)
    return Images.composite(Images.new("RGB", SIZE, far), Images.new("RGB", SIZE, near), light)


def _softened(image: Image) -> Image:
    from PIL import ImageFilter

    return image.filter(ImageFilter.GaussianBlur(1.2))


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(RESOURCES / "fonts" / "Inter-SemiBold.ttf"), size)


def _kettle(draw: ImageDraw) -> None:
    draw.ellipse((360, 830, 920, 900), fill=(120, 124, 130))
    draw.arc((800, 300, 1020, 640), 270, 90, fill=DARK, width=46)
    draw.polygon([(440, 300), (400, 250), (380, 262), (420, 340)], fill=STEEL)
    draw.polygon([(450, 250), (830, 250), (900, 720), (380, 720)], fill=(222, 234, 240))
    draw.polygon([(430, 440), (856, 440), (896, 712), (384, 712)], fill=(150, 190, 210))
    draw.rounded_rectangle((370, 715, 910, 840), 26, fill=DARK)
    draw.pieslice((450, 170, 830, 330), 180, 360, fill=DARK)
    draw.rounded_rectangle((612, 138, 668, 190), 18, fill=DARK)
    for level, mark in enumerate(("1.7 L", "1.2 L", "0.5 L")):
        top = 330 + 120 * level
        draw.line((600, top, 640, top), fill=(90, 110, 124), width=4)
        draw.text((652, top - 16), mark, font=_font(28), fill=(90, 110, 124))


def _unit(draw: ImageDraw) -> None:
    draw.polygon([(330, 300), (700, 220), (980, 310), (610, 410)], fill=(238, 240, 243))
    draw.polygon([(330, 300), (610, 410), (610, 780), (330, 660)], fill=(206, 211, 218))
    draw.polygon([(610, 410), (980, 310), (980, 660), (610, 780)], fill=(224, 228, 233))
    draw.text((660, 500), "LANTING HOME", font=_font(36), fill=(70, 84, 120))
    for x in range(0, 150, 9):
        draw.line((680 + x, 600, 680 + x, 664), fill=DARK, width=2 + x % 4)


def _cartons(draw: ImageDraw) -> None:
    draw.rectangle((60, 850, 1220, 880), fill=(150, 104, 60))
    for row in range(3):
        for column in range(5):
            left, top = 90 + column * 222, 110 + row * 246
            tint = 12 * ((row * 5 + column) % 3)
            side = tuple(part - tint for part in CARDBOARD)
            draw.rectangle((left, top, left + 214, top + 238), fill=side, outline=(120, 86, 50), width=3)
            draw.rectangle((left + 92, top, left + 122, top + 238), fill=(224, 190, 140))
            draw.text(
                (left + 14, top + 160), f"CTN {row * 5 + column + 31}", font=_font(26), fill=(90, 62, 34)
            )
            draw.text((left + 14, top + 192), "CHINA", font=_font(22), fill=(90, 62, 34))


def _meter(draw: ImageDraw) -> None:
    draw.rounded_rectangle((150, 190, 1130, 700), 30, fill=(222, 224, 226))
    draw.rounded_rectangle((210, 250, 720, 500), 14, fill=(16, 26, 22))
    draw.text((250, 280), "1.25 kV", font=_font(92), fill=(96, 235, 140))
    draw.text((250, 410), "0.38 mA   3.0 s", font=_font(46), fill=(96, 235, 140))
    draw.rounded_rectangle((800, 260, 1060, 340), 14, fill=(40, 150, 84))
    draw.text((856, 272), "PASS", font=_font(52), fill=(255, 255, 255))
    for centre, colour in ((330, RED), (520, DARK)):
        draw.ellipse((centre - 36, 570, centre + 36, 642), fill=colour)
        draw.line((centre, 606, centre - 130, 940), fill=colour, width=20)


def _scratch(draw: ImageDraw) -> None:
    draw.line((420, 590, 860, 400), fill=(214, 218, 224), width=7)
    draw.line((470, 574, 820, 428), fill=(250, 250, 252), width=3)


def _plate(draw: ImageDraw) -> None:
    draw.rounded_rectangle((230, 220, 1050, 740), 20, fill=(244, 244, 240), outline=(120, 120, 120), width=4)
    lines = ("Model KT-1704B   Type I", "220-240 V ~  50/60 Hz  2200 W", "Made in China")
    for place, line in enumerate(lines):
        draw.text((280, 270 + 74 * place), line, font=_font(44), fill=DARK)
    draw.text((290, 560), "CE", font=_font(110), fill=DARK)
    for x in range(0, 330, 11):
        draw.line((640 + x, 560, 640 + x, 680), fill=DARK, width=3 + x % 5)


def _cell(draw: ImageDraw) -> None:
    draw.rounded_rectangle((240, 430, 1040, 640), 40, fill=(40, 42, 48))
    draw.pieslice((330, 300, 950, 580), 180, 360, fill=(52, 55, 62))
    draw.text((420, 520), "20 000 mAh  74 Wh", font=_font(46), fill=(170, 176, 184))
    for x in range(200, 1100, 30):
        draw.line((x, 740, x, 770 + 20 * (x % 60 == 20)), fill=(230, 230, 220), width=3)


def _leak(draw: ImageDraw) -> None:
    draw.ellipse((250, 240, 1030, 860), fill=(48, 50, 56))
    draw.ellipse((560, 470, 720, 630), outline=(180, 150, 90), width=22)
    for x, y in ((400, 420), (430, 480), (410, 540), (452, 600)):
        draw.ellipse((x, y, x + 36, y + 52), fill=(190, 214, 228))


PHOTOS: dict[str, tuple[tuple[Colour, Colour], Callable[[ImageDraw], None]]] = {
    "kettle": (((236, 238, 240), (150, 156, 164)), _kettle),
    "unit": (((228, 230, 226), (142, 148, 150)), _unit),
    "cartons": (((190, 194, 200), (110, 116, 124)), _cartons),
    "meter": (((118, 126, 132), (62, 68, 74)), _meter),
    "scratch": (((58, 62, 70), (22, 24, 30)), _scratch),
    "plate": (((120, 124, 130), (70, 74, 80)), _plate),
    "cell": (((70, 128, 108), (34, 78, 64)), _cell),
    "leak": (((150, 152, 156), (90, 94, 100)), _leak),
}
"""By name: the colours of the surface, near and far, and what lies on it."""
RINGS: dict[str, tuple[int, int, int, int]] = {
    "scratch": (360, 330, 930, 660),
    "plate": (250, 470, 620, 720),
    "cell": (300, 270, 980, 560),
    "leak": (340, 360, 560, 700),
}
"""By name: where the ring around the fault lies, left, top, right, bottom, in pixels."""
