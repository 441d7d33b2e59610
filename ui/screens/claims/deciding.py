"""The dialogs of a claim's steps: reason, question to the buyer, decision, rejection, what came back.

The person sees beside the button what will happen; the service decides whether it may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.claims.words import Disposition, Remedy, SafetyFlag, remedy_name
from qualitydesk.domain.errors import Conflict, RuleBroken
from qualitydesk.domain.money import Money
from qualitydesk.domain.values import msg
from qualitydesk.services import claims
from ui.kit import failures
from ui.kit.dialogs import Dialog, ask_form
from ui.kit.drafts import Slot
from ui.kit.form import Field, FieldKind, Form
from ui.kit.labels import label
from ui.screens.claims import words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from qualitydesk.services.claims import ClaimFile, Reason
    from qualitydesk.translation import Translator
    from ui.context import Context

Then = Callable[[str], None]
"""What runs after a step was taken: gets the verb."""

BACK = (
    Disposition.RESTOCK,
    Disposition.SECOND_GRADE,
    Disposition.REPAIRED,
    Disposition.SUPPLIER,
    Disposition.SCRAP,
)
GRANTED_WITH = (Disposition.KEEPS, Disposition.BUYER_DISPOSES, Disposition.RETURN)


def read_money(text: str, currency: str, field: str = "amount") -> Money | None:
    """An amount as typed into that field, None when empty; RuleBroken when it is none."""
    try:
        return Money.parse(text, currency) if text.strip() else None
    except RuleBroken as error:
        raise RuleBroken(error.message, fields={field: error.message}) from error


@dataclass(frozen=True, slots=True)
class Newest:
    """A record as it stands after somebody else saved it, and what he made of it in words."""

    version: int
    theirs: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The version the person saw when the dialog opened, and how the newest one is read."""

    version: int
    newest: Callable[[], Newest]


def seen_claim(context: Context, file: ClaimFile) -> Seen:
    """Of a claim."""
    desk, tr = context.desk, context.tr

    def newest() -> Newest:
        now = claims.open_claim(desk, file.id)
        return Newest(now.version, words.changed(tr, file, now))

    return Seen(file.version, newest)


def submit(
    context: Context,
    dialog: Dialog,
    form: Form,
    work: Callable[[int], Any],
    done: Callable[[], None],
    seen: Seen,
) -> None:
    """Run a step in a job; close the dialog when it was taken, else say at the fields what is wrong.

    After a conflict what was typed stays, the newest version is read, and the next press goes on from there.
    """
    version = dialog.property(NEWEST) or seen.version

    def taken(_result: object) -> None:
        dialog.accept()
        done()

    def keep(newest: Newest) -> None:
        dialog.setProperty(NEWEST, newest.version)
        tell_conflict(context, dialog, newest.theirs)

    def failed(error: Exception) -> None:
        if isinstance(error, Conflict):
            context.jobs.read(dialog, seen.newest, keep)
        failures.at_form(context, form, error)

    context.jobs.write(dialog, lambda: work(version), taken, failed)


NEWEST = "newest_version"


def tell_conflict(context: Context, dialog: Dialog, theirs: str) -> None:
    """Say beside the buttons what somebody else made of the claim, "" where it can't be told in a word."""
    tr = context.tr
    said = tr("Somebody changed the claim: {theirs}. Check what you typed, then press again.", theirs=theirs)
    plain = tr("Somebody changed the claim. Check what you typed, then press again.")
    dialog.set_consequence(said if theirs else plain, "git-merge", "warn")


def choices(tr: Translator, values: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    """Words of a kind with their translation."""
    return tuple((str(each.value), tr(each.value)) for each in values)


def remedy_choices(tr: Translator, remedies: Iterable[Remedy]) -> tuple[tuple[str, str], ...]:
    """Remedies with what they are called."""
    return tuple((each.value, tr(remedy_name(each))) for each in remedies)


def decide_dialog(context: Context, parent: QWidget, file: ClaimFile, then: Then) -> tuple[Dialog, Form]:
    """Grant a remedy: what, how much, and whether the goods come back; the advice stands above it."""
    tr, desk = context.tr, context.desk
    best = next((one for one in file.advice if one.is_asked), file.advice[0] if file.advice else None)
    remedies = tuple(each for each in Remedy if each not in (Remedy.NONE, Remedy.REJECTED))
    offered = remedy_choices(tr, remedies)
    start_with = file.asked if file.asked in remedies else (best.remedy if best else Remedy.REFUND)
    fields = [
        Field("granted", tr("Remedy granted"), FieldKind.CHOICE, required=True, choices=offered),
        Field("amount", tr("Amount"), unit=file.currency, placeholder=tr("if money is paid")),
        Field("disposition", tr("Goods"), FieldKind.CHOICE, choices=choices(tr, GRANTED_WITH), span=2),
        Field("reason", tr("Note for the file"), FieldKind.LONG, span=2, lines=2),
    ]
    start: dict[str, object] = {
        "granted": start_with.value,
        "amount": words.figure(file.asked_amount) if file.asked_amount else "",
        "disposition": (best.disposition if best else Disposition.KEEPS).value,
    }

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work(version: int) -> int:
            remedy = Remedy(str(values["granted"]))
            paid = remedy in (Remedy.REFUND, Remedy.PART_REFUND, Remedy.GOODWILL)
            return claims.decide(
                desk,
                file.id,
                version,
                remedy,
                amount=read_money(str(values["amount"]), file.currency) if paid else None,
                disposition=Disposition(str(values["disposition"])),
                reason=str(values["reason"]),
            )

        submit(context, dialog, form, work, lambda: then("decide"), seen_claim(context, file))

    consequence = tr("The buyer’s wish stays beside what is granted; both are kept.")
    dialog, form = ask_form(
        context, parent, tr("Decide remedy"), fields, tr("Decide"), go,
        slot=Slot("decide", file.id), values=start, columns=2, consequence=consequence, icon="gavel",
        width=620,
    )  # fmt: skip
    for place, one in enumerate(file.advice[:3]):
        dialog.body.insertWidget(
            place, label(context.theme, advice_line(tr, one), "small", "text-2", wrap=True)
        )
    return dialog, form


def advice_line(tr: Translator, one: Any) -> str:
    """ "Refund, Buyer keeps it: costs € 39.90. The way back would cost more …"."""
    return tr(
        "{remedy}, {goods}: costs {amount}. {why}",
        remedy=tr(remedy_name(one.remedy)),
        goods=tr(one.disposition.value).lower(),
        amount=words.money(one.cost),
        why=one.why,
    )


def reject_dialog(context: Context, parent: QWidget, file: ClaimFile, then: Then) -> tuple[Dialog, Form]:
    """Reject, with the reason the buyer has a right to."""
    tr, desk = context.tr, context.desk

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        reason = str(values["reason"])
        submit(
            context,
            dialog,
            form,
            lambda version: claims.decide(desk, file.id, version, Remedy.REJECTED, reason=reason),
            lambda: then("decide"),
            seen_claim(context, file),
        )

    return ask_form(
        context,
        parent,
        tr("Reject the claim"),
        [Field("reason", tr("Reason, told to the buyer"), FieldKind.LONG, required=True)],
        tr("Reject"),
        go,
        slot=Slot("reject", file.id),
        consequence=tr("Nothing is granted. The claim can be reopened."),
        icon="ban",
    )


def question_dialog(context: Context, parent: QWidget, file: ClaimFile, then: Then) -> tuple[Dialog, Form]:
    """Put a question to the buyer."""
    tr, desk = context.tr, context.desk

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        question = str(values["question"])
        submit(
            context,
            dialog,
            form,
            lambda version: claims.ask_buyer(desk, file.id, version, question),
            lambda: then("ask_buyer"),
            seen_claim(context, file),
        )

    return ask_form(
        context,
        parent,
        tr("Ask buyer"),
        [Field("question", tr("Question"), FieldKind.LONG, required=True, lines=4)],
        tr("Ask"),
        go,
        slot=Slot("question", file.id),
        consequence=tr("The question is logged, and the claim waits for the buyer."),
        icon="circle-help",
    )


def reason_dialog(
    context: Context, parent: QWidget, file: ClaimFile, reasons: tuple[Reason, ...], then: Then
) -> tuple[Dialog, Form]:
    """Say what is wrong with the goods."""
    tr, desk = context.tr, context.desk
    coded = (("", tr("no code")), *((one.id, f"{one.code} {tr.name(one.name)}") for one in reasons))
    fields = [
        Field("code", tr("Defect"), FieldKind.CHOICE, choices=coded),
        Field("reason", tr("In words"), FieldKind.LONG, lines=2),
        Field("safety", tr("Safety"), FieldKind.CHOICE, choices=safety_choices(tr)),
    ]
    start: dict[str, object] = {
        "code": file.reason.id if file.reason else "",
        "reason": file.reason_text,
        "safety": file.safety.value,
    }

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        def work(version: int) -> int:
            return claims.set_reason(
                desk,
                file.id,
                version,
                defect_type_id=str(values["code"]),
                reason=str(values["reason"]),
                safety=SafetyFlag(str(values["safety"])),
            )

        submit(context, dialog, form, work, lambda: then("set_reason"), seen_claim(context, file))

    return ask_form(
        context, parent, tr("Reason of the claim"), fields, tr("Save"), go,
        slot=Slot("reason", file.id), values=start, icon="search",
    )  # fmt: skip


def safety_choices(tr: Translator) -> tuple[tuple[str, str], ...]:
    """Safety flags in words."""
    return tuple((flag.value, tr(said)) for flag, said in words.SAFETY_WORDS.items())


def inspect_dialog(context: Context, parent: QWidget, file: ClaimFile, then: Then) -> tuple[Dialog, Form]:
    """Record what came back and what is done with it."""
    tr, desk = context.tr, context.desk
    fields = [
        Field("disposition", tr("What is done with the goods"), FieldKind.CHOICE, choices=choices(tr, BACK)),
        Field("found", tr("What was found"), FieldKind.LONG, required=True),
    ]

    def go(values: dict[str, object], form: Form, dialog: Dialog) -> None:
        chosen, found = Disposition(str(values["disposition"])), str(values["found"])
        submit(
            context,
            dialog,
            form,
            lambda version: claims.inspect_goods(desk, file.id, version, chosen, found),
            lambda: then("inspect_goods"),
            seen_claim(context, file),
        )

    slot, mark = Slot("goods back", file.id), "clipboard-check"
    return ask_form(context, parent, tr("Inspect goods"), fields, tr("Save"), go, slot=slot, icon=mark)


def amount_or_refuse(text: str, currency: str) -> Money:
    """An amount that is needed."""
    amount = read_money(text, currency)
    if amount is None:
        raise RuleBroken(msg("Enter an amount."), fields={"amount": msg("Enter an amount.")})
    return amount
