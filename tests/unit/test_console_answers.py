"""Answers as JSON: ISO dates, money with its currency, null for unknown, messages in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePosixPath

import pytest

from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Message, msg
from ui.console.answers import as_json


class Colour(StrEnum):
    RED = "Red"


@dataclass(frozen=True)
class Row:
    name: str
    due: date | None


def english(message: Message) -> str:
    return str(message)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, None),
        (True, True),
        (date(2026, 11, 20), "2026-11-20"),
        (datetime(2026, 11, 20, 14, 6, 21, 123000, UTC), "2026-11-20T14:06:21.123Z"),
        (datetime(2026, 11, 20, 22, 0, tzinfo=timezone(timedelta(hours=8))), "2026-11-20T14:00:00.000Z"),
        (Money.of("12.30", "EUR"), {"amount": "12.30", "currency": "EUR"}),
        (Decimal("0.650"), "0.650"),
        (Colour.RED, "Red"),
        (PurePosixPath("a/b.pdf"), "a/b.pdf"),
        (msg("{n} found", n=3), "3 found"),
        (Bilingual("Kettle", "水壶"), {"en": "Kettle", "zh": "水壶"}),
        ((Row("a", None),), [{"name": "a", "due": None}]),
        ({"rows": {"claim": 2}}, {"rows": {"claim": 2}}),
    ],
)
def test_every_kind_of_value_has_its_form(value: object, wanted: object) -> None:
    assert json.loads(as_json(value, english)) == wanted


def test_chinese_is_written_as_it_is() -> None:
    assert "玻璃" in as_json({"name": "玻璃电热水壶"}, english)


def test_what_has_no_form_is_a_fault() -> None:
    with pytest.raises(TypeError):
        as_json(object(), english)
