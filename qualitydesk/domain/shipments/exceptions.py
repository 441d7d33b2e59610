"""What a dated exception from a stop must be: reasoned, not ended, not longer than a year.

Which stops may be excepted at all is the gate's business.
"""

from __future__ import annotations

from datetime import date

from qualitydesk.domain.errors import RuleBroken
from qualitydesk.domain.values import msg

LONGEST_EXCEPTION_DAYS = 366


def require_exception(until: date, reason: str, today: date) -> None:
    """Refuse an exception without a reason, one that has ended, or one for more than a year."""
    if not reason.strip():
        raise RuleBroken(msg("Say why it may pass."), fields={"reason": msg("A reason is needed.")})
    days = (until - today).days
    if days < 0:
        raise RuleBroken(
            msg("An exception ends today or later."), fields={"until": msg("Choose a later day.")}
        )
    if days > LONGEST_EXCEPTION_DAYS:
        raise RuleBroken(
            msg("An exception lasts a year at most."), fields={"until": msg("Choose an earlier day.")}
        )
