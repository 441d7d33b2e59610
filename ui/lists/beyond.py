"""What a list was asked for that neither its view nor a chip of its own says: in words, for one more chip.

Home's figures and the lines of where a record is used open a list like that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
DAYS: Mapping[str, Callable[[str], Message]] = {
    "due_until": lambda day: msg("due until {day}", day=day),
    "planned_to": lambda day: msg("planned until {day}", day=day),
}
STRETCHES: Mapping[str, Callable[[str, str], Message]] = {
    "approved": lambda first, last: msg("approved {first} to {last}", first=first, last=last),
    "received": lambda first, last: msg("received {first} to {last}", first=first, last=last),
}
NAMED: Mapping[str, Callable[[str], Message]] = {
    "defect": lambda code: msg("defect {name}", name=code),
    "market": lambda code: msg("market {name}", name=code),
    "currency": lambda code: msg("in {name}", name=code),
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
        return tr(DAYS[name](tr.day_short(date.fromisoformat(first))))
    if name in STRETCHES:
        begin, end = (datetime.fromisoformat(moment).date() for moment in values)
        return tr(STRETCHES[name](tr.day_short(begin), tr.day_short(end - timedelta(days=1))))
    if name in NAMED:
        return tr(NAMED[name](tr.listed(values)))
    if name == "ends_within":
        return tr("ending within {n} days", n=first)
    if name == "bearer":
        return tr(BEARERS.get(first, ONE["liable"]))
    return tr(ONE.get(name, OTHER))


def nearest(views: Sequence[View], filters: Filters, shown: View) -> View:
    """The view that lets through all of these and as little else as may be; the one shown, if none does."""
    wider = [one for one in views if one.filters.items() <= dict(filters).items()]
    return max(wider, key=lambda one: len(one.filters), default=shown)
