"""The deadline calculator: market, kind of claim and what happened when; below, each date with its law."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from qualitydesk.domain.values import Confidence
from qualitydesk.services.rules import Case, Place, deadlines_for, events_for
from ui.kit import failures
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import clear, hairline, label
from ui.kit.painted.deadline_rows import Deadline as Row
from ui.kit.painted.deadline_rows import DeadlineRows
from ui.kit.states import StateStack

if TYPE_CHECKING:
    from qualitydesk.domain.claims.deadlines import Deadline
    from ui.context import Context

NEAR_DAYS = 7


class Calculator(QWidget):
    """``opened`` carries the id of the rule of a row."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.answers: tuple[Deadline, ...] = ()
        self.case = self._case_form()
        self.events: Form | None = None
        self.rows = DeadlineRows(context.theme)
        self.rows.setAccessibleName(context.tr("Deadlines"))
        self.rows.opened.connect(lambda place: self.opened.emit(self.answers[place].rule))
        self._lay()
        self.case.changed.connect(self._case_changed)
        self._ask_events()

    def _case_form(self) -> Form:
        tr, pack = self.context.tr, self.context.desk.rules
        markets = tuple((code, tr.name(one.short)) for code, one in pack.markets.items())
        kinds = tuple((code, tr.name(name)) for code, name in pack.claim_kinds.items())
        goods = (("", tr("any goods")), *((code, tr.name(one.name)) for code, one in pack.categories.items()))
        fields = [
            Field("market", tr("Market"), FieldKind.CHOICE, choices=markets),
            Field("place", tr("Country or part"), help=tr("Decides the holidays: DE, DE-BY, CA-ON")),
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

    def _case_changed(self, name: str) -> None:
        if name in ("market", "kind", "category"):
            self._ask_events()
        else:
            self.count()

    def _known(self) -> Case:
        country, _, region = self.case.text("place").upper().partition("-")
        return Case(Place(country, region), self.case.text("category"))

    def _ask_events(self) -> None:
        """The events that start or move a clock of this case, each with its day."""
        desk, tr = self.context.desk, self.context.tr
        kept = self.days()
        names = events_for(desk.rules, self.case.text("market"), self.case.text("kind"), self._known())
        words = desk.rules.events
        fields = [Field(name, tr.name(words[name]), FieldKind.DAY) for name in names if name in words]
        clear(self._events_room)
        self.events = Form(self.context.theme, tr, fields, dict(kept))
        self.events.changed.connect(lambda _name: self.count())
        self._events_room.addWidget(self.events)
        self.count()

    def days(self) -> dict[str, date]:
        """The days typed so far, by event."""
        typed = self.events.values() if self.events is not None else {}
        return {name: day for name, day in typed.items() if isinstance(day, date)}

    # -- what follows

    def count(self) -> None:
        """Work the dates out, in a job; nothing typed yet: the rules with what they wait for."""
        rules, known, days = self.context.desk.rules, self._known(), self.days()
        market, kind = self.case.text("market"), self.case.text("kind")
        self.context.jobs.read(
            self,
            lambda: deadlines_for(rules, market, kind, days, known),
            self._show,
            self._failed,
            latest="deadlines",
        )

    def _failed(self, error: Exception) -> None:
        failures.in_place(self.context, self.stack, error, self.count)

    def _show(self, answers: tuple[Deadline, ...]) -> None:
        tr = self.context.tr
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


def _tone(days: int) -> str:
    if days < 0:
        return "bad"
    return "warn" if days <= NEAR_DAYS else ""
