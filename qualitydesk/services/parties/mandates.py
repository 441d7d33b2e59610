"""Mandates: the written order by which one party acts for another in a market; ended, never taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.values import msg
from qualitydesk.records import Mandate
from qualitydesk.records.shipments import SHIPMENT_DUTIES as DUTIES
from qualitydesk.services.desk import Desk
from qualitydesk.services.required import require_editor, require_filled, require_fitting, trimmed

__all__ = ["DUTIES", "edit_mandate", "end_mandate", "new_mandate", "record_mandate"]


def record_mandate(desk: Desk, *, giver: str, holder: str, duty: str, **fields: Any) -> str:
    """Record the written order by which ``holder`` acts for ``giver``; returns its key."""
    given = new_mandate(desk, giver=giver, holder=holder, duty=duty, **fields)
    with desk.store.write(desk.person, "record mandate") as work:
        return work.insert(Mandate, **given)


def new_mandate(desk: Desk, *, giver: str, holder: str, duty: str, **fields: Any) -> dict[str, Any]:
    """A mandate as it is recorded: also for who records it together with what rests on it."""
    given = {"giver_id": giver, "holder_id": holder, "duty": duty, **fields}
    return {"id": new_key()} | _checked(desk, given)


def edit_mandate(desk: Desk, key: str, version: int, **fields: Any) -> int:
    """Correct a mandate; returns the new version."""
    with desk.store.write(desk.person, "edit mandate") as work:
        row = work.get(Mandate, key)
        together = {name: row._mapping[name] for name in ("giver_id", "holder_id", "valid_from", "valid_to")}
        given = _checked(desk, together | fields)
        return work.update(Mandate, key, version, **{name: given[name] for name in fields})


def end_mandate(desk: Desk, key: str, version: int, day: date, reason: str) -> int:
    """End a mandate on a day; what rested on it before stays as it was."""
    require_editor(desk)
    with desk.store.write(desk.person, "end mandate", reason) as work:
        row = work.get(Mandate, key)
        _require_order(row.valid_from, day)
        return work.update(Mandate, key, version, valid_to=day)


def _checked(desk: Desk, fields: dict[str, Any]) -> dict[str, Any]:
    require_editor(desk)
    given = trimmed(fields)
    needed = ("giver_id", "holder_id", "duty")
    require_filled(msg("A mandate names who gives it, who holds it and for what."), given, *needed)
    if given.get("market"):
        market = desk.rules.market(given["market"])
        if market is None:
            raise RuleBroken(
                msg("No rules are known for the market “{market}”.", market=given["market"]),
                fields={"market": msg("Choose a market of the list.")},
            )
        given["market"] = market.code
    if given["giver_id"] == given["holder_id"]:
        raise RuleBroken(
            msg("A mandate is given by one party to another."),
            fields={"other": msg("Choose another party.")},
        )
    _require_order(given.get("valid_from"), given.get("valid_to"))
    require_fitting(Mandate, given)
    return given


def _require_order(begins: date | None, ends: date | None) -> None:
    if begins and ends and ends < begins:
        raise RuleBroken(
            msg("The mandate ends before it begins."), fields={"valid_to": msg("Choose a later day.")}
        )
