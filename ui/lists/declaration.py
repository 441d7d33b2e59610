"""What a screen says about its list; nothing here is drawn or read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from qualitydesk.domain.values import Query
from ui.kit.cells import Column
from ui.kit.chips import Filter
from ui.kit.keyset import Source
from ui.kit.views import View

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Grouping(Generic[RowT]):
    """Rows under titles: the listing's order that brings a group together, and the title of a row's group."""

    title: str
    order: str
    of: Callable[[RowT], str]
    counts: Callable[[Query], Mapping[str, int]] | None = None
    """How many rows each title has in all; run in a job."""


def counted(
    sizes: Callable[[Query], Mapping[str, int]], said: Callable[[str], str]
) -> Callable[[Query], Mapping[str, int]]:
    """The sizes of groups by their titles: ``sizes`` are by stored values, ``said`` makes titles of these."""

    def counts(query: Query) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for value, rows in sizes(query).items():
            found[said(value)] = found.get(said(value), 0) + rows
        return found

    return counts


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says: an icon, one sentence, one line of help."""

    icon: str
    sentence: str
    help_line: str = ""


@dataclass(frozen=True, slots=True)
class Listing(Generic[RowT]):
    """One list. Texts are translated already; ``screen`` is the name under which views are saved.

    The first view is shown first. A view's filters that are among ``filters`` show as chips, the others stay
    behind its name. ``count_views`` answers for all views at once, in a job.
    """

    screen: str
    title: str
    columns: tuple[Column[RowT], ...]
    source: Source[RowT]
    views: tuple[View, ...]
    empty: Empty
    filters: tuple[Filter, ...] = ()
    groupings: tuple[Grouping[RowT], ...] = ()
    count_views: Callable[[Mapping[str, Query]], Mapping[str, int]] | None = None
    row_height: int = 44
    ascending: frozenset[str] = field(default_factory=frozenset)
    """Orders that a first click on their column sorts upwards."""
