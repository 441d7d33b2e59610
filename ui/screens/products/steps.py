"""What can be done with products: record, change, take off sale, sell again, several at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitydesk.services import products
from ui.kit import failures
from ui.kit.actions import Action
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.lists.chosen import BulkAction, Keys
from ui.registers.steps import RegisterSteps
from ui.screens.products import form
from ui.screens.products.panel import Opened

if TYPE_CHECKING:
    from qualitydesk.domain.values import Bilingual
    from qualitydesk.services.products import ProductFile


class Steps(RegisterSteps[Opened]):
    """The verbs of the screen."""

    def actions(self) -> tuple[Action, ...]:
        """Buttons and keys."""
        tr = self.context.tr
        return (
            Action("new", tr("New product"), self.new, "plus", "N", "primary", self.may_edit),
            Action("edit", tr("Edit"), self.edit, "pencil", "E", "primary", self.may_change, True),
            Action(
                "off",
                tr("Take off sale"),
                self.take_off,
                "ban",
                "",
                "",
                self.no_taking_off,
                offered=self._sold,
            ),
            Action(
                "on",
                tr("Sell again"),
                self.sell_again,
                "rotate-ccw",
                "",
                "",
                self.no_selling,
                offered=lambda: not self._sold(),
            ),
            Action("export", tr("Export all products"), self.export, "download"),
            Action("import", tr("Import a file"), self.bring_in, "upload", locked=self.may_edit),
        )

    def bulk(self) -> tuple[BulkAction, ...]:
        """What can be done with all ticked products."""
        tr = self.context.tr
        return (
            BulkAction(tr("Set category"), self.ask_category, "tag"),
            BulkAction(tr("Take off sale"), lambda keys: self.set_active(keys, False), "ban"),
            BulkAction(tr("Sell again"), lambda keys: self.set_active(keys, True), "rotate-ccw"),
        )

    # -- one product

    def product(self) -> ProductFile | None:
        """The product in the panel."""
        opened = self.file()
        return opened.file if opened is not None else None

    def _sold(self) -> bool:
        file = self.product()
        return file is None or bool(file.fields["active"])

    def no_taking_off(self) -> str:
        """Why it cannot be taken off sale."""
        return self.may_change() if self._sold() else self.context.tr("It is not sold any more.")

    def no_selling(self) -> str:
        """Why it cannot be sold again."""
        return self.context.tr("It is on sale.") if self._sold() else self.may_change()

    def new(self) -> None:
        """Ask for another product."""
        self._ask(None)

    def edit(self) -> None:
        """Change the product in the panel."""
        if self.product() is not None:
            self._ask(self.product())

    def _ask(self, file: ProductFile | None) -> None:
        desk = self.context.desk

        def opened(categories: dict[str, Bilingual]) -> None:
            self.ask(form.asked(self.context, categories, file))

        self.read(lambda: products.category_names(desk), opened)

    def take_off(self) -> None:
        """Take the product in the panel off sale."""
        file = self.product()
        if file is not None:
            self.set_active((file.id,), False)

    def sell_again(self) -> None:
        """Sell it again."""
        file = self.product()
        if file is not None:
            self.set_active((file.id,), True)

    # -- several

    def set_active(self, keys: Keys, active: bool) -> None:
        """Take products off sale or back; it can be taken back."""
        desk, tr = self.context.desk, self.context.tr

        def done(changed: Keys) -> None:
            count = len(changed)
            if active:
                words = tr.plural("1 product is on sale again.", "{n} products are on sale again.", count)
            else:
                words = tr.plural(
                    "1 product is not sold any more.", "{n} products are not sold any more.", count
                )
            self.say(words, lambda: products.set_active(desk, changed, not active))

        self.write(lambda: products.set_active(desk, keys, active), done)

    def ask_category(self, keys: Keys) -> None:
        """Ask for the category of the ticked products."""
        desk = self.context.desk
        self.read(lambda: products.category_names(desk), lambda names: self._ask_category(keys, names))

    def _ask_category(self, keys: Keys, names: dict[str, Bilingual]) -> None:
        desk, tr = self.context.desk, self.context.tr
        choices = tuple((code, tr.name(name)) for code, name in names.items())
        fields = [Field("category", tr("Category"), FieldKind.CHOICE, choices=choices)]

        def then(values: dict[str, object], asking: Form, dialog: Dialog) -> None:
            def done(had: Mapping[str, str]) -> None:
                dialog.accept()
                words = tr.plural(
                    "1 product has another category.", "{n} products have another category.", len(had)
                )
                self.say(words, lambda: products.put_back_categories(desk, had))

            self.context.jobs.write(
                dialog,
                lambda: products.set_category(desk, keys, str(values["category"])),
                done,
                lambda error: failures.at_form(self.context, asking, error),
            )

        title = tr.plural("Category of 1 product", "Category of {n} products", len(keys))
        slot = Slot("product categories", "")
        ask_form(self.context, self.owner, title, fields, tr("Save"), then, slot=slot, icon="tag")

    # -- exporting

    def bring_in(self) -> None:
        """Bring products in from a file."""
        self.context.navigate("import:products")

    def export(self) -> None:
        """Write all products to a file."""
        self.context.navigate("export:products")
