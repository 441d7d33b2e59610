"""The Products screen: views, the list, the product beside it; record, change, take off sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitydesk.services import products
from qualitydesk.services.products import ProductRow
from ui.importing.exporting import export_ticked
from ui.issuing.labels import labels_ticked
from ui.kit.actions import Action
from ui.lists.screen import Reading
from ui.registers.screen import RegisterScreen
from ui.screens.products import table
from ui.screens.products.panel import Opened, ProductPanel, read
from ui.screens.products.steps import Steps

if TYPE_CHECKING:
    from ui.context import Context


class ProductsScreen(RegisterScreen[ProductRow, Opened]):
    """List and product."""

    KIND = "product"
    TOPICS = frozenset({"product", "product_model", "lot", "certificate", "certificate_scope"})
    catalogues = True

    def __init__(self, context: Context) -> None:
        self.product = ProductPanel(context)
        self.steps = Steps(context, self, lambda: self.product.opened, self.saved)
        reading = Reading(
            lambda key: read(context.desk, key), self.product.show_product, lambda opened: opened.file.id
        )
        bulk = (
            *self.steps.bulk(),
            labels_ticked(context, self, self.window, lambda row: (row.sku, row.name, row.gtin)),
            export_ticked(context, self, "products", lambda row: row.sku),
        )
        super().__init__(context, table.listing(context), self.product, reading, bulk)
        self.furnish(("off", "on"), ("edit",))

    def number(self) -> str:
        """What people call the record in the panel."""
        return str(self.file.file.fields["sku"]) if self.file else ""

    def first_acts(self) -> tuple[Action, ...]:
        """An empty register offers a file first."""
        assert self.action_set is not None
        return (self.action_set.find("import"), self.action_set.find("new"))

    def screen_actions(self) -> Sequence[Action]:
        """What can be done here."""
        return (*self.steps.actions(), *self.usual_actions())

    def refresh(self, topics: frozenset[str]) -> None:
        """Load list and panel, and offer the values in use as filters."""
        super().refresh(topics)
        desk, tr = self.context.desk, self.context.tr
        self.jobs.read(
            self,
            lambda: products.known_values(desk),
            lambda known: self.list.offer_filters(table.filters(tr, known)),
            latest="known",
        )
