"""The dialog in which a checklist is made or changed: what is saved is always the next version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualitydesk.domain.errors import Conflict
from qualitydesk.domain.inspection.checklist import Check
from qualitydesk.services import checklists
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, confirm
from ui.kit.drafts import Slot
from ui.screens.checklists.editor import ChecklistEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.domain.values import Bilingual
    from qualitydesk.services.checklists import ChecklistFile
    from qualitydesk.services.choices import Choice
    from ui.context import Context


class ChecklistDialog(Dialog):
    """``file`` is the version that is changed, None for a new checklist; ``done`` gets the key saved."""

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        known: tuple[tuple[Choice, ...], Mapping[str, Bilingual]],
        file: ChecklistFile | None,
        done: Callable[[str], None],
    ) -> None:
        tr = context.tr
        title = tr("Change “{name}”", name=tr.name(file.name)) if file else tr("New checklist")
        height = min(760, int((parent.window().height() - 60) / context.theme.px(100) * 100))
        super().__init__(
            parent,
            context.theme,
            title,
            icon="clipboard-check",
            width=1080,
            height=height,
            close_words=tr("Close"),
        )
        self.context, self.file, self._done = context, file, done
        self.editor = ChecklistEditor(context, *known, file)
        self.body.addWidget(self.editor, 1)
        slot = Slot("checklist", file.id if file else "")
        self.editor.changed.connect(self.keep_draft(context, self.editor, slot).touch)
        edition = file.editions[0].edition + 1 if file else 1
        self.set_consequence(
            tr("Saved as version {n}. Inspections planned before keep theirs.", n=edition), "lock"
        )
        self.add_cancel(tr("Cancel"))
        self.editor.list.setFocus()
        self.add_button(Action("save", tr("Save version {n}", n=edition), self.save, kind="primary"))

    def save(self) -> None:
        """Save the next version; the dialog stays while something is wrong."""
        checks = self.editor.read()
        if checks is not None:
            self._save(checks, self.file.id if self.file else "")

    def _save(self, checks: tuple[Check, ...], base: str) -> None:
        desk, name, category = self.context.desk, self.editor.name(), self.editor.head.text("category")

        def work() -> str:
            if base:
                return checklists.save_checklist(desk, base, name, checks)
            return checklists.create_checklist(desk, category, name, checks)

        self.context.jobs.write(self, work, self._saved, lambda error: self._failed(error, checks))

    def _saved(self, key: str) -> None:
        self.accept()
        self.context.toast(self.context.tr("The new version is in use."))
        self._done(key)

    def _failed(self, error: Exception, checks: tuple[Check, ...]) -> None:
        if isinstance(error, Conflict) and self.file is not None:
            self._ask_over(error, self.file.id, checks)
        else:
            failures.at_form(self.context, self.editor.head, error)

    def _ask_over(self, error: Conflict, base: str, checks: tuple[Check, ...]) -> None:
        """Somebody else saved a version meanwhile: save this one after it, or go on editing."""
        desk, tr = self.context.desk, self.context.tr

        def over() -> None:
            self.context.jobs.read(
                self,
                lambda: checklists.newest_version(desk, base),
                lambda newest: self._save(checks, newest),
                lambda fault: failures.tell(self.context, self, fault),
            )

        confirm(
            self.context,
            self,
            tr("Somebody else saved a version"),
            tr(error.message),
            tr("Save mine after it"),
            over,
            consequence=tr("Both versions stay."),
            icon="git-merge",
        )
