"""What a list lets through and how it is ordered: a view's filters behind its name, the chips, the order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Query
from ui.kit.actions import Action
from ui.kit.chips import FilterBar
from ui.kit.views import View
from ui.lists.asked import Filters

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


class InForce:
    """``bar`` answers with the chips shown now; they may be exchanged when their values become known."""

    def __init__(self, bar: Callable[[], FilterBar], first: View) -> None:
        self._bar = bar
        self._hidden: Filters = {}
        self.order, self.descending = first.order, first.descending

    def query(self) -> Query:
        """The filters in force, those behind the view's name included, and the order."""
        return Query({**self._hidden, **self._bar().chosen}, "", self.order, self.descending)

    def let_through(self, filters: Filters) -> None:
        """Put filters in force: as chips where there is one for them, else behind the view's name."""
        self._bar().choose(filters)
        shown = self._bar().chosen
        self._hidden = {name: values for name, values in filters.items() if name not in shown}

    def take(self, view: View) -> None:
        """Put a view's filters and order in force."""
        self.order, self.descending = view.order, view.descending
        self.let_through(view.filters)

    def turn(self, order: str, *, upwards: bool) -> None:
        """Order by a column; the same column again turns the list round."""
        self.descending = not self.descending if order == self.order else not upwards
        self.order = order

    def clear(self) -> None:
        """Nothing is kept back any more, behind the view's name neither."""
        self._hidden = {}
        self._bar().clear_all()

    def ways_out(self, tr: Translator, view: View) -> tuple[Action, ...]:
        """Where no row is let through: to clear what somebody filters by beyond the view."""
        if dict(self.query().filters) == dict(view.filters):
            return ()
        return (Action("clear", tr("Clear filters"), self.clear, "x"),)

    def state(self) -> dict[str, str]:
        """Filters and order as text."""
        chosen = {name: list(values) for name, values in self.query().filters.items()}
        descending = "1" if self.descending else ""
        return {"filters": json.dumps(chosen), "order": self.order, "descending": descending}

    def restore(self, state: Mapping[str, str]) -> None:
        """Take back what ``state`` gave."""
        filters = json.loads(state.get("filters", "{}"))
        self.let_through({name: tuple(values) for name, values in filters.items()})
        self.order, self.descending = state.get("order", ""), bool(state.get("descending"))
