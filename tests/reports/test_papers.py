"""Whole papers: fonts inside, the record attached, the same bytes again, every page, hostile facts."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pypdf
import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest
from PIL import ImageStat

from qualitydesk.domain.photo_marks import Mark, MarkKind
from qualitydesk.domain.values import BY_HOUSE, Bilingual, msg
from qualitydesk.translation import Translator
from reports.catalogue.claim_report.content import Event, Link
from reports.catalogue.inspection_certificate.content import Check, DefectLine
from reports.declaration import report
from reports.kit.figures import Photo
from reports.kit.imprint import Imprint
from reports.kit.page import Block, Sheet
from reports.kit.words import Both, Words
from reports.press import Order, Printed, press
from reports.seal import ATTACHMENT, canonical, read_seal
from tests.reports.paper_samples import (
    CHINESE,
    CLAIM_ORDER,
    CLAIM_SUBJECT,
    ENGLISH,
    HOUSE,
    ISSUED,
    ORDER,
    SUBJECT,
    certificate,
    claim,
    drawn_photo,
)

HOSTILE = (
    '<img src="/etc/passwd"/>',
    '<a href="javascript:alert(1)">x</a>',
    "5 < 6 & <b>",
    "</para><para>x",
    '<font name="nothing">',
    "\\) Tj (",
    "endstream endobj %%EOF",
    "\x00\x1b[31m\u202e",
    "=HYPERLINK(1)",
    "W" * 200_000,
)


def certified(
    content: Any = None, speakers: Sequence[Any] = (CHINESE, ENGLISH), order: Order = ORDER
) -> Printed:
    paper = report("inspection-certificate")
    return press(paper, SUBJECT, content or certificate(), order, HOUSE, speakers)


def claimed(content: Any = None, speakers: Sequence[Any] = (ENGLISH,)) -> Printed:
    return press(report("claim-report"), CLAIM_SUBJECT, content or claim(), CLAIM_ORDER, HOUSE, speakers)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    document.close()
    return "\n".join(pages)


def box_of(text: Any, words: str) -> tuple[float, float, float, float]:
    """Where these words stand: left, bottom, right, top."""
    place, count = text.search(words).get_next()
    boxes = [text.get_charbox(n) for n in range(place, place + count)]
    return boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_certificate_says_what_its_facts_say_in_both_languages() -> None:
    text = text_of(certified().pdf)
    for words in (
        "检验证书",
        "Inspection certificate",
        "QD-IC-2026-00931",
        "合格 PASS",
        "玻璃电热水壶 1.7 L",
    ):
        assert words in text
    for words in ("NB-2610-A · 2,400", "Brückner Haushaltswaren GmbH", "0.31–0.42 mA", "陈雨 Chen Yu"):
        assert words in text
    assert certified().check_code in text
    assert f"chain {ORDER.chain_seq} {ORDER.chain_head[:16]}" in text


@pytest.mark.parametrize(("speaker", "absent"), [(ENGLISH, "检验"), (CHINESE, "Inspection certificate")])
def test_a_paper_in_one_language_keeps_to_it(speaker: Any, absent: str) -> None:
    assert absent not in text_of(certified(speakers=[speaker]).pdf)


def test_the_foot_says_record_and_languages_in_full() -> None:
    subject = replace(CLAIM_SUBJECT, number="2026-08-29..2026-11-27", revision=12)
    printed = press(report("claim-report"), subject, claim(), CLAIM_ORDER, HOUSE, [CHINESE, ENGLISH])
    text = text_of(printed.pdf)
    assert "record 2026-08-29..2026-11-27, revision 12 · zh-CN / en" in text


def test_the_claim_report_names_who_answers_and_sets_the_declarant_apart() -> None:
    text = text_of(claimed().pdf)
    for words in (
        "CL-2026-1183",
        "Brückner Haushaltswaren GmbH, Hamburg",
        "Customs declarant, not responsible",
    ):
        assert words in text
    for words in ("70 %", "49.70", "BGB § 475(5)", "kept 14 Nov 2026", "Not decided"):
        assert words in text


def test_words_of_ours_in_the_trace_are_in_the_language_of_the_paper() -> None:
    link = Link("inspection", msg("Inspection"), Bilingual("IN-2026-0712"), msg("Release"), date(2026, 7, 29))
    text = text_of(claimed(claim(trace=(link,)), speakers=[Translator("zh_CN")]).pdf)
    assert "2026年7月29日 · 放行" in text


def test_who_is_liable_is_named_in_full() -> None:
    name = (
        "Shenzhen Lingdian Energy Technology and Photovoltaic Equipment Manufacturing (Guangdong) Co., Ltd."
    )
    (first, *others) = claim().shares
    text = text_of(claimed(claim(shares=(replace(first, party=Bilingual(name)), *others), costs=())).pdf)
    assert squeezed(name) in squeezed(text.partition("Liability")[2].partition("Similar")[0])


def test_a_check_has_room_for_its_result_beside_what_was_found() -> None:
    page = pypdfium2.PdfDocument(certified().pdf)[0]
    text = page.get_textpage()
    found, result = (box_of(text, words) for words in ("0.31–0.42 mA", "符合 Within limit"))
    assert found[2] + 13 <= result[0]


def test_that_the_house_changed_a_rule_is_said_in_the_language_of_the_paper() -> None:
    (first, *others) = claim().deadlines
    deadlines = (replace(first, law=f"{first.law} {BY_HOUSE}"), *others)
    changed = claim(deadlines=deadlines)
    languages = (Translator("zh_CN"), Translator("en"))
    chinese, english = (text_of(claimed(changed, speakers=[one]).pdf) for one in languages)
    assert "（本公司已更改）" in squeezed(chinese)
    assert "changed by the house" not in chinese
    assert "(changed by the house)" in english


def test_a_house_rule_is_cited_in_the_languages_of_the_paper() -> None:
    (first, *others) = claim().deadlines
    content = claim(deadlines=(replace(first, law="House rule SR-03, 14 days"), *others))
    chinese, english = Translator("zh_CN"), Translator("en")
    one = squeezed(text_of(claimed(content, speakers=[chinese]).pdf))
    two = squeezed(text_of(claimed(content, speakers=[english, chinese]).pdf))
    assert "内部规则SR-03，14天" in one
    assert "HouseruleSR-03" not in one
    assert "HouseruleSR-03,14days" in two
    assert "内部规则SR-03，14天" in two


def test_every_font_is_embedded_as_a_subset() -> None:
    reader = pypdf.PdfReader(io.BytesIO(certified().pdf))
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]  # pypdf's objects are untyped
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font["/FontDescriptor"]
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])


def test_the_file_has_the_shape_of_pdf_a_3b_with_the_record_attached() -> None:
    printed = certified()
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    root: Any = reader.trailer["/Root"]
    assert printed.pdf.startswith(b"%PDF-1.7")
    assert root["/Lang"] == "zh-CN"
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"
    assert b"<pdfaid:part>3</pdfaid:part>" in root["/Metadata"].get_data()
    assert root["/AF"][0]["/AFRelationship"] == "/Data"
    assert len(reader.trailer["/ID"]) == 2  # type: ignore[arg-type]  # pypdf's objects are untyped
    (attached,) = reader.attachments[ATTACHMENT]
    whole = json.loads(attached)
    assert canonical(whole["record"]).decode() == printed.record
    assert whole["record"]["content"]["goods"]["lot"] == "NB-2610-A"
    assert reader.metadata is not None
    assert reader.metadata.title == "检验证书 Inspection certificate QD-IC-2026-00931"


def test_the_seal_is_read_back_from_the_paper() -> None:
    printed = certified()
    seal = read_seal(printed.pdf)
    assert seal is not None
    assert seal.intact
    assert (seal.number, seal.record_hash, seal.check_code) == (
        ORDER.number,
        printed.record_hash,
        printed.check_code,
    )
    assert (seal.chain_seq, seal.chain_head) == (ORDER.chain_seq, ORDER.chain_head)


def test_the_seal_survives_another_program_saving_the_file() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(certified().pdf))
    target = io.BytesIO()
    writer.write(target)
    seal = read_seal(target.getvalue())
    assert seal is not None
    assert seal.intact


def test_the_same_facts_give_the_same_bytes_and_others_another_hash() -> None:
    assert certified().pdf == certified().pdf
    changed = certificate(note="one more remark")
    assert certified(changed).record_hash != certified().record_hash


def test_a_draft_has_no_number_no_code_and_says_so() -> None:
    printed = certified(order=Order("", ISSUED))
    text = text_of(printed.pdf)
    assert "草稿 Draft" in text
    assert printed.check_code not in text
    assert "cannotbeverified" in squeezed(text)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_printed_as_text(hostile: str) -> None:
    name = Bilingual(hostile, hostile)
    goods = replace(certificate().goods, product=name, lot=hostile, sku=hostile)
    content = certificate(
        goods=goods,
        place=name,
        checks=(Check(name, name, hostile[:40], hostile, "Fail", hostile),),
        defects=(DefectLine(hostile[:20], name, "Major", 2, hostile, hostile),),
        photos=(Photo(drawn_photo(), name),),
        note=hostile,
    )
    printed = certified(content)
    reader = pypdf.PdfReader(io.BytesIO(printed.pdf))
    assert len(reader.pages) == printed.pages
    assert not any("/Annots" in page for page in reader.pages)
    assert b"root:" not in printed.pdf
    if len(hostile) < 40 and hostile.isprintable():
        assert squeezed(hostile) in squeezed(text_of(printed.pdf))


def test_nothing_is_drawn_off_the_page() -> None:
    """The deepest text of every page of papers made of far too long words stays above the edge."""
    name = Bilingual("W" * 5000, "长" * 5000)
    long_goods = replace(certificate().goods, product=name, maker=name, lot="L" * 5000)
    papers = [certified(certificate(goods=long_goods, place=name, note="W" * 5000))]
    link = replace(claim().trace[0], number=Bilingual("N" * 5000), detail=msg("{text}", text="D" * 5000))
    papers.append(claimed(claim(product=name, description="D" * 20_000, trace=(link,) * 3)))
    for printed in papers:
        document = pypdfium2.PdfDocument(printed.pdf)
        for place in range(len(document)):
            words = document[place].get_textpage()
            boxes = [words.get_charbox(n) for n in range(words.count_chars())]
            assert min(box[1] for box in boxes if box[3] > box[1]) > 10
            assert max(box[2] for box in boxes if box[3] > box[1]) < 595 - 35
        document.close()


def test_columns_that_stay_whole_begin_on_a_page_with_room() -> None:
    words, pages = Words([ENGLISH]), list[int]()
    sheet = Sheet(Imprint("QD-1", "R-1", 1, ISSUED), HOUSE, words, Both("Paper"), Both("No."))
    sheet.reserve(Block(52.0, lambda pen, x, y: None))
    sheet.flow([Block(560.0, lambda pen, x, y: None)])
    part = Block(40.0, lambda pen, x, y: pages.append(sheet.page))
    sheet.columns(([part] * 4, 0.0), ([part] * 2, 100.0), whole=True)
    assert pages == [2] * 6


def test_the_last_row_of_a_table_never_stands_alone_on_a_page() -> None:
    pages = list[int]()
    sheet = Sheet(Imprint("QD-1", "R-1", 1, ISSUED), HOUSE, Words([ENGLISH]), Both("Paper"), Both("No."))
    top = Block(20.0, lambda pen, x, y: None, keep=True)
    row = Block(100.0, lambda pen, x, y: pages.append(sheet.page), head=top)
    room = sheet.limit - sheet.y
    sheet.flow([Block(room - 20.0 - 310.0, lambda pen, x, y: None), top, *[row] * 4])
    assert pages == [1, 1, 2, 2]


def test_what_people_wrote_stands_once_in_a_bilingual_claim_report() -> None:
    """In the language it was written in; what happened is said in both."""
    said, noted = "Der Wasserkocher tropft am Boden", "照片已收到"
    at = datetime(2026, 11, 14, 9, 12, tzinfo=UTC)
    events = (
        Event(at, None, msg("{who} wrote", who=msg("Buyer")), said),
        Event(at, None, msg("Moved to {status}", status=msg("Triaged")), noted),
        Event(at, None, msg("Goods delivered")),
    )
    content = claim(events=events, description="Es tropft seit Montag")
    text = squeezed(text_of(claimed(content, [Translator("zh_CN"), Translator("en")]).pdf))
    for words in (said, noted, "Es tropft seit Montag"):
        assert text.count(squeezed(words)) == 1, words
    assert "买家写道" in text
    assert "Buyerwrote" in text


def test_hostile_text_in_a_claim_report() -> None:
    for hostile in HOSTILE:
        printed = claimed(claim(description=hostile, product=Bilingual(hostile), currency=hostile[:10]))
        assert printed.pages >= 1


def test_sixty_defects_go_on_over_pages_with_their_heads() -> None:
    defects = tuple(
        DefectLine(f"C-{n:02d}", Bilingual("Scratch", "划痕"), "Minor", 1, f"#{n}", "") for n in range(60)
    )
    printed = certified(certificate(defects=defects))
    document = pypdfium2.PdfDocument(printed.pdf)
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    document.close()
    assert printed.pages >= 3
    assert "Code" in last
    assert f"Page {printed.pages} of {printed.pages}" in last


def test_a_note_longer_than_pages_flows_on() -> None:
    printed = certified(certificate(note="说明 note " * 2200))
    assert printed.pages > 3


def test_empty_facts_still_make_a_paper() -> None:
    empty = certificate(checks=(), defects=(), photos=(), limits=(), signings=(), answers=None)
    assert certified(empty).pages == 1
    bare = claim(events=(), photos=(), deadlines=(), trace=(), shares=(), similar=(), costs=(), total=None)
    assert claimed(replace(bare, recoveries=(), description="")).pages == 1


def test_what_is_drawn_on_a_photo_is_drawn_on_paper() -> None:
    marks = tuple(str(Mark(kind, 0.25, 0.25, 0.75, 0.75)) for kind in MarkKind)
    redness, without = [], tuple[str, ...]()
    for drawn in (without, marks):
        printed = certified(certificate(photos=(Photo(drawn_photo(), Bilingual("Lid"), drawn),)))
        page = pypdfium2.PdfDocument(printed.pdf)[0].render(scale=1).to_pil().convert("RGB")
        red, _green, blue = ImageStat.Stat(page).mean
        redness.append(red - blue)
    assert redness[1] > redness[0], "there is red over the photo"


def test_a_photo_that_cannot_be_printed_leaves_a_frame() -> None:
    printed = certified(certificate(photos=(Photo(None, Bilingual("lost")),)))
    assert "cannot be printed" in text_of(printed.pdf)
