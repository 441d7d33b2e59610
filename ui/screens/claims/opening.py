"""The dialog of a new claim: one number in, the goods behind it out, then what the buyer says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from qualitydesk.domain.claims.words import ClaimKind, Remedy, SafetyFlag
from qualitydesk.services import claims
from qualitydesk.services.claims import ClaimableItem, NewClaim
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog
from ui.kit.drafts import Slot
from ui.kit.field_mark import add_mark
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import clear, label
from ui.screens.claims import words
from ui.screens.claims.deciding import choices, read_money, remedy_choices, safety_choices

if TYPE_CHECKING:
    from ui.context import Context

MOST_SHOWN = 6
LOOKUP = "number looked for"


class NewClaimDialog(Dialog):
    """``then`` gets the key of the new claim."""

    def __init__(self, context: Context, parent: QWidget, then: Callable[[str], None], key: str = "") -> None:
        tr = context.tr
        super().__init__(
            parent, context.theme, tr("New claim"), icon="messages-square", width=680, close_words=tr("Close")
        )
        self.context, self._then, self._begun_with = context, then, key
        self.items: tuple[ClaimableItem, ...] = ()
        self._group = QButtonGroup(self)
        self._build_lookup(key)
        self.form = Form(
            context.theme, tr, self._fields(), {"kind": ClaimKind.DEFECTIVE.value, "quantity": 1}, columns=2
        )
        self.form.setEnabled(False)
        self.body.addWidget(self.form)
        self.set_consequence(tr("The trace and the deadlines are filled in by themselves."))
        self.add_cancel(tr("Cancel"))
        self.button = self.add_button(Action("open", tr("Open claim"), self.create_claim, kind="primary"))
        self.button.setEnabled(False)
        self.lookup.setFocus()
        keeper = self.keep_draft(context, self, Slot("new claim", key[:36]))
        self.form.changed.connect(keeper.touch)
        self.lookup.textEdited.connect(keeper.touch)
        if key:
            self.look_up()

    # -- what is kept as a draft

    def kept(self) -> dict[str, Any]:
        """The number looked for, and the form."""
        number = self.lookup.text()
        return self.form.kept() | ({LOOKUP: number} if number != self._begun_with else {})

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Look the number up again, and fill the form."""
        self.form.take_up(kept)
        if LOOKUP in kept:
            self.lookup.setText(str(kept[LOOKUP]))
            self.look_up()

    def revert(self) -> None:
        """As it was opened."""
        self.form.revert()
        self.lookup.setText(self._begun_with)
        if self._begun_with:
            self.look_up()
        else:
            self._offer(())

    def _build_lookup(self, key: str) -> None:
        tr, theme = self.context.tr, self.theme
        self.lookup = QLineEdit(key)
        self.lookup.setFont(theme.font("body"))
        self.lookup.setPlaceholderText(tr("Type or scan an order, tracking, lot or serial number"))
        self.lookup.setAccessibleName(tr("Order, tracking, lot or serial number"))
        self.lookup.setProperty("takes_scans", True)
        add_mark(theme, self.lookup, "scan-line")
        self.lookup.returnPressed.connect(self.look_up)
        row = QHBoxLayout()
        row.addWidget(self.lookup, 1)
        search = ActionButton(Action("find", tr("Find"), self.look_up, "search"), theme, show_key=False)
        search.setAutoDefault(False)
        row.addWidget(search)
        self.body.addLayout(row)
        self.found = QVBoxLayout()
        self.found.setSpacing(theme.px(4))
        self.body.addLayout(self.found)

    def _fields(self) -> list[Field]:
        tr = self.context.tr
        remedies = tuple(each for each in Remedy if each is not Remedy.REJECTED)
        return [
            Field("kind", tr("Kind"), FieldKind.CHOICE, choices=choices(tr, tuple(ClaimKind))),
            Field("quantity", tr("Pieces"), FieldKind.WHOLE, required=True),
            Field("description", tr("What the buyer says"), FieldKind.LONG, required=True, span=2),
            Field("asked", tr("Asked"), FieldKind.CHOICE, choices=remedy_choices(tr, remedies)),
            Field("asked_amount", tr("Amount asked")),
            Field("safety", tr("Safety"), FieldKind.CHOICE, choices=safety_choices(tr), span=2),
        ]

    # -- finding the goods

    def look_up(self) -> None:
        """Look up what stands behind the number."""
        desk, wanted = self.context.desk, self.lookup.text()
        self.context.jobs.read(
            self, lambda: claims.find_items(desk, wanted), self._take, self._failed, latest="find"
        )

    def _take(self, items: tuple[ClaimableItem, ...]) -> None:
        looked_up = self.lookup.hasFocus()
        self._offer(items)
        ticked = self._group.checkedButton()
        if looked_up and ticked is not None:  # one item: on to what the buyer says; several: choose first
            (self.form.boxes["description"].editor if len(items) == 1 else ticked).setFocus()
        if not items:
            said = self.context.tr("Nothing that was shipped carries this number.")
            self.found.addWidget(label(self.theme, said, "body", "bad"))

    def _offer(self, items: tuple[ClaimableItem, ...]) -> None:
        clear(self.found)
        self._group = QButtonGroup(self)
        self.items = items
        for place, item in enumerate(items[:MOST_SHOWN]):
            button = QRadioButton(self._item_words(item))
            button.setFont(self.theme.font("body"))
            button.setEnabled(item.left > 0)
            self._group.addButton(button, place)
            self.found.addWidget(button)
        possible = [place for place, item in enumerate(items[:MOST_SHOWN]) if item.left > 0]
        if possible:
            self._group.button(possible[0]).setChecked(True)
        self.form.setEnabled(bool(possible))
        self.button.setEnabled(bool(possible))

    def _item_words(self, item: ClaimableItem) -> str:
        tr = self.context.tr
        parts = [
            tr("Order {number}", number=item.order_number) if item.order_number else "",
            item.buyer,
            f"{item.sku} {tr.name(item.product)}".strip(),
            tr("lot {lot}", lot=item.lot) if item.lot else "",
            words.money(item.price),
            tr("{left} of {shipped} can be claimed", left=item.left, shipped=item.shipped),
        ]
        return " · ".join(part for part in parts if part)

    def chosen(self) -> ClaimableItem | None:
        """The goods that are claimed."""
        place = self._group.checkedId()
        return self.items[place] if 0 <= place < len(self.items) else None

    # -- opening the claim

    def create_claim(self) -> None:
        """Open the claim; the dialog stays while something is wrong."""
        item = self.chosen()
        if item is None or not self.form.check():
            return
        values, desk = self.form.values(), self.context.desk
        self.button.setEnabled(False)
        self.context.jobs.write(
            self, lambda: claims.create_claim(desk, _new_claim(item, values)), self._created, self._failed
        )

    def _created(self, key: str) -> None:
        self.accept()
        self._then(key)

    def _failed(self, error: Exception) -> None:
        self.button.setEnabled(self.chosen() is not None)
        failures.at_form(self.context, self.form, error)


def _new_claim(item: ClaimableItem, values: dict[str, object]) -> NewClaim:
    quantity = values["quantity"]
    return NewClaim(
        item,
        ClaimKind(str(values["kind"])),
        str(values["description"]),
        quantity=quantity if isinstance(quantity, int) else 0,
        asked=Remedy(str(values["asked"])),
        asked_amount=read_money(str(values["asked_amount"]), item.price.currency),
        safety=SafetyFlag(str(values["safety"])),
    )
