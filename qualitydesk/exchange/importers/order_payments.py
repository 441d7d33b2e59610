"""Payments of an order as one cell: ``credit_card 3x 128.45; voucher 10.00``, written and read the same
way.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from qualitydesk.domain.values import msg
from qualitydesk.exchange.importers.draft import Draft
from qualitydesk.exchange.importers.saving import Saving

_PAYMENT = re.compile(
    r"(?:#(?P<sequence>\d{1,9})\s+)?(?P<kind>.*?)(?:\s+(?P<times>\d{1,3})x)?\s*(?P<amount>-?\d{1,12}(?:\.\d{1,4})?)"
)


def payment_text(sequence: int, kind: str, instalments: int, amount: Decimal) -> str:
    """One payment as it stands in an export."""
    times = f" {instalments}x" if instalments != 1 else ""
    return f"#{sequence} {kind}{times} {amount}"


def payment_rows(saving: Saving, draft: Draft, currency: str) -> list[dict[str, Any]]:
    """The rows of a draft's payments: joined ones as they are, one cell's texts taken apart."""
    if "payment_rows" in draft.extra:
        return [
            row | {"amount_minor": saving.minor(draft, "payments", row["amount_minor"], currency) or 0}
            for row in draft.extra["payment_rows"]
        ]
    rows = []
    for position, text in enumerate(draft.values.get("payments", ()), 1):
        found = _PAYMENT.fullmatch(text.strip())
        if not found:
            saving.refuse(
                draft, "payments", msg("Write payments as KIND AMOUNT, for example card 12.30."), text
            )
            return []
        minor = saving.minor(draft, "payments", Decimal(found["amount"]), currency)
        rows.append(
            {
                "sequence": int(found["sequence"] or position),
                "kind": found["kind"].strip()[:40],
                "instalments": int(found["times"] or 1),
                "amount_minor": minor or 0,
            }
        )
    return rows
