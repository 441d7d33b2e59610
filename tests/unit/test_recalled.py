"""Whether a published recall names goods of ours: numbers and names however written, and nothing that only
resembles them."""

from __future__ import annotations

import pytest

from qualitydesk.domain.recalled import NamedBy, Own, Published, named_by, names_lot

KETTLE = Own("4006381333931", "Müller & Söhne", "KT-1704B", ("KT 1704", "ＷＫ－９"))


@pytest.mark.parametrize(
    ("gtin", "brand", "model", "way"),
    [
        ("4006381333931", "", "", NamedBy.GTIN),
        ("04006381333931", "Somebody", "else", NamedBy.GTIN),
        ("", "MÜLLER&SÖHNE", "kt-1704", NamedBy.MODEL),
        ("", "müller + söhne", "WK-9", NamedBy.MODEL),
        ("", "Müller & Söhne", "KT1704B", NamedBy.SKU),
        ("4006381333900", "Müller & Söhne", "KT.1704", NamedBy.MODEL),
        ("", "Müller & Söhne", "KT-17", None),
        ("", "Müller", "KT-1704", None),
        ("", "", "KT-1704", None),
        ("", "Müller & Söhne", "", None),
        ("", "Müller & Söhne", "- -", None),
        ("400638133393", "", "", None),
    ],
)
def test_what_names_the_goods(gtin: str, brand: str, model: str, way: NamedBy | None) -> None:
    assert named_by(Published(gtin, brand, model), KETTLE) is way


def test_a_zero_in_front_makes_no_difference_on_either_side() -> None:
    twelve = Own("012345678905", "", "A", ())
    assert named_by(Published("0012345678905", "", ""), twelve) is NamedBy.GTIN
    assert named_by(Published("", "", ""), Own("", "", "", ("",))) is None


@pytest.mark.parametrize(
    ("batch", "named"),
    [("L-7", True), ("l-7, L-8", True), ("L-77", False), ("XL-7", False), ("A L-7-1", False), ("", False)],
)
def test_a_batch_is_a_lot_number_as_a_whole(batch: str, named: bool) -> None:
    assert names_lot(batch, "L-7") is named
    assert not names_lot(batch, " ")
