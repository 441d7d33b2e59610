"""What makes a paper checkable, and what is read from files that want to fool the reader."""

from __future__ import annotations

import json
import zlib

import pytest

from reports.seal import (
    LARGEST_PDF,
    canonical,
    check_code,
    qr_text,
    read_code,
    read_qr,
    read_seal,
    record_hash,
    sealed_json,
)

RECORD = {
    "document": "claim-report",
    "number": "QD-CR-2026-00402",
    "revision": 9,
    "chain": {"seq": 12, "head": "ab" * 32},
    "content": {"note": "玻璃 kettle"},
}


def pdf_with(data: bytes, extra: bytes = b"") -> bytes:
    head = b"%PDF-1.7\n7 0 obj\n<< /Type /EmbeddedFile " + extra + b">>\nstream\n"
    return head + data + b"endstream\nendobj\n%%EOF"


def test_the_record_hash_does_not_depend_on_the_order_of_fields() -> None:
    turned = dict(reversed(list(RECORD.items())))
    assert record_hash(RECORD) == record_hash(turned)
    assert canonical(RECORD) == canonical(turned)


def test_a_check_code_is_read_however_it_is_typed() -> None:
    code = check_code(record_hash(RECORD))
    assert len(code) == 14
    assert read_code(code.lower().replace("-", " ")) == code
    assert read_code(code.replace("0", "O").replace("1", "I")) == code


def test_every_single_mistyped_character_is_noticed() -> None:
    code = check_code(record_hash(RECORD)).replace("-", "")
    for place, right in enumerate(code):
        for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if wrong != right:
                assert read_code(code[:place] + wrong + code[place + 1 :]) is None


def test_the_qr_text_carries_number_revision_code_and_hash() -> None:
    hashed = record_hash(RECORD)
    reference = read_qr(qr_text("QD-CR-2026-00402", 9, hashed))
    assert reference is not None
    assert (reference.number, reference.revision, reference.record_hash) == ("QD-CR-2026-00402", 9, hashed)
    assert read_qr("https://example.invalid/") is None
    assert (
        read_qr(qr_text("QD-CR-2026-00402", 9, "0" + hashed[1:]).replace(":0", ":" + hashed[0].upper()))
        is None
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_record_is_read_back_plain_or_packed(packed: bool) -> None:
    data = sealed_json(RECORD)
    seal = read_seal(pdf_with(zlib.compress(data) if packed else data))
    assert seal is not None
    assert seal.intact
    assert (seal.number, seal.chain_seq) == ("QD-CR-2026-00402", 12)


def test_a_changed_record_is_ours_but_not_intact() -> None:
    data = sealed_json(RECORD).replace(b"kettle", b"kettlE")
    seal = read_seal(pdf_with(data))
    assert seal is not None
    assert not seal.intact


def bomb() -> bytes:
    return zlib.compress(b"{" + b" " * 60_000_000)


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"%PDF-1.4 junk",
        b"MZ\x90\x00 program",
        b"%PDF-1.4\n" + b"/EmbeddedFile stream\n" * 50_000,
        pdf_with(b"{" * 200_000),
        pdf_with(b'{"format":"qualitydesk.paper/1"}'),
        pdf_with(b'{"format":"qualitydesk.paper/1","record":[]}'),
        pdf_with(b'["qualitydesk.paper/1"]'),
        pdf_with(json.dumps({"format": "qualitydesk.paper/1", "record": {"chain": 1}}).encode()),
        pdf_with(b"\xff\xfe\x00broken"),
        b"%PDF-" + b"\x00" * (LARGEST_PDF + 1),
    ],
    ids=range(11),
)
def test_hostile_files_are_not_ours(hostile: bytes) -> None:
    assert read_seal(hostile) is None


def test_a_packed_bomb_is_unpacked_only_to_its_bound() -> None:
    assert read_seal(pdf_with(bomb())) is None
