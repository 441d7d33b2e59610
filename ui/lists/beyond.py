"""What a list was asked for that neither its view nor a chip of its own says: in words, for one more chip.

Home's figures and the lines of where a record is used open a list like that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Message, msg
from ui.kit.views import View
from ui.lists.asked import Filters

if TYPE_CHECKING:
    from qualitydesk.translation import Translator

VIEW = "view"
"""The filter that only views have: it is said by the tab."""
ONE: Mapping[str, Message] = {
    "product": msg("one product"),
    "party": msg("one party"),
    "liable": msg("one liable party"),
    "holder": msg("one holder"),
    "operator": msg("one party that runs them"),
    "place": msg("one place"),
    "inspector": msg("one inspector"),
    "photos": msg("photos are missing"),
    "cost": msg("with booked cost"),
}
BEARERS = {"anybody": msg("not withdrawn"), "undecided": msg("liability not decided")}
DAYS: Mapping[str, Message] = {
    "due_until": msg("due until {day}"),
    "planned_to": msg("planned until {day}"),
}
STRETCHES: Mapping[str, Message] = {
    "approved": msg("approved {first} to {last}"),
    "received": msg("received {first} to {last}"),
}
NAMED: Mapping[str, Message] = {
    "defect": msg("defect {name}"),
    "market": msg("market {name}"),
    "currency": msg("in {name}"),
}
OTHER = msg("what was asked for")


def beyond(filters: Filters, view: View) -> dict[str, tuple[str, ...]]:
    """Those of the filters that the view does not have itself."""
    return {
        name: values for name, values in filters.items() if name != VIEW and view.filters.get(name) != values
    }


def said(tr: Translator, filters: Filters) -> str:
    """These filters in words."""
    return tr.between.join(_said(tr, name, values) for name, values in filters.items())


def _said(tr: Translator, name: str, values: tuple[str, ...]) -> str:
    first = values[0]
    if name in DAYS:
        return tr(DAYS[name], day=tr.day_short(date.fromisoformat(first)))
    if name in STRETCHES:
        begin, end = (datetime.fromisoformat(moment).date() for moment in values)
        days = tr.day_short(begin), tr.day_short(end - timedelta(days=1))
        return tr(STRETCHES[name], first=days[0], last=days[1])
    if name in NAMED:
        return tr(NAMED[name], name=tr.listed(values))
    if name == "ends_within":
        return tr("ending within {n} days", n=first)
    if name == "bearer":
        return tr(BEARERS.get(first, ONE["liable"]))
    return tr(ONE.get(name, OTHER))


def nearest(views: Sequence[View], filters: Filters, shown: View) -> View:
    """The view that lets through all of these and as little else as may be; the one shown, if none does."""
    wider = [one for one in views if one.filters.items() <= dict(filters).items()]
    return max(wider, key=lambda one: len(one.filters), default=shown)
