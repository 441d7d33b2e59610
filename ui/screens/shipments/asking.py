"""What every question of the shipment screen shares: its form, its job, its lookups.

Each opens a form, runs one use case in a job and tells the workspace to load again; errors stand at fields.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from qualitydesk.domain.vocabulary import TRANSPORT_ICONS
from qualitydesk.services import parties, places, products
from ui.context import Context
from ui.kit import failures
from ui.kit.choices import pairs
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form

Values = dict[str, object]


class Asking:
    """Asks in dialogs; ``saved`` runs after each use case that went through."""

    def __init__(self, context: Context, owner: QWidget, saved: Callable[[str], None]) -> None:
        self._context, self._owner, self._saved = context, owner, saved

    def ask(
        self,
        title: str,
        fields: list[Field],
        do: str,
        work: Callable[[Values], object],
        said: str,
        *,
        slot: Slot,
        **more: Any,
    ) -> tuple[Dialog, Form]:
        context = self._context

        def then(values: Values, form: Form, dialog: Dialog) -> None:
            def done(_answer: object) -> None:
                dialog.accept()
                self._saved(said)

            context.jobs.write(
                form, lambda: work(values), done, lambda error: failures.at_form(context, form, error)
            )

        return ask_form(context, self._owner, title, fields, do, then, slot=slot, **more)

    # -- fields

    def party(self, name: str, text: str, role: str = "", *, required: bool = False) -> Field:
        desk = self._context.desk
        return Field(
            name,
            text,
            FieldKind.LOOKUP,
            required=required,
            find=lambda words: pairs(parties.party_choices(desk, words, role)),
        )

    def place(self, name: str, text: str) -> Field:
        desk = self._context.desk
        return Field(
            name, text, FieldKind.LOOKUP, find=lambda words: pairs(places.place_choices(desk, words))
        )

    def transport(self) -> Field:
        tr = self._context.tr
        choices = [(word, tr(word)) for word in TRANSPORT_ICONS]
        return Field("transport", tr("Transport"), FieldKind.CHOICE, choices=choices)

    def products(self, name: str, text: str) -> Field:
        """A product by SKU, name or GTIN."""
        desk = self._context.desk
        return Field(
            name,
            text,
            FieldKind.LOOKUP,
            required=True,
            span=2,
            find=lambda words: pairs(products.product_choices(desk, words)),
        )


def whole(value: object) -> int:
    """The number typed, 0 for none."""
    return value if isinstance(value, int) else 0
