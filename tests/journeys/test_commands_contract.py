"""The headless commands field by field, on the example company: what a script may rely on.

One document on standard output, its fields and their types, the exit status, the complaint that names file,
line and field. What stands behind a single command is tested beside it.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.clock import FixedClock
from qualitydesk.services.demo.story import make_example
from qualitydesk.services.documents import void_document
from tests.builders import desk_of
from ui.console import main
from ui.console.importing import KINDS

DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$")
FORMATS = ("csv", "xlsx", "json")


@dataclass(frozen=True)
class Told:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document."""
        return json.loads(self.out)


Ask = Callable[..., Told]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Ask:
    """A command line, as typed."""

    def typed(*words: object) -> Told:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Told(status, said.out, said.err)

    return typed


@pytest.fixture(scope="module")
def db(example_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example company for all tests of this file; none of them changes what another one reads."""
    path = tmp_path_factory.mktemp("contract") / "example.db"
    shutil.copyfile(example_template, path)
    shutil.copytree(f"{example_template}.files", f"{path}.files")
    return path


@pytest.fixture
def ask(run: Ask, db: Path) -> Ask:
    """A command with --json on the example company."""
    return lambda *words: run("--db", db, "--json", *words)


def checked(record: dict[str, Any], **kinds: Any) -> None:
    """Every named field is there and of that type; a tuple with None stands for unknown."""
    for name, kind in kinds.items():
        assert name in record, name
        assert isinstance(record[name], kind), (name, record[name])


TEXT_OR_NULL = (str, type(None))


def test_the_common_words_stand_anywhere(run: Ask, db: Path) -> None:
    before = run("--db", db, "--json", "--lang", "zh_CN", "gate", "SH-2026-0418")
    after = run("gate", "SH-2026-0418", "--lang", "zh_CN", "--db", db, "--json")
    assert before == after
    assert before.err == ""
    titles = " ".join(finding["title"] for finding in before.document["findings"])
    assert re.search("[一-鿿]", titles)


def test_db_check_upgrade_backup_and_restore(ask: Ask, run: Ask, tmp_path: Path) -> None:
    for verb in ("check", "upgrade", "create"):
        told = ask("db", verb)
        assert told.status == 0
        checked(told.document, ok=bool, schema=str, rows=dict, problems=list)
    saved = ask("db", "backup", tmp_path / "copy.db").document
    checked(saved, ok=bool, file=str, rows=dict)
    brought = run("--db", tmp_path / "other.db", "--json", "db", "restore", tmp_path / "copy.db").document
    assert (brought["ok"], brought["rows"]) == (True, saved["rows"])


@pytest.mark.parametrize("content", [b"", b"number,name\n1,2\n", b"SQLite format 3\x00" + bytes(90), None])
def test_what_is_no_backup_is_bad_input_and_makes_no_database(
    run: Ask, tmp_path: Path, content: bytes | None
) -> None:
    source, target = tmp_path / "backup.db", tmp_path / "new.db"
    if content is not None:
        source.write_bytes(content)
    told = run("--db", target, "db", "restore", source)
    assert (told.status, told.out) == (2, "")
    assert "backup.db" in told.err
    assert not target.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_exported_is_read_back_unchanged(ask: Ask, tmp_path: Path, kind: str) -> None:
    first = {"products": "sku", "parties": "code"}.get(kind, "number")
    for ending in FORMATS:
        file = tmp_path / f"{kind}.{ending}"
        rows = ask("export", kind, file).document["rows"]
        told = ask("import", kind, file)
        found = told.document
        checked(found, kind=str, read=int, errors=list, encoding=TEXT_OR_NULL, delimiter=TEXT_OR_NULL)
        assert (told.status, found["read"], found["errors"]) == (0, rows, [])
        assert (found["created"], found["updated"], found["rejected"]) == (0, 0, 0)
        assert found["unchanged"] > 0
    assert (tmp_path / f"{kind}.csv").read_bytes().startswith(b"\xef\xbb\xbf" + first.encode() + b",")


def test_import_names_file_line_field_and_value(ask: Ask, tmp_path: Path) -> None:
    sheet = tmp_path / "lots.csv"
    sheet.write_text("number,sku,quantity\nX-1,KT-1704,many\n", encoding="utf-8")
    told = ask("import", "lots", sheet, "--dry-run")
    assert told.status == 1
    (error,) = told.document["errors"]
    assert (error["file"], error["line"], error["field"], error["value"]) == (
        "lots.csv",
        2,
        "quantity",
        "many",
    )
    checked(error, message=str)
    assert told.document["rejected"] == 1


@pytest.mark.parametrize("sheet", ["nowhere/errors.csv", "errors.pdf"])
def test_an_error_sheet_is_refused_before_rows_are_taken(
    ask: Ask, run: Ask, tmp_path: Path, sheet: str
) -> None:
    goods, fresh = tmp_path / "goods.csv", tmp_path / "fresh.db"
    goods.write_text("sku,title\nN-1,New\n,Nameless\n", encoding="utf-8")
    run("--db", fresh, "db", "create")
    told = run("--db", fresh, "import", "products", goods, "--errors", tmp_path / sheet)
    assert (told.status, told.out) == (2, "")
    assert Path(sheet).name in told.err
    assert run("--db", fresh, "--json", "db", "check").document["rows"]["product"] == 0


def test_gate_tells_its_findings(ask: Ask) -> None:
    told = ask("gate", "SH-2026-0418")
    assert told.status == 1
    checked(told.document, shipment=str, open=bool, findings=list)
    for finding in told.document["findings"]:
        checked(finding, id=str, title=str, subject=str, rule=str, citation=str, fix=TEXT_OR_NULL)
        assert finding["severity"] in ("stop", "warn", "pass")
        assert finding["confidence"] in ("verified", "recalled")
    assert ask("gate", "SH-2026-0352").status == 0


@pytest.mark.parametrize(
    "key",
    [
        ("order", "DE-3058800"),
        ("lot", "NB-2606-A4"),
        ("shipment", "SH-2026-0418"),
        ("claim", "CL-2026-1172"),
        ("inspection", "IN-2026-0890"),
        ("certificate", "2025010717554821"),
    ],
    ids=lambda pair: str(pair[0]),
)
def test_trace_answers_any_number(ask: Ask, key: tuple[str, str]) -> None:
    kind, number = key
    told = ask("trace", number.lower())
    found = told.document
    assert told.status == 0
    assert found["key"] == number.lower()
    assert {"kind": kind, "number": number} in found["matches"]
    checked(found, chain=list, answers=list, declarant=(dict, type(None)))
    for one in found["answers"]:
        checked(one, duty=str, party=TEXT_OR_NULL, contact=str, evidence=str, state=str)


@pytest.mark.parametrize("key", ["", "%", "_", "x' OR 1=1 --", "中文单号", "\x07\u202e", "a" * 20_000])
def test_trace_of_what_nobody_recorded_is_a_negative_answer(ask: Ask, run: Ask, db: Path, key: str) -> None:
    told = ask("trace", key)
    assert (told.status, told.document["matches"], told.document["declarant"]) == (1, [], None)
    shown = run("--db", db, "trace", key).out
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_coverage_is_one_row_for_each_asked_paper(ask: Ask) -> None:
    told = ask("coverage", "--product", "KT-1704", "--market", "DE")
    assert told.status == 0
    (row,) = told.document
    checked(row, product=str, scheme=str, cell=str, certificate=TEXT_OR_NULL)
    assert row["market"] == "EU"
    assert DAY.match(row["expires"])
    for row in ask("coverage").document:
        checked(row, product=str, market=str, scheme=TEXT_OR_NULL, cell=str, certificate=TEXT_OR_NULL)
        assert row["expires"] is None or DAY.match(row["expires"])


def test_deadlines_answer_the_line_and_many_cases_in_order(run: Ask, tmp_path: Path) -> None:
    line = run(
        "--json", "deadlines", "--market", "EU", "--kind", "withdrawal", "--event", "delivered=2026-11-20"
    )
    (found,) = (each for each in line.document if each["rule"] == "eu.withdraw")
    checked(found, rule=str, topic=str, due=str, due_at=str, nominal=str, actor=str, law=str, confidence=str)
    checked(found, provisional=bool, target=TEXT_OR_NULL)
    cases = tmp_path / "cases.csv"
    header = (
        "case_id,rule_id,calendar,event,event_at,event_zone,due_zone,other_events,suspended,policy,facts,x"
    )
    rows = [
        f"b,{found['rule']},DE,last_item_delivered,2026-11-20,Europe/Berlin,Europe/Berlin,,,,,extra",
        f"a,{found['rule']},DE,last_item_delivered,2026-11-20T22:30:00Z,,Europe/Berlin,,,30 days,,",
    ]
    cases.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    told = run("--json", "deadlines", "--cases", cases)
    assert told.status == 0
    assert [(one["case_id"], one["rule"]) for one in told.document] == [
        ("b", found["rule"]),
        ("a", found["rule"]),
    ]
    assert told.document[0]["due"] == found["due"]
    cases.write_text(
        f"{header}\nc,{found['rule']},DE,last_item_delivered,2026-13-20,,,,,,,\n", encoding="utf-8"
    )
    told = run("deadlines", "--cases", cases)
    assert told.status == 2
    assert "cases.csv, line 2: event_at" in told.err


def test_sampling_answers_cases_in_order_and_ignores_other_columns(run: Ask, tmp_path: Path) -> None:
    cases = tmp_path / "plans.csv"
    cases.write_text(
        "note,lot,level,aql,severity,edition\nx,50,II,0.65,tightened,z1.4\ny,1200,II,2.5,normal,iso2859-1\n"
        "z,3,S-1,1.0,,\n",
        encoding="utf-8",
    )
    plans = run("--json", "sampling", "plan", "--cases", cases).document
    for plan in plans:
        checked(plan, letter=str, use_letter=str, n=int, ac=int, re=int, inspect_qty=int, inspect_all=bool)
        checked(plan, edition=str, source=str)
    assert [plan["inspect_qty"] for plan in plans] == [32, 80, 3]
    assert [plan["inspect_all"] for plan in plans] == [False, False, True]
    one = run("--json", "sampling", "plan", "--lot", 1200, "--level", "II", "--aql", 2.5).document
    assert one == plans[1]
    cases.write_text("lot,level,aql\n1200,II,2.5\n1200,IX,2.5\n", encoding="utf-8")
    told = run("sampling", "plan", "--cases", cases)
    assert (told.status, "plans.csv, line 3" in told.err, "level" in told.err) == (2, True, True)


def test_sampling_switches_and_draws_curves(run: Ask, tmp_path: Path) -> None:
    steps, points = tmp_path / "steps.csv", tmp_path / "points.csv"
    header = "sequence,step,edition,start_state,lot,level,aql,kind"
    header += ",nonconforming,production_steady,authority_agrees"
    rejected = "A,{},iso2859-1,{},1200,II,2.5,original,6,yes,no"
    steps.write_text(
        "\n".join([header, rejected.format(1, "normal"), rejected.format(2, "")]) + "\n", encoding="utf-8"
    )
    found = run("--json", "sampling", "switch", "--cases", steps).document
    for step in found:
        checked(step, sequence=str, step=int, decision=TEXT_OR_NULL, state=str, score=int, n=int, ac=int)
        checked(step, re=int, tightened_rejections=int)
    assert [(step["decision"], step["state"]) for step in found] == [
        ("reject", "normal"),
        ("reject", "tightened"),
    ]
    points.write_text(
        "kind,model,n,ac,x,lot_size,more\npa,binomial,80,5,2.5,,q\np_at_pa,poisson,80,5,0.95,,q\n"
        "pa,hypergeometric,80,5,30,1200,q\n",
        encoding="utf-8",
    )
    values = [point["value"] for point in run("--json", "sampling", "oc", "--cases", points).document]
    assert values == pytest.approx([0.98479, 3.26627, 0.98814], abs=1e-4)


def issued(ask: Ask, document: str, number: str, file: Path) -> dict[str, Any]:
    told = ask("issue", document, number, "-o", file)
    assert told.status == 0
    found: dict[str, Any] = told.document
    checked(found, document=str, number=str, revision=int, file=str, sha256=str, check_code=str)
    return found


def verdict(told: Told) -> str:
    found = told.document
    checked(found, document=TEXT_OR_NULL, number=TEXT_OR_NULL, signed_by=TEXT_OR_NULL, reasons=list)
    assert found["signed_at"] is None or INSTANT.match(found["signed_at"])
    assert "chain" in found
    assert "register" in found
    assert (told.status == 0) == (found["verdict"] == "valid")
    return str(found["verdict"])


def test_all_six_verdicts(ask: Ask, run: Ask, db: Path, tmp_path: Path) -> None:
    first, second, torn, other = (tmp_path / name for name in ("1.pdf", "2.pdf", "3.pdf", "4.txt"))
    issued(ask, "claim-report", "CL-2026-1144", first)
    assert verdict(ask("verify", first)) == "valid"
    newer = issued(ask, "claim-report", "CL-2026-1144", second)
    assert verdict(ask("verify", first)) == "superseded"
    content = bytearray(second.read_bytes())
    content[len(content) // 3] ^= 1
    torn.write_bytes(content)
    assert verdict(ask("verify", torn)) == "altered"
    other.write_bytes(b"")
    assert verdict(ask("verify", other)) == "not-ours"
    fresh = tmp_path / "fresh.db"
    run("--db", fresh, "db", "create")
    assert verdict(run("--db", fresh, "--json", "verify", second)) == "unknown"
    _declare_void(db, newer["number"])
    assert verdict(ask("verify", second)) == "void"
    assert ask("audit", "verify", "--anchor", first, second).status == 0


def test_a_dossier_is_issued_and_verifies(ask: Ask, tmp_path: Path) -> None:
    told = issued(ask, "dossier", "SH-2026-0418", tmp_path / "dossier.pdf")
    assert told["document"] == "dossier"
    assert told["number"].startswith("QD-SD-")
    assert verdict(ask("verify", tmp_path / "dossier.pdf")) == "valid"


def _declare_void(db: Path, number: str) -> None:
    from qualitydesk.records import IssuedDocument

    backend = open_backend(str(db), create=False)
    try:
        with backend.store.read() as read:
            row = read.find(IssuedDocument, number=number)
        assert row is not None
        void_document(desk_of(backend, "wang"), row.id, row.version, "Sent to the wrong buyer")
    finally:
        backend.close()


def test_audit_tells_its_head_and_is_written_out(ask: Ask, tmp_path: Path) -> None:
    found = ask("audit", "verify").document
    checked(found, ok=bool, events=int, head=str, problems=list)
    assert ask("audit", "export", tmp_path / "chain.jsonl").document["events"] == found["events"]


WRITING = {
    "backup": ("db", "backup", "{}"),
    "audit": ("audit", "export", "{}"),
    "issue": ("issue", "claim-report", "CL-2026-1144", "-o", "{}"),
    "export": ("export", "orders", "{}"),
}


@pytest.mark.parametrize("words", WRITING.values(), ids=WRITING)
def test_a_place_that_cannot_be_written_is_refused_first(
    ask: Ask, db: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    before = ask("audit", "verify").document
    for target in (tmp_path, tmp_path / "nowhere" / "x.csv", db):
        told = ask(*(word.format(target) for word in words))
        assert told.status == 2
        assert str(target) in told.err
    assert ask("audit", "verify").document == before


@pytest.mark.parametrize(
    "words",
    [
        ("gate", "SH-9999-0001"),
        ("gate", ""),
        ("coverage", "--product", "NOPE"),
        ("coverage", "--market", "NOPE"),
        ("issue", "claim-report", "CL-9999-0001", "-o", "{}/x.pdf"),
        ("issue", "inspection-certificate", "IN-2026-0943", "-o", "{}/x.pdf"),
        ("verify", "{}/absent.pdf"),
        ("audit", "verify", "--anchor", "{}/absent.pdf"),
        ("import", "orders", "{}/absent.csv"),
        ("import", "orders", "{}"),
        ("sampling", "plan", "--cases", "{}/absent.csv"),
        ("deadlines", "--cases", "{}/absent.csv"),
        ("deadlines", "--market", "XX", "--kind", "withdrawal", "--event", "delivered=2026-11-20"),
        ("demo", "--scale", "-1"),
        ("demo",),
    ],
    ids=" ".join,
)
def test_bad_input_is_a_complaint_and_still_one_document(
    ask: Ask, run: Ask, db: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    line = [word.format(tmp_path) for word in words]
    told = ask(*line)
    assert (told.status, told.document["error"]["exit"]) == (2, 2)
    assert told.document["error"]["message"] in told.err
    assert list(tmp_path.iterdir()) == []
    assert run("--db", db, *line).out == ""


@pytest.mark.parametrize(
    "url", ["mysql://u:geheim@h/x", "http://example.com/x", "postgresql://u:geheim@[::1/x"]
)
def test_an_address_of_another_kind_is_refused_and_not_repeated(
    run: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run("--db", url, "db", "create")
    assert (told.status, told.out) == (2, "")
    assert "geheim" not in told.err
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_away_is_not_available(run: Ask) -> None:
    told = run("--db", "postgresql://u:geheim@127.0.0.1:1/x", "db", "check")
    assert (told.status, told.out, "geheim" in told.err) == (3, "", False)


@contextlib.contextmanager
def held(file: Path) -> Iterator[None]:
    """The database in the hands of another program."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


def test_a_locked_database_is_not_available(run: Ask, local_database: str, tmp_path: Path) -> None:
    with held(Path(local_database)):
        told = run("--db", local_database, "export", "orders", tmp_path / "orders.csv")
    assert (told.status, told.out) == (3, "")
    assert "in use" in told.err
    assert not (tmp_path / "orders.csv").exists()


def exports(database: str, folder: Path, run: Ask) -> dict[str, bytes]:
    """Every kind of record, as exported."""
    found = {}
    for kind in KINDS:
        run("--db", database, "export", kind, folder / "out.csv")
        found[kind] = (folder / "out.csv").read_bytes()
    return found


def test_the_same_seed_makes_the_same_rows_a_moment_later(
    run: Ask, clock: FixedClock, example_database: str, tmp_path: Path
) -> None:
    from datetime import timedelta

    later, again = FixedClock(clock.now() + timedelta(minutes=3, milliseconds=77)), str(tmp_path / "again.db")
    backend = open_backend(again, clock=later)
    make_example(backend.desk())
    backend.close()
    assert exports(example_database, tmp_path, run) == exports(again, tmp_path, run)


@pytest.mark.postgresql
def test_the_same_on_a_server(ask: Ask, run: Ask, server_database: str, tmp_path: Path) -> None:
    for kind in ("parties", "products", "orders"):
        ask("export", kind, tmp_path / f"{kind}.csv")
        told = run("--db", server_database, "--json", "import", kind, tmp_path / f"{kind}.csv")
        assert (told.status, told.document["rejected"]) == (0, 0)
        again = run("--db", server_database, "--json", "import", kind, tmp_path / f"{kind}.csv").document
        assert again["unchanged"] == told.document["created"]
    assert run("--db", server_database, "--json", "db", "check").document["ok"]
    assert run("--db", server_database, "--json", "trace", "DE-3058800").status == 0
    assert run("--db", server_database, "db", "backup", tmp_path / "copy.db").status == 2
    assert run("--db", server_database, "--json", "audit", "verify").document["ok"]
