"""``gate`` and ``trace`` on the command line: the promised JSON and exit statuses."""

from __future__ import annotations

import json
from argparse import Namespace

import pytest

from qualitydesk.domain.errors import NotFound
from qualitydesk.services.desk import Desk
from qualitydesk.translation import Translator
from tests.shipment_story import tell
from ui.console import gate, trace
from ui.console.answers import Answer, ConsoleContext, as_json

FINDING = {"id", "severity", "title", "subject", "rule", "citation", "confidence", "fix"}
DUTY = {"duty", "party", "contact", "evidence", "state"}


@pytest.fixture
def context(local_manager: Desk) -> ConsoleContext:
    """A console at the shipment of the pictures."""
    tell(local_manager)
    return ConsoleContext(Translator("en"), lambda: local_manager, "")


def _json(answer: Answer, context: ConsoleContext) -> dict[str, object]:
    found = json.loads(as_json(answer.data, context.tr))
    assert isinstance(found, dict)
    return found


def test_gate_answers_negative_while_stopped(context: ConsoleContext) -> None:
    answer = gate.run_gate(Namespace(shipment="SH-2026-0418"), context)
    found = _json(answer, context)
    assert answer.exit == 1
    assert (found["shipment"], found["open"]) == ("SH-2026-0418", False)
    findings = found["findings"]
    assert isinstance(findings, list)
    assert all(set(one) >= FINDING and one["severity"] in ("stop", "warn", "pass") for one in findings)
    assert "No EU operator named for HD-33" in answer.text
    assert "eu.msr4" in answer.text


def test_gate_speaks_chinese_and_its_answer_cites_in_english(local_manager: Desk) -> None:
    tell(local_manager)
    context = ConsoleContext(Translator("zh_CN"), lambda: local_manager, "")
    answer = gate.run_gate(Namespace(shipment="SH-2026-0418"), context)
    assert "[eu.scheme.CE: CE 标志及欧盟符合性声明]" in answer.text
    assert "[QR-07: 内部规则 QR-07]" in answer.text
    findings = _json(answer, context)["findings"]
    assert isinstance(findings, list)
    cited = {one["rule"]: one["citation"] for one in findings}
    assert cited["eu.scheme.CE"] == "CE marking with EU declaration of conformity"
    assert cited["QR-07"] == "House rule QR-07"


def test_gate_of_nothing(context: ConsoleContext) -> None:
    with pytest.raises(NotFound):
        gate.run_gate(Namespace(shipment="SH-1"), context)


def test_trace_names_who_answers_and_the_declarant_apart(context: ConsoleContext) -> None:
    answer = trace.run_trace(Namespace(key="NB-2610-A"), context)
    found = _json(answer, context)
    assert (answer.exit, found["key"]) == (0, "NB-2610-A")
    assert found["matches"] == [{"kind": "lot", "number": "NB-2610-A"}]
    answers, declarant = found["answers"], found["declarant"]
    assert isinstance(answers, list)
    assert isinstance(declarant, dict)
    assert all(set(one) >= DUTY for one in answers)
    assert answers[0]["party"] == "Brückner Haushaltswaren GmbH"
    assert declarant["party"] == "Van der Meer Douane B.V."
    assert "* Importer: Brückner" in answer.text


def test_trace_of_nothing(context: ConsoleContext) -> None:
    answer = trace.run_trace(Namespace(key="nothing"), context)
    found = _json(answer, context)
    assert (answer.exit, found["matches"], found["declarant"]) == (1, [], None)
