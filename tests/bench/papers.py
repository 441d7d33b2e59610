"""Figures of the papers: one certificate, beside a bare canvas with as much on its pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from qualitydesk.records import Inspection, t
from qualitydesk.services.demo.photos import photo
from qualitydesk.store.pictures import upright_jpeg
from reports.issuing import Wish, draft
from reports.kit.fonts import face
from tests.bench.database import on_ground
from tests.bench.measure import Figure, in_turn

STRINGS, LINES = 150, 60
"""About what one certificate draws on its pages."""
FONTS = ("Inter-Regular", "NotoSansSC-Regular", "Inter-Medium", "Inter-SemiBold", "NotoSansSC-Bold")
"""What it embeds."""


def paper_figures(path: Path, size: int, pairs: int) -> Iterator[Figure]:
    """Gathering and drawing a certificate."""
    ground = on_ground(path, size)
    inspection = t(Inspection)
    told = inspection.c.status == "Approved", inspection.c.number.like("IN-____-____")
    with ground.backend.store.read() as read:
        number = read.scalar(
            select(inspection.c.number).where(*told).order_by(inspection.c.id.desc()).limit(1)
        )
    wish = Wish("inspection-certificate", str(number))
    yield in_turn(
        "G13 an inspection certificate",
        lambda: draft(ground.desk, wish),
        bare_canvas,
        goal=1.5,
        limit_is="bare canvas, as many strings, fonts and photos",
        rows=size,
        pairs=pairs,
    )
    ground.backend.close()


def _words(font: str, place: int, page: int) -> str:
    """A string of the font's own script, each a little different."""
    if "SC" in font:
        return "检验证书测量结果合格产品数量批号" + chr(0x4E00 + place) + str(page)
    return f"{place} measured value {page}"


@cache
def _small(name: str) -> bytes:
    """A photo at the size it is printed, made beforehand."""
    return upright_jpeg(photo(name), 500)


def bare_canvas() -> bytes:
    """Two pages with strings in the same fonts, lines, a code and four photos, by ReportLab alone."""
    from reportlab import rl_config
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas
    from segno import make

    rl_config.useA85 = 0
    file = BytesIO()
    canvas = Canvas(file)
    for page in range(2):
        for place in range(STRINGS // 2):
            font = FONTS[place % len(FONTS)]
            canvas.setFont(face(font).fontName, 8)
            canvas.drawString(40 + 250 * (place % 2), 800 - 10 * (place // 2), _words(font, place, page))
        for place in range(LINES // 2):
            canvas.line(40, 790 - 12 * place, 550, 790 - 12 * place)
    for place, name in enumerate(("cartons", "kettle", "meter", "scratch")):
        canvas.drawImage(ImageReader(BytesIO(_small(name))), 40 + 130 * place, 60, 120, 90)
    path = canvas.beginPath()
    for row, bits in enumerate(make("QD-IC-2026-00931", error="m").matrix):
        for column, bit in enumerate(bits):
            if bit:
                path.rect(400 + 3 * column, 300 - 3 * row, 3, 3)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.save()
    return file.getvalue()
