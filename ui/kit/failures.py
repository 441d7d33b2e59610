"""Errors in words: the five that a person can act on become sentences at the right place; the rest is a bug.

A bug opens one dialog with a report that can be copied and holds no personal data.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from qualitydesk.domain.errors import (
    Conflict,
    Denied,
    NotFound,
    Outdated,
    QualityDeskError,
    RuleBroken,
    Unavailable,
)
from ui.context import Context, ToastAction
from ui.kit.actions import Action
from ui.kit.labels import label
from ui.kit.states import ErrorState, StateStack, copy_button

if TYPE_CHECKING:
    from qualitydesk.translation import Translator
    from ui.kit.dialogs import Dialog
    from ui.kit.form import Form

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class FailureWords:
    """What to say: what happened, the rest of it, in which tone, with which short code."""

    title: str
    words: str
    tone: str
    code: str


def in_words(error: Exception, tr: Translator) -> FailureWords:
    """The sentences for an error."""
    if isinstance(error, RuleBroken):
        reasons = [tr(finding.title) for finding in error.findings] or [tr(m) for m in error.fields.values()]
        return FailureWords(tr(error.message), " ".join(reasons), "warn", "RULE")
    if isinstance(error, QualityDeskError):
        title, tone, code = _kind(error, tr)
        return FailureWords(title, tr(error.message), tone, code)
    title = tr("Something went wrong that is not your fault.")
    return FailureWords(
        title, tr("What was saved before is safe. Nothing of this step was saved."), "bad", "BUG"
    )


def _kind(error: QualityDeskError, tr: Translator) -> tuple[str, str, str]:
    if isinstance(error, Conflict):
        return tr("Someone else changed this while you were editing."), "warn", "CONFLICT"
    if isinstance(error, NotFound):
        return tr("This could not be found."), "warn", "NOT-FOUND"
    if isinstance(error, Denied):
        return tr("You may not do this."), "warn", "DENIED"
    if isinstance(error, Outdated):
        return tr("An earlier version wrote this database."), "warn", "OLDER"
    if isinstance(error, Unavailable):
        return tr("Not reachable at the moment."), "bad", "UNAVAILABLE"
    return tr("This could not be done."), "bad", "FAILED"


def in_one_line(error: Exception, tr: Translator) -> str:
    """The one sentence for a toast."""
    found = in_words(error, tr)
    return found.title if isinstance(error, RuleBroken) or not found.words else found.words


def report(error: BaseException) -> str:
    """What a maintainer needs: versions and the places in the code; no values, no names, no paths of the
    user.
    """
    import platform

    frames = traceback.extract_tb(error.__traceback__)
    places = [f"  {_inside(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames]
    head = [
        f"QualityDesk, {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
    ]
    return "\n".join([*head, *places])


def _inside(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def tell(
    context: Context, parent: QWidget, error: Exception, retry: Callable[[], None] | None = None
) -> None:
    """Say it where the person looks: a toast for the five errors, the bug dialog for everything else."""
    if not isinstance(error, QualityDeskError):
        show_bug(context, parent, error)
        return
    action = ToastAction(context.tr("Try again"), retry) if retry and isinstance(error, Unavailable) else None
    context.toast(in_one_line(error, context.tr), in_words(error, context.tr).tone, action)


def at_form(context: Context, form: Form, error: Exception) -> None:
    """Put the sentences of a broken rule, or of a wrong password, at the fields they are about; whatever has
    no field becomes a toast.
    """
    if isinstance(error, RuleBroken) and error.fields:
        sentences: Mapping[str, str] = {name: context.tr(said) for name, said in error.fields.items()}
        form.show_errors(sentences)
        if not any(name in form.boxes for name in sentences):
            tell(context, form, error)
    elif isinstance(error, Denied) and error.field in form.boxes:
        form.show_errors({error.field: context.tr(error.message)})
    else:
        tell(context, form, error)


def in_place(
    context: Context,
    stack: StateStack,
    error: Exception,
    retry: Callable[[], None],
    way_out: Action | None = None,
) -> None:
    """Show the error where the list or panel would be, with Try again; first a way out where there is one.

    What is not there is not there the second time either: then the way out stands alone.
    """
    tr = context.tr
    found = in_words(error, tr)
    code = f"{found.code} · {tr.instant(datetime.now().astimezone())}"
    again = Action("retry", tr("Try again"), retry, "refresh-cw", kind="" if way_out else "primary")
    actions = tuple(action for action in (way_out, again) if action is not None)
    details = report(error)
    if isinstance(error, NotFound) and way_out is not None:
        actions, details = (way_out,), ""
    stack.show_state(
        ErrorState(
            context.theme, found.title, found.words, actions, code=code, details=details,
            copy_words=tr("Copy details"),
        )
    )  # fmt: skip
    if found.code == "BUG":
        log.error("a list or panel could not be loaded\n%s", details)


def show_bug(context: Context, parent: QWidget, error: BaseException) -> Dialog:
    """Log it and show the report once."""
    from ui.kit.dialogs import Dialog
    from ui.kit.long_text import long_text

    tr, text = context.tr, report(error)
    log.error("an unexpected error reached the window\n%s", text)
    dialog = Dialog(
        parent, context.theme, tr("Something went wrong"), icon="bug", width=640, close_words=tr("Close")
    )
    words = tr(
        "What was saved before is safe. Nothing of this step was saved. This report holds no names or data."
    )
    dialog.body.addWidget(label(context.theme, words, "body", "text-2", wrap=True))
    dialog.body.addWidget(long_text(context.theme, text, tr("Report"), 160))
    dialog.body.addWidget(copy_button(context.theme, lambda: text, tr("Copy report")))
    for action in context.rescue():
        dialog.add_button(_leaving(dialog, action))
    dialog.add_button(Action("close", tr("Close"), dialog.accept, kind="primary"))
    dialog.open()
    return dialog


def _leaving(dialog: Dialog, action: Action) -> Action:
    """The same action, which closes the dialog first."""

    def run() -> None:
        dialog.accept()
        action.run()

    return replace(action, run=run)
