"""What is done with all ticked actions: finished, given to somebody, given another last day, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.services import improvement
from ui.importing.exporting import shown_ticked
from ui.kit.form import Field, FieldKind
from ui.lists.chosen import BulkAction, Keys
from ui.lists.together import Together, Values, Verb

if TYPE_CHECKING:
    from datetime import date

    from qualitydesk.services.choices import Choice
    from ui.context import Context
    from ui.screens.actions.action_screen import ActionsScreen


class Several:
    """``screen`` has the list of actions."""

    def __init__(self, context: Context, screen: ActionsScreen) -> None:
        self.context, self.screen = context, screen
        self.together = Together(context, screen, lambda: screen)

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked actions."""
        tr = self.context.tr
        return (
            BulkAction(tr("Done"), self.screen.finish, "check", "primary"),
            BulkAction(tr("Reassign"), self.ask_owner, "user-round-check"),
            BulkAction(tr("Set day"), self.ask_day, "calendar-clock"),
            shown_ticked(self.context, self.screen, "actions"),
        )

    def ask_owner(self, keys: Keys) -> None:
        """Ask who does them."""
        desk = self.context.desk
        self.context.jobs.read(
            self.screen, lambda: improvement.owner_choices(desk), lambda people: self._ask(keys, people)
        )

    def _ask(self, keys: Keys, people: tuple[Choice, ...]) -> None:
        desk, tr = self.context.desk, self.context.tr
        names = {one.id: tr.either(one.label, one.note) for one in people}
        chosen: list[str] = []

        def work(values: Values) -> dict[str, str | None]:
            chosen[:] = [str(values["owner_id"])]
            return improvement.assign_actions(desk, dict.fromkeys(keys, chosen[0]))

        def said(before: dict[str, str | None]) -> str:
            name = names[chosen[0]]
            return tr.plural(
                "1 action is {name}'s now.", "{n} actions are {name}'s now.", len(before), name=name
            )

        verb = Verb(
            tr.plural("Hand 1 action over", "Hand {n} actions over", len(keys)),
            tr("Reassign"),
            work,
            said,
            lambda before: improvement.assign_actions(desk, before),
            "user-round-check",
        )
        field = Field(
            "owner_id", tr("Done by"), FieldKind.CHOICE, required=True, choices=tuple(names.items())
        )
        self.together.ask(verb, [field], "owner_id", owner_id=next(iter(names), ""))

    def ask_day(self, keys: Keys) -> None:
        """Ask by when."""
        desk, tr = self.context.desk, self.context.tr

        def work(values: Values) -> dict[str, date | None]:
            return improvement.date_actions(desk, dict.fromkeys(keys, values["due_on"]))  # type: ignore[arg-type]  # a day field gives a date

        verb = Verb(
            tr.plural("Day of 1 action", "Day of {n} actions", len(keys)),
            tr("Save"),
            work,
            lambda before: tr.plural(
                "1 action has another day.", "{n} actions have another day.", len(before)
            ),
            lambda before: improvement.date_actions(desk, before),
            "calendar-clock",
        )
        field = Field("due_on", tr("Due"), FieldKind.DAY, required=True)
        self.together.ask(verb, [field], "due_on", due_on=desk.today())
