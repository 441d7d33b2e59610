"""The dialogs of actions and non-conformities: each asks, runs one use case and tells what was saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.improvement.states import ActionKind, NextStep
from qualitydesk.services import improvement, parties, products
from qualitydesk.services.improvement import NewAction, NewNonConformity
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.going_on import GoingOn
from ui.registers.asking import Asked, Newest, Values, ask_record

if TYPE_CHECKING:
    from datetime import date

    from qualitydesk.services.improvement import ActionFile, ActionRow, NonConformityFile
    from qualitydesk.services.parties import Choice
    from qualitydesk.translation import Translator
    from ui.context import Context


class Asking:
    """``saved(key)`` runs after each use case that went through."""

    def __init__(self, context: Context, owner: QWidget, saved: Callable[[str], None]) -> None:
        self.context, self._owner, self._saved = context, owner, saved

    def _ask(
        self,
        title: str,
        fields: list[Field],
        work: Callable[[Values], object],
        said: str,
        slot: Slot,
        *,
        values: Values | None = None,
        key: str = "",
        columns: int = 2,
        consequence: str = "",
        icon: str = "triangle-alert",
    ) -> tuple[Dialog, Form]:
        context = self.context

        def then(given: Values, form: Form, dialog: Dialog) -> None:
            def done(answer: object) -> None:
                dialog.accept()
                context.toast(said)
                self._saved(key or str(answer))

            context.jobs.write(
                form, lambda: work(given), done, lambda error: failures.at_form(context, form, error)
            )

        do = context.tr("Save")
        return ask_form(
            context,
            self._owner,
            title,
            fields,
            do,
            then,
            slot=slot,
            values=values,
            columns=columns,
            consequence=consequence,
            icon=icon,
        )

    # -- actions

    def _action_fields(self) -> list[Field]:
        tr, desk = self.context.tr, self.context.desk
        kinds = tuple((each.value, tr(each.value)) for each in ActionKind)
        people = find(lambda words: improvement.owner_choices(desk, words))
        return [
            Field("title", tr("What is to be done"), required=True, span=2),
            Field("kind", tr("Kind"), FieldKind.CHOICE, choices=kinds),
            Field("due_on", tr("Due"), FieldKind.DAY),
            Field("owner_id", tr("Done by"), FieldKind.LOOKUP, find=people, help=tr("Empty: you")),
        ]

    def new_action(self, cause: NonConformityFile | None = None) -> None:
        """Ask for something to do, for a non-conformity or by itself."""
        tr, desk = self.context.tr, self.context.desk
        cause_id = cause.row.id if cause is not None else None
        kind = ActionKind.CORRECTIVE if cause is not None else ActionKind.TASK

        def work(values: Values) -> str:
            return improvement.create_action(
                desk,
                NewAction(
                    title=str(values["title"]),
                    kind=ActionKind(str(values["kind"])),
                    owner_id=str(values.get("owner_id") or "") or None,
                    due_on=cast("date | None", values.get("due_on")),
                    non_conformity_id=cause_id,
                ),
            )

        values: Values = {"kind": kind.value}
        slot = Slot("new action", cause_id or "")
        self._ask(
            tr("New action"),
            self._action_fields(),
            work,
            tr("The action is recorded."),
            slot,
            values=values,
            key=cause_id or "",
            icon="list-checks",
        )

    def edit_action(self, file: ActionFile) -> None:
        """Change what is to be done, by whom and when."""
        tr, desk, row = self.context.tr, self.context.desk, file.row

        def save(given: Values, version: int) -> str:
            if "owner_id" in given:
                given["owner_id"] = given["owner_id"] or None
            improvement.edit_action(desk, row.id, version, **given)
            return row.id

        def newest() -> Newest:
            now = improvement.open_action(desk, row.id).row
            return Newest(now.version, _of_action(tr, now))

        asked = Asked(
            title=tr("Action"),
            icon="list-checks",
            fields=tuple(self._action_fields()),
            save=save,
            said=tr("The action is changed."),
            slot=Slot("action", row.id),
            values=_of_action(tr, row),
            version=row.version,
            newest=newest,
            width=520,
        )
        ask_record(self.context, self._owner, asked, self._saved)

    # -- non-conformities

    def _cause_fields(self) -> list[Field]:
        tr, desk = self.context.tr, self.context.desk
        makers = find(lambda words: parties.party_choices(desk, words, "manufacturer"))
        goods = find(lambda words: products.product_choices(desk, words))
        return [
            Field("title", tr("What is not as it should be"), required=True, span=2),
            Field("description", tr("What was found, where and how much"), FieldKind.LONG, span=2),
            Field("party_id", tr("Party"), FieldKind.LOOKUP, find=makers),
            Field("product_id", tr("Product"), FieldKind.LOOKUP, find=goods),
            Field("due_on", tr("Due"), FieldKind.DAY),
        ]

    def new_cause(self) -> None:
        """Record a non-conformity."""
        tr, desk = self.context.tr, self.context.desk

        def work(values: Values) -> str:
            return improvement.record_non_conformity(
                desk,
                NewNonConformity(
                    title=str(values["title"]),
                    description=str(values.get("description") or ""),
                    party_id=str(values.get("party_id") or "") or None,
                    product_id=str(values.get("product_id") or "") or None,
                    due_on=cast("date | None", values.get("due_on")),
                ),
            )

        said = tr("The non-conformity is recorded.")
        self._ask(tr("New non-conformity"), self._cause_fields(), work, said, Slot("new non-conformity"))

    def edit_cause(self, file: NonConformityFile) -> None:
        """Change what a non-conformity says."""
        tr, desk, row = self.context.tr, self.context.desk, file.row

        def save(given: Values, version: int) -> str:
            links = {"party_id", "product_id"} & set(given)
            changed = given | {name: given[name] or None for name in links}
            improvement.edit_non_conformity(desk, row.id, version, **changed)
            return row.id

        def newest() -> Newest:
            now = improvement.open_non_conformity(desk, row.id)
            return Newest(now.row.version, _of_cause(tr, now))

        asked = Asked(
            title=tr("Non-conformity"),
            icon="triangle-alert",
            fields=tuple(self._cause_fields()),
            save=save,
            said=tr("The non-conformity is changed."),
            slot=Slot("non-conformity", row.id),
            values=_of_cause(tr, file),
            version=row.version,
            newest=newest,
            width=520,
        )
        ask_record(self.context, self._owner, asked, self._saved)

    def take_step(self, file: NonConformityFile, step: NextStep) -> None:
        """Write down what the step asks, and take it."""
        tr, desk, row, verb = self.context.tr, self.context.desk, file.row, step.step.verb
        fields = [Field("words", tr(step.step.question), FieldKind.LONG, required=True, lines=5)]

        onto = GoingOn(row.version, lambda: improvement.open_non_conformity(desk, row.id).row.version)

        def work(values: Values) -> object:
            words = str(values["words"])
            return onto.take(lambda version: improvement.take_step(desk, row.id, version, verb, words))

        target = tr("It is then “{status}”. What you write stays in its 8D.", status=tr(step.step.target))
        self._ask(
            tr(step.step.title),
            fields,
            work,
            tr("{number} is {status}.", number=row.number, status=tr(step.step.target)),
            Slot(f"non-conformity {verb}", row.id),
            key=row.id,
            columns=1,
            consequence=target,
        )


def _of_action(tr: Translator, row: ActionRow) -> Values:
    owner = (row.owner_id, tr.name(row.owner)) if row.owner_id else None
    return {"title": row.title, "kind": row.kind.value, "due_on": row.due_on, "owner_id": owner}


def _of_cause(tr: Translator, file: NonConformityFile) -> Values:
    row = file.row
    return {
        "title": row.title,
        "description": file.description,
        "party_id": (file.party_id, tr.name(row.party)) if file.party_id else None,
        "product_id": (file.product_id, tr.name(row.product)) if file.product_id else None,
        "due_on": row.due_on,
    }


def find(choices: Callable[[str], tuple[Choice, ...]]) -> Callable[[str], list[tuple[str, str]]]:
    """Records offered in a field as it wants them."""
    return lambda words: [(one.id, one.label) for one in choices(words)]
