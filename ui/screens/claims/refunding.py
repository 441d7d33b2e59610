"""The dialog of a refund: how much, in which currency at which rate, by which provider."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from qualitydesk.domain.claims.refunds import paid_in
from qualitydesk.domain.money import MINOR_DIGITS
from qualitydesk.services import claims, parties
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.screens.claims import words
from ui.screens.claims.deciding import Then, amount_or_refuse, seen_claim, submit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.claims import ClaimFile
    from ui.context import Context

COMMON = ("EUR", "USD", "GBP", "CNY", "JPY", "PLN", "CZK", "SEK", "CHF", "BRL", "AUD", "CAD", "HKD")


def refund_dialog(context: Context, parent: QWidget, file: ClaimFile, then: Then) -> tuple[Dialog, Form]:
    """Ask for a refund; another person releases it. Another currency needs its rate and the rate's day."""
    tr = context.tr
    granted = words.money(file.granted_amount)

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work(version: int) -> str:
            return claims.request_refund(context.desk, file.id, version, _wanted(values))

        submit(context, dialog, form, work, lambda: then("refund"), seen_claim(context, file))

    start: dict[str, object] = {
        "amount": words.figure(file.granted_amount) if file.granted_amount else "",
        "currency": file.currency,
    }
    dialog, form = ask_form(
        context,
        parent,
        tr("Refund the buyer"),
        _fields(context, file),
        tr("Ask for release"),
        go,
        slot=Slot("refund", file.id),
        values=start,
        columns=2,
        consequence=tr(
            "{granted} were granted. Another person has to release it. The program pays nothing.",
            granted=granted,
        ),
        icon="hand-coins",
        width=620,
    )
    form.changed.connect(lambda name: _follow(form, file, name))
    _lock_rate(form, file)
    return dialog, form


def _fields(context: Context, file: ClaimFile) -> list[Field]:
    tr, desk = context.tr, context.desk

    def providers(text: str) -> list[tuple[str, str]]:
        found = parties.party_choices(desk, text, "payment_provider")
        return [(one.id, one.label) for one in found]

    currencies = tuple(
        (code, code) for code in dict.fromkeys((file.currency, *COMMON, *sorted(MINOR_DIGITS)))
    )
    per = tr("paid for one {currency} of the claim", currency=file.currency)
    return [
        Field("currency", tr("Paid in"), FieldKind.CHOICE, choices=currencies),
        Field("amount", tr("Amount"), required=True),
        Field("rate", tr("Rate"), FieldKind.DECIMAL, help=per),
        Field("rate_on", tr("Day of the rate"), FieldKind.DAY),
        Field(
            "provider",
            tr("Payment provider"),
            FieldKind.LOOKUP,
            find=providers,
            help=tr("Only vetted providers."),
        ),
        Field("reference", tr("Reference of the payment")),
    ]


def _wanted(values: dict[str, object]) -> claims.NewRefund:
    rate, day = values["rate"], values["rate_on"]
    return claims.NewRefund(
        amount_or_refuse(str(values["amount"]), str(values["currency"])),
        provider_id=str(values["provider"]),
        reference=str(values["reference"]),
        rate=rate if isinstance(rate, Decimal) else None,
        rate_on=day if isinstance(day, date) else None,
    )


def _lock_rate(form: Form, file: ClaimFile) -> None:
    same = form.text("currency") == file.currency
    for name in ("rate", "rate_on"):
        form.boxes[name].editor.set_locked(same)


def _follow(form: Form, file: ClaimFile, name: str) -> None:
    """The amount follows currency and rate as long as what was granted is to be paid."""
    if name not in ("currency", "rate") or file.granted_amount is None:
        return
    _lock_rate(form, file)
    rate, currency = form.values().get("rate"), form.text("currency")
    if currency == file.currency:
        form.set_value("amount", words.figure(file.granted_amount))
    elif isinstance(rate, Decimal) and rate > 0:
        form.set_value("amount", words.figure(paid_in(file.granted_amount, rate, currency)))
