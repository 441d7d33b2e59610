"""Who acts: roles of people and the actor that every write names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is on this desk."""

    INSPECTOR = "Inspector"
    SERVICE = "Service"
    MANAGER = "Manager"
    ADMIN = "Admin"
    AUDITOR = "Auditor"


MANAGING = (Role.MANAGER, Role.ADMIN)
"""Who manages the desk: people, the house, exceptions."""
WRITING = (Role.INSPECTOR, Role.SERVICE, Role.MANAGER, Role.ADMIN)
"""Who records anything at all; an auditor looks."""
AUDITING = (*MANAGING, Role.AUDITOR)
"""Who sees the trail of the whole desk; the history of one record is everybody's."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind an action, by login; ``id`` is empty for the program itself."""

    id: str
    login: str
    name: str
    role: Role
    name_zh: str = ""


PROGRAM = Actor(id="", login="program", name="QualityDesk", role=Role.ADMIN)
"""Acts where no person does: migrations, recovery after a crash."""
