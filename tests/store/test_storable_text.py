"""What no database can hold is made storable before it is audited and written; all else stays as it came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualitydesk.records import Party
from qualitydesk.services.desk import Desk
from qualitydesk.store import audit
from qualitydesk.store.storable import storable, storable_row, storable_text
from tests import builders


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
def test_good_text_is_untouched(text: str) -> None:
    assert storable_text(text) == text
    row = {"name": text, "count": 3}
    assert storable_row(row) is row


@given(st.text(st.characters()))
def test_any_text_becomes_storable_and_none_becomes_empty(text: str) -> None:
    stored = storable_text(text)
    stored.encode("utf-8")
    assert "\x00" not in stored
    assert bool(stored) is bool(text)


def test_text_inside_a_json_value_is_cleaned_too() -> None:
    assert storable({"a\x00": ["\ud83d", 1]}) == {"a\ufffd": ["\ufffd", 1]}


def test_what_is_audited_is_what_is_stored(manager: Desk) -> None:
    with manager.store.write(manager.person, "add", reason="because\x00") as work:
        one = builders.add_party(work, name="half \ud83d and \x00")
        work.insert_many(Party, [{"id": "k" * 36, "code": "X\x00", "name": "many \ud83d", "country": "DE"}])
    with manager.store.read() as read:
        assert read.get(Party, one).name == "half \ufffd and \ufffd"
        assert read.find(Party, code="X\x00") is not None
        assert audit.verify(read).ok
        (entry,) = audit.history(read, one)
    assert "half \ufffd" in str(entry)
