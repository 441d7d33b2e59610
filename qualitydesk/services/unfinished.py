"""What a program that stopped in the middle left half done: found and finished at the next opening.

Only what its own area cannot leave whole in one transaction belongs here.
"""

from __future__ import annotations

from qualitydesk.services.claims.recounting import recount
from qualitydesk.services.desk import Desk
from qualitydesk.services.documents import recover_reservations
from qualitydesk.store.search import renew_stale


def finish_what_stopped(desk: Desk) -> None:
    """Void numbers of papers that were never finished, count deadlines and renew search words left stale."""
    recover_reservations(desk)
    recount(desk)
    renew_stale(desk.store)
