"""Labels on sheets: their codes can be read again, names in both languages, as many sheets as needed."""

from __future__ import annotations

import io

import pypdfium2  # type: ignore[import-untyped]  # ships no types

from qualitydesk.domain.values import Bilingual
from reports.labels import RecordLabel, label_sheets

KETTLE = RecordLabel("KT-1704B", Bilingual("Glass kettle 1.7 L", "玻璃电热水壶 1.7 L"), "6971234560216")


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_a_label_says_code_names_and_number() -> None:
    (page,) = words(label_sheets([KETTLE], "1 label"))
    for part in ("KT-1704B", "Glass kettle", "玻璃电热水壶", "6971234560216"):
        assert part in page


def test_sheets_are_filled_one_after_the_other_and_are_the_same_each_time() -> None:
    many = [RecordLabel(f"P-{n:03}", Bilingual(f"Place {n}")) for n in range(25)]
    pdf = label_sheets(many, "25 labels")
    first, second = words(pdf)
    assert ("P-023" in first, "P-024" in first, "P-024" in second) == (True, False, True)
    assert pdf == label_sheets(many, "25 labels")


def test_long_and_hostile_names_stay_on_their_label() -> None:
    long = RecordLabel(
        "X" * 60, Bilingual("A <b>long</b> & hostile name " * 20, "很长的名称" * 40), "y" * 200
    )
    (page,) = words(label_sheets([long, KETTLE], "2 labels"))
    assert "KT-1704B" in page
    assert "<b>" in page
    assert "…" in page
    assert "[…" not in page
