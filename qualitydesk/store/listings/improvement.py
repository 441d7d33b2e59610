"""The lists of actions and of non-conformities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, func, or_, select, type_coerce

from qualitydesk.domain.improvement.states import OPEN_STATUSES, ActionKind, NonConformityStatus
from qualitydesk.domain.improvement.titles import said_title
from qualitydesk.domain.values import Bilingual, Message
from qualitydesk.records import Action, Lot, NonConformity, Party, Person, Product, t
from qualitydesk.store.listings.register import Register

NO_DAY = "9999-12-31"
"""Where things without a day stand; days are stored as ISO text, so text is compared."""
_ACTION, _CAUSE, _PERSON = t(Action), t(NonConformity), t(Person)
_PARTY, _PRODUCT, _LOT = t(Party), t(Product), t(Lot)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing to do; ``number`` is that of the non-conformity it belongs to, "" if it stands by itself.
    ``about`` is that one's title as it is kept.
    """

    id: str
    version: int
    title: str
    kind: ActionKind
    number: str
    about: str
    product: Bilingual
    lot: str
    owner_id: str
    owner: Bilingual
    due_on: date | None
    done_at: datetime | None

    @property
    def said(self) -> Message:
        """What the non-conformity is about, to be told in any language."""
        return said_title(self.about, self.product, self.lot)


@dataclass(frozen=True, slots=True)
class NonConformityRow:
    """One non-conformity; ``left`` counts its actions that are still open. ``title`` is as it is kept."""

    id: str
    version: int
    number: str
    title: str
    status: NonConformityStatus
    party: Bilingual
    product: Bilingual
    lot: str
    opened_at: datetime
    due_on: date | None
    left: int

    @property
    def said(self) -> Message:
        """The title, to be told in any language."""
        return said_title(self.title, self.product, self.lot)


def _day(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return func.coalesce(type_coerce(column, String), NO_DAY)


def _done(values: tuple[str, ...]) -> ColumnElement[bool]:
    wanted = {"yes": _ACTION.c.done_at.is_not(None), "no": _ACTION.c.done_at.is_(None)}
    return or_(*(wanted[value] for value in values))


def _action(row: Any) -> ActionRow:
    return ActionRow(
        id=row.id,
        version=row.version,
        title=row.title,
        kind=ActionKind(row.kind),
        number=row.number or "",
        about=row.about or "",
        product=Bilingual(row.product or "", row.product_zh or ""),
        lot=row.lot or "",
        owner_id=row.owner_id or "",
        owner=Bilingual(row.owner or "", row.owner_zh or ""),
        due_on=row.due_on,
        done_at=row.done_at,
    )


def _non_conformity(row: Any) -> NonConformityRow:
    return NonConformityRow(
        id=row.id,
        version=row.version,
        number=row.number,
        title=row.title,
        status=NonConformityStatus(row.status),
        party=Bilingual(row.party or "", row.party_zh or ""),
        product=Bilingual(row.product or "", row.product_zh or ""),
        lot=row.lot or "",
        opened_at=row.opened_at,
        due_on=row.due_on,
        left=row.left,
    )


ACTIONS = Register(
    select=select(
        _ACTION,
        _CAUSE.c.number,
        _CAUSE.c.title.label("about"),
        _PRODUCT.c.name.label("product"),
        _PRODUCT.c.name_zh.label("product_zh"),
        _LOT.c.number.label("lot"),
        _PERSON.c.name.label("owner"),
        _PERSON.c.name_zh.label("owner_zh"),
    )
    .outerjoin(_CAUSE, _CAUSE.c.id == _ACTION.c.non_conformity_id)
    .outerjoin(_PRODUCT, _PRODUCT.c.id == _CAUSE.c.product_id)
    .outerjoin(_LOT, _LOT.c.id == _CAUSE.c.lot_id)
    .outerjoin(_PERSON, _PERSON.c.id == _ACTION.c.owner_id),
    key=_ACTION.c.id,
    orders={
        "": _ACTION.c.id,
        "due": _day(_ACTION.c.due_on),
        "title": _ACTION.c.title,
        "cause": func.coalesce(_CAUSE.c.number, ""),
        "owner": func.coalesce(_PERSON.c.name, ""),
        "kind": _ACTION.c.kind,
    },
    filters={
        "done": _done,
        "kind": _ACTION.c.kind.in_,
        "owner": _ACTION.c.owner_id.in_,
        "non_conformity": _ACTION.c.non_conformity_id.in_,
        "due_until": lambda values: _ACTION.c.due_on <= date.fromisoformat(values[0]),
        "subject": _ACTION.c.subject_id.in_,
    },
    row=_action,
    kind="action",
)

_LEFT = (
    select(func.count())
    .select_from(_ACTION)
    .where(_ACTION.c.non_conformity_id == _CAUSE.c.id, _ACTION.c.done_at.is_(None))
    .scalar_subquery()
)


def _standing(values: tuple[str, ...]) -> ColumnElement[bool]:
    """Statuses by their words; "Active" stands for all but Closed."""
    words = {word for value in values for word in (OPEN_STATUSES if value == "Active" else (value,))}
    return _CAUSE.c.status.in_(sorted(str(word) for word in words))


NON_CONFORMITIES = Register(
    select=select(
        _CAUSE,
        _PARTY.c.name.label("party"),
        _PARTY.c.name_zh.label("party_zh"),
        _PRODUCT.c.name.label("product"),
        _PRODUCT.c.name_zh.label("product_zh"),
        _LOT.c.number.label("lot"),
        _LEFT.label("left"),
    )
    .outerjoin(_PARTY, _PARTY.c.id == _CAUSE.c.party_id)
    .outerjoin(_PRODUCT, _PRODUCT.c.id == _CAUSE.c.product_id)
    .outerjoin(_LOT, _LOT.c.id == _CAUSE.c.lot_id),
    key=_CAUSE.c.id,
    orders={
        "": _CAUSE.c.id,
        "number": _CAUSE.c.number,
        "due": _day(_CAUSE.c.due_on),
        "status": _CAUSE.c.status,
        "party": func.coalesce(_PARTY.c.name, ""),
    },
    filters={
        "status": _standing,
        "party": _CAUSE.c.party_id.in_,
        "product": _CAUSE.c.product_id.in_,
        "lot": _CAUSE.c.lot_id.in_,
        "inspection": _CAUSE.c.inspection_id.in_,
        "claim": _CAUSE.c.claim_id.in_,
        "due_until": lambda values: _CAUSE.c.due_on <= date.fromisoformat(values[0]),
    },
    row=_non_conformity,
    kind="non_conformity",
)
