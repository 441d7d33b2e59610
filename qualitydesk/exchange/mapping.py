"""Which column of a table holds which field: by a preset, by a person's mapping file, else by the headings.

A mapping file is JSON: {"field": "column heading", ...}; a heading may also be given by its position ("#3"),
and "" says that no column holds the field, whatever its heading promises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg
from qualitydesk.exchange.fields import Field
from qualitydesk.exchange.reading import Table, refused
from qualitydesk.exchange.reading.header import heading_key

Values = dict[str, Any]


@dataclass(frozen=True)
class Preset:
    """A known export: recognised by its ``headings``; ``columns`` say where each field stands.

    ``fixed`` values stand in every row. ``finish`` is called once per file and gives what completes each
    row's
    values (numbering lines, splitting lists).
    """

    name: str
    headings: frozenset[str]
    columns: Mapping[str, str]
    fixed: Mapping[str, object] = field(default_factory=dict)
    finish: Callable[[], Callable[[Values], None]] | None = None
    role: str = ""

    def matches(self, table: Table) -> bool:
        """Whether the table is such an export."""
        return self.headings <= frozenset(map(heading_key, table.columns))


def known_headings(fields: Sequence[Field], presets: Sequence[Preset]) -> frozenset[str]:
    """All headings that are known for a kind, folded: they help to find the header row."""
    found = {heading for item in fields for heading in item.headings}
    return frozenset(found.union(*(preset.headings for preset in presets)))


def read_mapping(path: Path) -> dict[str, str]:
    """The mapping file at ``path``; refused when it is not an object of texts."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(path.name, msg("The mapping file cannot be read: {reason}.", reason=reason)) from error
    except (ValueError, RecursionError) as error:
        raise refused(
            path.name, msg("The mapping file is not JSON: {reason}.", reason=str(error)[:200])
        ) from error
    if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
        raise refused(path.name, msg("The mapping file must be an object: field, then column heading."))
    return data


def preset_of(table: Table, presets: Sequence[Preset]) -> Preset | None:
    """The preset whose headings the table has; the most exact one first."""
    fitting = [preset for preset in presets if preset.matches(table)]
    return max(fitting, key=lambda preset: len(preset.headings), default=None)


def recognised(
    table: Table, fields: Sequence[Field], wished: Mapping[str, str], preset: Preset | None
) -> dict[str, int]:
    """Field name to column position, as far as it is known. Refuses a mapping that names nothing."""
    if preset:
        places = {heading_key(name): index for index, name in reversed(list(enumerate(table.columns)))}
        found = {
            name: places[heading_key(heading)]
            for name, heading in preset.columns.items()
            if heading_key(heading) in places
        }
    else:
        found = _by_headings(table, fields)
    given = found | _by_wish(table, fields, wished)
    return {name: index for name, index in given.items() if wished.get(name) != ""}


def lacking(fields: Sequence[Field], found: Mapping[str, int], preset: Preset | None) -> tuple[str, ...]:
    """The needed fields that no column holds."""
    if preset and preset.finish:
        return ()
    given = set(found) | set(preset.fixed if preset else ())
    return tuple(item.name for item in fields if item.required and item.name not in given)


def find_columns(
    table: Table, fields: Sequence[Field], wished: Mapping[str, str], preset: Preset | None
) -> dict[str, int]:
    """Field name to column position. Refuses a mapping that names nothing, and a table without needed
    fields.
    """
    found = recognised(table, fields, wished, preset)
    missing = lacking(fields, found, preset)
    if missing:
        text = msg(
            "No column was recognised for: {missing}. Its headings are: {headings}. "
            "Name them in a mapping file.",
            missing=", ".join(missing),
            headings=", ".join(table.columns[:30]),
        )
        raise refused(table.source, text)
    return found


def _by_headings(table: Table, fields: Sequence[Field]) -> dict[str, int]:
    """Each heading goes to the field whose own name it is, else to the first that knows it as a synonym."""
    names = {heading_key(item.name): item.name for item in fields}
    synonyms: dict[str, str] = {}
    for item in fields:
        for heading in item.headings:
            synonyms.setdefault(heading, item.name)
    found: dict[str, int] = {}
    for words in (names, synonyms):
        for index, column in enumerate(table.columns):
            name = words.get(heading_key(column))
            if name and name not in found and index not in found.values():
                found[name] = index
    return found


def _by_wish(table: Table, fields: Sequence[Field], wished: Mapping[str, str]) -> dict[str, int]:
    known = {item.name for item in fields}
    found: dict[str, int] = {}
    for name, heading in wished.items():
        if name not in known:
            text = msg(
                "The mapping names “{field}”; the fields are: {known}.",
                field=name,
                known=", ".join(sorted(known)),
            )
            raise RuleBroken(text, fields={name: msg("There is no such field.")})
        if not heading:
            continue
        index = _place_of(table, heading)
        if index is None:
            raise refused(
                table.source, msg("It has no column “{heading}”, which the mapping names.", heading=heading)
            )
        found[name] = index
    return found


def _place_of(table: Table, heading: str) -> int | None:
    if heading in table.columns:
        return table.columns.index(heading)
    if heading.startswith("#") and heading[1:].isdigit() and 1 <= int(heading[1:]) <= len(table.columns):
        return int(heading[1:]) - 1
    folded = [heading_key(column) for column in table.columns]
    key = heading_key(heading)
    return folded.index(key) if key in folded else None
