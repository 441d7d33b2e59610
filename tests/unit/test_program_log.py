"""The log says where a fault was and never what people typed; its file is private; none is no fault."""

from __future__ import annotations

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.log import FILE, keep_log

pytestmark = pytest.mark.expects_log("it failed")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    handler = keep_log(tmp_path / "log")
    yield tmp_path / "log" / FILE
    logging.getLogger().removeHandler(handler)
    handler.close()


def _fail() -> None:
    try:
        raise ValueError("Anna Krüger, +49 341 555")
    except ValueError:
        logging.getLogger("test").exception("it failed")


def test_a_fault_is_told_by_its_places_not_by_its_words(log: Path) -> None:
    _fail()
    told = log.read_text(encoding="utf-8")
    assert "ValueError" in told
    assert "test_program_log.py" in told
    assert "Krüger" not in told


def test_a_line_cannot_pretend_to_be_another(log: Path) -> None:
    logging.getLogger("test").warning("it failed\n2026-01-01 ERROR forged")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX file modes")
def test_only_its_user_may_read_it(log: Path) -> None:
    _fail()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700


def test_nothing_to_tell_makes_no_file(log: Path) -> None:
    logging.getLogger("test").info("all is well")
    assert not log.exists()


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    handler = keep_log(tmp_path / "taken")
    try:
        _fail()
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_asked_twice_there_is_one_log(log: Path) -> None:
    assert keep_log(log.parent / "other") is keep_log()
