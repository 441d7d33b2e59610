"""Importing records: by natural key, on both databases, with dry run, cancel, bad rows and the sheet to
mend them.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.exchange.fields import Form
from qualitydesk.exchange.importers import IMPORTS
from qualitydesk.records import (
    AuditEvent,
    Buyer,
    Certificate,
    CertificateScope,
    Claim,
    ClaimLine,
    Feedback,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    Lot,
    Order,
    OrderLine,
    OrderPayment,
    Party,
    PartyRole,
    Place,
    Product,
    Recall,
    RecallItem,
    Serial,
    Shipment,
    ShipmentLine,
    t,
)
from qualitydesk.services.desk import Desk
from qualitydesk.services.exchange import (
    Cancelled,
    ImportOptions,
    ImportReport,
    ReadOptions,
    import_files,
    import_kinds,
    write_error_sheet,
)

PARTIES = """code,name,country,roles,identifiers,street,city
GZ01,Guangzhou Kettle Works,China,manufacturer; exporter,USCC:91440101MA59ABCD1X,12 Pearl Road,Guangzhou
HH01,Hansen Handel GmbH,Deutschland,importer,EORI:DE1234567,Hafenstr. 1,Hamburg
"""
PRODUCTS = """sku,name,name_zh,category,origin,maker,models
KT-1,Electric kettle 1.7 l,电热水壶,electrical_lv,CN,GZ01,KT-1A; KT-1B
TY-1,Wooden train,木制火车,toys,CN,GZ01,
"""
LOTS = """number,sku,quantity,made_on,serials
L-1,KT-1,1200,2026-10-01,S1; S2
L-2,TY-1,500,2026-10-02,
"""
SHIPMENTS = """number,destination_country,currency,line_no,sku,lot,quantity,value
SH-2026-0001,DE,EUR,1,KT-1,L-1,600,"4,200.00"
SH-2026-0001,DE,EUR,2,TY-1,L-2,100,500
SH-2026-0002,US,USD,1,KT-1,L-1,600,4200
"""
INSPECTIONS = """number,lot,sku,planned_on,level,aql_major
IN-2026-0001,L-1,KT-1,2026-10-05,II,2.5
IN-2026-0002,L-2,TY-1,2026-10-06,I,1.0
"""
ORDERS = """number,channel,buyer,buyer_name,country,placed_at,currency,sku,title,qty,price,freight,payments
O-1,shop,B1,Eva Klein,DE,2026-10-20 12:00,EUR,KT-1,Kettle,2,39.90,4.50,card 84.30
O-1,shop,B1,Eva Klein,DE,2026-10-20 12:00,EUR,TY-1,Train,1,15.00,0,card 84.30
O-2,shop,B2,Jan Novak,CZ,2026-10-21 12:00,EUR,NEW-9,Something new,1,5,0,
"""
CLAIMS = """number,order,kind,received_at,description,asked,asked_amount,sku,quantity
CL-2026-0001,O-1,Defective,2026-11-01 10:00,It leaks,Refund,39.90,KT-1,1
"""
CERTIFICATES = """number,scheme,market,status,holder,issued_on,valid_to,products,models
TUV-1,CE-LVD,EU,Submitted,GZ01,2026-01-01,2030-01-01,KT-1,KT-1A
"""
FEEDBACK = """评价编号;订单编号;评分;评价内容
F-1;O-1;2;水壶漏水，不满意
F-2;O-2;5;很好
"""
RECALLS = """recall number,title,brand,model,barcode,sku
R-1,Kettle may catch fire,Acme,KT-1,4006381333931,KT-1
R-1,Kettle may catch fire,Acme,KT-2,,
"""
FILES = {
    "parties": PARTIES,
    "products": PRODUCTS,
    "lots": LOTS,
    "shipments": SHIPMENTS,
    "certificates": CERTIFICATES,
    "inspections": INSPECTIONS,
    "orders": ORDERS,
    "claims": CLAIMS,
    "feedback": FEEDBACK,
    "recalls": RECALLS,
}


def bring(
    desk: Desk, folder: Path, kind: str, text: str, options: ImportOptions | None = None
) -> ImportReport:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return import_files(desk, kind, [path], options)


def bring_all(desk: Desk, folder: Path) -> dict[str, ImportReport]:
    return {kind: bring(desk, folder, kind, text) for kind, text in FILES.items()}


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.rejected


def test_a_place_named_for_the_first_time_is_made(manager: Desk, tmp_path: Path) -> None:
    bring(manager, tmp_path, "products", PRODUCTS.replace("GZ01", ""))
    report = bring(manager, tmp_path, "lots", "number,sku,quantity,place\nL-9,KT-1,10,NINGBO\n")
    assert (report.created, report.rejected) == (1, 0)
    with manager.store.read() as read:
        place = read.find(Place, code="NINGBO")
        lot = read.find(Lot, number="L-9")
    assert place is not None
    assert lot is not None
    assert lot.place_id == place.id


def test_every_kind_is_covered_here() -> None:
    assert set(FILES) == set(import_kinds())


def test_a_company_comes_in_from_its_sheets(manager: Desk, tmp_path: Path) -> None:
    reports = bring_all(manager, tmp_path)
    assert {kind: counts(report) for kind, report in reports.items()} == {
        "parties": (2, 0, 0, 0),
        "products": (2, 0, 0, 0),
        "lots": (2, 0, 0, 0),
        "shipments": (2, 0, 0, 0),
        "certificates": (1, 0, 0, 0),
        "inspections": (2, 0, 0, 0),
        "orders": (2, 0, 0, 0),
        "claims": (1, 0, 0, 0),
        "feedback": (2, 0, 0, 0),
        "recalls": (1, 0, 0, 0),
    }
    with manager.store.read() as read:
        kettle = read.find(Product, sku="KT-1")
        maker = read.find(Party, code="GZ01")
        assert kettle is not None
        assert maker is not None
        assert (kettle.maker_id, kettle.category, kettle.origin) == (maker.id, "electrical_lv", "CN")
        assert {row.role for row in read.among(PartyRole, "party_id", [maker.id])} == {
            "manufacturer",
            "exporter",
        }
        assert (read.count(Lot), read.count(Serial), read.count(CertificateScope)) == (2, 2, 2)
        shipment = read.find(Shipment, number="SH-2026-0001")
        assert shipment is not None
        assert (shipment.market, shipment.status, shipment.currency) == ("EU", "Draft", "EUR")
        assert sorted(row.value_minor for row in read.among(ShipmentLine, "shipment_id", [shipment.id])) == [
            50_000,
            420_000,
        ]
        first = read.find(Order, number="O-1")
        assert first is not None
        assert (first.goods_minor, first.freight_minor, first.market) == (9_480, 450, "EU")
        assert read.count(OrderLine) == 3
        assert [row.amount_minor for row in read.among(OrderPayment, "order_id", [first.id])] == [8_430]
        assert read.find(Product, sku="NEW-9") is not None, "an order brings its products along"
        claim = read.find(Claim, number="CL-2026-0001")
        assert claim is not None
        assert (claim.order_id, claim.market, claim.currency, claim.asked_minor) == (
            first.id,
            "EU",
            "EUR",
            3_990,
        )
        review = read.find(Feedback, external_id="F-1")
        assert review is not None
        assert (review.score, review.order_id, review.text) == (2, first.id, "水壶漏水，不满意")
        recall = read.find(Recall, number="R-1")
        assert recall is not None
        items = read.among(RecallItem, "recall_id", [recall.id])
        assert {(row.model, row.gtin, row.product_id) for row in items} == {
            ("KT-1", "4006381333931", kettle.id),
            ("KT-2", "", None),
        }


def test_limits_are_frozen_by_the_tables(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    with manager.store.read() as read:
        inspection = read.find(Inspection, number="IN-2026-0001")
        assert inspection is not None
        assert (inspection.lot_size, inspection.letter, inspection.sample_size) == (1200, "J", 80)
        limits = {
            row.defect_class: (row.aql, row.ac, row.re)
            for row in read.among(InspectionLimit, "inspection_id", [inspection.id])
        }
        checks = read.among(InspectionCheck, "inspection_id", [inspection.id])
        assert checks, "a planned inspection gets the checklist of its category"
        assert inspection.template_id is not None
        assert limits == {"Critical": ("0", 0, 1), "Major": ("2.5", 5, 6), "Minor": ("4.0", 7, 8)}


def test_the_same_files_again_change_nothing(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    with manager.store.read() as read:
        before = [row.seq for row in read.all(select(t(AuditEvent).c.seq))]
    again = bring_all(manager, tmp_path)
    assert all((report.created, report.updated, report.rejected) == (0, 0, 0) for report in again.values())
    assert {kind: report.unchanged for kind, report in again.items()}["orders"] == 2
    with manager.store.read() as read:
        assert [row.seq for row in read.all(select(t(AuditEvent).c.seq))] == before, "nothing to audit"
        assert (read.count(Buyer), read.count(OrderLine), read.count(RecallItem)) == (2, 3, 2)


def test_changes_are_updates_and_blanks_change_nothing(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    report = bring(
        manager,
        tmp_path,
        "products",
        "sku,name,brand,name_zh\nKT-1,Kettle de luxe,Acme,\nTY-1,Wooden train,,\n",
    )
    assert counts(report) == (0, 1, 1, 0)
    with manager.store.read() as read:
        kettle = read.find(Product, sku="KT-1")
        assert kettle is not None
        assert (kettle.name, kettle.brand, kettle.name_zh) == ("Kettle de luxe", "Acme", "电热水壶")


def test_bad_rows_do_not_stop_good_ones(manager: Desk, tmp_path: Path) -> None:
    bring(manager, tmp_path, "parties", PARTIES)
    bring(manager, tmp_path, "products", PRODUCTS)
    text = (
        "number,sku,quantity,made_on\nG-1,KT-1,100,2026-01-01\nB-1,NONE,100,2026-01-01\nB-2,KT-1,many,soon\n"
        ",KT-1,5,2026-01-01\nB-3,KT-1,-5,2026-01-01\nB-4,KT-1,1,2026-01-01,extra\nG-2,KT-1,100,2026-01-02\n"
    )
    report = bring(manager, tmp_path, "lots", text)
    assert counts(report) == (2, 0, 0, 5)
    assert report.read == 7
    assert [(error.line, error.field, error.value) for error in report.errors] == [
        (3, "sku", "NONE"),
        (4, "quantity", "many"),
        (4, "made_on", "soon"),
        (5, "number", ""),
        (6, "quantity", "-5"),
        (7, "", "B-4"),
    ]
    assert all(error.file == "lots.csv" for error in report.errors)


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_the_error_sheet_is_mended_and_comes_back(local_manager: Desk, tmp_path: Path, ending: str) -> None:
    text = 'sku,name,category\nA-1,Good,toys\n=B-1,"=HYPERLINK(""x"")",toys\n,No number,toys\n'
    report = bring(local_manager, tmp_path, "products", text)
    assert counts(report) == (2, 0, 0, 1)
    sheet = tmp_path / f"errors.{ending}"
    assert write_error_sheet(report, sheet) == 1
    again = import_files(local_manager, "products", [sheet])
    assert counts(again) == (0, 0, 0, 1), "not mended yet"
    if ending == "csv":
        rows = list(csv.reader(sheet.read_text("utf-8-sig").splitlines()))
        assert rows[0][-4:] == ["error_file", "error_line", "error_field", "error_message"]
        assert rows[1][1:6] == ["No number", "toys", "products.csv", "4", "sku"]
        sheet.write_text(sheet.read_text("utf-8-sig").replace("\n,No number", "\nC-1,No number"), "utf-8")
        assert counts(import_files(local_manager, "products", [sheet])) == (1, 0, 0, 0)


def test_a_dry_run_tells_all_and_keeps_nothing(manager: Desk, tmp_path: Path) -> None:
    report = bring(manager, tmp_path, "parties", PARTIES, ImportOptions(dry_run=True))
    assert counts(report) == (2, 0, 0, 0)
    with manager.store.read() as read:
        assert read.count(Party, own=False) == 0


def test_cancel_leaves_nothing_behind(manager: Desk, tmp_path: Path) -> None:
    text = "sku,name\n" + "".join(f"S-{n},Thing {n}\n" for n in range(5_000))
    seen: list[int] = []
    options = ImportOptions(progress=lambda done, file: seen.append(done), cancelled=lambda: len(seen) >= 2)
    with pytest.raises(Cancelled):
        bring(manager, tmp_path, "products", text, options)
    assert seen == [2_000, 4_000]
    with manager.store.read() as read:
        assert read.count(Product) == 0


def test_a_file_that_is_no_table_stops_all_before_writing(manager: Desk, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(PARTIES)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(RuleBroken, match=r"picture.csv was not read"):
        import_files(manager, "parties", [tmp_path / "good.csv", tmp_path / "picture.csv"])
    with manager.store.read() as read:
        assert read.count(Party, own=False) == 0


def test_a_row_whose_name_no_index_holds_never_stops_the_good_ones(manager: Desk, tmp_path: Path) -> None:
    long = "".join(map(chr, range(0x4E00, 0x4E00 + 9000)))
    report = bring(manager, tmp_path, "products", f"sku,name\nA-1,{long}\nA-2,Kettle\n")
    assert (report.created, [(error.line, error.field) for error in report.errors]) == (1, [(2, "name")])
    report = bring(manager, tmp_path, "parties", f"code,name\nP-1,{long}\nP-2,Maker\n")
    assert (report.created, report.rejected) == (1, 1)
    order = (
        f"number,channel,sku,quantity,title,buyer_name\nO-1,own,B-1,1,{long},Eva\nO-2,own,B-1,1,Pot,{long}\n"
    )
    report = bring(manager, tmp_path, "orders", order)
    assert (report.created, [(error.line, error.field) for error in report.errors]) == (
        1,
        [(3, "buyer_name")],
    )


def test_columns_are_named_by_a_mapping(manager: Desk, tmp_path: Path) -> None:
    text = "Kennung;Bezeichnung;Preis\nA-1;Kessel;3,5\n"
    with pytest.raises(RuleBroken, match="No column was recognised for: sku"):
        bring(manager, tmp_path, "products", text)
    options = ImportOptions(mapping={"sku": "Kennung", "name": "#2"})
    assert counts(bring(manager, tmp_path, "products", text, options)) == (1, 0, 0, 0)
    with pytest.raises(RuleBroken, match="no column “Absent”"):
        bring(manager, tmp_path, "products", text, ImportOptions(mapping={"sku": "Absent"}))
    with pytest.raises(RuleBroken, match="the fields are"):
        bring(manager, tmp_path, "products", text, ImportOptions(mapping={"colour": "Preis"}))


def test_conventions_are_found_and_can_be_corrected(manager: Desk, tmp_path: Path) -> None:
    text = "order no;sku;price;order date\nX-1;S;1.234,50;03/04/2026\nX-2;S;2,00;25/04/2026\n"
    options = ImportOptions(reading=ReadOptions(date_order="mdy", header_row=1))
    assert counts(bring(manager, tmp_path, "orders", text)) == (2, 0, 0, 0)
    with manager.store.read() as read:
        order = read.find(Order, number="X-1")
        assert order is not None
        assert (order.goods_minor, order.placed_at.month) == (123_450, 4)
    corrected = bring(manager, tmp_path, "orders", text, options)
    assert counts(corrected) == (0, 1, 0, 1), "the 25th month is refused"


def test_states_change_by_their_own_steps_only(manager: Desk, service: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    report = bring(manager, tmp_path, "shipments", "number,status\nSH-2026-0001,Released\n")
    assert (counts(report), report.errors[0].field) == ((0, 0, 0, 1), "status")
    fresh = bring(service, tmp_path, "shipments", "number,status\nSH-OLD,Closed\nSH-NEW,Draft\n")
    assert counts(fresh) == (1, 0, 0, 1)
    assert "manager" in str(fresh.errors[0].message)
    assert counts(bring(manager, tmp_path, "shipments", "number,status\nSH-OLD,Closed\n")) == (1, 0, 0, 0)


def test_what_a_file_leaves_open_stays_as_it_is(manager: Desk, tmp_path: Path) -> None:
    """A column that is not there and a blank cell change nothing, in lines as in the record itself."""
    bring_all(manager, tmp_path)
    with manager.store.write(manager.person, "prepare") as work:
        (line,) = (row for row in work.rows(ShipmentLine, "line_no") if row.line_no == 2)
        work.change(ShipmentLine, line.id, hs_code="950300", origin="CN", order_number="O-1", cartons=4)
        kettle = work.find(Product, sku="KT-1")
        work.change(Product, kettle.id, attributes={"voltage": "220 V"})
        recall = work.find(Recall, number="R-1")
        work.change(Recall, recall.id, external_id="X-9", source="CPSC")
    before = _all_rows(manager)
    for kind, text in (
        ("shipments", "number,line_no,sku\nSH-2026-0001,2,TY-1\n"),
        ("shipments", "number,line_no,sku,lot,hs_code,quantity,value\nSH-2026-0001,2,TY-1,,,,\n"),
        ("shipments", "number,line_no\nSH-2026-0001,2\n"),
        ("shipments", "number,destination_country\nSH-2026-0001,DE\n"),
        ("orders", "number,channel,line_no\nO-1,shop,1\n"),
        ("orders", "number,channel,line_no,sku,title,qty,price,freight\nO-1,shop,1,KT-1,,,,\n"),
        ("claims", "number,sku\nCL-2026-0001,KT-1\n"),
        ("claims", "number,sku,quantity,price\nCL-2026-0001,KT-1,,\n"),
        ("recalls", "number,title\nR-1,Kettle may catch fire\n"),
        ("lots", "number,sku,quantity\nL-1,KT-1,\n"),
        ("certificates", "number,scheme,market,valid_to\nTUV-1,CE-LVD,EU,\n"),
        ("inspections", "number,lot,sku,level\nIN-2026-0001,L-1,KT-1,\n"),
        ("feedback", "number,order_number,score,text\nF-1,O-1,2,\n"),
        ("parties", "code,street,country\nGZ01,,\n"),
    ):
        report = bring(manager, tmp_path, kind, text)
        assert counts(report) == (0, 0, 1, 0), (kind, text, report.errors)
        assert _all_rows(manager) == before, (kind, text)
    assert counts(bring(manager, tmp_path, "products", "sku,category\nKT-1,Tea things\n")) == (0, 1, 0, 0)
    assert _all_rows(manager)["product"][kettle.id]["attributes"] == {
        "voltage": "220 V",
        "shop_category": "Tea things",
    }


def _all_rows(desk: Desk) -> dict[str, dict[str, dict[str, object]]]:
    """Every imported record and part, whatever was written to it."""
    records = (Party, Product, Lot, Shipment, ShipmentLine, Order, OrderLine, Claim, ClaimLine, Recall)
    further = (RecallItem, Certificate, CertificateScope, Inspection, Feedback, Buyer)
    with desk.store.read() as read:
        return {
            one.__tablename__: {row.id: dict(row._mapping) for row in read.rows(one, "id")}
            for one in (*records, *further)
        }


def test_a_file_says_what_it_changes_and_amounts_keep_their_currency(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    text = "number,line_no,sku,value,hs_code\nSH-2026-0002,1,KT-1,12.50,851610\n"
    assert counts(bring(manager, tmp_path, "shipments", text)) == (0, 1, 0, 0)
    yen = "number,currency,line_no,sku,quantity,value\nSH-JP,JPY,1,KT-1,5,700\n"
    assert counts(bring(manager, tmp_path, "shipments", yen)) == (1, 0, 0, 0)
    again = "number,line_no,sku,quantity,value\nSH-JP,1,KT-1,5,700\n"
    assert counts(bring(manager, tmp_path, "shipments", again)) == (0, 0, 1, 0), "yen have no cents"
    moved = "number,line_no,sku\nSH-2026-0001,1,TY-1\n"
    assert counts(bring(manager, tmp_path, "shipments", moved)) == (0, 1, 0, 0)
    with manager.store.read() as read:
        usd, jpy = (read.find(Shipment, number=one) for one in ("SH-2026-0002", "SH-JP"))
        (line,) = read.rows(ShipmentLine, shipment_id=usd.id)
        assert (line.value_minor, line.hs_code, line.quantity) == (1250, "851610", 600)
        assert [one.value_minor for one in read.rows(ShipmentLine, shipment_id=jpy.id)] == [700]
        first = read.find(ShipmentLine, shipment_id=read.find(Shipment, number="SH-2026-0001").id, line_no=1)
        assert first.lot_id is None, "a lot of other goods does not stay"


def test_an_approved_inspection_is_not_changed(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    head = "number,lot,sku,status,result,decision,major_found\n"
    assert counts(
        bring(manager, tmp_path, "inspections", head + "OLD-1,L-1,KT-1,Approved,Pass,Release,2\n")
    ) == (1, 0, 0, 0)
    assert counts(
        bring(manager, tmp_path, "inspections", head + "OLD-1,L-1,KT-1,Approved,Pass,Release,2\n")
    ) == (0, 0, 1, 0)
    report = bring(manager, tmp_path, "inspections", head + "OLD-1,L-1,KT-1,Approved,Pass,Release,0\n")
    assert counts(report) == (0, 0, 0, 1)
    assert "locked" in str(report.errors[0].message)


def test_a_record_said_twice_in_one_file(manager: Desk, tmp_path: Path) -> None:
    text = "sku,name\nA,One\nA,One\nA,Two\n"
    assert counts(bring(manager, tmp_path, "products", text)) == (1, 0, 0, 1)
    assert counts(bring(manager, tmp_path, "products", text)) == (0, 0, 1, 1)


def test_lines_of_one_order_may_stand_apart(manager: Desk, tmp_path: Path) -> None:
    text = "number,sku,quantity,unit_price,currency\nA,S1,1,1.00,EUR\nB,S1,1,2.00,EUR\nA,S2,1,3.00,EUR\n"
    with_numbers = (
        "number,line_no,sku,quantity,unit_price,currency\n"
        "A,1,S1,1,1.00,EUR\nB,1,S1,1,2.00,EUR\nA,2,S2,1,3.00,EUR\n"
    )
    assert counts(bring(manager, tmp_path, "orders", with_numbers)) == (2, 0, 0, 0)
    with manager.store.read() as read:
        order = read.find(Order, number="A")
        assert order is not None
        assert order.goods_minor == 400
    assert counts(bring(manager, tmp_path, "orders", with_numbers)) == (0, 0, 2, 0)
    assert counts(bring(manager, tmp_path, "orders", text)) == (0, 0, 2, 0), (
        "numbered by their order in the file"
    )


def test_own_numbers_are_not_given_out_again(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    bring(manager, tmp_path, "shipments", "number,destination_country\nSH-2026-0941,DE\n")
    with manager.store.write(manager.person, "take a number") as work:
        assert work.next_number("SH") == "SH-2026-0942"


def test_remarks_need_words_or_a_score(manager: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="any of: text, title, score"):
        bring(manager, tmp_path, "feedback", "id,violations\n1,many\n")


def test_an_auditor_imports_nothing(manager: Desk, tmp_path: Path) -> None:
    from dataclasses import replace

    from qualitydesk.domain.people import Role

    auditor = manager.of(replace(manager.person, role=Role.AUDITOR))
    with pytest.raises(Denied):
        bring(auditor, tmp_path, "parties", PARTIES)


def test_cpsc_and_safety_gate_recalls(manager: Desk, tmp_path: Path) -> None:
    cpsc = {
        "success": {
            "total": 1,
            "results": [
                {
                    "recall_number": "14014",
                    "recall_date": "2013-11-05",
                    "recall_url": "http://example.org/1",
                    "manufacturers": ["Ryobi", "One World"],
                    "product_types": ["Charger"],
                    "descriptions": ["P113 charger"],
                    "upcs": ["0 33287 15832 5", "4006381333931"],
                    "hazards": ["Fire"],
                    "countries": ["China"],
                }
            ],
        }
    }
    (tmp_path / "c.json").write_text(json.dumps(cpsc))
    report = import_files(manager, "recalls", [tmp_path / "c.json"])
    assert (counts(report), report.files[0].preset) == ((1, 0, 0, 0), "cpsc")
    gate = (
        "alert_number,product_name,brand,product_description,risk_type,barcode,batch_number\n"
        'A12/1/24,Toy,Acme,"Red\ntoy",Choking,"EAN 4006381333931, 1234",B-7\n'
    )
    report = bring(manager, tmp_path, "recalls", gate)
    assert (counts(report), report.files[0].preset) == ((1, 0, 0, 0), "safety-gate")
    with manager.store.read() as read:
        recall = read.find(Recall, source="CPSC", external_id="14014")
        assert recall is not None
        assert (recall.market, recall.title, recall.hazard) == ("US", "P113 charger", "Fire")
        assert read.count(RecallItem, gtin="4006381333931") == 2


def test_the_present_service_of_the_cpsc(manager: Desk, tmp_path: Path) -> None:
    record = {
        "RecallID": 10_000,
        "RecallNumber": "26-017",
        "RecallDate": "2026-01-15T00:00:00",
        "Title": "Acme recalls kettles",
        "Description": "Electric kettles",
        "URL": "https://example.org",
        "Products": [{"Name": "Acme kettle", "Model": "K1"}],
        "Manufacturers": [{"Name": "Acme Ltd."}],
        "ProductUPCs": [{"UPC": "4006381333931"}],
        "Hazards": [{"Name": "Burn hazard", "HazardType": ""}],
        "Remedies": [{"Name": "Refund"}],
    }
    (tmp_path / "r.json").write_text(json.dumps([record]))
    report = import_files(manager, "recalls", [tmp_path / "r.json"])
    assert (counts(report), report.files[0].preset) == ((1, 0, 0, 0), "cpsc-safer-products")
    with manager.store.read() as read:
        recall = read.find(Recall, external_id="26-017")
        assert recall is not None
        assert (recall.hazard, recall.remedy, recall.published_on.isoformat()) == (
            "Burn hazard",
            "Refund",
            "2026-01-15",
        )
        (item,) = read.among(RecallItem, "recall_id", [recall.id])
        assert (item.brand, item.model, item.gtin) == ("Acme Ltd.", "Acme kettle", "4006381333931")


@pytest.mark.parametrize("kind", import_kinds())
def test_no_field_is_longer_than_its_column(kind: str) -> None:
    shape = IMPORTS[kind]
    for field in shape.fields:
        column = t(shape.record).c.get(field.name)
        length = getattr(getattr(column, "type", None), "length", None)
        if (
            field.name in shape.columns
            and length
            and field.form in {Form.TEXT, Form.CODE}
            and not field.words
        ):
            assert 0 < field.limit <= length, field.name


def test_certificates_keep_their_scheme_apart(manager: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    text = CERTIFICATES.replace("CE-LVD", "CE-EMC")
    assert counts(bring(manager, tmp_path, "certificates", text)) == (1, 0, 0, 0)
    with manager.store.read() as read:
        assert read.count(Certificate, number="TUV-1") == 2


@pytest.mark.parametrize("value", ["NaN", "-Infinity", "1e999"])
def test_json_that_holds_no_number_is_refused_in_words(manager: Desk, tmp_path: Path, value: str) -> None:
    path = tmp_path / "in.json"
    path.write_text(f'[{{"number": "L-1", "sku": "S", "quantity": 1, "made_on": {value}}}]')
    with pytest.raises(RuleBroken, match="number"):
        import_files(manager, "lots", [path])


def test_a_file_does_not_do_what_only_managers_may(manager: Desk, service: Desk, tmp_path: Path) -> None:
    """Let a blocked party trade, make a paper hold for longer, end a recall: all of these open the gate."""

    def brought_in(desk: Desk, kind: str, text: str) -> ImportReport:
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, "utf-8")
        return import_files(desk, kind, [path])

    blocked = "code,name,blocked,blocked_reason\nP-1,Haoyu,{},{}\n"
    paper = "number,scheme,market,status,valid_to\nDoC 1,CE,EU,Valid,{}\n"
    recall = "number,external_id,source,title,status\nRC-9,9,House,Kettle,{}\n"
    for kind, text, before, after in (
        ("parties", blocked, ("yes", "Fraud"), ("no", "")),
        ("certificates", paper, ("2026-12-01",), ("2030-12-01",)),
        ("recalls", recall, ("Stop sale",), ("Closed",)),
    ):
        assert brought_in(manager, kind, text.format(*before)).created == 1
        report = brought_in(service, kind, text.format(*after))
        assert (report.rejected, report.updated) == (1, 0), report.errors
        assert "manager" in str(report.errors[0].message)
        assert brought_in(service, kind, text.format(*before)).unchanged == 1
        assert brought_in(manager, kind, text.format(*after)).updated == 1


def test_a_shipment_goes_to_a_market_that_has_rules(manager: Desk, tmp_path: Path) -> None:
    text = "number,market\nSH-A,ZZ\nSH-B,DE\nSH-C,us\n"
    report = bring(manager, tmp_path, "shipments", text)
    assert (counts(report), report.errors[0].field) == ((2, 0, 0, 1), "market")
    with manager.store.read() as read:
        assert [row.market for row in read.rows(Shipment, "number")] == ["EU", "US"]


def test_who_may_record_a_kind_may_bring_it_in(
    inspector: Desk, service: Desk, manager: Desk, tmp_path: Path
) -> None:
    bring_all(manager, tmp_path)
    with pytest.raises(Denied):
        bring(inspector, tmp_path, "claims", CLAIMS)
    with pytest.raises(Denied):
        bring(service, tmp_path, "inspections", INSPECTIONS)
    assert counts(bring(service, tmp_path, "claims", CLAIMS)) == (0, 0, 1, 0)
    assert counts(bring(inspector, tmp_path, "inspections", INSPECTIONS)) == (0, 0, 2, 0)


def test_a_file_widens_no_paper_and_no_recall_in_force(manager: Desk, service: Desk, tmp_path: Path) -> None:
    bring_all(manager, tmp_path)
    paper = "number,scheme,market,status,products,models\nDoC 7,CE,EU,Valid,KT-1,{}\n"
    recall = "number,title,brand,model\nR-1,Kettle may catch fire,Acme,{}\n"
    assert counts(bring(manager, tmp_path, "certificates", paper.format("A"))) == (1, 0, 0, 0)
    for kind, text, same, wider in (
        ("certificates", paper, "A", "A; B"),
        ("recalls", recall, "KT-2", "KT-3"),
    ):
        assert counts(bring(service, tmp_path, kind, text.format(same))) == (0, 0, 1, 0)
        report = bring(service, tmp_path, kind, text.format(wider))
        assert counts(report) == (0, 0, 0, 1)
        assert "manager" in str(report.errors[0].message)
        assert counts(bring(manager, tmp_path, kind, text.format(wider))) == (0, 1, 0, 0)
    submitted = "number,scheme,market,models\nTUV-1,CE-LVD,EU,KT-1C\n"
    assert counts(bring(service, tmp_path, "certificates", submitted)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("inspections", "number,lot,sku,decision\nIN-2026-0001,L-1,KT-1,Release\n"),
        ("inspections", "number,lot,sku,result\nIN-2026-0001,L-1,KT-1,Pass\n"),
        ("inspections", "number,lot,sku,level\nIN-2026-0001,L-1,KT-1,III\n"),
        ("inspections", "number,lot,sku,lot_size\nIN-2026-0001,L-1,KT-1,7\n"),
        ("inspections", "number,lot,sku,major_found\nIN-2026-0001,L-1,KT-1,0\nIN-2026-0001,L-2,TY-1,0\n"),
        ("claims", "number,granted,granted_amount\nCL-2026-0001,Refund,39.90\n"),
        ("claims", "number,received_at\nCL-2026-0001,2026-11-05 10:00\n"),
        ("claims", "number,closed_at\nCL-2026-0001,2026-11-05 10:00\n"),
        ("claims", "number,kind\nCL-2026-0001,Missing parts\n"),
        ("shipments", "number,status\nSH-2026-0001,Closed\n"),
    ],
)
def test_what_its_own_steps_decide_no_file_decides(
    manager: Desk, tmp_path: Path, kind: str, text: str
) -> None:
    bring_all(manager, tmp_path)
    before = _all_rows(manager)
    report = bring(manager, tmp_path, kind, text)
    assert report.rejected == 1, report
    assert report.updated == 0
    assert _all_rows(manager) == before


def test_a_planned_inspection_is_arranged_otherwise_and_one_that_began_is_not(
    manager: Desk, tmp_path: Path
) -> None:
    bring_all(manager, tmp_path)
    later = "number,lot,sku,planned_on,note\nIN-2026-0001,L-1,KT-1,2026-10-09,{}\n"
    assert counts(bring(manager, tmp_path, "inspections", later.format("rain"))) == (0, 1, 0, 0)
    with manager.store.write(manager.person, "prepare") as work:
        work.change(Inspection, work.find(Inspection, number="IN-2026-0001").id, status="In progress")
    report = bring(manager, tmp_path, "inspections", later.format("sun"))
    assert counts(report) == (0, 0, 0, 1)
    assert "In progress" in str(report.errors[0].message)


def test_a_file_changes_no_goods_that_passed_the_gate(manager: Desk, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("sku,name,category\nKT-1,Kettle,electrical_lv\n")
    import_files(manager, "products", [tmp_path / "p.csv"])
    path = tmp_path / "s.csv"
    text = "number,market,status,tracking number,sku,quantity\nSH-2026-0007,EU,In transit,{},KT-1,{}\n"
    for tracking, quantity, outcome in (
        ("T-1", 10, "created"),
        ("T-1", 10, "unchanged"),
        ("T-1", 11, "rejected"),
        ("T-2", 10, "updated"),
    ):
        path.write_text(text.format(tracking, quantity))
        report = import_files(manager, "shipments", [path])
        assert getattr(report, outcome) == 1, (outcome, report)
    with manager.store.read() as read:
        assert [line.quantity for line in read.rows(ShipmentLine)] == [10]


@pytest.mark.parametrize(
    ("name", "header", "lacking"),
    [
        (
            "olist_customers_dataset.csv",
            "customer_id,customer_unique_id,customer_zip_code_prefix,customer_city,customer_state\nc1,b1,1,Porto,RS",
            "olist_orders_dataset.csv",
        ),
        (
            "product_category_name_translation.csv",
            "product_category_name,product_category_name_english\nbeleza,beauty",
            "olist_products_dataset.csv",
        ),
    ],
)
def test_a_table_that_says_nothing_alone_is_refused_and_the_missing_one_named(
    local_manager: Desk, tmp_path: Path, name: str, header: str, lacking: str
) -> None:
    file = tmp_path / name
    file.write_text(header + "\n", encoding="utf-8")
    with pytest.raises(RuleBroken, match=lacking):
        import_files(local_manager, "orders", [file])
