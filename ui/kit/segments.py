"""A few choices side by side, one of them pressed: ways of looking at a thing, languages of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from ui.kit.theme import Theme
from ui.kit.tips import set_tip


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: its name in code, its words, an icon if it has one."""

    id: str
    text: str
    icon: str = ""


class Segments(QWidget):
    """``chosen`` carries the id that was pressed by hand or by ``choose``."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, segments: Sequence[Segment], name: str = "", *, even: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._segments = theme, tuple(segments)
        self._texts = {one.id: one.text for one in segments}
        self._in_words = True
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        for place in range(len(self._segments)):
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(place == 0)
            button.setAutoDefault(False)
            button.setProperty("kind", "segment")
            last = place == len(self._segments) - 1
            button.setProperty("end", "left" if place == 0 else "right" if last else "")
            button.setProperty("follows", bool(place))
            button.setFont(theme.font("strong"))
            button.setIconSize(QSize(theme.px(16), theme.px(16)))
            self._group.addButton(button, place)
            row.addWidget(button, 1 if even else 0)
        self.show_words(True)
        self._dress()
        self._group.idClicked.connect(self._pressed)

    @property
    def words(self) -> str:
        """What all of them say where there is room."""
        return " ".join(self._texts.values())

    def show_words(self, shown: bool) -> None:
        """Where room is short the icons stand alone; tooltips say the words."""
        self._in_words = shown
        for button, one in zip(self._group.buttons(), self._segments, strict=True):
            words = self._texts[one.id]
            button.setText("" if one.icon and not shown else f" {words}" if one.icon else words)
            set_tip(button, "" if button.text() else words)
            button.setAccessibleName(words)
            button.updateGeometry()

    def _dress(self) -> None:
        for button, one in zip(self._group.buttons(), self._segments, strict=True):
            if one.icon:
                button.setIcon(self._theme.icon(one.icon, "accent" if button.isChecked() else "text-2"))

    def _pressed(self, place: int) -> None:
        self._dress()
        self.chosen.emit(self._segments[place].id)

    def current(self) -> str:
        """The id of the pressed one."""
        return self._segments[self._group.checkedId()].id

    def choose(self, segment_id: str) -> None:
        """Press a segment; an unknown id presses none."""
        for place, one in enumerate(self._segments):
            button = self._group.button(place)
            if one.id == segment_id and button is not None:
                button.click()

    def set_text(self, segment_id: str, text: str) -> None:
        """Other words, a count for example."""
        self._texts[segment_id] = text
        self.show_words(self._in_words)
