"""The parts of the panel: validity, key values, plausibility, use, what is needed, the trail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualitydesk.domain.certification.status import EXPIRY_STEPS, CertificateStatus
from qualitydesk.domain.countries import in_sentence
from qualitydesk.domain.stored_messages import recalled
from qualitydesk.domain.values import Confidence
from ui.kit.badges import look_of
from ui.kit.cells import Status
from ui.kit.labels import IconLabel, label
from ui.kit.links import link
from ui.kit.painted.validity_line import Run, Tick, ValidityLine
from ui.screens.certificates.words import ends

if TYPE_CHECKING:
    from qualitydesk.domain.certification.plausibility import Checked
    from qualitydesk.services.certificates import CertificateFile, Need, StatusEvent
    from ui.context import Context

Go = Callable[[str, str], None]
ONE_LINE = 36
"""Names in two scripts that are longer together stand under each other."""
DEAD = (
    CertificateStatus.EXPIRED,
    CertificateStatus.WITHDRAWN,
    CertificateStatus.SUPERSEDED,
    CertificateStatus.REJECTED,
    CertificateStatus.SUSPENDED,
)


def icon_row(context: Context, icon: str, ink: str, *parts: QWidget) -> QHBoxLayout:
    """An icon and, beside it, words one under the other."""
    theme, row, column = context.theme, QHBoxLayout(), QVBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(IconLabel(theme, icon, ink, 15), 0, Qt.AlignmentFlag.AlignTop)
    column.setSpacing(theme.px(2))
    for part in parts:
        column.addWidget(part)
    row.addLayout(column, 1)
    return row


# -- validity


def days_left(context: Context, file: CertificateFile) -> QWidget:
    """ "11 days left" with its hourglass, at the right of the section's head."""
    theme, tr, today = context.theme, context.tr, context.desk.today()
    ending = file.fields["valid_to"]
    over = bool(ending and ending < today)
    tone = "bad" if over else "warn" if file.step else "text-2"
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(6))
    row.addWidget(IconLabel(theme, "circle-x" if over else "hourglass", tone, 14))
    row.addWidget(label(theme, ends(tr, ending, today), "small-strong", tone))
    return holder


def validity_line(context: Context, file: CertificateFile) -> ValidityLine | None:
    """The painted line; none while the paper says nothing about its time."""
    tr, today = context.tr, context.desk.today()
    begins = file.fields["valid_from"] or file.fields["issued_on"]
    ending = file.fields["valid_to"]
    if begins is None:
        return None
    last = ending or max(today, begins).replace(year=max(today, begins).year + 1, day=1)
    whole = max(1, (last - begins).days)
    run = Run(
        ticks=_ticks(context, begins, last, bool(ending)),
        warn_from=1 - EXPIRY_STEPS[-1] / whole if ending else 1.0,
        today=(today - begins).days / whole,
        today_text=tr("today"),
        end_text=tr.date(ending) if ending else tr("no end"),
        end_under=tr("ends") if ending else "",
        end_tone="bad" if ending and ending < today else "warn" if file.step else "text-2",
        ended=file.status in DEAD,
        open=ending is None,
    )
    since = tr("In force since {day}", day=begins)
    return ValidityLine(context.theme, run, f"{since}. {ends(tr, ending, today)}.")


def _ticks(context: Context, begins: date, last: date, ended: bool) -> tuple[Tick, ...]:
    """The first day, then one for each year of it: the yearly follow-up checks."""
    tr, whole = context.tr, max(1, (last - begins).days)
    first = Tick(0.0, f"{begins.year}", tr("from {day}", day=tr.day_month(begins)))
    years = range(begins.year + 1, last.year + (0 if ended else 1))
    days = [begins.replace(year=year, day=min(begins.day, 28)) for year in years]
    yearly = [Tick((day - begins).days / whole, f"{day.year}") for day in days if day < last]
    return (first, *(tick for tick in yearly if tick.at < 0.95))


# -- key values


def pairs(context: Context, file: CertificateFile) -> list[tuple[str, str | QWidget]]:
    """What the paper says, as far as it is recorded."""
    tr, fields = context.tr, file.fields
    names = [name for name in (file.holder.en, file.holder.zh) if name]
    both = (" " if len("".join(names)) < ONE_LINE else "\n").join(names)
    makers = {tr.name(one.maker) for one in file.goods} - {""}
    maker = tr("same") if makers == {tr.name(file.holder)} else ", ".join(sorted(makers))
    body = " · ".join(filter(None, (fields["body_number"], tr.name(file.issuer))))
    goods = ", ".join(one.sku for one in file.goods if one.filed)
    known: list[tuple[str, str | QWidget]] = [
        (tr("Holder"), both),
        (tr("Maker"), maker),
        (tr("Body"), body),
        (tr("Products"), goods),
        (tr("Models"), ", ".join(file.models)),
        (tr("Standards"), ", ".join(fields["standards"] or ())),
        (tr("Citations"), ", ".join(fields["citations"] or ())),
        (tr("Issued"), tr.date(fields["issued_on"]) if fields["issued_on"] else ""),
        (tr("Replaced by"), file.successor),
        (tr("Doubts settled"), "\n".join(tr(recalled(one)) for one in fields["settled"] or ())),
        (tr("Note"), fields["note"]),
    ]
    return [(name, value) for name, value in known if value != ""]


# -- plausibility


def check_row(context: Context, check: Checked) -> QHBoxLayout:
    """A doubt in bold with its question mark, or a quiet tick."""
    theme, tr = context.theme, context.tr
    if check.doubtful:
        return icon_row(context, "circle-help", "warn", label(theme, tr(check.words), "strong", wrap=True))
    return icon_row(context, "circle-check", "ok", label(theme, tr(check.words), "body", "text-2", wrap=True))


def checks_count(context: Context, checks: Sequence[Checked]) -> str:
    """ "5 checks, 1 doubt"."""
    tr, doubts = context.tr, sum(check.doubtful for check in checks)
    made = tr.plural("1 check", "{n} checks", len(checks))
    found = tr.plural("1 doubt", "{n} doubts", doubts) if doubts else tr("no doubt")
    return tr("{checks}, {doubts}", checks=made, doubts=found)


# -- use and trail


def use_rows(context: Context, file: CertificateFile, go: Go) -> list[QHBoxLayout]:
    """Open shipments, and the version with who reviewed it."""
    theme, tr, market = context.theme, context.tr, context.tr.name(in_sentence(file.market))
    if file.use.count:
        said = tr.plural(
            "1 open shipment to {market}", "{n} open shipments to {market}", file.use.count, market=market
        )
    else:
        said = tr("no open shipment to {market}", market=market)
    links = [
        link(context.theme, number, partial(go, "shipment", key), "body")
        for key, number in file.use.shipments
    ]
    rows = [icon_row(context, "ship", "text-3", label(theme, said, "body", "text-2"), *links)]
    version = tr("version {n}", n=file.version)
    review = next((e for e in reversed(file.history) if e.status == CertificateStatus.VALID), None)
    if review is not None and tr.name(review.person):
        version = tr(
            "version {n}, reviewed by {name} on {day}",
            n=file.version,
            name=review.person,
            day=review.at.astimezone().date(),
        )
    return [*rows, icon_row(context, "history", "text-3", label(theme, version, "body", "text-2", wrap=True))]


def event_row(context: Context, event: StatusEvent) -> QHBoxLayout:
    """One change of status: icon, word, day and person, reason."""
    theme, tr = context.theme, context.tr
    icon, tone = look_of(Status(event.status, ""))
    when = " · ".join(filter(None, (tr.date(event.at.astimezone().date()), tr.name(event.person))))
    parts = [label(theme, tr(event.status)), label(theme, when, "small", "text-3")]
    if event.reason:
        parts.append(label(theme, event.reason, "small", "text-2", wrap=True))
    return icon_row(context, icon, tone, *parts)


# -- what is needed


def need_pairs(context: Context, need: Need) -> list[tuple[str, str | QWidget]]:
    """The scheme in words: who issues it, how long it lives, where that was read."""
    tr, scheme = context.tr, need.scheme
    period = scheme.validity.period
    lives = tr("{n} years", n=period.amount) if period.amount else tr("no fixed end")
    sure = (
        tr("read in the source")
        if scheme.confidence is Confidence.VERIFIED
        else tr("from memory, to be checked")
    )
    sources = "\n".join(one.title for one in need.sources)
    known = [
        (tr("Paper"), f"{scheme.code} · {tr.law(scheme.citation)}"),
        (tr("Asked for"), tr.name(scheme.category_note)),
        (tr("Issuer"), tr.name(scheme.bodies)),
        (tr("In force for"), " · ".join(filter(None, (lives, tr.name(scheme.validity.note))))),
        (tr("Number"), " · ".join(filter(None, (tr.name(scheme.number_structure), scheme.sample)))),
        (tr("Look up"), tr.name(scheme.lookup)),
        (tr("Rule"), f"{scheme.id} · {sure}"),
        (tr("Source"), sources),
    ]
    return [(name, value) for name, value in known if value]
