"""The recovery notice: it asks one party for its part, says why and until when, and is silent on others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualitydesk.domain.claims.liability import LiabilityRole
from qualitydesk.domain.claims.words import Disposition, Remedy
from qualitydesk.domain.errors import Denied, NotFound
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import Bilingual, Tone
from qualitydesk.services import claims, documents, parties
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from reports.catalogue.recovery_notice.content import RecoveryNotice, without
from reports.catalogue.recovery_notice.gathering import gather
from reports.declaration import Subject, report
from reports.issuing import Wish, issue
from reports.press import Order, press
from reports.verification import verify
from tests.claim_story import sell_kettles, under_investigation
from tests.reports.paper_samples import HOUSE, ISSUED
from tests.reports.test_papers import HOSTILE, text_of

ENGLISH, CHINESE = Translator("en"), Translator("zh_CN")
SUBJECT = Subject("0192f0c4-0000-7000-8000-000000000005", "RC-2026-0001", 2)
ORDER = Order("QD-RN-2026-00001", ISSUED, Bilingual("Sofia Brandt"), 4715, "ab" * 32)


@pytest.fixture
def carrier_recovery(service: Desk) -> str:
    """What is asked of the carrier of a leaking kettle; the recovery's number."""
    keys = sell_kettles(service)
    parties.add_address(service, keys["carrier"], street="Rheinkai 4", city="Duisburg", country="DE")
    claim = under_investigation(service, keys)
    version = claims.decide(
        service,
        claim,
        claims.open_claim(service, claim).version,
        Remedy.REFUND,
        amount=Money.of("39.90", "EUR"),
        disposition=Disposition.KEEPS,
    )
    version = claims.settle(service, claim, version)
    claims.open_recovery(service, claim, version, keys["carrier"])
    return claims.open_claim(service, claim).recoveries[0].number


@pytest.fixture
def content(service: Desk, carrier_recovery: str) -> RecoveryNotice:
    return gather(service, carrier_recovery).content


def printed(content: RecoveryNotice, *speakers: Translator) -> str:
    return text_of(press(report("recovery-notice"), SUBJECT, content, ORDER, HOUSE, speakers).pdf)


def test_it_asks_one_party_for_its_part(content: RecoveryNotice) -> None:
    text = printed(content, ENGLISH)
    for words in (
        "Rhein-Trans Spedition",
        "Rheinkai 4, Duisburg, Germany",
        "7.98 EUR",
        "20 %",
        "wet cartons",
    ):
        assert words in text
    assert "We ask you to pay back 7.98 EUR, and to answer by 27 Nov 2026." in text
    assert "请贵方偿还 7.98 EUR" in printed(content, CHINESE, ENGLISH)


def test_it_names_no_other_payer_and_not_the_buyer(service: Desk, content: RecoveryNotice) -> None:
    text = printed(content, ENGLISH)
    file = claims.open_claim(service, claims.claim_key(service, content.claim))
    others = [payer for payer in file.ledger.payers if payer.role is LiabilityRole.MAKER]
    assert others
    for payer in others:
        assert str(payer.name) not in text
    assert "seam weld" not in text
    assert file.buyer.name not in text


def test_lines_and_words_can_be_kept_back(content: RecoveryNotice) -> None:
    text = printed(without(content, {"costs", "description", "photos"}), ENGLISH)
    assert "How the sum is made" not in text
    assert "After five weeks" not in text
    assert "7.98 EUR" in text


def test_it_is_registered_and_verifies(service: Desk, carrier_recovery: str) -> None:
    issued = issue(service, Wish("recovery-notice", carrier_recovery))
    assert issued.row.number.startswith("QD-RN-")
    assert verify(service, documents.read_pdf(service, issued.row.id)).verdict == "valid"
    assert claims.claim_at(service, issued.row.subject_id) == claims.claim_of_recovery(
        service, carrier_recovery
    )


def test_an_inspector_issues_none(inspector: Desk, carrier_recovery: str) -> None:
    with pytest.raises(Denied):
        issue(inspector, Wish("recovery-notice", carrier_recovery))


def test_an_unknown_one_is_refused(service: Desk) -> None:
    with pytest.raises(NotFound):
        issue(service, Wish("recovery-notice", "RC-9999-0001"))


def test_a_recovery_that_is_over_says_so_before(service: Desk, carrier_recovery: str) -> None:
    claim = claims.claim_of_recovery(service, carrier_recovery)
    for verb in ("send", "agree", "credit"):
        (line,) = claims.open_claim(service, claim).recoveries
        claims.move_recovery(service, line.id, line.version, verb)
    against = [str(one.words) for one in gather(service, carrier_recovery).readiness if one.tone is Tone.WARN]
    assert against == ["The recovery is over: Credited"]


def test_hostile_words_stay_words(service: Desk, content: RecoveryNotice) -> None:
    for text in HOSTILE:
        to = replace(content.addressee, name=Bilingual(text), address=text, contact=text)
        assert printed(replace(content, addressee=to, why=text, description=text), CHINESE, ENGLISH)
