"""Files that pretend to be papers of ours: read within bounds, never a fault, never valid."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from reports.seal import FORMAT, read_seal, sealed_json

GOOD: dict[str, Any] = {
    "document": "claim-report",
    "number": "QD-CR-2026-00001",
    "revision": 1,
    "chain": {"seq": 5, "head": "ab" * 32},
}


def paper(attachment: bytes) -> bytes:
    """The least PDF that carries ``attachment``."""
    return b"%PDF-1.7\n1 0 obj<</Type/EmbeddedFile>>stream\n" + attachment + b"\nendstream\nendobj\n%%EOF"


def test_the_least_paper_is_read() -> None:
    seal = read_seal(paper(sealed_json(GOOD)))
    assert seal is not None
    assert seal.intact


@pytest.mark.parametrize(
    "change",
    [
        {"revision": 10**30},
        {"revision": -1},
        {"revision": "1"},
        {"revision": True},
        {"chain": {"seq": 2**63, "head": ""}},
        {"chain": {"seq": None, "head": ""}},
        {"chain": []},
        {"chain": None},
    ],
)
def test_counts_that_no_register_can_hold_are_not_ours(change: dict[str, Any]) -> None:
    assert read_seal(paper(sealed_json(GOOD | change))) is None


@pytest.mark.parametrize("number", ["Infinity", "-Infinity", "NaN", "1e999", "9" * 5000])
def test_numbers_json_should_not_have_are_not_ours(number: str) -> None:
    whole = {"format": FORMAT, "record": GOOD | {"revision": "@"}, "record_sha256": "", "check_code": ""}
    assert read_seal(paper(json.dumps(whole).replace('"@"', number).encode())) is None


@pytest.mark.parametrize(
    "attachment",
    [
        b"{",
        b"{}",
        b"42",
        b'{"format": null}',
        b"[" * 100_000,
        b'{"a":' * 50_000,
        zlib.compress(b"\x00" * 50_000_000),
        zlib.compress(b"{}")[:-4],
        b"\xff\xfe{",
    ],
)
def test_what_is_no_record_is_not_ours(attachment: bytes) -> None:
    assert read_seal(paper(attachment)) is None


def test_a_changed_record_is_seen() -> None:
    forged = sealed_json(GOOD).replace(b"00001", b"00002")
    seal = read_seal(paper(forged))
    assert seal is not None
    assert not seal.intact
