"""What a program that stopped in the middle left half done: found and finished at the next opening.

Only what its own area cannot leave whole in one transaction belongs here.
"""

from __future__ import annotations

from qualitydesk.services.claims.recounting import recount
from qualitydesk.services.desk import Desk
from qualitydesk.services.documents import recover_reservations


def finish_what_stopped(desk: Desk) -> None:
    """Void numbers of papers that were never finished, count deadlines that a change of rules left stale."""
    recover_reservations(desk)
    recount(desk)
