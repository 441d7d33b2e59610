"""The whole story of the example company, told into an empty database."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from zoneinfo import ZoneInfo

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.people import PROGRAM
from qualitydesk.domain.values import msg
from qualitydesk.services.demo.cast import enter
from qualitydesk.services.demo.complaints import complain
from qualitydesk.services.demo.goods import stock
from qualitydesk.services.demo.lessons import add_tasks
from qualitydesk.services.demo.looks import inspect
from qualitydesk.services.demo.scale import make_more
from qualitydesk.services.demo.stage import Stage
from qualitydesk.services.demo.voyages import send
from qualitydesk.services.desk import Desk
from qualitydesk.services.people import people_exist
from qualitydesk.store.maintenance import row_counts
from qualitydesk.store.numbering import keep_above

INSPECTIONS_TOLD = 60
LAST_NUMBERS = {"IN": 949, "SH": 424, "CL": 1183, "RL": 3}
"""What the story used up; new records go on from there."""
SEED = 2026
"""Of the story that everybody sees who asks for none of his own."""


def make_example(
    desk: Desk,
    seed: int = SEED,
    inspections: int = 0,
    progress: Callable[[int], None] = lambda done: None,
    told: Callable[[int, int], None] = lambda done, of: None,
    papers: Callable[[Stage], None] = lambda stage: None,
    language: str = "en",
) -> dict[str, int]:
    """Fill an empty database with the example company; the rows of each table.

    ``told`` hears how many acts of how many of its story are played; what it raises ends the making.
    ``papers`` plans the papers that are issued in it: only those who can draw them know how.
    The people of the company write their notes in ``language``.

    With ``inspections`` above those of the story, more of everything is made until there are about so many.
    Raises RuleBroken when somebody is recorded already. The same seed on the same day tells the same story.
    """
    if people_exist(desk.store):
        raise RuleBroken(msg("This database is in use. The example company needs an empty one."))
    stage = Stage(desk, ZoneInfo("Asia/Shanghai"), Random(seed), language)
    enter(stage)
    articles = stock(stage)
    voyages = send(stage, articles)
    inspect(stage, articles, voyages)
    complain(stage, voyages)
    add_tasks(stage)
    papers(stage)
    stage.play(told)
    with desk.store.write(PROGRAM, "count the numbers on") as work:
        for prefix, last in LAST_NUMBERS.items():
            keep_above(work.connection, f"{prefix}-{stage.today.year}", last)
    if inspections > INSPECTIONS_TOLD:
        make_more(desk, inspections - INSPECTIONS_TOLD, seed, progress)
    with desk.store.read() as read:
        return row_counts(read)
