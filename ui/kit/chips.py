"""The filter bar: a chip per filter in force, a dashed button to add one, the number shown at the right.

Which filters a list knows is declared by its screen; the bar only says what was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from qualitydesk.translation import Translator
from ui.kit.dashes import DashedEdge
from ui.kit.flow import FlowLayout
from ui.kit.labels import KeyCap, clear, label
from ui.kit.menus import Menu
from ui.kit.theme import Theme
from ui.kit.tips import set_tip

TALLEST = 420
MOST_NAMED = 3
"""A chip with more values than these says how many they are."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a list: its name in the query, its label, and the values to choose from (value, text)."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


class WordsButton(QToolButton):
    """A low button whose words and marks are parts of their own: as wide as these."""

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        inner = self.layout()
        return QSize(inner.sizeHint().width() if inner else 0, self.maximumHeight())


class Chip(WordsButton):
    """Name grey, values bold, cross. A click opens the values; Delete takes the filter off."""

    removed = Signal(str)

    def __init__(
        self, theme: Theme, filter_: Filter, values: Sequence[str], remove_words: str, between: str
    ) -> None:
        super().__init__()
        self._filter = filter_
        texts = [text for value, text in filter_.choices if value in values]
        self.setProperty("kind", "chip")
        self.setFixedHeight(theme.px(28))
        whole = between.join(texts)
        self.setAccessibleName(f"{filter_.label}: {whole}")
        shown = whole if len(texts) <= MOST_NAMED else str(len(texts))
        set_tip(self, whole if shown != whole else "")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(10), 0, theme.px(4), 0)
        row.setSpacing(theme.px(6))
        for text, role, ink in (
            (filter_.label, "small", "text-2"),
            (shown, "small-strong", "text"),
        ):
            part = label(theme, text, role, ink)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)
        cross = QToolButton()
        cross.setIcon(theme.icon("x", "text-2", 13))
        cross.setIconSize(QSize(theme.px(13), theme.px(13)))
        cross.setFixedSize(theme.px(24), theme.px(24))
        cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cross.setAccessibleName(remove_words)
        cross.clicked.connect(lambda: self.removed.emit(self._filter.name))
        row.addWidget(cross)
        off = QShortcut(QKeySequence("Del"), self)
        off.setContext(Qt.ShortcutContext.WidgetShortcut)
        off.activated.connect(lambda: self.removed.emit(self._filter.name))


class FilterBar(QWidget):
    """48 px; ``changed`` carries the chosen values by filter name. F adds, Shift+F clears (on the list's
    screen).
    """

    changed = Signal(object)
    let_go = Signal()
    """The chip of ``say_more`` was taken off."""

    def __init__(
        self,
        theme: Theme,
        filters: Sequence[Filter],
        *,
        add_words: str,
        remove_words: str,
        free_text: str = "",
        between: str = ", ",
        more_words: str = "",
    ) -> None:
        super().__init__()
        self.setProperty("kind", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._filters = theme, {one.name: one for one in filters}
        self._words = (add_words, remove_words, free_text, between)
        self._chosen: dict[str, tuple[str, ...]] = {}
        self._more, self._more_words = "", more_words
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        holder = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        self._flow = FlowLayout(holder, theme.px(8))
        row.addWidget(holder, 1)
        self._shown: QLabel = label(theme, "", "small", "text-3")
        row.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add_button = self._add_button()
        self._flow.addWidget(self.add_button)

    @property
    def chosen(self) -> Mapping[str, tuple[str, ...]]:
        """The values in force, by filter name: what a ``Query`` takes as ``filters``."""
        return dict(self._chosen)

    def choose(self, chosen: Mapping[str, tuple[str, ...]], *, tell: bool = False) -> None:
        """Put filters in force (a saved view)."""
        wanted = {name: values for name, values in chosen.items() if values and name in self._filters}
        if list(wanted.items()) != list(self._chosen.items()):
            self._chosen = wanted
            self._rebuild()
        if tell:
            self.changed.emit(self.chosen)

    def say_more(self, words: str) -> None:
        """One chip before the others for what is kept back by no filter of its own; "" takes it off."""
        if words != self._more:
            self._more = words
            self._rebuild()

    def clear_all(self) -> None:
        """Take every filter off."""
        self.choose({}, tell=True)

    def show_count(self, tr: Translator, count: int) -> None:
        """At the right: how many records the filters let through."""
        self.show_words(tr.plural("1 record found", "{n} records found", count, n=tr.number(count)))

    def show_words(self, words: str) -> None:
        """At the right: what the filters let through, in other words than a count of records."""
        self._shown.setText(words)

    def _rebuild(self) -> None:
        self._flow.removeWidget(self.add_button)  # it stays, and stands behind the last
        clear(self._flow)
        if self._more:
            self._flow.addWidget(self._more_chip())
        for name, values in self._chosen.items():
            chip = Chip(self._theme, self._filters[name], values, self._words[1], self._words[3])
            chip.clicked.connect(lambda _on=False, name=name, chip=chip: self._open_values(name, chip))
            chip.removed.connect(self._remove)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.add_button)

    def _more_chip(self) -> Chip:
        only = Filter("", self._more_words, (("", self._more),))
        chip = Chip(self._theme, only, ("",), self._words[1], self._words[3])
        chip.removed.connect(lambda _name: self.let_go.emit())
        return chip

    def _add_button(self) -> QToolButton:
        theme, button = self._theme, WordsButton()
        button.setProperty("kind", "chip-add")
        DashedEdge(button, theme, "border-strong", 6)
        button.setFixedHeight(theme.px(28))
        button.setAccessibleName(self._words[0])
        row = QHBoxLayout(button)
        row.setContentsMargins(theme.px(8), 0, theme.px(6), 0)
        row.setSpacing(theme.px(6))
        mark = QLabel()
        mark.setPixmap(theme.icon("plus", "text-2", 14).pixmap(theme.px(14), theme.px(14)))
        row.addWidget(mark)
        row.addWidget(label(theme, self._words[0], "small", "text-2"))
        row.addWidget(KeyCap("F", theme))
        for place in range(row.count()):
            part = row.itemAt(place)
            widget = part.widget() if part is not None else None
            if widget is not None:
                widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.clicked.connect(self.add)
        return button

    def add(self) -> None:
        """Offer the filters not in force yet (the F key)."""
        menu = Menu(self._theme, self)
        for name, one in self._filters.items():
            if name not in self._chosen:
                inner = Menu(self._theme, menu)
                inner.setTitle(one.label)
                menu.addMenu(inner)
                self._fill(inner, one)
        menu.drop(self.add_button)

    def _open_values(self, name: str, anchor: QWidget) -> None:
        menu = Menu(self._theme, self)
        self._fill(menu, self._filters[name])
        menu.drop(anchor)

    def _fill(self, menu: QMenu, one: Filter) -> None:
        holder = QWidget(menu)  # in its place it is measured with the style sheet
        column = QVBoxLayout(holder)
        column.setContentsMargins(
            self._theme.px(12), self._theme.px(6), self._theme.px(12), self._theme.px(6)
        )
        column.setSpacing(self._theme.px(2))
        for value, text in one.choices:
            box = QCheckBox(text)
            box.setChecked(value in self._chosen.get(one.name, ()))
            box.toggled.connect(lambda on, name=one.name, value=value: self._toggle(name, value, on))
            column.addWidget(box)
        action = QWidgetAction(menu)
        action.setDefaultWidget(self._no_taller(holder, menu))
        menu.addAction(action)

    def _no_taller(self, holder: QWidget, menu: QMenu) -> QWidget:
        """As tall as there is room for on a small screen; the rest of many values is scrolled to."""
        wanted, most = holder.sizeHint(), self._theme.px(TALLEST)
        if wanted.height() <= most:
            return holder
        area = QScrollArea(menu)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setAccessibleName(self._words[0])
        bar = area.verticalScrollBar().sizeHint().width()
        area.setFixedSize(wanted.width() + bar, most)
        return area

    def _toggle(self, name: str, value: str, on: bool) -> None:
        values = [kept for kept in self._chosen.get(name, ()) if kept != value] + ([value] if on else [])
        self.choose({**self._chosen, name: tuple(values)}, tell=True)

    def _remove(self, name: str) -> None:
        self.choose({other: values for other, values in self._chosen.items() if other != name}, tell=True)
