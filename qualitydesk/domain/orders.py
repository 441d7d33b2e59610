"""Orders in the words of the shops they come from: what their usual states, channels and payments are called.

Shops have words of their own, too; those are said as they were imported.
"""

from __future__ import annotations

from collections.abc import Mapping

from qualitydesk.domain.values import Message, msg

_STATUS_NAMES: Mapping[str, Message] = {
    "approved": msg("Payment approved"),
    "canceled": msg("Cancelled"),
    "cancelled": msg("Cancelled"),
    "created": msg("Order placed"),
    "delivered": msg("Arrived at the buyer"),
    "invoiced": msg("Invoiced"),
    "paid": msg("Paid"),
    "pending": msg("Pending"),
    "processing": msg("In preparation"),
    "refunded": msg("Refunded"),
    "returned": msg("Returned"),
    "shipped": msg("Shipped"),
    "unavailable": msg("Not available"),
}
_CHANNEL_NAMES: Mapping[str, Message] = {"marketplace": msg("Marketplace")}
_PAYMENT_NAMES: Mapping[str, Message] = {
    "boleto": msg("Bank slip"),
    "card": msg("Card"),
    "credit_card": msg("Credit card"),
    "debit_card": msg("Debit card"),
    "voucher": msg("Voucher"),
}


def order_status(status: str) -> Message:
    """What the state of an order is called."""
    return _named(_STATUS_NAMES, status)


def channel_name(channel: str) -> Message:
    """Where an order came from: the name of a shop, or what kind of shop it is."""
    return _named(_CHANNEL_NAMES, channel)


def payment_name(kind: str) -> Message:
    """How an order was paid."""
    return _named(_PAYMENT_NAMES, kind)


def _named(names: Mapping[str, Message], word: str) -> Message:
    return names.get(word.lower()) or msg("{text}", text=word)
