"""The form of a place: its fields, what stands in them, and how they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.services import parties, places
from qualitydesk.services.places import PLACE_NAMES, PlaceFile
from ui.kit.choices import pairs
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.registers.asking import Asked, Newest, Values

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context


def fields(context: Context) -> tuple[Field, ...]:
    """Every field of a place."""
    desk, tr = context.desk, context.tr
    kinds = tuple((word, tr(name)) for word, name in PLACE_NAMES.items())
    return (
        Field("code", tr("Code"), required=True),
        Field("kind", tr("Kind"), FieldKind.CHOICE, choices=kinds),
        Field("name", tr("Name"), required=True),
        Field("name_zh", tr("Chinese name")),
        Field("country", tr("Country"), FieldKind.COUNTRY),
        Field("city", tr("City")),
        Field("unlocode", "UN/LOCODE", placeholder="NLRTM"),
        Field("timezone", tr("Time zone"), placeholder="Europe/Amsterdam"),
        Field("address", tr("Address"), FieldKind.LONG, span=2, lines=2),
        Field(
            "operator_id",
            tr("Run by"),
            FieldKind.LOOKUP,
            span=2,
            find=lambda text: pairs(parties.party_choices(desk, text, "warehouse")),
        ),
    )


def asked(context: Context, file: PlaceFile | None) -> Asked:
    """The form of a new place, or of this one."""
    desk, tr = context.desk, context.tr
    key = file.id if file else ""

    def newest() -> Newest:
        now = places.open_place(desk, key)
        return Newest(now.version, _values(tr, now))

    return Asked(
        title=tr("Edit {code}", code=file.fields["code"]) if file else tr("New place"),
        icon="map-pin",
        fields=fields(context),
        save=lambda values, version: _save(desk, key, version, values),
        said=tr("The place is saved."),
        slot=Slot("place", key),
        values=_values(tr, file) if file else {"kind": "Warehouse"},
        version=file.version if file else 0,
        newest=newest,
    )


def _values(tr: Translator, file: PlaceFile) -> Values:
    row = file.fields
    runs = (row["operator_id"], tr.name(file.operator)) if row["operator_id"] else None
    return {**row, "operator_id": runs}


def _save(desk: Desk, key: str, version: int, values: Values) -> str:
    if not version:
        return places.create_place(desk, **values)  # type: ignore[arg-type]  # the form's fields are the place's
    places.edit_place(desk, key, version, **values)
    return key
