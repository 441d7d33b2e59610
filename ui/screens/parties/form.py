"""The form of a party: its fields, what stands in them, and how they are saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualitydesk.domain.shipments.duties import role_name
from qualitydesk.services import parties
from qualitydesk.services.parties import PARTY_ROLES, PartyFile
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.kit.pairs import TicksEditor
from ui.registers.asking import Asked, Newest, Values

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from qualitydesk.translation import Translator
    from ui.context import Context


def fields(tr: Translator) -> tuple[Field, ...]:
    """Every field of a party itself; its rows have forms of their own."""
    roles = tuple((role, tr(role_name(role))) for role in PARTY_ROLES)
    return (
        Field("code", tr("Code"), required=True),
        Field("country", tr("Country"), FieldKind.COUNTRY),
        Field("name", tr("Name"), required=True),
        Field("name_zh", tr("Chinese name")),
        Field("short_name", tr("Short name")),
        Field("short_name_zh", tr("Chinese short name")),
        Field("trade_name", tr("Trade name or mark")),
        Field("legal_representative", tr("Legal representative")),
        Field("phone", tr("Phone")),
        Field("email", tr("E-mail")),
        Field("website", tr("Website"), span=2),
        Field(
            "confirmed_on",
            tr("Data confirmed on"),
            FieldKind.DAY,
            help=tr("When the party itself confirmed what is recorded here"),
        ),
        Field("confirmed_by", tr("Data confirmed by")),
        Field("roles", tr("Roles"), FieldKind.OWN, span=2, make=lambda theme: TicksEditor(theme, roles)),
        Field("own", tr("This is our own company"), FieldKind.CHECK, span=2),
        Field("note", tr("Note"), FieldKind.LONG, span=2, lines=2),
    )


def asked(context: Context, file: PartyFile | None) -> Asked:
    """The form of a new party, or of this one."""
    desk, tr = context.desk, context.tr
    key = file.id if file else ""

    def newest() -> Newest:
        now = parties.open_party(desk, key)
        return Newest(now.version, _values(now))

    return Asked(
        title=tr("Edit {code}", code=file.fields["code"]) if file else tr("New party"),
        icon="building-2",
        fields=fields(tr),
        save=lambda values, version: _save(desk, key, version, values),
        said=tr("The party is saved."),
        slot=Slot("party", key),
        values=_values(file) if file else {},
        version=file.version if file else 0,
        newest=newest,
        consequence=tr("Addresses, numbers and checks are added in its file."),
    )


def _values(file: PartyFile) -> Values:
    return {**file.fields, "roles": file.roles}


def _save(desk: Desk, key: str, version: int, values: Values) -> str:
    if not version:
        return parties.create_party(desk, **values)  # type: ignore[arg-type]  # the form's fields are the party's
    parties.edit_party(desk, key, version, **values)  # type: ignore[arg-type]  # the form's fields are the party's
    return key
