"""The tabs over a list: views everybody has, a person's own after them, their counts, and saving one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualitydesk.domain.values import Query
from ui.kit import failures
from ui.kit.actions import Action, ActionButton
from ui.kit.dialogs import Dialog, ask_form, confirm
from ui.kit.drafts import Slot
from ui.kit.flow import give_way
from ui.kit.form import Field, Form
from ui.kit.views import View, ViewTabs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qualitydesk.services.saved_views import OwnView
    from ui.context import Context
    from ui.lists.declaration import Listing

RowT = TypeVar("RowT")
OWN = "own:"


class SavedTabs(QWidget, Generic[RowT]):
    """``chosen`` carries the view. ``shown`` answers with what the list shows now, to be saved."""

    chosen = Signal(object)
    came_back = Signal()
    """The view that was in front before is in front again, of what is shown already."""

    def __init__(self, context: Context, listing: Listing[RowT], shown: Callable[[], Query]) -> None:
        super().__init__()
        self.context, self.listing, self._shown = context, listing, shown
        self._own: dict[str, View] = {}
        self._awaited = ""
        """The own view that comes to the front once it is read."""
        tr, theme = context.tr, context.theme
        self.tabs = ViewTabs(theme, listing.views, tr("Views"))
        self.tabs.chosen.connect(self._choose)
        self.tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        save = Action("save_view", tr("Save this view"), self.save, "plus", "", "quiet")
        self._forget = ActionButton(
            Action("forget_view", tr("Forget this view"), self.ask_forget, "trash-2", "", "quiet"),
            theme,
            size="small",
            show_key=False,
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)  # every tab ends in its own air
        self._row.addWidget(self.tabs)
        self._save = ActionButton(save, theme, size="small", show_key=False)
        self._row.addWidget(self._save)
        self._row.addWidget(self._forget)
        self._row.addStretch()
        self._forget.hide()
        self.tabs.currentChanged.connect(lambda _place: self._offer_forgetting())

    def add_tool(self, tool: QWidget) -> None:
        """A small button at the right end."""
        self._row.addSpacing(self.context.theme.px(4))
        self._row.addWidget(tool)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the tabs need the room, saving a view gives up its words."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        found = (self._row.itemAt(place) for place in range(self._row.count()))
        parts = [part for part in found if part is not None and part.widget() is not self._save]
        others = sum(part.sizeHint().width() for part in parts)
        give_way([self._save], self.width() - others, 0)

    def _choose(self, view: View) -> None:
        self._awaited = ""
        self.chosen.emit(view)

    def current(self) -> View:
        """The view in force."""
        return self.tabs.current_view() or self.listing.views[0]

    def in_front(self) -> str:
        """The view in force, by its id; an own one that is not read yet, too."""
        return self._awaited or self.current().id

    def come_back(self, view_id: str) -> None:
        """Put that view in front of what is shown; a person's own as soon as it is read."""
        self.tabs.choose(view_id, tell=False)
        self._awaited = view_id if view_id.startswith(OWN) and view_id not in self._own else ""

    def show_as(self, view: View) -> None:
        """Put a view's tab in front of what is shown already."""
        self._awaited = ""
        self.tabs.choose(view.id, tell=False)
        self._offer_forgetting()

    def _offer_forgetting(self) -> None:
        self._forget.setVisible(self.current().id.startswith(OWN))

    # -- counts and own views

    def count(self) -> None:
        """Ask how much each view holds."""
        counted = self.listing.count_views
        if counted is None:
            return
        queries = {one.id: Query(one.filters) for one in (*self.listing.views, *self._own.values())}

        def work() -> Mapping[str, int]:
            return counted(queries)

        self.context.jobs.read(self, work, self._show_counts, lambda _error: None, latest="views", late=True)

    def _show_counts(self, counts: Mapping[str, int]) -> None:
        self.tabs.set_counts({name: self.context.tr.number(number) for name, number in counts.items()})
        self._fit()

    def read_own(self) -> None:
        """Put the views this person saved after those that everybody has."""
        desk, screen = self.context.desk, self.listing.screen

        def work() -> tuple[OwnView, ...]:
            from qualitydesk.services.saved_views import saved_views

            return saved_views(desk, screen)

        self.context.jobs.read(self, work, self._take_own, latest="own", late=True)

    def _take_own(self, found: tuple[OwnView, ...]) -> None:
        for one in found:
            self._put(one)
        back, self._awaited = self._own.get(self._awaited), ""
        if back is not None:
            self.show_as(back)
            self.came_back.emit()
        if found:
            self.count()

    def _put(self, one: OwnView) -> None:
        view = View(OWN + one.name, one.name, one.filters, one.order, one.descending)
        if view.id in self._own:
            self.tabs.replace_view(view)
        else:
            self.tabs.add_view(view)
        self._own[view.id] = view
        self._fit()

    # -- saving and forgetting

    def save(self) -> None:
        """Ask for a name and keep what is shown under it."""
        tr = self.context.tr
        fields = [Field("name", tr("Name"), required=True)]
        slot = Slot(f"{self.listing.screen} view")
        ask_form(
            self.context,
            self,
            tr("Save this view"),
            fields,
            tr("Save"),
            self._keep,
            slot=slot,
            icon="save",
            consequence=tr("Filters and order are kept for you."),
        )

    def _keep(self, values: dict[str, object], form: Form, dialog: Dialog) -> None:
        from qualitydesk.services.saved_views import OwnView, save_view

        desk, tr, query = self.context.desk, self.context.tr, self._shown()
        filters = {name: tuple(chosen) for name, chosen in query.filters.items()}
        view = OwnView(str(values["name"]).strip(), filters, query.order, query.descending)

        def done(_nothing: None) -> None:
            dialog.accept()
            self._put(view)
            self.tabs.choose(OWN + view.name)
            self.count()
            self.context.toast(tr("View “{name}” is saved.", name=view.name))

        self.context.jobs.write(
            dialog,
            lambda: save_view(desk, self.listing.screen, view),
            done,
            lambda error: failures.at_form(self.context, form, error),
        )

    def ask_forget(self) -> None:
        """Ask, then take the person's own view away."""
        tr, view = self.context.tr, self.current()
        words = tr("The view “{name}” goes; the records it shows stay.", name=view.title)
        title, do = tr("Forget this view"), tr("Forget")
        confirm(self.context, self, title, words, do, lambda: self._forget_now(view), icon="trash-2")

    def _forget_now(self, view: View) -> None:
        desk, screen = self.context.desk, self.listing.screen

        def work() -> None:
            from qualitydesk.services.saved_views import forget_view

            forget_view(desk, screen, view.title)

        def done(_nothing: None) -> None:
            self._own.pop(view.id, None)
            self.tabs.remove_view(view.id)

        self.context.jobs.write(self, work, done)
