"""The shipment of the pictures: two products to the EU, one without an operator, one lot undecided.

Everything that a service does is done by the service; only inspections and people come from plain rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from qualitydesk.domain.keys import new_key
from qualitydesk.records import Inspection
from qualitydesk.services import parties, places, products, shipments
from qualitydesk.services.certificates import create_certificate
from qualitydesk.services.desk import Desk


@dataclass(frozen=True)
class Story:
    """The keys of the story."""

    shipment: str
    kettle: str
    dryer: str
    kettle_lot: str
    dryer_lot: str
    maker: str
    lanting: str
    importer: str
    declarant: str
    carrier: str
    factory_leg: str
    sea_leg: str


def tell(desk: Desk) -> Story:
    """Build it for the desk's person."""
    maker = _party(
        desk, "HAOYU", "Ningbo Haoyu Electric Appliance Co., Ltd.", "CN", "Ningbo", short="Ningbo Haoyu"
    )
    lanting = _party(
        desk, "LANTING", "Hangzhou Lanting Cross-Border Trade Co., Ltd.", "CN", "Hangzhou", short="Lanting"
    )
    importer = _party(desk, "BRUECKNER", "Brückner Haushaltswaren GmbH", "DE", "Hamburg", short="Brückner")
    declarant = _party(desk, "MEER", "Van der Meer Douane B.V.", "NL", "Rotterdam", short="Van der Meer")
    carrier = _party(desk, "NORDHAVN", "Nordhavn Line A/S", "DK", "Aarhus", short="Nordhavn Line")
    kettle = _product(
        desk, "KT-1704B", "Glass kettle 1.7 L", "玻璃电热水壶 1.7 L", "6971234560216", "851679", maker
    )
    dryer = _product(
        desk, "HD-33", "Ionic hair dryer 1600 W", "负离子吹风机 1600 W", "6971234560339", "851631", lanting
    )
    kettle_lot = shipments.create_lot(
        desk, number="NB-2610-A", product=kettle, quantity=2400, maker_id=maker, made_on=date(2026, 10, 28)
    )
    dryer_lot = shipments.create_lot(
        desk, number="NB-2610-C", product=dryer, quantity=1200, maker_id=maker, made_on=date(2026, 11, 2)
    )
    shipment = _shipment(desk)
    shipments.add_line(
        desk, shipment, product=kettle, quantity=2400, value_minor=41760_00, lot_id=kettle_lot, cartons=600
    )
    shipments.add_line(
        desk, shipment, product=dryer, quantity=1200, value_minor=17160_00, lot_id=dryer_lot, cartons=150
    )
    _inspect(desk, "IN-2026-0931", kettle, kettle_lot, status="Approved", result="Pass", decision="Release")
    _inspect(desk, "IN-2026-0936", dryer, dryer_lot, status="In progress", units_done=52)
    _duties(desk, shipment, kettle, maker, lanting, importer, declarant, carrier)
    legs = _legs(desk, shipment, maker, lanting, importer, carrier, declarant)
    create_certificate(
        desk,
        number="EU DoC 2025-117",
        scheme="CE",
        market="EU",
        products=[kettle],
        models=["KT-1704", "KT-1704S"],
        status="Valid",
        valid_from=date(2025, 3, 1),
        holder_id=maker,
    )
    create_certificate(
        desk,
        number="EU DoC 2026-031",
        scheme="CE",
        market="EU",
        products=[dryer],
        status="Valid",
        valid_from=date(2026, 3, 1),
        valid_to=date(2029, 3, 1),
        holder_id=maker,
    )
    opened = shipments.open_shipment(desk, shipment)
    shipments.declare_shipment(desk, shipment, opened.version, declared_minor=52440_00)
    return Story(
        shipment, kettle, dryer, kettle_lot, dryer_lot, maker, lanting, importer, declarant, carrier, *legs
    )


def _party(desk: Desk, code: str, name: str, country: str, city: str, *, short: str) -> str:
    key = parties.create_party(
        desk,
        code=code,
        name=name,
        short_name=short,
        country=country,
        email=f"office@{code.lower()}.example",
        phone="+49 40 555 01 72" if country == "DE" else "",
        website=f"https://{code.lower()}.example",
    )
    parties.add_address(desk, key, street="Hafenstraße 1", city=city, country=country)
    return key


def _product(desk: Desk, sku: str, name: str, name_zh: str, gtin: str, hs_code: str, maker: str) -> str:
    return products.create_product(
        desk,
        sku=sku,
        name=name,
        name_zh=name_zh,
        model=sku,
        brand="Lanting",
        gtin=gtin,
        hs_code=hs_code,
        origin="CN",
        category="electrical_lv",
        maker_id=maker,
        warnings="Hot surface",
    )


def _shipment(desk: Desk) -> str:
    ningbo = places.create_place(
        desk, code="CNNBO", name="Ningbo", unlocode="CNNBO", kind="Port", country="CN"
    )
    rotterdam = places.create_place(
        desk, code="NLRTM", name="Rotterdam", unlocode="NLRTM", kind="Port", country="NL"
    )
    venlo = places.create_place(
        desk, code="VENLO", name="Venlo", name_zh="芬洛海外仓", kind="Overseas warehouse", country="NL"
    )
    return shipments.create_shipment(
        desk,
        number="SH-2026-0418",
        market="EU",
        destination_country="DE",
        mode="B2B",
        incoterm="DAP",
        incoterm_place="Venlo",
        transport="Sea",
        currency="EUR",
        from_place_id=ningbo,
        entry_place_id=rotterdam,
        to_place_id=venlo,
        container_number="CSQU3054383",
        tracking_number="NHL-558120",
        cut_off_at=datetime(2026, 11, 22, 16, 0, tzinfo=UTC),
        departs_on=date(2026, 11, 24),
        arrives_on=date(2026, 12, 27),
    )


def _duties(
    desk: Desk,
    shipment: str,
    kettle: str,
    maker: str,
    lanting: str,
    importer: str,
    declarant: str,
    carrier: str,
) -> None:
    declare = shipments.declare_duty
    declare(desk, shipment, duty="manufacturer", party=maker, evidence="Supply contract 2026-04")
    declare(desk, shipment, duty="exporter", party=lanting, evidence="Export entry")
    declare(desk, shipment, duty="importer", party=importer, product=kettle, evidence="Import agreement")
    declare(desk, shipment, duty="declarant", party=declarant, capacity="indirect representative")
    declare(desk, shipment, duty="carrier", party=carrier)


def _legs(
    desk: Desk, shipment: str, maker: str, lanting: str, importer: str, carrier: str, declarant: str
) -> tuple[str, str]:
    row = shipments.open_shipment(desk, shipment).fields
    ningbo, rotterdam, venlo = row["from_place_id"], row["entry_place_id"], row["to_place_id"]
    factory = places.create_place(desk, code="HAOYU-1", name="Factory", kind="Factory", country="CN")
    first = shipments.add_leg(
        desk,
        shipment,
        transport="Road",
        from_place_id=factory,
        to_place_id=ningbo,
        answers_id=maker,
        holder_id=maker,
        owner_id=maker,
        planned_from=date(2026, 11, 19),
    )
    sea = shipments.add_leg(
        desk,
        shipment,
        transport="Sea",
        from_place_id=ningbo,
        to_place_id=rotterdam,
        answers_id=carrier,
        holder_id=carrier,
        owner_id=lanting,
        planned_from=date(2026, 11, 24),
        planned_to=date(2026, 12, 27),
    )
    shipments.add_leg(
        desk, shipment, transport="Customs", declarant_id=declarant, planned_from=date(2026, 12, 27)
    )
    shipments.add_leg(
        desk,
        shipment,
        transport="Road",
        from_place_id=rotterdam,
        to_place_id=venlo,
        answers_id=importer,
        holder_id=carrier,
        owner_id=importer,
        planned_from=date(2026, 12, 29),
    )
    return first, sea


def _inspect(desk: Desk, number: str, product: str, lot: str, **fields: object) -> None:
    facts = {
        "number": number,
        "kind": "PSI",
        "lot_id": lot,
        "product_id": product,
        "inspector_id": desk.person.id,
        "lot_size": 1200,
        "level": "II",
        "severity": "normal",
        "edition": "iso2859-1",
        "sample_size": 80,
    }
    with desk.store.write(desk.person, "build inspection") as work:
        work.insert(Inspection, id=new_key(), **(facts | fields))
