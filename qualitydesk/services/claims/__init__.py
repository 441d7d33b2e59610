"""Claims: use cases from a buyer's complaint to the closed file, and what screens read of them.

Each verb is one transaction with one audit entry. ``page`` and ``count`` list, ``open_claim`` reads one.
"""

from __future__ import annotations

from qualitydesk.domain.values import Cursor, Page, Query
from qualitydesk.services.claims.around import BuyerFile, Candidate, ClaimedGoods, LegNote, LookAlikes, Reason
from qualitydesk.services.claims.around import reasons as _reasons
from qualitydesk.services.claims.claimable import FOUND_LIMIT, ClaimableItem, find_items
from qualitydesk.services.claims.costs import (
    NewShare,
    add_cost,
    alter_cost,
    set_reason,
    share_liability,
    withdraw_cost,
)
from qualitydesk.services.claims.file import claim_at, claim_key, claim_of_recovery, open_claim
from qualitydesk.services.claims.intake import NewClaim, create_claim
from qualitydesk.services.claims.looked_for import EscapeQuestion
from qualitydesk.services.claims.messages import add_message, attach_photo
from qualitydesk.services.claims.moves import (
    ask_buyer,
    close,
    decide,
    expect_return,
    inspect_goods,
    investigate,
    receive_goods,
    reopen,
    settle,
    triage,
    withdraw,
)
from qualitydesk.services.claims.recoveries import (
    NewRefund,
    cancel_refund,
    move_recovery,
    open_recovery,
    release_refund,
    request_refund,
    waive_recovery,
)
from qualitydesk.services.claims.several import Handlers, close_claims, hand_over_claims, handler_choices
from qualitydesk.services.claims.shown import (
    ClaimFile,
    DeadlineLine,
    HistoryLine,
    MessageLine,
    NextStep,
    NextStepKind,
    RecoveryLine,
    RefundLine,
)
from qualitydesk.services.claims.widening import Widened, widen_checklist
from qualitydesk.services.desk import Desk
from qualitydesk.store.listings.claims import ClaimRow
from qualitydesk.store.listings.claims import count as _count
from qualitydesk.store.listings.claims import page as _page
from qualitydesk.store.listings.claims import sizes as _sizes


def page(desk: Desk, query: Query, after: Cursor | None = None, limit: int = 50) -> Page[ClaimRow]:
    """The next claims of a list; filters and orders are those of ``store.listings.claims``."""
    with desk.store.read() as read:
        return _page(read, query, after, limit)


def count(desk: Desk, query: Query) -> int:
    """How many claims a list has."""
    with desk.store.read() as read:
        return _count(read, query)


def sizes(desk: Desk, query: Query) -> dict[str, int]:
    """How many claims each group of a list has."""
    with desk.store.read() as read:
        return _sizes(read, query)


def list_reasons(desk: Desk) -> tuple[Reason, ...]:
    """The codes of the defect catalogue that a claim's reason is chosen from."""
    with desk.store.read() as read:
        return _reasons(read)


__all__ = [
    "FOUND_LIMIT",
    "BuyerFile",
    "Candidate",
    "ClaimFile",
    "ClaimRow",
    "ClaimableItem",
    "ClaimedGoods",
    "DeadlineLine",
    "EscapeQuestion",
    "Handlers",
    "HistoryLine",
    "LegNote",
    "LookAlikes",
    "MessageLine",
    "NewClaim",
    "NewRefund",
    "NewShare",
    "NextStep",
    "NextStepKind",
    "Reason",
    "RecoveryLine",
    "RefundLine",
    "Widened",
    "add_cost",
    "add_message",
    "alter_cost",
    "ask_buyer",
    "attach_photo",
    "cancel_refund",
    "claim_at",
    "claim_key",
    "claim_of_recovery",
    "close",
    "close_claims",
    "count",
    "create_claim",
    "decide",
    "expect_return",
    "find_items",
    "hand_over_claims",
    "handler_choices",
    "inspect_goods",
    "investigate",
    "list_reasons",
    "move_recovery",
    "open_claim",
    "open_recovery",
    "page",
    "receive_goods",
    "release_refund",
    "reopen",
    "request_refund",
    "set_reason",
    "settle",
    "share_liability",
    "sizes",
    "triage",
    "waive_recovery",
    "widen_checklist",
    "withdraw",
    "withdraw_cost",
]
