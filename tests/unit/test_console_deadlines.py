"""``deadlines`` on the line and from a file: its fields, the words it understands, what it refuses."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, NoReturn

import pytest

from qualitydesk.paths import own_database
from qualitydesk.translation import Translator
from ui.console import deadlines
from ui.console.answers import Answer, BadUsage, ConsoleContext, as_json

PROMISED = {
    *("rule", "topic", "due", "due_at", "nominal", "actor", "law", "confidence", "provisional", "target"),
}
HEADER = (
    "case_id,rule_id,calendar,event,event_at,event_zone,due_zone,other_events,suspended,policy,facts,remark"
)


def _no_desk() -> NoReturn:
    raise AssertionError("before the user has a database, none is opened")


def run(*words: str, language: str = "en") -> Answer:
    parser = argparse.ArgumentParser()
    deadlines.add(parser.add_subparsers())
    args = parser.parse_args(["deadlines", *words])
    found = args.run(args, ConsoleContext(Translator(language), _no_desk, own_database()))
    assert isinstance(found, Answer)
    return found


def data(answer: Answer) -> list[dict[str, Any]]:
    found = json.loads(as_json(answer.data, Translator("en")))
    assert isinstance(found, list)
    return found


def cases(tmp_path: Path, *rows: str) -> Answer:
    file = tmp_path / "cases.csv"
    file.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8-sig")
    return run("--cases", str(file))


def test_one_question_answers_with_every_promised_field() -> None:
    found = data(run("--market", "EU", "--kind", "withdrawal", "--event", "last_item_delivered=2026-06-01"))
    assert set(found[0]) >= PROMISED
    assert (found[0]["rule"], found[0]["due"]) == ("eu.withdraw", "2026-06-15")
    assert found[0]["due_at"] == "2026-06-15T23:59:59+02:00"


@pytest.mark.parametrize(
    ("market", "kind", "event", "rules"),
    [
        ("DE", "defective", "delivered=2026-06-01", {"eu.guarantee", "eu.burden"}),
        ("GB", "Change of mind", "delivered_to_consumer=2026-06-01", {"gb.withdraw"}),
        ("US", "incident", "became_aware=2026-06-01", {"us.15b", "us.15b_investigate", "us.15b_impute"}),
        ("CN", "refund", "goods_received_back=2026-06-01", {"cn.withdraw_refund"}),
        ("EU", "legal-guarantee", "delivered=2026-06-01", {"eu.guarantee"}),
        ("JP", "jp.withdraw", "delivered=2026-06-01", {"jp.withdraw"}),
        ("RU", "withdrawal", "delivered=2026-06-01", {"ru.withdraw"}),
        ("CA-ON", "withdrawal", "contract_copy_received=2026-06-01", {"ca.on_cancel"}),
        ("KR", "safety", "became_aware=2026-06-01", {"kr.serious"}),
    ],
)
def test_topics_claim_kinds_incidents_and_rule_ids_are_understood(
    market: str, kind: str, event: str, rules: set[str]
) -> None:
    found = data(run("--market", market, "--kind", kind, "--event", event))
    assert rules <= {each["rule"] for each in found}


def test_where_the_law_gives_no_date_due_is_null() -> None:
    found = data(run("--market", "GB", "--kind", "gb.repair"))
    assert found[0]["due"] is None


def test_an_instant_is_taken_to_the_rule_s_zone() -> None:
    found = data(run("--market", "CN", "--kind", "cn.withdraw", "--event", "delivered=2026-06-01T17:00:00Z"))
    assert found[0]["due"] == "2026-06-09"


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--market", "EU"), "--kind"),
        (("--market", "XX", "--kind", "withdrawal"), "--market"),
        (("--market", "EU", "--kind", "whim"), "--kind"),
        (("--market", "EU", "--kind", "withdrawal", "--event", "delivered"), "--event"),
        (("--market", "EU", "--kind", "withdrawal", "--event", "delivered=soon"), "--event"),
        (("--market", "EU", "--kind", "withdrawal", "--event", "dispatched=2026-06-01"), "--event"),
        (("--market", "EU", "--kind", "withdrawal", "--event", "recall_started=2026-06-01"), "--event"),
        (("--market", "EU", "--kind", "withdrawal"), "--event"),
        (("--market", "EU", "--kind", "eu.withdraw", "--calendar", "ZZ"), "--calendar"),
    ],
)
def test_bad_usage_names_the_option(words: tuple[str, ...], names: str) -> None:
    with pytest.raises(BadUsage, match=names):
        run(*words)


def test_cases_are_answered_in_order_with_their_ids(tmp_path: Path) -> None:
    answer = cases(
        tmp_path,
        "a,gb.reject30,GB,delivered_to_consumer,2026-06-01,,Europe/London,,2026-06-20/2026-07-02,,,x",
        "b,us.15b,US,information_obtained,2026-10-30T18:00:00,America/New_York,America/New_York,,,,,",
        "c,eu.withdraw,FR,last_item_delivered,2026-06-30T23:30:00Z,,Europe/Paris,,,30 days,,",
        "d,eu.withdraw_refund,FR,withdrawal_notified,2026-06-01,,,goods_received_back=2026-06-25,,,,",
        "e,jp.withdraw,JP,delivered_to_consumer,2026-06-01,,,,,,advertisement_term=yes;final_screen_term=yes,",
        "f,jp.withdraw,JP,delivered_to_consumer,2026-06-01,,,,,,advertisement_term=yes;final_screen_term=no,",
        "g,in.ack,,complaint_received,2026-06-01T10:00:00,Asia/Kolkata,,,,,,",
    )
    found = data(answer)
    assert [(each["case_id"], each["due"]) for each in found] == [
        ("a", "2026-07-14"),
        ("b", "2026-11-02T18:00:00-05:00"),
        ("c", "2026-07-31"),
        ("d", "2026-06-25"),
        ("e", None),
        ("f", "2026-06-08"),
        ("g", "2026-06-03T10:00:00+05:30"),
    ]
    assert found[1]["target"] == "2026-10-31T18:00:00-04:00"
    assert answer.exit == 0


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("x,eu.nothing,DE,delivered_to_consumer,2026-06-01,,,,,,,", "rule_id"),
        ("x,eu.withdraw,DE,delivered_to_consumer,2026-06-31,,,,,,,", "event_at"),
        ("x,eu.withdraw,DE,delivered_to_consumer,,,,,,,,", "event_at"),
        ("x,eu.withdraw,DE,dispatched,2026-06-01,,,,,,,", "event"),
        ("x,eu.withdraw,ZZ,delivered_to_consumer,2026-06-01,,,,,,,", "calendar"),
        ("x,eu.withdraw,DE,delivered_to_consumer,2026-06-01T10:00:00,Europe/Atlantis,,,,,,", "event_zone"),
        ("x,eu.withdraw,DE,delivered_to_consumer,2026-06-01,,Mars,,,,,", "due_zone"),
        ("x,eu.withdraw,DE,delivered_to_consumer,2026-06-01,,,,2026-07-02/2026-07-01,,,", "suspended"),
        ("x,eu.withdraw,DE,delivered_to_consumer,2026-06-01,,,,,soon,,", "policy"),
        ("x,eu.withdraw,DE,delivered_to_consumer,2026-06-01,,,goods_received_back,,,,", "other_events"),
    ],
)
def test_a_bad_row_names_line_and_field_and_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: str, field: str
) -> None:
    good = "ok,eu.withdraw,DE,delivered_to_consumer,2026-06-01,,,,,,,"
    answer = cases(tmp_path, row, good)
    assert answer.exit == 2
    assert f"cases.csv, line 2: {field}:" in capsys.readouterr().err
    found = data(answer)
    assert field in found[0]["error"]
    assert found[1]["due"] == "2026-06-15"


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("rule,when\neu.withdraw,2026-06-01\n", encoding="utf-8")
    with pytest.raises(BadUsage, match="rule_id"):
        run("--cases", str(file))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x00", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(content)
    with pytest.raises(BadUsage, match="UTF-8"):
        run("--cases", str(file))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="cannot be read"):
        run("--cases", str(tmp_path / "none.csv"))


def test_the_text_speaks_chinese() -> None:
    words = ("--market", "EU", "--kind", "eu.guarantee", "--event", "delivered=2026-10-09")
    answer = run(*words, language="zh_CN")
    assert "法定保修期届满" in answer.text
