"""Text from people on paper: printed as it is, bounded, never interpreted, never vanishing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.kit.fonts import GLYPHS, runs, spelled
from reports.kit.lines import Span, fill, one_line
from reports.kit.styles import BODY
from reports.kit.tables import WIDE_SPACE
from reports.kit.text import LONGEST_TEXT, printable


def words_of(text: str, room: float = 200.0) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in fill([Span(text, BODY)], room)]


@pytest.mark.parametrize(
    ("given_text", "printed"),
    [
        ("a\x00b\x07c", "abc"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("evil\u202egpj.exe", "evil[U+202E]gpj.exe"),
        ("half \ud83d", "half [U+D83D]"),
        ("e\u0301", "é"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_what_cannot_be_printed_is_named_or_dropped(given_text: str, printed: str) -> None:
    assert printable(given_text) == printed


def test_a_text_is_cut_at_its_bound_and_says_so() -> None:
    printed = printable("字" * (LONGEST_TEXT + 5))
    assert printed.endswith("[…+5]")
    assert len(printed) < LONGEST_TEXT + 10


def test_a_character_no_font_has_is_printed_as_its_code_point() -> None:
    assert spelled("吉𠮷 📦", "regular") == "吉[U+20BB7] [U+1F4E6]"


def test_each_script_finds_its_font() -> None:
    fonts = {run.font for run in runs("Łódź 深圳 한국 ₽", "regular")}
    assert fonts == {"Inter-Regular", "NotoSansSC-Regular", "NotoSansKR-Regular"}


def test_a_rare_character_falls_back_to_the_regular_weight() -> None:
    assert GLYPHS["bold"]["检"].font == "NotoSansSC-Bold"
    assert GLYPHS["bold"]["镕"].font == "NotoSansSC-Regular"


def test_a_word_of_200_000_letters_becomes_bounded_lines() -> None:
    lines = fill([Span("W" * 200_000, BODY)], 200.0)
    assert sum(len(piece.text) for line in lines for piece in line.pieces) < LONGEST_TEXT + 20
    assert all(line.width <= 200.01 for line in lines)


def test_chinese_breaks_anywhere_but_not_before_a_closing_mark() -> None:
    lines = words_of("本证书仅对上述批次在检验时的抽样结果负责，不代替公告机构或指定认证机构的证书。" * 3, 90)
    assert all(not line.startswith(("，", "。")) for line in lines)
    assert len(lines) > 3


def test_latin_words_and_numbers_stay_whole() -> None:
    text = "检验日期 2026-11-20 Haushaltswaren 电热水壶"
    assert {"2026-11-20", "Haushaltswaren"} <= set(" ".join(words_of(text, 70)).split())


def test_a_chinese_day_stays_whole() -> None:
    lines = words_of("生产于 2026年12月28日 – 2027年1月6日", 74)
    assert lines == ["生产于", "2026年12月28日 –", "2027年1月6日"]


def test_a_wide_space_stays_wide() -> None:
    (narrow,), (wide,) = (fill([Span(f"a{gap}b", BODY)], 90) for gap in (" ", WIDE_SPACE))
    assert wide.width > narrow.width


def test_spans_in_two_styles_keep_the_space_between_them() -> None:
    (line,) = fill([Span("Total", BODY), Span(" 12.30", BODY)], 200)
    assert "".join(piece.text for piece in line.pieces) == "Total 12.30"


def test_a_single_line_is_cut_with_an_ellipsis() -> None:
    line = one_line("A very long name of a company that trades goods", BODY, 60)
    assert line.pieces[0].text.endswith("…")
    assert line.width <= 60


@given(st.text(max_size=300), st.floats(min_value=20, max_value=400))
@example("\xa0", 200.0)
@example("\u3000\u3000两字缩进", 60.0)
def test_no_line_is_wider_than_its_room_and_nothing_is_lost(text: str, room: float) -> None:
    lines = fill([Span(text, BODY)], room)
    widest = max(glyph_width(text), 30)
    assert all(line.width <= max(room, widest) + 0.02 for line in lines)
    kept = "".join(piece.text for line in lines for piece in line.pieces).replace(" ", "")
    assert kept == spelled(printable(text), "regular").replace(" ", "").replace("\n", "")


def glyph_width(text: str) -> float:
    """The widest single character, which no line can be narrower than."""
    return max(
        (GLYPHS["regular"][char].width * BODY.size for char in spelled(printable(text), "regular")), default=0
    )
