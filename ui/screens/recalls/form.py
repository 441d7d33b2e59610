"""The form of a recall: what it is about, and which of our goods it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.services import parties, products, safety
from qualitydesk.services.safety import RecallFile
from ui.kit.choices import pairs
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.registers.asking import Asked, Newest, Values

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from ui.context import Context


def fields(context: Context) -> tuple[Field, ...]:
    """Every field of a recall."""
    desk, tr = context.desk, context.tr
    markets = (("", tr("none")), *((code, tr.name(one.short)) for code, one in desk.rules.markets.items()))
    off = tr("Take {name} off")
    return (
        Field("title", tr("Title"), required=True, span=2),
        Field("market", tr("Market"), FieldKind.CHOICE, choices=markets),
        Field("published_on", tr("Published on"), FieldKind.DAY),
        Field(
            "lots",
            tr("Lots"),
            FieldKind.MANY,
            find=lambda text: [(one.id, one.label) for one in safety.lot_choices(desk, text)],
            remove_words=off,
        ),
        Field(
            "products",
            tr("Products, with every lot"),
            FieldKind.MANY,
            find=lambda text: pairs(products.product_choices(desk, text)),
            remove_words=off,
        ),
        Field(
            "maker",
            tr("Everything of a maker"),
            FieldKind.LOOKUP,
            span=2,
            find=lambda text: pairs(parties.party_choices(desk, text, "manufacturer")),
            help=tr("Adds every product that this party makes."),
        ),
        Field("hazard", tr("Hazard")),
        Field("units", tr("Units, as announced")),
        Field("product_text", tr("Product, as announced"), FieldKind.LONG, span=2, lines=2),
        Field("remedy", tr("Remedy"), FieldKind.LONG, span=2, lines=2),
        Field("address", tr("Web address"), span=2),
    )


def asked(context: Context, file: RecallFile | None) -> Asked:
    """The form of a new recall, or of this one."""
    desk, tr = context.desk, context.tr
    key = file.id if file else ""

    def newest() -> Newest:
        now = safety.open_recall(desk, key)
        return Newest(now.version, _values(now))

    return Asked(
        title=tr("Edit {code}", code=file.fields["number"]) if file else tr("New recall"),
        icon="siren",
        fields=fields(context),
        save=lambda values, version: _save(desk, key, version, values),
        said=tr("The recall is saved."),
        slot=Slot("recall", key),
        values=_values(file) if file else {},
        version=file.version if file else 0,
        newest=newest,
        consequence="" if file else tr("It begins as suspected: nothing is stopped yet."),
    )


def _values(file: RecallFile) -> Values:
    lots = tuple((one.lot_id, one.code) for one in file.covers if one.lot_id)
    whole = tuple((one.product_id, one.code) for one in file.covers if one.product_id and not one.lot_id)
    return {**file.fields, "lots": lots, "products": whole}


def _save(desk: Desk, key: str, version: int, values: Values) -> str:
    if not version:
        return safety.create_recall(desk, **values)  # type: ignore[arg-type]  # the form's fields are the recall's
    safety.edit_recall(desk, key, version, **values)  # type: ignore[arg-type]  # the form's fields are the recall's
    return key
