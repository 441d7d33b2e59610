"""Text that both databases can hold: NUL and halves of surrogate pairs become the replacement character.

PostgreSQL refuses the first, both refuse the second; a pasted text or a scanned code must not fail for it.
Everything else is kept as it came.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, event


def storable_text(text: str) -> str:
    """``text`` as a database can hold it. Nothing is dropped: an empty text would match what is empty."""
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def storable(value: Any) -> Any:
    """A value of a row, its text made storable, also inside lists and mappings of a JSON column."""
    if type(value) is str:
        return storable_text(value)
    if isinstance(value, Mapping):
        return {storable(name): storable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value


def storable_values(values: Sequence[Any]) -> Sequence[Any]:
    """The plain values of a statement; the same ones if nothing had to be changed."""
    texts = "".join(map(str, values))
    return values if storable_text(texts) is texts else [_clean(value) for value in values]


def storable_row(values: dict[str, Any]) -> dict[str, Any]:
    """A row's values; the same mapping if nothing had to be changed."""
    if _clean_already(values.values()):
        return values
    changed = {name: clean for name, value in values.items() if (clean := storable(value)) != value}
    return values | changed if changed else values


def storable_rows(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """The values of many rows; the same rows if nothing had to be changed."""
    if _clean_already([value for row in rows for value in row.values()]):
        return rows
    return [storable_row(row) for row in rows]


def _clean_already(values: Collection[Any]) -> bool:
    texts = "".join([value for value in values if value.__class__ is str])
    nested = [value for value in values if value.__class__ is list or value.__class__ is dict]
    return storable_text(texts) is texts and all(storable(value) == value for value in nested)


def watch(engine: Engine) -> None:
    """Make what is asked of the database storable too: a search for such a text does not fail."""
    event.listen(engine, "before_cursor_execute", _clean_parameters, retval=True)


def _clean_parameters(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    if executemany or not parameters:
        return statement, parameters
    if isinstance(parameters, Mapping):
        return statement, {name: _clean(value) for name, value in parameters.items()}
    return statement, tuple(_clean(value) for value in parameters)


def _clean(value: Any) -> Any:
    return storable_text(value) if type(value) is str else value
