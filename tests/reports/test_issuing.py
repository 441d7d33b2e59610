"""From an approved inspection to a registered, verifiable file; also through the console commands."""

from __future__ import annotations

import io
import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.records import (
    Defect,
    Inspection,
    InspectionCheck,
    InspectionLimit,
    IssuedDocument,
    Party,
    PartyAddress,
    Person,
    Signature,
)
from qualitydesk.services import documents, house
from qualitydesk.services.desk import Desk
from reports.issuing import Wish, draft, facts, issue
from reports.verification import verify, verify_typed
from tests.builders import add_traded_goods, desk_of
from ui.console import main

NUMBER = "IN-2026-0931"


def add_inspection(desk: Desk, **values: Any) -> str:
    """An inspection of a traded lot that passed, signed by two people."""
    with desk.store.write(desk.person, "make an inspection") as work:
        goods = add_traded_goods(work)
        chen, wang = (work.find(Person, login=login) for login in ("chen", "wang"))
        assert chen is not None
        assert wang is not None
        facts = {
            "number": NUMBER,
            "kind": "PSI",
            "status": "Approved",
            "result": "Pass",
            "decision": "Release",
            "lot_id": goods["lot"],
            "product_id": goods["product"],
            "shipment_id": goods["shipment"],
            "inspector_id": chen.id,
            "approver_id": wang.id,
            "lot_size": 2400,
            "level": "II",
            "severity": "normal",
            "edition": "iso2859-1",
            "letter": "K",
            "sample_size": 125,
            "units_done": 125,
            "submitted_at": desk.now(),
            "approved_at": desk.now(),
        }
        key = work.insert(Inspection, id=new_key(), **(facts | values))
        for name, aql, ac, re in (("Critical", "0", 0, 1), ("Major", "2.5", 7, 8), ("Minor", "4.0", 10, 11)):
            limit = {"aql": aql, "letter": "K", "sample_size": 125, "ac": ac, "re": re}
            work.insert(InspectionLimit, id=new_key(), inspection_id=key, defect_class=name, **limit)
        check = {"position": 1, "name": "Leak", "name_zh": "渗漏", "kind": "pass_fail", "outcome": "Pass"}
        work.insert(InspectionCheck, id=new_key(), inspection_id=key, sample_size=32, found="0", **check)
        fault = {"code": "C-11", "name": "Scratch", "name_zh": "划痕", "defect_class": "Minor", "count": 3}
        work.insert(Defect, id=new_key(), inspection_id=key, found_at=desk.now(), **fault)
        for person, meaning in ((chen, "inspected"), (wang, "approved")):
            signed = {"person_id": person.id, "meaning": meaning, "at": desk.now(), "content_hash": "0" * 64}
            work.insert(Signature, id=new_key(), subject_kind="inspection", subject_id=key, **signed)
    return key


def test_issue_verify_supersede_void(approver: Desk) -> None:
    add_inspection(approver)
    first = issue(approver, Wish("inspection-certificate", NUMBER))
    pdf = documents.read_pdf(approver, first.row.id)
    assert verify(approver, pdf).verdict == "valid"
    assert verify_typed(approver, first.row.check_code).verdict == "valid"
    assert verify(approver, pdf + b"\n% more").verdict == "altered"
    assert verify(approver, pdf.replace(b"2400", b"2500")).verdict == "altered"
    second = issue(approver, Wish("inspection-certificate", NUMBER, ("en",)))
    assert second.row.number != first.row.number
    assert verify(approver, pdf).verdict == "superseded"
    documents.void_document(approver, second.row.id, second.row.version, "wrong lot")
    assert verify(approver, documents.read_pdf(approver, second.row.id)).verdict == "void"
    assert verify(approver, b"%PDF-1.4 something else").verdict == "not-ours"
    assert verify_typed(approver, "hello").verdict == "not-ours"
    wrong = first.row.check_code[:-1] + ("7" if first.row.check_code[-1] != "7" else "8")
    assert verify_typed(approver, wrong).verdict == "unknown"


def test_the_paper_states_the_record(approver: Desk) -> None:
    add_inspection(approver)
    entry = issue(approver, Wish("inspection-certificate", NUMBER))
    from reports.seal import read_seal

    seal = read_seal(documents.read_pdf(approver, entry.row.id))
    assert seal is not None
    content = seal.record["content"]
    assert (content["result"], content["decision"]) == ("Pass", "Release")
    assert [line["found"] for line in content["limits"]] == [0, 0, 3]
    assert [line["role"] for line in content["signings"]] == ["Inspector", "Approved by"]
    assert content["goods"]["shipment_line"] == 1
    assert seal.record["issued_by"] == "Wang Shu"


def test_blocks_left_out_are_not_on_the_record_either(approver: Desk) -> None:
    add_inspection(approver)
    wish = Wish("inspection-certificate", NUMBER, left_out=frozenset({"defects", "answers"}))
    entry = issue(approver, wish)
    from reports.seal import read_seal

    seal = read_seal(documents.read_pdf(approver, entry.row.id))
    assert seal is not None
    assert seal.record["content"]["defects"] == []
    assert seal.record["content"]["answers"] is None


def test_the_address_of_the_maker_is_printed_only_when_asked_for(approver: Desk) -> None:
    add_inspection(approver)
    with approver.store.write(approver.person, "say where the maker is") as work:
        maker = work.find(Party, name="Ningbo Haoyu Electric Appliance Co., Ltd.")
        assert maker is not None
        place = {"street": "8 Kettle Road", "city": "Cixi", "country": "CN"}
        work.insert(PartyAddress, id=new_key(), party_id=maker.id, **place)
    usual = facts(approver, Wish("inspection-certificate", NUMBER)).content
    whole = facts(approver, Wish("inspection-certificate", NUMBER, left_out=frozenset())).content
    assert usual.goods.maker_address == ""
    assert whole.goods.maker_address == "8 Kettle Road, Cixi, China"


def test_an_inspection_that_is_not_approved_gets_a_draft_but_no_certificate(approver: Desk) -> None:
    add_inspection(approver, status="Submitted")
    assert draft(approver, Wish("inspection-certificate", NUMBER)).pages >= 1
    with pytest.raises(RuleBroken):
        issue(approver, Wish("inspection-certificate", NUMBER))


def test_the_companys_logo_stands_at_the_head_and_a_lost_one_stops_nothing(
    approver: Desk, tmp_path: Path
) -> None:
    add_inspection(approver)
    plain = draft(approver, Wish("inspection-certificate", NUMBER)).pdf
    path, content = tmp_path / "logo.png", io.BytesIO()
    Image.effect_noise((300, 60), 80).save(content, "PNG")
    path.write_bytes(content.getvalue())
    seen = house.open_house(approver)
    own = house.edit_house(approver, seen, replace(seen, logo=house.keep_logo(approver, path)))
    desk = replace(approver, house=own)
    with_logo = draft(desk, Wish("inspection-certificate", NUMBER)).pdf
    assert with_logo.count(b"/DCTDecode") == plain.count(b"/DCTDecode") + 1
    lost = replace(approver, house=replace(own, logo="lost"))
    assert draft(lost, Wish("inspection-certificate", NUMBER)).pdf.count(b"/DCTDecode") == plain.count(
        b"/DCTDecode"
    )


def with_photos(desk: Desk, inspection: str) -> None:
    """Three photos on the inspection."""
    with desk.store.write(desk.person, "photos") as work:
        for shade in (40, 120, 200):
            out = io.BytesIO()
            Image.new("RGB", (160, 120), (shade, shade, shade)).save(out, "JPEG")
            key = desk.attachments.add(work, out.getvalue(), f"{shade}.jpg")
            desk.attachments.link(work, key, "inspection", inspection)


def test_single_photos_are_chosen(approver: Desk) -> None:
    with_photos(approver, add_inspection(approver))
    whole = facts(approver, Wish("inspection-certificate", NUMBER))
    assert len(whole.content.photos) == len(whole.photos) == 3
    second = whole.photos[1]
    chosen = facts(approver, Wish("inspection-certificate", NUMBER, photos=(second.id,)))
    assert [photo.caption for photo in chosen.content.photos] == [second.caption]
    none = facts(approver, Wish("inspection-certificate", NUMBER, photos=()))
    assert none.content.photos == ()
    assert len(none.photos) == 3


def test_who_gets_a_copy_is_recorded_and_not_printed(approver: Desk) -> None:
    add_inspection(approver)
    copies = ("Brückner Haushaltswaren GmbH", " ", "Brückner Haushaltswaren GmbH", "x" * 500)
    entry = issue(approver, Wish("inspection-certificate", NUMBER, copies=copies))
    assert entry.copies_to == ("Brückner Haushaltswaren GmbH", "x" * 120)
    with approver.store.read() as read:
        (row,) = read.rows(IssuedDocument)
    assert "xxxxx" not in row.record


def test_an_inspector_may_not_issue(inspector: Desk) -> None:
    add_inspection(inspector)
    with pytest.raises(Denied):
        issue(inspector, Wish("inspection-certificate", NUMBER))


@pytest.fixture
def issued_by_command(
    local_staffed: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> dict[str, Any]:
    add_inspection(desk_of(local_staffed, "wang"))
    victim = tmp_path / "victim.txt"
    victim.write_text("untouched")
    target = tmp_path / "paper.pdf"
    target.symlink_to(victim)
    arguments = ["--json", "--db", local_staffed.location, "issue", "inspection-certificate", NUMBER]
    assert main([*arguments, "-o", str(target)]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert victim.read_text() == "untouched"
    return answer


def test_the_command_issues_and_writes_a_private_file(issued_by_command: dict[str, Any]) -> None:
    target = Path(issued_by_command["file"])
    assert issued_by_command["document"] == "inspection-certificate"
    assert issued_by_command["number"].startswith("QD-IC-")
    assert len(issued_by_command["check_code"]) == 14
    assert not target.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_command_verifies(
    issued_by_command: dict[str, Any], local_staffed: Backend, capsys: pytest.CaptureFixture[str]
) -> None:
    target = Path(issued_by_command["file"])
    arguments = ["--json", "--db", local_staffed.location, "verify", str(target)]
    assert main(arguments) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["number"]) == ("valid", issued_by_command["number"])
    target.write_bytes(target.read_bytes() + b"\n")
    assert main(arguments) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "altered"


@pytest.mark.parametrize(
    "words",
    [
        ["issue", "inspection-certificate", "IN-1999-0001", "-o", "{folder}/a.pdf"],
        ["issue", "inspection-certificate", NUMBER, "-o", "{folder}/none/a.pdf"],
        ["issue", "love-letter", NUMBER, "-o", "{folder}/a.pdf"],
        ["verify", "{folder}/missing.pdf"],
    ],
)
def test_bad_usage_is_told_without_a_traceback(
    words: list[str], local_staffed: Backend, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = [word.format(folder=tmp_path) for word in words]
    assert main(["--db", local_staffed.location, *line]) == 2
    said = capsys.readouterr()
    assert said.err.strip()
    assert "Traceback" not in said.err
