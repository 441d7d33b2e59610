"""What a person may say about an import, and the files that were opened for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualitydesk.domain.values import msg
from qualitydesk.exchange.importers.shape import Shape
from qualitydesk.exchange.mapping import Preset, find_columns, known_headings, preset_of
from qualitydesk.exchange.reading import ReadOptions, Table, open_table, refused

Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class ImportOptions:
    """What a person may say about an import. ``mapping`` is field to column heading."""

    reading: ReadOptions = field(default_factory=ReadOptions)
    mapping: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None


@dataclass(frozen=True)
class Source:
    """A file opened for a kind: its table, where its fields stand, the preset it follows."""

    table: Table
    columns: Mapping[str, int]
    preset: Preset | None


def open_sources(shape: Shape, paths: Sequence[Path], options: ImportOptions) -> list[Source]:
    """Open every file before anything is written; the first that is no table for this kind is refused."""
    known = known_headings(shape.fields, shape.presets)
    opened = []
    for path in paths:
        table = open_table(path, options.reading, known)
        preset = preset_of(table, shape.presets)
        columns = {} if preset and preset.role else find_columns(table, shape.fields, options.mapping, preset)
        if shape.any_of and not preset and not set(shape.any_of) & set(columns):
            names = ", ".join(shape.any_of)
            raise refused(path.name, msg("No column was recognised for any of: {names}.", names=names))
        opened.append(Source(table, columns, preset))
    # The fullest file first: what it says stands, later ones fill in what it left blank.
    return sorted(opened, key=lambda source: -len(source.columns))
