"""How a kind of record is imported: its fields, its natural key, what it refers to, and the two steps of
its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualitydesk.domain.people import WRITING
from qualitydesk.domain.values import Message, msg
from qualitydesk.exchange.fields import Field
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.mapping import Preset
from qualitydesk.records import Record


@dataclass(frozen=True, slots=True)
class Ref:
    """A field that names another record: looked up by ``column`` of ``record``, kept as ``target``.

    With ``made`` a record that is not there yet is made under that name, as no file of its own brings it.
    """

    field: str
    record: type[Record]
    column: str
    target: str
    label: str
    made: bool = False


Step = Callable[[Saving, Sequence[Draft]], None]


Managed = Callable[[Mapping[str, Any] | None, Mapping[str, Any]], str]
"""From what is recorded (None: nothing yet) and the columns of a row to the name of one of them."""


Frozen = Callable[[Mapping[str, Any], frozenset[str]], Message | None]
"""From what is recorded and the columns that a row would change to the reason why a file may not."""
FOR_MANAGERS = msg("Only a manager may bring in a file that changes this.")


def first_changed(names: Sequence[str], old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The first of ``names`` that a row would change; "" if it changes none of them."""
    return next((name for name in names if name in new and new[name] != old[name]), "")


def _nothing(saving: Saving, drafts: Sequence[Draft]) -> None:
    """A kind without a step of its own."""


@dataclass(frozen=True)
class Shape:
    """All that is special about a kind.

    ``columns`` are the fields that are columns of the same name. ``prepare`` completes drafts before they are
    saved, ``finish`` saves what belongs to them. Of ``any_of`` a table needs at least one column.
    ``grouped`` kinds take consecutive rows of one number
    together.
    ``status`` names the column that only the program's own steps may change, ``first`` what it may begin
    with. ``managed`` names what a row would change that only managers may, "" for nothing; ``frozen`` says
    why what it would change is fixed. ``writers`` are those who may record the kind in the program, too.
    """

    kind: str
    record: type[Record]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    columns: tuple[str, ...]
    refs: tuple[Ref, ...] = ()
    presets: tuple[Preset, ...] = ()
    prepare: Step = _nothing
    finish: Step = _nothing
    grouped: bool = False
    any_of: tuple[str, ...] = ()
    status: str = ""
    first: tuple[str, ...] = ()
    frozen: Frozen | None = None
    writers: tuple[str, ...] = WRITING
    managed: Managed | None = None

    @property
    def number(self) -> str:
        """The field by which people know the record."""
        return self.fields[0].name
