"""What a text leads to: the best match first, then the other records by kind; scans are taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualitydesk.domain.identifiers import Scan, compact, parse_scan
from qualitydesk.records import Lot
from qualitydesk.services.desk import Desk
from qualitydesk.services.finding.titles import with_words
from qualitydesk.store import search
from qualitydesk.store.search import Hit
from qualitydesk.store.session import Reader

MOST, ENOUGH, OF_A_KIND = 40, 20, 5
ORDER = (
    "lot",
    "serial",
    "product",
    "shipment",
    "order",
    "inspection",
    "claim",
    "certificate",
    "party",
    "issued_document",
    "recall",
    "incident",
    "non_conformity",
    "action",
    "place",
    "defect_type",
    "person",
)
"""Kinds of records as they stand below each other: goods, their ways, what was said of them, who."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: ``best`` carries exactly the number asked for, ``others`` come by kind.

    ``known`` are the numbers of a scan that some record carries.
    """

    scan: Scan
    best: tuple[Hit, ...]
    others: tuple[Hit, ...]
    known: frozenset[str] = frozenset()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All records, as they are shown."""
        return (*self.best, *self.others)


def look_up(desk: Desk, text: str, kinds: Sequence[str] = (), *, numbers_only: bool = False) -> Answer:
    """Find the records (of these kinds) that a typed or scanned text means.

    With ``numbers_only`` only numbers that begin with the text count, not words.
    """
    scan = parse_scan(text)
    with desk.store.read() as read:
        goods = _goods(read, scan)
        found = _unique(_found(read, scan, goods, kinds, numbers_only=numbers_only))
        meant = [hit for hit in found if hit.id not in goods.others]
        best = _best(scan, meant, goods)
        shown = with_words(read, [*best, *_by_kind(found, best, alone=bool(kinds))])
    return Answer(scan, shown[: len(best)], shown[len(best) :], _known(scan, meant))


def recently(desk: Desk, keys: Iterable[str]) -> tuple[Hit, ...]:
    """The records with those keys, those that are still there, in their order."""
    with desk.store.read() as read:
        return with_words(read, search.known(read, keys))


@dataclass(frozen=True, slots=True)
class _Goods:
    """What a scan with an article number may mean: the products of that number, their lots of the scanned
    one, and the lots of ``others`` that only have the same number.
    """

    products: tuple[Hit, ...] = ()
    lots: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()


def _goods(read: Reader, scan: Scan) -> _Goods:
    """Of an article that is not recorded, any lot of the number may be meant."""
    if not scan.gtin:
        return _Goods()
    products = tuple(search.find(read, scan.gtin.lstrip("0"), OF_A_KIND, ("product",)))
    rows = read.rows(Lot, "id", number=scan.lot) if scan.lot else []
    articles = {hit.id for hit in products}
    lots = tuple(row.id for row in rows if not articles or row.product_id in articles)
    return _Goods(products, lots, frozenset(row.id for row in rows) - set(lots))


def _found(
    read: Reader, scan: Scan, goods: _Goods, kinds: Sequence[str], *, numbers_only: bool
) -> Iterable[Hit]:
    yield from _scanned(read, scan, goods)
    numbers = search.find_number(read, scan.key, ENOUGH)
    yield from (hit for hit in numbers if not kinds or hit.kind in kinds)
    if numbers_only or (not kinds and len(numbers) == ENOUGH):  # somebody is typing a number
        return
    if kinds:
        yield from search.find(read, scan.key, MOST, kinds)
    else:
        yield from search.find_each(read, scan.key, OF_A_KIND)


def _scanned(read: Reader, scan: Scan, goods: _Goods) -> Iterable[Hit]:
    """What a scan with an article number means: its lot or piece, then the product."""
    if scan.gtin and scan.serial:
        yield from search.find(read, f"{scan.serial} {scan.lot}", 1, ("serial",))
    yield from search.known(read, goods.lots)
    yield from goods.products


def _unique(hits: Iterable[Hit]) -> list[Hit]:
    return list({hit.id: hit for hit in hits}.values())


def _best(scan: Scan, found: Sequence[Hit], goods: _Goods) -> list[Hit]:
    """What carries the number; where nothing does, what else the scan names: the lot, else the product."""
    wanted = compact(scan.key)
    if scan.gtin and scan.key == scan.gtin:
        return [hit for hit in found if hit.kind == "product"][:1]
    exact = [hit for hit in found if wanted and compact(hit.number) == wanted]
    named = [hit for hit in found if hit.id in goods.lots] or list(goods.products[:1])
    return exact[:OF_A_KIND] or named or list(found if len(found) == 1 else ())


def _by_kind(found: Sequence[Hit], best: Sequence[Hit], *, alone: bool) -> list[Hit]:
    taken = {hit.id for hit in best}
    shown: list[Hit] = []
    for kind in ORDER:
        of_kind = [hit for hit in found if hit.kind == kind and hit.id not in taken]
        shown += of_kind[: MOST if alone else OF_A_KIND]
    return shown


def _known(scan: Scan, found: Sequence[Hit]) -> frozenset[str]:
    kinds = {hit.kind for hit in found}
    carried = {"product": scan.gtin, "lot": scan.lot, "serial": scan.serial}
    numbers = {compact(hit.number) for hit in found}
    known = {value for kind, value in carried.items() if kind in kinds and compact(value) in numbers}
    return frozenset(known | ({scan.gtin} if "product" in kinds and scan.gtin else set()))
