"""Where the example company plays: its calendar, its keys and the acts that fill the database in order.

Every date is counted from the clock's today and every key comes from the seed, so the same seed on the same
day makes the same company. What happens is told by the other modules of this package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from qualitydesk.domain.clock import FixedClock
from qualitydesk.domain.people import PROGRAM, Actor
from qualitydesk.paths import RESOURCES
from qualitydesk.records import Record
from qualitydesk.services.demo.photos import marks_on, photo
from qualitydesk.services.desk import Desk
from qualitydesk.store.house import read_house
from qualitydesk.store.session import Work


def told(name: str) -> Any:
    """What resources/demo tells under ``name``."""
    import yaml

    return yaml.safe_load((RESOURCES / "demo" / f"{name}.yaml").read_text(encoding="utf-8"))


NOTES = frozenset(
    {
        "title", "text", "reason", "remark", "remarks", "evidence", "doubt", "note", "scope", "tasks",
        "remedy", "description", "function", "recovery_waived_reason", "hazard",
    }
)  # fmt: skip
"""Fields that the house's own people fill with their words; buyers keep their language."""


@cache
def told_in(language: str) -> Mapping[str, str]:
    """What the house's people write, by the English of it; nothing for English itself."""
    words: Mapping[str, str] = told(f"notes.{language}") if language == "zh_CN" else {}
    return words


class Keys:
    """UUIDv7 keys that depend on the seed and on the instant of what they name alone."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0

    def at(self, instant: datetime) -> str:
        """The next key for something that happened at ``instant``; later instants sort later."""
        self._count = (self._count + 1) & 0xFFF
        value = int(instant.timestamp() * 1000) << 80 | 0x7 << 76 | self._count << 64
        value |= 0b10 << 62 | self._random.getrandbits(62)
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@dataclass(frozen=True)
class Act:
    """One thing done in the story: when, by whom, and what that person does at the desk."""

    at: datetime
    login: str
    do: Callable[[Desk], None]


@dataclass
class Stage:
    """The whole story: plan the acts, then play them."""

    desk: Desk
    zone: ZoneInfo
    random: Random
    language: str = "en"
    acts: list[Act] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = Keys(self.random)
        # the full hour, so that the same seed tells the same story when it is made again soon after
        self.now = self.desk.now().replace(minute=0, second=0, microsecond=0)
        self.today: date = self.now.astimezone(self.zone).date()

    def day(self, offset: int) -> date:
        """The day ``offset`` days from today."""
        return self.today + timedelta(days=offset)

    def ahead(self, offset: int, hour: int = 9, minute: int = 0) -> datetime:
        """An instant of that day by the house's clock on the wall."""
        return datetime.combine(self.day(offset), time(hour, minute), self.zone).astimezone(UTC)

    def at(self, offset: int, hour: int = 9, minute: int = 0) -> datetime:
        """The same, but never later than now: for what has happened."""
        return min(self.ahead(offset, hour, minute), self.now)

    def number(self, prefix: str, count: int) -> str:
        """A number as people write it: ``IN-2026-0927``."""
        return f"{prefix}-{self.today.year}-{count:04d}"

    def desk_at(self, at: datetime, login: str = "") -> Desk:
        """The desk as that person would have sat at it then."""
        clock = FixedClock(at)
        store = self.desk.store.by(clock)
        with store.read() as read:
            house = read_house(read)
        person = self.people.get(login, PROGRAM)
        return replace(self.desk, store=store, clock=clock, person=person, house=house)

    def plan(self, at: datetime, login: str, action: str, write: Callable[[Scene], None]) -> None:
        """Add an act of one transaction, written by hand."""

        def do(desk: Desk) -> None:
            with desk.store.write(desk.person, action) as work:
                write(Scene(self, desk, work, at))

        self.plan_use(at, login, do)

    def plan_use(self, at: datetime, login: str, do: Callable[[Desk], None]) -> None:
        """Add an act that goes by the use cases, as in the window."""
        self.acts.append(Act(at, login, do))

    def said(self, note: str) -> str:
        """A note in the language of the story."""
        return told_in(self.language).get(note, note)

    def play(self, told: Callable[[int, int], None]) -> None:
        """Play all acts in the order of time, each by its person at its instant."""
        for done, act in enumerate(sorted(self.acts, key=lambda act: act.at)):
            told(done, len(self.acts))
            act.do(self.desk_at(act.at, act.login))
        self.acts.clear()


@dataclass(frozen=True)
class Scene:
    """One act while it is played."""

    stage: Stage
    desk: Desk
    work: Work
    at: datetime

    def add(self, record: type[Record], called: str = "", /, **values: Any) -> str:
        """Insert a record; as ``called`` its key can be asked for later."""
        key = values.pop("id", None) or self.stage.keys.at(self.at)
        self.work.insert(record, id=key, **self._said(values))
        if called:
            self.stage.names[called] = key
        return str(key)

    def add_all(self, record: type[Record], rows: Iterable[dict[str, Any]]) -> None:
        """Insert records of the same columns that nobody will ask for by name."""
        said = [{"id": self.stage.keys.at(self.at), **self._said(row)} for row in rows]
        self.work.insert_many(record, said)

    def _said(self, values: dict[str, Any]) -> dict[str, Any]:
        """The same with the notes in the language of the story."""
        return values | {name: self._note(values[name]) for name in NOTES & values.keys()}

    def _note(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._note(one) for one in value]
        return self.stage.said(value) if isinstance(value, str) else value

    def key(self, name: str) -> str:
        """The key of the record that was added under ``name``."""
        return self.stage.names[name]

    def known(self, name: str) -> str | None:
        """The key of the record that was added under ``name``, None for an empty name."""
        return self.stage.names[name] if name else None

    def attach(self, kind: str, subject_id: str, content: bytes, name: str, purpose: str = "Photo") -> str:
        """Keep a file and hang it on a record; the attachment's key."""
        attachment = self.desk.attachments.add(self.work, content, name)
        self.desk.attachments.link(self.work, attachment, kind, subject_id, purpose)
        return attachment

    def show(self, kind: str, subject_id: str, name: str, file: str) -> None:
        """Hang one of the example's photos on a record, with what people drew on it."""
        attachment = self.desk.attachments.add(self.work, photo(name), file)
        self.desk.attachments.link(self.work, attachment, kind, subject_id, marks=marks_on(name))
