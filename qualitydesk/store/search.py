"""Finding any record by number, name or word, Chinese included, on both databases.

One function makes the tokens: words of letters and digits, and overlapping pairs of Chinese characters.
SQLite keeps
them in FTS5, PostgreSQL in a stored tsvector; answers come newest first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, func, select, text

from qualitydesk.records import (
    Buyer,
    Certificate,
    Claim,
    Inspection,
    IssuedDocument,
    Lot,
    Order,
    Party,
    Product,
    Recall,
    Serial,
    Shipment,
    t,
)

if TYPE_CHECKING:
    from qualitydesk.store.session import Reader, Work

CHUNK = 400
_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\uac00-\ud7af"
_RUNS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+")
_IS_CJK = re.compile(rf"[{_CJK}]")


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found."""

    kind: str
    id: str
    number: str
    title: str


def tokens(words: str) -> list[str]:
    """Words in one folded form, and the character pairs of Chinese, Japanese and Korean runs."""
    found: list[str] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", words).casefold()):
        if _IS_CJK.match(run) and len(run) > 1:
            found += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            found.append(run)
    return found


def find(reader: Reader, words: str, limit: int = 20) -> list[Hit]:
    """The newest records that contain all of ``words``; the last word may be unfinished."""
    runs = _RUNS.findall(unicodedata.normalize("NFKC", words).casefold())
    if not runs:
        return []
    if reader.connection.dialect.name == "sqlite":
        rows = reader.connection.execute(_SQLITE, {"wanted": _fts(runs), "limit": limit})
    else:
        rows = reader.connection.execute(_POSTGRESQL, {"wanted": _tsquery(runs), "limit": limit})
    return [Hit(row.kind, row.record_id, row.number, row.title) for row in rows]


def index(work: Work) -> None:
    """Bring the search words of all records that ``work`` touched up to date."""
    touched: dict[str, dict[str, None]] = {}
    for change in work.changes:
        if change.table in _SEARCHED and change.key:
            touched.setdefault(change.table, {})[change.key] = None
    for batch in work.batches:
        if batch.table in _SEARCHED:
            touched.setdefault(batch.table, {}).update(dict.fromkeys(batch.keys))
    for table, keys in touched.items():
        _index(work, table, list(keys))


def rebuild(work: Work) -> int:
    """Make all search words anew; returns how many records are found by them."""
    work.connection.execute(text("DELETE FROM search_doc"))
    total = 0
    for table, statement in _SEARCHED.items():
        keys = [row.id for row in work.all(select(statement.selected_columns["id"]))]
        _index(work, table, keys)
        total += len(keys)
    return total


_SQLITE = text(
    "SELECT d.kind, d.record_id, d.number, d.title FROM search_words w JOIN search_doc d ON d.id = w.rowid "
    "WHERE search_words MATCH :wanted ORDER BY w.rowid DESC LIMIT :limit"
)
# Ids are taken first: in one query the planner walks the key backwards, re-reading every row for a rare word.
_POSTGRESQL = text(
    "WITH hits AS MATERIALIZED "
    "(SELECT id FROM search_doc WHERE words @@ to_tsquery('simple', :wanted) LIMIT 20000) "
    "SELECT d.kind, d.record_id, d.number, d.title FROM hits JOIN search_doc d USING (id) "
    "ORDER BY d.id DESC LIMIT :limit"
)
_UPSERT = text(
    "INSERT INTO search_doc (kind, record_id, number, title, tokens) "
    "VALUES (:kind, :record_id, :number, :title, :tokens) ON CONFLICT (record_id) DO UPDATE "
    "SET number = excluded.number, title = excluded.title, tokens = excluded.tokens"
)


def _fts(runs: Sequence[str]) -> str:
    """An FTS5 query; runs hold only letters and digits, so quoting is enough."""
    parts = [_fts_run(run) for run in runs]
    if not _IS_CJK.match(runs[-1]) or len(runs[-1]) == 1:
        parts[-1] += "*"
    return " ".join(parts)


def _fts_run(run: str) -> str:
    return '"' + " ".join(tokens(run)) + '"'


def _tsquery(runs: Sequence[str]) -> str:
    parts = [" <-> ".join(f"'{token}'" for token in tokens(run)) for run in runs]
    if not _IS_CJK.match(runs[-1]) or len(runs[-1]) == 1:
        parts[-1] += ":*"
    return " & ".join(parts)


def _index(work: Work, table: str, keys: list[str]) -> None:
    statement = _SEARCHED[table]
    for start in range(0, len(keys), CHUNK):
        chunk = keys[start : start + CHUNK]
        rows = work.all(statement.where(statement.selected_columns["id"].in_(chunk)))
        if rows:
            work.connection.execute(_UPSERT, [_document(table, row) for row in rows])


def _document(table: str, row: Any) -> dict[str, str]:
    values = [str(value) for value in row[1:] if value]
    title = " · ".join(dict.fromkeys(str(value) for value in row[2:5] if value))
    return {
        "kind": "order" if table == "sales_order" else table,
        "record_id": row.id,
        "number": str(row[1]),
        "title": title[:300],
        "tokens": " ".join(dict.fromkeys(tokens(" ".join(values)[:4000])))
        if _plain(values)
        else _joined(values),
    }


def _plain(values: Iterable[str]) -> bool:
    """Without Chinese runs the order of tokens does not matter and repeats can go."""
    return not any(_IS_CJK.search(value) for value in values)


def _joined(values: Sequence[str]) -> str:
    """Tokens in order, for phrases; the last character of a Chinese run stands alone too, so that one
    character
    finds every place where it stands."""
    found: list[str] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", " ".join(values)[:4000]).casefold()):
        found += tokens(run)
        if _IS_CJK.match(run) and len(run) > 1:
            found.append(run[-1])
    return " ".join(found)


def _columns(table: Table, *names: str) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in names]


def _searched() -> dict[str, Select[Any]]:
    """Per table: id, number, then up to three words of the title, then everything else it is found by."""
    party, product, lot, buyer = t(Party), t(Product), t(Lot), t(Buyer)
    claim, order, inspection, certificate = t(Claim), t(Order), t(Inspection), t(Certificate)
    shipment, serial, recall, document = t(Shipment), t(Serial), t(Recall), t(IssuedDocument)
    empty = func.coalesce
    return {
        "party": select(
            *_columns(party, "id", "code", "name", "name_zh", "country", "short_name", "trade_name")
        ),
        "product": select(
            *_columns(product, "id", "sku", "name", "name_zh", "brand", "model", "gtin", "hs_code")
        ),
        "lot": select(lot.c.id, lot.c.number, product.c.name, product.c.name_zh, product.c.sku).join(
            product, product.c.id == lot.c.product_id
        ),
        "serial": select(serial.c.id, serial.c.number, lot.c.number.label("lot")).join(
            lot, lot.c.id == serial.c.lot_id
        ),
        "shipment": select(
            *_columns(shipment, "id", "number", "market", "tracking_number", "container_number", "mrn")
        ),
        "inspection": select(inspection.c.id, inspection.c.number, product.c.name, lot.c.number.label("lot"))
        .add_columns(product.c.name_zh, product.c.sku)
        .join(lot, lot.c.id == inspection.c.lot_id)
        .join(product, product.c.id == inspection.c.product_id),
        "sales_order": select(order.c.id, order.c.number, buyer.c.name, order.c.channel, order.c.market)
        .add_columns(order.c.payment_reference, buyer.c.phone, buyer.c.email)
        .outerjoin(buyer, buyer.c.id == order.c.buyer_id),
        "claim": select(claim.c.id, claim.c.number, buyer.c.name, claim.c.reason, claim.c.market)
        .add_columns(order.c.number.label("order_number"), buyer.c.phone, empty(claim.c.description, ""))
        .outerjoin(buyer, buyer.c.id == claim.c.buyer_id)
        .outerjoin(order, order.c.id == claim.c.order_id),
        "certificate": select(*_columns(certificate, "id", "number", "scheme", "market")),
        "recall": select(*_columns(recall, "id", "number", "title", "market", "external_id", "product_text")),
        "issued_document": select(
            *_columns(document, "id", "number", "kind", "subject_number", "check_code")
        ),
    }


_SEARCHED = _searched()
