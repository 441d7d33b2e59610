"""Who bought what, what they said about it, and who of them claims: orders, reviews, the plan of all claims.

How one claim is written down belongs to complaint.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import cycle
from typing import Any

from qualitydesk.records import Buyer, Feedback, Order, OrderLine, OrderPayment
from qualitydesk.services.demo.complaint import Complaint, write_complaint
from qualitydesk.services.demo.sale import Sale
from qualitydesk.services.demo.stage import Scene, Stage, told
from qualitydesk.services.demo.voyages import Cargo, Voyage

CHANNELS = {"EU": "shop.lanting.example", "GB": "shop.lanting.example", "US": "marketplace"}
CURRENCIES = {"EU": "EUR", "GB": "GBP", "US": "USD"}

QUIET_ORDERS = 30
"""Orders of buyers who did not claim; some of them wrote a review."""


def complain(stage: Stage, voyages: Sequence[Voyage]) -> None:
    """Plan all orders, reviews and claims."""
    tale = told("claims")
    arrived = [voyage for voyage in voyages if voyage.received]
    buyers = {market: cycle(rows) for market, rows in tale["buyers"].items()}
    plans = sorted(_claims(stage, tale, arrived, buyers), key=lambda plan: plan[1])
    for place, ((sale, voice, share), received) in enumerate(plans):
        stage.plan(sale.placed, "sofia", "enter an order", partial(_order, sale=sale))
        complaint = Complaint(
            number=stage.number("CL", tale["first_number"] + place),
            sale=sale,
            voice=voice,
            status=tale["statuses"][place],
            received=received,
            shares=share,
        )
        at = min(received + timedelta(days=complaint.age), stage.now)
        stage.plan(at, "sofia", "work on a claim", partial(write_complaint, complaint=complaint))
    for count in range(QUIET_ORDERS):
        _quiet_order(stage, tale, arrived, buyers, count)


Plan = tuple[tuple[Sale, Mapping[str, Any], Mapping[str, int]], datetime]


def _claims(
    stage: Stage, tale: Mapping[str, Any], arrived: Sequence[Voyage], buyers: Mapping[str, Any]
) -> list[Plan]:
    wanted, plans = len(tale["statuses"]), []
    choices = [
        (voyage, cargo, voice)
        for voice in tale["voices"]
        for voyage in arrived
        for cargo in voyage.cargo
        if cargo.article.sku in voice["skus"]
    ]
    stage.random.shuffle(choices)
    for count, (voyage, cargo, voice) in zip(range(wanted), cycle(choices), strict=False):
        sale = _sale(stage, voyage, cargo, next(buyers[voyage.market]), 3058800 + count * 7)
        waited = stage.random.randint(3, 40)
        received = min(
            sale.delivered + timedelta(days=waited), stage.now - timedelta(hours=3 + 11 * (count % 9))
        )
        plans.append(((sale, voice, voice["shares"]), received))
    return plans


def _sale(stage: Stage, voyage: Voyage, cargo: Cargo, buyer: Sequence[str], number: int) -> Sale:
    first = voyage.arrives + 5
    placed = stage.at(stage.random.randint(first, max(first, -12)), stage.random.randint(8, 21))
    return Sale(f"{buyer[2]}-{number}", voyage, cargo, buyer, min(placed, stage.now - timedelta(days=6)))


def _order(scene: Scene, sale: Sale) -> None:
    voyage, cargo = sale.voyage, sale.cargo
    order = scene.add(
        Order,
        sale.number,
        number=sale.number,
        channel=CHANNELS[voyage.market],
        buyer_id=_buyer(scene, sale),
        status="delivered",
        market=voyage.market,
        country=sale.buyer[2],
        placed_at=sale.placed,
        shipped_at=sale.placed + timedelta(days=1),
        delivered_at=sale.delivered,
        currency=CURRENCIES[voyage.market],
        goods_minor=sale.price,
        freight_minor=490,
        payment_provider_id=scene.key("QIANFU"),
        payment_reference=f"QF{sale.number[3:]}",
    )
    scene.add(
        OrderLine,
        f"{sale.number}/1",
        order_id=order,
        line_no=1,
        product_id=scene.key(cargo.article.sku),
        title=cargo.article.name,
        quantity=1,
        unit_price_minor=sale.price,
        freight_minor=490,
        seller_id=scene.key("LANTING"),
        shipment_line_id=scene.key(f"{voyage.number}/{cargo.lot}"),
        lot_id=scene.key(cargo.lot),
        tracking_number=f"PB{sale.number[3:]}DE",
        shipped_at=sale.placed + timedelta(days=1),
        delivered_at=sale.delivered,
    )
    paid = {"sequence": 1, "kind": "card", "amount_minor": sale.price + 490}
    scene.add(OrderPayment, order_id=order, **paid)


def _buyer(scene: Scene, sale: Sale) -> str:
    name, city, country, postcode = sale.buyer
    known = scene.stage.names.get(f"buyer:{name}")
    if known:
        return known
    login = name.split()[0].lower().encode("ascii", "ignore").decode()
    return scene.add(
        Buyer,
        f"buyer:{name}",
        reference=f"B-{len(scene.stage.names):05d}",
        name=name,
        email=f"{login}@post.example",
        phone=f"+00 555 {len(scene.stage.names):04d}",
        city=city,
        postcode=str(postcode),
        country=country,
    )


def _quiet_order(
    stage: Stage, tale: Mapping[str, Any], arrived: Sequence[Voyage], buyers: Mapping[str, Any], count: int
) -> None:
    voyage = arrived[count % len(arrived)]
    cargo = voyage.cargo[count % len(voyage.cargo)]
    sale = _sale(stage, voyage, cargo, next(buyers[voyage.market]), 3060100 + count * 3)
    stage.plan(sale.placed, "sofia", "enter an order", partial(_order, sale=sale))
    at = min(sale.delivered + timedelta(days=9), stage.now)
    review = tale["reviews"][count % len(tale["reviews"])]
    stage.plan(at, "sofia", "enter a review", partial(_review, sale=sale, review=review))


def _review(scene: Scene, sale: Sale, review: Sequence[Any]) -> None:
    score, language, text = review
    scene.add(
        Feedback,
        source=CHANNELS[sale.voyage.market],
        external_id=f"R-{sale.number}",
        order_number=sale.number,
        order_id=scene.key(sale.number),
        product_id=scene.key(sale.cargo.article.sku),
        lot_id=scene.key(sale.cargo.lot),
        at=scene.at,
        score=score,
        text=text,
        language=language,
    )
