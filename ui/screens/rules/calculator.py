"""The deadline calculator: market, kind of claim, what happened when, what else counts; the dates by law."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.claims.counting import Span
from qualitydesk.domain.countries import country_code
from qualitydesk.domain.values import Confidence, msg
from qualitydesk.services.rules import (
    Case,
    Place,
    Questions,
    deadlines_for,
    is_place,
    local_zone,
    market_of,
    questions_for,
)
from ui.kit import failures
from ui.kit.clock_time import clock_time
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import clear, hairline, label
from ui.kit.painted.deadline_rows import Deadline as Row
from ui.kit.painted.deadline_rows import DeadlineRows
from ui.kit.states import StateStack

if TYPE_CHECKING:
    from qualitydesk.domain.claims.counting import Moment
    from qualitydesk.domain.claims.deadlines import Deadline
    from qualitydesk.domain.rules import RulePack
    from qualitydesk.translation import Translator
    from ui.context import Context

NEAR_DAYS = 7
HOUR = ".hour"
"""Ends the name of the field for the time of day of an event."""
FACTS = {
    "acts_as_platform": msg("We are the platform that sells it"),
    "authority_complaint": msg("The buyer complained to the authority"),
    "buyer_not_informed": msg("The buyer was not told of the right"),
    "cross_border_retail": msg("Bought through cross-border retail import"),
    "false_advertising": msg("The goods differ from what was advertised"),
    "life_or_body": msg("Life or body was hurt"),
    "other_return_term_shown": msg("Another return term was shown in the offer"),
    "recall_abroad": msg("The goods are recalled in another market"),
    "scotland": msg("The law of Scotland holds"),
    "serious_harm": msg("Serious harm came or may come of it"),
    "trader_collects": msg("We fetch the goods ourselves"),
}
"""What the facts of the rule packs are called; a test holds them against the packs."""


class Calculator(QWidget):
    """``opened`` carries the id of the rule of a row."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.answers: tuple[Deadline, ...] = ()
        self.case = self._case_form()
        self.events: Form | None = None
        self.more: Form | None = None
        self._asked: Questions | None = None
        self._typed: dict[str, object] = {}
        """All that was told so far, also what the case in front does not ask for."""
        self.rows = DeadlineRows(context.theme)
        self.rows.setAccessibleName(context.tr("Deadlines"))
        self.rows.opened.connect(lambda place: self.opened.emit(self.answers[place].rule))
        self._lay()
        self.case.changed.connect(lambda _name: self._ask_events())
        self._ask_events()

    def _case_form(self) -> Form:
        tr, pack = self.context.tr, self.context.desk.rules
        markets = tuple((code, tr.name(one.short)) for code, one in pack.markets.items())
        kinds = tuple((code, tr.name(name)) for code, name in pack.claim_kinds.items())
        goods = (("", tr("any goods")), *((code, tr.name(one.name)) for code, one in pack.categories.items()))
        fields = [
            Field("market", tr("Market"), FieldKind.CHOICE, choices=markets),
            Field("place", tr("Country or part"), help=tr("Decides the holidays: Germany, DE-BY, CA-ON")),
            Field("kind", tr("Kind of claim"), FieldKind.CHOICE, choices=kinds),
            Field("category", tr("Category"), FieldKind.CHOICE, choices=goods),
        ]
        return Form(self.context.theme, tr, fields, {"kind": "defective"}, columns=1)

    def _lay(self) -> None:
        theme, tr = self.context.theme, self.context.tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        side = QFrame()
        side.setProperty("kind", "surface")
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.px(16), theme.px(16), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(12))
        column.addWidget(label(theme, tr("The case"), "card-title"))
        column.addWidget(self.case)
        column.addWidget(label(theme, tr("What happened when"), "card-title"))
        self._events_room = QVBoxLayout()
        column.addLayout(self._events_room)
        self._more_title = label(theme, tr("What else counts"), "card-title")
        column.addWidget(self._more_title)
        self._more_room = QVBoxLayout()
        column.addLayout(self._more_room)
        column.addStretch()
        self.area = QScrollArea()
        self.area.setWidget(side)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFixedWidth(theme.px(316))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(tr("The case"))
        holder = QFrame()
        holder.setProperty("kind", "surface")
        right = QVBoxLayout(holder)
        right.setContentsMargins(0, theme.px(8), 0, 0)
        right.addWidget(self.rows)
        right.addStretch()
        answers = QScrollArea()
        answers.setWidget(holder)
        answers.setWidgetResizable(True)
        answers.setFrameShape(QFrame.Shape.NoFrame)
        self.stack = StateStack(theme, answers)
        row.addWidget(self.area)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.stack, 1)

    # -- what is asked

    def _said_place(self) -> Place:
        said = self.case.text("place").strip()
        country, _, region = (country_code(said) or said.upper()).partition("-")
        return Place(country, region)

    def _known(self) -> Case:
        rules, place = self.context.desk.rules, self._said_place()
        if rules.market(place.country) is not market_of(rules, self.case.text("market")):
            place = Place()
        typed = self.more.values() if self.more is not None else {}
        facts = {name: "yes" for name, so in typed.items() if so is True}
        first, last = typed.get("still_from"), typed.get("still_until")
        still = (Span(first, last if isinstance(last, date) else None),) if isinstance(first, date) else ()
        return Case(place, self.case.text("category"), facts=facts, suspended=still)

    def _ask_events(self) -> None:
        """What the rules that bear on this case ask: days of events, facts, a standstill."""
        desk, tr = self.context.desk, self.context.tr
        asked = questions_for(desk.rules, self.case.text("market"), self.case.text("kind"), self._known())
        if asked != self._asked:
            self._note()
            self._asked = asked
            clear(self._events_room)
            clear(self._more_room)
            self.events = self._put(self._events_room, event_fields(tr, desk.rules, asked))
            self.more = self._put(self._more_room, more_fields(tr, asked))
            self._more_title.setVisible(bool(self.more.fields))
        self.count()

    def _note(self) -> None:
        """Keep what is told, whatever is asked next."""
        for form in filter(None, (self.events, self.more)):
            self._typed |= form.values()

    def _put(self, room: QVBoxLayout, fields: list[Field]) -> Form:
        form = Form(self.context.theme, self.context.tr, fields, self._typed)
        form.changed.connect(lambda _name: self.count())
        room.addWidget(form)
        return form

    def days(self) -> dict[str, Moment]:
        """The days typed so far by event; an instant where the time of day is known and counts."""
        typed = self.events.values() if self.events is not None else {}
        zone = local_zone(self.context.desk.rules, self.case.text("market"), self._known().place)
        found: dict[str, Moment] = {}
        for name, day in typed.items():
            if isinstance(day, date):
                hour = clock_time(str(typed.get(name + HOUR) or ""))
                found[name] = datetime.combine(day, hour, zone) if hour is not None else day
        return found

    def kept(self) -> str:
        """The case as text, for a page that is built anew."""
        self._note()
        return json.dumps([self.case.values(), self._typed], default=date.isoformat)

    def take_up(self, kept: str) -> None:
        """Put that case in."""
        case, typed = json.loads(kept)
        self._typed = {name: _told(value) for name, value in typed.items()}
        self._asked = self.events = self.more = None
        self.case.load(case)
        self._ask_events()

    # -- what follows

    def count(self) -> None:
        """Work the dates out, in a job; nothing typed yet: the rules with what they wait for."""
        rules, known, days, place = self.context.desk.rules, self._known(), self.days(), self._said_place()
        market, kind = self.case.text("market"), self.case.text("kind")

        def work() -> tuple[tuple[Deadline, ...], bool]:
            return deadlines_for(rules, market, kind, days, known), is_place(rules, market, place)

        self.context.jobs.read(self, work, lambda found: self._show(*found), self._failed, latest="deadlines")

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.count)

    def _show(self, answers: tuple[Deadline, ...], place_known: bool) -> None:
        tr = self.context.tr
        stranger = "" if place_known else tr("This market has no such place; the dates leave it out.")
        self.case.boxes["place"].say(stranger)
        self.answers = answers
        self.rows.set_deadlines([self._row(one) for one in answers])
        if answers:
            self.stack.show_view()
        else:
            self.stack.show_empty("scale", tr("No rule sets a date for this kind of claim here."))

    def _row(self, one: Deadline) -> Row:
        tr = self.context.tr
        note = tr("from memory, to be checked") if one.confidence is Confidence.RECALLED else ""
        law = " · ".join(filter(None, (tr.law(one.law), note)))
        notes = " ".join(tr(said) for said in one.notes)
        day = one.due.date() if isinstance(one.due, datetime) else one.due
        if day is None:
            return Row(tr.name(one.title), law, "—", self._awaits(one), "", one.rule, notes)
        when = tr.instant(one.due) if isinstance(one.due, datetime) else tr.date(day)
        days = (day - self.context.desk.today()).days
        left = tr.days_left(days) if days >= 0 else tr("{days} ago", days=tr.days_left(-days))
        return Row(tr.name(one.title), law, left, when, _tone(days), one.rule, notes)

    def _awaits(self, one: Deadline) -> str:
        tr, words = self.context.tr, self.context.desk.rules.events
        names = [tr.name(words[name]) for name in one.awaits if name in words]
        return tr("waits for: {event}", event=names[0]) if names else tr("no fixed day")


def _told(value: object) -> object:
    """A day out of its text; everything else is what it was."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value


def event_fields(tr: Translator, rules: RulePack, asked: Questions) -> list[Field]:
    """A day for each event, and the time of day where hours are counted from it."""
    fields = []
    for name in asked.events:
        words = tr.name(rules.events[name])
        fields.append(Field(name, words, FieldKind.DAY))
        if name in asked.by_hour:
            hour = Field(name + HOUR, tr("{event}: time of day", event=words), placeholder="14:30")
            fields.append(hour)
    return fields


def more_fields(tr: Translator, asked: Questions) -> list[Field]:
    """The facts, each to be ticked, and the days on which the clock stands still."""
    fields = [Field(name, tr(FACTS.get(name, name)), FieldKind.CHECK) for name in asked.facts]
    if asked.stands_still:
        fields.append(Field("still_from", tr("Goods with us for repair or check from"), FieldKind.DAY))
        until = Field("still_until", tr("until"), FieldKind.DAY, help=tr("Empty: they still are"))
        fields.append(until)
    return fields


def _tone(days: int) -> str:
    if days < 0:
        return "bad"
    return "warn" if days <= NEAR_DAYS else ""
