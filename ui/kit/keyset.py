"""The list model: pages fetched by jobs after the last row's cursor, rows kept as ready cells.

It never counts and never skips: the total arrives late from its own job, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Signal

from qualitydesk.domain.values import Cursor, Page, Query
from ui.kit.cells import Column, in_words
from ui.kit.job import Job
from ui.kit.jobs import Jobs
from ui.kit.lines import AnyIndex, Line, LineModel

RowT = TypeVar("RowT")
DEEPEST = 500
"""So many rows at most are read again when a list is refreshed."""


@dataclass(frozen=True, slots=True)
class Source(Generic[RowT]):
    """Where rows come from. All functions run in a job; ``group`` answers "" for no group."""

    page: Callable[[Query, Cursor | None], Page[RowT]]
    key: Callable[[RowT], str]
    count: Callable[[Query], int] | None = None
    group: Callable[[RowT], str] | None = None
    group_counts: Callable[[Query], Mapping[str, int]] | None = None
    in_words: Callable[[RowT], str] | None = None
    at_once: Callable[[Query], Page[RowT] | None] | None = None
    """The first page, if that can be told before the database is open."""


class KeysetModel(LineModel[RowT]):
    """Rows of one query. ``load`` starts anew, ``fetchMore`` appends, ``reload`` refreshes what is shown."""

    page_arrived = Signal(bool)
    """Rows came; True for the first page."""
    failed = Signal(object)
    """A page could not be read (the error)."""
    counted = Signal(int)
    """The total became known."""

    def __init__(self, jobs: Jobs, columns: Sequence[Column[RowT]], source: Source[RowT]) -> None:
        super().__init__(columns)
        self._jobs, self._source = jobs, source
        self._next: Cursor | None = None
        self._job: Job | None = None
        self._counting: list[Job] = []
        self._query = Query()
        self._down = 0
        self.refreshing = False

    @property
    def query(self) -> Query:
        """What is shown."""
        return self._query

    @property
    def loading(self) -> bool:
        """Whether a page is on its way."""
        return self._job is not None

    @property
    def complete(self) -> bool:
        """Whether the last page is here."""
        return self._next is None and not self.loading

    def load(self, query: Query) -> None:
        """Show a query; the old rows stay until the first page of the new one is here.

        The same query again refreshes what is shown, as far down as it was loaded.
        """
        self.refreshing = query == self._query and bool(self._places)
        if self._places and query.filters != self._query.filters:
            self.checked = set()  # what is not seen any more is not acted upon either
        depth = min(self.shown_records() if self.refreshing else self._down, DEEPEST)
        self._query, self._next = query, None
        for job in self._counting:
            job.cancel()  # of the query before
        self._fetch(None, first=True, depth=depth)

    def tick_before(self, keys: Iterable[str], down: int) -> None:
        """These were ticked, the last of them so far ``down``: the first load reads as far."""
        self.checked, self._down = set(keys), down

    def reload(self) -> None:
        """Read the shown query again from its beginning."""
        self.load(self._query)

    def _fetch(self, after: Cursor | None, *, first: bool, depth: int = 0) -> None:
        query, source, columns = self._query, self._source, self.columns

        def work() -> tuple[tuple[Line, ...], Cursor | None]:
            page = source.page(query, after)
            rows = list(page.rows)
            while page.next is not None and len(rows) < depth:
                page = source.page(query, page.next)
                rows += page.rows
            return tuple(_line(row, columns, source) for row in rows), page.next

        def done(answer: tuple[tuple[Line, ...], Cursor | None]) -> None:
            self._job = None
            self._take(answer[0], answer[1], first=first)

        if first:
            self._look(query)
        self._job = self._jobs.read(self, work, done, self._fail, latest="page")

    def _look(self, query: Query) -> None:
        """Show at once what can be told at once; the page itself takes its place."""
        source, columns, at_once = self._source, self.columns, self._source.at_once
        if at_once is None or not self._jobs.hold.on:
            return

        def work() -> tuple[Line, ...] | None:
            page = at_once(query)
            return tuple(_line(row, columns, source) for row in page.rows) if page is not None else None

        def done(lines: tuple[Line, ...] | None) -> None:
            if lines is not None and self._query is query and self.loading:
                self._put(lines)
                self.refreshing = bool(lines)
                self.page_arrived.emit(True)

        self._jobs.read(self, work, done, lambda _error: None, latest="look", early=True)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)

    def _take(self, lines: Sequence[Line], following: Cursor | None, *, first: bool) -> None:
        self._next = following
        if first:
            self._down = 0
            self._put(lines)
        elif lines:
            whole = self._with_groups(lines)
            start = len(self._lines)
            self.beginInsertRows(QModelIndex(), start, start + len(whole) - 1)
            self._append(whole)
            self.endInsertRows()
            self._tell_head()
        self.page_arrived.emit(first)
        if first:
            self._count()

    def _put(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self._lines, self._places = [], {}
        self._append(self._with_groups(lines))
        self.endResetModel()

    def _count(self) -> None:
        """After the page, which would have to wait for its turn beside them."""
        query, count, groups = self._query, self._source.count, self._source.group_counts
        self._counting = []
        if count is not None:
            self._counting.append(
                self._jobs.read(self, lambda: count(query), self.counted.emit, lambda _e: None, late=True)
            )
        if groups is not None:
            self._counting.append(
                self._jobs.read(self, lambda: groups(query), self._take_counts, lambda _e: None, late=True)
            )

    def _take_counts(self, counts: Mapping[str, int]) -> None:
        self._group_counts = counts
        for place, line in enumerate(self._lines):
            if not line.key:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether another page exists and none is on its way."""
        return not parent.isValid() and self._next is not None and self._job is None

    def fetchMore(self, parent: AnyIndex) -> None:
        """Ask for the next page."""
        if self.canFetchMore(parent):
            self._fetch(self._next, first=False)


def _line(row: RowT, columns: Sequence[Column[RowT]], source: Source[RowT]) -> Line:
    cells = tuple(column.show(row) for column in columns)
    words = source.in_words(row) if source.in_words else ", ".join(filter(None, map(in_words, cells)))
    return Line(source.key(row), cells, words, source.group(row) if source.group else "", row)
