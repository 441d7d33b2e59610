"""What was inspected, and when: all inspections of the example company, in the order of their numbers.

Past lots passed, some only after sorting; what is open now is told by resources/demo/inspections.yaml. How
one inspection is written down belongs to inspected.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from qualitydesk.services.demo.goods import Article
from qualitydesk.services.demo.inspected import Find, Look, write_look
from qualitydesk.services.demo.stage import Stage, told
from qualitydesk.services.demo.voyages import LOT_CODES, Cargo, Voyage, add_lot

QUIET_DEFECTS = ("C-10", "C-02", "M-06", "P-03")
"""Minor faults that turn up in any lot."""


@dataclass
class Chapter:
    """All looks, while they are thought up."""

    stage: Stage
    articles: Mapping[str, Article]
    tale: Mapping[str, Any]
    looks: list[Look] = field(default_factory=list)


def inspect(stage: Stage, articles: Mapping[str, Article], voyages: Sequence[Voyage]) -> None:
    """Plan every inspection of the story."""
    chapter = Chapter(stage, articles, told("inspections"))
    told_ships = {entry["ship"] for entry in chapter.tale["current"] if "ship" in entry}
    for voyage in voyages:
        if int(voyage.number[-4:]) not in told_ships:
            chapter.looks += _past(chapter, voyage)
    chapter.looks += [_current(chapter, entry, voyages) for entry in chapter.tale["current"]]
    _number_and_plan(chapter)


def _number_and_plan(chapter: Chapter) -> None:
    stage = chapter.stage
    in_order = sorted(chapter.looks, key=lambda look: look.begins)
    for count, look in enumerate(in_order, chapter.tale["first_number"]):
        numbered = replace(look, number=stage.number("IN", count))
        at = min(look.begins + timedelta(hours=3), stage.now)
        stage.plan(at, look.inspector, "inspect a lot", partial(write_look, look=numbered))


def _past(chapter: Chapter, voyage: Voyage) -> Iterator[Look]:
    """A lot is inspected before it leaves; some twice, some again while it is loaded."""
    watched = int(voyage.number[-4:]) in chapter.tale["loading_watched"]
    for cargo in voyage.cargo:
        begins = chapter.stage.at(min(voyage.made + 9, voyage.departs - 6), 9)
        failed = chapter.tale["failed_first"].get(cargo.article.sku)
        first = not any(look.cargo.article.sku == cargo.article.sku for look in chapter.looks)
        if failed and first:
            yield _look(chapter, voyage, cargo, begins, defects=_finds(failed), decision="Rework or sort")
            again = begins + timedelta(days=5)
            yield _look(chapter, voyage, cargo, again, kind="Re-PSI", defects=_quiet(chapter), again=True)
        else:
            yield _look(chapter, voyage, cargo, begins, defects=_quiet(chapter))
        if watched:
            loading = chapter.stage.at(voyage.departs - 4, 14)
            yield _look(chapter, voyage, cargo, loading, kind="CLC", level="I", defects=())


def _look(chapter: Chapter, voyage: Voyage, cargo: Cargo, begins: datetime, **values: Any) -> Look:
    usual = {"kind": "PSI", "status": "Approved", "level": "II", "decision": "Release"}
    inspector = "chen" if cargo.article.maker in ("HAOYU", "RONGSHENG") else "liu"
    return Look(cargo=cargo, ship=voyage.number, begins=begins, inspector=inspector, **(usual | values))


def _quiet(chapter: Chapter) -> tuple[Find, ...]:
    random = chapter.stage.random
    codes = random.sample(QUIET_DEFECTS, random.randint(0, 2))
    return tuple(
        Find(code, random.randint(1, 2), random.randint(1, 20), str(random.randint(1, 40))) for code in codes
    )


def _finds(rows: Sequence[Sequence[Any]]) -> tuple[Find, ...]:
    return tuple(Find(code, count, unit, carton) for code, count, unit, carton in rows)


def _current(chapter: Chapter, entry: Mapping[str, Any], voyages: Sequence[Voyage]) -> Look:
    voyage = next((v for v in voyages if "ship" in entry and int(v.number[-4:]) == entry["ship"]), None)
    cargo = _cargo(chapter, entry, voyage)
    return Look(
        cargo=cargo,
        ship=voyage.number if voyage else "",
        begins=_moment(chapter.stage, entry["day"]),
        inspector="chen" if cargo.article.maker in ("HAOYU", "LINGDIAN") else "liu",
        kind=entry["kind"],
        status=entry["status"],
        level=entry.get("level", "II"),
        defects=_finds(entry.get("defects", ())),
        decision=entry.get("decision", "None"),
        reason=entry.get("reason", ""),
        done=entry.get("done"),
    )


def _moment(stage: Stage, day: int) -> datetime:
    """The hour at which the work of that day begins; of today, what fits before now."""
    if day > 0:
        return stage.now + timedelta(days=day)
    return min(stage.at(day, 9), stage.now - timedelta(hours=4, minutes=30))


def _cargo(chapter: Chapter, entry: Mapping[str, Any], voyage: Voyage | None) -> Cargo:
    if voyage is not None:
        return next(cargo for cargo in voyage.cargo if cargo.article.sku == entry["sku"])
    article = chapter.articles[entry["sku"]]
    made = chapter.stage.day(entry["made"])
    lot = f"{LOT_CODES[article.maker]}-{made:%y%m}-{entry['letter']}"
    cargo = Cargo(article, lot, entry["quantity"])
    at = chapter.stage.at(min(entry["made"] + 3, -1), 8)
    chapter.stage.plan(at, "wang", "enter a lot", lambda scene: add_lot(scene, cargo, entry["made"]))
    return cargo
