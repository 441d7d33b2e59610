"""The dialog in which the person at the desk changes the own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


def ask_own_password(context: Context, parent: QWidget) -> tuple[Dialog, Form]:
    """Ask for the old and the new one; nothing of it is kept as a draft."""
    tr, desk = context.tr, context.desk

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work() -> None:
            from qualitydesk.services.people import change_own_password

            change_own_password(desk, str(values["old"]), str(values["new"]))

        def done(_none: None) -> None:
            dialog.accept()
            context.toast(tr("Your password is changed."), "ok")

        context.jobs.write(dialog, work, done, lambda error: failures.at_form(context, form, error))

    return ask_form(
        context,
        parent,
        tr("Change my password"),
        [
            Field("old", tr("Present password"), FieldKind.SECRET, required=True),
            Field("new", tr("New password"), FieldKind.SECRET, required=True),
        ],
        tr("Change"),
        go,
        slot=Slot("own password"),
        consequence=tr("It stands behind everything you sign."),
        icon="key-round",
    )
