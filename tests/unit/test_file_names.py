"""What people wrote becomes one part of a path, whatever it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.domain.file_names import LONGEST, LONGEST_LABEL, as_file_name, file_label


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("IN-2026-0936", "IN-2026-0936"),
        ("合格证 12.pdf", "合格证 12.pdf"),
        ("GB/T 4706.1", "GBT 4706.1"),
        ("../../etc/passwd", "etcpasswd"),
        ("C:\\Windows\\x", "CWindowsx"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("console.log", "console.log"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\nc", "abc"),
        (" . . ", "file"),
        ("x" * 300 + ".jpg", "x" * 76 + ".jpg"),
    ],
)
def test_names(words: str, name: str) -> None:
    assert as_file_name(words) == name


@given(st.text())
def test_any_text_is_one_part_of_a_path(words: str) -> None:
    name = as_file_name(words)
    assert name
    assert len(name) <= LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*\0')
    assert name.strip(" .") == name


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("合格证 12.pdf", "合格证 12.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("in\u200bvoice\u2066.pdf\ufeff", "invoice.pdf"),
        ("a\u3164\u2800b.pdf", "ab.pdf"),
        ("invoice.pdf" + " " * 200 + ".exe", "invoice.pdf .exe"),
        ("C:\\temp\\x.pdf", "x.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\nb\u2028c.pdf", "abc.pdf"),
        ("\u202e", "file"),
        ("x" * 300 + ".jpg", "x" * (LONGEST_LABEL - 4) + ".jpg"),
    ],
)
def test_what_a_file_from_outside_is_called(name: str, called: str) -> None:
    assert file_label(name) == called
