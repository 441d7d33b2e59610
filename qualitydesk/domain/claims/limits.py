"""What can be claimed at all: never more, and never another lot, than was shipped.

The counting of what was shipped and claimed before is done by the services.
"""

from __future__ import annotations

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg


def check_quantity(asked: int, shipped: int, claimed_before: int) -> None:
    """Never more than was shipped, other claims on the same line included."""
    if asked < 1:
        raise RuleBroken(
            msg("Claim at least one piece."), fields={"quantity": msg("At least one piece is needed.")}
        )
    left = shipped - claimed_before
    if asked > left:
        message = msg(
            "{asked} are more than can be claimed: {shipped} were shipped, {before} are claimed already.",
            asked=asked,
            shipped=shipped,
            before=claimed_before,
        )
        raise RuleBroken(message, fields={"quantity": message})


def check_lot(claimed: str | None, shipped: tuple[str, ...]) -> None:
    """Never another lot than was shipped; an order whose lots nobody recorded can't contradict."""
    if claimed and shipped and claimed not in shipped:
        message = msg("This lot was not shipped with the order, so it can’t be claimed here.")
        raise RuleBroken(message, fields={"lot": message})
