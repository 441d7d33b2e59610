"""The sampling commands as a program sees them: answers by field, refusals with file, line and field."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import cast

import pytest

from qualitydesk.domain.errors import QualityDeskError
from ui.console import sampling
from ui.console.answers import Answer, BadUsage, ConsoleContext

CONTEXT = cast("ConsoleContext", None)


def run(*words: str) -> Answer:
    parser = argparse.ArgumentParser()
    sampling.add(parser.add_subparsers())
    args = parser.parse_args(["sampling", *words])
    return cast("Answer", args.run(args, CONTEXT))


def test_one_plan_has_every_field() -> None:
    data = run("plan", "--lot", "120", "--level", "II", "--aql", "1.0").data
    assert data == {
        "letter": "F",
        "use_letter": "E",
        "n": 13,
        "ac": 0,
        "re": 1,
        "inspect_qty": 13,
        "inspect_all": False,
        "edition": "iso2859-1",
        "severity": "normal",
        "aql": "1.0",
        "source": "ISO 2859-1:1999 table 2-A",
    }


def test_cases_are_answered_in_order(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(
        "\ufeffid,lot,level,aql,severity,edition\n1,3000,II,1.0,reduced,z1.4\n2,5,II,1.5,normal,iso2859-1\n",
        encoding="utf-8",
    )
    data = cast("list[dict[str, object]]", run("plan", "--cases", str(file)).data)
    assert [(each["n"], each["ac"], each["re"], each["inspect_all"]) for each in data] == [
        (50, 1, 4, False),
        (8, 0, 1, True),
    ]


def test_a_bad_row_names_file_line_and_field(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_text("lot,level,aql\n3000,II,1.0\n3000,II,1.1\n", encoding="utf-8")
    with pytest.raises(BadUsage) as refusal:
        run("plan", "--cases", str(file))
    assert "line 3" in str(refusal.value)
    assert "aql" in str(refusal.value)


@pytest.mark.parametrize("text", ["lot,level\n1,II\n", "", "lot,aql\nx,1.0\n", "lot,aql\n,1.0\n"])
def test_files_that_cannot_be_answered_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadUsage):
        run("plan", "--cases", str(file))


def test_a_missing_file_and_a_picture_are_refused(tmp_path: Path) -> None:
    picture = tmp_path / "photo.png"
    picture.write_bytes(b"\x89PNG\r\n\xff\xfe\x00")
    for file in (tmp_path / "absent.csv", picture):
        with pytest.raises(BadUsage):
            run("plan", "--cases", str(file))


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "--lot", "120"),
        ("plan", "--lot", "1e3", "--aql", "1.0"),
        ("plan", "--lot", "0", "--aql", "1.0"),
        ("plan", "--lot", "10", "--aql", "1.0", "--level", "IV"),
        ("plan", "--lot", "10", "--aql", "1.0", "--severity", "loose"),
        ("plan", "--lot", "10", "--aql", "1.0", "--edition", "iso9001"),
        ("oc", "--n", "10", "--ac", "1"),
        ("oc", "--n", "10", "--ac", "1", "--x", "1", "--model", "normal"),
        ("oc", "--n", "10", "--ac", "1", "--x", "1", "--model", "hypergeometric"),
    ],
)
def test_bad_usage_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises((BadUsage, QualityDeskError)):
        run(*words)


def test_points_of_the_characteristic(tmp_path: Path) -> None:
    one = cast("dict[str, float]", run("oc", "--n", "2", "--ac", "0", "--x", "10").data)
    assert one["value"] == pytest.approx(0.81)
    file = tmp_path / "oc.csv"
    file.write_text("kind,model,n,ac,x,lot_size\npa,hypergeometric,2,0,1,10\np_at_pa,poisson,100,0,0.5,\n")
    many = cast("list[dict[str, float]]", run("oc", "--cases", str(file)).data)
    assert [each["value"] for each in many] == pytest.approx([0.8, 0.693147180559945])


def test_switching_answers_every_step(tmp_path: Path) -> None:
    file = tmp_path / "steps.csv"
    head = "sequence,step,edition,start_state,lot,level,aql,kind,nonconforming,"
    head += "production_steady,authority_agrees"
    rows = [
        "a,1,iso2859-1,tightened,3000,II,1.0,original,9,yes,yes",
        "a,2,,,3000,II,1.0,resubmitted,0,yes,no",
    ]
    rows += ["b,1,z1.4,discontinued,,,,corrective_action,,yes,yes"]
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    data = cast("list[dict[str, object]]", run("switch", "--cases", str(file)).data)
    assert [(each["sequence"], each["step"], each["decision"], each["state"]) for each in data] == [
        ("a", 1, "reject", "tightened"),
        ("a", 2, "accept", "tightened"),
        ("b", 1, None, "tightened"),
    ]
    assert data[0]["tightened_rejections"] == 1
    assert (data[2]["n"], data[2]["score"]) == (None, 0)
