"""Figures of many papers: a batch of certificates on one core and on two, and reports of thousands of lines.

One certificate by itself is a figure of ``papers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.statistics.periods import Period
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Inspection, t
from qualitydesk.translation import Translator
from reports.catalogue.compliance_report.gathering import subject_of
from reports.declaration import report
from reports.house_time import house_time
from reports.issuing import BOTH, Wish, draft, house_of
from reports.kit.fonts import face
from reports.press import Order, press
from tests.bench.database import Ground, on_ground
from tests.bench.measure import Figure, in_turn, once
from tests.bench.papers import bare_canvas

BATCH, BATCH_PAIRS = 40, 3
PAGES_A_SECOND = 75
LINES, PART = 10_000, 1_000
LINES_A_PAGE, CELLS = 45, 7
MANY = 100_000
"""A database of so many inspections has a report of as many lines."""


def batch_figures(path: Path, size: int, pairs: int) -> Iterator[Figure]:
    """Certificates by the dozen, then the report."""
    pairs = min(pairs, BATCH_PAIRS)
    ground = on_ground(path, size)
    yield from _certificates(ground, pairs)
    yield from _reports(ground, pairs)
    ground.backend.close()


# -- certificates


def _certificates(ground: Ground, pairs: int) -> Iterator[Figure]:
    numbers = _approved(ground)
    draw = partial(drawn, str(ground.path), ground.size)
    pages = sum(draw(number) for number in numbers)

    def alone() -> None:
        for number in numbers:
            draw(number)

    one = in_turn(
        f"G14 {len(numbers)} inspection certificates",
        alone,
        lambda: [bare_canvas() for _ in numbers],
        goal=1.5,
        limit_is="as many bare canvases, strings, fonts and photos as each",
        rows=ground.size,
        pairs=pairs,
    )
    yield one
    goal = 1000 / PAGES_A_SECOND
    yield once("G14 one page of them, ms", ground.size, one.ours / pages, goal, 1.0, "75 pages a second")
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        yield in_turn(
            "G14 the same on two cores",
            lambda: list(pool.map(draw, numbers)),
            alone,
            goal=0.56,
            limit_is="one after the other",
            rows=ground.size,
            pairs=pairs,
        )


def _approved(ground: Ground) -> list[str]:
    inspection = t(Inspection)
    told = inspection.c.status == "Approved", inspection.c.number.like("IN-____-____")
    statement = select(inspection.c.number).where(*told).order_by(inspection.c.id.desc()).limit(BATCH)
    with ground.backend.store.read() as read:
        known = [row.number for row in read.all(statement)]
    return list(islice(cycle(known), BATCH))


@cache
def _seat(path: str, size: int) -> Ground:
    """The database as one process has it open."""
    return on_ground(Path(path), size)


def drawn(path: str, size: int, number: str) -> int:
    """Draw one certificate, in whichever process this is; how many pages it has."""
    return draft(_seat(path, size).desk, Wish("inspection-certificate", number)).pages


# -- reports


def _reports(ground: Ground, pairs: int) -> Iterator[Figure]:
    printed = _printing(ground)
    for lines in (LINES, MANY) if ground.size >= MANY else (LINES,):
        yield in_turn(
            f"G15 compliance report of {lines:,} lines",
            partial(printed, lines),
            partial(bare_lines, lines),
            goal=1.43,
            limit_is="bare canvas, as many strings and rules in the same fonts",
            rows=ground.size,
            pairs=min(pairs, 2),
        )
    yield in_turn(
        f"G15 {LINES:,} lines in one report",
        partial(printed, LINES),
        lambda: [printed(PART) for _ in range(LINES // PART)],
        goal=1.1,
        limit_is=f"{LINES // PART} reports of {PART:,} lines: growth is linear",
        rows=ground.size,
        pairs=min(pairs, 2),
    )


def _printing(ground: Ground) -> Callable[[int], object]:
    """The report of some years with as many lines as wanted, its own ones again and again."""
    desk, declared = ground.desk, report("compliance-report")
    today = desk.today()
    period = Period(today.replace(year=today.year - 4, day=1), today)
    found = declared.gather(desk, subject_of(period))
    order = Order("", house_time(desk, desk.now()), Bilingual(desk.person.name))
    speakers = [Translator(language) for language in BOTH]

    def printed(lines: int) -> object:
        listed: Sequence[Any] = tuple(islice(cycle(found.content.inspection_lines), lines))
        content = replace(found.content, inspection_lines=listed, claim_lines=())
        return press(declared, found.subject, content, order, house_of(desk), speakers)

    return printed


def bare_lines(lines: int) -> bytes:
    """A list of rows by ReportLab alone: seven strings and a rule each, in two fonts."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0
    file = BytesIO()
    canvas = Canvas(file)
    fonts = [face(name).fontName for name in ("NotoSansSC-Regular", "Inter-Regular")]
    for row in range(lines):
        high = 800 - 16 * (row % LINES_A_PAGE)
        if row and not row % LINES_A_PAGE:
            canvas.showPage()
        for cell in range(CELLS):
            canvas.setFont(fonts[cell != 2], 8)
            words = f"检验批次电热水壶 {row % 50}" if cell == 2 else f"IN-2026-{row:06d}"
            canvas.drawString(40 + 72 * cell, high, words)
        canvas.line(40, high - 4, 550, high - 4)
    canvas.save()
    return file.getvalue()
