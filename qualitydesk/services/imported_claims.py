"""What claims from a file still lack: dated events, the deadlines counted from them, a case of safety.

A claim that comes in under way is counted like one that was opened here; what it has behind it is taken as
done on the day that its file names. An ended claim has nothing due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from qualitydesk.domain.claims.words import ClaimStatus
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.saving import Saving
from qualitydesk.exchange.importers.shape import Shape
from qualitydesk.exchange.report import Outcome
from qualitydesk.services.claims.deadlines import Act, mark_done, record_first_events, work_out
from qualitydesk.services.claims.safety import open_safety_case
from qualitydesk.services.desk import Desk

ENDED = (ClaimStatus.CLOSED, ClaimStatus.WITHDRAWN)
DONE_BY: Mapping[str, tuple[Act, ...]] = {
    "decided_at": (Act.ANSWERED, Act.DECIDED),
    "settled_at": (Act.GOODS_BACK, Act.REFUNDED),
}
"""What was done by the day in that column."""


def with_deadlines(desk: Desk, shape: Shape) -> Shape:
    """The kind of claims, each new one that is not ended with its deadlines."""

    def finish(saving: Saving, drafts: Sequence[Draft]) -> None:
        shape.finish(saving, drafts)
        for draft in drafts:
            if draft.outcome is Outcome.CREATED and draft.columns.get("status") not in ENDED:
                _count(desk, saving, draft.id, draft.columns)

    return replace(shape, finish=finish)


def _count(desk: Desk, saving: Saving, key: str, columns: Mapping[str, Any]) -> None:
    open_safety_case(saving.work, key)
    record_first_events(desk, saving.work, key)
    work_out(desk, saving.work, key)
    for column, acts in DONE_BY.items():
        if columns.get(column) is not None:
            for act in acts:
                mark_done(saving.work, key, act, columns[column])
