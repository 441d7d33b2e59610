"""Saving many records at once: natural keys looked up in bulk, new rows inserted together, changes one by
one.

One ``Saving`` lives as long as the import's transaction and remembers which keys it has looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.money import Money
from qualitydesk.domain.people import MANAGING
from qualitydesk.domain.rules import RulePack
from qualitydesk.domain.values import Message
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.report import Collector, Outcome
from qualitydesk.records import Record, t
from qualitydesk.store.session import Work

Row = dict[str, Any]
NEW_ONLY = "new only"
"""Under this key a row carries what stands in a new record only: what its file leaves open, a record that is
there keeps."""


class Saved(NamedTuple):
    """Where a row went and what became of it."""

    id: str
    outcome: Outcome


class Saving:
    """Writes of one import. ``rules`` are those in force at the desk; ``markets`` and ``categories`` keep
    what they said of countries and of the words for goods.
    """

    def __init__(self, work: Work, collector: Collector, house_currency: str, rules: RulePack) -> None:
        self.work = work
        self.collector = collector
        self.house_currency = house_currency
        self.rules = rules
        self.markets: dict[str, str] = {}
        self.categories: dict[str, str] = {}
        self.several = False
        self._keys: dict[tuple[type[Record], str], dict[str, str | None]] = {}
        self._blank: dict[type[Record], Row] = {}
        self._line_numbers: dict[tuple[Any, ...], set[int]] = {}
        self._written: dict[type[Record], set[tuple[Any, ...]]] = {}

    @property
    def trusted(self) -> bool:
        """Whether a manager brings the file in."""
        return self.work.person.role in MANAGING

    def recorded(
        self, record: type[Record], key: tuple[str, ...], drafts: Sequence[Draft]
    ) -> dict[tuple[Any, ...], Row]:
        """What is recorded under the natural keys of these drafts, by those keys."""
        return self._existing(record, key, [draft.columns for draft in drafts])

    def keys(self, record: type[Record], column: str, values: Iterable[Any]) -> Mapping[str, str | None]:
        """The ids of the records whose ``column`` is one of ``values``; None where there is none."""
        cache = self._keys.setdefault((record, column), {})
        wanted = [value for value in dict.fromkeys(values) if value is not None and value not in cache]
        if wanted:
            cache.update(dict.fromkeys(wanted))
            for row in self.work.among(record, column, wanted):
                cache[getattr(row, column)] = row.id
        return cache

    def remember(self, record: type[Record], column: str, value: str, key: str) -> None:
        """Keep the id of a record just made, so that later rows find it."""
        self._keys.setdefault((record, column), {})[value] = key

    def ensure(self, record: type[Record], column: str, rows: Sequence[Row]) -> Mapping[str, str | None]:
        """Make the records that are not there yet; those that are stay as they are."""
        known = self.keys(record, column, [row[column] for row in rows])
        fresh = {row[column]: row for row in rows if known[row[column]] is None}
        if fresh:
            for row, saved in zip(
                fresh.values(), self.upsert(record, (column,), list(fresh.values()), fresh=True), strict=True
            ):
                self.remember(record, column, row[column], saved.id)
        return self.keys(record, column, ())

    def upsert(
        self,
        record: type[Record],
        key: tuple[str, ...],
        rows: Sequence[Row],
        *,
        fresh: bool = False,
        once: bool = False,
        defaults: Sequence[Row] = (),
    ) -> list[Saved]:
        """Insert or update ``rows`` by their natural ``key``.

        ``fresh`` says that none of them can exist yet. With ``once`` a record that this import has already
        written is not written again: a row that says something else is CONTRADICTED, so that importing the
        same
        file again changes nothing. ``defaults`` stand beside the rows, for new records only.
        """
        found = {} if fresh else self._existing(record, key, rows)
        written = self._written.setdefault(record, set()) if once else set()
        new: dict[tuple[Any, ...], Row] = {}
        saved: list[Saved] = []
        for index, row in enumerate(rows):
            natural = tuple(row[name] for name in key)
            old = found.get(natural) or new.get(natural)
            if old is None:
                made = self._blanks(record).copy()
                made.update(defaults[index] if defaults else {})
                made.update(row)
                made["id"] = new_key()
                new[natural] = made
                saved.append(Saved(new[natural]["id"], Outcome.CREATED))
            else:
                changed = {n: v for n, v in row.items() if old[n] != v}
                saved.append(self._settle(record, old, changed, natural in written, natural in new))
            written.add(natural)
        self.work.insert_many(record, list(new.values()))
        return saved

    def _settle(self, record: type[Record], old: Row, changed: Row, repeated: bool, unsaved: bool) -> Saved:
        """A row whose record exists: nothing to do, a change, or a contradiction."""
        if not changed:
            return Saved(old["id"], Outcome.UNCHANGED)
        if repeated and any(old[name] not in (None, "") for name in changed):
            return Saved(old["id"], Outcome.CONTRADICTED)
        if not unsaved:
            self.work.change(record, old["id"], **changed)
        old.update(changed)
        return Saved(old["id"], Outcome.UNCHANGED if unsaved else Outcome.UPDATED)

    def fill_in(self, record: type[Record], key: str, row: Row) -> None:
        """Give a record what it has left blank so far; what it says stays."""
        old = self.work.get(record, key)._mapping
        blank = {name: value for name, value in row.items() if old[name] in (None, "") and value != old[name]}
        if blank:
            self.work.change(record, key, **blank)

    def _existing(
        self, record: type[Record], key: tuple[str, ...], rows: Sequence[Row]
    ) -> dict[tuple[Any, ...], Row]:
        lead = key[0]
        values = dict.fromkeys(row[lead] for row in rows)
        found = (dict(row._mapping) for row in self.work.among(record, lead, values))
        return {tuple(row[name] for name in key): row for row in found}

    def _blanks(self, record: type[Record]) -> Row:
        """A row of that table with every column at its default: rows inserted together need the same
        columns.
        """
        if record not in self._blank:
            blank: Row = {}
            for column in t(record).columns:
                default = getattr(column.default, "arg", None)
                blank[column.name] = default
            self._blank[record] = blank
        return self._blank[record]

    def minor(self, draft: Draft, name: str, amount: Decimal | None, currency: str) -> int | None:
        """``amount`` in minor units of ``currency``; rejects the draft's row when the currency is not
        known.
        """
        if amount is None:
            return None
        try:
            return Money.of(amount, currency).minor
        except RuleBroken as error:
            self.refuse(draft, name, error.message, currency)
            return None

    def line_numbers(self, *key: Any) -> set[int]:
        """The line numbers that this import has used for the record with that natural key."""
        return self._line_numbers.setdefault(key, set())

    def refuse(self, draft: Draft, name: str, message: Message, value: object = None) -> None:
        """Reject a whole draft: every row of it, for the same reason."""
        draft.refused = True
        for entry in draft.entries:
            self.collector.refuse(entry, name, message, value)

    def replace_links(
        self,
        record: type[Record],
        parent: str,
        wanted: Mapping[str, Sequence[Row]],
        key: tuple[str, ...],
        *,
        fresh: frozenset[str] = frozenset(),
    ) -> dict[str, Outcome]:
        """Add the rows in ``wanted`` (by parent id) that the parent does not have yet; none is taken away."""
        rows = [row | {parent: owner} for owner, listed in wanted.items() for row in listed]
        new_owners = [row for row in rows if row[parent] in fresh]
        old_owners = [row for row in rows if row[parent] not in fresh]
        outcomes: dict[str, Outcome] = {}
        for part, is_fresh in ((new_owners, True), (old_owners, False)):
            if not part:
                continue
            defaults = [row.pop(NEW_ONLY, {}) for row in part]
            written = self.upsert(record, (parent, *key), part, fresh=is_fresh, defaults=defaults)
            for row, saved in zip(part, written, strict=True):
                outcomes[row[parent]] = max(outcomes.get(row[parent], saved.outcome), saved.outcome)
        return outcomes
