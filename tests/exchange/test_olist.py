"""The real order exports (../shared/data) come in whole: counts and sums as an independent reader finds
them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from qualitydesk.records import (
    Buyer,
    Feedback,
    Order,
    OrderLine,
    OrderPayment,
    Party,
    PartyRole,
    Product,
    Recall,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import ImportReport, import_files


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cents(rows: list[dict[str, str]], column: str) -> int:
    return int(sum(Decimal(row[column]) for row in rows) * 100)


@pytest.fixture
def olist(shared_data: Path) -> dict[str, list[dict[str, str]]]:
    """Olist's tables by the word of their file's name, read with the csv module alone."""
    folder = shared_data / "olist_orders"
    return {
        path.stem.removeprefix("olist_").removesuffix("_dataset"): table(path)
        for path in folder.glob("*.csv")
    }


def bring(desk: Desk, kind: str, folder: Path, pattern: str = "*.csv") -> ImportReport:
    return import_files(desk, kind, sorted(folder.glob(pattern)))


def test_olist_comes_in_whole(
    local_manager: Desk, shared_data: Path, olist: dict[str, list[dict[str, str]]]
) -> None:
    report = bring(local_manager, "orders", shared_data / "olist_orders")
    orders, items = olist["orders"], olist["order_items"]
    assert report.read == sum(map(len, olist.values()))
    assert (report.created, report.updated, report.unchanged, report.rejected) == (len(orders), 0, 0, 0)
    with local_manager.store.read() as read:
        order, line, payment = t(Order), t(OrderLine), t(OrderPayment)
        assert read.count(Order, channel="olist") == len({row["order_id"] for row in orders})
        assert read.count(Buyer) == len({row["customer_unique_id"] for row in olist["customers"]})
        assert read.count(Product) == len(olist["products"])
        assert read.count(PartyRole, role="seller") == len(olist["sellers"])
        assert read.count(Feedback) == len(olist["order_reviews"])
        assert read.count(OrderLine) == len(items)
        assert read.scalar(select(func.sum(line.c.unit_price_minor))) == cents(items, "price")
        assert read.scalar(select(func.sum(line.c.freight_minor))) == cents(items, "freight_value")
        assert read.scalar(select(func.sum(order.c.goods_minor))) == cents(items, "price")
        assert read.scalar(select(func.sum(order.c.freight_minor))) == cents(items, "freight_value")
        paid = cents(olist["order_payments"], "payment_value")
        assert read.scalar(select(func.sum(payment.c.amount_minor))) == paid
        assert read.count(OrderPayment) == len(olist["order_payments"])
        stated = Counter(row["order_status"] for row in orders)
        kept = read.all(select(order.c.status, func.count().label("n")).group_by(order.c.status))
        assert {row.status: row.n for row in kept} == stated
        delivered = sum(bool(row["order_delivered_customer_date"]) for row in orders)
        assert read.scalar(select(func.count()).where(order.c.delivered_at.is_not(None))) == delivered
        scores = Counter(row["review_score"] for row in olist["order_reviews"])
        review = t(Feedback)
        found = read.all(select(review.c.score, func.count().label("n")).group_by(review.c.score))
        assert {str(row.score): row.n for row in found} == scores
        assert read.count(Feedback, order_id=None) == 0


def test_olist_again_changes_nothing(local_manager: Desk, shared_data: Path) -> None:
    first = bring(local_manager, "orders", shared_data / "olist_orders")
    again = bring(local_manager, "orders", shared_data / "olist_orders")
    assert (again.created, again.updated, again.unchanged) == (0, 0, first.created)
    assert {name: n for name, n in again.also.items() if name.endswith("_created")} == {
        "products_created": 0,
        "parties_created": 0,
        "buyers_created": 0,
        "feedback_created": 0,
    }


def test_olist_values_are_those_of_the_file(
    local_manager: Desk, shared_data: Path, olist: dict[str, list[dict[str, str]]]
) -> None:
    bring(local_manager, "orders", shared_data / "olist_orders")
    customers = {row["customer_id"]: row for row in olist["customers"]}
    with local_manager.store.read() as read:
        for row in olist["orders"][:200]:
            order = read.find(Order, number=row["order_id"])
            assert order is not None
            assert order.placed_at.strftime("%Y-%m-%d %H:%M:%S") == row["order_purchase_timestamp"]
            assert order.promised_on.isoformat() == row["order_estimated_delivery_date"][:10]
            buyer = read.get(Buyer, order.buyer_id)
            assert buyer.reference == customers[row["customer_id"]]["customer_unique_id"]
            assert (order.currency, order.country, order.market) == ("BRL", "BR", "BR")
        seller = olist["sellers"][0]
        party = read.find(Party, code=seller["seller_id"])
        assert party is not None


def sums(desk: Desk, channel: str) -> Any:
    order, line = t(Order), t(OrderLine)
    value = line.c.quantity * line.c.unit_price_minor
    statement: Any = select(func.count(line.c.id).label("lines"), func.sum(value).label("value"))
    with desk.store.read() as read:
        joined = statement.join(order, order.c.id == line.c.order_id).where(order.c.channel == channel)
        return read.first(joined)


def test_uci_online_retail(local_manager: Desk, shared_data: Path) -> None:
    folder = shared_data / "uci_online_retail"
    rows = [row for path in sorted(folder.glob("*.csv")) for row in table(path)]
    report = bring(local_manager, "orders", folder)
    assert (report.read, report.rejected) == (len(rows), 0)
    assert report.created == len({row["InvoiceNo"] for row in rows})
    found = sums(local_manager, "uci-online-retail")
    assert found.lines == len(rows)
    assert found.value == int(sum(int(row["Quantity"]) * Decimal(row["UnitPrice"]) for row in rows) * 100)
    with local_manager.store.read() as read:
        cancelled = {row["InvoiceNo"] for row in rows if row["InvoiceNo"].startswith("C")}
        assert read.count(Order, status="cancelled") == len(cancelled)
        assert read.count(Buyer) == len({row["CustomerID"] for row in rows if row["CustomerID"]})
    again = bring(local_manager, "orders", folder)
    assert (again.created, again.updated, again.unchanged) == (0, 0, report.created)


def test_shipped_items(local_manager: Desk, shared_data: Path) -> None:
    folder = shared_data / "shipped_items"
    rows = table(folder / "ks_1033_data.csv")
    report = bring(local_manager, "orders", folder)
    assert (report.read, report.rejected) == (len(rows), 0)
    found = sums(local_manager, "ks-1033")
    assert found.lines == len(rows)
    assert found.value == cents(rows, "total_cost")
    assert any("month, day, year" in str(note) for note in report.files[0].notes)
    assert bring(local_manager, "orders", folder).updated == 0


def test_recalls_of_two_authorities(local_manager: Desk, shared_data: Path) -> None:
    folder = shared_data / "us_cpsc_recalls"
    numbers = {
        record["recall_number"]: record["recall_date"]
        for path in folder.glob("*.json")
        for record in json.loads(path.read_text("utf-8"))["success"]["results"]
    }
    undated = {number for number, day in numbers.items() if not day}
    report = bring(local_manager, "recalls", folder, "*.json")
    assert (report.created, report.rejected) == (len(numbers), 0)
    gate = sorted((shared_data / "eu_safety_gate").glob("alerts_*.csv"))
    alerts = {row["alert_number"] for path in gate for row in table(path)}
    second = import_files(local_manager, "recalls", gate)
    assert (second.created, second.rejected) == (len(alerts), 0)
    with local_manager.store.read() as read:
        assert read.count(Recall) == len(numbers) + len(alerts)
        assert read.count(Recall, source="CPSC", published_on=None) == len(undated)
    for files in (sorted(folder.glob("*.json")), gate):
        again = import_files(local_manager, "recalls", files)
        assert (again.created, again.updated, again.rejected) == (0, 0, 0)


def test_chinese_reviews(local_manager: Desk, shared_data: Path) -> None:
    files = sorted((shared_data / "zh_feedback").glob("zh_reviews*.csv"))
    report = import_files(local_manager, "feedback", files)
    assert (report.created, report.rejected) == (4_000, 0)
    assert {facts.encoding for facts in report.files} == {"GB18030", "UTF-8-SIG"}
    with local_manager.store.read() as read:
        assert (read.count(Feedback, score=1), read.count(Feedback, score=5)) == (2_000, 2_000)
