"""What an 8D report states, frozen: the eight disciplines over one non-conformity."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime

from qualitydesk.domain.values import Bilingual, Message


@dataclass(frozen=True, slots=True)
class Said:
    """What was written down at a step, by whom and when; an earlier round stays beside the last one."""

    verb: str
    at: datetime
    person: Bilingual
    text: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One action: what, by whom, until when, done when."""

    kind: str
    title: str
    owner: Bilingual
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Discipline:
    """D1 to D8: its question, what was said to it, the actions that belong to it."""

    number: int
    title: Message
    said: tuple[Said, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class EightDisciplines:
    """Everything on the paper, in the order of the paper."""

    status: str
    status_at: datetime
    title: Message
    description: str
    party: Bilingual
    product: Bilingual
    lot: str
    opened_on: date
    due_on: date | None
    inspection: str
    claim: str
    team: tuple[Bilingual, ...]
    disciplines: tuple[Discipline, ...]


def without(content: EightDisciplines, left_out: AbstractSet[str]) -> EightDisciplines:
    """The same report less the blocks that were not chosen; without names nobody is named anywhere."""
    found = content
    if "actions" in left_out:
        found = replace(found, disciplines=tuple(replace(one, deeds=()) for one in found.disciplines))
    if "team" in left_out:
        found = replace(found, team=(), disciplines=tuple(_nameless(one) for one in found.disciplines))
    return found


def _nameless(one: Discipline) -> Discipline:
    nobody = Bilingual("")
    return replace(
        one,
        said=tuple(replace(said, person=nobody) for said in one.said),
        deeds=tuple(replace(deed, owner=nobody) for deed in one.deeds),
    )
