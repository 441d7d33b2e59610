"""Numbers and scans: doubts in words, never an exception, whatever is typed or scanned."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.identifiers import (
    SCHEMES,
    check_number,
    mod10_check_digit,
    number_doubts,
    parse_scan,
    s10_check_digit,
    tracking_scheme,
)


@pytest.mark.parametrize(
    ("scheme", "number"),
    [
        ("gtin", "6971234560216"),
        ("gtin", "96385074"),
        ("gln", "4012345000009"),
        ("sscc", "106141412345678908"),
        ("uscc", "91110000600037341L"),
        ("lei", "213800KUD8LAJWSQ9D15"),
        ("eori", "DE4582201"),
        ("eori", "GB123456789000"),
        ("vat_eu", "DE136695976"),
        ("us_ein", "91-1144442"),
        ("container", "CSQU 305438-3"),
        ("jp_corporate_number", "5835678256246"),
        ("au_abn", "83 914 571 673"),
        ("br_cnpj", "12ABC34501DE35"),
        ("upu_s10", "RR473124829GB"),
        ("hs", "8516.79"),
        ("incoterm", "dap"),
    ],
)
def test_right_numbers_have_no_doubt(scheme: str, number: str) -> None:
    assert not check_number(scheme, number).doubts


@pytest.mark.parametrize(
    ("scheme", "number", "said"),
    [
        ("gtin", "6971234560331", "Check digit should be 9"),
        ("uscc", "91110000600037341M", "Check digit should be L"),
        ("lei", "213800KUD8LAJWSQ9D16", "Check digit should be 15"),
        ("container", "CSQU3054384", "Check digit should be 3"),
        ("upu_s10", "RR473124828GB", "Check digit should be 9"),
        ("sscc", "106141412345678909", "Check digit should be 8"),
        ("gtin", "12345", "Should have 8, 12, 13, 14 figures, has 5"),
        ("gtin", "69712345602X6", "Only figures are expected"),
        ("hs", "99", "6, 8 or 10 figures are expected"),
        ("hs", "770000", "There is no chapter 77"),
        ("eori", "4582201", "A country code and up to 15 letters or figures are expected"),
        ("incoterm", "XYZ", "Not one of the Incoterms 2020"),
    ],
)
def test_wrong_numbers_say_what_is_wrong(scheme: str, number: str, said: str) -> None:
    assert [str(doubt) for doubt in number_doubts(scheme, number)] == [said]


@given(st.sampled_from(sorted(SCHEMES)), st.text(max_size=30))
def test_no_text_raises(scheme: str, text: str) -> None:
    check_number(scheme, text)


@given(st.text(max_size=80))
def test_no_scan_raises_and_nothing_is_lost(text: str) -> None:
    assert parse_scan(text).raw == text.strip().strip("\x1d")


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_wrong_check_digit_is_always_seen(body: int) -> None:
    text = f"{body:012d}"
    right = mod10_check_digit(text)
    for digit in "0123456789":
        assert (not number_doubts("gtin", text + digit)) is (digit == right)


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_postal_numbers_round(body: int) -> None:
    text = f"{body:08d}"
    assert not number_doubts("upu_s10", f"RR{text}{s10_check_digit(text)}CN")


def test_element_string_with_brackets() -> None:
    scan = parse_scan("(01)06971234560216(10)NB-2610-A(17)270500")
    assert (scan.gtin, scan.lot, scan.expiry) == ("6971234560216", "NB-2610-A", date(2027, 5, 31))


def test_element_string_with_separator_and_symbology() -> None:
    scan = parse_scan("]C1010697123456021610NB-2610-A\x1d21KT26-000123")
    assert (scan.gtin, scan.lot, scan.serial, scan.key) == (
        "6971234560216",
        "NB-2610-A",
        "KT26-000123",
        "KT26-000123",
    )


def test_element_string_without_marks_needs_a_right_gtin() -> None:
    assert parse_scan("01069712345602161727050010NB").lot == "NB"
    assert parse_scan("01069712345602171727050010NB").lot == ""


def test_digital_link() -> None:
    scan = parse_scan("https://id.gs1.org/01/09506000134352/10/ABC/21/9?17=271200")
    assert (scan.gtin, scan.lot, scan.serial, scan.expiry) == (
        "9506000134352",
        "ABC",
        "9",
        date(2027, 12, 31),
    )


def test_plain_texts() -> None:
    assert parse_scan("6971234560216").gtin == "6971234560216"
    assert parse_scan("106141412345678908").sscc == "106141412345678908"
    assert parse_scan("NB-2610-C").key == "NB-2610-C"
    assert [str(d) for d in parse_scan("6971234560217").doubts] == ["Check digit should be 6"]


def test_transport_numbers_are_known_by_their_shape() -> None:
    assert tracking_scheme("CSQU 305438-3") == "container"
    assert tracking_scheme("RR473124829GB") == "upu_s10"
    assert tracking_scheme("NHL-558120") == ""
