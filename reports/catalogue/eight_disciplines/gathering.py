"""Gathers the facts of an 8D report from the services: which step and which action belong to which D.

D1 team and D2 problem stand in the record itself; D3 to D8 are made of the steps that were taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualitydesk.domain.improvement.states import ActionKind, NonConformityStatus
from qualitydesk.domain.values import Bilingual, Tone, msg
from qualitydesk.services.improvement import open_non_conformity
from reports.catalogue.eight_disciplines.content import Deed, Discipline, EightDisciplines, Said
from reports.declaration import Gathered, Readiness, Subject
from reports.house_time import house_day, house_time

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.improvement import NonConformityFile

DISCIPLINES = (
    (3, msg("Containment"), ("contain",), (ActionKind.CONTAINMENT,)),
    (4, msg("Root cause"), ("analyse", "not_effective"), ()),
    (5, msg("Corrective action chosen"), ("plan",), (ActionKind.CORRECTIVE,)),
    (6, msg("Done and proven"), ("implement", "verify"), ()),
    (7, msg("So that it does not come back"), ("close",), (ActionKind.PREVENTIVE, ActionKind.TASK)),
)
"""D3 to D7: what each is called, the steps whose words answer it, the actions that serve it. A closing person
writes what is learnt for others, which is D7; D8 is the closing itself."""


def gather(desk: Desk, number: str) -> Gathered[EightDisciplines]:
    """Non-conformity ``number`` as it stands now."""
    file = open_non_conformity(desk, number)
    row = file.row
    content = EightDisciplines(
        status=row.status.value,
        status_at=house_time(desk, desk.now()),
        title=row.said,
        description=file.description,
        party=row.party,
        product=row.product,
        lot=row.lot,
        opened_on=house_time(desk, row.opened_at).date(),
        due_on=row.due_on,
        inspection=file.inspection[1],
        claim=file.claim[1],
        team=tuple(_team(file)),
        disciplines=tuple(_disciplines(desk, file)),
    )
    subject = Subject(row.id, row.number, row.version)
    readers = tuple(name for name in (row.party,) if name.en or name.zh)
    return Gathered(subject, content, _counts(content), tuple(_readiness(file)), readers=readers)


def _team(file: NonConformityFile) -> Iterator[Bilingual]:
    """Everybody who took a step or does an action, each once."""
    people = [step.person for step in file.steps] + [action.owner for action in file.actions]
    yield from dict.fromkeys(person for person in people if person.en or person.zh)


def _disciplines(desk: Desk, file: NonConformityFile) -> Iterator[Discipline]:
    for number, title, verbs, kinds in DISCIPLINES:
        said = [step for step in file.steps if step.verb in verbs]
        yield Discipline(
            number,
            title,
            tuple(Said(one.verb, house_time(desk, one.at), one.person, one.text) for one in said),
            tuple(
                Deed(one.kind.value, one.title, one.owner, one.due_on, house_day(desk, one.done_at))
                for one in file.actions
                if one.kind in kinds
            ),
        )


def _counts(content: EightDisciplines) -> dict[str, str]:
    deeds = sum(len(one.deeds) for one in content.disciplines)
    return {"team": str(len(content.team)), "actions": str(deeds)}


def _readiness(file: NonConformityFile) -> Iterator[Readiness]:
    yield Readiness(Tone.OK, msg("The report states the non-conformity as it stands now"))
    if file.row.status is not NonConformityStatus.CLOSED:
        yield Readiness(Tone.WARN, msg("It is not closed yet: {status}", status=msg(file.row.status.value)))
    if not file.row.party.en and not file.row.party.zh:
        yield Readiness(Tone.WARN, msg("No party is named that it concerns"))
