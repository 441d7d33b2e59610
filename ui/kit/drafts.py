"""Drafts: what is typed in a form survives Esc, a closed window and a killed program.

``ask_form`` and ``ask_reason`` keep one by themselves; any other dialog calls its ``keep_draft``, a box on a
page holds a ``DraftKeeper``. What a form holds is the form's; where drafts lie is a service's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context, ToastAction
from ui.kit.actions import Action, ActionButton
from ui.kit.jobs import WAITS
from ui.kit.labels import IconLabel, label

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.services.drafts import KeptDraft
    from qualitydesk.translation import Translator
    from ui.kit.theme import Theme

SAVE_AFTER_MS = 250
"""The most typing that a killed program can lose."""


class Slot(NamedTuple):
    """Whose draft it is: a name for the form (60 characters at most) and the key of the record it is about.

    ``record`` is "" for a record that is not made yet; two records never share a slot.
    """

    form: str
    record: str = ""


class Draftable(Protocol):
    """Something a person types in."""

    def kept(self) -> dict[str, Any]:
        """What differs from what was loaded, as JSON values; empty when nothing does. Never a secret."""

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Put back what ``kept`` gave, over what is loaded now."""

    def revert(self) -> None:
        """Show what was loaded again."""


class DraftKeeper(QObject):
    """Keeps what stands in ``content``; call ``touch`` at every change, and ``drop`` once it is saved."""

    restored = Signal(object)
    """The datetime of the draft that was put back."""
    ended = Signal()
    """Nothing of a draft is left."""

    def __init__(self, context: Context, owner: QWidget, content: Draftable, slot: Slot) -> None:
        super().__init__(owner)
        self.setProperty(WAITS, 0)  # nobody waits for a draft, least of all the dialog it is typed in
        self._jobs, self._desk, self._content, self.slot = context.jobs, context.desk, content, slot
        self._reading = True
        self._last: dict[str, Any] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SAVE_AFTER_MS)
        self._pause.timeout.connect(self.keep)
        self._read()

    def _read(self) -> None:
        desk, slot = self._desk, self.slot

        def work() -> KeptDraft | None:
            from qualitydesk.services import drafts

            return drafts.read_draft(desk, *slot)

        # what is just being kept, here or by the page that stood here before, is on record first
        ask = self._jobs.write if self._jobs.writing else self._jobs.read
        ask(self, work, self._found, lambda _error: self._found(None))

    def _found(self, draft: KeptDraft | None) -> None:
        """Put the draft back, except where the person was faster."""
        self._reading = False
        if draft is None:
            return
        self._last = draft.content
        typed = self._content.kept()
        self._content.take_up({name: value for name, value in draft.content.items() if name not in typed})
        if self._content.kept():
            self.restored.emit(draft.saved_at)
        else:
            self.drop()

    @property
    def waiting(self) -> bool:
        """Whether something typed is not on its way to the store yet."""
        return self._pause.isActive()

    def touch(self, *_what: object) -> None:
        """Something was typed: keep it within a quarter of a second."""
        if not self._pause.isActive():
            self._pause.start()

    def keep(self) -> bool:
        """Keep at once what stands there now; whether there is anything."""
        self._pause.stop()
        kept = self._content.kept()
        if kept != self._last and (kept or not self._reading):
            self._last = kept
            self._store(kept)
        return bool(kept)

    def _store(self, kept: dict[str, Any]) -> None:
        desk, slot = self._desk, self.slot

        def work() -> None:
            from qualitydesk.services import drafts

            if kept:
                drafts.save_draft(desk, *slot, kept)
            else:
                drafts.drop_draft(desk, *slot)

        self._jobs.write(self, work, failed=lambda _error: None)
        if not kept:
            self.ended.emit()

    def drop(self) -> None:
        """Forget the draft: it was saved, or is not wanted any more."""
        self._pause.stop()
        if self._last or self._reading:
            self._last = {}
            self._store({})

    def discard(self) -> None:
        """Show what was loaded, and forget the draft."""
        self._content.revert()
        self.drop()


class DraftLine(QWidget):
    """ "Draft of 14:06 restored", and the button that takes it away; hidden until there is one."""

    def __init__(self, theme: Theme, tr: Translator, keeper: DraftKeeper) -> None:
        super().__init__()
        self._tr = tr
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        row.addWidget(IconLabel(theme, "history", "text-3", 13))
        self.words = label(theme, "", "small", "text-2")
        row.addWidget(self.words)
        discard = Action("discard", tr("Discard"), keeper.discard, kind="link")
        self.button = ActionButton(discard, theme, size="tiny", show_key=False)
        self.button.setAutoDefault(False)
        row.addWidget(self.button)
        row.addStretch()
        self.hide()
        keeper.restored.connect(self._show)
        keeper.ended.connect(self.hide)

    def _show(self, at: datetime) -> None:
        local, tr = at.astimezone(), self._tr
        today = local.date() == datetime.now().astimezone().date()
        when = f"{local:%H:%M}" if today else tr.instant(at)
        self.words.setText(tr("Draft of {when} restored", when=when))
        self.show()


def keep_at_once(part: QWidget) -> None:
    """``part`` is about to go: what was typed in it a moment ago goes no more with it."""
    for keeper in part.findChildren(DraftKeeper):
        if keeper.waiting:
            keeper.keep()


def forget(context: Context, desk: Desk, slot: Slot) -> None:
    """Drop a draft whose form is closed."""

    def work() -> None:
        from qualitydesk.services import drafts

        drafts.drop_draft(desk, *slot)

    context.jobs.write(context.signals, work)


def say_kept(context: Context, slot: Slot) -> None:
    """Say that a form was closed with something in it, and offer to throw it away."""
    said, desk = context.tr("What you typed is kept as a draft."), context.desk
    context.toast(said, "info", ToastAction(context.tr("Discard"), lambda: forget(context, desk, slot)))


def leave(context: Context, keeper: DraftKeeper, dialog: QWidget) -> None:
    """A dialog is closed, not saved: keep what stands in it. Is a save of it under way, its answer decides
    whether anything is kept.
    """
    if not keeper.keep():
        return
    desk, slot = context.desk, keeper.slot

    def ended(saved: bool) -> None:
        if saved:
            forget(context, desk, slot)
        elif context.signed_in:
            say_kept(context, slot)

    if not context.jobs.hear_end(dialog, ended):
        say_kept(context, slot)
