"""Figures of the palette: from a text typed to the records it leads to, beside what a person does not notice.

How near the database's own speed a search comes, stands among the figures of the database.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import ColumnElement, select

from qualitydesk.records import Order, Product, Record, Shipment, t
from qualitydesk.services.finding import look_up
from qualitydesk.store.session import Reader
from tests.bench.database import Ground, on_ground
from tests.bench.measure import Figure, median, timed

UNNOTICED_MS = 50.0
WORDS = ("kettle", "kett", "meyer de", "de", "electric kettle", "电热水壶", "水", "zzz")


def palette_figures(path: Path, size: int, times: int) -> Iterator[Figure]:
    """Every sort of text that people type or scan; the first of the times is with cold caches."""
    ground = on_ground(path, size)
    for name, text in _texts(ground):
        taken = [timed(partial(look_up, ground.desk, text)) for _time in range(times)]
        walls, cpus = [wall for wall, _cpu in taken], [cpu for _wall, cpu in taken]
        ours = (median(walls), max(walls), median(cpus))
        yield Figure(f"palette, {name}", size, times, *ours, UNNOTICED_MS, 0.0, 1.0, "what nobody notices")
    ground.backend.close()


def _texts(ground: Ground) -> Iterator[tuple[str, str]]:
    with ground.backend.store.read() as read:
        shipment = _middle(read, Shipment, t(Shipment).c.number)
        yield "a number", shipment
        yield "the beginning of a number", shipment[:-2]
        yield "the end of a number", shipment.rpartition("-")[2]
        yield "a tracking number", _middle(read, Shipment, t(Shipment).c.tracking_number)
        yield "an order number", _middle(read, Order, t(Order).c.number)
        yield "a GTIN", _middle(read, Product, t(Product).c.gtin)
    for words in WORDS:
        yield f"“{words}”", words


def _middle(read: Reader, record: type[Record], wanted: ColumnElement[str]) -> str:
    """That column of a record which is neither the first nor the last."""
    key = t(record).c.id
    last = read.scalar(select(key).order_by(key.desc()).limit(1))
    return str(read.scalar(select(wanted).where(key < last, wanted != "").order_by(key.desc()).limit(1)))
