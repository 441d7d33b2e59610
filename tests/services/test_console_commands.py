"""The commands as a script sees them: exit status, one JSON document on standard output, no traceback."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qualitydesk.bootstrap import open_backend
from qualitydesk.domain.values import Query
from qualitydesk.services import documents, law
from qualitydesk.services.desk import Desk
from ui.console import main


@pytest.fixture
def desk_db(local_database: str) -> str:
    """A fresh database in a file."""
    return local_database


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    """Exit status and the JSON document."""
    status = main([*words, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_create_check_and_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    db = str(tmp_path / "new.db")
    status, made = answered(capsys, "--db", db, "db", "create")
    assert (status, made["ok"], made["problems"]) == (0, True, [])
    assert made["rows"]["inspection"] == 0
    assert answered(capsys, "--db", db, "db", "check")[1] == made
    status, chain = answered(capsys, "--db", db, "audit", "verify")
    assert (status, chain["ok"], chain["events"]) == (0, True, 0)


def test_a_missing_database_is_not_available(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(tmp_path / "nowhere.db"), "db", "check"]) == 3
    told = capsys.readouterr()
    assert "nowhere.db" in told.err
    assert told.out == ""


def test_with_json_a_refusal_is_one_document_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = answered(capsys, "--db", str(tmp_path / "nowhere.db"), "db", "check")
    assert (status, told["error"]["exit"]) == (3, 3)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake = tmp_path / "photo.db"
    fake.write_bytes(b"\x89PNG" * 500)
    assert main(["--db", str(fake), "db", "check"]) == 3
    assert "Traceback" not in capsys.readouterr().err
    assert fake.read_bytes() == b"\x89PNG" * 500


def test_a_changed_chain_is_a_negative_answer(
    example_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(example_database, isolation_level=None)) as raw:
        guards = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
        )
        for (name,) in guards.fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE audit_event SET payload = replace(payload, 'wang', 'zhao') WHERE seq = 9")
    status, told = answered(capsys, "--db", example_database, "audit", "verify")
    assert (status, told["ok"]) == (1, False)
    assert told["problems"][0]["seq"] == 9


def test_everything_moves_to_another_database(
    capsys: pytest.CaptureFixture[str], example_database: str, server_database: str, tmp_path: Path
) -> None:
    status, there = answered(capsys, "--db", example_database, "db", "move", server_database)
    assert (status, there["ok"]) == (0, True)
    _, here = answered(capsys, "--db", example_database, "db", "check")
    assert there["rows"] == here["rows"]
    status, back = answered(capsys, "--db", server_database, "db", "move", str(tmp_path / "back.db"))
    assert (status, back["rows"]) == (0, here["rows"])
    _, checked = answered(capsys, "--db", str(tmp_path / "back.db"), "db", "check")
    assert checked["ok"]
    assert main(["--db", example_database, "db", "move", server_database]) == 2
    assert "empty" in capsys.readouterr().err


def test_backup_and_restore_bring_everything_back(
    example_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy, other = str(tmp_path / "copy.db"), str(tmp_path / "other.db")
    _, saved = answered(capsys, "--db", example_database, "db", "backup", copy)
    status, brought = answered(capsys, "--db", other, "db", "restore", copy)
    assert status == 0
    assert brought["rows"] == saved["rows"]
    photos = [path.name for path in Path(f"{other}.files").rglob("*") if path.is_file()]
    assert len(photos) == saved["rows"]["attachment"]


def test_demo_needs_an_empty_database(
    desk_db: str, example_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--db", example_database, "demo"]) == 2
    assert "empty" in capsys.readouterr().err
    assert main(["--db", desk_db, "demo"]) == 0
    backend = open_backend(desk_db)
    assert documents.count(backend.desk(), Query()) == 7, "a new user finds papers in the register"
    backend.close()


def test_the_deadlines_command_counts_by_the_rules_of_its_desk(
    local_manager: Desk, desk_db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = (
        *("deadlines", "--market", "EU", "--kind", "change_of_mind"),
        *("--event", "delivered_to_consumer=2026-11-02"),
    )

    def withdrawal(*words: str) -> tuple[str, str]:
        (row,) = (one for one in answered(capsys, *words, *asked)[1] if one["rule"] == "eu.withdraw")
        return row["due"], row["law"]

    by_the_pack = withdrawal()
    law.change_rule(local_manager, "eu.withdraw", 0, "Shop policy", amount=30)
    assert withdrawal() == by_the_pack, "no desk is named, and the user has none yet"
    assert withdrawal("--db", desk_db) == ("2026-12-02", f"{by_the_pack[1]} (changed by the house)")
    main(["--db", desk_db, "--lang", "zh_CN", *asked])
    assert "（本公司已更改）" in capsys.readouterr().out
    law.change_rule(local_manager, "eu.withdraw", 1, "Not with us", switched_off=True)
    rules = [one["rule"] for one in answered(capsys, "--db", desk_db, *asked)[1]]
    assert "eu.withdraw" not in rules


def test_the_chain_can_be_written_out(
    example_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "chain.jsonl"
    _, told = answered(capsys, "--db", example_database, "audit", "export", str(out))
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == told["events"]
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert out.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("words", [["db", "dance"], ["dance"], ["--lang", "de", "db", "check"], ["db"]])
def test_bad_usage_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert "usage" in capsys.readouterr().err


def test_help_ends_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "--help"]) == 0
    assert "backup" in capsys.readouterr().out


def test_json_without_a_command_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json"]) == 2


@pytest.mark.expects_log("the command failed")
def test_a_fault_of_the_program_is_one_sentence(
    desk_db: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr("ui.console.db.care.check_health", broken)
    assert main(["--db", desk_db, "db", "check"]) == 3
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "secret detail" not in told
