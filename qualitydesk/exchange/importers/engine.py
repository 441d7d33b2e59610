"""The run of an import: tables opened, rows read, drafts made and saved batch by batch in one transaction.

What is special about a kind stands in its own module; this one is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.olist import OlistOrders
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import FOR_MANAGERS, Ref, Shape
from qualitydesk.exchange.importers.sources import ImportOptions, Source
from qualitydesk.exchange.report import Entry, Outcome
from qualitydesk.exchange.rows import read_entries
from qualitydesk.store import numbering

BATCH = 2_000
_NUMBERED = re.compile(r"([A-Z]{2,3}-\d{4})-(\d{1,12})")


class Cancelled(Exception):
    """The person stopped the import; the transaction is undone."""


def run_import(saving: Saving, shape: Shape, sources: Sequence[Source], options: ImportOptions) -> None:
    """Read all sources and save what is good; raises Cancelled when the person stops it."""
    saving.several = len(sources) > 1
    joined = [source for source in sources if source.preset and source.preset.role]
    if joined:
        olist = OlistOrders(saving, joined)
        _save_all(saving, shape, olist.drafts(), options)
        olist.save_rest()
    for source in sources:
        if source not in joined:
            entries = read_entries(
                source.table, shape.fields, source.columns, source.preset, saving.collector
            )
            _save_all(saving, shape, _drafts(shape, entries), options)
    _keep_numbers(saving)


def _save_all(saving: Saving, shape: Shape, stream: Iterable[Draft], options: ImportOptions) -> None:
    iterator = iter(stream)
    done = 0
    while batch := list(islice(iterator, BATCH)):
        if options.cancelled and options.cancelled():
            raise Cancelled
        save_batch(saving, shape, batch)
        done += sum(len(draft.entries) for draft in batch)
        if options.progress:
            options.progress(done, batch[-1].entries[0].table.source)


def _drafts(shape: Shape, entries: Iterator[Entry]) -> Iterator[Draft]:
    """A draft for each record; a rejected row is one by itself, from which nothing is saved."""
    if not shape.grouped:
        return (Draft(entry.values, [entry]) for entry in entries)
    return _grouped(shape, entries)


def _grouped(shape: Shape, entries: Iterator[Entry]) -> Iterator[Draft]:
    line_fields = frozenset(item.name for item in shape.fields if item.line)
    apart: list[Entry] = []
    for _, rows in groupby(_sound(entries, apart), _number(shape)):
        yield _group(list(rows), line_fields)
        yield from (Draft(entry.values, [entry]) for entry in apart)
        apart.clear()
    yield from (Draft(entry.values, [entry]) for entry in apart)


def _sound(entries: Iterator[Entry], apart: list[Entry]) -> Iterator[Entry]:
    """Those that are not rejected; the others are put apart, so that none of them parts a group."""
    for entry in entries:
        if not entry.rejected:
            yield entry
        elif len(apart) < BATCH:
            apart.append(entry)


def _number(shape: Shape) -> Callable[[Entry], object]:
    values = attrgetter("values")
    return lambda entry: tuple(values(entry).get(name) for name in shape.key)


def _group(entries: list[Entry], line_fields: frozenset[str]) -> Draft:
    """Rows of one number as one draft: what they say together, and a line for each row that has one."""
    header: dict[str, object] = {}
    lines = []
    for entry in entries:
        header.update((name, value) for name, value in entry.values.items() if name not in line_fields)
        line = {name: value for name, value in entry.values.items() if name in line_fields}
        if line:
            lines.append(line | {"entry": entry})
    return Draft(header, entries, lines=lines)


def save_batch(saving: Saving, shape: Shape, drafts: Sequence[Draft]) -> None:
    """Save drafts of one kind; those that can't be are rejected with every reason that can be known."""
    for draft in drafts:
        values = draft.values
        draft.columns = {name: values[name] for name in shape.columns if name in values}
    shape.prepare(saving, _good(drafts))
    for ref in shape.refs:
        _refer(saving, ref, drafts)
    _guard(saving, shape, _good(drafts))
    good = _good(drafts)
    rows = [draft.columns for draft in good]
    written = saving.upsert(shape.record, shape.key, rows, once=True, defaults=[d.defaults for d in good])
    for draft, saved in zip(good, written, strict=True):
        draft.id, draft.outcome = saved
        _contradiction(saving, shape, draft)
    good = _good(good)
    shape.finish(saving, good)
    for draft in good:
        saving.collector.count(draft.id, draft.outcome)
        number = draft.columns[shape.key[0]]
        if draft.outcome is Outcome.CREATED and number[2:3] == "-":
            saving.collector.numbers.add(number)


def _refer(saving: Saving, ref: Ref, drafts: Sequence[Draft]) -> None:
    """Find the records that are named; those that are not there are told of rejected rows as well."""
    if ref.made:
        drafts = _good(drafts)
        _make(saving, ref, drafts)
    known = saving.keys(ref.record, ref.column, [draft.values.get(ref.field) for draft in drafts])
    for draft in drafts:
        wanted = draft.values.get(ref.field)
        if wanted is None:
            continue
        draft.columns[ref.target] = known.get(wanted)
        if draft.columns[ref.target] is None:
            text = msg("No {kind} is recorded as “{key}”.", kind=msg(ref.label), key=wanted)
            saving.refuse(draft, ref.field, text, wanted)


def _make(saving: Saving, ref: Ref, drafts: Sequence[Draft]) -> None:
    """Make the records that are named for the first time; their name is what they are called here."""
    wanted = dict.fromkeys(draft.values[ref.field] for draft in drafts if draft.values.get(ref.field))
    known = saving.keys(ref.record, ref.column, wanted)
    missing = [{ref.column: called, "name": called} for called in wanted if known[called] is None]
    if missing:
        saving.ensure(ref.record, ref.column, missing)
        saving.collector.also[f"{ref.record.__tablename__}s_created"] += len(missing)


def _contradiction(saving: Saving, shape: Shape, draft: Draft) -> None:
    """A record said twice: in one file that is an error, in several files the fullest one is believed."""
    source = draft.entries[0].table.source
    first = saving.collector.origins.setdefault(draft.id, source) if saving.several else source
    if draft.outcome is not Outcome.CONTRADICTED:
        return
    if first == source:
        text = msg("It stood in the file already, with other values.")
        saving.refuse(draft, shape.number, text, draft.columns[shape.key[0]])
    else:
        draft.outcome = Outcome.UNCHANGED
        saving.fill_in(shape.record, draft.id, draft.columns)
        saving.collector.note(
            msg("Some records stand in several files; where those differ, the fullest file counts.")
        )


def _good(drafts: Sequence[Draft]) -> list[Draft]:
    return [draft for draft in drafts if not draft.rejected]


def _guard(saving: Saving, shape: Shape, drafts: Sequence[Draft]) -> None:
    """A recorded state is changed by its own step in the program, with its checks; never by a file."""
    if not shape.status and shape.frozen is None and shape.managed is None:
        return
    recorded = saving.recorded(shape.record, shape.key, drafts)
    for draft in drafts:
        natural = tuple(draft.columns[name] for name in shape.key)
        _guard_one(saving, shape, draft, recorded.get(natural))


def _guard_one(saving: Saving, shape: Shape, draft: Draft, old: Mapping[str, object] | None) -> None:
    status = draft.columns.get(shape.status)
    managed = "" if saving.trusted or shape.managed is None else shape.managed(old, draft.columns)
    if managed:
        saving.refuse(draft, managed, FOR_MANAGERS, draft.columns[managed])
        return
    if old is None:
        if status and status not in shape.first and not saving.trusted:
            text = msg(
                "Only a manager may bring in a record that is already “{status}”.", status=msg(str(status))
            )
            saving.refuse(draft, shape.status, text, status)
        return
    if status and old[shape.status] != status:
        text = msg("It is recorded as “{old}”; a file can't change that.", old=msg(str(old[shape.status])))
        saving.refuse(draft, shape.status, text, status)
    elif shape.frozen is not None:
        changed = frozenset(name for name, value in draft.columns.items() if old[name] != value)
        reason = shape.frozen(old, changed) if changed else None
        if reason is not None:
            saving.refuse(draft, shape.number, reason, draft.columns[shape.key[0]])


def _keep_numbers(saving: Saving) -> None:
    """Numbers that look like our own must never be given out again."""
    last: dict[str, int] = {}
    for number in saving.collector.numbers:
        found = _NUMBERED.fullmatch(number)
        if found:
            last[found[1]] = max(last.get(found[1], 0), int(found[2]))
    for prefix, highest in last.items():
        numbering.keep_above(saving.work.connection, prefix, highest)


def check_paths(paths: Sequence[Path]) -> None:
    """At least one file, and none twice."""
    if not paths:
        raise RuleBroken(msg("Name at least one file to import."))
    if len(set(paths)) != len(paths):
        raise RuleBroken(msg("The same file is named twice."))
