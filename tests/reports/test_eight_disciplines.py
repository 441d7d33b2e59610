"""The 8D report: the steps of a non-conformity stand in their disciplines, with their actions and people."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import NotFound
from qualitydesk.domain.improvement.states import ActionKind
from qualitydesk.domain.values import Bilingual, Tone
from qualitydesk.services import documents, improvement
from qualitydesk.services.desk import Desk
from qualitydesk.services.improvement import NewAction, NewNonConformity
from qualitydesk.translation import Translator
from reports.catalogue.eight_disciplines.content import EightDisciplines, without
from reports.catalogue.eight_disciplines.gathering import gather
from reports.declaration import Subject, report
from reports.issuing import Wish, issue
from reports.press import Order, press
from reports.verification import verify
from tests.reports.paper_samples import HOUSE, ISSUED
from tests.reports.test_papers import HOSTILE, text_of

ENGLISH, CHINESE = Translator("en"), Translator("zh_CN")
SUBJECT = Subject("0192f0c4-0000-7000-8000-000000000004", "NC-2026-0001", 3)
ORDER = Order("QD-8D-2026-00001", ISSUED, Bilingual("Lin Tao"), 4714, "ab" * 32)


def step(desk: Desk, key: str, verb: str, words: str) -> None:
    version = improvement.open_non_conformity(desk, key).row.version
    improvement.take_step(desk, key, version, verb, words)


@pytest.fixture
def leak(manager: Desk) -> str:
    """A non-conformity whose first plan did not work; its number."""
    key = improvement.record_non_conformity(
        manager, NewNonConformity("Kettle base leaks", "Fourteen claims in eight weeks.")
    )
    step(manager, key, "contain", "Lot set apart in Venlo.")
    step(manager, key, "analyse", "The seam was welded too cold.")
    improvement.create_action(
        manager, NewAction("Weld at 230 °C", ActionKind.CORRECTIVE, non_conformity_id=key)
    )
    step(manager, key, "plan", "Heat is measured before each shift.")
    for action in improvement.open_non_conformity(manager, key).actions:
        improvement.finish_actions(manager, [action.id])
    step(manager, key, "implement", "In use since Monday.")
    step(manager, key, "not_effective", "Two more claims on the new lot.")
    step(manager, key, "analyse", "The seal is too short as well.")
    return improvement.open_non_conformity(manager, key).row.number


@pytest.fixture
def content(manager: Desk, leak: str) -> EightDisciplines:
    return gather(manager, leak).content


def printed(content: EightDisciplines, *speakers: Translator) -> str:
    return text_of(press(report("non-conformity-8d"), SUBJECT, content, ORDER, HOUSE, speakers).pdf)


def test_each_step_stands_in_its_discipline(content: EightDisciplines) -> None:
    said = {one.number: [words.text for words in one.said] for one in content.disciplines}
    assert said[3] == ["Lot set apart in Venlo."]
    assert said[4] == [
        "The seam was welded too cold.",
        "Two more claims on the new lot.",
        "The seal is too short as well.",
    ]
    assert said[6] == ["In use since Monday."]
    assert said[7] == []
    assert [deed.title for one in content.disciplines if one.number == 5 for deed in one.deeds] == [
        "Weld at 230 °C"
    ]


def test_the_paper_says_all_eight_and_that_it_is_open(content: EightDisciplines) -> None:
    text = printed(content, ENGLISH)
    places = [text.index(f"D{number}") for number in range(1, 9)]
    assert places == sorted(places)
    for words in ("Kettle base leaks", "Fourteen claims", "It was not effective:", "It is not closed yet."):
        assert words in text
    assert "措施无效：" in printed(content, CHINESE)


def test_a_closed_one_thanks_the_team(manager: Desk, leak: str) -> None:
    key = improvement.open_non_conformity(manager, leak).row.id
    for verb in ("plan", "implement", "verify", "close"):
        step(manager, key, verb, f"Words of {verb}.")
    text = printed(gather(manager, leak).content, ENGLISH)
    assert "by Lin Tao. Thanks to everybody who took part." in text
    assert "Words of close." in text


def test_names_and_actions_can_be_kept_back(content: EightDisciplines) -> None:
    text = printed(without(content, {"team", "actions"}), ENGLISH)
    assert "Lin Tao" not in text.replace("Issued by\r\nLin Tao", "")
    assert "Weld at 230 °C" not in text
    assert "Lot set apart in Venlo." in text


def test_it_is_registered_and_verifies(manager: Desk, leak: str) -> None:
    issued = issue(manager, Wish("non-conformity-8d", leak))
    assert issued.row.number.startswith("QD-8D-")
    assert verify(manager, documents.read_pdf(manager, issued.row.id)).verdict == "valid"


def test_what_speaks_against_it_is_said_before(manager: Desk, leak: str) -> None:
    against = [str(one.words) for one in gather(manager, leak).readiness if one.tone is Tone.WARN]
    assert against == ["It is not closed yet: Analysed", "No party is named that it concerns"]


def test_an_unknown_one_is_refused(manager: Desk) -> None:
    with pytest.raises(NotFound):
        issue(manager, Wish("non-conformity-8d", "NC-9999-0001"))


def test_hostile_words_stay_words(manager: Desk) -> None:
    for text in HOSTILE:
        key = improvement.record_non_conformity(manager, NewNonConformity(f"x{text[:200]}", text))
        step(manager, key, "contain", f"x{text}")
        number = improvement.open_non_conformity(manager, key).row.number
        assert printed(gather(manager, number).content, CHINESE, ENGLISH)
