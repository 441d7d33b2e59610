"""What a command prints can't steer the terminal it is printed on."""

from __future__ import annotations

import json

import pytest

from ui.console import main
from ui.console.ending import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[31mred\x07", "[U+001B][31mred[U+0007]"),
        ("\x9b2J", "[U+009B]2J"),
        ("invoice\u202efdp.exe", "invoice[U+202E]fdp.exe"),
        ("宁波 Łódź 📦", "宁波 Łódź 📦"),
    ],
)
def test_what_steers_is_spelled_out(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_a_complaint_is_harmless_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", "--market", "\x1b]0;gone\x07", "--kind", "withdrawal"]) == 2
    printed = capsys.readouterr().err
    assert "\x1b" not in printed
    assert "[U+001B]]0;gone" in printed


def test_a_line_that_cannot_be_read_is_a_json_document_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "gate"]) == 2
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["exit"] == 2
    assert "SHIPMENT" in told.err
    assert main(["gate"]) == 2
    assert capsys.readouterr().out == ""
