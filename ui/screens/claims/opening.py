"""The dialog of a new claim: one number in, the goods behind it out, then what the buyer says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qualitydesk.domain.claims.words import ClaimKind, Remedy, SafetyFlag
from qualitydesk.services import claims
from qualitydesk.services.claims import FOUND_LIMIT, ClaimableItem, NewClaim
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import EDGE, Dialog
from ui.kit.drafts import Slot
from ui.kit.field_mark import add_mark
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import clear, label
from ui.kit.one_of import Offered
from ui.kit.scrolling import Scrolled
from ui.screens.claims import words
from ui.screens.claims.deciding import choices, read_money, remedy_choices, safety_choices

if TYPE_CHECKING:
    from ui.context import Context

TALLEST = 132
LOOKUP, CHOSEN = "number looked for", "line chosen"


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
        self._wanted = ""
        self.keeper = self.keep_draft(context, self, Slot("new claim", key[:36]))
        self.form.changed.connect(self.keeper.touch)
        self.lookup.textEdited.connect(self._forget)
        self.lookup.textEdited.connect(self.keeper.touch)
        if key:
            self.look_up()

    # -- what is kept as a draft

    def kept(self) -> dict[str, Any]:
        """The number looked for, which goods behind it, and the form."""
        number = self.lookup.text()
        looked_for = {LOOKUP: number} if number != self._begun_with else {}
        return self.form.kept() | looked_for | ({CHOSEN: self._wanted} if self._wanted else {})

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Look the number up again, and fill the form."""
        self.form.take_up(kept)
        self._wanted = str(kept.get(CHOSEN, ""))
        self.lookup.setText(str(kept.get(LOOKUP, self._begun_with)))
        if self.lookup.text():
            self.look_up()

    def revert(self) -> None:
        """As it was opened."""
        self.form.revert()
        self._wanted = ""
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
        page, self._area = QWidget(), Scrolled(tr("Goods behind the number"))
        self.found = QVBoxLayout(page)
        self.found.setContentsMargins(0, 0, 0, 0)
        self.found.setSpacing(theme.px(4))
        self._area.show_page(page)
        self._area.hide()
        self.body.addWidget(self._area)

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
            self._say(self.context.tr("Nothing that was shipped carries this number."), "bad")
        elif len(items) == FOUND_LIMIT:
            tr = self.context.tr
            said = tr("Only the newest {n} are shown. An order number finds its own alone.", n=FOUND_LIMIT)
            self._say(said, "text-2")

    def _say(self, words: str, ink: str) -> None:
        self.found.addWidget(label(self.theme, words, "body", ink, wrap=True))
        self._show_found()

    def _offer(self, items: tuple[ClaimableItem, ...]) -> None:
        clear(self.found)
        self._group = QButtonGroup(self)
        self.items = items
        for place, item in enumerate(items):
            row = Offered(self.theme, self._item_words(item))
            row.setEnabled(item.left > 0)
            row.button.toggled.connect(partial(self._bring, row))
            self._group.addButton(row.button, place)
            self.found.addWidget(row)
        self._show_found()
        possible = [place for place, item in enumerate(items) if item.left > 0]
        if possible:
            again = (place for place in possible if line_of(items[place]) == self._wanted)
            self._group.button(next(again, possible[0])).setChecked(True)
        self._group.idToggled.connect(self._choose)
        self.form.setEnabled(bool(possible))
        self.button.setEnabled(bool(possible))

    def _show_found(self) -> None:
        """As high as what was found, up to a few rows; the rest is scrolled to."""
        wide = self._held.width() - 2 * self.theme.px(EDGE)
        tall = self.found.totalHeightForWidth(wide) if self.found.count() else 0
        self._area.setFixedHeight(min(tall, self.theme.px(TALLEST)))
        self._area.setVisible(tall > 0)

    def _bring(self, row: Offered, _on: bool) -> None:
        self._area.ensureWidgetVisible(row, 0, 0)

    def _choose(self, place: int, on: bool) -> None:
        if on:
            self._wanted = line_of(self.items[place])
            self.keeper.touch()

    def _forget(self, _typed: str) -> None:
        """Another number is typed: the goods behind the one before are not meant any more."""
        self._offer(())

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
        asked_amount=read_money(str(values["asked_amount"]), item.price.currency, "asked_amount"),
        safety=SafetyFlag(str(values["safety"])),
    )


def line_of(item: ClaimableItem) -> str:
    """The line of the order, or of the shipment, that the goods are from."""
    return item.order_line_id or item.shipment_line_id
