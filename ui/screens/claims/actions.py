"""The actions of a claim, declared once: words, icon, key, lock, and what runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qualitydesk.services import claims
from ui.history import history_action
from ui.kit.actions import Action
from ui.screens.claims.stepping import Step

if TYPE_CHECKING:
    from ui.screens.claims.asking import Asking


def claim_actions(asking: Asking) -> tuple[Action, ...]:
    """The verbs of the state table, then what can be entered and issued."""
    return (*_moves(asking), *_entries(asking), history_action(asking.context, asking.parent, asking.subject))


def _moves(asking: Asking) -> tuple[Action, ...]:
    tr, lock = asking.context.tr, asking.stepping.verb

    def plain(verb: str, step: Step) -> Callable[[], None]:
        return lambda: asking.stepping.do(verb, step)

    lead = "primary"
    triage, investigate = plain("triage", claims.triage), plain("investigate", claims.investigate)
    expect, receive = (
        plain("expect_return", claims.expect_return),
        plain("receive_goods", claims.receive_goods),
    )
    withdraw, reopen = (
        asking.why(verb, step, "undo-2")
        for verb, step in (("withdraw", claims.withdraw), ("reopen", claims.reopen))
    )
    return (
        Action("triage", tr("Triage"), triage, "list-checks", "T", lead, lock("triage")),
        Action("investigate", tr("Investigate"), investigate, "search", "I", lead, lock("investigate")),
        Action("ask_buyer", tr("Ask buyer"), asking.ask_buyer, "circle-help", "B", "", lock("ask_buyer")),
        Action("reject", tr("Reject"), asking.reject, "ban", "R", "", lock("decide")),
        Action("decide", tr("Decide remedy"), asking.decide, "gavel", "D", lead, lock("decide")),
        Action("expect_return", tr("Expect return"), expect, "package", "", "", lock("expect_return")),
        Action("receive_goods", tr("Receive goods"), receive, "warehouse", "", lead, lock("receive_goods")),
        Action(
            "inspect_goods",
            tr("Inspect goods"),
            asking.inspect,
            "clipboard-check",
            "",
            lead,
            lock("inspect_goods"),
        ),
        Action("settle", tr("Settle"), asking.settle, "hand-coins", "S", lead, lock("settle")),
        Action("close", tr("Close claim"), asking.close, "lock", "", lead, lock("close")),
        Action("withdraw", tr("Withdraw"), withdraw, "undo-2", "", "", lock("withdraw")),
        Action("reopen", tr("Reopen"), reopen, "undo-2", "", "", lock("reopen")),
    )


def _entries(asking: Asking) -> tuple[Action, ...]:
    tr, steps = asking.context.tr, asking.stepping
    waive = asking.why("waive", claims.waive_recovery, "hand")
    return (
        Action("waive", tr("Waive recovery"), waive, "hand", "", "", steps.waivable),
        Action("refund", tr("Refund"), asking.refund, "banknote", "", "", steps.refundable),
        Action(
            "take_back",
            tr("Take refund back"),
            asking.take_refund_back,
            "undo-2",
            "",
            "",
            steps.refund_waits,
        ),
        Action("reason", tr("Reason of the claim"), asking.set_reason, "pencil", "W", "", steps.editable),
        Action(
            "liability", tr("Share the liability"), asking.edit_shares, "percent", "L", "", steps.editable
        ),
        Action(
            "cost", tr("Add a cost line"), lambda: asking.edit_cost(""), "receipt", "C", "", steps.editable
        ),
        Action("evidence", tr("Evidence pack"), asking.evidence, "archive", "E", "quiet", steps.shown),
        Action("report", tr("Claim report"), asking.issue_report, "file-text", "P", "quiet", steps.shown),
    )
