"""Recalls: list, open with all they touch, record with what they cover, take each step with what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.recalled import OWN, NamedBy
from qualitydesk.domain.safety import RECALL_MOVES, RECALL_WAYS, require_move
from qualitydesk.domain.shipments.states import IN_FORCE, LotStatus, RecallStatus
from qualitydesk.domain.values import Bilingual, Query, msg
from qualitydesk.records import Lot, Product, Recall, RecallItem
from qualitydesk.services.desk import Desk
from qualitydesk.services.history import HistoryEntry, record_history
from qualitydesk.services.listed import Listed
from qualitydesk.services.recalled import Named, alike_recalls, named_products
from qualitydesk.services.required import NEEDED, require_editor, require_filled, require_fitting, trimmed
from qualitydesk.services.safety.affected import Affected, affected, goods_of_items
from qualitydesk.store.listings.register import NONE_KNOWN, Known
from qualitydesk.store.listings.safety import ALIKE, RecallRow
from qualitydesk.store.listings.safety import RECALLS as _REGISTER
from qualitydesk.store.session import Reader, Work


def _known(_desk: Desk, read: Reader, query: Query) -> Known:
    """The recalls that name goods of ours by brand and model, which no database knows, if asked for."""
    return {ALIKE: alike_recalls(read)} if query.filters.get("ours") else NONE_KNOWN


def _judged(_desk: Desk, read: Reader, rows: tuple[RecallRow, ...]) -> tuple[RecallRow, ...]:
    items = read.among(RecallItem, "recall_id", {row.id for row in rows if not row.ours})
    named = named_products(read, items)
    ours = {item.recall_id for item in items if named[item.id]}
    return tuple(replace(row, ours=row.ours or row.id in ours) for row in rows)


RECALLS: Listed[RecallRow] = Listed(_REGISTER, judged=_judged, known=_known)


@dataclass(frozen=True, slots=True)
class Meant:
    """A product of the register that a publication names, and by what: no more is certain."""

    product_id: str
    sku: str
    by: NamedBy


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing a recall covers: a lot or product of the register, or what was published about it."""

    id: str
    product_id: str
    lot_id: str
    name: Bilingual
    code: str
    published: str
    means: tuple[Meant, ...] = ()


@dataclass(frozen=True, slots=True)
class RecallFile:
    """Everything a recall shows; ``fields`` are its columns, ``steps`` the acts on it, newest first."""

    id: str
    version: int
    fields: Mapping[str, Any]
    covers: tuple[Covered, ...]
    affected: Affected
    next: tuple[str, ...]
    steps: tuple[HistoryEntry, ...]

    @property
    def own(self) -> bool:
        """Whether it is ours, and not an authority's publication."""
        return bool(self.fields["source"] == OWN)


def open_recall(desk: Desk, key: str) -> RecallFile:
    """A recall by key or number, with how far its goods went."""
    with desk.store.read() as read:
        row = read.find(Recall, number=key) or read.get(Recall, key)
        items = read.rows(RecallItem, "id", recall_id=row.id)
        named = named_products(read, items)
        touched = affected(read, goods_of_items(read, items, named))
        covers = tuple(_covered(read, items, named))
    return RecallFile(
        id=row.id,
        version=row.version,
        fields=dict(row._mapping),
        covers=covers,
        affected=touched,
        next=RECALL_WAYS.get(row.status, ()),
        steps=tuple(one for one in record_history(desk, "recall", row.id).rows if one.reason),
    )


def _covered(read: Reader, items: Sequence[Any], named: Mapping[str, Named]) -> Iterable[Covered]:
    lots = {row.id: row for row in read.among(Lot, "id", {item.lot_id for item in items} - {None})}
    wanted = {lot.product_id for lot in lots.values()}.union(*named.values())
    products = {row.id: row for row in read.among(Product, "id", wanted - {None})}
    for item in items:
        lot = lots.get(item.lot_id)
        product = products.get(lot.product_id if lot is not None else item.product_id)
        name = Bilingual(product.name, product.name_zh) if product is not None else Bilingual("")
        codes = (product.sku if product is not None else "", lot.number if lot is not None else "")
        published = (item.brand, item.model, item.gtin, item.batch)
        yield Covered(
            id=item.id,
            product_id=product.id if product is not None else "",
            lot_id=lot.id if lot is not None else "",
            name=name,
            code=" · ".join(filter(None, codes)),
            published=" · ".join(filter(None, published)),
            means=tuple(_own_names(products, named[item.id])) if not item.product_id else (),
        )


def _own_names(products: Mapping[str, Any], named: Named) -> Iterable[Meant]:
    return (Meant(key, products[key].sku, by) for key, by in named.items())


def create_recall(
    desk: Desk,
    *,
    title: str,
    products: Iterable[str] = (),
    lots: Iterable[str] = (),
    maker: str = "",
    **fields: Any,
) -> str:
    """Begin a recall as suspected, which stops nothing yet: what it touches can be looked at in calm.

    ``products`` and ``lots`` are keys; ``maker`` stands for every product that party makes.
    """
    given = _checked(desk, {"title": title, **fields})
    with desk.store.write(desk.person, "start a recall") as work:
        number = work.next_number("RL")
        key = work.insert(
            Recall,
            id=new_key(),
            number=number,
            source=OWN,
            external_id=number,
            status=RecallStatus.SUSPECTED,
            **given,
        )
        _cover(work, key, _with_maker(work, products, maker), lots)
    return key


def edit_recall(
    desk: Desk,
    key: str,
    version: int,
    *,
    products: Iterable[str] | None = None,
    lots: Iterable[str] | None = None,
    maker: str = "",
    **fields: Any,
) -> int:
    """Change fields and, where given, what it covers of our goods; what was published about others stays.

    What a recall in force covers is for managers.
    """
    given = _checked(desk, fields)
    with desk.store.write(desk.person, "edit recall") as work:
        fresh = work.update(Recall, key, version, **given)
        if products is not None or lots is not None or maker:
            _require_free_cover(desk, work.get(Recall, key).status)
            known = work.rows(RecallItem, "id", recall_id=key)
            meant = _meant(known) if products is None else list(products)
            named = [row.lot_id for row in known if row.lot_id] if lots is None else list(lots)
            if _cover(work, key, _with_maker(work, meant, maker), named) and fresh == version:
                fresh = work.raise_version(Recall, key)
    return fresh


def _require_free_cover(desk: Desk, status: str) -> None:
    """What a recall in force covers opens or closes the gate: it is for those who take its steps."""
    if status in IN_FORCE:
        desk.require(*MANAGING)


def _meant(items: Iterable[Any]) -> list[str]:
    """The products that are meant as a whole."""
    return [row.product_id for row in items if row.product_id and not row.lot_id]


def _with_maker(work: Work, products: Iterable[str], maker: str) -> list[str]:
    made = [row.id for row in work.rows(Product, "sku", maker_id=maker)] if maker else []
    return [*products, *made]


def _cover(work: Work, key: str, products: Iterable[str], lots: Iterable[str]) -> bool:
    """The recall names these products and lots of ours, and what was published about others; whether that
    differs.
    """
    known = {
        (row.product_id or "", row.lot_id or ""): row.id
        for row in work.rows(RecallItem, "id", recall_id=key)
        if row.lot_id or (row.product_id and not (row.gtin or row.brand or row.batch))
    }
    named = {row.id: row.product_id for row in work.among(Lot, "id", dict.fromkeys(lots))}
    wanted = [(product, lot) for lot, product in named.items()]
    wanted += [(product, "") for product in dict.fromkeys(products)]
    for pair in known.keys() - set(wanted):
        work.delete(RecallItem, known[pair])
    for product, lot in wanted:
        if (product, lot) not in known:
            work.insert(
                RecallItem, id=new_key(), recall_id=key, product_id=product or None, lot_id=lot or None
            )
    return known.keys() != set(wanted)


def move_recall(desk: Desk, key: str, version: int, status: str, reason: str) -> int:
    """Take the next step, with what was found and done; at "Stop sale" its lots are marked as recalled."""
    move = RECALL_MOVES[status]
    desk.require(*move.roles)
    with desk.store.write(desk.person, "move recall", reason) as work:
        row = work.get(Recall, key)
        require_move(RECALL_WAYS, row.status, status, reason)
        items = work.rows(RecallItem, "id", recall_id=key)
        if status != RecallStatus.CLOSED and not items:
            raise RuleBroken(msg("Say first which goods it covers."), fields={"reason": NEEDED})
        if status == RecallStatus.STOP_SALE:
            for item in items:
                if item.lot_id:
                    work.change(Lot, item.lot_id, status=LotStatus.RECALLED)
        return work.update(Recall, key, version, status=status)


def _checked(desk: Desk, fields: Mapping[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    given = trimmed(fields)
    require_filled(msg("A recall needs a title."), given, "title")
    if given.get("market"):
        found = desk.rules.market(given["market"])
        if found is None:
            raise RuleBroken(
                msg("No market is called “{market}”.", market=given["market"]),
                fields={"market": msg("Choose one.")},
            )
        given["market"] = found.code
    require_fitting(Recall, given)
    return given
