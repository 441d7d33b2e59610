"""Messages as they are kept in the database: the sentence and what fills it, to be told in any language.

Sentences that were kept as plain English before are told as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitydesk.domain.values import Bilingual, Message, msg


def stored(message: Message) -> dict[str, Any]:
    """A message as JSON holds it. Values are figures, texts, days, names in two languages, or messages."""
    return {"text": message.text, "values": {name: _kept(value) for name, value in message.values.items()}}


def _kept(value: object) -> Any:
    if isinstance(value, Message):
        return stored(value)
    if isinstance(value, Bilingual):
        return {"en": value.en, "zh": value.zh}
    if isinstance(value, tuple):
        return [_kept(one) for one in value]
    return value if isinstance(value, int | float | str) else str(value)


def recalled(kept: str | Mapping[str, Any]) -> Message:
    """The message that was kept; a plain sentence of older rows as it stands."""
    if isinstance(kept, str):
        return msg("{text}", text=kept)
    return Message(kept["text"], {name: _value(value) for name, value in kept["values"].items()})


def _value(kept: Any) -> object:
    if isinstance(kept, list):
        return tuple(map(_value, kept))
    if isinstance(kept, Mapping):
        return recalled(kept) if "text" in kept else Bilingual(kept["en"], kept["zh"])
    return kept
