"""The house: edited by two at once, checked, its logo kept as a picture; on both databases."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from qualitydesk.domain.errors import Conflict, Denied, RuleBroken
from qualitydesk.services import house
from qualitydesk.services.attachments import read_file
from qualitydesk.services.desk import Desk


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(made, "PNG")
    return made.getvalue()


def test_what_two_people_changed_is_joined(manager: Desk, approver: Desk) -> None:
    seen = house.open_house(manager)
    house.edit_house(manager, seen, replace(seen, phone="+86 571 1"))
    joined = house.edit_house(approver, seen, replace(seen, email="post@lanting.example"))
    assert (joined.phone, joined.email) == ("+86 571 1", "post@lanting.example")
    assert house.open_house(manager) == joined


def test_the_same_field_asks_who_is_right(manager: Desk, approver: Desk) -> None:
    seen = house.open_house(manager)
    house.edit_house(manager, seen, replace(seen, phone="1", address="A street 1"))
    with pytest.raises(Conflict) as told:
        house.edit_house(approver, seen, replace(seen, phone="2", address="A street 1"))
    assert (told.value.mine, told.value.theirs) == ({"phone": "2"}, {"phone": "1"})
    again = replace(seen, phone="1")
    assert house.edit_house(approver, again, replace(again, phone="2")).phone == "2"


def test_wrong_entries_are_named_by_field(manager: Desk) -> None:
    seen = house.open_house(manager)
    bad = replace(seen, name=" ", email="nobody", currency="XXQ", timezone="Nowhere/Town")
    with pytest.raises(RuleBroken) as told:
        house.edit_house(manager, seen, bad)
    assert set(told.value.fields) == {"name", "email", "currency", "timezone"}
    assert house.open_house(manager) == seen


def test_a_logo_is_a_picture(manager: Desk, inspector: Desk, tmp_path: Path) -> None:
    logo, paper = tmp_path / "logo.png", tmp_path / "paper.png"
    logo.write_bytes(picture())
    key = house.keep_logo(manager, logo)
    seen = house.open_house(manager)
    house.edit_house(manager, seen, replace(seen, logo=key))
    assert read_file(manager, house.open_house(manager).logo) == picture()
    for content in (b"%PDF-1.4 paper", b"no picture at all"):
        paper.write_bytes(content)
        with pytest.raises(RuleBroken, match="must be a picture"):
            house.keep_logo(manager, paper)
    with pytest.raises(RuleBroken, match="cannot be read"):
        house.keep_logo(manager, tmp_path / "missing.png")
    with pytest.raises(Denied):
        house.keep_logo(inspector, logo)
