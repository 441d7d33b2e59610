"""The shipments of the example company with lots, duties and custody legs, as resources/demo tells them.

What may go wrong with one is named there by a word: nobody answers for a product, a carrier without vetting,
wet cartons, a customs hold, a recalled lot, nothing declared yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qualitydesk.records import (
    CustodyEvent,
    CustodyLeg,
    DutyLine,
    Lot,
    Mandate,
    Recall,
    RecallItem,
    Shipment,
    ShipmentLine,
)
from qualitydesk.services.demo.goods import Article
from qualitydesk.services.demo.stage import Scene, Stage, told

CARTON = 8
CONTAINERS = ("NHLU4829136", "NHLU5102265", "TGHU7305185", "MSGU6612046", "NHLU5038715", "TGHU1183900")
LOT_CODES = {"HAOYU": "NB", "LINGDIAN": "LD", "YUHE": "YH", "RONGSHENG": "RS"}
UNDER_WAY = ("In transit", "Customs hold", "Customs released", "Received", "Closed", "Lost")
ARRIVED = ("Customs hold", "Customs released", "Received", "Closed")


@dataclass(frozen=True)
class Cargo:
    """One line of a voyage."""

    article: Article
    lot: str
    quantity: int

    @property
    def cartons(self) -> int:
        """How many cartons it fills."""
        return -(-self.quantity // CARTON)


@dataclass(frozen=True)
class Voyage:
    """One shipment of the story."""

    number: str
    status: str
    market: str
    departs: int
    made: int
    trouble: str
    route: Mapping[str, Any]
    cargo: tuple[Cargo, ...] = field(default=())

    @property
    def arrives(self) -> int:
        """The day of arrival at the last place."""
        return self.departs + max(int(leg[7]) for leg in self.route["legs"] if leg[0] != "Storage")

    @property
    def received(self) -> bool:
        """Whether buyers can have got goods of it."""
        return self.status in ("Received", "Closed")


def send(stage: Stage, articles: Mapping[str, Article]) -> list[Voyage]:
    """Enter the mandates and all shipments; the voyages, oldest first."""
    tale = told("shipments")
    stage.plan(stage.at(-420), "wang", "enter the mandates", _mandates)
    voyages = [_voyage(stage, row, tale["routes"][row["market"]], articles) for row in tale["shipments"]]
    for voyage in voyages:
        _plan_voyage(stage, voyage)
    stage.plan(stage.at(-30, 11), "wang", "start a recall", _recall)
    return voyages


def _voyage(
    stage: Stage, row: Mapping[str, Any], route: Mapping[str, Any], articles: Mapping[str, Article]
) -> Voyage:
    made = stage.day(row["made"])
    cargo = tuple(
        Cargo(articles[sku], f"{LOT_CODES[articles[sku].maker]}-{made:%y%m}-{letter}{_suffix(sku)}", quantity)
        for sku, letter, quantity in row["lines"]
    )
    return Voyage(
        number=stage.number("SH", row["n"]),
        status=row["status"],
        market=row["market"],
        departs=row["departs"],
        made=row["made"],
        trouble=row.get("trouble", ""),
        route=route,
        cargo=cargo,
    )


def _suffix(sku: str) -> str:
    """Lots of one maker and month are told apart by the last figure of the article."""
    figures = [sign for sign in sku if sign.isdigit()]
    return figures[-1] if figures else "0"


def _mandates(scene: Scene) -> None:
    stage = scene.stage
    orders = (
        ("BRUCKNER", "EU", "authorised_rep", "All kitchen appliances and toys", ["de", "en"]),
        ("HARBOUR", "GB", "authorised_rep", "All products", ["en"]),
        ("PACIFIC", "US", "domestic_agent", "All products", ["en"]),
    )
    for holder, market, duty, scope, languages in orders:
        scene.add(
            Mandate,
            f"mandate:{market}",
            giver_id=scene.key("LANTING"),
            holder_id=scene.key(holder),
            duty=duty,
            market=market,
            reference=f"M-{stage.today.year - 1}-{market}",
            valid_from=stage.day(-420),
            valid_to=stage.day(675),
            scope=scope,
            tasks=["keep the technical file", "answer the authorities"],
            receives_notices=True,
            languages=languages,
        )


def _plan_voyage(stage: Stage, voyage: Voyage) -> None:
    at = stage.at(min(voyage.made + 4, -1), 10, 20)
    stage.plan(at, "wang", "enter a shipment", lambda scene: _enter(scene, voyage))


def _enter(scene: Scene, voyage: Voyage) -> None:
    for cargo in voyage.cargo:
        add_lot(scene, cargo, voyage.made)
    shipment = scene.add(Shipment, voyage.number, **_head(scene, voyage))
    for line_no, cargo in enumerate(voyage.cargo, 1):
        scene.add(
            ShipmentLine,
            f"{voyage.number}/{cargo.lot}",
            shipment_id=shipment,
            line_no=line_no,
            product_id=scene.key(cargo.article.sku),
            lot_id=scene.key(cargo.lot),
            quantity=cargo.quantity,
            cartons=cargo.cartons,
            value_minor=cargo.article.price * cargo.quantity,
            hs_code=cargo.article.hs,
            origin="CN",
            order_number=f"PO-{voyage.number[3:]}",
        )
    if voyage.trouble != "bare":
        _duties(scene, voyage, shipment)
        for leg_no, leg in enumerate(voyage.route["legs"], 1):
            _leg(scene, voyage, shipment, leg_no, leg)


def _head(scene: Scene, voyage: Voyage) -> dict[str, Any]:
    stage, route = scene.stage, voyage.route
    from_place, entry, to_place = (scene.key(f"place:{code}") for code in route["places"])
    under_way = voyage.status in UNDER_WAY
    value = sum(cargo.article.price * cargo.quantity for cargo in voyage.cargo)
    return {
        "number": voyage.number,
        "status": voyage.status,
        "mode": "B2C" if voyage.market == "US" else "B2B",
        "market": voyage.market,
        "destination_country": route["country"],
        "customs_procedure": route["procedure"],
        "incoterm": route["incoterm"],
        "incoterm_place": route["incoterm_place"],
        "transport": "Sea",
        "from_place_id": from_place,
        "entry_place_id": entry,
        "to_place_id": to_place,
        "tracking_number": f"NHL{voyage.number[3:7]}{voyage.number[8:]}7",
        "container_number": CONTAINERS[int(voyage.number[-2:]) % len(CONTAINERS)],
        "cut_off_at": stage.ahead(voyage.departs - 2, 17),
        "departs_on": stage.day(voyage.departs),
        "arrives_on": stage.day(voyage.arrives),
        "received_at": stage.at(voyage.arrives + 1, 11) if voyage.received else None,
        "currency": "EUR",
        "declared_minor": value * (89 if voyage.trouble == "nobody" else 100) // 100,
        "declaration_no": 0 if voyage.status == "Draft" else 1 + (voyage.trouble == "nobody"),
        "declared_at": None if voyage.status == "Draft" else stage.at(min(voyage.departs - 12, -1), 16),
        "released_at": stage.at(min(voyage.departs - 3, -1), 18)
        if under_way or voyage.status == "Released"
        else None,
        "released_by_id": scene.key("wang") if under_way or voyage.status == "Released" else None,
        "owner_id": scene.key("wang"),
    }


def add_lot(scene: Scene, cargo: Cargo, made: int) -> None:
    """The lot of a cargo, made so many days from now."""
    scene.add(
        Lot,
        cargo.lot,
        number=cargo.lot,
        product_id=scene.key(cargo.article.sku),
        maker_id=scene.key(cargo.article.maker),
        place_id=scene.key(f"place:{cargo.article.plant}"),
        quantity=cargo.quantity,
        cartons=cargo.cartons,
        made_on=scene.stage.day(made),
    )


def _duties(scene: Scene, voyage: Voyage, shipment: str) -> None:
    for duty, holder, state, evidence in voyage.route["duties"]:
        if voyage.trouble == "nobody" and duty in ("importer", "authorised_rep", "fulfilment_provider"):
            _only_the_first_product(scene, voyage, shipment, duty)
            continue
        for party in [holder] if holder else sorted({cargo.article.maker for cargo in voyage.cargo}):
            known = state if voyage.status != "Draft" else "Declared"
            _duty(scene, voyage, shipment, duty, party, state=known, evidence=evidence)


def _only_the_first_product(scene: Scene, voyage: Voyage, shipment: str, duty: str) -> None:
    """The importer takes the duty for one product; nobody does for the others."""
    first, *others = voyage.cargo
    party = "MAAS" if duty == "fulfilment_provider" else voyage.route["importer"]
    covered = scene.key(first.article.sku)
    _duty(scene, voyage, shipment, duty, party, state="Confirmed", product_id=covered)
    for cargo in others:
        open_line = {"shipment_id": shipment, "product_id": scene.key(cargo.article.sku), "duty": duty}
        scene.add(DutyLine, party_id=None, state="Undeclared", **open_line)


def _duty(scene: Scene, voyage: Voyage, shipment: str, duty: str, party: str, **values: Any) -> None:
    mandated = duty in ("authorised_rep", "domestic_agent")
    declared = scene.stage.at(min(voyage.departs - 12, -1), 16)
    scene.add(
        DutyLine,
        shipment_id=shipment,
        duty=duty,
        party_id=scene.key(party),
        mandate_id=scene.key(f"mandate:{voyage.market}") if mandated else None,
        capacity="indirect representative" if duty == "declarant" else "",
        declared_at=declared,
        confirmed_at=declared if values["state"] == "Confirmed" else None,
        **values,
    )


def _leg(scene: Scene, voyage: Voyage, shipment: str, leg_no: int, leg: list[Any]) -> None:
    transport, start, end, answers, holds, owns, first, last = leg
    stage, maker = scene.stage, voyage.cargo[0].article.maker
    state = _leg_state(stage, voyage, stage.day(voyage.departs + first), transport)
    if voyage.trouble == "unvetted" and transport == "Road":
        holds = "PAKETBLITZ"
    begun = state != "Planned"
    key = scene.add(
        CustodyLeg,
        shipment_id=shipment,
        leg_no=leg_no,
        transport=transport,
        from_place_id=scene.key(f"place:{start or voyage.cargo[0].article.plant}"),
        to_place_id=scene.key(f"place:{end}"),
        state=state,
        answers_id=None if transport == "Customs" else scene.key(answers or maker),
        holder_id=scene.known(holds),
        owner_id=scene.key(owns or maker),
        declarant_id=scene.key(voyage.route["declarant"]) if transport == "Customs" else None,
        planned_from=stage.day(voyage.departs + first),
        planned_to=stage.day(voyage.departs + last),
        handed_over_at=stage.at(voyage.departs + first, 8) if begun else None,
        accepted_at=stage.at(voyage.departs + first, 15) if state.startswith("Accepted") else None,
        document=f"CMR {voyage.number[-4:]}-{leg_no}" if transport == "Road" and begun else "",
        remarks="12 cartons wet" if state == "Accepted with remarks" else "",
    )
    if state == "Accepted with remarks":
        at = stage.at(voyage.departs + first, 15)
        scene.add(CustodyEvent, leg_id=key, at=at, kind="Remark", remark="12 cartons wet, noted on the CMR")
    if voyage.trouble == "hold" and transport == "Customs":
        at = stage.at(voyage.departs + first, 9)
        scene.add(
            CustodyEvent, leg_id=key, at=at, kind="Customs hold", remark="Notified body number is questioned"
        )


def _leg_state(stage: Stage, voyage: Voyage, begins: date, transport: str) -> str:
    if begins > stage.today or voyage.status in ("Draft", "Cancelled"):
        return "Planned"
    if voyage.status == "Lost" and transport != "Road":
        return "Handed over" if transport == "Sea" else "Planned"
    if voyage.trouble == "hold" and transport in ("Customs", "Storage"):
        return "Handed over" if transport == "Customs" else "Planned"
    if voyage.trouble == "wet" and transport == "Road" and begins > stage.day(voyage.departs):
        return "Accepted with remarks"
    return "Accepted" if voyage.status in ARRIVED or transport == "Road" else "Handed over"


def _recall(scene: Scene) -> None:
    lot = next(name for name in scene.stage.names if name.startswith("LD-") and name.endswith("-A0"))
    key = scene.add(
        Recall,
        "recall",
        number=scene.stage.number("RL", 3),
        source="own",
        external_id=scene.stage.number("RL", 3),
        status="Recovering",
        market="EU",
        published_on=scene.stage.day(-30),
        title="Power bank 10 000 mAh: one lot can overheat",
        product_text=f"PB-10K · {lot}",
        hazard="Fire",
        remedy="Refund, the buyer keeps the goods off the charger",
        units="2,000",
    )
    scene.add(RecallItem, recall_id=key, product_id=scene.key("PB-10K"), lot_id=scene.key(lot))
    scene.work.change(Lot, scene.key(lot), status="Recalled")
