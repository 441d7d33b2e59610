"""The History screen: the trail, an act's values beside it; check the chain, write it out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from qualitydesk.domain.file_names import file_label
from qualitydesk.services import care
from qualitydesk.services.history import trail
from qualitydesk.services.history.trail import TrailFile, TrailRow
from ui.history import EntryRow
from ui.importing.exporting import shown_ticked
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.hints import Hint
from ui.kit.panel import DetailPanel, KeyValues
from ui.lists.screen import ListScreen, Reading
from ui.screens.history import table
from ui.screens.history.checking import ChainCheck

if TYPE_CHECKING:
    from ui.context import Context

HASH_SHOWN = 24


class ActPanel(DetailPanel):
    """One act: who, when, why, every value, and its place in the chain."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.tr("Act"))
        self.context = context

    def show_file(self, file: TrailFile) -> None:
        """Show another act."""
        tr, entry = self.context.tr, file.entry
        self.set_title(tr(entry.act), tr("link {n}", n=tr.number(entry.seq)))
        self.fill(self.context.jobs, (partial(self._entry, file), partial(self._chain, file)))

    def _entry(self, file: TrailFile) -> None:
        self.add_section().addWidget(EntryRow(self.context, file.entry, titled=False))

    def _chain(self, file: TrailFile) -> None:
        tr = self.context.tr
        chain = (
            (tr("This link"), f"{file.entry.hash[:HASH_SHOWN]} …"),
            (tr("The one before"), f"{file.prev[:HASH_SHOWN]} …"),
        )
        self.add_section(tr("Audit chain"), "SHA-256").addWidget(KeyValues(self.theme, chain))


class HistoryScreen(ListScreen[TrailRow, TrailFile]):
    """List and panel. New acts show when the list is asked for again, so that reading is not disturbed."""

    def __init__(self, context: Context) -> None:
        shown = ActPanel(context)
        reading = Reading(
            lambda key: trail.open_act(context.desk, int(key)),
            shown.show_file,
            lambda file: str(file.entry.seq),
        )
        bulk = (shown_ticked(context, self, "history"),)
        super().__init__(context, table.listing(context), shown, reading, bulk)
        acts = self.use_actions(self.list.stack)
        for name in ("again", "export", "check"):
            self.header.add_action(acts.button(name, show_key=False))

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr = self.context.tr
        return (
            Action("again", tr("Read again"), lambda: self.refresh(frozenset()), "refresh-cw", "F5"),
            Action("export", tr("Write the chain out"), self.export, "download", "Ctrl+S"),
            Action("check", tr("Check the chain"), self.check, "shield-check", "C", "primary", in_list=True),
            *self.list.filter_actions(),
        )

    def hints(self) -> Sequence[Hint]:
        """The keys at the foot."""
        tr = self.context.tr
        return (
            Hint(("Up", "Down"), tr("move")),
            Hint(("C",), tr("check the chain")),
            Hint(("F",), tr("filter")),
            Hint(("?",), tr("all keys")),
        )

    def check(self) -> None:
        """Check every link, with progress and a way to stop."""
        ChainCheck(self.context, self).open()

    def export(self) -> None:
        """Choose a file for the whole chain."""
        tr = self.context.tr
        dialog = QFileDialog(self.window(), tr("Write the chain out"), "audit-chain.jsonl")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jsonl")
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write it there, whole or not at all."""
        desk, tr = self.context.desk, self.context.tr

        def done(number: int) -> None:
            said = tr.plural(
                "1 link is in {file}.", "{n} links are in {file}.", number, file=file_label(path.name)
            )
            self.context.toast(said)

        self.jobs.long(
            self,
            lambda _control: care.export_audit(desk, path),
            done,
            lambda error: failures.tell(self.context, self, error),
        )
