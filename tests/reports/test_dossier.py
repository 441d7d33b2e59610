"""The shipment dossier: who answers first and the declarant apart, every check with its rule, the sections on
the pages that the contents name, and nothing of what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # ships no types
import pytest

from qualitydesk.domain.errors import Denied, NotFound
from qualitydesk.domain.values import Bilingual, Tone
from qualitydesk.services import documents
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from reports.catalogue.dossier.content import Dossier, Identifier, LegNote, without
from reports.catalogue.dossier.gathering import gather
from reports.declaration import Subject, report
from reports.issuing import Wish, issue
from reports.press import Order, Printed, press
from reports.verification import verify
from tests.reports.paper_samples import HOUSE, ISSUED
from tests.shipment_story import tell

ENGLISH, CHINESE = Translator("en"), Translator("zh_CN")
SUBJECT = Subject("0192f0c4-0000-7000-8000-000000000003", "SH-2026-0418", 17)
ORDER = Order("QD-SD-2026-00418", ISSUED, Bilingual("Wang Shu"), 4713, "ef" * 32)
HOSTILE = ("</para><para>x", "\\) Tj (", "\x00\x1b[31m\u202e", "=HYPERLINK(1)", "W" * 30_000)


@pytest.fixture
def number(manager: Desk) -> str:
    """The shipment of the pictures."""
    tell(manager)
    return "SH-2026-0418"


@pytest.fixture
def dossier(manager: Desk, number: str) -> Dossier:
    return gather(manager, number).content


def printed(content: Dossier, speakers: Sequence[Any] = (ENGLISH,)) -> Printed:
    return press(report("dossier"), SUBJECT, content, ORDER, HOUSE, speakers)


def pages_of(paper: Printed) -> list[str]:
    document = pypdfium2.PdfDocument(paper.pdf)
    pages = [document[place].get_textpage().get_text_bounded() for place in range(len(document))]
    document.close()
    return pages


def test_the_first_page_answers_who_answers(dossier: Dossier) -> None:
    (first, *_others) = pages_of(printed(dossier))
    for words in (
        "Not released: 4 reasons",
        "No EU operator named for HD-33",
        "2019/1020",
        "Answers for the goods in the EU",
        "Brückner Haushaltswaren GmbH",
        "Customs declarant, files the papers only",
        "Van der Meer Douane B.V.",
        "Liable for the declaration, not for the product",
        "3,600 units",
        "58,920.00 EUR",
    ):
        assert words in first
    assert first.index("Answers for the goods") < first.index("Customs declarant, files the papers only")


def test_a_declarant_is_never_among_those_who_answer(dossier: Dossier) -> None:
    assert [str(card.name) for card in dossier.answers] == ["Brückner Haushaltswaren GmbH"]
    assert [str(card.name) for card in dossier.declarants] == ["Van der Meer Douane B.V."]
    customs = next(leg for leg in dossier.custody if leg.declarant)
    assert not customs.answers


def test_the_numbers_of_a_party_are_named_in_the_language_of_the_paper(dossier: Dossier) -> None:
    number = Identifier(Bilingual("EU VAT number", "欧盟增值税号"), "DE318420961")
    content = replace(dossier, answers=(replace(dossier.answers[0], numbers=(number,)),))
    (chinese, *_others), (english, *_more) = (
        pages_of(printed(content, (one,))) for one in (CHINESE, ENGLISH)
    )
    assert "欧盟增值税号" in chinese
    assert "EU VAT number" not in chinese
    assert "EU VAT number DE318420961" in english


def test_a_duty_that_nobody_took_is_named(dossier: Dossier) -> None:
    open_duties = [duty for duty in dossier.duties if not duty.party]
    assert [(duty.sku, duty.state) for duty in open_duties] == [("HD-33", "")]
    assert "Nobody" in pages_of(printed(dossier))[0]


@pytest.mark.parametrize("speakers", [(ENGLISH,), (CHINESE,), (CHINESE, ENGLISH)])
def test_the_contents_name_the_page_of_each_section(dossier: Dossier, speakers: Sequence[Any]) -> None:
    acts = tuple(replace(act, seq=place) for place in range(90) for act in dossier.history[:1])
    pages = pages_of(printed(replace(dossier, history=acts), speakers))
    assert len(pages) >= 4
    titles = re.findall(r"^([1-7]) +(\S+)", pages[0], re.MULTILINE)
    named = [int(word) for word in pages[0].split()[-7:]]
    assert [number for number, _word in titles] == list("1234567")
    assert named == sorted(named)
    for (number, word), page in zip(titles, named, strict=True):
        assert re.search(rf"^{number} +{re.escape(word)}", pages[page - 1], re.MULTILINE)


def test_what_is_left_out_is_not_there_and_not_in_the_contents(dossier: Dossier) -> None:
    shorter = without(dossier, {"value", "history", "custody"})
    text = "\n".join(pages_of(printed(shorter)))
    assert "EUR" not in text
    assert "Change history with hashes" not in text
    assert "Custody: who answers" not in text
    assert "Lines and lots" in text
    assert shorter.findings == dossier.findings


def test_the_value_alone_can_be_kept_back(dossier: Dossier) -> None:
    assert [line.value for line in without(dossier, {"value"}).lines] == ["", ""]
    assert without(dossier, {"value", "lines"}).lines == ()


def test_a_shipment_that_nothing_stops_says_so(dossier: Dossier) -> None:
    free = tuple(one for one in dossier.findings if one.severity != "stop")
    (first, *_others) = pages_of(printed(replace(dossier, findings=free)))
    assert "Nothing stops the release" in first
    away = replace(dossier.head, status="Released", released_by=Bilingual("Lin Tao"), released_at=ISSUED)
    (first, *_others) = pages_of(printed(replace(dossier, findings=free, head=away)))
    assert "Released by Lin Tao" in first


def test_nobody_answers_is_said_in_so_many_words(dossier: Dossier) -> None:
    (first, *_others) = pages_of(printed(replace(dossier, answers=(), declarants=())))
    assert "Nobody answers for these goods in the EU yet" in first


def test_an_empty_shipment_still_makes_a_paper(dossier: Dossier) -> None:
    bare = dict.fromkeys(("findings", "answers", "declarants", "duties", "custody", "lines"), ())
    more = dict.fromkeys(("papers", "inspections", "exceptions", "history"), ())
    text = "\n".join(pages_of(printed(replace(dossier, **bare, **more))))  # type: ignore[arg-type]  # fields
    assert "The market asks for no duty." in text
    assert text.count("Nothing is on record.") == 7


def test_hostile_and_endless_words_stay_words(dossier: Dossier) -> None:
    for text in HOSTILE:
        card = replace(dossier.answers[0], name=Bilingual(text, text), address=text, contact=text, paper=text)
        line = replace(dossier.lines[0], product=Bilingual(text, text), lot=text, hs_code=text)
        leg = replace(dossier.custody[0], title=Bilingual(text, text), notes=(LegNote(ISSUED, text, text),))
        act = replace(dossier.history[0], reason=text)
        content = replace(
            dossier, answers=(card,), lines=(line,), custody=(leg,), history=(act,), declarants=(card,)
        )
        assert printed(content, (CHINESE, ENGLISH)).pages >= 2


def test_nothing_is_drawn_outside_the_page(dossier: Dossier) -> None:
    wide = replace(dossier, answers=dossier.answers * 6, duties=dossier.duties * 12)
    document = pypdfium2.PdfDocument(printed(wide, (CHINESE, ENGLISH)).pdf)
    for place in range(len(document)):
        words = document[place].get_textpage()
        boxes = [words.get_charbox(n) for n in range(words.count_chars())]
        assert min(box[1] for box in boxes if box[3] > box[1]) > 10
        assert max(box[2] for box in boxes if box[3] > box[1]) < 595 - 35
    document.close()


def test_it_is_registered_and_verifies(manager: Desk, number: str) -> None:
    issued = issue(manager, Wish("dossier", number))
    assert issued.row.number.startswith("QD-SD-")
    assert verify(manager, documents.read_pdf(manager, issued.row.id)).verdict == "valid"
    again = issue(manager, Wish("dossier", number))
    assert documents.open_document(manager, issued.row.id).superseded_by == again.row.number


def test_only_managers_issue_it(number: str, service: Desk) -> None:
    with pytest.raises(Denied):
        issue(service, Wish("dossier", number))


def test_an_unknown_shipment_is_refused(manager: Desk) -> None:
    with pytest.raises(NotFound):
        issue(manager, Wish("dossier", "SH-9999-0001"))


def test_what_speaks_against_it_is_said_before(manager: Desk, number: str) -> None:
    against = [one for one in gather(manager, number).readiness if one.tone is Tone.WARN]
    assert "4 reasons keep it at the gate" in [str(one.words) for one in against]


def test_the_history_carries_the_hashes_of_the_chain(manager: Desk, dossier: Dossier) -> None:
    assert dossier.history
    assert all(len(act.hash) == 64 for act in dossier.history)
    assert [act.seq for act in dossier.history] == sorted(act.seq for act in dossier.history)
