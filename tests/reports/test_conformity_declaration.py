"""The declaration of conformity: drawn from a declared certificate, for the signature of whoever declares."""

from __future__ import annotations

import pytest

from qualitydesk.bootstrap import Backend
from qualitydesk.domain.errors import Denied, NotFound, RuleBroken
from qualitydesk.domain.values import Tone
from qualitydesk.services import certificates, documents
from qualitydesk.services.desk import Desk
from reports.issuing import Wish, draft, facts, issue
from reports.verification import verify
from tests.builders import desk_of
from tests.reports.test_papers import text_of

DECLARED, BARE = "EU DoC 2026-031", "EU DoC RS-2026-02"


@pytest.fixture
def wang(example: Backend) -> Desk:
    return desk_of(example, "wang")


def text_in(desk: Desk, number: str, *languages: str) -> str:
    return " ".join(text_of(draft(desk, Wish("conformity-declaration", number, languages)).pdf).split())


def told(desk: Desk, number: str, tone: Tone) -> list[str]:
    found = facts(desk, Wish("conformity-declaration", number)).readiness
    return [str(one.words) for one in found if one.tone is tone]


def test_it_says_who_declares_what_by_which_law(wang: Desk) -> None:
    text = text_in(wang, DECLARED, "en")
    for words in (
        "Ionic hair dryer 1600 W",
        "Ningbo Haoyu Electric Appliance Co., Ltd. issues this declaration under its sole responsibility.",
        "88 Xinpu Industrial Avenue",
        "Directive 2014/35/EU",
        "EN 60335-2-23",
        "Signed for and on behalf of Ningbo Haoyu Electric Appliance Co., Ltd.",
        "It declares nothing before it is signed.",
    ):
        assert words in text
    assert told(wang, DECLARED, Tone.WARN) == told(wang, DECLARED, Tone.BAD) == []
    stated = "The declaration states the certificate as it stands now"
    assert told(wang, DECLARED, Tone.OK) == [stated]


def test_it_speaks_both_languages(wang: Desk) -> None:
    text = text_in(wang, DECLARED, "zh_CN", "en")
    for words in ("符合性声明", "宁波浩宇电器有限公司独自承担责任签发本声明。", "Who declares", "EN 55014-1"):
        assert words in text


def test_what_the_record_lacks_is_told_before(wang: Desk) -> None:
    assert told(wang, BARE, Tone.WARN) == ["No legislation is named", "No standard is named"]
    assert "none named" in text_in(wang, BARE, "en")


def test_what_a_body_gives_is_not_declared(wang: Desk) -> None:
    given = "JET-24-0001"
    certificates.create_certificate(wang, number=given, scheme="PSE_DIAMOND", market="JP", models=["CD-12V"])
    scheme = certificates.open_certificate(wang, given).scheme
    assert scheme is not None
    assert told(wang, given, Tone.BAD) == [
        f"{scheme.name.en} is not declared: a body gives it",
        "Nobody is recorded who declares",
    ]
    with pytest.raises(RuleBroken):
        issue(wang, Wish("conformity-declaration", given))


def test_it_is_registered_verifies_and_belongs_to_the_certificate(wang: Desk) -> None:
    issued = issue(wang, Wish("conformity-declaration", DECLARED))
    assert issued.row.number.startswith("QD-DC-")
    assert issued.row.subject_id == certificates.open_certificate(wang, DECLARED).id
    assert verify(wang, documents.read_pdf(wang, issued.row.id)).verdict == "valid"


def test_only_managers_issue_it(example: Backend) -> None:
    with pytest.raises(Denied):
        issue(desk_of(example, "sofia"), Wish("conformity-declaration", DECLARED))


def test_an_unknown_number_is_refused(wang: Desk) -> None:
    with pytest.raises(NotFound):
        issue(wang, Wish("conformity-declaration", "EU DoC 0000-000"))
