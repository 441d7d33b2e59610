"""The list of places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from qualitydesk.domain.parties.names import called
from qualitydesk.domain.values import Bilingual
from qualitydesk.records import Party, Place, t
from qualitydesk.store.listings.register import Register

PLACE, OPERATOR = t(Place), t(Party).alias("operator")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place with who runs it."""

    id: str
    version: int
    code: str
    name: Bilingual
    kind: str
    unlocode: str
    country: str
    city: str
    operator: Bilingual


def _row(row: Any) -> PlaceRow:
    return PlaceRow(
        id=row.id,
        version=row.version,
        code=row.code,
        name=Bilingual(row.name, row.name_zh),
        kind=row.kind,
        unlocode=row.unlocode,
        country=row.country,
        city=row.city,
        operator=called(row.operator_name, row.operator_zh, row.operator_short, row.operator_short_zh),
    )


PLACES = Register(
    select=select(
        PLACE,
        OPERATOR.c.name.label("operator_name"),
        OPERATOR.c.short_name.label("operator_short"),
        OPERATOR.c.short_name_zh.label("operator_short_zh"),
        OPERATOR.c.name_zh.label("operator_zh"),
    ).outerjoin(OPERATOR, OPERATOR.c.id == PLACE.c.operator_id),
    key=PLACE.c.id,
    orders={
        "": PLACE.c.id,
        "code": PLACE.c.code,
        "name": PLACE.c.name,
        "kind": PLACE.c.kind,
        "country": PLACE.c.country,
    },
    filters={
        "kind": PLACE.c.kind.in_,
        "country": PLACE.c.country.in_,
        "operator": PLACE.c.operator_id.in_,
    },
    row=_row,
    kind="place",
)
"""The register of places, newest first."""
