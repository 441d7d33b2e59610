"""Duty lines and mandates: who takes which duty, on what paper; a replaced line is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.keys import new_key
from qualitydesk.domain.parties.names import whole_name
from qualitydesk.domain.shipments.duties import MANDATED_ROLES, role_name
from qualitydesk.domain.shipments.states import DUTY_MOVES, DutyState, require_move
from qualitydesk.domain.values import msg
from qualitydesk.records import DutyLine, Mandate, Party, PartyRole, Shipment
from qualitydesk.services.desk import Desk
from qualitydesk.services.parties.mandates import new_mandate
from qualitydesk.store.session import Work


def declare_duty(
    desk: Desk,
    shipment: str,
    *,
    duty: str,
    party: str,
    product: str | None = None,
    mandate: str | None = None,
    order: Mapping[str, Any] | None = None,
    evidence: str = "",
    **fields: Any,
) -> str:
    """Name the party of a duty, for the whole shipment or one product of it; an old line is kept as Replaced.

    With a paper named the line is Evidenced. A representative needs its mandate; one that is not on record
    yet is an ``order`` (giver, reference, days), recorded with the line or not at all. Returns the key.
    """
    recorded = new_mandate(desk, holder=party, duty=duty, **order) if order else None
    with desk.store.write(desk.person, "declare duty") as work:
        if recorded is not None:
            mandate = work.insert(Mandate, **recorded)
        work.get(Shipment, shipment)
        _require_tradable(work, party)
        _require_mandate(work, duty, party, mandate)
        key = work.insert(
            DutyLine,
            id=new_key(),
            shipment_id=shipment,
            product_id=product,
            duty=duty,
            party_id=party,
            mandate_id=mandate,
            state=(DutyState.EVIDENCED if evidence.strip() else DutyState.DECLARED).value,
            evidence=evidence.strip(),
            declared_at=desk.now(),
            **fields,
        )
        _replace_same(work, shipment, duty, product, key)
        _take_role(work, party, duty)
    return key


def _replace_same(work: Work, shipment: str, duty: str, product: str | None, key: str) -> None:
    for row in work.among(DutyLine, "shipment_id", [shipment]):
        same = row.duty == duty and row.product_id == product
        if same and row.id != key and row.state != DutyState.REPLACED:
            work.change(DutyLine, row.id, state=DutyState.REPLACED.value, replaced_by_id=key)


def _take_role(work: Work, party: str, duty: str) -> None:
    if duty != "responsible_person" and work.find(PartyRole, party_id=party, role=duty) is None:
        work.insert(PartyRole, id=new_key(), party_id=party, role=duty)


def _require_tradable(work: Work, party: str) -> None:
    row = work.get(Party, party)
    if row.blocked:
        raise RuleBroken(
            msg("{party} is blocked: {reason}", party=whole_name(row), reason=row.blocked_reason),
            fields={"party": msg("Choose another party.")},
        )


def _require_mandate(work: Work, duty: str, party: str, mandate: str | None) -> None:
    if mandate is not None and work.get(Mandate, mandate).holder_id != party:
        raise RuleBroken(
            msg("The mandate belongs to another party."),
            fields={"mandate": msg("Choose a mandate of this party.")},
        )
    if mandate is None and duty in MANDATED_ROLES:
        raise RuleBroken(
            msg("{role} acts only by a written mandate.", role=role_name(duty)),
            fields={"mandate": msg("Record the mandate first.")},
        )


def move_duty(
    desk: Desk, key: str, version: int, state: DutyState, *, evidence: str = "", note: str = ""
) -> int:
    """Evidence, confirm or dispute a line; evidence needs its paper, a dispute its words."""
    with desk.store.write(desk.person, f"duty {state.value.lower()}", note) as work:
        row = work.get(DutyLine, key)
        require_move(DUTY_MOVES, DutyState(row.state), state)
        if state is DutyState.EVIDENCED and not (evidence or row.evidence).strip():
            raise RuleBroken(
                msg("Name the paper that proves it."), fields={"evidence": msg("A paper is needed.")}
            )
        if state is DutyState.DISPUTED and not note.strip():
            raise RuleBroken(msg("Say what is disputed."), fields={"note": msg("A reason is needed.")})
        fields: dict[str, Any] = {"state": state.value, "evidence": evidence or row.evidence}
        fields |= {"note": note or row.note}
        if state is DutyState.CONFIRMED:
            fields["confirmed_at"] = desk.now()
        return work.update(DutyLine, key, version, **fields)
