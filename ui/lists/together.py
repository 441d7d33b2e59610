"""One verb on several ticked records: what it asks, its job, what is said of it, and taking it back.

All of them or none is the service's; each screen says which verbs there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from ui.context import ToastAction
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form, confirm
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.lists.chosen import Keys

if TYPE_CHECKING:
    from ui.context import Context
    from ui.lists.pane import ListPane

AnswerT = TypeVar("AnswerT")
Values = dict[str, object]


class WithList(Protocol):
    """A screen with a list."""

    list: ListPane[Any]

    def refresh(self, topics: frozenset[str]) -> None:
        """Load what is shown."""


@dataclass(frozen=True, slots=True)
class Verb(Generic[AnswerT]):
    """``work`` runs in a job, ``said`` tells what came of it; ``back`` takes it back where that is possible.

    ``does`` stands on the button, ``follows`` at the foot of the dialog.
    """

    title: str
    does: str
    work: Callable[[Values], AnswerT]
    said: Callable[[AnswerT], str]
    back: Callable[[AnswerT], object] | None = None
    icon: str = ""
    follows: str = ""


class Together:
    """``screen`` has the list; it is loaded anew after each verb, without ticks."""

    def __init__(self, context: Context, screen: QWidget, listed: Callable[[], WithList]) -> None:
        self.context, self._screen, self._listed = context, screen, listed

    def unless(self, why_not: Callable[[], str], run: Callable[[Keys], object]) -> Callable[[Keys], None]:
        """Who may not do it is told so before anything is asked."""

        def go(keys: Keys) -> None:
            if reason := why_not():
                self.context.toast(reason, "warn")
            else:
                run(keys)

        return go

    def ask(self, verb: Verb[AnswerT], fields: Iterable[Field], slot: str, **values: object) -> None:
        """Ask for some values; a refusal is said in the dialog, which stays."""

        def then(given: Values, form: Form, dialog: Dialog) -> None:
            def done(answer: AnswerT) -> None:
                dialog.accept()
                self._say(verb, answer)

            self.context.jobs.write(
                dialog,
                lambda: verb.work(given),
                done,
                lambda error: failures.at_form(self.context, form, error),
            )

        ask_form(
            self.context,
            self._screen,
            verb.title,
            list(fields),
            verb.does,
            then,
            slot=Slot(f"several {slot}"),
            values=values,
            icon=verb.icon,
            consequence=verb.follows,
        )

    def ask_why(self, verb: Verb[AnswerT], slot: str, question: str = "") -> None:
        """Ask for the reason alone: ``reason`` among the values."""
        self.ask(
            verb,
            [Field("reason", question or self.context.tr("Reason"), FieldKind.LONG, required=True)],
            slot,
        )

    def confirm(self, verb: Verb[AnswerT], words: str, *, danger: bool = False) -> None:
        """Ask whether it is really meant."""
        confirm(
            self.context,
            self._screen,
            verb.title,
            words,
            verb.does,
            lambda: self.take(verb),
            consequence=verb.follows,
            icon=verb.icon,
            danger=danger,
        )

    def take(self, verb: Verb[AnswerT]) -> None:
        """Take it at once."""
        self.context.jobs.write(
            self._screen,
            lambda: verb.work({}),
            lambda answer: self._say(verb, answer),
            lambda error: failures.tell(self.context, self._screen, error),
        )

    def _say(self, verb: Verb[AnswerT], answer: AnswerT) -> None:
        context, take_back = self.context, verb.back

        def back() -> None:
            assert take_back is not None
            context.jobs.write(
                self._screen,
                lambda: take_back(answer),
                lambda _answer: self.done(),
                lambda error: failures.tell(context, self._screen, error),
            )

        undo = ToastAction(context.tr("Undo"), back, undoes=True) if take_back is not None else None
        context.toast(verb.said(answer), "ok", undo)
        self.done()

    def done(self) -> None:
        """Something was done with several: no tick is left for doing it again."""
        listed = self._listed()
        listed.list.table.rows.tick_all(False)
        listed.refresh(frozenset())
