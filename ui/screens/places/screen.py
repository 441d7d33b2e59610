"""The Places screen: views, the list, the place beside it; record and change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services import places
from qualitydesk.services.places import PlaceFile, PlaceRow
from ui.importing.exporting import shown_ticked
from ui.issuing.labels import labels_ticked
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.registers.steps import RegisterSteps
from ui.screens.places import form, table
from ui.screens.places.panel import PlacePanel

if TYPE_CHECKING:
    from ui.context import Context


class PlacesScreen(RegisterScreen[PlaceRow, PlaceFile]):
    """List and place."""

    KIND = "place"
    TOPICS = frozenset({"place", "lot"})
    catalogues = True

    def __init__(self, context: Context) -> None:
        self.place = PlacePanel(context)
        self.steps = RegisterSteps[PlaceFile](context, self, lambda: self.place.opened, self.saved)
        reading = Reading(
            lambda key: places.open_place(context.desk, key), self.place.show_place, lambda file: file.id
        )
        bulk = (
            labels_ticked(context, self, self.window, lambda row: (row.code, row.name, _where(row))),
            shown_ticked(context, self, "places"),
        )
        super().__init__(context, table.listing(context), self.place, reading, bulk)
        self.furnish((), ("edit",))

    def number(self) -> str:
        """What people call the record in the panel."""
        return str(self.file.fields["code"]) if self.file else ""

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        tr, steps = self.context.tr, self.steps
        return (
            Action("new", tr("New place"), self.new, "plus", "N", "primary", steps.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "primary", steps.may_change, True),
            *self.usual_actions(),
        )

    def new(self) -> None:
        """Ask for another place."""
        self.steps.ask(form.asked(self.context, None))

    def edit(self) -> None:
        """Change the place in the panel."""
        if self.place.opened is not None:
            self.steps.ask(form.asked(self.context, self.place.opened))

    def refresh(self, topics: frozenset[str]) -> None:
        """Load list and panel, and offer the countries in use as a filter."""
        super().refresh(topics)
        desk, tr = self.context.desk, self.context.tr
        self.jobs.read(
            self,
            lambda: places.place_countries(desk),
            lambda countries: self.list.offer_filters(table.filters(tr, countries)),
            latest="known",
        )


def _where(row: PlaceRow) -> str:
    return ", ".join(filter(None, (row.city, row.country)))
