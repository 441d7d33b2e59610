"""What is not found is named in the reader's language."""

from __future__ import annotations

import pytest

from qualitydesk.domain.errors import NotFound
from qualitydesk.translation import Translator


@pytest.mark.parametrize(
    ("kind", "said"), [("shipment", "发运"), ("shipment_line", "发运明细"), ("carton", "carton")]
)
def test_a_thing_is_named_in_the_reader_s_language(kind: str, said: str) -> None:
    missing = NotFound(kind, "SH-1")
    assert Translator("zh_CN")(missing.message) == f"没有编号为“SH-1”的{said}记录。"
    assert Translator("en")(missing.message) == f"No {kind.replace('_', ' ')} is recorded as “SH-1”."
