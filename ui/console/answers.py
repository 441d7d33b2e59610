"""What a command gets and gives: its context, its answer in two forms, and the complaint about bad usage.

Writing the answer out is here too. What a command does belongs to its own module.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Message

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator

DONE = 0
NEGATIVE = 1
BAD_USAGE = 2
NOT_AVAILABLE = 3


@dataclass(frozen=True)
class Answer:
    """What a command found: ``data`` for programs, ``text`` for people, ``exit`` the status it ends with."""

    data: object
    text: str
    exit: int = DONE


@dataclass(frozen=True)
class ConsoleContext:
    """What a command may use: the translator, the desk (opened when first asked for), where the data is."""

    tr: Translator
    open_desk: Callable[[], Desk]
    db: str


class BadUsage(Exception):
    """The command line or an input file is wrong; the message names the file, line and field where it can."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def as_json(data: object, tr: Callable[[Message], str]) -> str:
    """``data`` as one JSON document: ISO dates, money as amount and currency, unknown as null."""
    return json.dumps(plain(data, tr), ensure_ascii=False, indent=2)


def plain(value: object, tr: Callable[[Message], str]) -> object:
    """``value`` in the words of JSON."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(part, tr) for name, part in value.items()}
    if isinstance(value, Sequence | AbstractSet) and not isinstance(value, bytes):
        return [plain(part, tr) for part in value]
    return _plain_object(value, tr)


def _plain_object(value: object, tr: Callable[[Message], str]) -> object:
    if isinstance(value, Message):
        return tr(value)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return plain(value.value, tr)
    if isinstance(value, Decimal | PurePath):
        return str(value)
    return _record(value, tr)


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        return value.isoformat()
    text = value.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def _record(value: object, tr: Callable[[Message], str]) -> object:
    amount, currency = getattr(value, "amount", None), getattr(value, "currency", None)
    if isinstance(amount, Decimal) and isinstance(currency, str):
        return {"amount": str(amount), "currency": currency}
    if dataclasses.is_dataclass(value):
        return {part.name: plain(getattr(value, part.name), tr) for part in dataclasses.fields(value)}
    raise TypeError(f"no JSON form for {type(value).__name__}")
