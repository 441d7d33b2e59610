"""What a list was asked for that neither its view nor a chip of its own says: in words, for one more chip.

Home's figures and the lines of where a record is used open a list like that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
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
}
OTHER = msg("what was asked for")


def beyond(filters: Filters, view: View) -> dict[str, tuple[str, ...]]:
    """Those of the filters that the view does not have itself."""
    return {
        name: values for name, values in filters.items() if name != VIEW and view.filters.get(name) != values
    }


def said(tr: Translator, filters: Filters) -> str:
    """These filters in words."""
    return tr.between.join(_said(tr, name, values[0]) for name, values in filters.items())


def _said(tr: Translator, name: str, value: str) -> str:
    if name == "due_until":
        return tr("due until {day}", day=tr.day_short(date.fromisoformat(value)))
    if name == "planned_to":
        return tr("planned until {day}", day=tr.day_short(date.fromisoformat(value)))
    if name == "ends_within":
        return tr("ending within {n} days", n=value)
    return tr(ONE.get(name, OTHER))


def nearest(views: Sequence[View], filters: Filters, shown: View) -> View:
    """The view that lets through all of these and as little else as may be; the one shown, if none does."""
    wider = [one for one in views if one.filters.items() <= dict(filters).items()]
    return max(wider, key=lambda one: len(one.filters), default=shown)
