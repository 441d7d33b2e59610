"""The form of an incident: what happened, since when we know of it, with which goods."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.safety import IncidentKind
from qualitydesk.domain.values import msg
from qualitydesk.services import products, safety
from qualitydesk.services.safety import IncidentFile
from ui.kit.choices import pairs
from ui.kit.clock_time import clock_time
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind
from ui.registers.asking import Asked, Newest, Values

if TYPE_CHECKING:
    from qualitydesk.services.desk import Desk
    from ui.context import Context


def fields(context: Context) -> tuple[Field, ...]:
    """Every field of an incident."""
    desk, tr = context.desk, context.tr
    kinds = tuple((one.value, tr(one.value)) for one in IncidentKind)
    return (
        Field("kind", tr("What happened"), FieldKind.CHOICE, choices=kinds, span=2),
        Field("aware_on", tr("Known since"), FieldKind.DAY, required=True),
        Field("aware_hour", tr("Time of day"), placeholder="14:30", help=tr("Authority clocks count hours.")),
        Field(
            "product_id",
            tr("Product"),
            FieldKind.LOOKUP,
            find=lambda text: pairs(products.product_choices(desk, text)),
        ),
        Field("lot_id", tr("Lot"), FieldKind.LOOKUP, find=lambda text: pairs(safety.lot_choices(desk, text))),
        Field(
            "claim_id",
            tr("Claim"),
            FieldKind.LOOKUP,
            find=lambda text: pairs(safety.claim_choices(desk, text)),
        ),
        Field(
            "inspection_id",
            tr("Inspection"),
            FieldKind.LOOKUP,
            find=lambda text: pairs(safety.inspection_choices(desk, text)),
        ),
        Field("description", tr("Description"), FieldKind.LONG, span=2, lines=4),
    )


def asked(context: Context, file: IncidentFile | None) -> Asked:
    """The form of a new incident, or of this one."""
    desk, tr = context.desk, context.tr
    key = file.id if file else ""
    zone = ZoneInfo(desk.house.timezone)
    first = _values(context, file) if file else _moment(desk.now().astimezone(zone))

    def newest() -> Newest:
        now = safety.open_incident(desk, key)
        return Newest(now.version, _values(context, now))

    return Asked(
        title=tr("Edit {code}", code=file.fields["number"]) if file else tr("New incident"),
        icon="shield-alert",
        fields=fields(context),
        save=lambda values, version: _save(desk, key, version, with_moment(values, first, zone)),
        said=tr("The incident is saved."),
        slot=Slot("incident", key),
        values=first,
        version=file.version if file else 0,
        newest=newest,
        consequence=tr("Nothing is sent to anybody by the program."),
    )


def _moment(at: datetime) -> Values:
    return {"aware_on": at.date(), "aware_hour": f"{at:%H:%M}"}


def _values(context: Context, file: IncidentFile) -> Values:
    zone = ZoneInfo(context.desk.house.timezone)
    links = {
        f"{name}_id": (
            one.id,
            f"{one.number} {context.tr.name(one.name)}" if name == "product" else one.number,
        )
        for name, one in file.links.items()
    }
    return {**file.fields, **links, **_moment(file.fields["aware_at"].astimezone(zone))}


def with_moment(given: Values, first: Values, zone: ZoneInfo) -> Values:
    """Day and time of day as the instant from which the clocks run; a bad time is refused at its field."""
    values = dict(given)
    if not {"aware_on", "aware_hour"} & set(values):
        return values
    day = values.pop("aware_on", first["aware_on"])
    typed = str(values.pop("aware_hour", first["aware_hour"]) or "")
    hour = clock_time(typed) if typed else time(12)
    if hour is None or not isinstance(day, date):
        raise RuleBroken(
            msg("This is no time of day."), fields={"aware_hour": msg("Type a time such as 14:30.")}
        )
    return values | {"aware_at": datetime.combine(day, hour, zone)}


def _save(desk: Desk, key: str, version: int, values: Values) -> str:
    if not version:
        return safety.create_incident(desk, **values)  # type: ignore[arg-type]  # the form's fields are the incident's
    safety.edit_incident(desk, key, version, **values)
    return key
