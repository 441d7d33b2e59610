"""Moving to a server: its address asked for, everything copied there and checked, opened on request. What is
open stays.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from ui.kit.dialogs import ask_form, confirm
from ui.kit.drafts import Slot
from ui.server_fields import USUAL, server_address, server_fields

if TYPE_CHECKING:
    from ui.kit.dialogs import Dialog
    from ui.kit.form import Form
    from ui.kit.job import Control
    from ui.screens.settings.long_work import LongWork


class Moving:
    """The steps, the long one in a job of the section."""

    def __init__(self, section: LongWork) -> None:
        self.section, self.context = section, section.context

    def ask_target(self) -> None:
        """Where to; whoever runs the server has made an empty database there."""
        tr = self.context.tr

        def then(_values: dict[str, object], form: Form, dialog: Dialog) -> None:
            dialog.accept()
            self.copy_to(server_address(form), form.text("host").strip())

        ask_form(
            self.context,
            self.section,
            tr("Move to a server"),
            server_fields(tr),
            tr("Copy everything"),
            then,
            slot=Slot("move"),
            values=USUAL,
            columns=2,
            consequence=tr("The database that is open now stays as it is."),
            icon="server",
        )

    def copy_to(self, address: str, place: str) -> None:
        """Copy and check everything; it can be stopped, and then nothing arrived. ``place`` is shown."""
        section, tr, desk = self.section, self.context.tr, self.context.desk

        def work(control: Control) -> int:
            from qualitydesk.bootstrap import open_backend
            from qualitydesk.services.care import move_everything

            with closing(open_backend(address)) as there:
                return sum(move_everything(desk, there.store, there.attachments, control.report).values())

        def done(rows: int) -> None:
            section.tell(
                "ok", tr("Everything is on {place}: {rows} rows.", place=place, rows=tr.number(rows))
            )
            self.offer(address, place)

        section.carry_out(
            tr("Copying to {place}", place=place),
            "server",
            work,
            done,
            tr("The copying was stopped. Nothing was kept there."),
        )

    def offer(self, address: str, place: str) -> None:
        """Ask whether to work on there."""
        tr = self.context.tr
        confirm(
            self.context,
            self.section,
            tr("Work on at the server?"),
            tr(
                "Everything is on {place}. The database that is open now stays where it is; what is entered "
                "in it from now on does not reach the server.",
                place=place,
            ),
            tr("Open it"),
            lambda: self.context.open_elsewhere(address),
            consequence=tr("You sign in anew there. Later starts open it, too."),
            icon="server",
        )
