"""The way of a claim as its stepper shows it: eight steps, those it may leave out, and how far it is.

Which moves lead from state to state is the table in ``states``.
"""

from __future__ import annotations

from dataclasses import dataclass

from qualitydesk.domain.claims.words import ClaimStatus, Disposition
from qualitydesk.domain.steps import StepMark

_S = ClaimStatus


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a claim's way; ``skippable`` steps are drawn dashed while they may be left out."""

    name: ClaimStatus
    mark: StepMark
    skippable: bool = False


_WAY = (
    _S.NEW,
    _S.TRIAGED,
    _S.INVESTIGATION,
    _S.DECIDED,
    _S.RETURN_EXPECTED,
    _S.GOODS_INSPECTED,
    _S.SETTLED,
    _S.CLOSED,
)
_SKIPPABLE = (_S.RETURN_EXPECTED, _S.GOODS_INSPECTED)
_STANDS_FOR = {
    _S.WAITING: _S.INVESTIGATION,
    _S.REOPENED: _S.TRIAGED,
    _S.GOODS_RECEIVED: _S.GOODS_INSPECTED,
}
"""States that take the place of a step while the claim is in them."""


def steps(status: ClaimStatus, disposition: Disposition) -> tuple[Step, ...]:
    """The way of a claim and how far it is; the return is dashed where nothing comes back."""
    if status is _S.WITHDRAWN:
        return (Step(_S.NEW, StepMark.DONE), Step(_S.WITHDRAWN, StepMark.NOW))
    place = _WAY.index(_STANDS_FOR.get(status, status))
    if status is _S.CLOSED:
        place = len(_WAY)
    returns = disposition.comes_back or status in (_S.RETURN_EXPECTED, _S.GOODS_RECEIVED, _S.GOODS_INSPECTED)
    return tuple(_step(at, name, place, status, returns) for at, name in enumerate(_WAY))


def _step(at: int, name: ClaimStatus, place: int, status: ClaimStatus, returns: bool) -> Step:
    skippable = name in _SKIPPABLE and not returns
    if at < place:
        return Step(name, StepMark.SKIP if skippable else StepMark.DONE, skippable)
    if at == place:
        return Step(status, StepMark.NOW, skippable)
    return Step(name, StepMark.LATER, skippable)
