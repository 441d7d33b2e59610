"""What a report has to be told, as form fields, and the subject that the answers come to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from qualitydesk.domain.statistics.periods import Period, last_days
from reports.declaration import Asks, Report
from ui.kit.form import Field, FieldKind
from ui.lists.asked import asked

if TYPE_CHECKING:
    from ui.context import Context

USUAL_DAYS = 90


def fields_of(context: Context, report: Report[Any]) -> tuple[Field, ...]:
    """The fields of the form."""
    tr = context.tr
    if report.asks is Asks.RECORD:
        return (Field("number", tr(report.wanted), required=True, takes_scans=True),)
    markets = [(code, tr.name(one.name)) for code, one in context.desk.rules.markets.items()]
    return (
        Field("start", tr("First day"), FieldKind.DAY, required=True),
        Field("end", tr("Last day"), FieldKind.DAY, required=True),
        Field("market", tr("Market"), FieldKind.CHOICE, choices=(("", tr("All markets")), *markets)),
    )


def usual_values(
    context: Context, report: Report[Any], given: Mapping[str, tuple[str, ...]]
) -> dict[str, object]:
    """What the form begins with: what was asked for, else the last 90 days."""
    words = {name: values[0] for name, values in given.items() if values}
    if report.asks is Asks.RECORD:
        return {"number": words.get("number", "")}
    usual = last_days(context.desk.today(), USUAL_DAYS)
    return {
        "start": _day(words.get("from", "")) or usual.start,
        "end": _day(words.get("to", "")) or usual.end,
        "market": words.get("market", ""),
    }


def asked_for(report: Report[Any], values: Mapping[str, object], language: str) -> str:
    """The key that asks for this report with these answers."""
    names = {"start": "from", "end": "to"}
    told = {names.get(name, name): (str(value),) for name, value in values.items() if value}
    return asked({"report": (report.id,), **told, "language": (language,)})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def subject_from(report: Report[Any], values: Mapping[str, object]) -> str:
    """The number of what the report is about; "" while it is not told."""
    if report.asks is Asks.RECORD:
        return str(values.get("number") or "").strip()
    start, end = values.get("start"), values.get("end")
    if not isinstance(start, date) or not isinstance(end, date) or end < start:
        return ""
    from reports.catalogue.compliance_report.gathering import subject_of

    return subject_of(Period(start, end), str(values.get("market") or ""))


def missing(context: Context, values: Mapping[str, object]) -> str:
    """What is still to be told before there is a paper."""
    tr, start, end = context.tr, values.get("start"), values.get("end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        return tr("The last day lies before the first day.")
    return tr("Say what it is about; the paper is drawn here.")
