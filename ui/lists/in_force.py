"""What a list lets through and how it is ordered: a view's filters behind its name, the chips, the order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualitydesk.domain.values import Query
from ui.kit.chips import FilterBar
from ui.kit.views import View
from ui.lists.asked import Filters
from ui.lists.beyond import beyond, said

if TYPE_CHECKING:
    from qualitydesk.translation import Translator


class InForce:
    """``bar`` answers with the chips shown now, ``view`` with the view in front; chips may be exchanged when
    their values become known.
    """

    def __init__(
        self, tr: Translator, bar: Callable[[], FilterBar], view: Callable[[], View], first: View
    ) -> None:
        self._tr, self._bar, self._view = tr, bar, view
        self._hidden: Filters = {}
        self.order, self.descending = first.order, first.descending

    def query(self) -> Query:
        """The filters in force, those behind the view's name included, and the order."""
        return Query({**self._hidden, **self._bar().chosen}, "", self.order, self.descending)

    def let_through(self, filters: Filters) -> None:
        """Put filters in force: as chips where there is one for them, else behind the view's name, or said by
        one chip where the view does not have them.
        """
        self._bar().choose(filters)
        shown = self._bar().chosen
        self._hidden = {name: values for name, values in filters.items() if name not in shown}
        self._bar().say_more(said(self._tr, beyond(self._hidden, self._view())))

    def take(self, view: View) -> None:
        """Put a view's filters and order in force."""
        self.order, self.descending = view.order, view.descending
        self.let_through(view.filters)

    def turn(self, order: str, *, upwards: bool) -> None:
        """Order by a column; the same column again turns the list round."""
        self.descending = not self.descending if order == self.order else not upwards
        self.order = order

    def let_go(self) -> None:
        """What no chip of its own and no view says is not asked for any more."""
        more = beyond(self._hidden, self._view())
        kept = {name: values for name, values in self._hidden.items() if name not in more}
        self.let_through({**kept, **self._bar().chosen})
        self._bar().changed.emit(self._bar().chosen)

    def filtered(self) -> bool:
        """Whether somebody filters by more, or by something else, than the view in front."""
        return dict(self.query().filters) != dict(self._view().filters)

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
