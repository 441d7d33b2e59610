"""A list asked for with filters, as a key that the window can go to, keep and come back to.

Home's figures open exactly the list they counted: ``context.navigate("claims", asked({"view": ("open",)}))``.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode

Filters = Mapping[str, tuple[str, ...]]
MARK = "?"


def asked(filters: Filters) -> str:
    """The key of a list with these filters."""
    return MARK + urlencode([(name, value) for name, values in filters.items() for value in values])


def names_a_list(key: str) -> bool:
    """Whether a key names no record, but the list of them, whatever was asked for."""
    return not key or key.startswith(MARK)


def filters_of(key: str) -> Filters | None:
    """The filters in a key, None when it names a record (or nothing)."""
    if not key.startswith(MARK):
        return None
    return {name: tuple(values) for name, values in parse_qs(key.removeprefix(MARK)).items()}
