"""As much of the example company as wanted: years of inspected lots, shipments, orders and closed claims.

Made in batches of one transaction each, in the order of time, with memory that does not grow; the batches are
as coherent as the story (limits from the tables, counts that fit the verdict), but nobody told them by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.inspection.limits import DEFAULT_AQLS, FrozenPlan, freeze
from qualitydesk.domain.inspection.states import DefectClass, Result
from qualitydesk.domain.people import PROGRAM
from qualitydesk.records import (
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Lot,
    Party,
    Person,
    Product,
    TemplateCheck,
    t,
)
from qualitydesk.services.demo.ledger import Batch, LotPlan, Source, claim_rows, shipment_rows
from qualitydesk.services.demo.stage import Keys
from qualitydesk.services.desk import Desk
from qualitydesk.services.inspections.catalogue import template_for
from qualitydesk.services.inspections.freezing import fields_of, frozen_check, frozen_limit
from qualitydesk.store.session import Work

BATCH = 1000
CHECKS = 10
LOT_SIZES = (120, 400, 800, 1600, 2400, 3600, 9000)
YEARS = 4


def make_more(
    desk: Desk,
    inspections: int,
    seed: int,
    progress: Callable[[int], None] = lambda done: None,
    begin: int = 1,
) -> None:
    """Add about ``inspections`` more to the example company; ``progress`` hears how many are there.

    ``begin`` is the first of the numbers they get; a second call begins after those of the first.
    """
    random = Random(seed)
    source = _source(desk)
    keys = Keys(random)
    lots = _lots(desk.today(), inspections, random, begin)
    done = 0
    while chunk := list(islice(lots, BATCH)):
        with desk.store.write(PROGRAM, "make more of the example company") as work:
            work.large()
            _write(work, source, keys, random, chunk)
        done += len(chunk)
        progress(done)


def _source(desk: Desk) -> Source:
    with desk.store.write(PROGRAM, "read the example company") as work:
        products = tuple(work.all(select(t(Product)).order_by(t(Product).c.sku)))
        templates = {each.category: template_for(work, desk.rules, each.category) for each in products}
        return Source(
            products=products,
            people={row.login: row.id for row in work.all(select(t(Person)))},
            parties={row.code: row.id for row in work.all(select(t(Party)))},
            templates={category: (key, _checks(work, key)) for category, key in templates.items()},
        )


def _checks(work: Work, template: str) -> tuple[dict[str, Any], ...]:
    table = t(TemplateCheck)
    rows = work.all(
        select(table).where(table.c.template_id == template).order_by(table.c.position).limit(CHECKS)
    )
    return tuple(map(fields_of, rows))


def _lots(today: date, count: int, random: Random, begin: int) -> Iterator[LotPlan]:
    """Lots spread over the years before this one, oldest first."""
    last = date(today.year, 1, 1) - timedelta(days=1)
    days = YEARS * 365
    for number in range(count):
        made = last - timedelta(days=days - number * days // count)
        yield LotPlan(begin + number, made, random.choice(LOT_SIZES))


@cache
def _frozen(size: int) -> FrozenPlan:
    return freeze(size, "II", DEFAULT_AQLS)


def _write(work: Work, source: Source, keys: Keys, random: Random, lots: list[LotPlan]) -> None:
    batch = Batch()
    for lot in lots:
        product = source.products[lot.number % len(source.products)]
        at = datetime.combine(lot.day, time(1 + lot.number % 9, lot.number % 60), work.clock.now().tzinfo)
        lot_key = _lot_row(batch, keys, lot, product, at)
        shipment_line = shipment_rows(batch, keys, source.parties, lot, product, lot_key, at)
        _inspection_rows(batch, source, keys, random, lot, product, lot_key, at)
        if lot.number % 2:
            claim_rows(batch, keys, random, source, lot, product, (lot_key, shipment_line), at)
    for record, rows in batch.rows.items():
        work.insert_many(record, rows)


def _lot_row(batch: Batch, keys: Keys, lot: LotPlan, product: Any, at: datetime) -> str:
    return batch.add(
        Lot,
        id=keys.at(at),
        number=f"L{lot.day:%y%m}-{lot.number:07d}",
        product_id=product.id,
        maker_id=product.maker_id,
        quantity=lot.size,
        cartons=-(-lot.size // 8),
        made_on=lot.day,
        status="Released",
    )


def _inspection_rows(
    batch: Batch,
    source: Source,
    keys: Keys,
    random: Random,
    lot: LotPlan,
    product: Any,
    lot_key: str,
    at: datetime,
) -> None:
    frozen = _frozen(lot.size)
    template, checks = source.templates[product.category]
    found, result = _found(frozen, random)
    key = keys.at(at)
    batch.add(
        Inspection,
        id=key,
        number=f"IN-{lot.day.year}-{lot.number:07d}",
        kind="PSI",
        status="Approved",
        result=result.value,
        decision="Release" if result is Result.PASS else "Use as is",
        lot_id=lot_key,
        product_id=product.id,
        template_id=template,
        inspector_id=source.people["chen" if lot.number % 3 else "liu"],
        approver_id=source.people["wang"],
        planned_on=lot.day,
        lot_size=lot.size,
        level=frozen.level,
        severity=frozen.severity.value,
        edition=frozen.edition.value,
        letter=frozen.use_letter,
        sample_size=frozen.n,
        units_done=frozen.n,
        critical_found=0,
        major_found=found[DefectClass.MAJOR],
        minor_found=found[DefectClass.MINOR],
        started_at=at,
        submitted_at=at + timedelta(hours=3),
        approved_at=at + timedelta(hours=4),
        reason="" if result is Result.PASS else "Minor faults accepted by the buyer",
    )
    _limit_rows(batch, keys, frozen, key, at)
    _check_rows(batch, keys, frozen, checks, key, at)


def _found(frozen: FrozenPlan, random: Random) -> tuple[dict[DefectClass, int], Result]:
    """How many defects were counted, and the verdict that follows from the limits."""
    limits = {limit.defect_class: limit for limit in frozen.limits}
    major = random.randint(0, max(0, limits[DefectClass.MAJOR].ac - 1))
    minor = random.randint(0, limits[DefectClass.MINOR].re + (random.random() < 0.08) - 1)
    result = Result.CONDITIONAL if minor >= limits[DefectClass.MINOR].re else Result.PASS
    return {DefectClass.MAJOR: major, DefectClass.MINOR: minor}, result


def _limit_rows(batch: Batch, keys: Keys, frozen: FrozenPlan, inspection: str, at: datetime) -> None:
    for limit in frozen.limits:
        batch.add(InspectionLimit, id=keys.at(at), **frozen_limit(inspection, limit))


def _check_rows(
    batch: Batch,
    keys: Keys,
    frozen: FrozenPlan,
    checks: tuple[dict[str, Any], ...],
    inspection: str,
    at: datetime,
) -> None:
    for check in checks:
        kept = frozen_check(inspection, check, frozen.lot, frozen.n)
        batch.add(InspectionCheck, id=keys.at(at), outcome="Pass", found="0", **kept)
