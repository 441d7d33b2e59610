"""The question "why?" before a step that needs a reason: the dialog stays until the step is taken.

What the step is, and who may take it, is the service's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from ui.context import Context


def ask_reason(
    context: Context,
    parent: QWidget,
    title: str,
    do: str,
    work: Callable[[str], Any],
    done: Callable[[Any], None],
    *,
    slot: Slot,
    consequence: str = "",
    icon: str = "",
    question: str = "",
) -> Dialog:
    """Ask why, which can't be empty, and take the step: ``work(reason)`` runs in a job.

    ``done`` gets its answer once the step was taken. When it is refused the reason stays in the dialog, and
    the refusal is said there.
    """

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def taken(answer: object) -> None:
            dialog.accept()
            done(answer)

        def refused(error: Exception) -> None:
            failures.at_form(context, form, error)

        reason = str(values["reason"])
        context.jobs.write(dialog, lambda: work(reason), taken, refused)

    kept = context.tr("The reason is kept in the history.")
    fields = [Field("reason", question or context.tr("Reason"), FieldKind.LONG, required=True)]
    dialog, _form = ask_form(
        context, parent, title, fields, do, go, slot=slot, consequence=consequence or kept, icon=icon
    )
    return dialog
