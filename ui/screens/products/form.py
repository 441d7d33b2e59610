"""The form of a product: its fields, what stands in them, and how they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Bilingual
from qualitydesk.services import parties, products
from qualitydesk.services.products import ProductFile
from ui.kit.choices import pairs
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.kit.pairs import PairsEditor, PairWords
from ui.registers.asking import Asked, Newest, Values

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context

FIRST_CATEGORY = "general_consumer"


def fields(context: Context, categories: Mapping[str, Bilingual]) -> tuple[Field, ...]:
    """Every field of a product."""
    desk, tr = context.desk, context.tr
    known = tuple((code, tr.name(name)) for code, name in categories.items())
    words = PairWords(tr("Property"), tr("Its value"), tr("Add a property"), tr("Remove property"))
    return (
        Field("sku", tr("SKU"), required=True),
        Field("gtin", "GTIN", takes_scans=True, help=tr("Type or scan")),
        Field("name", tr("Name"), required=True),
        Field("name_zh", tr("Chinese name")),
        Field("brand", tr("Brand")),
        Field("model", tr("Model or type")),
        Field("category", tr("Category"), FieldKind.CHOICE, choices=known),
        Field("hs_code", tr("HS code")),
        Field(
            "maker_id",
            tr("Maker"),
            FieldKind.LOOKUP,
            find=lambda text: pairs(parties.party_choices(desk, text, "manufacturer")),
        ),
        Field("origin", tr("Country of origin"), FieldKind.COUNTRY),
        Field("models", tr("Further models"), FieldKind.LONG, help=tr("One on each line"), lines=2),
        Field("age_grade", tr("Age grade")),
        Field("warnings", tr("Warnings"), FieldKind.LONG, span=2, lines=2),
        Field("description", tr("Description"), FieldKind.LONG, span=2, lines=2),
        Field(
            "attributes",
            tr("Properties"),
            FieldKind.OWN,
            span=2,
            make=lambda theme: PairsEditor(theme, words),
        ),
        Field("active", tr("On sale"), FieldKind.CHECK, span=2),
    )


def asked(context: Context, categories: Mapping[str, Bilingual], file: ProductFile | None) -> Asked:
    """The form of a new product, or of this one."""
    desk, tr = context.desk, context.tr
    return Asked(
        title=tr("Edit {sku}", sku=file.fields["sku"]) if file else tr("New product"),
        icon="package",
        fields=fields(context, categories),
        save=lambda values, version: _save(desk, file.id if file else "", version, values),
        said=tr("The product is saved."),
        slot=Slot("product", file.id if file else ""),
        values=_values(tr, file) if file else {"category": FIRST_CATEGORY, "active": True},
        version=file.version if file else 0,
        newest=lambda: _newest(desk, tr, file.id if file else ""),
        consequence=tr("A doubtful number warns and is kept."),
    )


def _values(tr: Translator, file: ProductFile) -> Values:
    row = file.fields
    maker = (row["maker_id"], tr.name(file.maker)) if row["maker_id"] else None
    return {**row, "maker_id": maker, "models": "\n".join(file.models), "attributes": row["attributes"]}


def _newest(desk: Desk, tr: Translator, key: str) -> Newest:
    file = products.open_product(desk, key)
    return Newest(file.version, _values(tr, file))


def _save(desk: Desk, key: str, version: int, values: Values) -> str:
    given = dict(values)
    if "models" in given:
        given["models"] = str(given["models"]).splitlines()
    if "attributes" in given:
        given["attributes"] = given["attributes"] or None
    if not version:
        return products.create_product(desk, **given)  # type: ignore[arg-type]  # the form's fields are the product's
    products.edit_product(desk, key, version, **given)  # type: ignore[arg-type]  # the form's fields are the product's
    return key
