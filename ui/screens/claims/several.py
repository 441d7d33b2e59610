"""What is done with all ticked claims: handed over, closed, reported on, written to a file.

One claim's own steps are in ``asking``; handing over is the same for one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.claims.states import AFTER_SALES, OPEN_STATUSES
from qualitydesk.services import claims
from ui.importing.exporting import export_ticked
from ui.kit.actions import Action
from ui.kit.form import Field, FieldKind
from ui.lists.chosen import BulkAction, Keys
from ui.lists.together import Together, Values, Verb
from ui.screens.claims import table

if TYPE_CHECKING:
    from qualitydesk.services.choices import Choice
    from ui.context import Context
    from ui.screens.claims.screen import ClaimsScreen
    from ui.screens.claims.stepping import Stepping

NOBODY = ""


class Several:
    """``screen`` has the list of claims."""

    def __init__(self, context: Context, screen: ClaimsScreen) -> None:
        self.context, self.screen = context, screen
        self.together = Together(context, screen, lambda: screen)

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked claims."""
        tr, handled = self.context.tr, self.together.unless
        return (
            BulkAction(tr("Reassign"), handled(self.may_handle, self.ask_handler), "user-round-check"),
            BulkAction(tr("Close claims"), handled(self.may_handle, self.close), "lock"),
            BulkAction(tr("Issue reports"), handled(self.may_handle, self.issue), "printer"),
            export_ticked(self.context, self.screen, "claims", lambda row: row.number),
        )

    def may_handle(self) -> str:
        """Why this person handles no claims."""
        if self.context.desk.person.role in AFTER_SALES:
            return ""
        return self.context.tr("Claims are handled by after-sales and managers.")

    # -- handing over

    def hand_over(self, stepping: Stepping) -> Action:
        """The same for the claim that is shown."""
        tr = self.context.tr

        def go() -> None:
            if stepping.file is not None:
                self.ask_handler((stepping.file.id,))

        def locked() -> str:
            if stepping.file is not None and stepping.file.status not in OPEN_STATUSES:
                return tr("The claim is ended. Reopen it first.")
            return stepping.shown() or self.may_handle()

        return Action("hand_over", tr("Reassign"), go, "user-round-check", "A", "", locked)

    def offer_people(self) -> None:
        """Let the list be narrowed by whoever handles a claim."""
        desk, tr, screen = self.context.desk, self.context.tr, self.screen

        def offer(people: tuple[Choice, ...]) -> None:
            screen.list.offer_filters(table.filters(tr, people))

        self.context.jobs.read(screen, lambda: claims.handler_choices(desk), offer, latest="people")

    def ask_handler(self, keys: Keys) -> None:
        """Ask who takes them."""
        desk = self.context.desk
        self.context.jobs.read(
            self.screen, lambda: claims.handler_choices(desk), lambda people: self._ask(keys, people)
        )

    def _ask(self, keys: Keys, people: tuple[Choice, ...]) -> None:
        desk, tr = self.context.desk, self.context.tr
        names = {one.id: tr.either(one.label, one.note) for one in people}
        chosen: list[str] = [NOBODY]

        def work(values: Values) -> claims.Handlers:
            chosen[0] = str(values["handler_id"] or NOBODY)
            handlers = dict.fromkeys(keys, chosen[0] or None)
            return claims.hand_over_claims(desk, handlers, str(values["note"] or ""))

        def said(before: claims.Handlers) -> str:
            if not chosen[0]:
                return tr.plural("1 claim is nobody's now.", "{n} claims are nobody's now.", len(before))
            name = names[chosen[0]]
            return tr.plural(
                "1 claim is {name}'s now.", "{n} claims are {name}'s now.", len(before), name=name
            )

        verb = Verb(
            tr.plural("Hand 1 claim over", "Hand {n} claims over", len(keys)),
            tr("Reassign"),
            work,
            said,
            lambda before: claims.hand_over_claims(desk, before),
            "user-round-check",
            tr("Whoever takes them is told so. Each claim keeps it in its log."),
        )
        fields = (
            Field(
                "handler_id",
                tr("Handled by"),
                FieldKind.CHOICE,
                choices=(*names.items(), (NOBODY, tr("Nobody for now"))),
            ),
            Field("note", tr("A word to go with it"), FieldKind.LONG, lines=2),
        )
        self.together.ask(verb, fields, "handler_id", handler_id=next(iter(names), NOBODY))

    # -- closing, reporting

    def close(self, keys: Keys) -> None:
        """End them, where nothing is lacking."""
        desk, tr = self.context.desk, self.context.tr
        verb = Verb(
            tr.plural("Close 1 claim", "Close {n} claims", len(keys)),
            tr("Close claims"),
            lambda _values: claims.close_claims(desk, keys),
            lambda count: tr.plural("1 claim is closed.", "{n} claims are closed.", count),
            icon="lock",
            follows=tr("All of them or none: a claim that lacks something is named."),
        )
        self.together.confirm(verb, tr("Nothing more is due on them."))

    def issue(self, keys: Keys) -> None:
        """Issue the report of each, with one signature."""
        from ui.issuing.several import Candidate, IssueSeveralDialog

        rows = (self.screen.list.table.rows.record(key) for key in keys)
        candidates = [Candidate(row.id, row.number) for row in rows if row is not None]
        done = self.together.done
        IssueSeveralDialog(self.context, self.screen, "claim-report", candidates, done).open()
